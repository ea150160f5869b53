// The page of records: logs in every format, what could not be read said by line, the analysis of a site's own migrations, its way into the
// calculator; and long logs without the page standing still.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { onPage } from "./calculator.mjs";
import { measured, noteMemories, table } from "./long_log.mjs";

const AT = { at: "/#page=records" };
const LOGS = new URL("../records/", import.meta.url).pathname;

const button = (calculator, name) => calculator.page.getByRole("button", { name, exact: true });
const region = (calculator, name) => calculator.page.getByRole("region", { name, exact: true });
const text = async (calculator, name) => (await region(calculator, name).innerText()).replaceAll("\n", " ");
const chooser = (calculator) => calculator.page.locator(".bring__chooser");

/** What follows from a log is told. */
async function told(calculator) {
  await calculator.page.locator(".records[data-ready] .records__body[data-answered]").waitFor();
}

/** All of it. */
async function allTold(calculator) {
  await told(calculator);
  await calculator.page.locator(".records [data-held]").waitFor({ timeout: 30_000 });
  await calculator.painted();
}

async function example(calculator) {
  await button(calculator, "Open the example (synthetic)").click();
  await allTold(calculator);
}

const save = async (calculator, name) => {
  const [download] = await Promise.all([calculator.page.waitForEvent("download"), button(calculator, name).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
};

onPage("the example is marked as synthetic, and says what the slides say", AT, async (calculator) => {
  // The link is written out once the calculator is there.
  await calculator.page.waitForFunction(() => location.hash.includes("mem="));
  const before = await calculator.page.evaluate(() => location.hash);
  await example(calculator);
  assert.match(await text(calculator, "Logs"), /Synthetic example\./);
  assert.match(await text(calculator, "In short"), /1,200 migrations: 2\.8 % failed, and 12 took over 16 min and \d+ % of all migration time\./);
  assert.equal(await region(calculator, "What failed").locator("tbody tr").count(), 5);
  assert.match(await text(calculator, "Pressure"), /With one more migration in flight the odds of failing are 1\.\d+ times as high/);
  assert.match(await text(calculator, "Pressure"), /does not say that pressure makes them/);
  assert.match(await text(calculator, "Had there been a limit"), /Recommended: The loosest limit/);
  assert.match(await text(calculator, "Predicted against actual"), /What was said to be the most was not exceeded by 9\d(\.\d)? % of them/);
  assert.equal(await region(calculator, "Predicted against actual").locator("tbody tr").count(), 10);
  // The example misses for more than one reason.
  const reasons = await calculator.page.locator(".misses__reason").allInnerTexts();
  assert.ok(3 <= new Set(reasons).size, reasons.join("\n"));
  // Nothing of it is in the link or kept.
  assert.equal(await calculator.page.evaluate(() => location.hash), before);
  assert.ok(!(await calculator.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).includes("vm-"));
});

onPage("what the site says goes into the calculator, and undo takes it back", { at: "/#mem=12GiB&page=records" }, async (calculator) => {
  await example(calculator);
  await button(calculator, "Use these in the calculator").click();
  await calculator.page.locator(".calculator").waitFor();
  assert.match(await calculator.inHash("link"), /MiB\/s$/);
  assert.equal(await calculator.inHash("mem"), "12GiB");
  // What was read is still there when one comes back, as long as the tab is open.
  await calculator.page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name: "Records" }).click();
  await allTold(calculator);
  assert.match(await text(calculator, "In short"), /1,200 migrations/);
});

onPage("a locked calculator takes nothing over", { at: "/#page=records&lock=mem" }, async (calculator) => {
  await example(calculator);
  assert.equal(await button(calculator, "Use these in the calculator").count(), 0);
});

