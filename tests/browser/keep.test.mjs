// What is compared, kept and taken away: pinned scenarios, the list of one's own, and files, each opened by another reader.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { onPage } from "./calculator.mjs";

const MACHINE = "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";
const NEVER = "hv=qemu&mem=4GiB&dirty=45000pages/s&link=1Gbit/s";
const PAGE = { at: `/#${MACHINE}` };
const SCHEMA = JSON.parse(readFileSync(new URL("../../crates/formats/schema/scenarios.schema.json", import.meta.url)));
const KEY = "precopy-scenarios";
const WIDTH = 960;
const HEIGHT = 600;

const part = (calculator, name) => calculator.root.getByRole("region", { name, exact: true });
const compare = (calculator) => part(calculator, "Compare");
const keep = (calculator) => part(calculator, "Your scenarios");
const away = (calculator) => part(calculator, "Take it away");
const press = (where, name) => where.getByRole("button", { name, exact: true }).click();
const table = (calculator) => calculator.root.getByRole("region", { name: "Scenarios side by side" });
const chooser = (calculator) => keep(calculator).getByLabel("Import a file");
const names = (calculator) => keep(calculator).locator(".keep__name").allInnerTexts();

/** The name of what has the focus. */
const focused = (calculator) =>
  calculator.root.locator(":focus").evaluate((one) => one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent);

/** The cells of a row, each with its difference. */
async function row(calculator, head) {
  const cells = table(calculator).getByRole("row").filter({ has: calculator.page.getByRole("rowheader", { name: head, exact: true }) });
  const texts = await cells.getByRole("cell").allInnerTexts();
  return texts.map((text) => text.trim().replace(/\s*\n\s*/, " | "));
}

async function pinned(calculator) {
  await press(compare(calculator), "Pin this scenario");
  await table(calculator).waitFor();
}

/** Keeps the present scenario under a name. */
async function kept(calculator, name) {
  const field = keep(calculator).getByRole("textbox", { name: "Name", exact: true });
  await field.fill(name);
  await field.press("Tab");
  await keep(calculator).getByRole("button", { name: /^(Keep|Replace)$/ }).click();
  await keep(calculator).getByText("Kept as it is.").waitFor();
}

const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

/** The file that a button gives, by its name and its bytes. */
async function saved(calculator, where, name) {
  const [download] = await Promise.all([calculator.page.waitForEvent("download"), press(where, name)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** A table as RFC 4180 says it: all of it, and nothing that it does not allow. */
function readCsv(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, written, end] = cell.exec(text) ?? assert.fail(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1).push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end !== ",") rows.push([]);
  }
  assert.deepEqual(rows.pop(), [], "the last row ends");
  assert.equal(new Set(rows.map((row) => row.length)).size, 1, "every row has all columns");
  return rows;
}

const KINDS = { object: (it) => it !== null && typeof it === "object" && !Array.isArray(it), array: Array.isArray, integer: Number.isInteger, null: (it) => it === null };
const isKind = (kind, it) => (KINDS[kind] ?? ((it) => typeof it === kind))(it);

