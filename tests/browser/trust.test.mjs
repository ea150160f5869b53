// What recorded migrations say of the answer, beside it: fetched after the first paint, and told for scenarios that are like some.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { onPage, setting } from "./calculator.mjs";

const LIKE =
  "/#v=1&hv=qemu&mem=1GiB&ws=512MiB&hot=100MiB&dirty=9811pages/s&link=67108864B/s&cap=none&max-downtime=30ms";
const NONE = "No recorded runs near this scenario.";

const line = (calculator) => calculator.page.locator(".trust");

/** The line, once there is something in it. */
async function said(calculator) {
  await calculator.page.waitForFunction(() => document.querySelector(".trust")?.textContent !== "");
  return line(calculator).textContent();
}

onPage("runs like the scenario say how far off predictions were, and it follows the inputs", { at: LIKE }, async (calculator) => {
  const text = await said(calculator);
  const [, runs, held] =
    /^(\d+) recorded runs are near this scenario\. .* \d[\d.]* % off .*; the bound held in (\d+) of \1\.$/.exec(text) ?? assert.fail(text);
  assert.ok(4 <= Number(runs) && Number(held) <= Number(runs));
  await calculator.type("Dirty rate", "90 pages/s");
  assert.equal(await said(calculator), NONE);
  await calculator.type("Dirty rate", "9811 pages/s");
  assert.equal(await said(calculator), text);
});

onPage("of another product's loop none were recorded", { at: "/#hv=xen" }, async (calculator) => {
  assert.equal(await said(calculator), NONE);
});

onPage(
  "where they cannot be fetched the calculator says so and works",
  { tolerate: [/Failed to load resource/], prepare: (page) => page.route("**/recorded.txt", (route) => route.abort()) },
  async (calculator) => {
    assert.equal(await said(calculator), "Recorded migrations could not be loaded.");
    await calculator.hasChart();
  },
);

onPage("what comes late moves nothing", { prepare: (page) => page.route("**/recorded.txt", async (route) => {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await route.continue();
}) }, async (calculator) => {
  const top = () => calculator.page.locator(".chart").evaluate((chart) => chart.getBoundingClientRect().top);
  const before = await top();
  assert.equal(await line(calculator).textContent(), "");
  await said(calculator);
  assert.equal(await top(), before);
});

onPage("views without room for it do not ask", { at: "/?view=figures" }, async (calculator) => {
  assert.equal(await line(calculator).count(), 0);
});

onPage("the one file asks for nothing, and says nothing of it", { at: pathToFileURL(join(setting("PRECOPY_DIST"), "precopy.html")).href }, async (calculator) => {
  await calculator.hasChart();
  assert.equal(await line(calculator).count(), 0);
});
