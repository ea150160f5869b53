// What is wanted of a migration, scenarios pinned beside the present one, and steps that are taken back: all of it in the link.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const MACHINE = "hv=qemu&mem=4GiB&ws=70pct&hot=18pct&dirty=22000pages/s&link=10Gbit/s";
const WANTED = `${MACHINE}&want-downtime=300ms&want-time=40s&warning=90s&reaction=10s&per-month=200`;

/** The line of a target: whether it is met, what is said of it, and whether a way out is offered. */
function line(calculator, name) {
  const field = calculator.field(name);
  const line = calculator.root.locator(".target", { has: calculator.page.getByRole("textbox", { name, exact: true }) });
  return {
    field,
    said: async () => (await line.locator(".target__said").innerText()).replaceAll(/\s+/g, " ").trim(),
    colour: () => line.locator(".target__said > span").evaluate((said) => getComputedStyle(said).color),
    wayOut: line.getByRole("button", { name: "How to meet it" }),
  };
}

const button = (calculator, name) => calculator.root.getByRole("button", { name, exact: true });
const isOff = async (calculator, name) => (await button(calculator, name).getAttribute("aria-disabled")) === "true";
/** Where the chart begins; what is no pixel is no move. */
const chartTop = (calculator) => calculator.root.locator(".chart").evaluate((one) => Math.floor(one.getBoundingClientRect().top + scrollY));

/** Where nothing has the focus. */
const leave = (calculator) => calculator.page.evaluate(() => document.activeElement.blur());

onPage("targets in the link are met or missed while a slider moves, and nothing moves with them", { at: `/#${WANTED}` }, async (calculator) => {
  const [downtime, time, warning] = ["Downtime at most", "Done within", "Failure foretold ahead by"].map((name) => line(calculator, name));
  assert.match(await downtime.said(), /^✓ met, \d+ ms to spare$/);
  assert.match(await time.said(), /^✓ met, .* s to spare$/);
  assert.match(await warning.said(), /^✓ met, 4\d\.\d s to spare$/, "of 90 s, 10 s are used up before it begins");
  assert.ok(await time.wayOut.isHidden());
  const [green, chart] = [await time.colour(), await chartTop(calculator)];
  await calculator.drag("Link speed", 0.05, async () => assert.equal(await chartTop(calculator), chart));
  assert.match(await time.said(), /^✗ missed/);
  assert.notEqual(await time.colour(), green);
  assert.ok(await time.wayOut.isVisible());
  assert.equal(await chartTop(calculator), chart);
  await calculator.type("Link speed", "10 Gbit/s");
  assert.equal(await time.colour(), green);
  await calculator.type("Dirty rate", "45000 pages/s");
  assert.equal(await time.said(), "✗ missed: no bound on the end");
  await button(calculator, "bound").click();
  assert.equal(await time.said(), "✗ missed: it does not end", "what is shown is what is judged");
});

onPage("what is missed leads to what would change it", { at: `/#${MACHINE}&want-time=5s` }, async (calculator) => {
  await line(calculator, "Done within").wayOut.click();
  assert.equal(await calculator.page.evaluate(() => document.activeElement.ariaLabel), "What would change it");
  const place = calculator.root.getByRole("region", { name: "What would change it" });
  await place.getByRole("heading", { name: "What would change it" }).waitFor();
});

onPage("a month of migrations comes to minutes a year, and to nines", { at: `/#${MACHINE}&per-month=200` }, async (calculator) => {
  const month = line(calculator, "This VM moves so many times a month");
  assert.equal(await month.said(), "at most 2.2 min down a year; 99.9995 % remain: five nines");
  await month.field.fill("4");
  assert.match(await month.said(), /^at most 2\.\d\d s down a year; 99\.99999\d % remain: seven nines$/);
  assert.equal(await calculator.inHash("per-month"), "4");
  await month.field.fill("four");
  assert.match(await month.said(), /does not begin with a number/);
  assert.equal(await month.field.getAttribute("aria-invalid"), "true");
  assert.equal(await calculator.inHash("per-month"), "4", "what counted goes on counting");
});

onPage("a target is added with a click and goes when its field is emptied, and the focus stays near", {}, async (calculator) => {
  await button(calculator, "done within 10 min").click();
  const { field, said } = line(calculator, "Done within");
  assert.deepEqual([await field.inputValue(), await calculator.inHash("want-time")], ["10 min", "10min"]);
  assert.equal(await field.evaluate((field) => field === document.activeElement), true);
  assert.match(await said(), /^✓ met/);
  await field.fill("");
  await calculator.page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
  assert.equal(await calculator.page.evaluate(() => document.activeElement.textContent), "done within 10 min");
  assert.equal(await calculator.inHash("want-time"), null);
});

