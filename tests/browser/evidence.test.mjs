// The page of evidence: recorded migrations against the predictors, fetched when it is opened and predicted there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { crashBy, keepHandles, onPage } from "./calculator.mjs";

const scores = await readFile(new URL("../validation/scores.toml", import.meta.url), "utf8");
/** A number that was computed natively from the same rows, by its name. */
const native = (name) => Number(new RegExp(`^"${name}" = (\\S+)$`, "m").exec(scores)?.[1] ?? assert.fail(`no ${name}`));

const AT = { at: "/#page=evidence" };
const FILES = ["own-curves.csv", "own-runs.csv", "qemu-curves.csv", "qemu-runs.csv"];

/** The page, once all is predicted and drawn. */
async function there(calculator) {
  const evidence = calculator.page.locator(".evidence[data-ready]");
  await evidence.waitFor();
  await calculator.painted();
  return evidence;
}

const page = (calculator, name) => calculator.page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name });
const plot = (calculator) => calculator.page.getByRole("slider", { name: /^Runs in the order/ });
const press = (calculator, name) => calculator.page.getByRole("button", { name, exact: true }).click();
const focused = (calculator) =>
  calculator.page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent.trim());

/** How many runs are looked at. */
async function lookedAt(calculator) {
  const text = await calculator.page.locator(".filters__count").innerText();
  return Number(/^([\d,]+) of [\d,]+ /.exec(text)[1].replaceAll(",", ""));
}

/** The rows of a table, each by its first cell. */
async function rows(table) {
  const all = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  return all.map(([name, ...cells]) => ({ name, cells }));
}

const asked = [];
onPage(
  "the calculator fetches nothing of it; it is fetched once, when it is opened",
  { prepare: async (page) => page.on("request", (request) => asked.push(new URL(request.url()).pathname)) },
  async (calculator) => {
    const ours = () => asked.filter((path) => /precopy-(plan|records|learn|evidence)|evidence/.test(path));
    assert.deepEqual(ours(), []);
    await page(calculator, "Evidence").click();
    await there(calculator);
    const all = ["files.txt", ...FILES].map((file) => `/evidence/${file}`);
    assert.deepEqual(ours().sort(), [...all, "/precopy-evidence.js", "/precopy-evidence_bg.wasm"].sort());
    await page(calculator, "Calculator").click();
    await page(calculator, "Evidence").click();
    await there(calculator);
    assert.equal(ours().length, all.length + 2, "nothing is fetched twice");
  },
);

onPage("turning the page keeps what is entered, and Back turns it back", {}, async (calculator) => {
  await calculator.type("Memory", "8 GiB");
  await page(calculator, "Evidence").click();
  await there(calculator);
  assert.equal(await page(calculator, "Evidence").getAttribute("aria-current"), "page");
  assert.equal(await calculator.inHash("page"), "evidence");
  assert.equal(await calculator.inHash("mem"), "8GiB");
  await calculator.page.goBack();
  await calculator.result.waitFor();
  assert.equal(await calculator.text("Memory"), "8 GiB");
  assert.equal(await calculator.inHash("page"), null);
  await calculator.page.goForward();
  await there(calculator);
  await page(calculator, "Calculator").click();
  assert.equal(await calculator.text("Memory"), "8 GiB");
  assert.equal(await page(calculator, "Calculator").getAttribute("aria-current"), "page");
});

onPage("a link opens it, from any path", { at: "/some/sub/path/#page=evidence&mem=8GiB" }, async (calculator) => {
  await there(calculator);
  assert.ok(900 < (await calculator.page.locator(".filters__count").innerText()).match(/of ([\d,]+)/)[1].replace(",", ""));
  await page(calculator, "Calculator").click();
  assert.equal(await calculator.text("Memory"), "8 GiB");
});

onPage("a page that does not exist is said, and the calculator shown", { at: "/#page=evidenze&mem=8GiB" }, async (calculator) => {
  assert.match(await calculator.notice.innerText(), /page: there is no such page.*evidenze/);
  assert.equal(await calculator.text("Memory"), "8 GiB");
});

