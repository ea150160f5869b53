// Sliders and text fields: what is right counts at once, what is wrong is said at the field, and nothing is lost.

import assert from "node:assert/strict";

import { bytes, onPage, SLIDERS } from "./calculator.mjs";

const KEYS = {
  "Downtime limit": "max-downtime",
  Memory: "mem",
  "Working set": "ws",
  "Hot set": "hot",
  "Dirty rate": "dirty",
  "Link speed": "link",
};

onPage("every slider can be dragged with the mouse, and all follows at once", {}, async (calculator) => {
  const expected = {};
  for (const name of SLIDERS) {
    const read = async () => ({
      text: await calculator.text(name),
      line: await calculator.line(name),
      figures: JSON.stringify(await calculator.figures()),
      picture: (await calculator.picture()).print,
    });
    const before = await read();
    const stand = (await calculator.slider(name).inputValue()) / 1000;
    let halfway;
    await calculator.drag(name, name === "Memory" ? stand + 0.1 : stand - 0.1, async () => (halfway = await read()));
    const after = await read();
    for (const part of Object.keys(before)) {
      assert.notEqual(halfway[part], before[part], `${name}: ${part} follows while the button is down`);
      assert.notEqual(after[part], halfway[part], `${name}: ${part} follows to the end`);
    }
    assert.equal(await calculator.isInvalid(name), false);
    expected[KEYS[name]] = after.text;
  }
  const address = new URLSearchParams((await calculator.settledHash()).slice(1));
  for (const [key, text] of Object.entries(expected)) {
    assert.equal(address.get(key).replace("pct", "%"), text.replaceAll(/[\s,]/g, ""), key);
  }
});

onPage(
  "working set and hot set keep their share when the memory changes",
  { at: "/#mem=4GiB&ws=2GiB&hot=512MiB" },
  async (calculator) => {
    const shares = async () => {
      const [memory, working, hot] = await Promise.all(
        ["Memory", "Working set", "Hot set"].map((name) => calculator.text(name)),
      );
      return [bytes(working) / bytes(memory), bytes(hot) / bytes(working)];
    };
    for (const share of [0.7, 0.1, 0.45]) {
      await calculator.drag("Memory", share);
      const [working, hot] = await shares();
      assert.ok(Math.abs(working - 0.5) < 0.005 && Math.abs(hot - 0.25) < 0.005, `${working}, ${hot} at ${share}`);
    }
    await calculator.type("Memory", "4 GiB");
    assert.deepEqual([await calculator.text("Working set"), await calculator.text("Hot set")], ["2 GiB", "512 MiB"]);
  },
);

onPage(
  "a share in per cent stays as it is when the memory changes",
  { at: "/#mem=4GiB&ws=50pct&hot=10pct" },
  async (calculator) => {
    await calculator.drag("Memory", 0.6);
    assert.deepEqual([await calculator.text("Working set"), await calculator.text("Hot set")], ["50 %", "10 %"]);
  },
);

onPage("no slider can be dragged to a problem", { at: "/#mem=64MiB&ws=0pct&hot=0pct" }, async (calculator) => {
  for (const name of ["Hot set", "Working set", "Memory", "Dirty rate"]) {
    for (const share of [1, 0.002, 0]) {
      await calculator.drag(name, share);
      assert.equal(await calculator.isInvalid(name), false, `${name} at ${share}: ${await calculator.line(name)}`);
    }
  }
});

onPage("typing 64 GiB counts at once", {}, async (calculator) => {
  const before = await calculator.figures();
  await calculator.type("Memory", "64 GiB");
  assert.equal(await calculator.line("Memory"), "16,777,216 pages of 4 KiB");
  assert.notDeepEqual(await calculator.figures(), before);
  assert.equal(await calculator.isInvalid("Memory"), false);
  assert.equal(await calculator.isStale(), false);
  assert.equal(await calculator.inHash("mem"), "64GiB");
});

onPage("a text stays as typed until its field is left", {}, async (calculator) => {
  for (const [typed, tidy, leave] of [
    ["65536MiB", "64 GiB", "Tab"],
    ["0.5 TiB", "512 GiB", "Enter"],
  ]) {
    await calculator.type("Memory", typed);
    assert.equal(await calculator.text("Memory"), typed);
    await calculator.page.keyboard.press(leave);
    assert.equal(await calculator.text("Memory"), tidy);
  }
});

onPage("the caret stays where one types", { at: "/#mem=4GiB" }, async (calculator) => {
  await calculator.field("Memory").click();
  await calculator.page.keyboard.press("Home");
  await calculator.page.keyboard.type("12");
  assert.equal(await calculator.text("Memory"), "124 GiB");
  assert.equal(await calculator.field("Memory").evaluate((field) => field.selectionStart), 2);
});

onPage("units of each kind are read", {}, async (calculator) => {
  for (const [name, text, line] of [
    ["Memory", "64 GB", /^59\.6 GiB · 15,625,000 pages/],
    ["Working set", "20 %", /12\.8 GB|11\.9 GiB/],
    ["Hot set", "1000 pages", /% of the working set/],
    ["Dirty rate", "80 MiB/s", /^20,480 pages\/s/],
    ["Dirty rate", "1,000 pages/s", /^3\.91 MiB\/s/],
    ["Link speed", "25GbE", /GB\/s/],
    ["Link speed", "30000 pages/s", /30,000 pages\/s/],
    ["Link speed", "1.2 GB/s", /pages\/s/],
    ["Downtime limit", "1.5 s", /pages are left/],
  ]) {
    await calculator.type(name, text);
    assert.equal(await calculator.isInvalid(name), false, `${name}: ${await calculator.line(name)}`);
    assert.match(await calculator.line(name), line, `${name}: ${text}`);
  }
});

