// What axe-core says of a page.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WANTED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What it finds, one line each, but for some of its rules. */
export async function axeFinds({ page }, but = []) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run(document, { runOnly });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
  }, WANTED);
  return violations.filter(({ id }) => !but.includes(id)).flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`));
}