for (const [rig, file] of [
  ["another rig", "qemu-runs"],
  ["our own rig", "own-runs"],
]) {
  onPage(`the numbers are those that were computed natively: ${file}`, AT, async (calculator) => {
    await there(calculator);
    await press(calculator, rig);
    for (const [choice, part] of [
      ["check only", "check"],
      ["all", "all"],
    ]) {
      await press(calculator, choice);
      const table = await rows(calculator.page.getByRole("region", { name: "Coverage and error" }).getByRole("table"));
      let span;
      let compared = 0;
      for (const { name, cells } of table) {
        if (/^migration time$/i.test(name)) span = "time";
        if (/^downtime$/i.test(name)) span = "downtime";
        const forecast = { paper: "paper", bound: "bound", expected: "rounds", "expected, writer known": "rounds-known" }[name];
        if (!forecast) continue;
        const value = (what) => native(`${file} ${part} ${forecast} ${span} ${what}`);
        const percent = (text) => Number(/^([\d.]+) %$/.exec(text)[1]);
        const milliseconds = (text) => {
          const [, number, unit] = /^([\d.]+) (µs|ms|s)$/.exec(text);
          return Number(number) * { µs: 1e-3, ms: 1, s: 1000 }[unit];
        };
        const [, safe, median, mean, share, within5, , told] = cells;
        for (const [text, what] of [
          [safe, "covered_percent"],
          [share, "mean_error_percent_of_mean"],
          [within5, "within_5_percent"],
          [told, "outcome_percent"],
        ]) {
          assert.ok(Math.abs(percent(text) - value(what)) < 0.0511, `${name} ${span} ${what}: ${text}, ${value(what)}`);
        }
        for (const [text, what] of [
          [median, "median_error_ms"],
          [mean, "mean_error_ms"],
        ]) {
          assert.ok(Math.abs(milliseconds(text) - value(what)) <= 0.006 * value(what), `${name} ${span} ${what}: ${text}`);
        }
        compared += 1;
      }
      assert.equal(compared, 8);
    }
  });
}

onPage("theirs are told apart from ours", AT, async (calculator) => {
  await there(calculator);
  const table = await rows(calculator.page.getByRole("region", { name: "Coverage and error" }).getByRole("table"));
  const theirs = table.filter(({ name }) => name === "Salfner et al., theirs").map(({ cells }) => cells);
  assert.deepEqual(theirs.map(([runs, safe, , mean]) => [runs, safe, mean]), [
    ["33,040", "95.6 %", "25.75 s"],
    ["33,040", "97.08 %", "2.45 s"],
  ]);
});

onPage("filters and a dragged rectangle narrow what is looked at", AT, async (calculator) => {
  await there(calculator);
  const check = await lookedAt(calculator);
  await press(calculator, "all");
  const all = await lookedAt(calculator);
  assert.ok(check < all);
  await press(calculator, "link");
  const link = await lookedAt(calculator);
  assert.ok(0 < link && link < all);
  await press(calculator, "forced");
  const forced = await lookedAt(calculator);
  assert.ok(0 < forced && forced < link);
  await press(calculator, "Look at all");
  assert.equal(await lookedAt(calculator), all);
  const before = await calculator.picture();
  await plot(calculator).scrollIntoViewIfNeeded();
  const box = await plot(calculator).boundingBox();
  const { mouse } = calculator.page;
  await mouse.move(box.x + 0.7 * box.width, box.y + 0.05 * box.height);
  await mouse.down();
  await mouse.move(box.x + 0.8 * box.width, box.y + 0.5 * box.height, { steps: 3 });
  await mouse.move(box.x + 0.95 * box.width, box.y + 0.6 * box.height, { steps: 3 });
  await mouse.up();
  const brushed = await lookedAt(calculator);
  assert.ok(0 < brushed && brushed < all, `${brushed} of ${all}`);
  assert.notEqual((await calculator.picture()).print, before.print, "the others are pale");
  await press(calculator, "Take the rectangle away");
  assert.equal(await lookedAt(calculator), all);
});

onPage("another predictor and another quantity are another picture", AT, async (calculator) => {
  await there(calculator);
  const seen = new Set();
  for (const quantity of ["migration time", "downtime"]) {
    await press(calculator, quantity);
    for (const predictor of ["paper", "bound", "expected", "expected, writer known"]) {
      await press(calculator, predictor);
      const picture = await calculator.picture();
      assert.ok(20 < picture.colours && 0.01 < picture.painted, `${picture.colours} colours, ${picture.painted} painted`);
      seen.add(picture.print);
      assert.match(await calculator.summary(), new RegExp(`^${quantity}: predicted \\(${predictor}\\)`, "i"));
    }
  }
  assert.equal(seen.size, 8);
});

