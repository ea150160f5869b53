// The pictures of a plan: bars, link use and power on one axis, and the topology, by mouse, finger and keys.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

// Twelve VMs: a row each. Sixty: rows of hosts, which are scrolled.
const FEW = { at: "/#page=plan&plan=drain-12", viewport: { width: 1280, height: 1600 } };
const MANY = { at: "/#page=plan&plan=kherbache-1", viewport: { width: 1280, height: 1600 } };

const part = (calculator, name) => calculator.page.locator(`.plan-gantt__${name}`);
const keys = (calculator) => calculator.page.getByRole("slider", { name: /^The plan along its time/ });
const slider = (calculator) => calculator.page.getByRole("slider", { name: "Moment", exact: true });
const button = (calculator, name) => calculator.page.getByRole("button", { name, exact: true });
const line = (calculator) => calculator.page.locator(".plan-chart__line");
const bars = (calculator) => calculator.page.locator(".plan-gantt__rows canvas");

/** The pictures, once they are painted and stand still. */
async function there(calculator) {
  await calculator.page.locator(".plan-gantt").waitFor({ timeout: 60_000 });
  await calculator.page.evaluate(() => document.fonts.ready);
  // What is played meanwhile may still come, and with it another picture.
  let before = -1;
  for (let tries = 0; tries < 40; tries += 1) {
    await calculator.page.waitForTimeout(100);
    const now = await print(calculator);
    if (now === before) break;
    before = now;
  }
  await calculator.page.locator(".plan-gantt").evaluate((it) => it.scrollIntoView({ block: "start" }));
  await calculator.painted();
}

/** A number for what is on the bars' canvas. */
async function print(calculator) {
  await calculator.painted();
  return bars(calculator).evaluate((canvas) => {
    const { width, height } = canvas;
    if (width === 0 || height === 0) return 0;
    const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
    return pixels.reduce((print, pixel) => (Math.imul(print, 31) + pixel) | 0, 0);
  });
}

/** Moves the mouse to a share of the axis, so far below the upper edge of the rows. */
async function point(calculator, share, down = 20) {
  const [axis, rows] = [await part(calculator, "over").boundingBox(), await part(calculator, "rows").boundingBox()];
  await calculator.page.mouse.move(axis.x + share * axis.width, rows.y + down);
  await calculator.painted();
}

const height = (calculator) => calculator.page.evaluate(() => document.documentElement.scrollHeight);
const moment = async (calculator) => (await slider(calculator).getAttribute("aria-valuetext")) ?? assert.fail("no moment");

const PHONE = { ...FEW, viewport: { width: 360, height: 760 }, hasTouch: true, isMobile: true };
onPage("a tap moves the moment, and reads there until something else is tapped", PHONE, async (calculator) => {
  await there(calculator);
  const axis = await part(calculator, "over").boundingBox();
  await calculator.page.touchscreen.tap(axis.x + axis.width * 0.4, axis.y + 40);
  await calculator.page.waitForTimeout(200);
  assert.notEqual(await moment(calculator), "0 s");
  assert.match(await calculator.page.locator(".plan-reading").innerText(), /migrations at once/i);
  const box = await calculator.page.locator(".plan-reading").boundingBox();
  assert.ok(0 <= box.x && box.x + box.width <= 360, JSON.stringify(box));
  assert.equal(await calculator.page.evaluate(() => document.documentElement.scrollWidth), 360);
  await slider(calculator).focus();
  assert.equal(await calculator.page.locator(".plan-reading").count(), 0);
});

for (const [width, left] of [[1280, "wide"], [360, "narrow"]]) {
  onPage(`what is pointed at lies over the axis that is drawn, ${left}`, { ...FEW, viewport: { width, height: 1600 } }, async (calculator) => {
    await there(calculator);
    const axis = await part(calculator, "over").boundingBox();
    const canvas = await part(calculator, "tracks").locator("canvas").boundingBox();
    // The axis of values is the first column that is painted from top to bottom.
    const drawn = await part(calculator, "tracks").locator("canvas").evaluate((canvas) => {
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      const [top, bottom] = [24, 90].map((at) => Math.round(at * scale));
      const data = canvas.getContext("2d").getImageData(0, top, canvas.width, bottom - top);
      for (let x = 0; x < data.width; x += 1) {
        let painted = 0;
        for (let y = 0; y < data.height; y += 1) painted += data.data[(y * data.width + x) * 4 + 3] === 0 ? 0 : 1;
        if (painted === data.height) return x / scale;
      }
      return -1;
    });
    assert.ok(Math.abs(canvas.x + drawn - axis.x) <= 1.5, `${canvas.x + drawn} is not ${axis.x}`);
    assert.ok(Math.abs(canvas.x + canvas.width - 14 - (axis.x + axis.width)) <= 1.5);
  });
}