/** What of a schema a value does not fulfil. Words of schemas that ours does not use are refused. */
function* against(schema, value, path = "") {
  for (const [word, wanted] of Object.entries(schema)) {
    const given = path || "all of it";
    switch (word) {
      case "$schema": case "$defs": case "title": case "description": case "examples": case "default": break;
      case "$ref": yield* against(wanted.split("/").slice(1).reduce((at, name) => at[name], SCHEMA), value, path); break;
      case "type": if (![wanted].flat().some((kind) => isKind(kind, value))) yield `${given} is no ${wanted}`; break;
      case "const": if (value !== wanted) yield `${given} is not ${wanted}`; break;
      case "enum": if (!wanted.includes(value)) yield `${given} is none of ${wanted}`; break;
      case "required": for (const name of wanted) if (!(name in value)) yield `${given} has no ${name}`; break;
      case "not": if ([...against(wanted, value, path)].length === 0) yield `${given} is what it must not be`; break;
      case "allOf": for (const one of wanted) yield* against(one, value, path); break;
      case "properties": for (const [name, one] of Object.entries(wanted)) if (name in value) yield* against(one, value[name], `${path}.${name}`); break;
      case "additionalProperties": for (const name of Object.keys(value)) if (!(name in schema.properties)) yield `${path}.${name} is unknown`; break;
      case "items": for (const [index, one] of value.entries()) yield* against(wanted, one, `${path}[${index}]`); break;
      case "maxItems": if (wanted < value.length) yield `${given} is too long`; break;
      case "minLength": if ([...String(value)].length < wanted) yield `${given} is too short`; break;
      case "maxLength": if (wanted < [...String(value)].length) yield `${given} is too long`; break;
      case "minimum": if (typeof value === "number" && value < wanted) yield `${given} is too small`; break;
      case "maximum": if (typeof value === "number" && wanted < value) yield `${given} is too large`; break;
      default: assert.fail(`the schema says ${word}, which this test does not know`);
    }
  }
}

// Compare

onPage("a pinned scenario stands beside the present one, with what differs", PAGE, async (calculator) => {
  assert.equal(await table(calculator).count(), 0, "no empty table");
  await pinned(calculator);
  assert.deepEqual(await row(calculator, "Dirty rate"), ["22,000 pages/s", "22,000 pages/s"]);
  await calculator.type("Dirty rate", "11000 pages/s");
  await calculator.page.waitForFunction(() => document.querySelector(".compare__table").innerText.includes("11,000"));
  assert.deepEqual(await row(calculator, "Dirty rate"), ["11,000 pages/s | ×0.5", "22,000 pages/s"]);
  const [present, before] = await row(calculator, "Migration time, at most");
  assert.match(present, /^[\d.,]+ m?s \| ([+−][\d.,]+ m?s|×[\d.]+)$/);
  assert.match(before, /^[\d.,]+ m?s$/);
  await compare(calculator).getByRole("combobox", { name: "Differences from" }).selectOption("present");
  assert.deepEqual(await row(calculator, "Dirty rate"), ["11,000 pages/s", "22,000 pages/s | ×2"]);
  assert.deepEqual(await row(calculator, "Goodput share"), []);
  await compare(calculator).getByRole("checkbox", { name: "All inputs" }).check();
  assert.equal((await row(calculator, "Goodput share")).length, 2);
});

onPage("while one drags, no row comes or goes", PAGE, async (calculator) => {
  await pinned(calculator);
  const heads = () => table(calculator).getByRole("rowheader").allInnerTexts();
  const before = await heads();
  const seen = [];
  for (const share of [0.2, 0.95, 0.5]) {
    await calculator.drag("Dirty rate", share, async () => seen.push(await heads()));
    seen.push(await heads());
  }
  for (const one of seen) assert.deepEqual(one, before);
});

onPage("pinned scenarios have names, are in the link, and come again with it", PAGE, async (calculator) => {
  await pinned(calculator);
  const name = table(calculator).getByRole("textbox", { name: "Name of A" });
  await name.fill("At night; <b>");
  await name.press("Tab");
  await calculator.type("Memory", "8 GiB");
  await pinned(calculator);
  assert.match(await calculator.inHash("pin-a"), /^At night <b>;hv:qemu;mem:4GiB/);
  assert.match(await calculator.inHash("pin-b"), /^;hv:qemu;mem:8GiB/);
  await calculator.page.reload();
  await calculator.ready();
  await table(calculator).waitFor();
  assert.equal(await name.inputValue(), "At night <b>");
  assert.deepEqual(await row(calculator, "Memory"), ["8 GiB | ×2", "4 GiB", "8 GiB | ×2"]);
});

