// Handles on the chart: each does what its slider does, by mouse, finger and keys; and what is drawn beside the present curve.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";
import { button, number, plot, press, table } from "./chart.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const XEN = "/#hv=xen&dirty=250000pages/s";

const handle = (calculator, name) =>
  calculator.root.getByRole("slider", { name: `${name}, in the chart`, exact: true });

/** The middle of a handle. */
async function middle(calculator, name) {
  const box = await handle(calculator, name).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes a handle, moves it by so many pixels in a few steps, and calls back with the button still down. */
async function dragHandle(calculator, name, [across, down], halfway = async () => {}) {
  await plot(calculator).scrollIntoViewIfNeeded();
  const { x, y } = await middle(calculator, name);
  const { mouse } = calculator.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + across, y + down, { steps: 5 });
  await calculator.painted();
  await halfway({ x: x + across, y: y + down });
  await mouse.up();
  // The axes go over to those that fit.
  await new Promise((resolve) => setTimeout(resolve, 350));
  await calculator.resized();
}

const undo = (calculator) => button(calculator, "Undo").click();
const isNear = (one, other, by = 2.5) => Math.hypot(one.x - other.x, one.y - other.y) <= by;

for (const [name, key, at, way] of [
  ["Hot set", "hot", "/", [0, -40]],
  ["Hot set", "hot", "/#hot=300MiB&ws=70pct", [30, 15]],
  ["Dirty rate", "dirty", "/", [10, -12]],
  ["Dirty rate", "dirty", "/#dirty=90MiB/s", [-10, 12]],
  ["Downtime limit", "max-downtime", "/", [0, -9]],
  ["Stop threshold", "stop-pages", XEN, [-20, -30]],
  ["Round limit", "rounds", XEN, [-60, 0]],
]) {
  onPage(`${name} is dragged in the chart, and field, slider and link follow: ${at} ${way}`, { at }, async (calculator) => {
    const { page } = calculator;
    const more = calculator.root.locator(".inputs summary");
    for (const summary of await more.all()) if ((await calculator.field(name).count()) === 0) await summary.click();
    const before = { fields: await calculator.fields(), hash: await calculator.settledHash(), figures: await calculator.figures() };
    const position = await calculator.slider(name).inputValue();
    let [held, box] = ["", {}];
    await dragHandle(calculator, name, way, async (pointer) => {
      [held, box] = [await calculator.text(name), await calculator.canvas.boundingBox()];
      const there = await middle(calculator, name);
      // Most go along one axis only; there are no half rounds.
      const off = { x: pointer.x - there.x, y: pointer.y - there.y };
      if (name === "Round limit") assert.ok(Math.abs(off.x) < 40, `${name} is under the pointer`);
      else assert.ok(Math.abs(off.y) <= 2.5, `${name} is under the pointer`);
      if (name === "Dirty rate") assert.ok(Math.abs(off.x) <= 2.5, `${name} is under the pointer`);
      assert.match(await handle(calculator, name).getAttribute("class"), /handle--held/);
    });
    assert.deepEqual(await calculator.canvas.boundingBox(), box, "the chart stays where it is");
    const fields = await calculator.fields();
    for (const [field, text] of Object.entries(fields)) {
      if (field === name) assert.notEqual(text, before.fields[field], field);
      else assert.equal(text, before.fields[field], field);
    }
    assert.equal(fields[name], held);
    assert.ok(fields[name].length < 20, fields[name]);
    assert.notEqual(await calculator.slider(name).inputValue(), position);
    assert.notDeepEqual(await calculator.figures(), before.figures);
    assert.notEqual(await calculator.inHash(key), new URLSearchParams(before.hash.slice(1)).get(key));
    assert.equal(new URLSearchParams((await calculator.hash()).slice(1)).has(key), true);
    // A colleague gets the same.
    const other = await calculator.another(`/${await calculator.settledHash()}`);
    assert.deepEqual(await other.figures(), await calculator.figures());
    await other.page.close();
    // All of it is one step.
    await undo(calculator);
    assert.deepEqual(await calculator.fields(), before.fields);
    assert.deepEqual(await calculator.figures(), before.figures);
    assert.equal(await calculator.settledHash(), before.hash);
    assert.equal(await page.locator(".handle--held").count(), 0);
  });
}

onPage("two drags of one handle are two steps", {}, async (calculator) => {
  const first = await calculator.text("Hot set");
  await dragHandle(calculator, "Hot set", [0, -20]);
  const second = await calculator.text("Hot set");
  await dragHandle(calculator, "Hot set", [0, -20]);
  await undo(calculator);
  assert.equal(await calculator.text("Hot set"), second);
  await undo(calculator);
  assert.equal(await calculator.text("Hot set"), first);
  assert.equal(await button(calculator, "Undo").getAttribute("aria-disabled"), "true");
});