onPage("a run that is pointed at is told, and opens with a click", AT, async (calculator) => {
  await there(calculator);
  await plot(calculator).focus();
  await calculator.page.keyboard.press("End");
  const told = await plot(calculator).getAttribute("aria-valuetext");
  assert.match(told, /^Run \w+, .*measured .* s, predicted /);
  const spot = await calculator.page.locator(".scatter__spot:not(.scatter__spot--open)").boundingBox();
  await calculator.page.keyboard.press("Escape");
  const [x, y] = [spot.x + spot.width / 2, spot.y + spot.height / 2];
  await calculator.page.mouse.move(x, y);
  await calculator.page.locator(".scatter__reading").waitFor();
  await calculator.page.mouse.click(x, y);
  await calculator.page.getByRole("region", { name: /^Run \w+$/ }).first().waitFor();
});

onPage("everything is done without a mouse", AT, async (calculator) => {
  await there(calculator);
  const { keyboard } = calculator.page;
  const goTo = async (name) => {
    for (let step = 0; step < 150; step += 1) {
      if ((await focused(calculator)).startsWith(name)) return;
      await keyboard.press("Tab");
    }
    assert.fail(`${name} is not reached`);
  };
  await goTo("error over 5 %");
  await keyboard.press("Enter");
  const misses = await lookedAt(calculator);
  assert.ok(0 < misses && misses < 200);
  await goTo("Runs in the order");
  await keyboard.press("End");
  await keyboard.press("ArrowLeft");
  const told = await plot(calculator).getAttribute("aria-valuetext");
  await keyboard.press("Enter");
  const name = /^Run \w+/.exec(told)[0];
  assert.equal(await focused(calculator), name, "the focus is on the open run");
  await keyboard.press("Escape");
  assert.match(await focused(calculator), /^Runs in the order/);
  assert.equal(await calculator.page.locator(".run").count(), 0);
  await goTo("Open run");
  await keyboard.press("Enter");
  assert.match(await focused(calculator), /^Run \w+$/);
  await goTo("Open in the calculator");
  await keyboard.press("Enter");
  await calculator.result.waitFor();
  assert.equal(await focused(calculator), "Calculator");
});

onPage("the worst misses come first, each with a reason or without one that is known", AT, async (calculator) => {
  await there(calculator);
  const table = calculator.page.getByRole("region", { name: "The worst misses" }).last().getByRole("table");
  const first = await rows(table);
  assert.equal(first.length, 10);
  const errors = first.map(({ cells }) => /([\d.]+) (ms|s),/.exec(cells[3])).map(([, number, unit]) => number * (unit === "s" ? 1 : 1e-3));
  assert.deepEqual(errors, [...errors].sort((one, other) => other - one));
  for (const { cells } of first) assert.match(cells.at(-1), /^[A-Z].*\.$/);
  await calculator.page.getByRole("button", { name: /^Show more/ }).click();
  assert.equal((await rows(table)).length, 30);
});

onPage("a run opens in the calculator, with its inputs, and Back finds the page as it was", { at: "/#page=evidence&mem=8GiB" }, async (calculator) => {
  await there(calculator);
  await press(calculator, "with a measured curve");
  await calculator.page.getByRole("button", { name: /^Open run/ }).first().click();
  const run = calculator.page.getByRole("region", { name: /^Run \w+$/ }).first();
  const name = await run.getByRole("heading").innerText();
  assert.equal((await rows(run.getByRole("table"))).length, 5);
  const drawn = await run.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value !== 0);
  });
  assert.ok(drawn, "its curves are drawn");
  await press(calculator, "Open in the calculator");
  await calculator.result.waitFor();
  assert.match(await calculator.sentence(), /\./);
  assert.ok(await calculator.notice.isHidden(), "the link is understood");
  assert.match(await calculator.settledHash(), /^#v=1&hv=(qemu|custom)&mem=\d+KiB&.*link=[\d.]+[A-Z]?B\/s/);
  assert.equal(await calculator.inHash("page"), null);
  await calculator.page.goBack();
  await there(calculator);
  assert.equal(await calculator.inHash("mem"), "8GiB");
  assert.equal(await calculator.page.locator(".run").getByRole("heading").innerText(), name);
});

