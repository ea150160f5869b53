// The site as it is put on a server: below any path, once more below the number of its version, and in a frame that has no
// origin.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { crashBy, keepHandles, onPage, setting, works } from "./calculator.mjs";

const DIST = setting("PRECOPY_DIST");
const PINNED = (await readdir(DIST)).find((name) => /^v\d+\.\d+$/.test(name));

test("the pinned folder holds the same files", async () => {
  const names = async (folder) => (await readdir(folder)).filter((name) => name !== PINNED);
  assert.deepEqual(await names(join(DIST, PINNED)), await names(DIST));
  for (const name of ["index.html", "precopy.html", "precopy-page_bg.wasm"]) {
    assert.deepEqual(await readFile(join(DIST, PINNED, name)), await readFile(join(DIST, name)));
  }
});

for (const at of [`/${PINNED}/`, "/some/sub/path/", `/some/sub/path/${PINNED}/`]) {
  const asked = [];
  const prepare = async (page) => page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  onPage(`below ${at} everything comes from there`, { at: `${at}#mem=7GiB`, prepare }, async (calculator) => {
    assert.equal(await calculator.text("Memory"), "7 GiB");
    await works(calculator);
    assert.ok(asked.includes(`${at}precopy-page_bg.wasm`) && asked.includes(`${at}precopy-panels_bg.wasm`), asked.join());
    assert.deepEqual(
      asked.filter((path) => !path.startsWith(at)),
      [],
    );
  });
}

/** Puts a frame without an origin on the open page; the calculator in it. */
async function sandboxed(calculator, src) {
  await calculator.page.evaluate((src) => {
    const frame = Object.assign(document.createElement("iframe"), { width: 1200, height: 780, src });
    frame.setAttribute("sandbox", "allow-scripts");
    document.body.replaceChildren(frame);
  }, src);
  const inside = calculator.within(calculator.page.frameLocator("iframe"));
  await inside.ready();
  assert.equal(await calculator.page.frames().at(-1).evaluate(() => self.origin), "null");
  return inside;
}

for (const src of ["../#mem=7GiB", `../some/sub/path/${PINNED}/?embed=1#mem=7GiB`]) {
  onPage(`in a sandboxed frame ${src} works`, { at: "/pages/host.html", bare: true }, async (calculator) => {
    const inside = await sandboxed(calculator, src);
    assert.equal(await inside.text("Memory"), "7 GiB");
    assert.equal(await inside.root.locator("header").count(), src.includes("embed") ? 0 : 1);
    await works(inside);
  });
}

onPage(
  "in a sandboxed frame it starts again after a failure",
  {
    at: "/pages/host.html",
    bare: true,
    prepare: keepHandles,
    tolerate: [/unreachable/, /panicked at/, /a crash on request/],
  },
  async (calculator) => {
    const inside = await sandboxed(calculator, "../#mem=7GiB");
    assert.equal(await crashBy("Mounted", calculator.page.frames().at(-1)), "RuntimeError: unreachable");
    await inside.failure.getByRole("button", { name: "Start again with these values" }).click();
    await inside.result.waitFor();
    assert.equal(await inside.text("Memory"), "7 GiB");
    await works(inside);
  },
);