onPage("nothing jumps while a handle is held, and the axes stand still", {}, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  const places = () =>
    calculator.root.locator("canvas, .inputs, .figure, .tools, .player").evaluateAll((all) =>
      all.map((one) => {
        const { left, top } = one.getBoundingClientRect();
        return [left, top];
      }),
    );
  const before = await places();
  const { x, y } = await middle(calculator, "Dirty rate");
  const { mouse } = calculator.page;
  await mouse.move(x, y);
  await mouse.down();
  const threshold = await middle(calculator, "Downtime limit");
  for (const [across, down] of [[0, -10], [20, -30], [60, -50], [20, 30], [-60, 35], [-90, -20], [0, -5]]) {
    await mouse.move(x + across, y + down, { steps: 3 });
    await calculator.painted();
    assert.deepEqual(await places(), before, `${across} ${down}`);
    assert.ok(isNear(threshold, await middle(calculator, "Downtime limit")), "the threshold is where it was");
  }
  await mouse.up();
});

onPage("a drag that leaves the chart ends where it is let go", {}, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  const { x, y } = await middle(calculator, "Hot set");
  const { mouse } = calculator.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x - 300, y - 900, { steps: 4 });
  assert.equal(await calculator.text("Hot set"), "100 %");
  await mouse.move(x, 5000, { steps: 4 });
  assert.equal(await calculator.text("Hot set"), "0 %");
  await mouse.up();
  await mouse.move(x, y - 100);
  assert.equal(await calculator.text("Hot set"), "0 %");
  assert.equal(await calculator.root.locator(".handle--held").count(), 0);
});

onPage("handles are sliders for the keyboard, and keep the focus", { at: XEN }, async (calculator) => {
  const focused = () => calculator.page.evaluate(() => document.activeElement?.ariaLabel);
  const names = ["Hot set", "Dirty rate", "Stop threshold", "Round limit"];
  await plot(calculator).focus();
  for (const name of names) {
    await press(calculator, "Tab");
    assert.equal(await focused(), `${name}, in the chart`);
    const one = handle(calculator, name);
    const style = await one.evaluate((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return { outlineStyle, outlineWidth, point: getComputedStyle(one, "::after").opacity };
    });
    assert.ok(style.outlineStyle !== "none" && 1 <= parseFloat(style.outlineWidth), name);
    const spoken = () => one.getAttribute("aria-valuetext");
    let before = await spoken();
    for (const key of ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "PageUp", "PageDown"]) {
      await press(calculator, key);
      assert.notEqual(await spoken(), before, `${name} ${key}`);
      before = await spoken();
      assert.equal(await focused(), `${name}, in the chart`, key);
    }
    assert.equal(await one.getAttribute("aria-orientation"), name === "Round limit" ? "horizontal" : "vertical");
    // At either end too, where there may be nothing of the kind in the chart.
    if (name === "Round limit") continue; // its ends are another limit's
    for (const [key, end] of [["Home", "0"], ["End", "1000"]]) {
      await press(calculator, key);
      assert.equal(await one.getAttribute("aria-valuenow"), end, `${name} ${key}`);
      assert.equal(await focused(), `${name}, in the chart`, key);
    }
    await press(calculator, "ControlOrMeta+z");
  }
});

onPage("what is done with keys is one step until the handle is left", {}, async (calculator) => {
  const before = await calculator.text("Dirty rate");
  await handle(calculator, "Dirty rate").focus();
  await press(calculator, "ArrowUp", "ArrowUp", "ArrowUp");
  const once = await calculator.text("Dirty rate");
  assert.notEqual(once, before);
  await press(calculator, "Tab", "Shift+Tab", "ArrowUp");
  assert.notEqual(await calculator.text("Dirty rate"), once);
  await press(calculator, "ControlOrMeta+z");
  assert.equal(await calculator.text("Dirty rate"), once);
  await press(calculator, "ControlOrMeta+z");
  assert.equal(await calculator.text("Dirty rate"), before);
});

for (const [what, at, names] of [
  ["locked inputs have no handle", "/#lock=hot,max-downtime", ["Dirty rate"]],
  ["nor have those that only are looked at", "/#readonly=1", []],
  ["nor those that are not there", "/#controls=none", []],
  ["sliders alone have handles too", "/#controls=sliders&embed=1", ["Hot set", "Dirty rate", "Downtime limit"]],
  ["a chart that does not show the bound has none on it", "/#curves=expected", ["Downtime limit"]],
]) {
  onPage(what, { at }, async (calculator) => {
    const all = await calculator.root.locator(".handle").evaluateAll((all) => all.map((one) => one.ariaLabel));
    assert.deepEqual(all, names.map((name) => `${name}, in the chart`));
    const group = calculator.root.getByRole("group", { name: "Handles on the chart" });
    assert.equal(await group.count(), names.length === 0 ? 0 : 1);
    await calculator.hasChart();
  });
}

