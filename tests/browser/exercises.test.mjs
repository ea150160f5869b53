// Exercises: a teacher composes one, a student opens its link and does it, the teacher follows the code.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axeFinds } from "./axe.mjs";
import { onPage } from "./calculator.mjs";


const SCENARIO =
  "v=1&hv=custom&mem=64GiB&ws=64GiB&hot=6GiB&dirty=30000pages/s&link=10Gbit/s&time-limit=1ms&on-limit=pause";
const ASK = "&page=learn&ex-title=Hurry&ex-ask=Less%20than%20ten%20seconds%20of%20downtime.";
const SET = `${SCENARIO}${ASK}&ex-turn=link&ex-wants=downtime%20rounds%20<%2010s&ex-hint=A%20faster%20link.`;
const TOLD = `${SCENARIO}${ASK}&ex-wants=told%20downtime%20rounds%20in%20s%20within%205pct`;

const press = ({ page }, name) => page.getByRole("button", { name, exact: true }).click();
const there = ({ page }) => page.locator(".learn[data-ready]").waitFor();
const area = ({ page }, name) => page.getByRole("textbox", { name, exact: true });
const headed = ({ page }, name) => page.getByRole("heading", { name, level: 2, exact: true }).waitFor();

/** Sets a slider of the page by its keys. */
async function slide({ page }, name, key) {
  await page.getByRole("slider", { name }).focus();
  await page.keyboard.press(key);
}

/** The page at another link, as somebody who follows it. */
async function follow(calculator, address) {
  const { page } = calculator;
  await page.goto("about:blank");
  await page.goto(address);
  await calculator.ready();
  await there(calculator);
}

onPage("a teacher composes, a student solves, the teacher follows the code", {}, async (calculator) => {
  const { page } = calculator;
  await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name: "Learn" }).click();
  await there(calculator);
  await press(calculator, "Make an exercise");
  await headed(calculator, "Make an exercise");
  assert.deepEqual(await axeFinds(calculator), []);
  await area(calculator, "Title").fill("Hurry");
  await area(calculator, "Question").fill("Find a link on which this guest is down for less than ten seconds.");
  await area(calculator, "Hint, shown after a wrong try").fill("How many times faster?");
  await page.getByLabel("Or paste a link, of the calculator or of an exercise").fill(`https://elsewhere.example/#${SCENARIO}`);
  await page.keyboard.press("Tab");
  await page.getByText("Custom · memory 64 GiB").waitFor();
  await page.getByLabel("Bandwidth cap").uncheck();
  await page.getByLabel("Quantity").selectOption("downtime");
  await page.getByLabel("Value", { exact: true }).fill("10 s");
  await page.getByText(/^At the start: 5\d\.\d s\. The start itself does not do it/).waitFor();
  await page.getByText(/^It can be done: link speed at /).waitFor();
  assert.deepEqual(await axeFinds(calculator), []);

  await press(calculator, "Try it as a student");
  await page.getByText("This is how students see it.").waitFor();
  await press(calculator, "Back to composing");
  assert.equal(await area(calculator, "Title").inputValue(), "Hurry");

  const link = await area(calculator, "Link").inputValue();
  assert.match(link, /^http:\/\/\S+\/#v=1&hv=custom&mem=64GiB&\S+&ex-wants=downtime%20rounds%20%3C%2010s&\S+&page=learn&ex-mark=\w+$/);
  const frame = await area(calculator, "Frame for a course page").inputValue();
  assert.match(frame, /^<iframe src="http:\S+&amp;embed=1" title="Hurry" width="100%" height="900" loading="lazy" style="border:0" allow="clipboard-write"><\/iframe>\n<p><a href=/);

  await follow(calculator, link);
  await headed(calculator, "Hurry");
  assert.deepEqual(await axeFinds(calculator), []);
  await press(calculator, "Check");
  const verdict = page.locator(".exercise__verdict");
  assert.match(await verdict.innerText(), /^Not yet\. What you set comes to: 5\d\.\d s\.\n+Hint: How many times faster\?$/);
  await slide(calculator, "Link speed", "End");
  assert.match(await verdict.innerText(), /^Hint: /, "the verdict is of what was set before");
  await press(calculator, "Check");
  assert.match(await verdict.innerText(), /^That does it\./);
  await area(calculator, "Your name, if you want it in the code").fill("Ada; of 3 b");
  const code = await area(calculator, "Your completion code").inputValue();
  assert.match(code, /^precopy-1;for=\w+;link=\S+;result=\S+ \w+;name=Ada%3B of 3 b;sum=\w+$/);
  await page.getByText("it is no examination security").first().waitFor();
  assert.deepEqual(await axeFinds(calculator), []);

  await page.getByText("For whoever set this").click();
  await press(calculator, "Check codes");
  await headed(calculator, "Check codes");
  const other = code.replace(/sum=\w+/, "sum=00000000");
  await area(calculator, "Codes, one a line").fill(`${code}\n\n${other}\nhello\n`);
  await page.getByText("1 of 3 codes are in order.").waitFor();
  const rows = await page.locator(".exercise__codes tbody tr").allInnerTexts();
  assert.match(rows[0], /^Ada; of 3 b\tdone\t\S+ \w+\tlink=\S+$/);
  assert.match(rows[1], /no whole code/);
  assert.match(rows[2], /^hello\tno whole code/);
  assert.deepEqual(await axeFinds(calculator), []);
  const saved = page.waitForEvent("download");
  await press(calculator, "Save as CSV");
  const file = await readFile(await (await saved).path(), "utf8");
  assert.match(file, /^name,finding,result,set or told,code\r\nAda; of 3 b,done,/);
});