onPage(
  "without one of the tables the others are shown",
  { ...AT, tolerate: [/Failed to load resource/], prepare: (page) => page.route("**/evidence/own-runs.csv", (route) => route.abort()) },
  async (calculator) => {
    await there(calculator);
    assert.match(await calculator.page.locator(".evidence .notice").innerText(), /own-runs\.csv could not be fetched/);
    assert.ok(300 < (await lookedAt(calculator)));
  },
);

onPage(
  "without any of them sources and conditions are there all the same",
  { ...AT, tolerate: [/Failed to load resource/], prepare: (page) => page.route("**/evidence/**", (route) => route.abort()) },
  async (calculator) => {
    await calculator.page.getByText("There are no recorded migrations to show.").waitFor();
    assert.match(await calculator.page.locator(".evidence .notice").innerText(), /list of recorded migrations could not be fetched/);
    await press(calculator, "Sources");
    assert.ok(20 < (await calculator.page.locator(".product").count()));
    await press(calculator, "Validity");
    await calculator.page.getByText("The link carries what was entered.").waitFor();
  },
);

onPage(
  "without its program it can be tried again",
  { tolerate: [/Failed to load resource/], prepare: (page) => page.route("**/precopy-evidence_bg.wasm*", (route) => route.abort(), { times: 1 }) },
  async (calculator) => {
    await page(calculator, "Evidence").click();
    const again = calculator.page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await again.click();
    await there(calculator);
  },
);

onPage(
  "when it fails, the calculator goes on",
  { ...AT, tolerate: [/panicked|crash on request|unreachable/], prepare: keepHandles },
  async (calculator) => {
    await there(calculator);
    assert.match(await crashBy("Opened", calculator.page), /unreachable|RuntimeError/);
    await calculator.page.getByText("This part of the page has stopped").waitFor();
    await page(calculator, "Calculator").click();
    await calculator.drag("Memory", 0.5);
    await page(calculator, "Evidence").click();
    await calculator.page.getByText("This part of the page could not be fetched").or(calculator.page.locator(".evidence")).first().waitFor();
  },
);

onPage("sources are grouped by product, marked, and narrowed by their mark", AT, async (calculator) => {
  await there(calculator);
  await press(calculator, "Sources");
  const products = calculator.page.locator(".product");
  const all = await products.count();
  await products.first().locator("summary").click();
  assert.match(await products.first().innerText(), /QEMU 10[\s\S]*source code/);
  await calculator.page.getByRole("button", { name: /^third party/ }).click();
  const some = await products.count();
  assert.ok(0 < some && some < all);
  const marks = await calculator.page.locator(".product .mark").evaluateAll((marks) => new Set(marks.map((mark) => mark.textContent)).size);
  assert.equal(marks, 1);
});

onPage("on a phone nothing is wider than the screen", { ...AT, viewport: { width: 360, height: 740 }, hasTouch: true }, async (calculator) => {
  await there(calculator);
  await calculator.page.getByRole("button", { name: /^Open run/ }).first().click();
  await calculator.painted();
  for (const view of ["Recorded migrations", "Sources", "Validity"]) {
    await press(calculator, view);
    const { wide, screen } = await calculator.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    assert.ok(wide <= screen, `${view}: ${wide}`);
  }
});

onPage("in a frame it stands without a head", { at: "/?embed=1#page=evidence" }, async (calculator) => {
  await there(calculator);
  assert.equal(await calculator.page.getByRole("navigation").count(), 0);
});

onPage("where inputs are fixed, no run is opened in their place", { at: "/#page=evidence&lock=mem" }, async (calculator) => {
  await there(calculator);
  await calculator.page.getByRole("button", { name: /^Open run/ }).first().click();
  await calculator.page.getByText("Inputs of this calculator are fixed").waitFor();
  assert.equal(await calculator.page.getByRole("button", { name: "Open in the calculator" }).count(), 0);
});

onPage("a part of the calculator is a part of the calculator", { at: "/#page=evidence&view=figures" }, async (calculator) => {
  await calculator.result.waitFor();
  assert.equal(await calculator.page.locator(".evidence").count(), 0);
});