onPage("a finger drags a handle and does not scroll the page", PHONE, async (calculator) => {
  const { page } = calculator;
  await plot(calculator).scrollIntoViewIfNeeded();
  const { width, height } = await handle(calculator, "Hot set").boundingBox();
  assert.ok(44 <= width && 44 <= height, `${width} × ${height}`);
  assert.equal(await handle(calculator, "Hot set").evaluate((one) => getComputedStyle(one, "::after").opacity), "1");
  const { x, y } = await middle(calculator, "Hot set");
  const [scrolled, before] = [await page.evaluate(() => scrollY), await calculator.text("Hot set")];
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", { x, y });
  for (let step = 1; step <= 6; step += 1) await touch("touchMove", { x: x + step, y: y - step * 10 });
  await calculator.painted();
  assert.notEqual(await calculator.text("Hot set"), before);
  assert.ok(isNear({ x, y: y - 60 }, await middle(calculator, "Hot set")));
  await touch("touchEnd");
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  await undo(calculator);
  assert.equal(await calculator.text("Hot set"), before);
});

onPage("handles can be told apart and are in the chart at every width", {}, async (calculator) => {
  for (const width of [320, 360, 700, 1280, 2560]) {
    await calculator.resize(width, 900);
    const wrong = await calculator.root.locator(".chart .stage").evaluate((stage) => {
      const box = (element) => element.getBoundingClientRect();
      const middles = [...stage.querySelectorAll(".handle")].map((one) => {
        const { left, right, top, bottom } = box(one);
        return [(left + right) / 2, (top + bottom) / 2];
      });
      const { left, right, top, bottom } = box(stage);
      return middles.filter(
        ([x, y], index) =>
          x < left || right < x || y < top || bottom < y || middles.some(([a, b], at) => at < index && Math.hypot(x - a, y - b) < 12),
      );
    });
    assert.deepEqual(wrong, [], `${width}`);
    const wide = await calculator.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} ${width}`);
  }
});

onPage("a pinned curve is drawn, and told of in the table", {}, async (calculator) => {
  const alone = await calculator.picture();
  await button(calculator, "Pin").click();
  await dragHandle(calculator, "Dirty rate", [0, -10]);
  const both = await calculator.picture();
  assert.notEqual(both.print, alone.print);
  const head = async () => calculator.root.locator(".curve-table table").first().locator("thead th").allTextContents();
  const rows = await table(calculator);
  assert.equal((await head()).at(-1), "A");
  assert.ok(0 < number(rows[0].at(-1)));
  await calculator.page.keyboard.press("ControlOrMeta+z");
  await calculator.page.keyboard.press("ControlOrMeta+z");
  assert.ok(!(await head()).includes("A"));
  await calculator.resized();
  assert.equal((await calculator.picture()).print, alone.print);
});

/** In the place of the panels: what reckons how far off the answer may be, told by the test. */
const TELLER = `
  export default async function () {}
  export function scenario() { return undefined; }
  export function open(element, panel, instance, link, verdict, hear) {
    if (panel === "explore") globalThis.tellUncertain = (told) => hear({ kind: "uncertain", ...told });
    const update = (link) => { if (panel === "explore") globalThis.toldLink = link; };
    update(link);
    return { update, close() {} };
  }
`;

onPage(
  "where inputs are ranges, the curve has a band, while they are those that it was reckoned for",
  {
    at: "/#vary-dirty=15000pages/s..25000pages/s",
    prepare: (page) =>
      page.route("**/precopy-panels.js*", (route) => route.fulfill({ contentType: "text/javascript", body: TELLER })),
  },
  async (calculator) => {
    const { page } = calculator;
    await page.waitForFunction(() => globalThis.tellUncertain !== undefined);
    const alone = await calculator.picture();
    const tell = (link) =>
      page.evaluate((link) => {
        const band = "0 1000000 1040000 1048576\n20 150000 200000 260000\n34 0 9000 60000\n50 0 0 0";
        const told = { completes: "0.97", downtime: "0.3", time: "40", data: "4500000000", band };
        globalThis.tellUncertain({ link: link ?? globalThis.toldLink, ...told });
      }, link);
    await tell("v=1");
    await calculator.resized();
    assert.equal((await calculator.picture()).print, alone.print, "that was of another link");
    await tell();
    await calculator.resized();
    const banded = await calculator.picture();
    assert.notEqual(banded.print, alone.print);
    assert.ok(alone.colours < banded.colours);
    await dragHandle(calculator, "Hot set", [0, -20]);
    await undo(calculator);
    await calculator.resized();
    assert.equal((await calculator.picture()).print, alone.print, "what was known is past");
  },
);