onPage("a pinned one is opened, and taken away, with the keyboard too", PAGE, async (calculator) => {
  await pinned(calculator);
  await calculator.type("Memory", "8 GiB");
  await press(table(calculator), "Open A");
  await calculator.page.waitForFunction(() => document.querySelector("[id$=-mem]").value === "4 GiB");
  await table(calculator).getByRole("button", { name: "Remove A" }).focus();
  await calculator.page.keyboard.press("Enter");
  await table(calculator).waitFor({ state: "detached" });
  assert.equal(await focused(calculator), "Pin this scenario");
  assert.equal(await calculator.inHash("pin-a"), null);
});

onPage("what never ends has no numbers, and six are enough", { at: `/#${NEVER}` }, async (calculator) => {
  await pinned(calculator);
  assert.deepEqual(await row(calculator, "Downtime, at most"), ["–", "–"]);
  assert.deepEqual(await row(calculator, "Outcome, expected"), ["no end", "no end"]);
  for (let more = 0; more < 5; more += 1) await press(compare(calculator), "Pin this scenario");
  await compare(calculator).getByText("Six are pinned").waitFor();
  const button = compare(calculator).getByRole("button", { name: "Pin this scenario" });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await button.click({ force: true });
  assert.equal(await table(calculator).getByRole("columnheader").count(), 8);
});

// Scenarios

const FRESH = { ...PAGE, locale: "en-GB" }; // a storage of its own

onPage("what is kept is there after a reload, and opens", FRESH, async (calculator) => {
  const figures = await calculator.figures();
  await kept(calculator, "Database at noon");
  assert.equal(await calculator.inHash("name"), "Database at noon");
  await calculator.page.goto(`${calculator.origin}/#hv=xen&mem=16GiB`);
  await calculator.page.reload();
  await calculator.ready();
  await keep(calculator).waitFor();
  assert.deepEqual(await names(calculator), ["Database at noon"]);
  await keep(calculator).getByText("Kept in this browser only.").waitFor();
  await press(keep(calculator), "Open Database at noon");
  await calculator.page.waitForFunction(() => document.querySelector("[id$=-mem]").value === "4 GiB");
  assert.deepEqual(await calculator.figures(), figures);
  await keep(calculator).getByText("Kept as it is.").waitFor();
});

onPage("one is renamed, deleted and put back with the keyboard", FRESH, async (calculator) => {
  const { keyboard } = calculator.page;
  for (const name of ["a", "b"]) await kept(calculator, name);
  await keep(calculator).getByRole("button", { name: "Rename a" }).focus();
  await keyboard.press("Enter");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("c");
  await keyboard.press("Escape");
  assert.deepEqual([await names(calculator), await focused(calculator)], [["a", "b"], "Rename a"]);
  await keyboard.press("Enter");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("b");
  await keyboard.press("Enter");
  await keep(calculator).getByText("b (2)").waitFor();
  assert.deepEqual([await names(calculator), await focused(calculator)], [["b (2)", "b"], "Rename b (2)"]);
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await keep(calculator).getByText("“b (2)” is deleted.").waitFor();
  assert.equal(await focused(calculator), "Put it back");
  await keyboard.press("Enter");
  await keep(calculator).getByRole("button", { name: "Open b (2)" }).waitFor();
  assert.deepEqual([await names(calculator), await focused(calculator)], [["b (2)", "b"], "Open b (2)"]);
});

