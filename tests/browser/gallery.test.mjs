// The papers' figures, live; the formula sheet; lessons on paper; and the ways from lessons to other pages.

import assert from "node:assert/strict";

import { axeFinds } from "./axe.mjs";
import { onPage } from "./calculator.mjs";

/** Every figure, with how many pictures it has, and a number that the paper prints. */
const FIGURES = {
  "salfner-5-left": [1],
  "salfner-5-right": [1],
  "salfner-6": [0, "7.69 s"],
  "salfner-7": [0, "89.73 s"],
  "salfner-8": [2],
  "salfner-9": [0],
  "salfner-10": [0],
  "salfner-12": [2, "267.5 s"],
  "salfner-13": [2, "83.6 %"],
  "akoush-downtime-dirty": [1, "314 ms"],
  "akoush-migration-time-dirty": [1],
  "akoush-downtime-link": [1],
  "akoush-migration-time-link": [1],
  "kherbache-3": [1],
  "kherbache-table-1": [2, "2098.4 Wh", "kherbache-1"],
  "kherbache-table-2": [2, "284.2 s", "kherbache-six-all"],
  "kherbache-table-3": [2, "49.51 s", "kherbache-four-a-link"],
  "deshpande-example": [0, "400 Mbit/s", "deshpande-two"],
};

/** The page, once what it shows has been fetched. */
const there = (calculator) => calculator.page.locator(".learn[data-ready]").waitFor();

/** Whether something is drawn on every canvas. */
const allDrawn = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll(".learn canvas")].every((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    }),
  );

onPage("the list leads to the gallery, by keyboard, and the link names it and each figure", { at: "/#page=learn" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  await page.getByRole("button", { name: "The papers' figures, live" }).press("Enter");
  await page.waitForFunction(() => location.hash.includes("lesson=gallery"));
  await page.getByRole("heading", { name: "The papers' figures, live" }).waitFor();
  assert.equal(await page.locator(".lessons__item").count(), Object.keys(FIGURES).length);
  assert.deepEqual(await axeFinds(calculator), []);
  await page.getByRole("button", { name: "Slower than the link" }).press("Enter");
  await page.waitForFunction(() => location.hash.includes("lesson=gallery:salfner-5-left"));
  const heading = page.getByRole("heading", { name: "Slower than the link" });
  await heading.waitFor();
  assert.ok(await heading.evaluate((heading) => document.activeElement === heading), "one reads on from the heading");
  await page.getByRole("button", { name: "Next figure" }).click();
  await page.getByRole("heading", { name: "Faster than the link" }).waitFor();
  await page.getByRole("button", { name: "All figures" }).click();
  await page.getByRole("button", { name: "All lessons" }).click();
  await page.locator("ol.lessons").waitFor();
});

for (const [id, [pictures, printed, plan]] of Object.entries(FIGURES)) {
  onPage(`${id}: drawn, claims hold, opens as it is; axe finds nothing`, { at: `/#page=learn&lesson=gallery:${id}` }, async (calculator) => {
    const { page } = calculator;
    await there(calculator);
    assert.ok(pictures <= (await page.locator(".learn canvas").count()), "its pictures");
    await allDrawn(page);
    if (printed) {
      assert.ok((await page.locator(".lesson__printed").allInnerTexts()).some((text) => text.includes(printed)), `${printed} is there`);
    }
    assert.ok(0 < (await page.locator(".claim").count()));
    assert.equal(await page.locator(".claim--fails").count(), 0, "every claim holds before anything is turned");
    assert.deepEqual(await axeFinds(calculator), []);
    if (plan) {
      await page.locator(".lesson__foot").getByRole("button", { name: "Open in Plan" }).click();
      await page.waitForFunction(() => location.hash.includes("page=plan"));
      assert.ok((await page.evaluate(() => location.hash)).includes(`plan=${plan}`));
      await page.locator(".plan-gantt").waitFor();
    } else {
      await page.getByRole("button", { name: "Open in the calculator" }).click();
      await page.locator("main.calculator").waitFor();
      assert.equal(await page.locator(".calculator .notice:visible").count(), 0, "the link has no problem");
    }
  });
}

onPage("what is turned moves figure and claims, and Reset brings them back", { at: "/#page=learn&lesson=gallery:salfner-5-left" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  await page.locator(".lesson__slider input").first().focus();
  await page.keyboard.press("End");
  await page.locator(".claim--fails").first().waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.locator(".claim--fails").first().waitFor({ state: "detached" });
});

onPage("plans that a figure compares are drawn one by one", { at: "/#page=learn&lesson=gallery:kherbache-table-3" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const drawn = page.getByRole("group", { name: "Drawn" }).getByRole("button");
  assert.equal(await drawn.count(), 3);
  const before = await page.locator(".lesson__tall canvas").getAttribute("aria-label");
  await drawn.nth(2).press("Enter");
  assert.equal(await drawn.nth(2).getAttribute("aria-pressed"), "true");
  assert.notEqual(await page.locator(".lesson__tall canvas").getAttribute("aria-label"), before);
  await page.getByRole("button", { name: "Open in Plan: Kherbache, three servers: one VM at once over each link" }).click();
  await page.waitForFunction(() => location.hash.includes("plan=kherbache-one-a-link"));
});