onPage("nonsense is said at its field, and the last good result stays", {}, async (calculator) => {
  const before = {
    figures: await calculator.figures(),
    sentence: await calculator.sentence(),
    picture: await calculator.picture(),
  };
  for (const text of ["a lot", "64", "", "-1 GiB", "1e999 GiB", "9999 PiB", "5 s"]) {
    await calculator.type("Memory", text);
    if (text === "") await calculator.page.keyboard.press("Delete");
    await calculator.page.keyboard.press("Tab");
    assert.equal(await calculator.isInvalid("Memory"), true, text);
    assert.equal(await calculator.text("Memory"), text, "the text is kept");
    assert.equal(await calculator.isStale(), true, text);
    assert.ok(await calculator.saysStale(), text);
    assert.deepEqual(await calculator.figures(), before.figures, text);
    assert.equal(await calculator.sentence(), before.sentence, text);
    assert.equal((await calculator.picture()).print, before.picture.print, text);
  }
  await calculator.type("Memory", "4 GiB");
  assert.equal(await calculator.isInvalid("Memory"), false);
  assert.equal(await calculator.isStale(), false);
});

onPage("a problem says what is wrong, what is allowed, and gives an example", {}, async (calculator) => {
  for (const name of ["Downtime limit", "Memory", "Working set", "Hot set", "Dirty rate", "Link speed"]) {
    await calculator.type(name, "a lot");
    const line = await calculator.line(name);
    assert.match(line, /^.{8,}\. Example: .*\d.*\.$/, name);
    await calculator.page.keyboard.press("Escape");
    assert.equal(await calculator.isInvalid(name), false);
  }
});

onPage("a field that does not fit another one says so", { at: "/#mem=4GiB&ws=1GiB&hot=100MiB" }, async (calculator) => {
  await calculator.type("Hot set", "2 GiB");
  assert.match(await calculator.line("Hot set"), /^The hot set is larger than the working set\./);
  await calculator.type("Hot set", "1 GiB");
  assert.equal(await calculator.isInvalid("Hot set"), false);
  await calculator.type("Working set", "5 GiB");
  assert.equal(await calculator.isInvalid("Working set"), true);
});

onPage("a hint takes over what was meant", {}, async (calculator) => {
  await calculator.type("Memory", "64");
  await calculator.page.getByRole("button", { name: "64 GiB?" }).click();
  assert.equal(await calculator.text("Memory"), "64 GiB");
  assert.equal(await calculator.isInvalid("Memory"), false);
  assert.equal(await calculator.isStale(), false);
  assert.equal(await calculator.inHash("mem"), "64GiB");
});

onPage("Escape takes the default", { at: "/#mem=64GiB" }, async (calculator) => {
  for (const text of ["8 GiB", "a lot"]) {
    await calculator.type("Memory", text);
    await calculator.page.keyboard.press("Escape");
    assert.equal(await calculator.text("Memory"), "4 GiB");
    assert.equal(await calculator.isInvalid("Memory"), false);
  }
});

onPage("the button beside a changed value takes the default", { at: "/#max-downtime=2s" }, async (calculator) => {
  await calculator.page.getByRole("button", { name: "default", exact: true }).click();
  assert.equal(await calculator.text("Downtime limit"), "300 ms");
  assert.equal(await calculator.page.getByRole("button", { name: "default", exact: true }).count(), 0);
});

onPage("the slider stays with its text", {}, async (calculator) => {
  const stand = async () => Number(await calculator.slider("Memory").inputValue());
  const before = await stand();
  await calculator.type("Memory", "64 GiB");
  const after = await stand();
  assert.ok(before < after);
  await calculator.type("Memory", "a lot");
  assert.equal(await stand(), after, "the last good value");
  await calculator.drag("Memory", 0.2);
  assert.equal(await calculator.isInvalid("Memory"), false, "a moved slider clears the problem");
  assert.match(await calculator.text("Memory"), /^[\d.]+ [GM]iB$/);
});

onPage(
  "the default can be taken when the other values are larger",
  {
    at: "/#mem=64GiB&ws=40GiB&hot=4GiB",
  },
  async (calculator) => {
    await calculator.field("Memory").focus();
    await calculator.page.keyboard.press("Escape");
    assert.equal(await calculator.text("Memory"), "4 GiB");
    assert.equal(await calculator.isStale(), false);
  },
);

onPage(
  "a problem goes when the other field makes room",
  { at: "/#mem=4GiB&ws=1GiB&hot=100MiB" },
  async (calculator) => {
    await calculator.type("Hot set", "2 GiB");
    assert.match(await calculator.line("Hot set"), /^The hot set is larger than the working set\./);
    await calculator.type("Working set", "3 GiB");
    assert.doesNotMatch(await calculator.line("Hot set"), /larger than the working set/, "it is not any more");
    assert.equal(await calculator.isStale(), false);
  },
);

onPage("no hidden field keeps the result from counting", { at: "/#hv=custom" }, async (calculator) => {
  await calculator.type("Downtime limit", "a lot");
  await calculator.type("Stop threshold", "50 pages");
  const stale = await calculator.isStale();
  assert.ok(!stale || (await calculator.field("Downtime limit").isVisible()), "an input that needs a look can be seen");
});
