// In a frame of somebody's page: what it tells, what it takes, and what it does not care about.

import assert from "node:assert/strict";

import { onPage, seeded } from "./calculator.mjs";

const MACHINE = "hv=libvirt&mem=64GiB&ws=40GiB&hot=4GiB&dirty=30000pages/s&link=10Gbit/s";

/** Puts a calculator into a frame of an empty page, and notes what it says. */
async function framed(calculator, rest = "embed=1", attributes = {}) {
  const { page } = calculator;
  await page.evaluate(
    ({ address, attributes }) => {
      globalThis.said = [];
      addEventListener("message", ({ data }) => said.push(data));
      const frame = document.createElement("iframe");
      frame.id = "frame";
      Object.assign(frame.style, { width: "900px", height: "600px" });
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      frame.src = address;
      document.body.append(frame);
      globalThis.say = (message) =>
        frame.contentWindow.postMessage({ source: "precopy-host", protocol: 1, ...message }, "*");
    },
    { address: `${calculator.origin}/#${MACHINE}&${rest}`, attributes },
  );
  const one = calculator.within(page.frameLocator("#frame"));
  await one.result.waitFor();
  await heard(page, "result");
  return one;
}

const heard = (page, type) => page.waitForFunction((type) => said.findLast((one) => one.type === type), type).then((one) => one.jsonValue());
const all = (page) => page.evaluate(() => said);

/** What lies below the chart is there, and has its answers: the frame has not grown for a while. */
async function atRest(page) {
  await page.frameLocator("#frame").getByRole("heading", { name: "What would change it" }).waitFor();
  const grown = async () => (await all(page)).filter(({ type }) => type === "resize").length;
  for (let before; before !== (before = await grown()); ) await new Promise((resolve) => setTimeout(resolve, 1000));
}

// Any page of the host will do that holds no calculator; its policy has to let it frame ours.
const EMPTY = { at: "/pages/empty.html", bare: true };

onPage("a frame says that it is there, how high it is, its state and its result", EMPTY, async (calculator) => {
  await framed(calculator);
  const messages = await all(calculator.page);
  assert.ok(messages.every(({ source, protocol }) => source === "precopy" && protocol === 1));
  assert.equal(messages[0].type, "ready");
  assert.match(messages[0].version, /^\d+\.\d+\.\d+$/);
  await atRest(calculator.page);
  const { height } = await heard(calculator.page, "resize");
  const box = await calculator.page.frameLocator("#frame").locator(".precopy").boundingBox();
  assert.ok(Math.abs(height - box.height) <= 1, `${height} ${box.height}`);
  const { link, state } = await heard(calculator.page, "state");
  assert.match(link, /^v=1&hv=libvirt&mem=64GiB/);
  assert.equal(state.memory, "64 GiB");
  assert.ok(state.goodput, "every default is in it");
  const { result } = await heard(calculator.page, "result");
  assert.equal(result.bound.outcome, "completes");
  assert.ok(result.rounds.downtimeSeconds <= result.bound.downtimeSeconds);
  assert.match(result.answer, /^Downtime at most /);
});

onPage("a change is told once it is there, and its link opens the same", EMPTY, async (calculator) => {
  const one = await framed(calculator);
  await one.type("Memory", "128 GiB");
  await calculator.page.waitForFunction(() => said.findLast((one) => one.type === "state").state.memory === "128 GiB");
  const { link } = await heard(calculator.page, "state");
  const other = await calculator.another(`/#${link}`);
  assert.deepEqual(await other.figures(), await one.figures());
});

