// The options of a mount: every name and type is checked, and a mistake is said.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const HOST = { at: "/pages/host.html" };

for (const [options, said] of [
  [{ stat: "mem=1GiB" }, /there is no option "stat"; state\?/],
  [{ memory: "1 GiB" }, /there is no option "memory"/],
  [{ embed: "yes" }, /embed: .*wrong type/],
  [{ address: 1 }, /address: .*wrong type/],
  [{ state: 5 }, /state: .*wrong type/],
  [{ state: { mem: "1GiB" } }, /state/],
  [{ theme: "blue" }, /theme: one of auto, light, dark/],
  [{ theme: true }, /theme: one of auto, light, dark/],
  ["mem=1GiB", /./],
]) {
  onPage(`the options ${JSON.stringify(options)} are refused`, HOST, async (calculator) => {
    const one = calculator.within(calculator.page.locator("#one"));
    assert.equal(await calculator.page.evaluate((options) => host.mount("one", options), options), false);
    await one.failure.waitFor();
    assert.match(await one.failure.innerText(), said);
    assert.equal(await one.root.locator(".precopy").count(), 0);
  });
}

for (const options of [undefined, null, {}, { state: undefined }, { state: "", embed: false, address: false, theme: "auto" }]) {
  onPage(`the options ${JSON.stringify(options) ?? "(none)"} give the default scenario`, HOST, async (calculator) => {
    const one = calculator.within(calculator.page.locator("#one"));
    assert.equal(await calculator.page.evaluate((options) => host.mount("one", options), options), true);
    await one.ready();
    assert.equal(await one.text("Memory"), "4 GiB");
    assert.equal(await one.root.getByRole("banner").count() + await one.root.locator("header").count() > 0, true);
  });
}

onPage("state, embed and theme are followed, and the address is left alone", HOST, async (calculator) => {
  const one = calculator.within(calculator.page.locator("#one"));
  await calculator.page.evaluate(() => host.mount("one", { state: "#mem=7GiB&hv=xen", embed: true, theme: "dark" }));
  await one.ready();
  assert.equal(await one.text("Memory"), "7 GiB");
  assert.equal(await one.root.locator("header").count(), 0);
  assert.equal(await one.root.locator(".precopy").evaluate((root) => getComputedStyle(root).colorScheme), "dark");
  await one.drag("Memory", 0.8);
  assert.equal(await calculator.settledHash(), "");
});

onPage("two calculators in one document keep apart", HOST, async (calculator) => {
  await calculator.page.evaluate(async () => {
    await host.mount("one", { state: "mem=7GiB", embed: true });
    await host.mount("two", { state: "mem=9GiB", embed: true });
  });
  for (const id of ["one", "two"]) {
    const strangers = await calculator.page.locator(`#${id}`).evaluate((root) =>
      [...root.querySelectorAll("label")].filter((label) => !root.contains(label.control)).map((label) => label.textContent),
    );
    assert.deepEqual(strangers, [], `names in #${id} that belong to a field elsewhere`);
  }
  const [one, two] = ["#one", "#two"].map((id) => calculator.within(calculator.page.locator(id)));
  const before = await one.figures();
  await two.drag("Memory", 0.8);
  assert.deepEqual(await one.figures(), before);
});
