// <precopy-calculator> on a page that is not ours.

import assert from "node:assert/strict";

import { onPage, seeded } from "./calculator.mjs";

const ELEMENT = { at: "/pages/element.html" };

/** An element of the page, as a calculator. */
const within = (calculator, id) => calculator.within(calculator.page.locator(`#${id}`));
const there = (page, id) =>
  page.waitForFunction((id) => document.getElementById(id)?.result !== null, id).then(() => page.evaluate(() => new Promise(requestAnimationFrame)));

/** Makes an element of attributes, with what is in it, and waits until it has a result. */
async function made(calculator, attributes, inside = "") {
  const { page } = calculator;
  await page.evaluate(
    ({ attributes, inside }) => {
      const element = document.createElement("precopy-calculator");
      element.id = "made";
      element.innerHTML = inside;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      globalThis.heard = [];
      for (const name of ["change", "result", "problem"]) element.addEventListener(name, ({ type, detail }) => heard.push({ type, detail }));
      document.getElementById("place").replaceChildren(element);
    },
    { attributes, inside },
  );
  await there(page, "made");
  const one = within(calculator, "made");
  await one.result.waitFor();
  return one;
}

onPage("two elements stand on one page with one program, each with its attributes", ELEMENT, async (calculator) => {
  await Promise.all(["first", "second"].map((id) => there(calculator.page, id)));
  const [first, second] = ["first", "second"].map((id) => within(calculator, id));
  assert.equal(await first.text("Memory"), "64 GiB");
  assert.equal(await second.choice("Hypervisor").inputValue(), "xen");
  await first.hasChart();
  await second.hasChart();
  const figures = await second.figures();
  await first.drag("Dirty rate", 0.9);
  assert.deepEqual(await second.figures(), figures);
  assert.equal(await calculator.settledHash(), "", "the page's address is the page's");
  // Each program is fetched once, however many elements there are: the page's, and what lies below the chart.
  await calculator.page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("panels_bg.wasm")));
  const programs = await calculator.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)).filter((name) => name.endsWith(".wasm")));
  assert.deepEqual(programs.sort(), ["precopy-page_bg.wasm", "precopy-panels_bg.wasm"]);
});

onPage("attributes are followed, one by one and together, and taken back", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, { hv: "libvirt", mem: "32 GiB", dirty: "9000 pages/s", controls: "full" });
  assert.equal(await one.text("Memory"), "32 GiB");
  const set = (attributes) =>
    page.evaluate((attributes) => {
      const element = document.getElementById("made");
      for (const [name, value] of Object.entries(attributes)) value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
      return new Promise((done) => setTimeout(done, 50));
    }, attributes);
  await set({ mem: "16 GiB", dirty: "1000 pages/s" });
  assert.deepEqual([await one.text("Memory"), await one.text("Dirty rate")], ["16 GiB", "1000 pages/s"]);
  await set({ mem: null });
  assert.equal(await one.text("Memory"), "4 GiB");
  await set({ state: "hv=xen&mem=8GiB" });
  assert.deepEqual([await one.choice("Hypervisor").inputValue(), await one.text("Memory")], ["xen", "8 GiB"]);
  await set({ lock: "mem", theme: "dark", view: "chart" });
  assert.ok(await one.slider("Memory").isDisabled());
  assert.equal(await one.root.locator(".precopy").getAttribute("data-theme"), "dark");
  assert.equal(await one.root.locator(".notes").count(), 0);
  await set({ readonly: "" });
  assert.ok(await one.slider("Hot set").isDisabled());
  await set({ readonly: null, lock: null });
  assert.ok(await one.slider("Memory").isEnabled());
  const before = await one.figures();
  await set({ mem: "a lot" });
  assert.deepEqual(await one.figures(), before);
  const problem = (await page.evaluate(() => heard)).find(({ type }) => type === "problem");
  assert.equal(problem.detail.problems[0].field, "memory");
});

onPage("properties are the inputs by their names", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, { mem: "32 GiB" });
  assert.deepEqual(
    await page.evaluate(() => [made.memory, made.hypervisor, made.downtimeLimit, made.hotSet]),
    ["32 GiB", "qemu", "300 ms", "18 %"],
  );
  await page.evaluate(() => (made.memory = "12 GiB"));
  await page.waitForFunction(() => made.getState().memory === "12 GiB");
  assert.equal(await one.text("Memory"), "12 GiB");
  await one.type("Memory", "20 GiB");
  assert.equal(await page.evaluate(() => made.memory), "20 GiB");
  await page.evaluate(() => (made.memory = "12 GiB"));
  assert.equal(await one.text("Memory"), "12 GiB", "also when the attribute has that value already");
});

