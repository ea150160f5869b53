// The page of plans: VMs pasted from a spreadsheet, strategies side by side, the chosen plan told, a run-book taken away; and many VMs
// without the page standing still.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { onPage } from "./calculator.mjs";

const AT = { at: "/#page=plan" };
const STRATEGIES = ["Sequential", "Parallel", "Batched", "Convergence-aware", "Searched"];

/** The page, once every strategy has been played. */
async function there(calculator) {
  const plan = calculator.page.locator(".planner[data-ready]");
  await plan.waitFor({ timeout: 45_000 });
  await calculator.painted();
  return plan;
}

/** It has begun to work on what was just entered, and is done with it. */
async function again(calculator) {
  await calculator.page.locator(".planner:not([data-ready])").waitFor();
  return there(calculator);
}

const region = (calculator, name) => calculator.page.getByRole("region", { name });
const sheet = (calculator, name) => calculator.page.getByRole("grid", { name, exact: true });
const cell = (calculator, name) => calculator.page.getByRole("grid").getByLabel(name, { exact: true });
const button = (calculator, name) => calculator.page.getByRole("button", { name, exact: true });
const show = (calculator, name) => calculator.page.getByRole("group", { name: "Sheet" }).getByRole("button", { name }).click();
const start = (calculator, id) => calculator.page.getByLabel("Start from").selectOption(id);
const focused = (calculator) => calculator.page.evaluate(() => document.activeElement.ariaLabel);

/** The rows of the table of strategies: name to cells. */
async function strategies(calculator) {
  const rows = await region(calculator, "Strategies side by side")
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.split("\n")[0].trim())));
  return Object.fromEntries(rows.map(([name, ...cells]) => [name, cells]));
}

/** Seconds of a time in words. */
function seconds(text) {
  const units = { ms: 1e-3, s: 1, min: 60, h: 3600 };
  const parts = [...text.matchAll(/([\d.]+) (ms|s|min|h)/g)];
  assert.ok(parts.length, `no time: ${text}`);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}

