// Sliders, dragged with the mouse: text, figures, chart and address follow at once.

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

for (const name of SLIDERS) {
  onPage(`the slider of ${name} can be dragged, and all follows`, {}, async (calculator) => {
    const read = async () => ({
      text: await calculator.text(name),
      line: await calculator.line(name),
      figures: JSON.stringify(await calculator.figures()),
      picture: (await calculator.picture()).print,
      summary: await calculator.summary(),
    });
    const before = await read();
    const stand = (await calculator.slider(name).inputValue()) / 1000;
    let halfway;
    await calculator.drag(name, name === "Memory" ? stand + 0.3 : stand - 0.3, async () => (halfway = await read()));
    const after = await read();
    for (const part of Object.keys(before)) {
      assert.notEqual(halfway[part], before[part], `${part} follows while the button is down`);
      assert.notEqual(after[part], halfway[part], `${part} follows to the end`);
    }
    const given = await calculator.inHash(KEYS[name]);
    assert.equal(given.replace("pct", "%").replaceAll(/\s/g, ""), after.text.replaceAll(/[\s,]/g, ""));
    assert.equal(await calculator.isInvalid(name), false);
  });
}

onPage("working set and hot set keep their share when the memory changes", { at: "/#mem=4GiB&ws=2GiB&hot=512MiB" }, async (calculator) => {
  const shares = async () => {
    const [memory, working, hot] = await Promise.all(["Memory", "Working set", "Hot set"].map((name) => calculator.text(name)));
    return [bytes(working) / bytes(memory), bytes(hot) / bytes(working)];
  };
  for (const share of [0.7, 0.1, 0.45]) {
    await calculator.drag("Memory", share);
    const [working, hot] = await shares();
    assert.ok(Math.abs(working - 0.5) < 0.005 && Math.abs(hot - 0.25) < 0.005, `${working}, ${hot} at ${share}`);
  }
  await calculator.type("Memory", "4 GiB");
  assert.deepEqual([await calculator.text("Working set"), await calculator.text("Hot set")], ["2 GiB", "512 MiB"]);
});

onPage("a share in per cent stays as it is when the memory changes", { at: "/#mem=4GiB&ws=50pct&hot=10pct" }, async (calculator) => {
  await calculator.drag("Memory", 0.6);
  assert.deepEqual([await calculator.text("Working set"), await calculator.text("Hot set")], ["50 %", "10 %"]);
});

onPage("both ends of every slider can be reached with the mouse", {}, async (calculator) => {
  const ends = {
    "Downtime limit": ["1 ms", /^(60 s|1 min)$/],
    Memory: ["64 MiB", "32 TiB"],
    "Working set": ["0 %", "100 %"],
    "Hot set": [/^0 /, /./],
    "Dirty rate": ["0 pages/s", "50,000,000 pages/s"],
    "Link speed": ["10 Mbit/s", "800 Gbit/s"],
  };
  for (const name of SLIDERS) {
    for (const end of [1, 0]) {
      await calculator.drag(name, end);
      assert.equal(await calculator.slider(name).inputValue(), end === 1 ? "1000" : "0", name);
      const text = await calculator.text(name);
      const expected = ends[name][end];
      assert.ok(expected instanceof RegExp ? expected.test(text) : text === expected, `${name}: ${text}`);
    }
    await calculator.page.getByRole("button", { name: "Start afresh" }).click();
  }
});

onPage("no slider can be dragged to a problem", { at: "/#mem=64MiB&ws=0pct&hot=0pct" }, async (calculator) => {
  for (const name of ["Hot set", "Working set", "Memory", "Dirty rate"]) {
    for (const share of [1, 0.5, 0.002, 0]) {
      await calculator.drag(name, share);
      assert.equal(await calculator.isInvalid(name), false, `${name} at ${share}: ${await calculator.line(name)}`);
    }
  }
});