onPage("a figure that is none is said", { at: "/#page=learn&lesson=gallery:none" }, async ({ page }) => {
  await page.getByRole("alert").waitFor();
  await page.getByRole("button", { name: "All lessons" }).click();
  await page.locator("ol.lessons").waitFor();
});

onPage("the formula sheet has MathML with sources, is accessible, and is printed on two pages at most", { at: "/#page=learn&lesson=formulas" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const formulas = page.locator(".formulas__one");
  assert.ok(20 < (await formulas.count()));
  for (const formula of await formulas.all()) {
    assert.ok(0 < (await formula.locator("math").count()));
    assert.notEqual((await formula.locator(".formulas__source").first().innerText()).trim(), "");
  }
  assert.ok(15 < (await page.locator(".formulas__symbols > div").count()));
  const inMath = await page.locator(".formulas math").first().evaluate((math) => math.namespaceURI);
  assert.equal(inMath, "http://www.w3.org/1998/Math/MathML");
  assert.deepEqual(await axeFinds(calculator), []);
  const margin = { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" };
  const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
  assert.ok((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length <= 2);
});

onPage("on paper a lesson has all of its steps, questions without answers, and the answers at the end", { at: "/#page=learn&lesson=saw-tooth" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const covered = await page.locator(".lesson__figure").count();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const paper = page.locator(".paper");
  await paper.waitFor();
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("article.lesson:not(.paper)").isHidden());
  assert.ok(covered < (await paper.locator(".lesson__figure").count()), "what a question covers is there");
  const questions = await paper.locator(".paper__question").count();
  assert.equal(await paper.locator(".paper__answer").count(), questions);
  assert.match(await paper.locator(".paper__answer").first().innerText(), /^Question 1: [A-C] \S/);
  assert.equal(await paper.locator("input, .question__choice").count(), 0, "nothing to press");
  assert.ok(3 <= (await paper.locator(".graph__stage svg").count()), "graphs in lines and letters");
  assert.ok(await page.locator(".head__pages").isHidden());
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await paper.waitFor({ state: "detached" });
  assert.ok(await page.locator("article.lesson").isVisible());
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(40_000 < pdf.length, `${pdf.length} bytes`);
});

onPage("on paper a map has its pixels, and says what its tones are", { at: "/#page=learn&lesson=cliff" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const map = page.locator(".paper .lesson__figure", { has: page.locator(".graph__tones") });
  await map.first().waitFor();
  assert.equal(await page.locator(".paper canvas").count(), 0, "a canvas would be blank");
  assert.ok(100 < (await map.first().locator("svg polygon").count()));
  assert.match(await map.first().locator(".graph__tones").innerText(), /from \S+ \S+ \(lightest\) to \S+ \S+ \(darkest\)/);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.locator(".paper").waitFor({ state: "detached" });
});

onPage("recorded migrations are drawn in a lesson, and lead to Evidence", { at: "/#page=learn&lesson=is-the-model-right" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  for (let left = 20; 0 < left && (await page.getByRole("button", { name: "Show without answering" }).count()); left--) {
    await page.getByRole("button", { name: "Show without answering" }).first().click();
  }
  await page.locator(".lesson__scatter canvas").first().waitFor();
  await page.locator(".run__stage canvas").first().waitFor();
  assert.match(await page.locator(".run__stage canvas").first().getAttribute("aria-label"), /05151eb8d0/);
  await allDrawn(page);
  assert.deepEqual(await axeFinds(calculator), []);
  await page.getByRole("button", { name: "the misses" }).click();
  await page.waitForFunction(() => location.hash.includes("page=evidence"));
  await page.goBack();
  await there(calculator);
  await page.getByRole("heading", { name: "Is the model right?" }).waitFor();
});

onPage("a lesson leads to the formula sheet", { at: "/#page=learn&lesson=closed-form" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  for (let left = 20; 0 < left && (await page.getByRole("button", { name: "Show without answering" }).count()); left--) {
    await page.getByRole("button", { name: "Show without answering" }).first().click();
  }
  await page.getByRole("button", { name: "formula sheet" }).click();
  await page.waitForFunction(() => location.hash.includes("lesson=formulas"));
  await page.getByRole("heading", { name: "Formula sheet" }).waitFor();
});

onPage("one turns from one page beside the calculator to another", { at: "/#page=learn" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const turn = (name) => page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name }).click();
  await turn("Plan");
  await page.getByRole("heading", { name: "In which order, and how many at once?" }).waitFor();
  await turn("Learn");
  await there(calculator);
});
