// The page of lessons: each opens, its questions are answered by keyboard, what is turned moves the numbers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { onPage } from "./calculator.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LESSONS = [
  "stop-and-copy", "rounds", "cliff", "when-to-stop", "closed-form", "saw-tooth", "xen-rules", "two-ways-out", "whose-traffic",
  "draining-a-rack", "in-the-wild", "is-the-model-right",
];

/** The page, once what it shows has been fetched. */
const there = (calculator) => calculator.page.locator(".learn[data-ready]").waitFor();
const numbers = (calculator) => calculator.page.locator(".lesson__step .lesson__live").allInnerTexts();

async function axeFinds({ page }) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await globalThis.axe.run(document, { runOnly: wanted });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
  });
}

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
