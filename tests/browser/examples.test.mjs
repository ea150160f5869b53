// The pages in examples/, one for each way to embed: each works as it stands, beside what is handed out.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";

import { onPage } from "./calculator.mjs";

const FOLDER = new URL("../../examples/", import.meta.url);
const example = (name) => ({ at: `/examples/${name}`, bare: true });

/** The calculator in the only frame of a page. */
async function framed(calculator) {
  const one = calculator.within(calculator.page.frameLocator("iframe"));
  await one.result.waitFor();
  return one;
}

onPage("the gallery leads to every example", example("index.html"), async (calculator) => {
  const links = await calculator.page.locator("li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".html") && name !== "index.html");
  assert.deepEqual(links.toSorted(), pages.toSorted());
});

for (const name of ["frame.html", "one-file.html"]) {
  onPage(`${name}: a calculator with its values that can be dragged`, example(name), async (calculator) => {
    const one = await framed(calculator);
    assert.equal(await one.text("Memory"), "64 GiB");
    assert.equal(await one.root.locator("header, select").count(), 1, "no header; the speed of playing is the only list");
    const before = await one.figures();
    await one.drag("Dirty rate", 0.9);
    assert.notDeepEqual(await one.figures(), before);
  });
}

onPage("sandbox.html: without an origin", example("sandbox.html"), async (calculator) => {
  const one = await framed(calculator);
  const before = await one.figures();
  await one.drag("Hot set", 0.9);
  assert.notDeepEqual(await one.figures(), before);
});

onPage("frame-auto-height.html: height, result, state and theme pass between page and frame", example("frame-auto-height.html"), async (calculator) => {
  const { page } = calculator;
  const one = await framed(calculator);
  await page.waitForFunction(() => document.getElementById("answer").value.startsWith("Downtime"));
  const calm = await page.locator("#answer").innerText();
  const [outside, inside] = [await page.locator("iframe").boundingBox(), await one.root.locator(".precopy").boundingBox()];
  assert.ok(Math.abs(outside.height - inside.height) <= 2, `${outside.height} ${inside.height}`);
  await page.getByRole("button", { name: "A busy guest" }).click();
  await page.waitForFunction((calm) => document.getElementById("answer").value !== calm, calm);
  assert.equal(await one.text("Dirty rate"), "200,000 pages/s");
  await page.getByRole("button", { name: "Dark" }).click();
  await one.root.locator('.precopy[data-theme="dark"]').waitFor();
});

onPage("element.html: in the page's colours, with what is fixed", example("element.html"), async (calculator) => {
  const one = calculator.within(calculator.page.locator("precopy-calculator"));
  await one.result.waitFor();
  assert.ok(await one.slider("Memory").isDisabled());
  const accent = await one.root.locator(".precopy").evaluate((root) => getComputedStyle(root).getPropertyValue("--pc-accent"));
  assert.equal(accent, "#8a1c7c");
});

onPage("element-dashboard.html: a page acts on results", example("element-dashboard.html"), async (calculator) => {
  const { page } = calculator;
  await page.waitForFunction(() => ["web-time", "db-time"].every((id) => document.getElementById(id).textContent.endsWith(" s")));
  const before = await page.locator("#db-time").innerText();
  await page.getByRole("button", { name: /25 Gbit/ }).click();
  await page.waitForFunction((before) => document.getElementById("db-time").textContent !== before, before);
  assert.ok(parseFloat(await page.locator("#db-time").innerText()) < parseFloat(before));
});

onPage("picture.html: a picture that says what its link opens", example("picture.html"), async (calculator) => {
  const { page } = calculator;
  const image = page.locator("img");
  assert.ok(await image.evaluate((image) => image.complete && 0 < image.naturalWidth));
  const picture = readFileSync(new URL("picture.svg", FOLDER), "utf8");
  await page.locator("a").click();
  const opened = calculator.within(page.locator("body"));
  await opened.result.waitFor();
  const { Downtime, "Migration time": time } = await opened.figures();
  for (const figure of [Downtime, time]) assert.ok(picture.includes(`at most ${figure}`), `${figure} is not in the picture`);
});

onPage("model.html: numbers in the page and from a worker", example("model.html"), async (calculator) => {
  const { page } = calculator;
  await page.waitForFunction(() => document.getElementById("worker").value.endsWith(" s"));
  const rows = await page.locator("#rows tr").allInnerTexts();
  assert.equal(rows.length, 5);
  assert.match(rows[0], /^10000 pages\/s\s+0\.\d+ s\s+0\.\d+ s\s+completes$/);
  assert.equal(await page.locator("#worker").innerText(), rows[1].split(/\s{1,}|\t/).slice(2, 4).join(" "));
});