onPage("every format is recognised by its content, several files at once", AT, async (calculator) => {
  const names = (await readdir(join(LOGS, "read"))).filter((name) => !name.endsWith(".expected.csv"));
  await chooser(calculator).setInputFiles(names.map((name) => join(LOGS, "read", name)));
  await told(calculator);
  const logs = await text(calculator, "Logs");
  for (const format of ["table", "virsh domjobinfo", "QEMU query-migrate", "KubeVirt migrations", "OpenStack migrations", "JSON objects"]) {
    assert.ok(logs.includes(format), `${format} is not in: ${logs}`);
  }
  let count = 0;
  for (const name of names) {
    const rows = await readFile(join(LOGS, "read", `${name}.expected.csv`), "utf8");
    count += rows.trim().split("\n").filter((row) => !row.startsWith("#")).length - 1;
  }
  assert.match(await text(calculator, "Looked at"), new RegExp(`All ${count} migrations`));
  // The same dropped, and the same pasted, one by one.
  const contents = await Promise.all(names.map((name) => readFile(join(LOGS, "read", name), "utf8")));
  const isTold = () => calculator.page.getByText(`${count} migrations were read.`, { exact: true }).waitFor();
  await button(calculator, "Take all of it away").click();
  await calculator.page.locator(".bring--first").waitFor();
  await calculator.page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    document.querySelector(".records").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, names.map((name, index) => [name, contents[index]]));
  await isTold();
  await button(calculator, "Take all of it away").click();
  for (const content of contents) {
    await calculator.page.getByLabel("Paste a log").focus();
    await calculator.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, content);
    await told(calculator);
  }
  await isTold();
});

onPage("what cannot be read is listed by line, and the rest is used", AT, async (calculator) => {
  await chooser(calculator).setInputFiles(join(LOGS, "broken/numbers.csv"));
  await told(calculator);
  assert.match(await text(calculator, "Logs"), /5 migrations · table/);
  await calculator.page.getByText("5 things could not be read; the rest is used").click();
  const lines = await region(calculator, "Logs").locator("details li").allInnerTexts();
  assert.equal(lines.length, 5);
  assert.ok(lines.every((line) => /^Line \d+: ./.test(line)), lines.join("\n"));
  // Whatever is brought in next, the page goes on.
  for (const name of await readdir(join(LOGS, "broken"))) await chooser(calculator).setInputFiles(join(LOGS, "broken", name));
  await told(calculator);
  await button(calculator, "Take all of it away").click();
  await button(calculator, "Open the example (synthetic)").waitFor();
});

onPage("a log is pasted, and one that is dropped comes to it", AT, async (calculator) => {
  const rows = ["vm,start,duration_s,outcome", ...Array.from({ length: 30 }, (_, at) => `a${at},2024-03-0${1 + (at % 9)} 10:00,${at + 1},${at % 5 ? "ok" : "failed"}`)];
  await calculator.page.getByLabel("Paste a log").focus();
  await calculator.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, rows.join("\n"));
  await told(calculator);
  assert.match(await text(calculator, "In short"), /30 migrations: 20 % failed/);
  await allTold(calculator);
  // Six failures are too few for a curve, and the page says so. Nothing tells sizes.
  assert.match(await text(calculator, "Pressure"), /Too few for a curve: 6 migrations/);
  assert.match(await text(calculator, "What your site says to the calculator"), /At least 8 completed migrations/);
  // No zone is told: it is asked for, and the answer counts.
  await calculator.page.getByLabel(/30 migrations come without a zone/).selectOption("60");
  await told(calculator);
  await calculator.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["vm,duration_s,outcome\nb,5,ok\n"], "more.csv"));
    document.querySelector(".records").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await calculator.page.getByText("31 migrations were read.").waitFor();
  assert.match(await text(calculator, "Logs"), /more\.csv 1 migration · table/);
});

onPage("where pressure tells all failures apart there is no curve, and no limit by it", AT, async (calculator) => {
  const alone = Array.from({ length: 12 }, (_, at) => `a${at},2024-03-${10 + at}T10:00:00Z,60,ok`);
  const together = Array.from({ length: 12 }, (_, at) => `b${at},2024-04-01T10:00:00Z,60,failed`);
  await calculator.page.getByLabel("Paste a log").fill(["vm,start,duration_s,outcome", ...alone, ...together].join("\n"));
  await button(calculator, "Read this").click();
  await allTold(calculator);
  assert.match(await text(calculator, "Pressure"), /without an exception\. A curve could be as steep as one likes and would mean nothing/);
  assert.match(await text(calculator, "Had there been a limit"), /Without a curve nothing is said of failures/);
});

