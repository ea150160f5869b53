// The course as one file: every page from a disk, with all its data; it asks nobody for anything.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { onPage, setting, works } from "./calculator.mjs";

const AT = pathToFileURL(join(setting("PRECOPY_DIST"), "precopy-course.html")).href;
const PAGE = { viewport: { width: 1280, height: 900 } };

const turn = (calculator, name) => calculator.page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name }).click();

const asked = [];
const noting = async (page) => page.on("request", (request) => asked.push(request.url()));

onPage("it begins with the lessons, and asks for nothing but itself", { ...PAGE, at: AT, prepare: noting }, async (calculator) => {
  const { page } = calculator;
  await page.locator(".learn[data-ready]").waitFor();
  await page.getByRole("button", { name: "When the guest writes faster than the wire" }).click();
  await page.getByRole("heading", { name: "When the guest writes faster than the wire" }).waitFor();
  assert.equal(await calculator.inHash("lesson"), "cliff");
  assert.ok((await page.locator(".lesson__live").count()) > 0);
  assert.deepEqual(
    asked.filter((url) => !/^(data|blob):/.test(url)),
    [AT],
  );
});

onPage("each of its pages is there, with what it shows", { ...PAGE, at: AT }, async (calculator) => {
  const { page } = calculator;
  await turn(calculator, "Evidence");
  await page.locator(".evidence[data-ready]").waitFor({ timeout: 30_000 });
  assert.match(await page.locator(".filters__count").innerText(), / of 1,2\d\d /);
  await turn(calculator, "Plan");
  await page.locator(".planner").waitFor();
  await turn(calculator, "Records");
  await page.locator(".bring").waitFor();
  await turn(calculator, "Calculator");
  await works(calculator);
});

onPage("the fragment is the state, as in every file", { ...PAGE, at: `${AT}#mem=7GiB&hv=xen` }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "7 GiB");
  await turn(calculator, "Learn");
  await calculator.page.locator(".learn[data-ready]").waitFor();
  assert.equal(await calculator.inHash("page"), "learn");
});
