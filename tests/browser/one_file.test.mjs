// The calculator as one file: from a disk, in frames without an origin, with what it was given to start with; it asks nobody
// for anything.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

import { crashBy, keepHandles, onPage, setting, works } from "./calculator.mjs";

const FILE = join(setting("PRECOPY_DIST"), "precopy.html");
const AT = pathToFileURL(FILE).href;
const HTML = await readFile(FILE, "utf8");
const STATE = 'data-state=""';

const folder = await mkdtemp(join(tmpdir(), "precopy-"));
after(() => rm(folder, { recursive: true }));

/** A copy that starts with a state, as one hands it on; its address. */
async function copy(name, state) {
  const path = join(folder, name, "precopy.html");
  await mkdir(join(folder, name));
  await writeFile(path, HTML.replace(STATE, `data-state="${state.replaceAll("&", "&amp;")}"`));
  return pathToFileURL(path).href;
}

/** Drags, and opens what would be fetched on demand elsewhere. */
async function worksAlone(calculator) {
  await calculator.root.getByRole("button", { name: "How do I know my hot set and dirty rate?" }).click();
  const measure = calculator.root.getByRole("region", { name: "How do I know my hot set and dirty rate?" });
  await measure.locator("textarea").first().fill("1 s: 30 MiB\n60 s: 93 MiB");
  await measure.getByRole("button", { name: /^Set hot set to 93 MiB/ }).click();
  assert.equal(await calculator.text("Hot set"), "93 MiB");
  await works(calculator);
}

const asked = [];
const noting = async (page) => page.on("request", (request) => asked.push(request.url()));

onPage("from a disk it works, and asks for nothing but itself", { at: AT, prepare: noting }, async (calculator) => {
  await worksAlone(calculator);
  assert.deepEqual(
    asked.filter((url) => !url.startsWith("data:")),
    [AT],
  );
});

onPage("it has no other pages: where a link names one, the calculator is shown", { at: `${AT}#page=evidence&mem=8GiB` }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "8 GiB");
  assert.equal(await calculator.page.getByRole("navigation").count(), 0);
});

onPage("it forbids itself every request", { at: AT, tolerate: [/./] }, async (calculator) => {
  const said = await calculator.page.evaluate(async () => {
    const outcome = (promise) => promise.then(() => "sent").catch(() => "refused");
    const image = new Image();
    const picture = new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject }));
    image.src = "http://127.0.0.1:9/picture.png";
    return [await outcome(fetch("http://127.0.0.1:9/")), await outcome(picture)];
  });
  assert.deepEqual(said, ["refused", "refused"]);
});

// What it starts with

onPage("the fragment is the state, and follows it", { at: `${AT}#mem=7GiB&hv=xen` }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "7 GiB");
  await calculator.type("Memory", "9 GiB");
  assert.equal(await calculator.inHash("mem"), "9GiB");
  const figures = await calculator.figures();
  await calculator.page.reload();
  await calculator.ready();
  assert.deepEqual(await calculator.figures(), figures);
});

const stored = await copy("stored", "v=1&hv=xen&mem=12GiB");
onPage("a copy starts with the state that was written into it", { at: stored }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "12 GiB");
  assert.equal(await calculator.choice("Hypervisor").inputValue(), "xen");
});
onPage("a link into a copy counts before what is stored", { at: `${stored}#mem=3GiB` }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "3 GiB");
});

onPage("embed and theme are options as on the site", { at: `${AT}?embed=1&theme=dark` }, async (calculator) => {
  assert.equal(await calculator.root.locator("header").count(), 0);
  const root = calculator.root.locator(".precopy");
  assert.equal(await root.evaluate((root) => getComputedStyle(root).colorScheme), "dark");
});
const embedded = await copy("embedded", "mem=12GiB&embed=1");
onPage("they can be stored too", { at: embedded }, async (calculator) => {
  assert.equal(await calculator.text("Memory"), "12 GiB");
  assert.equal(await calculator.root.locator("header").count(), 0);
});

// In frames

/** Puts a frame on the open page; the calculator in it. */
async function framed(calculator, attributes) {
  await calculator.page.evaluate((attributes) => {
    const frame = document.createElement("iframe");
    for (const [name, value] of Object.entries({ width: "1200", height: "780", ...attributes })) {
      frame.setAttribute(name, value);
    }
    document.body.replaceChildren(frame);
  }, attributes);
  const inside = calculator.within(calculator.page.frameLocator("iframe"));
  await inside.ready();
  return inside;
}

const frameOf = (calculator) => calculator.page.frames().at(-1);
const origin = (calculator) => frameOf(calculator).evaluate(() => self.origin);
const storage = (calculator) =>
  frameOf(calculator).evaluate(() => {
    try {
      return typeof localStorage;
    } catch (error) {
      return error.name;
    }
  });

