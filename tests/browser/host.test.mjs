// On somebody else's page: options are checked, two calculators keep apart, and in a shadow root nothing leaks in or out.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const HOST = { at: "/pages/host.html" };

for (const [options, said] of [
  [{ stat: "mem=1GiB" }, /there is no option "stat"; state\?/],
  [{ memory: "1 GiB" }, /there is no option "memory"/],
  [{ embed: "yes" }, /embed: .*wrong type/],
  [{ address: 1 }, /address: .*wrong type/],
  [{ state: 5 }, /state: .*wrong type/],
  [{ state: { mem: "1GiB" } }, /state/],
  [{ theme: "blue" }, /theme: one of auto, light, dark/],
  [{ theme: true }, /theme: one of auto, light, dark/],
  ["mem=1GiB", /./],
]) {
  onPage(`the options ${JSON.stringify(options)} are refused`, HOST, async (calculator) => {
    const one = calculator.within(calculator.page.locator("#one"));
    assert.equal(await calculator.page.evaluate((options) => host.mount("one", options), options), false);
    await one.failure.waitFor();
    assert.match(await one.failure.innerText(), said);
    assert.equal(await one.root.locator(".precopy").count(), 0);
  });
}

for (const options of [
  undefined,
  null,
  {},
  { state: undefined },
  { state: "", embed: false, address: false, theme: "auto" },
]) {
  onPage(`the options ${JSON.stringify(options) ?? "(none)"} give the default scenario`, HOST, async (calculator) => {
    const one = calculator.within(calculator.page.locator("#one"));
    assert.equal(await calculator.page.evaluate((options) => host.mount("one", options), options), true);
    await one.ready();
    assert.equal(await one.text("Memory"), "4 GiB");
    assert.equal((await one.root.getByRole("banner").count()) + (await one.root.locator("header").count()) > 0, true);
  });
}

onPage("state, embed and theme are followed, and the address is left alone", HOST, async (calculator) => {
  const one = calculator.within(calculator.page.locator("#one"));
  await calculator.page.evaluate(() => host.mount("one", { state: "#mem=7GiB&hv=xen", embed: true, theme: "dark" }));
  await one.ready();
  assert.equal(await one.text("Memory"), "7 GiB");
  assert.equal(await one.root.locator("header").count(), 0);
  assert.equal(await one.root.locator(".precopy").evaluate((root) => getComputedStyle(root).colorScheme), "dark");
  await one.drag("Memory", 0.8);
  assert.equal(await calculator.settledHash(), "");
});

onPage("two calculators in one document keep apart", HOST, async (calculator) => {
  await calculator.page.evaluate(async () => {
    await host.mount("one", { state: "mem=7GiB", embed: true });
    await host.mount("two", { state: "mem=9GiB", embed: true });
  });
  for (const id of ["one", "two"]) {
    const strangers = await calculator.page
      .locator(`#${id}`)
      .evaluate((root) =>
        [...root.querySelectorAll("label")]
          .filter((label) => !root.contains(label.control))
          .map((label) => label.textContent),
      );
    assert.deepEqual(strangers, [], `names in #${id} that belong to a field elsewhere`);
  }
  const [one, two] = ["#one", "#two"].map((id) => calculator.within(calculator.page.locator(id)));
  const before = await one.figures();
  await two.drag("Memory", 0.8);
  assert.deepEqual(await one.figures(), before);
});

const SHADOW = { at: "/pages/shadow.html" };

async function both(calculator) {
  await calculator.page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  const [first, second] = ["#first", "#second"].map((id) => calculator.within(calculator.page.locator(id)));
  await first.ready();
  await second.ready();
  return [first, second];
}

onPage("two calculators stand on one page, each with its own values", SHADOW, async (calculator) => {
  const [first, second] = await both(calculator);
  assert.equal(await first.text("Memory"), "64 GiB");
  assert.equal(await second.text("Memory"), "8 GiB");
  assert.equal(await second.choice("Hypervisor").inputValue(), "xen");
  assert.notDeepEqual(await first.figures(), await second.figures());
  await first.hasChart();
  await second.hasChart();
  assert.equal(await calculator.page.getByRole("heading", { name: "Precopy" }).count(), 0, "no header");
});