onPage("a bad file is refused with the path of each problem, and nothing is lost", FRESH, async (calculator) => {
  await kept(calculator, "Mine");
  const scenarios = [
    { name: "Good", inputs: { hypervisor: "xen", memory: "8 GiB" } },
    { name: "", inputs: { hotSet: "lots", memroy: "8 GiB" } },
    { name: "Odd", inputs: { memory: "1 GiB", workingSet: "2 GiB" }, targets: { downtime: "soon" } },
  ];
  const before = await calculator.page.evaluate((key) => localStorage.getItem(key), KEY);
  await chooser(calculator).setInputFiles(file("bad.json", JSON.stringify({ format: "precopy-scenarios", version: 1, scenarios })));
  const flaws = keep(calculator).getByRole("list", { name: "What is wrong with the file" });
  await flaws.waitFor();
  const said = await flaws.getByRole("listitem").allInnerTexts();
  for (const path of ["scenarios[1].name: ", "scenarios[1].inputs.hotSet: ", "scenarios[1].inputs.memroy: ", "scenarios[2].targets.downtime: "]) {
    assert.ok(said.some((one) => one.startsWith(path)), `${path} in ${said.join("\n")}`);
  }
  assert.deepEqual(await names(calculator), ["Mine"]);
  assert.equal(await calculator.page.evaluate((key) => localStorage.getItem(key), KEY), before);
  await press(keep(calculator), "Take the others");
  await keep(calculator).getByText("1 scenario was taken.").waitFor();
  assert.equal(await focused(calculator), "Import a file");
  assert.deepEqual(await names(calculator), ["Mine", "Good"]);
  for (const text of ["", "{", "[1]", "null", `{"format":"precopy-scenarios","version":9,"scenarios":[]}`, "\u0000\ufffd", "[".repeat(200_000)]) {
    await chooser(calculator).setInputFiles(file("worse.json", text));
    await flaws.waitFor();
    await press(keep(calculator), "Take nothing");
    await flaws.waitFor({ state: "detached" });
  }
  await chooser(calculator).setInputFiles(file("large.json", " ".repeat(5 << 20)));
  await keep(calculator).getByText("The file could not be read.").waitFor();
  assert.deepEqual(await names(calculator), ["Mine", "Good"]);
});

onPage("the list goes out and comes in again as a file that its schema allows", FRESH, async (calculator) => {
  await calculator.follow(`${MACHINE}&want-downtime=300ms&want-time=10min&per-month=200&vary-hot=256MiB..1GiB&seed=7`);
  await kept(calculator, 'A "first" one');
  await calculator.follow("hv=proxmox&mem=64GiB");
  await kept(calculator, "Second");
  const { name, bytes } = await saved(calculator, keep(calculator), "Export all");
  assert.equal(name, "precopy-scenarios.json");
  const read = JSON.parse(bytes.toString());
  assert.deepEqual([...against(SCHEMA, read)], []);
  assert.notDeepEqual([...against(SCHEMA, { ...read, scenarios: [{ name: "x" }] })], [], "the schema refuses too");
  assert.deepEqual(read.scenarios.map((one) => one.name), ['A "first" one', "Second"]);
  assert.deepEqual(read.scenarios[0].targets, { downtime: "300 ms", migrationTime: "10 min", migrationsPerMonth: 200 });
  for (const name of ["Second", 'A "first" one']) await press(keep(calculator), `Delete ${name}`);
  await keep(calculator).getByText("Nothing is kept yet.").waitFor();
  await chooser(calculator).setInputFiles({ name, mimeType: "application/json", buffer: bytes });
  await keep(calculator).getByText("2 scenarios were taken.").waitFor();
  const again = await saved(calculator, keep(calculator), "Export all");
  assert.equal(again.bytes.toString(), bytes.toString());
  await press(keep(calculator), 'Open A "first" one');
  await calculator.page.waitForFunction(() => location.hash.includes("vary-hot"));
  assert.equal(await calculator.inHash("want-time"), "10min");
});

for (const [what, text] of [
  ["nonsense", "no JSON at all"],
  ["something newer", `{"format":"precopy-scenarios","version":2,"scenarios":[{"soon":1}]}`],
  ["half of it bad", `{"format":"precopy-scenarios","version":1,"scenarios":[{"name":"Good","inputs":{}},{"name":3}]}`],
  ["very deep nesting", "[".repeat(100_000)],
  ["an empty text", ""],
]) {
  const prepare = (page) => page.addInitScript(([key, text]) => localStorage.setItem(key, text), [KEY, text]);
  onPage(`whatever the storage holds it is not lost: ${what}`, { ...PAGE, prepare }, async (calculator) => {
    await keep(calculator).getByText("what this browser has stored cannot all be read").waitFor();
    await kept(calculator, "New");
    const all = await names(calculator);
    assert.equal(all.at(-1), "New");
    assert.equal(all.includes("Good"), text.includes("Good"));
    assert.equal(await calculator.page.evaluate((key) => localStorage.getItem(key), KEY), text);
    const { bytes } = await saved(calculator, keep(calculator), "Save what is stored");
    assert.equal(bytes.toString(), text);
  });
}

