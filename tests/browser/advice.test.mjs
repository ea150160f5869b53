// What would change the answer: advice that is followed with a click, the setting to paste, the value of one input, and what matters most.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const NEVER = "Never ends: busier than QEMU's cap";
const NEVER_LINK = "/#v=1&hv=qemu&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=10Gbit/s";
const XEN = "/#v=1&hv=xen&mem=8GiB&ws=6GiB&hot=1GiB&dirty=45000pages/s&link=1Gbit/s&want-downtime=500ms";
const CALM = "/#v=1&hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";

class Advice {
  constructor(calculator) {
    this.calculator = calculator;
    this.root = calculator.root.locator(".advice");
  }

  get rows() {
    return this.root.locator(".advice__row:visible");
  }

  get found() {
    return this.root.locator(".advice__found");
  }

  get setting() {
    return this.root.getByRole("textbox", { name: "Setting, to be copied" });
  }

  /** Waits until the advice belongs to what is entered. */
  async isThere() {
    await this.calculator.root.locator(".advice[aria-busy=false]").waitFor();
  }

  /** The titles with what they promise of the downtime. */
  async told() {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        title: row.querySelector(".advice__title").textContent,
        downtime: row.querySelector(".advice__number span:nth-child(2)").textContent,
      })),
    );
  }

  button(name, row = 0) {
    return this.rows.nth(row).getByRole("button", { name, exact: true });
  }
}

/** A test with the advice at hand, once it is there. */
function onAdvice(name, options, steps) {
  onPage(name, options, async (calculator) => {
    const advice = new Advice(calculator);
    await advice.isThere();
    await steps(calculator, advice);
  });
}

onAdvice("three clicks lead from what never ends to what does, with the setting to paste", {}, async (calculator, advice) => {
  const { root } = calculator;
  await root.getByRole("button", { name: "Ready-made scenarios" }).click();
  await root.getByRole("button", { name: NEVER, exact: true }).click();
  assert.match(await calculator.sentence(), /^Does not converge\./);
  await advice.rows.first().waitFor();
  await advice.isThere();
  const [{ downtime }] = await advice.told();
  await advice.button("Apply").click();
  await advice.setting.waitFor();
  assert.match(await calculator.sentence(), /^Converges\./);
  const text = await advice.setting.inputValue();
  const { execute, arguments: values } = JSON.parse(text);
  assert.equal(execute, "migrate-set-parameters");
  assert.equal(values["max-bandwidth"], 200 * 1024 * 1024);
  // What was promised is what came, and the focus is at what was done.
  const figures = await calculator.figures();
  const milliseconds = Number(figures.Downtime.split(" ")[0]) * 1000;
  assert.ok(Math.abs(milliseconds - Number(/[\d.]+/.exec(downtime)[0])) < 1, `${downtime} ${figures.Downtime}`);
  const focused = await root.locator(".advice__followed .advice__title").evaluate((line) => line.matches(":focus"));
  assert.ok(focused, "the line of what was applied has the focus");
  await advice.isThere();
  assert.match(await advice.found.innerText(), /completes as it is/);
  // It was one step.
  await root.getByRole("button", { name: "Undo", exact: true }).click();
  assert.match(await calculator.sentence(), /^Does not converge\./);
  await advice.setting.waitFor({ state: "detached" });
});

onAdvice("the setting is shown without applying anything, and copied", { at: NEVER_LINK }, async (calculator, advice) => {
  const before = await calculator.sentence();
  await advice.button("Setting").click();
  assert.match(await advice.setting.inputValue(), /max-bandwidth/);
  assert.match(await advice.root.locator(".setting__source").first().innerText(), /^Source: QEMU/);
  await advice.root.getByRole("button", { name: "Copy", exact: true }).click();
  await advice.root.getByText(/^(Copied|Press Ctrl\+C to copy)$/).first().waitFor();
  assert.equal(await calculator.sentence(), before);
  await advice.button("Setting").click();
  assert.equal(await advice.setting.count(), 0);
});