onPage("changes and results are events with plain objects", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, { hv: "libvirt", mem: "32 GiB" });
  assert.deepEqual((await page.evaluate(() => heard)).map(({ type }) => type), ["result"]);
  await one.type("Memory", "48 GiB");
  await page.waitForFunction(() => heard.findLast(({ type }) => type === "change")?.detail.state.memory === "48 GiB");
  const all = await page.evaluate(() => heard);
  const change = all.findLast(({ type }) => type === "change").detail;
  assert.match(change.link, /mem=48GiB/);
  const result = all.findLast(({ type }) => type === "result").detail;
  assert.deepEqual(Object.keys(result), ["bound", "rounds", "paper", "scenario", "answer", "why"]);
  assert.deepEqual(await page.evaluate(() => made.result), result);
});

onPage("what it says is what the model alone says", ELEMENT, async (calculator) => {
  const { page } = calculator;
  await made(calculator, { hv: "proxmox", mem: "32 GiB", dirty: "20000 pages/s" });
  const { said, own } = await page.evaluate(async () => {
    const { predict } = await import("/model/index.js");
    const own = Object.fromEntries(["bound", "rounds", "paper"].map((name) => [name, predict(made.getState(), name)]));
    return { said: made.result, own };
  });
  for (const name of ["bound", "rounds", "paper"]) {
    for (const [key, value] of Object.entries(said[name])) assert.deepEqual(own[name][key], value, `${name} ${key}`);
  }
});

onPage("state goes in and out, as an object and as a link", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, {});
  await page.evaluate(() => made.setState({ hypervisor: "xen", memoryBytes: 8 * 2 ** 30, workingSet: "4 GiB", hotSet: "512 MiB" }));
  await page.waitForFunction(() => made.getState().hypervisor === "xen");
  assert.equal(await one.text("Memory"), "8 GiB");
  const again = await page.evaluate(async () => {
    const [state, link] = [made.getState(), made.getLink()];
    made.setState("mem=1GiB");
    await new Promise((done) => setTimeout(done, 50));
    made.setState(state);
    await new Promise((done) => setTimeout(done, 50));
    return { state, now: made.getState(), link };
  });
  assert.deepEqual(again.now, again.state);
  const error = await page.evaluate(() => {
    try {
      made.setState({ memory: "1 GiB", memoryBytes: 5, hotSet: NaN });
      return undefined;
    } catch (error) {
      return { message: error.message, problems: error.problems };
    }
  });
  assert.match(error.message, /given twice/);
  assert.ok(1 <= error.problems.length);
  assert.deepEqual(await page.evaluate(() => made.getState()), again.state);
});

onPage("what is set while it is on its way counts when it is there", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const seen = await page.evaluate(async () => {
    const made = (change) => {
      const element = document.createElement("precopy-calculator");
      element.setAttribute("mem", "32 GiB");
      document.getElementById("place").append(element);
      element.problems = 0;
      element.addEventListener("problem", () => (element.problems += 1));
      change(element);
      return element;
    };
    const all = [
      made((element) => element.setAttribute("mem", "16 GiB")),
      made((element) => (element.memory = "12 GiB")),
      made((element) => element.setState({ memory: "8 GiB" })),
      made((element) => element.setState("mem=6GiB")),
      made((element) => element.setState({ memroy: "8 GiB" })),
      made((element) => element.setAttribute("controls", "none")),
    ];
    while (all.some((element) => element.result === null)) await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => setTimeout(done, 100));
    const controls = all.map((element) => element.shadowRoot.querySelectorAll(".inputs").length);
    return { memory: all.map((element) => element.memory), problems: all.map((element) => element.problems), controls };
  });
  assert.deepEqual(seen, {
    memory: ["16 GiB", "12 GiB", "8 GiB", "6 GiB", "32 GiB", "32 GiB"],
    problems: [0, 0, 0, 0, 1, 0],
    controls: [1, 1, 1, 1, 1, 0],
  });
});