onPage("input works in a shadow root, and stays in its calculator", SHADOW, async (calculator) => {
  const [first, second] = await both(calculator);
  const before = {
    figures: await first.figures(),
    other: await second.figures(),
    picture: (await first.picture()).print,
  };
  await first.drag("Dirty rate", 0.7);
  assert.match(await first.sentence(), /^Does not converge\./);
  assert.notDeepEqual(await first.figures(), before.figures);
  assert.notEqual((await first.picture()).print, before.picture);
  await first.type("Memory", "a lot");
  assert.equal(await first.isInvalid("Memory"), true);
  await first.type("Memory", "48 GiB");
  assert.equal(await first.isInvalid("Memory"), false);
  await first.choose("Hypervisor", "kvm-paper");
  assert.equal(await first.text("Downtime limit"), "30 ms");
  await first.slider("Link speed").focus();
  const link = await first.text("Link speed");
  await calculator.page.keyboard.press("ArrowRight");
  assert.notEqual(await first.text("Link speed"), link);
  assert.deepEqual(await second.figures(), before.other);
  assert.equal(await calculator.settledHash(), "", "the page's address is the page's");
});

onPage("a click on a field's name goes to the field of the same calculator", SHADOW, async (calculator) => {
  for (const one of await both(calculator)) {
    await one.root.locator("label", { hasText: "Memory" }).click();
    assert.ok(await one.field("Memory").evaluate((field) => field.getRootNode().activeElement === field));
  }
});

onPage("the rules of the host page do not leak in", SHADOW, async (calculator) => {
  const [first] = await both(calculator);
  for (const name of ["Memory", "Dirty rate"]) {
    assert.ok(await first.field(name).isVisible());
    assert.ok(await first.slider(name).isVisible());
  }
  const style = await first.result.evaluate((result) => {
    const { borderTopWidth, float } = getComputedStyle(result);
    const { fontSize } = getComputedStyle(result.querySelector(".why"));
    return { borderTopWidth, float, fontSize, width: 300 < result.getBoundingClientRect().width };
  });
  assert.deepEqual(style, { borderTopWidth: "0px", float: "none", fontSize: "16px", width: true });
});

onPage("what a host page gives on to its children does not leak in", SHADOW, async (calculator) => {
  const [first] = await both(calculator);
  const look = () =>
    first.result.locator(".why__sentence").evaluate((sentence) => {
      const names = [
        ...["color", "font-family", "font-size", "font-style", "font-weight", "line-height", "letter-spacing"],
        ...["text-align", "text-indent", "text-transform", "white-space", "word-spacing"],
      ];
      const style = getComputedStyle(sentence);
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
    });
  const before = { look: await look(), picture: (await first.picture()).print };
  await calculator.page.evaluate(() => document.body.classList.add("shouting"));
  await calculator.painted();
  assert.deepEqual(await look(), before.look);
});

onPage("our rules do not leak out", SHADOW, async (calculator) => {
  await both(calculator);
  const seen = await calculator.page.evaluate(() => {
    const box = getComputedStyle(document.getElementById("box"));
    return {
      sheets: document.adoptedStyleSheets.length,
      heads: document.head.querySelectorAll("style, link[rel=stylesheet]").length,
      display: box.display,
      cursor: box.cursor,
      paragraph: getComputedStyle(document.getElementById("paragraph")).fontWeight,
      token: box.getPropertyValue("--pc-accent"),
    };
  });
  assert.deepEqual(seen, { sheets: 0, heads: 1, display: "none", cursor: "auto", paragraph: "400", token: "" });
});

onPage("a calculator can be removed, and mounted again", SHADOW, async (calculator) => {
  const [first, second] = await both(calculator);
  const figures = await first.figures();
  for (let turn = 0; turn < 3; turn += 1) {
    await first.drag("Memory", 0.4);
    await calculator.page.evaluate(() => host.handles.first.destroy());
    assert.equal(await first.root.locator("canvas, input, .precopy").count(), 0);
    await calculator.resize(1200 - turn, 820); // nobody may listen any more
    await calculator.page.evaluate(() => host.handles.first.destroy()); // twice does no harm
    await calculator.page.evaluate(() => host.mount("first"));
    await first.ready();
    assert.deepEqual(await first.figures(), figures);
    await first.hasChart();
  }
  assert.equal(await second.text("Memory"), "8 GiB");
  await second.drag("Memory", 0.5);
});

onPage("the handle tells the state, which mounts the same again", SHADOW, async (calculator) => {
  const [first] = await both(calculator);
  await first.type("Memory", "128 GiB");
  const state = await calculator.page.evaluate(() => host.handles.first.state());
  assert.match(state, /^v=1&hv=qemu&mem=128GiB&/);
  const other = await calculator.another(`/#${state}`);
  assert.deepEqual(await other.figures(), await first.figures());
});

onPage(
  "all calculators of a page share one program",
  {
    ...SHADOW,
    prepare: async (page) => {
      page.programs = [];
      page.on("request", (request) => request.url().includes(".wasm") && page.programs.push(request.url()));
    },
  },
  async (calculator) => {
    for (const one of await both(calculator)) {
      await one.root.getByRole("region", { name: "What would change it" }).getByRole("heading").first().waitFor();
    }
    assert.equal(calculator.page.programs.length, 2, "that of the page, and that of what lies below the chart");
  },
);
