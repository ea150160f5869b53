// The page of lessons: each opens, its questions are answered by keyboard, what is turned moves the numbers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axeFinds } from "./axe.mjs";
import { onPage } from "./calculator.mjs";

const LESSONS = [
  "stop-and-copy", "rounds", "cliff", "when-to-stop", "closed-form", "saw-tooth", "xen-rules", "two-ways-out", "whose-traffic",
  "draining-a-rack", "in-the-wild", "is-the-model-right",
];

/** The page, once what it shows has been fetched. */
const there = (calculator) => calculator.page.locator(".learn[data-ready]").waitFor();
const numbers = (calculator) => calculator.page.locator(".lesson__step .lesson__live").allInnerTexts();

onPage("the list has all lessons, and the link names the one that is open", {}, async (calculator) => {
  const { page } = calculator;
  await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name: "Learn" }).click();
  await there(calculator);
  assert.equal(await page.locator("ol .lessons__item").count(), LESSONS.length);
  await page.getByRole("button", { name: "Stop and copy" }).click();
  await page.getByRole("heading", { name: "Stop and copy" }).waitFor();
  await page.waitForFunction(() => location.hash.includes("lesson=stop-and-copy"));
  await page.getByRole("button", { name: "All lessons" }).click();
  await page.locator("ol.lessons").waitFor();
});

const NO_COURSE = { at: "/#page=learn", tolerate: [/Failed to load resource/] };
onPage("the course is saved as one file; where that is not to be had, a line says so", NO_COURSE, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const save = page.getByRole("button", { name: "Save the course as one file" });
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/precopy-course.html", async (route) => {
    await held;
    await route.abort();
  });
  await save.press("Enter");
  await page.getByRole("button", { name: "Fetching the file …" }).waitFor();
  answer();
  await page.getByText("The file could not be fetched from this site.").waitFor();
  await page.unroute("**/precopy-course.html");
  const [download] = await Promise.all([page.waitForEvent("download"), save.press("Enter")]);
  assert.equal(download.suggestedFilename(), "precopy-course.html");
  const text = await readFile(await download.path(), "utf8");
  assert.ok(1_000_000 < text.length && text.startsWith("<!doctype html>"), text.slice(0, 40));
  await page.getByText("The file could not be fetched from this site.").waitFor({ state: "detached" });
});

for (const id of LESSONS) {
  onPage(`${id}: every question is answered by keyboard; axe finds nothing`, { at: `/#page=learn&lesson=${id}` }, async (calculator) => {
    const { page } = calculator;
    await there(calculator);
    assert.deepEqual(await axeFinds(calculator), []);
    for (let left = 40; 0 < left; left--) {
      const open = page.locator(".question", { has: page.getByRole("button", { name: "Show without answering" }) });
      if ((await open.count()) === 0) break;
      const before = await open.count();
      await open.first().locator(".question__choice").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction((before) => document.querySelectorAll(".question > .button").length !== before, before, { timeout: 1000 }).catch(() => {});
    }
    for (const question of await page.locator(".question").all()) {
      assert.equal(await question.locator(".question__choice--right").count(), 1);
      assert.match(await question.getByRole("status").innerText(), /^(Yes\.|Not so\.)/);
    }
    assert.deepEqual(await axeFinds(calculator), []);
  });
}

onPage("a slider moves the numbers of its step, and Reset brings them back", { at: "/#page=learn&lesson=cliff" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const before = await numbers(calculator);
  await page.locator(".lesson__slider input").first().focus();
  await page.keyboard.press("End");
  const first = page.locator(".lesson__step").first();
  await first.locator("strong", { hasText: "45,000 pages/s" }).waitFor();
  assert.notDeepEqual(await numbers(calculator), before);
  await first.getByRole("button", { name: "Reset" }).click();
  await first.locator("strong", { hasText: "45,000 pages/s" }).waitFor({ state: "detached" });
  assert.deepEqual(await numbers(calculator), before);
});

onPage("a step opens in the calculator as it is turned", { at: "/#page=learn&lesson=cliff" }, async (calculator) => {
  await there(calculator);
  await calculator.page.getByRole("button", { name: "Open in the calculator" }).first().click();
  await calculator.page.locator("main.calculator").waitFor();
  assert.match(await calculator.page.evaluate(() => location.hash), /dirty=8000pages\/s/);
});

const ROUNDS = { at: "/#page=learn&lesson=rounds" };
/** The first grid that has its curve beside it. */
const grid = ({ page }) => page.locator(".cells--pair", { has: page.locator(".memory") }).first();
const said = (calculator) => grid(calculator).locator(".player__story").innerText();
/** The colours of the picture, each with the share of the dots that have it. */
const dots = (calculator) =>
  grid(calculator).locator(".memory__cells").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    return [canvas.width, canvas.height, colours.size];
  });

onPage("the grid has a dot square for each page of memory, and is stepped by ticks and by rounds", ROUNDS, async (calculator) => {
  await there(calculator);
  const cells = grid(calculator);
  await cells.locator(".memory__scale", { hasText: "65,536 cells of 4 KiB" }).waitFor();
  await cells.getByRole("button", { name: "Step" }).click();
  await calculator.page.waitForFunction(() => /Round 1, 20 ms: /.test(document.querySelector(".cells--pair .player__story").textContent));
  await calculator.painted();
  const [wide, high, colours] = await dots(calculator);
  assert.deepEqual([wide, high], [768, 768]);
  assert.ok(3 <= colours, `${colours}`);
  await cells.getByRole("button", { name: "Next round" }).click();
  await calculator.page.waitForFunction(() => /Round 2, /.test(document.querySelector(".cells--pair .player__story").textContent));
  await cells.getByRole("button", { name: "Previous round" }).click();
  await calculator.page.waitForFunction(() => /Round 1, 0 s: /.test(document.querySelector(".cells--pair .player__story").textContent));
});