onPage("what is looked at is narrowed by lists, buttons, rows and by dragging", AT, async (calculator) => {
  await example(calculator);
  const looked = () => text(calculator, "Looked at");
  await calculator.page.getByRole("group", { name: "Outcome" }).getByRole("button", { name: "failed" }).click();
  await told(calculator);
  assert.match(await looked(), /33 of 1,200 migrations/);
  await button(calculator, "Look at all").click();
  await button(calculator, "software timeout").click();
  await told(calculator);
  assert.match(await looked(), /Only cause “software timeout”\..*16 of 1,200 migrations/);
  await button(calculator, "Look at all").click();
  await told(calculator);
  const plot = region(calculator, "How long they took").locator(".plot").first();
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  await calculator.page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  await calculator.page.mouse.down();
  await calculator.page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
  await calculator.page.mouse.up();
  await told(calculator);
  assert.match(await looked(), /\d+ of 1,200 migrations/);
  assert.notEqual(await calculator.page.getByLabel("Took at least").inputValue(), "");
  await calculator.page.getByLabel("Took at least").fill("");
  await calculator.page.getByLabel("Took at least").press("Enter");
  await calculator.page.getByLabel("Host", { exact: true }).selectOption({ index: 1 });
  await told(calculator);
  await region(calculator, "Pressure").getByText(/^Only what left host-01 or went there, at most \d+ at once\./).waitFor();
  await button(calculator, "Look at all").click();
  await told(calculator);
  assert.match(await looked(), /All 1,200 migrations/);
});

/** Drags across a picture, from one share of its width to another. */
async function brush(calculator, plot, from, to) {
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  await calculator.page.mouse.move(box.x + box.width * from, box.y + box.height / 2);
  await calculator.page.mouse.down();
  await calculator.page.mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 4 });
  await calculator.page.mouse.up();
}

onPage("a stretch of any picture narrows everything", AT, async (calculator) => {
  await example(calculator);
  const looked = () => text(calculator, "Looked at");
  const slider = (part, index = 0) => region(calculator, part).getByRole("slider", { name: /^Read the picture/ }).nth(index);
  for (const [plot, from, to, said] of [
    [slider("How long they took"), 0.6, 0.9, /\d+ of 1,200/],
    [slider("Pressure"), 0.2, 0.5, /\d+ of 1,200/],
    [slider("Pressure", 1), 0.3, 0.9, /Only [\d.]+ to [\d.]+ in flight when it began.* of 1,200/],
    [slider("Pressure", 2), 0.1, 0.9, /Only [\d.]+ to [\d.]+ in flight when it began.* of 1,200/],
    [slider("Had there been a limit"), 0.1, 0.6, /\d+ of 1,200/],
    [slider("What your site says to the calculator"), 0.2, 0.8, /\d+ of 1,200/],
    [slider("Predicted against actual"), 0.2, 0.8, /\d+ of 1,200/],
  ]) {
    await brush(calculator, plot, from, to);
    await button(calculator, "Look at all").waitFor();
    await told(calculator);
    assert.match(await looked(), said);
    await button(calculator, "Look at all").click();
    await calculator.page.getByText("All 1,200 migrations").waitFor();
    await told(calculator);
  }
  await button(calculator, "hour").click();
  await region(calculator, "What failed").locator("tbody th button").first().click();
  await calculator.page.getByText(/Only begun from \d\d:00 to \d\d:59\./).waitFor();
});

onPage("pictures are read and stretches chosen with keys alone", AT, async (calculator) => {
  await example(calculator);
  const plot = region(calculator, "How long they took").getByRole("slider", { name: /^Read the picture/ });
  await plot.focus();
  for (const key of ["Home", "PageUp", "ArrowRight", "Enter"]) await calculator.page.keyboard.press(key);
  await calculator.page.locator(".records__reading").getByText(/took at most/).waitFor();
  assert.match(await plot.getAttribute("aria-valuetext"), /^[\d.]+ % took at most/);
  assert.equal(await plot.getAttribute("aria-valuenow"), "11");
  // Given up, then done.
  await calculator.page.keyboard.press("Escape");
  assert.equal(await calculator.page.locator(".records__brush:not(.hidden)").count(), 0);
  for (const key of ["Enter", "PageUp", "PageUp", "PageUp", "PageUp", "Enter"]) await calculator.page.keyboard.press(key);
  await calculator.page.getByText(/^[\d,]+ of 1,200 migrations$/).waitFor();
  assert.notEqual(await calculator.page.getByLabel("Took at least").inputValue(), "");
});

