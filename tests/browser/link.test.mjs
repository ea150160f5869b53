// The link: what one copies is what a colleague sees.

import assert from "node:assert/strict";

import { onPage, seeded } from "./calculator.mjs";

async function seen(calculator) {
  return {
    fields: await calculator.fields(),
    figures: await calculator.figures(),
    sentence: await calculator.sentence(),
    picture: (await calculator.picture()).print,
    hash: await calculator.settledHash(),
  };
}

onPage("a colleague who opens the address sees the same", {}, async (calculator) => {
  await calculator.choose("Hypervisor", "kvm-paper");
  await calculator.type("Memory", "24 GiB");
  await calculator.type("Working set", "50 %");
  await calculator.drag("Hot set", 0.7);
  await calculator.drag("Dirty rate", 0.42);
  await calculator.type("Link speed", "25GbE");
  await calculator.page.keyboard.press("Tab");
  const mine = await seen(calculator);
  assert.match(mine.hash, /^#v=1&hv=kvm-paper&mem=24GiB&ws=50pct&hot=/);
  assert.deepEqual(await seen(await calculator.another(`/${mine.hash}`)), mine);
});

onPage(
  "the published example link is read and written as it stands",
  {
    at: "/#v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s",
  },
  async (calculator) => {
    assert.deepEqual(await calculator.fields(), {
      Hypervisor: "qemu",
      "Downtime limit": "300 ms",
      Memory: "64 GiB",
      "Working set": "40 GiB",
      "Hot set": "4 GiB",
      "Dirty rate": "200 MiB/s",
      Writes: "round-robin",
      "Link speed": "10 Gbit/s",
      "Migrations sharing the link": "1",
    });
    assert.equal(
      await calculator.settledHash(),
      "#v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s",
    );
  },
);

onPage("dragging does not fill the history", {}, async (calculator) => {
  const length = () => calculator.page.evaluate(() => history.length);
  const before = await length();
  for (const share of [0.6, 0.2, 0.5]) await calculator.drag("Dirty rate", share);
  await calculator.settledHash();
  await calculator.drag("Memory", 0.5);
  await calculator.settledHash();
  assert.match(await calculator.hash(), /dirty=/);
  assert.equal(await length(), before);
});

onPage(
  "bad values are listed once, and dismissed with one click",
  {
    at: "/#hv=qmeu&mem=64&dirty=fast&hot=1GiB",
  },
  async (calculator) => {
    const items = calculator.notice.getByRole("listitem");
    assert.equal(await items.count(), 3);
    const text = await calculator.notice.innerText();
    for (const part of ["qmeu", "64", "fast", "qemu"]) assert.ok(text.includes(part), `${part} in ${text}`);
    assert.equal(await calculator.text("Memory"), "4 GiB", "the default stands in");
    assert.equal(await calculator.text("Hot set"), "1 GiB", "what was right counts");
    await calculator.page.getByRole("button", { name: "Dismiss" }).click();
    assert.ok(await calculator.notice.isHidden());
    await calculator.drag("Memory", 0.5);
    assert.ok(await calculator.notice.isHidden());
  },
);

onPage(
  "keys that are not known are named, and kept in the address",
  {
    at: "/#mem=8GiB&future=1%202&page=calculator",
  },
  async (calculator) => {
    const text = await calculator.notice.innerText();
    assert.ok(text.includes("future") && !text.includes("page"), text);
    await calculator.page.getByRole("button", { name: "Dismiss" }).click();
    assert.ok(await calculator.notice.isHidden());
    await calculator.drag("Memory", 0.5);
    assert.equal(await calculator.inHash("future"), "1 2");
    assert.equal(await calculator.inHash("page"), "calculator");
  },
);

onPage(
  "a link followed within the page is followed, and so is the way back",
  { at: "/#mem=8GiB" },
  async (calculator) => {
    await calculator.settledHash();
    const first = await seen(calculator);
    await calculator.follow("hv=xen&mem=32GiB&dirty=5000pages/s");
    assert.equal(await calculator.text("Memory"), "32 GiB");
    assert.equal(await calculator.choice("Hypervisor").inputValue(), "xen");
    assert.notDeepEqual(await calculator.figures(), first.figures);
    await calculator.settledHash();
    await calculator.page.goBack();
    await calculator.painted();
    assert.deepEqual(await seen(calculator), first);
  },
);

onPage(
  "a link followed while the address is about to be rewritten is not lost",
  {
    prepare: (page) =>
      page.addInitScript(() => {
        // What is put off for longer runs when the test says so.
        const late = new Map();
        const { setTimeout, clearTimeout } = globalThis;
        globalThis.setTimeout = (call, delay = 0) => {
          const timer = setTimeout(delay < 100 ? call : () => {}, delay);
          if (100 <= delay) late.set(timer, call);
          return timer;
        };
        globalThis.clearTimeout = (timer) => {
          late.delete(timer);
          clearTimeout(timer);
        };
        globalThis.runWhatIsLate = () => {
          const calls = [...late.values()];
          late.clear();
          for (const call of calls) call();
        };
      }),
  },
  async (calculator) => {
    await calculator.page.evaluate(() => globalThis.runWhatIsLate());
    await calculator.drag("Dirty rate", 0.3);
    await calculator.page.evaluate(() => {
      location.hash = "hv=xen&mem=8GiB";
      globalThis.runWhatIsLate(); // before the page is told of the new address
    });
    await calculator.resized();
    assert.equal(await calculator.text("Memory"), "8 GiB");
    assert.equal(await calculator.choice("Hypervisor").inputValue(), "xen");
  },
);

onPage("a text with a problem goes when another link is followed", {}, async (calculator) => {
  await calculator.type("Memory", "a lot");
  await calculator.follow("mem=16GiB");
  assert.equal(await calculator.text("Memory"), "16 GiB");
  assert.equal(await calculator.isStale(), false);
});

onPage("the button copies the address", { permissions: ["clipboard-read", "clipboard-write"] }, async (calculator) => {
  await calculator.type("Memory", "64 GiB");
  await calculator.page.getByRole("button", { name: "Copy link" }).click();
  await calculator.page.getByRole("button", { name: "Link copied" }).waitFor();
  const copied = await calculator.page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^http:.*#v=1&.*mem=64GiB/);
  const colleague = await calculator.another(new URL(copied).pathname + new URL(copied).hash);
  assert.deepEqual(await colleague.figures(), await calculator.figures());
});

onPage(
  "where copying is refused, the link is there, selected",
  {
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      }),
  },
  async (calculator) => {
    await calculator.page.getByRole("button", { name: "Copy link" }).click();
    const link = calculator.page.getByRole("textbox", { name: "Press Ctrl+C to copy" });
    await link.waitFor();
    assert.equal(await calculator.page.evaluate(() => getSelection().toString()), await link.inputValue());
  },
);