onPage("a bar that is pointed at is told, a click chooses its step, and nothing jumps", FEW, async (calculator) => {
  await there(calculator);
  const before = await height(calculator);
  // The first row holds one bar, which begins at once.
  await point(calculator, 0.002, 15);
  const read = await calculator.page.locator(".plan-reading").innerText();
  assert.match(read, /→/);
  assert.match(read, /migrations at once\s*\d/i);
  assert.match(read, /power\s*[\d,.]+ k?W/i);
  await calculator.page.mouse.down();
  await calculator.page.mouse.up();
  await calculator.painted();
  assert.match(await line(calculator).innerText(), /, from 0 s to /);
  assert.equal(await height(calculator), before);
  await calculator.page.mouse.move(2, 2);
  await calculator.painted();
  assert.equal(await calculator.page.locator(".plan-reading").count(), 0);
});

onPage("a dragged span is zoomed into, and the whole comes back", FEW, async (calculator) => {
  await there(calculator);
  const whole = await print(calculator);
  assert.equal(await button(calculator, "Whole").getAttribute("aria-disabled"), "true");
  await point(calculator, 0.2);
  await calculator.page.mouse.down();
  await point(calculator, 0.3, 40);
  assert.ok(await part(calculator, "brush").isVisible());
  await point(calculator, 0.5, 40);
  await calculator.page.mouse.up();
  await calculator.page.mouse.move(2, 2);
  const near = await print(calculator);
  assert.notEqual(near, whole);
  await button(calculator, "Zoom in").click();
  assert.notEqual(await print(calculator), near);
  await button(calculator, "Whole").click();
  assert.equal(await print(calculator), whole);
  // Ctrl and the wheel zoom; the wheel alone does not.
  await point(calculator, 0.5);
  await calculator.page.keyboard.down("Control");
  await calculator.page.mouse.wheel(0, -120);
  await calculator.page.keyboard.up("Control");
  await calculator.page.waitForTimeout(100);
  assert.equal(await button(calculator, "Whole").getAttribute("aria-disabled"), null);
});

onPage("with keys one moves the moment, chooses a step, and zooms", FEW, async (calculator) => {
  await there(calculator);
  await keys(calculator).focus();
  const press = async (key) => {
    await calculator.page.keyboard.press(key);
    await calculator.painted();
    return moment(calculator);
  };
  assert.equal(await press("Home"), "0 s");
  const next = await press("PageDown");
  assert.notEqual(next, "0 s");
  assert.equal(await press("PageUp"), "0 s");
  assert.notEqual(await press("ArrowRight"), "0 s");
  await press("ArrowLeft");
  const end = await press("End");
  assert.notEqual(end, next);
  await press("ArrowDown");
  const first = await line(calculator).innerText();
  assert.match(first, /from .* to /);
  await press("ArrowDown");
  assert.notEqual(await line(calculator).innerText(), first);
  await press("ArrowUp");
  assert.equal(await line(calculator).innerText(), first);
  assert.match(await keys(calculator).getAttribute("aria-valuetext"), /chosen: /);
  await press("+");
  assert.equal(await button(calculator, "Whole").getAttribute("aria-disabled"), null);
  await press("0");
  assert.equal(await button(calculator, "Whole").getAttribute("aria-disabled"), "true");
  await press("Escape");
  assert.match(await line(calculator).innerText(), /^Click a bar/);
});

onPage("rows of many are scrolled, and a step that is chosen comes into sight", MANY, async (calculator) => {
  await there(calculator);
  const scrolled = () => part(calculator, "rows").evaluate((rows) => rows.scrollTop);
  assert.ok(await part(calculator, "rows").evaluate((rows) => rows.clientHeight < rows.scrollHeight));
  const before = await print(calculator);
  await keys(calculator).focus();
  // The last one.
  await calculator.page.keyboard.press("ArrowUp");
  await calculator.page.waitForTimeout(200);
  assert.ok(0 < (await scrolled()));
  assert.notEqual(await print(calculator), before);
});