onPage("limits are tried with keys", AT, async (calculator) => {
  await example(calculator);
  const limit = calculator.page.getByLabel(/^Limit/);
  await limit.focus();
  await calculator.page.keyboard.press("Home");
  const part = region(calculator, "Had there been a limit");
  await part.getByText(/at most 1 instead of \d+ would have been in flight at once/).waitFor();
  await calculator.page.keyboard.press("End");
  await part.getByText("None would have waited.").first().waitFor();
  for (const rule of ["so many at a host", "so much cost at once", "leave some of the link"]) {
    await button(calculator, rule).click();
    await limit.focus();
    await calculator.page.keyboard.press("ArrowLeft");
    await part.getByText(/Recommended/).waitFor();
  }
  await calculator.page.getByLabel("A host’s link").fill("soon");
  await part.getByText("A rate is wanted here").waitFor();
});

onPage("migrations are sought and ordered one by one", AT, async (calculator) => {
  await example(calculator);
  const part = region(calculator, "One by one");
  const rows = part.locator("tbody tr");
  assert.equal(await rows.count(), 25);
  await part.getByRole("button", { name: "Took" }).click();
  await rows.first().getByText("1 h 9 min").waitFor();
  assert.equal(await part.getByRole("columnheader", { name: "Took" }).getAttribute("aria-sort"), "descending");
  await part.getByRole("button", { name: "Took" }).click();
  await part.locator('th[aria-sort="ascending"]').waitFor();
  // By name, A first.
  await part.getByRole("button", { name: "VM", exact: true }).click();
  await part.locator('th[aria-sort="ascending"]').getByText("VM").waitFor();
  const names = await rows.locator("th").allInnerTexts();
  assert.deepEqual(names, names.toSorted());
  await part.getByRole("button", { name: "Later rows" }).click();
  await part.getByText("26 to 50 of 1,200").waitFor();
  await part.getByRole("searchbox").fill("TIMEOUT");
  await part.getByText("1 to 16 of 16").waitFor();
  await part.getByRole("searchbox").fill("no such name");
  await part.getByText("None of the migrations").waitFor();
});

onPage("results, migrations and pictures are taken away", AT, async (calculator) => {
  await example(calculator);
  const results = await save(calculator, "Results as CSV");
  assert.equal(results.name, "precopy-records-results.csv");
  assert.match(results.text, /^part,about,value,least_95,most_95,failed,of/);
  assert.match(results.text, /failures by cause,software timeout,/);
  const rows = await save(calculator, "Migrations looked at as CSV");
  assert.equal(rows.text.trim().split("\n").length, 1201);
  for (const part of ["How long they took", "Pressure", "Failure against pressure", "Had there been a limit", "Predicted against actual"]) {
    const picture = await save(calculator, `Save as SVG: ${part}`);
    assert.ok(picture.text.startsWith("<svg") || picture.text.startsWith("<?xml"), part);
  }
});

onPage("on paper there are the answers and no fields", AT, async (calculator) => {
  await example(calculator);
  await calculator.page.emulateMedia({ media: "print" });
  assert.ok(await region(calculator, "In short").isVisible());
  assert.ok(!(await region(calculator, "Looked at").isVisible()));
  assert.ok(!(await button(calculator, "Add files").isVisible()));
});

onPage("on a phone nothing lies beside the page", { ...AT, viewport: { width: 360, height: 740 } }, async (calculator) => {
  await example(calculator);
  const [wide, seen] = await calculator.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= seen, `${wide} pixels on ${seen}`);
});

for (const [name, count, bytes, rates] of [
  ["200,000 rows", 200_000, 0, false],
  ["200,000 rows, each with a dirty rate", 200_000, 0, true],
  ["100 MB", 200_000, 500, false],
]) {
  onPage(`a log of ${name} is answered, and the page stays responsive`, { ...AT, prepare: noteMemories }, async (calculator) => {
    await measured(calculator, name, "long.csv", table(count, bytes, rates));
    assert.match(await text(calculator, "In short"), /200,000 migrations: 4\.\d % failed|200,000 migrations: 3\.9 % failed/);
  });
}