onPage("every step is taken back and done again, by buttons and by keys", { at: `/#${MACHINE}` }, async (calculator) => {
  const { keyboard } = calculator.page;
  assert.ok((await isOff(calculator, "Undo")) && (await isOff(calculator, "Redo")));
  const start = await calculator.fields();
  await calculator.drag("Dirty rate", 0.2);
  const dragged = await calculator.fields();
  await calculator.choose("Hypervisor", "xen");
  const chosen = await calculator.fields();
  await button(calculator, "done within 10 min").click();
  await leave(calculator);
  await keyboard.press("Control+z");
  assert.equal(await calculator.root.getByRole("textbox", { name: "Done within" }).count(), 0);
  assert.deepEqual(await calculator.fields(), chosen);
  await button(calculator, "Undo").click();
  assert.deepEqual(await calculator.fields(), dragged);
  await keyboard.press("Control+z");
  assert.deepEqual(await calculator.fields(), start, "a drag is one step");
  assert.match(await calculator.root.getByText(/^Undone: /).innerText(), /^Undone: dirty rate 22,000 pages\/s$/);
  assert.ok((await isOff(calculator, "Undo")) && !(await isOff(calculator, "Redo")));
  await keyboard.press("Control+Shift+z");
  assert.deepEqual(await calculator.fields(), dragged);
  await keyboard.press("Control+y");
  assert.deepEqual(await calculator.fields(), chosen);
  await button(calculator, "Redo").click();
  assert.equal(await line(calculator, "Done within").field.inputValue(), "10 min");
  await keyboard.press("Control+y");
  assert.ok(await isOff(calculator, "Redo"));
});

onPage("a field that is being written takes back its own letters", { at: `/#${MACHINE}` }, async (calculator) => {
  const { keyboard } = calculator.page;
  await calculator.drag("Dirty rate", 0.2);
  const rate = await calculator.text("Dirty rate");
  await calculator.type("Memory", "8 GiB");
  await keyboard.press("Control+z");
  assert.equal(await calculator.text("Dirty rate"), rate, "the step before is not touched");
  assert.notEqual(await calculator.text("Memory"), "8 GiB");
  await calculator.type("Memory", "8 GiB");
  await keyboard.press("Enter");
  assert.equal(await calculator.text("Memory"), "8 GiB");
  await keyboard.press("Control+z");
  assert.equal(await calculator.text("Memory"), "4 GiB", "what is entered is a step");
});

onPage("the keys count within panels too, and each field for writing keeps its own", { at: `/#${MACHINE}` }, async (calculator) => {
  const { keyboard } = calculator.page;
  const before = await calculator.text("Dirty rate");
  await calculator.drag("Dirty rate", 0.2);
  const after = await calculator.text("Dirty rate");
  await button(calculator, "How do I know my hot set and dirty rate?").click();
  const measure = calculator.root.getByRole("region", { name: "How do I know my hot set and dirty rate?" });
  await measure.locator("textarea").first().focus();
  await keyboard.press("Control+z");
  assert.equal(await calculator.text("Dirty rate"), after);
  await measure.getByRole("button", { name: "Copy" }).first().focus();
  await keyboard.press("Control+z");
  assert.equal(await calculator.text("Dirty rate"), before);
});

onPage("links that are followed are steps too", { at: `/#${MACHINE}` }, async (calculator) => {
  const start = await calculator.fields();
  await calculator.follow("#v=1&hv=xen&mem=16GiB");
  assert.equal(await calculator.text("Memory"), "16 GiB");
  await button(calculator, "Undo").click();
  assert.deepEqual(await calculator.fields(), start);
});