onPage("pictures: an inert SVG with the numbers as text, and a PNG", ELEMENT, async (calculator) => {
  const { page } = calculator;
  await made(calculator, { hv: "libvirt", mem: "64 GiB", dirty: "20000 pages/s" });
  const svg = await page.evaluate(() => {
    const text = made.toSVG();
    const tree = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      error: tree.querySelector("parsererror")?.textContent,
      names: [...new Set([...tree.querySelectorAll("*")].map(({ localName }) => localName))].sort(),
      attributes: [...new Set([...tree.querySelectorAll("*")].flatMap((one) => one.getAttributeNames()))],
      words: tree.documentElement.textContent,
      answer: made.result.answer,
    };
  });
  assert.equal(svg.error, undefined);
  assert.deepEqual(svg.names, ["desc", "path", "polygon", "svg", "text", "title"]);
  assert.ok(!svg.attributes.some((name) => /^on|href|style/.test(name)), String(svg.attributes));
  assert.ok(svg.words.includes("memory 64 GiB") && svg.words.includes(svg.answer), svg.words);
  const png = await page.evaluate(async () => {
    const blob = await made.toPNG(1);
    const image = await createImageBitmap(blob);
    return { type: blob.type, size: [image.width, image.height] };
  });
  assert.deepEqual(png, { type: "image/png", size: [960, 600] });
});

onPage("what stands inside is shown until it is there, and where it never is", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, {}, "<p id='inside'>64 GiB: at most 41 s</p>");
  assert.equal(await page.locator("#inside").isVisible(), false);
  await one.hasChart();
  await page.evaluate(() => {
    const stranger = document.createElement("precopy-unknown");
    stranger.innerHTML = "<p id='never'>64 GiB: at most 41 s</p>";
    document.body.append(stranger);
  });
  assert.ok(await page.locator("#never").isVisible());
});

onPage("it can be moved, removed and put back, and keeps its state", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, { mem: "32 GiB" });
  await one.type("Memory", "24 GiB");
  await page.evaluate(() => document.body.append(made));
  await one.result.waitFor();
  assert.equal(await one.text("Memory"), "24 GiB");
  for (let turn = 0; turn < 3; turn += 1) {
    const left = await page.evaluate(async () => {
      globalThis.kept = made;
      kept.remove();
      await new Promise((done) => setTimeout(done, 20));
      return kept.shadowRoot.querySelectorAll("canvas, input").length;
    });
    assert.equal(left, 0);
    await page.evaluate(() => document.getElementById("place").append(kept));
    await one.result.waitFor();
    assert.equal(await one.text("Memory"), "24 GiB");
    await one.hasChart();
  }
  assert.equal(await page.evaluate(() => document.getElementById("first").getState().memory), "64 GiB");
});

onPage(
  "after a failure it starts afresh by itself with its values, and the page is not loaded again",
  { ...ELEMENT, tolerate: [/unreachable/, /panicked at/, /a crash on request/] },
  async (calculator) => {
    const { page } = calculator;
    await there(page, "first");
    await page.evaluate(() => (document.body.dataset.lives = "yes"));
    const [first, second] = ["first", "second"].map((id) => within(calculator, id));
    await first.type("Memory", "96 GiB");
    await page.evaluate(() => {
      // What was there before the failure is not what is waited for.
      for (const id of ["first", "second"]) document.getElementById(id).shadowRoot.querySelector(".precopy").dataset.lost = "yes";
      try {
        document.getElementById("first").crashForTest();
      } catch {}
    });
    await page.waitForFunction(() => document.getElementById("first").getState()?.memory === "96 GiB" && ["first", "second"].every((id) => document.getElementById(id).shadowRoot.querySelector(".precopy:not([data-lost]) .figures")));
    assert.equal(await first.text("Memory"), "96 GiB");
    assert.equal(await second.choice("Hypervisor").inputValue(), "xen", "and so does the other one, which was in the same program");
    await first.drag("Dirty rate", 0.3);
    await first.hasChart();
    // Twice in a row is no accident: then it says so, and waits for a person.
    await page.evaluate(() => {
      try {
        document.getElementById("first").crashForTest();
      } catch {}
    });
    await first.failure.waitFor();
    await first.root.getByRole("button", { name: "Start again with these values" }).click();
    await first.result.waitFor();
    assert.equal(await first.text("Memory"), "96 GiB");
    assert.equal(await page.evaluate(() => document.body.dataset.lives), "yes");
  },
);

onPage("the page's style reaches in by its custom properties only, and ours does not reach out", ELEMENT, async (calculator) => {
  const { page } = calculator;
  await there(page, "first");
  const seen = await page.evaluate(() => {
    const root = document.getElementById("first").shadowRoot.querySelector(".precopy");
    const style = getComputedStyle(root);
    const outside = getComputedStyle(document.getElementById("paragraph"));
    return {
      font: style.fontFamily,
      accent: style.getPropertyValue("--pc-accent"),
      letters: style.letterSpacing,
      border: getComputedStyle(root.querySelector("canvas")).borderTopWidth,
      outside: [outside.fontWeight, outside.getPropertyValue("--pc-accent")],
      sheets: document.adoptedStyleSheets.length,
    };
  });
  assert.deepEqual(seen, { font: "Georgia, serif", accent: "#8a1c7c", letters: "normal", border: "0px", outside: ["400", ""], sheets: 0 });
});

