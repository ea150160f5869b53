// In which pattern the guest writes: it is chosen, its shape is typed or pasted, nonsense is refused and loses nothing, and the
// link holds it.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const OPEN = "How do I know my hot set and dirty rate?";
const SHAPE = "Shape of the writes";
const PATTERNS = ["round-robin", "in-order", "uniform", "hot-sets", "phases", "history", "distinct"];
const HISTORY = "seconds,MiB/s\n1,100\n2,80\n3,0\n4,20";

const chooser = (calculator) => calculator.page.getByRole("combobox", { name: "Writes", exact: true });
const shape = (calculator) => calculator.page.getByRole("textbox", { name: SHAPE, exact: true });
const stale = (calculator) => calculator.page.locator(".headline--stale").count();
const fragment = (calculator) => new URL(calculator.page.url()).hash;

async function choose(calculator, pattern) {
  await chooser(calculator).selectOption(pattern);
  await calculator.painted();
}

/** The panel's box for a history. */
async function box(calculator) {
  await calculator.page.getByRole("button", { name: OPEN }).click();
  const panel = calculator.page.getByRole("region", { name: OPEN });
  const box = panel.getByRole("textbox", { name: "Recorded history, two columns" });
  await box.waitFor();
  return { panel, box };
}

onPage("each pattern can be chosen, and those without a shape show none", {}, async (calculator) => {
  assert.equal(await chooser(calculator).inputValue(), "round-robin");
  for (const pattern of PATTERNS) {
    await choose(calculator, pattern);
    assert.equal(await chooser(calculator).inputValue(), pattern);
    assert.equal(await shape(calculator).isVisible(), !["round-robin", "in-order", "uniform"].includes(pattern), pattern);
    const waits = ["history", "distinct"].includes(pattern);
    assert.equal(await stale(calculator), waits ? 1 : 0, pattern);
    if (waits) assert.equal(await shape(calculator).getAttribute("aria-invalid"), "true", pattern);
  }
});

onPage("a shape counts at once, and the link holds it", {}, async (calculator) => {
  await choose(calculator, "hot-sets");
  assert.equal(await shape(calculator).inputValue(), "10%:90%, 90%:10%");
  await shape(calculator).fill("20 % : 80 %, 80 % : 20 %");
  await shape(calculator).press("Enter");
  await calculator.painted();
  await calculator.page.waitForURL(/writes=hot-sets&shape=20pct:80pct,80pct:20pct/);
  assert.ok(await calculator.page.getByText("80 % of the writes go to 20 % of the hot set").isVisible());

  await calculator.page.reload();
  await calculator.ready();
  assert.equal(await chooser(calculator).inputValue(), "hot-sets");
  assert.equal(await shape(calculator).inputValue(), "20%:80%, 80%:20%");
  // Round-robin is what every link means that says nothing.
  await choose(calculator, "round-robin");
  await calculator.page.waitForURL((url) => !/writes|shape/.test(url.hash));
});

onPage("a bad shape is said at its field, and what counted goes on counting", { at: "/#writes=phases" }, async (calculator) => {
  const before = await calculator.figures();
  await shape(calculator).fill("4 s: 100 %, 6: 0 %");
  await calculator.painted();
  assert.equal(await stale(calculator), 1);
  assert.deepEqual(await calculator.figures(), before);
  const described = await shape(calculator).getAttribute("aria-describedby");
  const line = await calculator.page.locator(`#${described}`).innerText();
  assert.match(line, /^Item 2: The unit is missing\. Example: 5s:100%, 5s:10%\./);
  await shape(calculator).press("Tab");
  assert.equal(await shape(calculator).inputValue(), "4 s: 100 %, 6: 0 %", "what was typed stays");
  await shape(calculator).press("Escape");
  await calculator.painted();
  assert.equal(await stale(calculator), 0);
});

onPage("a history waits for its shape; the last good result stays", {}, async (calculator) => {
  await choose(calculator, "history");
  assert.ok(await calculator.page.getByText("Paste a history").isVisible());
  assert.doesNotMatch(fragment(calculator), /writes/);
  await shape(calculator).fill("1s: 100, 80, 0, 20");
  await calculator.painted();
  assert.equal(await stale(calculator), 0);
  await calculator.page.waitForURL(/writes=history&shape=1s:100,80,0,20/);
  // The others can be looked at; it is there again afterwards.
  await choose(calculator, "uniform");
  await choose(calculator, "history");
  assert.equal(await shape(calculator).inputValue(), "1s:100, 80, 0, 20");
});

onPage("sliders scale the shape, and nothing moves while one drags", { at: "/#writes=hot-sets" }, async (calculator) => {
  const tops = () =>
    calculator.page.locator(".inputs").evaluate((inputs) => {
      const top = (element) => element.getBoundingClientRect().top;
      return [...inputs.querySelectorAll(".field")].map((field) => Math.round(top(field) - top(inputs)));
    });
  const before = await tops();
  for (const position of [0.02, 0.5, 0.98]) {
    await calculator.drag("Dirty rate", position);
    assert.deepEqual(await tops(), before, `at ${position}`);
  }
  assert.equal(await shape(calculator).inputValue(), "10%:90%, 90%:10%");
});

onPage("a recorded history is read, drawn and used", { at: "/#mem=8GiB" }, async (calculator) => {
  const { panel, box: paste } = await box(calculator);
  await paste.fill(`${HISTORY}\nlater`);
  assert.ok(await panel.getByText("4 lines were read: 4 intervals of 1 s; not all of the text.").isVisible());
  assert.ok(await panel.getByText("Line 6: There is only one column.").isVisible());
  assert.ok(await panel.getByText("At most 25,600 pages/s (100 MiB/s), on average 12,800 pages/s (50 MiB/s).").isVisible());
  assert.ok(await panel.getByRole("img", { name: /The rate over time/ }).isVisible());
  await panel.getByRole("button", { name: "Use this history: Set dirty rate to 25,600 pages/s and writes to history" }).click();
  await calculator.painted();
  assert.equal(await calculator.text("Dirty rate"), "25,600 pages/s");
  assert.equal(await chooser(calculator).inputValue(), "history");
  assert.equal(await shape(calculator).inputValue(), "1s:100, 80, 0, 20");
  assert.equal(await stale(calculator), 0);
  assert.equal(await panel.getByText("These are in the calculator now.").count(), 1);
  await calculator.page.waitForURL(/dirty=25600pages\/s&writes=history&shape=1s:100,80,0,20/);
});

onPage("measured windows are used as they are", { at: "/#mem=4GiB" }, async (calculator) => {
  const { panel } = await box(calculator);
  const answers = panel.getByRole("textbox", { name: "Answers, in any order; several at once are best" });
  await answers.fill("1 s: 300 MiB");
  assert.equal(await panel.getByRole("button", { name: /Use as distinct pages/ }).count(), 0);
  await answers.fill("1 s: 300 MiB\n10 s: 900 MiB\n60 s: 900 MiB");
  await panel.getByRole("button", { name: /^Use as distinct pages: Set hot set to 900 MiB, dirty rate to 76,800 pages\/s and writes/ }).click();
  await calculator.painted();
  assert.equal(await chooser(calculator).inputValue(), "distinct");
  assert.equal(await calculator.text("Hot set"), "900 MiB");
  assert.equal(await stale(calculator), 0);
});
