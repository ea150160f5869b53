// What a person does at the chart, and reads there.

import assert from "node:assert/strict";

export const plot = (calculator) => calculator.root.getByRole("slider", { name: "Time in the chart" });
export const reading = (calculator) => calculator.root.getByRole("group", { name: "Values at this time" });
export const button = (calculator, name) => calculator.root.getByRole("button", { name, exact: true });
export const status = (calculator) => calculator.root.locator(".heard[role=status]");
export const number = (text) => Number(text.replaceAll(",", ""));
export const isShown = (calculator) => reading(calculator).isVisible();

/** A time such as "12.3 ms" in seconds. */
export function seconds(text) {
  const [, digits, unit] = /^([\d.]+) (ms|s)$/.exec(text) ?? assert.fail(`${text} is no time`);
  return Number(digits) / (unit === "ms" ? 1000 : 1);
}

/** The read-out: time, phase, and pages by name. */
export async function values(calculator) {
  return reading(calculator).evaluate((box) => {
    const text = (selector) => box.querySelector(selector).textContent;
    const pages = {};
    for (const row of box.querySelectorAll("tr")) pages[row.cells[0].textContent] = row.cells[1].textContent;
    return { time: text(".reading__time"), phase: text(".reading__phase"), ...pages };
  });
}

/** What is expected of downtime and migration time, in the small lines below the figures. */
export async function expected(calculator) {
  const lines = await calculator.result.locator(".figure__other").allTextContents();
  return lines.slice(0, 2).map((line) => line.replace("expected ", ""));
}

/** Moves the mouse to a share of the plot. */
export async function point(calculator, share, height = 0.4) {
  const box = await plot(calculator).boundingBox();
  await calculator.page.mouse.move(box.x + share * box.width, box.y + height * box.height);
  await calculator.painted();
}

/** Collects from now on what live regions say. */
export async function listen(calculator) {
  // What lies below the chart says its first words when it comes: that is no part of what is listened to.
  if (await calculator.root.locator(".explore-place").count()) await calculator.root.locator(".explore").waitFor();
  await calculator.page.evaluate(() => {
    globalThis.precopySaid = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target.closest ? target : target.parentElement)?.closest("[aria-live], [role=status], [role=alert], [role=log]");
        if (region && region.ariaLive !== "off") globalThis.precopySaid.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** What they have said since, each once. */
export const heard = (calculator) => calculator.page.evaluate(() => [...new Set(globalThis.precopySaid)]);

export async function press(calculator, ...keys) {
  for (const key of keys) await calculator.page.keyboard.press(key);
  await calculator.painted();
}

/** The table's rows, one list of texts each. */
export async function table(calculator) {
  const summary = calculator.root.getByText("The curve as a table");
  if ((await calculator.root.locator(".curve-table table").count()) === 0) await summary.click();
  return rowsOf(calculator, "The curve as a table");
}

/** The rows of the table of rounds, once that of the curve is open. */
export const rounds = (calculator) => rowsOf(calculator, "The rounds as a table");

async function rowsOf(calculator, name) {
  const rows = calculator.root.getByRole("region", { name }).locator("tbody tr");
  await rows.first().waitFor();
  return rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}
