// A number explained: the steps end with the number on the page, follow the sliders, and nothing moves meanwhile.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const OPEN = "Explain this number";

async function opened(calculator) {
  await calculator.root.getByRole("button", { name: OPEN }).click();
  const panel = calculator.root.getByRole("region", { name: OPEN });
  await panel.getByRole("listitem").first().waitFor();
  return {
    panel,
    choose: (name) => panel.getByRole("button", { name, exact: true }).click(),
    chosen: async () => panel.locator("[aria-pressed=true]").allInnerTexts(),
    /** Each step as its title, formula, numbers, value and source. */
    steps: () =>
      panel.locator(".step").evaluateAll((steps) =>
        steps.map((step) => {
          const text = (part) => step.querySelector(part)?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";
          return {
            title: text(".step__title"),
            formula: text(".step__formula"),
            put: text(".step__with"),
            value: text(".step__value"),
            source: text(".step__source"),
          };
        }),
      ),
    result: async () => panel.locator(".step__value").last().innerText(),
  };
}

onPage("the steps lead from the link to the number on the page", { at: "/#mem=4GiB&ws=2.8GiB&hot=512MiB" }, async (calculator) => {
  const explained = await opened(calculator);
  assert.deepEqual(await explained.chosen(), ["Downtime", "bound"]);
  const steps = await explained.steps();
  assert.deepEqual(steps.at(0), {
    title: "Payload of the link",
    formula: "payload = line rate / 8 × goodput",
    put: "10 Gbit/s / 8 × 94.1 %",
    value: "1.18 GB/s",
    source:
      "inferred Ethernet and TCP: 1448 payload bytes of the 1538 that a full frame takes on the line: preamble, headers, checksum, gap",
  });
  const stop = steps.find(({ title }) => title === "The guest is stopped by");
  assert.equal(stop.formula, "t2 ≤ the end of the window in which t1 + (a1 − c1) / (r_u − RATE) lies");
  assert.equal(stop.put, "22.51 s + (137,685 − 9,830) / (32,704 − 22,000)");
  assert.equal(stop.source, "inferred docs/validity.md: T: a look when the rest is under the threshold");
  assert.match(steps.find(({ title }) => title === "End of the first pass").source, /^third party .*equation \(12\)$/);
  assert.match(steps.find(({ title }) => title === "The product's cap").source, /^source code QEMU .*MAX_THROTTLE/);
  assert.equal(steps.at(-1).value, "54.6 ms");
  assert.equal((await calculator.figures()).Downtime, "0.055 s");
});

onPage("every number of every predictor can be asked for", { at: "/#mem=4GiB&ws=2.8GiB&hot=512MiB" }, async (calculator) => {
  const explained = await opened(calculator);
  const seen = {};
  for (const predictor of ["bound", "expected", "paper"]) {
    await explained.choose(predictor);
    for (const quantity of ["Downtime", "Migration time", "Data sent"]) {
      await explained.choose(quantity);
      assert.deepEqual(await explained.chosen(), [quantity, predictor]);
      seen[`${predictor}, ${quantity}`] = await explained.result();
    }
  }
  assert.deepEqual(seen, {
    "bound, Downtime": "54.6 ms",
    "bound, Migration time": "34.55 s",
    "bound, Data sent": "4.35 GiB",
    "expected, Downtime": "51.7 ms",
    "expected, Migration time": "33.25 s",
    "expected, Data sent": "4.22 GiB",
    "paper, Downtime": "301 ms",
    "paper, Migration time": "34.13 s",
    "paper, Data sent": "4.26 GiB",
  });
  await explained.choose("expected");
  assert.equal((await explained.steps()).filter(({ title }) => /^Round \d/.test(title)).length, 12);
});

onPage("it follows the sliders, and nothing below it moves", {}, async (calculator) => {
  const explained = await opened(calculator);
  await explained.choose("expected");
  const place = () => calculator.slider("Dirty rate").evaluate((slider) => slider.getBoundingClientRect().top + scrollY);
  const before = { result: await explained.result(), count: (await explained.steps()).length, place: await place() };
  await calculator.drag("Dirty rate", 0.2, async () => {
    await calculator.painted();
    assert.notEqual(await explained.result(), before.result, "with the button still down");
    assert.equal(await place(), before.place);
  });
  const after = { count: (await explained.steps()).length, place: await place() };
  assert.notEqual(after.count, before.count);
  assert.equal(after.place, before.place);
});