const PINNED = `${MACHINE}&want-time=1min&pin-a=Today;hv:xen;mem:8GiB&pin-c=;mem:16GiB`;
onPage("pins are named, taken over and removed, and a reload keeps all", { at: `/#${PINNED}` }, async (calculator) => {
  const pins = calculator.root.getByRole("region", { name: "Pinned scenarios" });
  const letters = () => pins.locator(".pin__letter").allInnerTexts();
  assert.deepEqual(await letters(), ["A", "C"]);
  const name = pins.getByRole("textbox", { name: "Name of C" });
  await name.fill("With; more memory");
  await calculator.page.keyboard.press("Enter");
  assert.match(await calculator.inHash("pin-c"), /^With more memory;.*mem:16GiB/);
  await pins.getByRole("button", { name: "take over A" }).click();
  assert.deepEqual([await calculator.choice("Hypervisor").inputValue(), await calculator.text("Memory")], ["xen", "8 GiB"]);
  const [fields, figures] = [await calculator.fields(), await calculator.figures()];
  await calculator.settledHash();
  await calculator.page.reload();
  await calculator.ready();
  assert.deepEqual([await calculator.fields(), await calculator.figures()], [fields, figures]);
  assert.deepEqual([await letters(), await name.inputValue()], [["A", "C"], "With more memory"]);
  assert.equal(await line(calculator, "Done within").field.inputValue(), "1 min");
  await pins.getByRole("button", { name: "Remove A" }).click();
  assert.deepEqual(await letters(), ["C"]);
  assert.equal(await calculator.page.evaluate(() => document.activeElement.textContent), "Undo", "which would bring it back");
  await calculator.page.keyboard.press("Enter");
  assert.deepEqual(await letters(), ["A", "C"]);
});

const BAD = "want-time=soon&warning=90s&per-month=2.5&pin-a=Today;mem:8&pin-g=x&vary-dirty=1..2&seed=first&vary-dirt=1";
onPage("what is wrong with such keys is told, and the rest counts", { at: `/#${MACHINE}&${BAD}` }, async (calculator) => {
  const notice = await calculator.notice.innerText();
  for (const said of [/want-time: /, /per-month: /, /pin-a: Memory: The unit is missing/, /Dirty rate: .*unit/, /seed/, /vary-dirt\b/, /pin-g/]) {
    assert.match(notice, said);
  }
  assert.doesNotMatch(notice, /warning/);
  assert.match(await line(calculator, "Failure foretold ahead by").said(), /^✓ met/);
  assert.equal(await calculator.root.locator(".pin").count(), 0);
});

for (const [view, chart] of [
  ["figures", 0],
  ["chart", 1],
]) {
  onPage(`a view of ${view} judges what its link wants and offers no more`, { at: `/#${WANTED}&pin-a=Today;mem:8GiB&embed=1&view=${view}` }, async (calculator) => {
    const targets = calculator.root.getByRole("group", { name: "Targets" });
    assert.match(await targets.innerText(), /Done within\s+40 s/);
    assert.equal(await targets.locator(".verdict--good").count(), 3);
    assert.equal(await targets.locator("input, button").count(), 0);
    assert.equal(await calculator.root.locator(".undo, .explore-place").count(), 0);
    assert.equal(await calculator.root.locator(".pin").count(), chart);
  });
  onPage(`and without any it shows nothing of them (${view})`, { at: `/#${MACHINE}&embed=1&view=${view}` }, async (calculator) => {
    assert.equal(await calculator.root.locator(".targets, .pins, .chance").count(), 0);
  });
}

onPage("where nothing may be changed, nothing is offered", { at: `/#${PINNED}&readonly=1` }, async (calculator) => {
  assert.equal(await calculator.root.locator(".targets input, .targets__add, .pin input, .pin button, .undo").count(), 0);
  assert.equal(await calculator.root.locator(".pin").count(), 2);
});

/** In the place of the panels' program: a module that keeps what the page hands it, for a test to speak in its place. */
const SPEAKING = {
  prepare: (page) =>
    page.route("**/precopy-panels.js*", (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `export default async () => {};
          export const open = (element, panel, instance, link, verdict, callback) => {
            globalThis.below = { panel, links: [link], tell: callback };
            return { update: (link) => globalThis.below.links.push(link), close: () => {} };
          };`,
      }),
    ),
};
const spoken = async (calculator) => calculator.page.waitForFunction(() => globalThis.below !== undefined);
const tell = (calculator, message) => calculator.page.evaluate((message) => globalThis.below.tell(message), message);
const told = (calculator) => calculator.page.waitForFunction(() => globalThis.below.links.at(-1)).then((link) => link.jsonValue());