const full = (page) =>
  page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
onPage("where the storage takes no more, it is kept as long as the page is open", { ...PAGE, prepare: full }, async (calculator) => {
  await kept(calculator, "One");
  await kept(calculator, "Two");
  assert.deepEqual(await names(calculator), ["One", "Two"]);
  await keep(calculator).getByText("the browser stores no more of it").waitFor();
});

onPage("in a sandboxed frame without storage it is kept in memory", { at: "/pages/empty.html", bare: true }, async (calculator) => {
  await calculator.page.evaluate((src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, width: 1200, height: 800 });
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    document.body.append(frame);
  }, `${calculator.origin}/#${MACHINE}`);
  const inside = calculator.within(calculator.page.frameLocator("iframe"));
  await inside.result.waitFor();
  await kept(inside, "Here only");
  assert.deepEqual(await names(inside), ["Here only"]);
  await keep(inside).getByText("it may not store anything here").waitFor();
  await chooser(inside).setInputFiles(file("more.json", `{"format":"precopy-scenarios","version":1,"scenarios":[{"name":"More","inputs":{}}]}`));
  await keep(inside).getByText("1 scenario was taken.").waitFor();
  assert.deepEqual(await names(inside), ["Here only", "More"]);
  const { bytes } = await saved(calculator, keep(inside), "Export all");
  assert.equal(JSON.parse(bytes.toString()).scenarios.length, 2);
  await pinned(inside);
});

// Export

const NAMED = { at: `/#${MACHINE}&name=${encodeURIComponent("Drain / rack 7")}` };
const STEM = "precopy-drain-rack-7";

for (const scale of [1, 2, 4]) {
  onPage(`a PNG at ${scale}× has its size and can be decoded`, NAMED, async (calculator) => {
    const { name, bytes } = await saved(calculator, away(calculator), `Save PNG ${scale}×: The chart`);
    assert.equal(name, `${STEM}-${scale}x.png`);
    assert.equal(bytes.toString("latin1", 0, 8), "\x89PNG\r\n\x1a\n");
    assert.equal(bytes.toString("latin1", 12, 16), "IHDR");
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [WIDTH * scale, HEIGHT * scale]);
    const decoded = await calculator.page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext("2d").drawImage(picture, 0, 0);
      const { data } = canvas.getContext("2d").getImageData(0, 0, picture.width, picture.height);
      return { width: picture.width, colours: new Set(new Uint32Array(data.buffer)).size };
    }, bytes.toString("base64"));
    assert.equal(decoded.width, WIDTH * scale);
    assert.ok(20 < decoded.colours, `${decoded.colours} colours`);
  });
}

onPage("an SVG is XML in which text is text", NAMED, async (calculator) => {
  const { name, bytes } = await saved(calculator, away(calculator), "Save SVG: The chart");
  assert.equal(name, `${STEM}.svg`);
  const read = await calculator.page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      root: tree.documentElement.localName,
      errors: tree.querySelectorAll("parsererror").length,
      texts: [...tree.querySelectorAll("text")].map((one) => one.textContent).join(" "),
      scripts: tree.querySelectorAll("script, foreignObject, [onload]").length,
    };
  }, bytes.toString());
  assert.deepEqual([read.root, read.errors, read.scripts], ["svg", 0, 0]);
  assert.match(read.texts, /10 Gbit\/s/);
});

