// What the author of a page decides: how much of the calculator is shown, and what of it may be changed.

import assert from "node:assert/strict";

import { SLIDERS, onPage } from "./calculator.mjs";

const MACHINE = "hv=libvirt&mem=64GiB&ws=40GiB&hot=4GiB&dirty=30000pages/s&link=10Gbit/s";

onPage("sliders only: the product's name, and nothing that opens", { at: `/#${MACHINE}&embed=1&controls=sliders` }, async (calculator) => {
  const inputs = calculator.root.locator(".inputs");
  assert.equal(await inputs.locator("input[type=range]").count(), SLIDERS.length);
  assert.equal(await inputs.locator("select, details, .shelf-button").count(), 0);
  const before = await calculator.figures();
  await calculator.drag("Dirty rate", 0.9);
  assert.notDeepEqual(await calculator.figures(), before);
});

onPage("without controls the inputs stand in one line", { at: `/#${MACHINE}&embed=1&controls=none` }, async (calculator) => {
  assert.equal(await calculator.root.locator(".inputs").count(), 0);
  const line = await calculator.root.locator(".asked").innerText();
  for (const part of ["libvirt", "memory 64 GiB", "dirty rate 30,000 pages/s", "link 10 Gbit/s"]) assert.ok(line.includes(part), line);
  await calculator.hasChart();
});

onPage("figures only", { at: `/#${MACHINE}&embed=1&view=figures` }, async (calculator) => {
  assert.deepEqual(Object.keys(await calculator.figures()), ["Downtime", "Migration time", "Data sent"]);
  assert.equal(await calculator.root.locator("canvas, .inputs, .notes").count(), 0);
});

onPage("figures and chart, without what they rest on", { at: `/#${MACHINE}&view=chart` }, async (calculator) => {
  assert.equal(await calculator.root.locator(".notes, .asks").count(), 0);
  await calculator.hasChart();
});

onPage("locked inputs are shown, say so, and stay", { at: `/#${MACHINE}&lock=mem,link,hv` }, async (calculator) => {
  for (const name of ["Memory", "Link speed"]) {
    assert.ok(await calculator.slider(name).isDisabled());
    assert.equal(await calculator.field(name).getAttribute("readonly"), "");
    assert.match(await calculator.line(name), /fixed/);
  }
  assert.ok(await calculator.choice("Hypervisor").isDisabled());
  assert.ok(await calculator.slider("Hot set").isEnabled());
  await calculator.drag("Working set", 0.5);
  assert.equal(await calculator.text("Memory"), "64 GiB");
  assert.equal(await calculator.root.getByRole("button", { name: "Ready-made scenarios" }).count(), 0);
  // The table of products would choose another one.
  await calculator.root.getByRole("button", { name: "The same VM under every product" }).click();
  await calculator.root.getByRole("button", { name: /^Use / }).first().click();
  assert.equal(await calculator.choice("Hypervisor").inputValue(), "libvirt");
});

onPage("nothing can be changed where readers only look", { at: `/#${MACHINE}&readonly=1` }, async (calculator) => {
  for (const slider of await calculator.root.locator("input[type=range].field__slider").all()) assert.ok(await slider.isDisabled());
  for (const list of await calculator.root.locator(".inputs select").all()) assert.ok(await list.isDisabled());
  const before = await calculator.fields();
  await calculator.field("Memory").focus();
  await calculator.page.keyboard.type("1 GiB");
  assert.deepEqual(await calculator.fields(), before);
});

onPage("what is said wrong is told, and the rest counts", { at: `/#${MACHINE}&controls=some&lock=men,link` }, async (calculator) => {
  const notice = await calculator.notice.innerText();
  assert.match(notice, /controls: this is not known/);
  assert.match(notice, /mem/);
  assert.ok(await calculator.slider("Link speed").isDisabled());
  assert.equal(await calculator.root.locator("select").count() > 1, true);
});

onPage("the query says it too, for hosts that cut the fragment off", { at: `/?${MACHINE}&embed=1&controls=none&theme=dark` }, async (calculator) => {
  assert.match(await calculator.root.locator(".asked").innerText(), /memory 64 GiB/);
  assert.equal(await calculator.root.locator("header").count(), 0);
  assert.equal(await calculator.root.locator(".precopy").getAttribute("data-theme"), "dark");
});

onPage("in a frame, name, version and date are there", { at: `/#${MACHINE}&embed=1` }, async (calculator) => {
  assert.match(await calculator.root.locator("footer").innerText(), /Precopy \d+\.\d+\.\d+ · \d{4}-\d\d-\d\d/);
});

onPage("turning the wheel over the chart scrolls the page, and a finger does too", { at: "/#embed=1" }, async (calculator) => {
  await calculator.canvas.scrollIntoViewIfNeeded();
  const box = await calculator.canvas.boundingBox();
  await calculator.page.mouse.move(box.x + box.width / 2, box.y + 40);
  const before = await calculator.page.evaluate(() => scrollY);
  await calculator.page.mouse.wheel(0, 200);
  await calculator.page.waitForFunction((before) => before < scrollY, before);
  for (const part of [".plot", ".field__slider"]) {
    const element = calculator.root.locator(part).first();
    if ((await element.count()) === 0) continue;
    assert.match(await element.evaluate((element) => getComputedStyle(element).touchAction), /auto|pan-y|manipulation/, part);
  }
});