onPage("Start afresh brings the defaults", { at: "/#hv=xen&mem=64GiB&dirty=1pages/s" }, async (calculator) => {
  await calculator.page.getByRole("button", { name: "Start afresh" }).click();
  const colleague = await calculator.another("/");
  assert.deepEqual(await calculator.fields(), await colleague.fields());
  assert.deepEqual(await calculator.figures(), await colleague.figures());
});

onPage("thousands of hostile links are read as far as they go, and the page lives", {}, async (calculator) => {
  const random = seeded(3);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const keys = ["v", "hv", "mem", "ws", "hot", "dirty", "link", "writes", "shape", "max-downtime", "rounds", "loop", "embed", "view"];
  const others = ["controls", "lock", "readonly", "theme", "curves", "scenario", "page", "lesson", "", "__proto__", "constructor", "💣"];
  const texts = ["", "1", "64GiB", "-5GiB", "1e400GiB", "%", "%zz", "%00", "%F0%9F%92%A3", "none", "xen", "custom", "0pages/s", "9".repeat(400), "<img src=x onerror=alert(1)>", "javascript:alert(1)", "a,b,,c", "50pct", "full", "history", "1:2,3:4", "..", "NaN", "Infinity"];
  const links = Array.from({ length: 2000 }, () =>
    Array.from({ length: Math.floor(random() * 8) }, () => `${pick([...keys, ...others])}${pick(["=", "", "=="])}${pick(texts)}`).join(pick(["&", "&&", "#", "?"])),
  );
  await calculator.page.evaluate(async (links) => {
    for (const link of links) {
      location.hash = link;
      await new Promise((done) => setTimeout(done, 0));
    }
  }, links);
  await calculator.follow("mem=32GiB&hot=1GiB");
  assert.equal(await calculator.text("Memory"), "32 GiB");
  await calculator.hasChart();
});