onPage("an exercise that is opened stays what it is, whatever the calculator does", { at: `/#${SET}` }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("button", { name: "Calculator" }).click();
  await page.locator("main.calculator").waitFor();
  assert.equal(await page.getByText("not understood by this version").count(), 0);
  await page.getByRole("textbox", { name: "Memory", exact: true }).fill("8 GiB");
  await page.keyboard.press("Enter");
  await pages.getByRole("button", { name: "Learn" }).click();
  await there(calculator);
  await page.getByText("Custom · memory 64 GiB").waitFor();
  await press(calculator, "All lessons");
  await press(calculator, "Back to the exercise");
  await headed(calculator, "Hurry");
});

onPage("a link that was changed says so", { at: `/#${SET}&ex-mark=00000000` }, async (calculator) => {
  await there(calculator);
  await calculator.page.getByText("Something in this link has been changed").waitFor();
});

onPage("faults stand at their fields", { at: `/#${SCENARIO}&page=learn` }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  await press(calculator, "Make an exercise");
  const described = async (field) => {
    const id = await field.getAttribute("aria-describedby");
    return page.evaluate((id) => document.getElementById(id).innerText, id);
  };
  const value = page.getByLabel("Value", { exact: true });
  await value.fill("");
  assert.match(await described(value), /missing/);
  assert.equal(await value.getAttribute("aria-invalid"), "true");
  await page.getByText("Left to do: mend what is marked at When it is done.").waitFor();
  await value.fill("1h");
  assert.match(await described(value), /done before it begins/);
  await value.fill("3s");
  assert.equal(await described(value), "");
  for (const box of await page.locator(".compose__checks input:checked").all()) await box.uncheck();
  await page.getByText("Something has to be turned, but nothing may be.").waitFor();
  await page.getByLabel("Link speed").check();
  const paste = page.getByLabel("Or paste a link, of the calculator or of an exercise");
  await paste.fill("#mem=lots");
  await page.keyboard.press("Tab");
  await page.getByRole("alert").waitFor();
  const text = area(calculator, "As text");
  await text.fill("2 * downtime rounds <= downtime rounds at start");
  await page.getByText("The lists cannot show all of this").waitFor();
  await text.fill("3s <= downtime rounds and downtime rounds < 10s");
  assert.equal(await page.locator(".compose__row").count(), 2);
  await page.getByRole("button", { name: "Remove, condition 1" }).click();
  assert.equal(await text.inputValue(), "downtime rounds < 10s");
  await press(calculator, "Add a condition");
  assert.equal(await text.inputValue(), "downtime rounds < 10s and downtime rounds < 1s");
  await area(calculator, "Title").fill("x".repeat(81));
  assert.match(await described(area(calculator, "Title")), /too long/);
  assert.deepEqual(await axeFinds(calculator), []);
});