/** Pastes a text into the cell that has the focus, as a spreadsheet does. */
const paste = (calculator, text) =>
  calculator.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const save = async (calculator, name) => {
  const [download] = await Promise.all([calculator.page.waitForEvent("download"), button(calculator, name).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
};

/** Forty VMs on four hosts, as a spreadsheet copies them. */
const FORTY = [
  ["Name", "Host", "Memory", "Working set", "Dirty rate", "Notes"].join("\t"),
  ...Array.from({ length: 40 }, (_, at) =>
    [`app${String(at + 1).padStart(2, "0")}`, `rack${(at % 4) + 1}`, `${4 + (at % 3) * 4} GiB`, "70 %", `${2000 + at * 100} pages/s`, "x"].join("\t"),
  ),
].join("\r\n");

onPage("forty VMs are pasted, five strategies compared, one picked, and its run-book taken away", AT, async (calculator) => {
  await there(calculator);
  await cell(calculator, "Name of row 1").focus();
  await paste(calculator, FORTY);
  await calculator.page.getByText("40 rows were taken in.").waitFor();
  assert.match(await calculator.page.locator(".planner").innerText(), /Not used: Notes/);
  // Nobody said yet which host is emptied; the hosts that the VMs name are there.
  const hosts = calculator.page.getByRole("group", { name: "Hosts that are emptied" });
  assert.deepEqual(await hosts.getByRole("button").allInnerTexts(), ["rack1", "rack2", "rack3", "rack4"]);
  await hosts.getByRole("button", { name: "rack1" }).click();
  await again(calculator);
  const told = await strategies(calculator);
  assert.deepEqual(Object.keys(told), STRATEGIES);
  for (const [name, cells] of Object.entries(told)) {
    assert.equal(cells.length, 8, name);
    assert.ok(0 < seconds(cells[0]) && /Wh$/.test(cells[4]) && /W$/.test(cells[5]), `${name}: ${cells}`);
    assert.equal(cells[7], "nothing", name);
  }
  assert.equal(told.Sequential[6], "1");
  assert.ok(1 < Number(told.Parallel[6]));
  for (const name of STRATEGIES) assert.ok(seconds(told.Searched[0]) <= seconds(told[name][0]) * 1.001, name);
  await calculator.page.getByRole("radio", { name: /^Batched/ }).check();
  assert.match(await region(calculator, "What the chosen plan comes to").innerText(), /Batched: everything gets done\./);
  assert.equal(await region(calculator, "Migrations of this plan").locator("tbody tr").count(), 10);
  const book = await save(calculator, "Save the run-book");
  for (let at = 1; at <= 40; at += 4) assert.ok(book.text.includes(`app${String(at).padStart(2, "0")}`), book.text);
  assert.ok(!book.text.includes("app02"), "it stays where it is");
  const csv = await save(calculator, "Steps as CSV");
  assert.equal(csv.name, "precopy-plan-batched.csv");
  const json = await save(calculator, "Steps as JSON");
  assert.ok(JSON.parse(json.text));
  const svg = await save(calculator, "Chart as SVG");
  assert.ok(svg.text.startsWith("<svg") || svg.text.startsWith("<?xml"));
});

onPage("the plan is in the link, and a file brings it back", AT, async (calculator) => {
  await there(calculator);
  await start(calculator, "deshpande-two");
  await there(calculator);
  const ready = await calculator.inHash("plan");
  assert.match(ready, /^[a-z0-9-]+$/);
  const file = await save(calculator, "Save the plan");
  assert.equal(file.name, "precopy-plan.json");
  await cell(calculator, "Name of row 1").fill("renamed");
  await calculator.page.keyboard.press("Enter");
  await there(calculator);
  await calculator.page.waitForFunction(() => location.hash.includes("renamed"));
  const own = await calculator.inHash("plan");
  await calculator.page.reload();
  await there(calculator);
  assert.equal(await cell(calculator, "Name of row 1").inputValue(), "renamed");
  assert.equal(await calculator.inHash("plan"), own);
  const chooser = calculator.page.getByLabel("Choose a file");
  await chooser.setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from(file.text) });
  await calculator.page.getByText("The plan of the file is open.").waitFor();
  assert.notEqual(await cell(calculator, "Name of row 1").inputValue(), "renamed");
  await button(calculator, "Undo").click();
  assert.equal(await cell(calculator, "Name of row 1").inputValue(), "renamed");
});