onPage("tables are CSV that another reader reads", NAMED, async (calculator) => {
  const comparison = away(calculator).getByRole("button", { name: "Save Comparison: Tables, CSV" });
  assert.equal(await comparison.getAttribute("aria-disabled"), "true", "nothing is pinned yet");
  await pinned(calculator);
  const pin = table(calculator).getByRole("textbox", { name: "Name of A" });
  await pin.fill('=1+1, "x"');
  await pin.press("Tab");
  await calculator.type("Dirty rate", "11000 pages/s");
  await calculator.page.waitForFunction(() => document.querySelector(".compare__table").innerText.includes("11,000"));
  const csv = async (what) => {
    const { name, bytes } = await saved(calculator, away(calculator), `Save ${what}: Tables, CSV`);
    assert.equal(name, `${STEM}-${{ Curves: "curve" }[what] ?? what.toLowerCase()}.csv`);
    return readCsv(bytes.toString());
  };
  const [head, ...curve] = await csv("Curves");
  assert.deepEqual(head, ["time_s", "bound_pages", "expected_pages", "paper_pages", "page_size_bytes"]);
  assert.ok(5 < curve.length && curve.every(([time], at) => at === 0 || Number(curve[at - 1][0]) <= Number(time)));
  assert.equal(Number(curve[0][1]), 2 ** 32 / 4096, "all of the memory is still to be sent");
  assert.equal(Number(curve.findLast((row) => row[1] !== "")[1]), 0);
  const [columns, ...rounds] = await csv("Rounds");
  assert.deepEqual(rounds.map((row) => Number(row[0])), rounds.map((_, at) => at + 1));
  assert.ok(rounds.every((row) => Number(row[columns.indexOf("start_s")]) <= Number(row[columns.indexOf("end_s")])));
  const [axes, ...mapped] = await csv("Map");
  assert.deepEqual(axes.slice(0, 4), ["hot_bytes", "dirty_pages_per_s", "predictor", "outcome"]);
  assert.equal(mapped.length, 625);
  assert.ok(mapped.some((row) => row[3] === "completes" && 0 < Number(row[4])));
  const [heads, ...compared] = await csv("Comparison");
  assert.deepEqual(heads, ["What", "Unit", "Differs", "Present", 'A · =1+1, "x"']);
  assert.deepEqual(compared.find((row) => row[0] === "Dirty rate").slice(2), ["yes", "11,000 pages/s", "22,000 pages/s"]);
});

onPage("scenario and result are JSON, and its link opens the same", NAMED, async (calculator) => {
  const { name, bytes } = await saved(calculator, away(calculator), "Save Scenario and result: All of it, JSON");
  assert.equal(name, `${STEM}.json`);
  const result = JSON.parse(bytes.toString());
  assert.deepEqual([result.format, result.version, result.name], ["precopy-result", 1, "Drain / rack 7"]);
  assert.equal(result.bound.outcome, "completes");
  assert.equal(result.rounds.rounds.length, result.rounds.prediction.rounds);
  const scenarios = [{ name: "Its scenario", inputs: result.scenario }];
  assert.deepEqual([...against(SCHEMA, { format: "precopy-scenarios", version: 1, scenarios })], []);
  const other = await calculator.another(`/#${result.link}`);
  assert.deepEqual(await other.figures(), await calculator.figures());
});

onPage("it is cited with version, day and link", NAMED, async (calculator) => {
  const text = away(calculator).getByRole("textbox", { name: "Text to cite" });
  const line = await text.inputValue();
  assert.match(line, /^Precopy \d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\): Drain \/ rack 7\. http\S+#v=1&\S+$/);
  const other = await calculator.another(line.slice(line.indexOf("http") + calculator.origin.length));
  assert.deepEqual(await other.figures(), await calculator.figures());
  await press(away(calculator), "BibTeX");
  assert.match(await text.inputValue(), /^@misc\{precopy-drain-rack-7,\n {2}title = \{Drain \/ rack 7\},[\s\S]*url = \{http\S+\},\n/);
});