for (const [colorScheme, theme, dark] of [
  ["dark", "auto", true],
  ["light", "dark", true],
  ["dark", "light", false],
  ["light", "auto", false],
]) {
  onPage(`on a light page in a ${colorScheme} system, the theme ${theme} can be read`, { ...ELEMENT, colorScheme }, async (calculator) => {
    const one = await made(calculator, { theme });
    const { ink, ground } = await one.root.locator(".precopy").evaluate((root) => {
      const { color, backgroundColor } = getComputedStyle(root);
      return { ink: color, ground: backgroundColor };
    });
    const light = (colour) => 128 < Number(/\d+/.exec(colour)[0]);
    assert.equal(light(ink), dark);
    // A dark one brings its ground; a light one lets the page's through.
    assert.equal(ground, dark ? "rgb(20, 23, 26)" : "rgba(0, 0, 0, 0)");
  });
}

onPage("a name that is taken is survived, and another one can be had", { at: "/pages/element-taken.html" }, async (calculator) => {
  const { page } = calculator;
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  assert.equal(await page.locator("precopy-calculator").innerText(), "Somebody else's");
  await page.waitForFunction(() => document.querySelector("team-calculator").result !== null);
  const one = calculator.within(page.locator("team-calculator"));
  assert.equal(await one.text("Memory"), "16 GiB");
});

onPage("its public names are these", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const names = await page.evaluate(async () => {
    const { FIELDS } = await import("/fields.js");
    const { PrecopyCalculator, ...others } = await import("/precopy-calculator.js");
    const own = Object.getOwnPropertyNames(PrecopyCalculator.prototype);
    const fields = FIELDS.map(([, name]) => name);
    return {
      module: Object.keys(others),
      inputs: fields.every((name) => own.includes(name)),
      others: own.filter((name) => !fields.includes(name)).sort(),
      attributes: PrecopyCalculator.observedAttributes.filter((name) => !FIELDS.some(([key]) => key === name)),
    };
  });
  assert.deepEqual(names, {
    module: ["define"],
    inputs: true,
    others: ["attributeChangedCallback", "connectedCallback", "constructor", "crashForTest", "disconnectedCallback", "getLink", "getState", "result", "setState", "toPNG", "toSVG"],
    attributes: ["view", "controls", "readonly", "lock", "theme", "state"],
  });
});

onPage("thousands of hostile attributes, properties and states throw nothing but problems", ELEMENT, async (calculator) => {
  const { page } = calculator;
  const one = await made(calculator, { mem: "32 GiB" });
  const random = seeded(11);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const texts = ["", " ", "0", "-1", "1e999 GiB", "NaN", "∞", "50 %", "none", "x".repeat(9000), "\u0000", "&mem=1GiB", "a=b&c=d", "#", "<b>", "../..", "null", "💣", "64 GiB\n65 GiB"];
  const keys = ["mem", "ws", "hot", "dirty", "link", "hv", "max-downtime", "state", "view", "controls", "lock", "theme", "readonly", "writes", "shape", "cap"];
  const steps = Array.from({ length: 2500 }, () => [pick(["attribute", "property", "state"]), pick(keys), pick(texts)]);
  const wrong = await page.evaluate(async (steps) => {
    const wrong = [];
    for (const [how, key, text] of steps) {
      try {
        if (how === "attribute") made.setAttribute(key, text);
        else if (how === "property") made[key === "mem" ? "memory" : "hotSet"] = text;
        else made.setState({ [key]: text });
      } catch (error) {
        if (!Array.isArray(error.problems)) wrong.push(String(error));
      }
    }
    await new Promise((done) => setTimeout(done, 200));
    return wrong;
  }, steps);
  assert.deepEqual(wrong, []);
  await page.evaluate(() => {
    for (const name of made.getAttributeNames()) if (name !== "id") made.removeAttribute(name);
    // What is taken back is followed first.
    return new Promise((done) => setTimeout(done, 50)).then(() => made.setState("mem=32GiB"));
  });
  await page.waitForFunction(() => made.getState().memory === "32 GiB");
  assert.equal(await one.text("Memory"), "32 GiB");
  await one.hasChart();
});