onPage("the grid goes through time by keyboard, to its end and back", ROUNDS, async (calculator) => {
  await there(calculator);
  const slider = grid(calculator).getByRole("slider", { name: "Time" });
  await slider.focus();
  await calculator.page.keyboard.press("End");
  await calculator.page.waitForFunction(() => /^Over after .*: all of the memory/.test(document.querySelector(".cells--pair .player__story").textContent));
  await calculator.page.keyboard.press("Home");
  await calculator.page.waitForFunction(() => /Round 1, 0 s: /.test(document.querySelector(".cells--pair .player__story").textContent));
  await calculator.page.keyboard.press("ArrowRight");
  await calculator.page.waitForFunction(() => /Round 1, 20 ms: /.test(document.querySelector(".cells--pair .player__story").textContent));
  assert.match(await slider.getAttribute("aria-valuetext"), /^20 ms, round 1$/);
  assert.deepEqual(await axeFinds(calculator), []);
});

onPage("the grid plays a tick a frame, and a frame is soon done", ROUNDS, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const play = grid(calculator).getByRole("button", { name: /Play/ });
  await play.scrollIntoViewIfNeeded();
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await metrics();
  await page.evaluate(() => {
    globalThis.frames_ = 0;
    const count = () => { globalThis.frames_ += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  await play.click();
  await page.waitForTimeout(1000);
  const after = await metrics();
  const frames = await page.evaluate(() => globalThis.frames_);
  const each = (name) => ((after[name] - before[name]) * 1000 / frames).toFixed(2);
  console.log(`memory of 65,536 cells: ${frames} frames in a second; of each frame ${each("ScriptDuration")} ms script, ${each("TaskDuration")} ms in all`);
  assert.match(await said(calculator), /^(Round \d+, |Guest stopped|Over)/);
  assert.doesNotMatch(await said(calculator), /Round 1, 0 s/);
});

onPage("under reduced motion the grid goes from round to round", { ...ROUNDS, reducedMotion: "reduce" }, async (calculator) => {
  await there(calculator);
  await grid(calculator).getByRole("button", { name: "Step" }).click();
  await grid(calculator).getByRole("button", { name: /Play/ }).click();
  await calculator.page.waitForTimeout(500);
  assert.match(await said(calculator), /^Round 1, 20 ms/);
  await calculator.page.waitForFunction(() => /Round 2, /.test(document.querySelector(".cells--pair .player__story").textContent));
});

onPage("a map is drawn, and told as a table", { at: "/#page=learn&lesson=cliff" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  for (let pass = page.getByRole("button", { name: "Show without answering" }); 0 < (await pass.count()); ) await pass.first().click();
  const pixels = page.locator(".graph__pixels");
  await pixels.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector(".graph__pixels").width === 64);
  const open = await pixels.evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 64, 64);
    return [data[3], data[(63 * 64) * 4 + 3], data[(0 * 64 + 63) * 4 + 3]];
  });
  // On the left it ends; at the upper right it never does, and the hatching is seen.
  assert.deepEqual(open, [255, 255, 0]);
  const table = page.locator(".lesson__figure", { has: pixels }).locator("details");
  await table.locator("summary").click();
  assert.equal(await table.locator("tbody td").count(), 25);
});

for (const [lesson, what, parts] of [
  ["when-to-stop", "products have bars", ".products-bar"],
  ["closed-form", "a number is told step by step", ".lesson__steps .step"],
  ["in-the-wild", "what varies is drawn", ".cells--pair .graph__stage"],
]) {
  onPage(what, { at: `/#page=learn&lesson=${lesson}` }, async (calculator) => {
    const { page } = calculator;
    await there(calculator);
    for (let pass = page.getByRole("button", { name: "Show without answering" }); 0 < (await pass.count()); ) await pass.first().click();
    assert.ok(1 < (await page.locator(parts).count()));
  });
}

onPage("where there is room, figures stand beside the text; on a phone nothing is wider than the screen", { at: "/#page=learn&lesson=rounds", viewport: { width: 1280, height: 900 } }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const [text, figure] = await page.evaluate(() => [".lesson__text", ".lesson__figure"].map((name) => document.querySelector(`.lesson__step ${name}`).getBoundingClientRect().toJSON()));
  assert.ok(text.right < figure.left && 600 < figure.width, `${text.right} ${figure.left}`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.waitForTimeout(300);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
});

onPage("the calculator shows the memory at the moment that is played", { at: "/#hv=qemu&mem=1GiB&ws=512MiB&hot=64MiB&dirty=5000pages/s&link=1Gbit/s" }, async (calculator) => {
  const { page } = calculator;
  await calculator.result.waitFor();
  await page.getByRole("button", { name: "Show the memory" }).click();
  const state = page.locator(".memory__state");
  await state.filter({ hasText: /^Round 1, 0 s: / }).waitFor();
  await page.getByRole("button", { name: "Next round" }).click();
  await state.filter({ hasText: /^Round 2, / }).waitFor();
  assert.deepEqual(await axeFinds(calculator), []);
  await page.getByRole("button", { name: "Hide the memory" }).click();
  await page.locator(".memory").waitFor({ state: "detached" });
});
