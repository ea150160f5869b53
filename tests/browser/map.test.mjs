// The map below the chart: drawn when it is in sight, read, clicked, dragged and turned, by mouse, finger and keys.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";
import { button, expected, press } from "./chart.mjs";

const AT = "/#hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";
const LOW = { viewport: { width: 1280, height: 560 } };

const part = (calculator) => calculator.root.getByRole("region", { name: "Map" });
const reader = (calculator) => calculator.root.getByRole("slider", { name: "Read the map" });
const handle = (calculator, input) => calculator.root.getByRole("slider", { name: `${input}, on the map` });

/** Scrolls to the map, and waits until no finer one is on its way. */
async function shown(calculator) {
  await part(calculator).waitFor();
  await part(calculator).evaluate((part) => part.scrollIntoView({ block: "end" }));
  return finest(calculator);
}

async function finest(calculator) {
  await part(calculator).locator(".map__busy--done").waitFor({ state: "attached", timeout: 30_000 });
  return part(calculator).evaluate((part) => ({ side: Number(part.dataset.side), took: Number(part.dataset.took) }));
}

/** How many pixels the map has, how many colours, and which share of them shows the hatching below. */
function pixels(calculator) {
  return part(calculator).locator(".map__pixels").evaluate((canvas) => {
    const { width, height } = canvas;
    const all = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
    const open = all.filter((pixel) => pixel >>> 24 === 0).length / all.length;
    return { width, height, open, colours: new Set(all).size };
  });
}

/** A place on the map in the window, by shares of it from its lower left. */
async function place(calculator, across, up) {
  const box = await reader(calculator).boundingBox();
  return [box.x + across * box.width, box.y + (1 - up) * box.height];
}

/** What is read there: the values, the answer, the rest. */
async function read(calculator) {
  return part(calculator).locator(".map__reading p").allTextContents();
}

/** A text such as "52.6 ms" in seconds, and by how much it is rounded. */
function time(text) {
  const [, digits, unit] = /([\d.,]+) (µs|ms|s|min)\b/.exec(text) ?? assert.fail(`no time in ${text}`);
  const factor = { "µs": 1e-6, ms: 1e-3, s: 1, min: 60 }[unit];
  const decimals = digits.split(".")[1]?.length ?? 0;
  return { is: Number(digits.replaceAll(",", "")) * factor, within: 0.501 * 10 ** -decimals * factor };
}

function same(one, other) {
  const [a, b] = [time(one), time(other)];
  assert.ok(Math.abs(a.is - b.is) <= a.within + b.within, `${one} is not ${other}`);
}

onPage("the map is drawn once it is in sight, coarse and then fine", { at: AT, ...LOW }, async (calculator) => {
  await part(calculator).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(await part(calculator).getAttribute("data-side"), null, "not before");
  const { side, took } = await shown(calculator);
  const drawn = await pixels(calculator);
  console.log(`map of ${side} × ${side} simulated downtimes: ${took} ms of work (budget 500 ms for 256 × 256)`);
  assert.deepEqual([drawn.width, drawn.height], [side, side]);
  assert.ok(64 < side && 20 < drawn.colours, JSON.stringify(drawn));
  assert.ok(0.3 < drawn.open && drawn.open < 0.8, "above the copy rate it never ends");
  const picture = part(calculator).getByRole("img");
  assert.match(await picture.getAttribute("aria-label"), /^Map over hot set from 0 B to 2\.8 GiB and dirty rate .* completes\./);
});

onPage("what is read of the map is what the calculator says there", { at: AT }, async (calculator) => {
  await shown(calculator);
  for (const [across, up] of [[0.4, 0.2], [0.7, 0.33], [0.015, 0.8]]) {
    await calculator.page.mouse.move(...(await place(calculator, across, up)));
    await calculator.painted();
    const [values, answer, rest] = await read(calculator);
    await calculator.page.mouse.down();
    await calculator.page.mouse.up();
    const said = /Hot set (.*), dirty rate (.*) pages\/s/.exec(values);
    assert.ok(said, values);
    await calculator.page.waitForFunction(
      (rate) => document.querySelector("[id$=dirty]")?.value.startsWith(rate),
      said[2],
    );
    assert.equal((await calculator.inHash("dirty")).replace("pages/s", ""), said[2].replaceAll(",", ""));
    const [downtime, whole] = await expected(calculator);
    same(answer, downtime);
    same(rest, whole);
  }
  // Where it never ends, both say so.
  await calculator.page.mouse.move(...(await place(calculator, 0.7, 0.9)));
  assert.equal((await read(calculator))[1], "never ends");
  await calculator.page.mouse.down();
  await calculator.page.mouse.up();
  await calculator.page.waitForFunction(() => document.querySelector(".why").textContent.startsWith("Does not converge"));
});