onPage("what lies below the chart is handed the whole link, and sets its keys as one step", { ...SPEAKING, at: `/#${WANTED}&curves=bound` }, async (calculator) => {
  await spoken(calculator);
  assert.equal(await calculator.page.evaluate(() => globalThis.below.panel), "explore");
  assert.match(await told(calculator), /&want-time=40s&.*&curves=bound/);
  await tell(calculator, { kind: "keys", entries: [["pin-b", "Other;hv:xen"], ["want-time", "2min"], ["per-month", ""], ["seed", "x"], ["embed", "1"]] });
  assert.equal(await line(calculator, "Done within").field.inputValue(), "2 min");
  assert.equal(await calculator.root.locator(".pin").count(), 1);
  assert.deepEqual([await calculator.inHash("per-month"), await calculator.inHash("seed"), await calculator.inHash("embed")], [null, null, null]);
  await calculator.page.waitForFunction(() => globalThis.below.links.at(-1).includes("want-time=2min"));
  await button(calculator, "Undo").click();
  assert.deepEqual([await calculator.root.locator(".pin").count(), await line(calculator, "Done within").field.inputValue()], [0, "40 s"]);
});

onPage("how sure the answer is stands beside it while it is the answer to that link", { ...SPEAKING, at: `/#${MACHINE}&vary-dirty=10000pages/s..40000pages/s` }, async (calculator) => {
  await spoken(calculator);
  const chart = await chartTop(calculator);
  const uncertain = { kind: "uncertain", link: await told(calculator), completes: "0.97", downtime: "0.41", time: "71.5", data: "9e9", band: "0 1 2 3" };
  await tell(calculator, { ...uncertain, link: "v=1" });
  assert.equal(await calculator.result.getByText("P95").count(), 0, "another link's");
  await tell(calculator, uncertain);
  assert.match(await calculator.result.innerText(), /P95 0\.410 s[\s\S]*P95 71\.5 s[\s\S]*P95 8\.38 GiB[\s\S]*Completes in 97 % of what may be\./);
  assert.equal(await chartTop(calculator), chart, "its place was kept");
  await calculator.drag("Dirty rate", 0.3);
  assert.equal(await calculator.result.getByText("P95").count(), 0);
  assert.equal(await chartTop(calculator), chart);
});

onPage("a kept scenario is opened as one step, and how the page is shown stays", { ...SPEAKING, at: `/#${MACHINE}&theme=dark&want-time=1min` }, async (calculator) => {
  await spoken(calculator);
  const start = await calculator.fields();
  await tell(calculator, { kind: "open", link: "v=1&hv=xen&mem=8GiB&want-downtime=1s&theme=light" });
  assert.deepEqual([await calculator.text("Memory"), await calculator.inHash("want-downtime"), await calculator.inHash("want-time")], ["8 GiB", "1s", null]);
  assert.equal(await calculator.root.locator(".precopy").getAttribute("data-theme"), "dark");
  await button(calculator, "Undo").click();
  assert.deepEqual([await calculator.fields(), await calculator.inHash("want-time")], [start, "1min"]);
});

onPage("files are given under their names, pictures in the size asked for", { ...SPEAKING, at: `/#${MACHINE}&name=Rack%207` }, async (calculator) => {
  await spoken(calculator);
  const save = async (file) => {
    const given = { kind: "save", link: "", summary: "", name: "", type: "", text: "", ...file };
    const [download] = await Promise.all([calculator.page.waitForEvent("download"), tell(calculator, given)]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return [download.suggestedFilename(), Buffer.concat(chunks)];
  };
  const widths = [];
  for (const what of ["png1", "png2", "png4"]) {
    const [name, png] = await save({ what, name: `${what}.png` });
    assert.deepEqual([name, png.subarray(1, 4).toString()], [`${what}.png`, "PNG"]);
    widths.push(png.readUInt32BE(16));
  }
  assert.deepEqual([widths[1] / widths[0], widths[2] / widths[0]], [2, 4]);
  const [svgName, svg] = await save({ what: "svg" });
  assert.equal(svgName, "Rack 7.svg", "after the scenario, where no name is given");
  assert.match(svg.toString(), /^<svg[\s\S]*<text/);
  const [csvName, csv] = await save({ what: "text", name: "curve.csv", type: "text/csv", text: "seconds,pages\r\n0,ä\r\n" });
  assert.deepEqual([csvName, csv.toString()], ["curve.csv", "seconds,pages\r\n0,ä\r\n"]);
});

onPage(
  "where it cannot be fetched, a quiet line says so, and the calculator works",
  { tolerate: [/Failed to load resource/], prepare: (page) => page.route("**/precopy-panels*", (route) => route.abort()) },
  async (calculator) => {
    const place = calculator.root.getByRole("region", { name: "What would change it" });
    await place.getByRole("button", { name: "Try again" }).waitFor();
    assert.equal(await calculator.root.getByRole("alert").count(), 0);
    await calculator.drag("Dirty rate", 0.2);
    await calculator.hasChart();
  },
);