onPage("the result stays in sight, and the steps are reached with the keyboard", {}, async (calculator) => {
  const { panel } = await opened(calculator);
  const list = panel.getByRole("region", { name: "The steps" });
  const inSight = () =>
    panel.locator(".step--result").evaluate((result) => {
      const [own, box] = [result, result.closest(".explain__scroll")].map((one) => one.getBoundingClientRect());
      return box.top <= own.top && own.bottom <= box.bottom + 0.5;
    });
  assert.ok(await inSight());
  await list.focus();
  await calculator.page.keyboard.press("End");
  await calculator.page.waitForFunction(() => 0 < document.querySelector(".explain__scroll").scrollTop);
  assert.ok(await inSight());
  await calculator.page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await calculator.page.evaluate(() => document.activeElement.textContent), OPEN);
});

onPage("what never ends and what is cancelled say so", { at: "/#hv=qemu&dirty=45000pages/s" }, async (calculator) => {
  const never = await opened(calculator);
  for (const predictor of ["bound", "expected", "paper"]) {
    await never.choose(predictor);
    assert.equal(await never.result(), "never");
  }
  await calculator.follow("hv=kubevirt&mem=64GiB&dirty=400000pages/s");
  const explained = await opened(calculator);
  await explained.panel.getByText("cancelled: the guest stays where it is").waitFor();
  assert.equal(await explained.result(), "0 s");
});

onPage("what was asked stays while the panel is closed", {}, async (calculator) => {
  const explained = await opened(calculator);
  await explained.choose("paper");
  await explained.choose("Data sent");
  await calculator.page.keyboard.press("Escape");
  await explained.panel.waitFor({ state: "detached" });
  assert.deepEqual(await (await opened(calculator)).chosen(), ["Data sent", "paper"]);
});

onPage("under Xen Akoush's bounds stand beside it, for what they are", { at: "/#hv=xen-3&mem=1GiB&link=1Gbit/s" }, async (calculator) => {
  const { panel } = await opened(calculator);
  const rows = await panel.locator(".akoush__table").first().locator("tbody tr").allInnerTexts();
  const [time, down] = rows.map((row) => row.split(/\s*\t\s*/));
  assert.deepEqual([time[1], time[3]], ["13.2 s", "49.7 s"]);
  assert.deepEqual([down[1], down[3]], ["314 ms", "9.44 s"]);
  assert.ok(await panel.getByText("Form and table are recalled, not verified").isVisible());
  assert.ok(await panel.getByText("The slides do not print the inputs, so it cannot be recomputed here.").isVisible());
  const hist = await panel.locator(".akoush__table").last().locator("tbody tr").first().innerText();
  assert.deepEqual(hist.split(/\s*\t\s*/), ["CPU", "5.8 / 5.7 s", "317.3 / 314.1 ms"]);
  await calculator.choose("Hypervisor", "qemu");
  await panel.locator(".akoush").waitFor({ state: "detached" });
});

for (const at of ["/#hv=qemu", "/#hv=xen-3&mem=12TiB&ws=9.87TiB&hot=1.5TiB&dirty=1234567pages/s", "/#hv=nova&disk=1TiB"]) {
  onPage(`nothing sticks out at any width: ${at}`, { at }, async (calculator) => {
    const explained = await opened(calculator);
    for (const predictor of ["bound", "expected"]) {
      await explained.choose(predictor);
      for (const width of [320, 360, 480, 768, 1024, 1280, 2560]) {
        await calculator.resize(width, 740);
        const wide = await calculator.page.evaluate(() => {
          const box = document.querySelector(".explain__scroll");
          return [document.documentElement.scrollWidth - innerWidth, box.scrollWidth - box.clientWidth];
        });
        assert.ok(
          wide.every((one) => one <= 0),
          `${predictor} at ${width}: ${wide}`,
        );
      }
    }
  });
}