onPage("a bad row is named with its line and its reason, and the others are kept", AT, async (calculator) => {
  await there(calculator);
  const text = "name,memory\nweb1,8 GiB\nweb2,a lot\nweb3,4 GiB\n,\n";
  await calculator.page.getByLabel("Choose a file").setInputFiles({ name: "vms.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await calculator.page.getByText(/rows? (was|were) taken in/).waitFor();
  const said = await calculator.page.locator(".planner").innerText();
  assert.match(said, /a lot/);
  assert.match(said, /(Line 3|row 2)/);
  assert.equal(await cell(calculator, "Name of row 1").inputValue(), "web1");
  await calculator.page.keyboard.press("Escape");
});

onPage("what is wrong is said at its cell; what was typed stays, and so do the last numbers", AT, async (calculator) => {
  await there(calculator);
  const before = await strategies(calculator);
  const memory = calculator.page.getByRole("grid").getByLabel(/^Memory of /).first();
  await memory.fill("much");
  await calculator.page.keyboard.press("Enter");
  await calculator.page.getByText("1 thing is not right.").waitFor();
  assert.equal(await memory.inputValue(), "much");
  assert.equal(await memory.getAttribute("aria-invalid"), "true");
  assert.deepEqual(await strategies(calculator), before);
  assert.match(await region(calculator, "What the chosen plan comes to").innerText(), /There is no plan of what is entered/);
  await memory.fill("8 GiB");
  await calculator.page.keyboard.press("Enter");
  await again(calculator);
  assert.equal(await memory.getAttribute("aria-invalid"), null);
});

onPage("the keyboard goes from cell to cell, adds a row and takes one away", AT, async (calculator) => {
  await there(calculator);
  const { keyboard } = calculator.page;
  await cell(calculator, "Name of row 1").focus();
  await keyboard.press("ArrowRight");
  assert.match(await focused(calculator), /^Host of /);
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowLeft");
  assert.equal(await focused(calculator), "Name of row 2");
  await keyboard.press("Shift+Enter");
  assert.equal(await focused(calculator), "Name of row 1");
  const rows = await sheet(calculator, "VMs").locator("tbody tr").count();
  await keyboard.press("PageDown");
  await keyboard.press("Enter");
  await calculator.painted();
  assert.equal(await focused(calculator), `Name of row ${rows + 1}`);
  assert.equal(await sheet(calculator, "VMs").locator("tbody tr").count(), rows + 1);
  await keyboard.press("ArrowUp");
  for (let step = 0; step < 10; step += 1) {
    await keyboard.press("End");
    await keyboard.press("ArrowRight");
  }
  assert.match(await focused(calculator), /^Remove /);
  await keyboard.press("Enter");
  await calculator.painted();
  assert.equal(await sheet(calculator, "VMs").locator("tbody tr").count(), rows);
  await keyboard.press("Control+z");
  await calculator.painted();
  assert.equal(await sheet(calculator, "VMs").locator("tbody tr").count(), rows + 1);
});

onPage("every ready-made plan is sound, has its source, and comes to something", AT, async (calculator) => {
  await there(calculator);
  const list = calculator.page.getByLabel("Start from");
  const ids = await list.locator("option").evaluateAll((all) => all.map((one) => one.value));
  assert.ok(6 <= ids.length, `${ids}`);
  for (const id of ids.filter((id) => id !== "thousand")) {
    await start(calculator, id);
    await there(calculator);
    assert.match(await calculator.page.getByText(/^Source: /).innerText(), /^Source: ./, id);
    const { Sequential } = await strategies(calculator);
    assert.ok(0 < seconds(Sequential[0]), `${id}: ${Sequential}`);
  }
});

onPage("a VM opens in the calculator, and Back leads to the plan", AT, async (calculator) => {
  await there(calculator);
  const open = region(calculator, "Migrations of this plan").getByRole("button").first();
  await open.click();
  await calculator.result.waitFor();
  assert.equal(await calculator.inHash("page"), null);
  await calculator.page.goBack();
  await there(calculator);
});

onPage("a search can be stopped, keeps the best, and goes on", AT, async (calculator) => {
  await there(calculator);
  await calculator.page.getByLabel("Plans to try").selectOption("10000");
  await calculator.page.getByText(/^Searching: [\d,]+ of 10,000/).waitFor();
  await button(calculator, "Stop").click();
  const { Searched } = await strategies(calculator);
  assert.ok(0 < seconds(Searched[0]));
  await button(calculator, "Go on").click();
  await calculator.page.getByText(/^Searching: [\d,]+ of 10,000/).waitFor();
});

onPage("in somebody's page nothing can be changed where its author says so", { at: "/#page=plan&readonly=1&embed=1" }, async (calculator) => {
  await there(calculator);
  assert.equal(await calculator.page.getByRole("grid").locator("input:not([readonly])").count(), 0);
  assert.equal(await calculator.page.getByRole("button", { name: "Undo" }).count(), 0);
  assert.ok(await calculator.page.getByLabel("Start from").isDisabled());
});

onPage("1,000 VMs on 100 hosts do not make the page stand still", AT, async (calculator) => {
  await there(calculator);
  await calculator.page.getByLabel("Plans to try").selectOption("50");
  await there(calculator);
  await calculator.page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
  });
  const began = Date.now();
  await start(calculator, "thousand");
  await calculator.page.getByText(/^Searching/).waitFor({ timeout: 30_000 });
  const played = Date.now() - began;
  await there(calculator);
  const tasks = await calculator.page.evaluate(() => globalThis.tasks);
  console.log(`four strategies of 1,000 VMs after ${played} ms, all after ${Date.now() - began} ms; longest task ${Math.max(0, ...tasks)} ms of ${tasks.length} over 50 ms`);
  const { Sequential } = await strategies(calculator);
  assert.ok(0 < seconds(Sequential[0]));
  assert.ok((await sheet(calculator, "VMs").locator("tbody tr").count()) <= 50);
});