onPage("all steps and all hosts are there as tables, and a step is chosen there too", FEW, async (calculator) => {
  await there(calculator);
  await calculator.page.getByText("The steps as a table").click();
  const steps = calculator.page.getByRole("region", { name: "The steps as a table" });
  await steps.locator("tbody tr").nth(11).waitFor();
  await steps.locator("tbody button").nth(2).click();
  assert.equal(await steps.locator("tbody button").nth(2).getAttribute("aria-pressed"), "true");
  assert.match(await line(calculator).innerText(), /, from /);
  await calculator.page.getByText("The hosts at this moment, as a table").click();
  const hosts = calculator.page.getByRole("region", { name: "The hosts at this moment, as a table" });
  await hosts.locator("tbody tr").nth(1).waitFor();
});

onPage("it is played, paused, and gone through event by event", FEW, async (calculator) => {
  await there(calculator);
  const picture = () => calculator.page.locator(".plan-topology canvas").evaluate((canvas) => canvas.toDataURL().length);
  await button(calculator, "▷ Play").click();
  await calculator.page.waitForTimeout(700);
  await button(calculator, "Pause").click();
  const at = Number(await slider(calculator).inputValue());
  assert.ok(0 < at && at < 1000, `${at}`);
  const before = await picture();
  await button(calculator, "Next event").click();
  await calculator.painted();
  assert.notEqual(await picture(), before);
  await slider(calculator).fill("1000");
  await calculator.painted();
  assert.match(await calculator.page.locator(".plan-player .player__story").innerText(), /nothing is on its way/);
});

onPage("stillness: an event after the other, a second each", { ...FEW, reducedMotion: "reduce" }, async (calculator) => {
  await there(calculator);
  await button(calculator, "▷ Play").click();
  const began = Date.now();
  const seen = new Set();
  while (seen.size < 3) {
    await calculator.page.waitForTimeout(100);
    seen.add(await moment(calculator));
    assert.ok(Date.now() - began < 30_000, "it stands still");
  }
  // The first one stood there already.
  assert.ok(1_500 < Date.now() - began, [...seen].join(", "));
});

onPage("a host is picked by a click, and a link by one beside it; in the table of hosts by keys", FEW, async (calculator) => {
  await there(calculator);
  const { page } = calculator;
  const said = page.locator(".plan-topology__picked");
  const list = page.locator(".plan-lane__list");
  const stage = page.locator(".plan-topology");
  await stage.scrollIntoViewIfNeeded();
  const before = await height(calculator);
  const box = await stage.boundingBox();
  // Four hosts beside each other under one switch, with a link each that comes down at its left.
  await page.mouse.click(box.x + box.width * 0.15, box.y + box.height * 0.6);
  await said.getByText(/^node1 at 0 s: on, .* VMs: vm01, .* Drawn above: /).waitFor();
  assert.notEqual(await list.inputValue(), "");
  assert.equal(await height(calculator), before, "nothing jumps");
  await page.mouse.click(box.x + box.width * 0.15, box.y + box.height * 0.6);
  await said.getByText(/^Click a host/).waitFor();
  assert.equal(await list.inputValue(), "");
  // Somewhere in the row of links: the first place at which there is one.
  let found = false;
  for (let x = 4; x < box.width && !found; x += 3) {
    await page.mouse.move(box.x + x, box.y + 34);
    await calculator.painted();
    found = await stage.evaluate((stage) => stage.classList.contains("plan-topology--over"));
    if (found) await page.mouse.click(box.x + x, box.y + 34);
  }
  assert.ok(found, "there is a link");
  await said.getByText(/^Drawn above: .*, of which [\d,]+ % is used at 0 s\.$/).waitFor();
  await page.getByText("The hosts at this moment, as a table").click();
  const hosts = page.getByRole("region", { name: "The hosts at this moment, as a table" });
  const third = hosts.getByRole("button", { name: "node3" });
  await third.focus();
  await page.keyboard.press("Enter");
  await said.getByText(/^node3 at 0 s: /).waitFor();
  assert.equal(await third.getAttribute("aria-pressed"), "true");
});