onPage("it works in a srcdoc frame", { at: "about:blank", bare: true }, async (calculator) => {
  await worksAlone(await framed(calculator, { srcdoc: HTML }));
});

onPage("in a sandboxed srcdoc frame it has no origin, and works", { at: "about:blank", bare: true }, async (calculator) => {
  const inside = await framed(calculator, { srcdoc: HTML, sandbox: "allow-scripts" });
  assert.deepEqual([await origin(calculator), await storage(calculator)], ["null", "SecurityError"]);
  await worksAlone(inside);
});

onPage(
  "a srcdoc frame starts with what is stored",
  { at: "about:blank", bare: true },
  async (calculator) => {
    const srcdoc = HTML.replace(STATE, 'data-state="mem=12GiB&amp;hv=xen&amp;embed=1"');
    const inside = await framed(calculator, { srcdoc, sandbox: "allow-scripts" });
    assert.equal(await inside.text("Memory"), "12 GiB");
    assert.equal(await inside.root.locator("header").count(), 0);
  },
);

onPage("in a sandboxed frame of a site it works", { at: "/pages/host.html", bare: true }, async (calculator) => {
  const inside = await framed(calculator, { src: "../precopy.html#mem=7GiB", sandbox: "allow-scripts" });
  assert.deepEqual([await origin(calculator), await storage(calculator)], ["null", "SecurityError"]);
  assert.equal(await inside.text("Memory"), "7 GiB");
  await worksAlone(inside);
});

const FRAME = `<!doctype html><iframe width="1200" height="780" sandbox="allow-scripts" src="${stored}"></iframe>`;
const host = join(folder, "host.html");
await writeFile(host, FRAME);
const HOST = { at: pathToFileURL(host).href, bare: true, tolerate: [/^request to file:.*host\.html$/] };
onPage("in a sandboxed frame of a file it works from a disk", HOST, async (calculator) => {
  const inside = calculator.within(calculator.page.frameLocator("iframe"));
  await inside.ready();
  assert.equal(await inside.text("Memory"), "12 GiB");
  await worksAlone(inside);
});

// When it fails

const CRASH = { tolerate: [/unreachable/, /panicked at/, /a crash on request/], prepare: keepHandles };
const again = (calculator) => calculator.root.getByRole("button", { name: "Start again with these values" });

for (const [where, at, frame] of [
  ["from a disk", AT, undefined],
  ["in a sandboxed srcdoc frame", "about:blank", { srcdoc: HTML, sandbox: "allow-scripts" }],
]) {
  onPage(`after a failure it starts again, ${where}`, { ...CRASH, at, bare: true }, async (calculator) => {
    const one = frame ? await framed(calculator, frame) : calculator;
    await one.ready();
    for (let turn = 0; turn < 2; turn += 1) {
      await one.type("Memory", `${turn + 5} GiB`);
      const before = { fields: await one.fields(), figures: await one.figures() };
      assert.equal(await crashBy("Mounted", frameOf(calculator)), "RuntimeError: unreachable");
      await one.failure.waitFor();
      assert.match(await one.failure.getByRole("textbox").inputValue(), new RegExp(`&mem=${turn + 5}GiB&`));
      await again(one).click();
      await one.result.waitFor();
      assert.deepEqual({ fields: await one.fields(), figures: await one.figures() }, before);
      await worksAlone(one);
    }
    await crashBy("Mounted", frameOf(calculator));
    await one.failure.getByRole("button", { name: "Start afresh" }).click();
    await one.result.waitFor();
    assert.equal(await one.text("Memory"), "4 GiB");
  });
}

onPage("a panel that fails takes the page along, and both start again", { ...CRASH, at: AT }, async (calculator) => {
  const { root } = calculator;
  const name = "How do I know my hot set and dirty rate?";
  for (let turn = 0; turn < 2; turn += 1) {
    await calculator.type("Memory", `${turn + 5} GiB`);
    await root.getByRole("button", { name }).click();
    await root.getByRole("region", { name }).locator("textarea").first().waitFor();
    assert.equal(await crashBy("Opened", calculator.page), "RuntimeError: unreachable");
    await calculator.failure.waitFor();
    assert.equal(await calculator.failure.count(), 1);
    await again(calculator).click();
    await calculator.result.waitFor();
    assert.equal(await calculator.text("Memory"), `${turn + 5} GiB`);
    await worksAlone(calculator);
  }
});

onPage(
  "a browser that cannot unpack it is told so",
  { at: AT, prepare: (page) => page.addInitScript(() => delete globalThis.DecompressionStream) },
  async (calculator) => {
    await calculator.failure.waitFor();
    assert.match(await calculator.failure.innerText(), /too old for a calculator in one file/);
  },
);