onPage("a number is told, by keyboard alone", { at: `/#${TOLD}` }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  assert.equal(await page.locator("canvas").count(), 0, "the curve would say it");
  assert.deepEqual(await axeFinds(calculator), []);
  await page.getByText("What is given").click();
  await page.getByRole("row", { name: "Time limit 1 ms" }).waitFor();
  await page.getByRole("heading", { name: "Hurry" }).focus();
  // From the head, past what is given, to the field.
  const head = () => page.evaluate(() => document.activeElement.textContent);
  assert.equal(await head(), "Hurry");
  while (!(await area(calculator, "Your answer, in s").evaluate((field) => field === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await page.getByText("That is not it.").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("soon");
  await page.keyboard.press("Enter");
  await page.getByText(/This is no amount/).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("58");
  await page.keyboard.press("Enter");
  await page.getByText("That does it.").waitFor();
  for (const _ of [1, 2, 3]) await page.keyboard.press("Tab");
  await page.keyboard.type("Bo");
  assert.match(await area(calculator, "Your completion code").inputValue(), /;told=58;result=\S+ s;name=Bo;sum=/);
});

onPage("a lesson's exercise is tried, and is a start for another", { at: "/#page=learn&lesson=cliff" }, async (calculator) => {
  const { page } = calculator;
  await there(calculator);
  await page.getByText("For teachers").click();
  await press(calculator, "Try this exercise");
  await page.getByText("Find a link on which it migrates within a minute.").waitFor();
  await slide(calculator, "Link speed", "End");
  await press(calculator, "Check");
  await page.getByText("That does it.").waitFor();
  await page.getByText("For whoever set this").click();
  await press(calculator, "Make one of your own from this");
  await headed(calculator, "Make an exercise");
  assert.match(await area(calculator, "Question").inputValue(), /within a minute\.$/);
  await page.getByLabel("Or begin with a lesson’s exercise").selectOption("xen-rules");
  await page.waitForFunction(() => /Xen/.test(document.querySelector(".compose__scenario").textContent));
  await press(calculator, "All lessons");
  await press(calculator, "Go on composing");
  await headed(calculator, "Make an exercise");
});

onPage("in a frame without storage or forms, where nothing may be changed", { at: "/pages/empty.html", bare: true }, async (calculator) => {
  const { page } = calculator;
  await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.id = "frame";
    frame.setAttribute("sandbox", "allow-scripts");
    Object.assign(frame.style, { width: "900px", height: "900px" });
    frame.src = address;
    document.body.append(frame);
  }, `${calculator.origin}/#${SET}&embed=1&readonly=1`);
  const inside = page.frameLocator("#frame");
  await inside.locator(".learn[data-ready]").waitFor();
  assert.equal(await inside.getByRole("navigation").count(), 0);
  await inside.getByRole("slider", { name: "Link speed" }).focus();
  await page.keyboard.press("End");
  await inside.getByRole("button", { name: "Check", exact: true }).click();
  await inside.getByText("That does it.").waitFor();
  assert.match(await inside.getByRole("textbox", { name: "Your completion code" }).inputValue(), /^precopy-1;/);
});

const HOSTILE = [
  "ex-ask=a",
  "ex-ask=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&ex-turn=hv,shape,writes,streams,nonsense&ex-wants=downtime%20rounds%20<%201ms",
  `ex-ask=${"%F0%9F%90%A7".repeat(590)}&ex-wants=downtime%20rounds%20<%201s`,
  "ex-ask=%ff%00&ex-turn=,,,&ex-wants=told%20downtime%20within",
  "ex-ask=a&ex-turn=mem&ex-wants=completion%20of%20plan:drain-12/parallel%20<%201s",
  "ex-ask=a&ex-turn=mem&ex-wants=1e999%20*%20downtime%20rounds%20<%20NaN",
  "mem=1B&ws=0B&hot=0B&dirty=0pages/s&ex-ask=a&ex-turn=mem,ws,hot,dirty,link&ex-wants=rounds-taken%20rounds%20<%200",
  "vary-dirty=1pages/s..9pages/s&ex-ask=a&ex-turn=dirty&ex-wants=downtime.p99%20bound%20<%201ms",
];
for (const [at, link] of HOSTILE.entries()) {
  onPage(`a hostile link ${at} is an exercise or says why not`, { at: `/#page=learn&${link}` }, async (calculator) => {
    const { page } = calculator;
    await there(calculator);
    const check = page.getByRole("button", { name: "Check", exact: true });
    if (await check.count()) {
      for (const slider of await page.getByRole("slider").all()) {
        for (const key of ["Home", "End"]) {
          await slider.focus();
          await page.keyboard.press(key);
        }
      }
      for (const list of await page.locator(".exercise select").all()) await list.selectOption({ index: 1 });
      await check.click();
      await page.locator(".exercise__said").waitFor();
      await page.getByText("For whoever set this").click();
      await press(calculator, "Make one of your own from this");
      await headed(calculator, "Make an exercise");
    } else {
      await page.getByText("This link sets no exercise that could be read.").waitFor();
    }
    await press(calculator, "All lessons");
    await page.locator(".lessons").first().waitFor();
  });
}