onAdvice("every piece gives what it promises", { at: NEVER_LINK }, async (calculator, advice) => {
  const more = advice.root.getByText(/more ways?$/);
  await more.click();
  const count = await advice.rows.count();
  assert.ok(3 < count, `${count}`);
  for (let row = 0; row < count; row += 1) {
    if (0 < row) await more.click();
    await advice.button("Apply", row).click();
    await advice.root.getByText("Applied: ").waitFor();
    assert.match(await calculator.sentence(), /^(Converges|Not without slowing the guest down)\./);
    await calculator.root.getByRole("button", { name: "Undo", exact: true }).click();
    await more.waitFor();
    await advice.isThere();
  }
});

onAdvice("what no setting gives says so", { at: XEN }, async (calculator, advice) => {
  assert.match(await advice.found.innerText(), /^For a downtime of at most 500 ms,/);
  const link = advice.rows.filter({ hasText: "Use a link of" }).first();
  await link.getByRole("button", { name: "Setting", exact: true }).click();
  await link.getByText("No setting gives a faster link").waitFor();
  assert.equal(await advice.setting.count(), 0);
});

onAdvice("advice stays as it is while a slider is held, and follows when it is let go", { at: NEVER_LINK }, async (calculator, advice) => {
  const before = await advice.told();
  const box = await advice.root.boundingBox();
  await calculator.drag("Dirty rate", 0.05, async () => {
    await calculator.page.waitForTimeout(500);
    assert.deepEqual(await advice.told(), before);
    assert.equal((await advice.root.boundingBox()).height, box.height);
  });
  await advice.isThere();
  assert.match(await advice.found.innerText(), /completes as it is/);
});

onAdvice("the value of one input is solved for and entered", { at: NEVER_LINK }, async (calculator, advice) => {
  const { root } = advice;
  await root.getByText("Solve for one input").click();
  await root.getByRole("combobox", { name: "Input to solve for" }).selectOption("dirty");
  await root.getByText(/^A dirty rate of up to 32,\d+ pages\/s meets it\./).waitFor();
  await root.getByRole("combobox", { name: "Target to solve for" }).selectOption("time");
  const amount = root.getByRole("textbox", { name: "At most" });
  await amount.fill("soon");
  await root.locator(".explore__wrong").waitFor();
  assert.equal(await amount.getAttribute("aria-invalid"), "true");
  await amount.fill("2 min");
  const apply = root.getByRole("button", { name: /^Apply .* pages\/s$/ });
  await apply.waitFor();
  const taken = /Apply (.*)/.exec(await apply.innerText())[1];
  await apply.click();
  await calculator.painted();
  assert.equal(await calculator.text("Dirty rate"), taken);
  const figures = await calculator.figures();
  assert.ok(Number.parseFloat(figures["Migration time"]) <= 120, figures["Migration time"]);
  await root.getByRole("combobox", { name: "Input to solve for" }).selectOption("max-downtime");
  await root.getByText(/^(Any|A|No) downtime limit .* meets it/).waitFor();
});

onAdvice("what matters most is told in bars and in words", { at: CALM }, async (calculator) => {
  const root = calculator.root.locator(".tornado");
  await root.getByRole("rowheader").first().waitFor();
  const rows = async () => root.locator("tbody tr").evaluateAll((all) => all.map((row) => row.innerText.replaceAll(/\s+/g, " ")));
  const downtime = await rows();
  await root.getByRole("button", { name: "time", exact: true }).click();
  const time = await rows();
  assert.notDeepEqual(time, downtime);
  assert.match(time[0], /no bound/);
  assert.ok(time.every((row) => /(pages\/s|iB|ms|bit\/s|iB\/s|s):/.test(row)), time.join("\n"));
  assert.ok(4 <= (await root.locator("rect").count()));
  await calculator.type("Dirty rate", "99000 pages/s");
  await root.getByText(/^By themselves these do not help: /).waitFor();
});