onPage("the point is dragged smoothly, and that is one step", { at: AT }, async (calculator) => {
  await shown(calculator);
  const before = await calculator.settledHash();
  const { page } = calculator;
  const box = await part(calculator).locator(".map__point").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames = [];
    globalThis.precopyFrames = frames;
    let last = performance.now();
    const next = (time) => {
      frames.push(time - last);
      last = time;
      if (globalThis.precopyFrames === frames) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const answers = new Set();
  for (let step = 0; step <= 90; step += 1) {
    const [across, up] = [0.3 + 0.25 * Math.sin(step * 0.07), 0.2 + 0.15 * Math.cos(step * 0.09)];
    await page.mouse.move(...(await place(calculator, across, up)));
    if (step % 10 === 0) answers.add((await calculator.figures())["Migration time"]);
  }
  const frames = await page.evaluate(() => {
    const frames = globalThis.precopyFrames.slice(1);
    globalThis.precopyFrames = undefined;
    return frames.toSorted((one, other) => one - other);
  });
  const at = (share) => frames[Math.min(frames.length - 1, Math.floor(share * frames.length))].toFixed(1);
  console.log(`dragging on the map: ${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);
  assert.ok(3 < answers.size, "the answer follows while one drags");
  await page.mouse.up();
  const after = await calculator.settledHash();
  assert.notEqual(after, before);
  // It stays where it was let go.
  const [x, y] = await place(calculator, 0.3 + 0.25 * Math.sin(6.3), 0.2 + 0.15 * Math.cos(8.1));
  const stands = await part(calculator).locator(".map__point").boundingBox();
  assert.ok(Math.hypot(stands.x + stands.width / 2 - x, stands.y + stands.height / 2 - y) < 6);
  await button(calculator, "Undo").click();
  assert.equal(await calculator.settledHash(), before, "one step");
});

onPage("with keys the map is read and the point is moved", { at: AT }, async (calculator) => {
  await shown(calculator);
  await reader(calculator).focus();
  await press(calculator, "ArrowRight", "ArrowRight", "PageDown");
  const spoken = await reader(calculator).getAttribute("aria-valuetext");
  assert.match(spoken, /^Hot set 5\d\d MiB, dirty rate 14,\d00 pages\/s: .* down, expected; .* in all, .* sent$/);
  await press(calculator, "Enter");
  assert.match(await calculator.inHash("dirty"), /^14\d00pages\/s$/);
  await handle(calculator, "Dirty rate").focus();
  const before = await calculator.settledHash();
  await press(calculator, "PageUp");
  assert.match(await calculator.inHash("dirty"), /^22\d00pages\/s$/);
  await press(calculator, "ArrowDown", "End");
  assert.equal(await calculator.inHash("dirty"), "80000pages/s");
  assert.match(await handle(calculator, "Dirty rate").getAttribute("aria-valuetext"), /^80,000 pages\/s: never ends/);
  await handle(calculator, "Hot set").focus();
  await press(calculator, "Home");
  assert.equal(await calculator.inHash("hot"), "0B");
  for (let step = 0; step < 4; step += 1) await button(calculator, "Undo").click();
  assert.equal(await calculator.settledHash(), before, "each key is a step");
  await reader(calculator).focus();
  await press(calculator, "ArrowRight", "Escape");
  assert.deepEqual(await read(calculator), []);
});

onPage("a finger reads first, and takes the values by a button", { at: AT, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (calculator) => {
  await shown(calculator);
  const before = await calculator.settledHash();
  await calculator.page.touchscreen.tap(...(await place(calculator, 0.6, 0.2)));
  const [, answer] = await read(calculator);
  assert.equal(await calculator.settledHash(), before);
  await button(calculator, "Use these values").tap();
  assert.notEqual(await calculator.settledHash(), before);
  assert.deepEqual(await read(calculator), [], "it has been taken");
  same(answer, (await expected(calculator))[0]);
  const wide = await calculator.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, "nothing sticks out");
});

onPage("what the map shows is chosen, and the link keeps it", { at: `${AT}&want-time=1min` }, async (calculator) => {
  await shown(calculator);
  await calculator.choose("Left to right", "link");
  await calculator.page.getByRole("button", { name: "Upwards: log scale" }).click();
  const said = part(calculator);
  await said.getByRole("button", { name: "Migration time", exact: true }).click();
  await said.getByRole("button", { name: "at most", exact: true }).click();
  assert.equal(await calculator.inHash("map"), "link,dirty-log,time,bound");
  await finest(calculator);
  const label = () => said.getByRole("img").getAttribute("aria-label");
  assert.match(await label(), /^Map over link speed from .* to .* and dirty rate from .*Migration time, at most, from/);
  // The other input: the two change places.
  await calculator.choose("Left to right", "dirty");
  assert.equal(await calculator.inHash("map"), "dirty-log,link,time,bound");
  const link = await calculator.settledHash();
  const other = await calculator.another(`/${link}`);
  await shown(other);
  assert.match(await part(other).getByRole("img").getAttribute("aria-label"), /^Map over dirty rate .* and link speed /);
  await button(calculator, "Undo").click();
  assert.equal(await calculator.inHash("map"), "link,dirty-log,time,bound", "choosing is a step too");
});

onPage("the map is a table for those who do not see it", { at: AT }, async (calculator) => {
  await shown(calculator);
  await part(calculator).getByText("The map as a table").click();
  const table = part(calculator).getByRole("table");
  assert.equal(await table.locator("caption").textContent(), "Downtime, expected; hot set in columns, dirty rate in rows.");
  assert.equal(await table.locator("tbody tr").count(), 6);
  const first = table.locator("tbody tr").first();
  assert.deepEqual(
    [await first.locator("th").textContent(), await first.locator("td").last().textContent()],
    ["80,000 pages/s", "never ends"],
  );
  assert.match(await table.locator("tbody tr").last().locator("td").first().textContent(), /^[\d.]+ ms$/);
});

onPage("nobody's locked inputs are turned", { at: `${AT}&lock=hot` }, async (calculator) => {
  await shown(calculator);
  const offered = await calculator.choice("Left to right").locator("option").allTextContents();
  assert.ok(!offered.includes("Hot set") && offered.includes("Dirty rate"), offered.join());
});
