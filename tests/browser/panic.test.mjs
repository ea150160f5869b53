// When the program fails: a message with the link and a way on, inside the element, and the host page lives.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const CRASH = { at: "/pages/host.html", tolerate: [/unreachable/, /panicked at/, /a crash on request/] };

/** Mounts a calculator with a scenario, changes it, and makes it fail. */
async function crashed(calculator, options = {}) {
  const one = calculator.within(calculator.page.locator("#one"));
  await calculator.page.evaluate((options) => host.mount("one", options), { state: "mem=64GiB&hv=xen", ...options });
  await one.ready();
  await calculator.page.evaluate(() => (document.body.dataset.lives = "yes"));
  await one.type("Dirty rate", "1234 pages/s");
  const before = { fields: await one.fields(), figures: await one.figures() };
  assert.equal(await crash(calculator, "one"), "RuntimeError: unreachable");
  await one.failure.waitFor();
  return { one, before };
}

function crash(calculator, id) {
  return calculator.page.evaluate((id) => {
    try {
      host.handles[id].crashForTest();
      return "nothing happened";
    } catch (error) {
      return String(error);
    }
  }, id);
}

onPage("a failure shows a message with the link, inside the element", CRASH, async (calculator) => {
  const { one } = await crashed(calculator);
  assert.equal(await one.failure.getByRole("heading").innerText(), "The calculator has stopped");
  const link = await one.failure.getByRole("textbox").inputValue();
  assert.match(link, /\/pages\/host\.html#v=1&hv=xen&mem=64GiB&.*dirty=1234pages\/s/);
  assert.equal(await one.failure.getByRole("button").count(), 2);
  assert.equal(await one.root.locator(".precopy").count(), 0);
  assert.ok(await calculator.page.getByRole("heading", { name: "How we drain hosts" }).isVisible());
});

onPage("the link of a failure opens the same values", CRASH, async (calculator) => {
  const { one, before } = await crashed(calculator);
  const { hash } = new URL(await one.failure.getByRole("textbox").inputValue());
  const other = await calculator.another(`/${hash}`);
  assert.deepEqual(await other.figures(), before.figures);
});

onPage("Start again with these values brings them back, as often as needed", CRASH, async (calculator) => {
  const { one, before } = await crashed(calculator);
  for (let turn = 0; turn < 2; turn += 1) {
    await one.root.getByRole("button", { name: "Start again with these values" }).click();
    await one.result.waitFor();
    assert.deepEqual({ fields: await one.fields(), figures: await one.figures() }, before);
    await one.drag("Link speed", 0.8);
    assert.notDeepEqual(await one.figures(), before.figures, "it works");
    await one.type("Link speed", before.fields["Link speed"]);
    await calculator.page.evaluate(() => host.mount("two", { state: "mem=1GiB" }));
    assert.match(await crash(calculator, "two"), /unreachable/);
    await one.failure.waitFor();
    await calculator.page.evaluate(() => document.getElementById("two").replaceChildren());
  }
  assert.equal(
    await calculator.page.evaluate(() => document.body.dataset.lives),
    "yes",
    "the page was not loaded again",
  );
});

onPage("Start afresh brings the defaults", CRASH, async (calculator) => {
  const { one } = await crashed(calculator);
  await calculator.page.getByRole("button", { name: "Start afresh" }).click();
  await one.result.waitFor();
  const other = await calculator.another("/");
  assert.deepEqual(await one.fields(), await other.fields());
  assert.deepEqual(await one.figures(), await other.figures());
  assert.equal(await calculator.page.evaluate(() => document.body.dataset.lives), "yes");
});

onPage("with the address as its place, a failure keeps it", CRASH, async (calculator) => {
  const { one, before } = await crashed(calculator, { address: true });
  await calculator.page.getByRole("button", { name: "Start again with these values" }).click();
  await one.result.waitFor();
  assert.deepEqual(await one.figures(), before.figures);
  assert.equal(await one.inHash("dirty"), "1234pages/s");
});

onPage(
  "both calculators of a page say so, and both can go on",
  { ...CRASH, at: "/pages/shadow.html" },
  async (calculator) => {
    await calculator.page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
    assert.match(await crash(calculator, "first"), /unreachable/);
    for (const [id, memory] of [
      ["#first", "64 GiB"],
      ["#second", "8 GiB"],
    ]) {
      const one = calculator.within(calculator.page.locator(id));
      await one.failure.waitFor();
      await one.root.getByRole("button", { name: "Start again with these values" }).click();
      await one.result.waitFor();
      assert.equal(await one.text("Memory"), memory);
      await one.hasChart();
      await one.drag("Memory", 0.7);
      assert.notEqual(await one.text("Memory"), memory);
    }
  },
);

onPage("a calculator that was removed before does not come back as a message", CRASH, async (calculator) => {
  await calculator.page.evaluate(async () => {
    await host.mount("two", { state: "mem=7GiB" });
    host.handles.two.destroy();
  });
  await crashed(calculator);
  assert.equal(await calculator.page.locator("#two").innerText(), "");
});