onPage("a host sets state and theme, and gets a picture", EMPTY, async (calculator) => {
  const { page } = calculator;
  const one = await framed(calculator, "embed=1&lock=link");
  for (const state of ["mem=16GiB&ws=8GiB&hot=1GiB", { memory: "16 GiB", workingSetBytes: 8 * 2 ** 30, hotSet: "1 GiB" }]) {
    await page.evaluate((state) => say({ type: "set-state", state: "mem=3GiB" }));
    await page.evaluate((state) => say({ type: "set-state", state }), state);
    await page.waitForFunction(() => said.findLast((one) => one.type === "state").state.memory === "16 GiB");
    assert.equal(await one.text("Working set"), "8 GiB");
    assert.equal(await one.root.locator("header").count(), 0, "it stays as it is shown");
    assert.ok(await one.slider("Link speed").isDisabled());
  }
  await page.evaluate(() => say({ type: "set-theme", theme: "dark" }));
  await one.root.locator('.precopy[data-theme="dark"]').waitFor();
  await page.evaluate(() => say({ type: "get-png", id: "mine", scale: 1 }));
  const { id, png } = await heard(page, "png");
  assert.equal(id, "mine");
  const size = await page.evaluate(async (png) => {
    const image = Object.assign(new Image(), { src: png });
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, png);
  assert.deepEqual(size, [960, 600]);
});

onPage("what is wrong with a message is told to who sent it, and changes nothing", EMPTY, async (calculator) => {
  const { page } = calculator;
  const one = await framed(calculator);
  const before = { fields: await one.fields(), figures: await one.figures() };
  await page.evaluate(() => say({ type: "set-state", id: 7, state: { memroy: "1 GiB" } }));
  const problem = await heard(page, "problem");
  assert.equal(problem.id, 7);
  assert.equal(problem.problems[0].hint, "memory");
  await page.evaluate(() => say({ type: "set-theme", theme: "pink" }));
  await page.waitForFunction(() => 1 < said.filter((one) => one.type === "problem").length);
  assert.deepEqual({ fields: await one.fields(), figures: await one.figures() }, before);
});

onPage("thousands of hostile messages change nothing and throw nothing", EMPTY, async (calculator) => {
  const { page } = calculator;
  const one = await framed(calculator);
  await atRest(page);
  const before = { fields: await one.fields(), figures: await one.figures(), count: (await all(page)).length };
  const random = seeded(5);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const odd = () =>
    pick([null, undefined, NaN, -1, 1e400, "", "x".repeat(20000), "\u0000", "__proto__", [], [[]], {}, { a: { b: 1 } }, true, "<script>alert(1)</script>", "javascript:alert(1)", new Date(0), /x/]);
  const messages = Array.from({ length: 3000 }, () =>
    pick([
      () => odd(),
      () => ({ source: odd(), protocol: odd(), type: odd() }),
      () => ({ source: "precopy-host", protocol: pick([0, 2, "1", null]), type: "set-state", state: "mem=1GiB" }),
      () => ({ source: "precopy", protocol: 1, type: "set-state", state: "mem=1GiB" }),
      () => ({ source: "precopy-host", protocol: 1, type: pick(["eval", "navigate", "resize", "constructor", "setState"]), state: odd() }),
      () => ({ source: "precopy-host", protocol: 1, type: "set-state", state: { memory: odd() ?? "x", [String(odd())]: odd() } }),
      () => ({ source: "precopy-host", protocol: 1, type: "set-state", state: pick([5, null, true, [], "mem=nonsense", "mem=" + "9".repeat(9000)]) }),
      () => ({ source: "precopy-host", protocol: 1, type: "set-theme", theme: odd() ?? "x", id: odd() }),
    ])(),
  );
  await page.evaluate((messages) => {
    const frame = document.getElementById("frame").contentWindow;
    for (const message of messages) frame.postMessage(message, "*");
  }, messages);
  await page.evaluate(() => say({ type: "get-png", id: "last", scale: 0.25 }));
  await page.waitForFunction(() => said.some((one) => one.type === "png" && one.id === "last"), undefined, { timeout: 30_000 });
  assert.deepEqual({ fields: await one.fields(), figures: await one.figures() }, { fields: before.fields, figures: before.figures });
  const kinds = new Set((await all(page)).slice(before.count).map(({ type }) => type));
  assert.deepEqual([...kinds].sort(), ["png", "problem"]);
  assert.equal(await page.evaluate(() => document.title), "Somebody's page");
});

onPage("with height=auto the frame needs no bar of its own", EMPTY, async (calculator) => {
  const { page } = calculator;
  await framed(calculator, "embed=1&height=auto&view=figures");
  const { height } = await heard(page, "resize");
  assert.ok(100 < height && height < 600, String(height));
  await page.evaluate(() => (document.getElementById("frame").style.width = "330px"));
  await page.waitForFunction((height) => said.findLast((one) => one.type === "resize").height !== height, height);
});

onPage("it does not listen to other windows than its host", EMPTY, async (calculator) => {
  const { page } = calculator;
  const one = await framed(calculator);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "/pages/sibling.html" })));
  await page.waitForFunction(() => said.includes("the sibling has spoken"));
  await page.evaluate(() => say({ type: "get-png", id: "after", scale: 0.25 }));
  await page.waitForFunction(() => said.some((one) => one.id === "after"));
  assert.equal(await one.text("Memory"), "64 GiB");
});
