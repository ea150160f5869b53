// Keyboard only: all can be reached, sliders move with the arrows, and the focus is never lost.

import assert from "node:assert/strict";

import { onPage, SLIDERS } from "./calculator.mjs";

/** The name of what has the focus; null when nothing has. */
async function focused(calculator) {
  return calculator.page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || !element.checkVisibility()) return null;
    return element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent.trim();
  });
}

async function press(calculator, key) {
  await calculator.page.keyboard.press(key);
  await calculator.painted();
}

onPage("Tab reaches the product, every field and every slider, in reading order", {}, async (calculator) => {
  const order = [];
  for (let step = 0; step < 80; step += 1) {
    await calculator.page.keyboard.press("Tab");
    const name = await focused(calculator);
    if (name === null) break;
    order.push(name);
  }
  // Between them stand the words that explain themselves, sources, and the button of the panel that helps to measure.
  const wanted = ["Hypervisor", ...SLIDERS.flatMap((name) => [name, `${name}, slider`])];
  assert.deepEqual(
    order.filter((name) => wanted.includes(name)),
    wanted,
  );
  for (const name of ["Start afresh", "Copy link", "paper", "More values of this product"]) {
    assert.ok(order.includes(name), `${name} among ${order}`);
  }
});

onPage("what has the focus shows it", {}, async (calculator) => {
  for (let step = 0; step < 18; step += 1) {
    await calculator.page.keyboard.press("Tab");
    const name = await focused(calculator);
    if (name === null) break;
    const style = await calculator.page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { outlineStyle, outlineWidth };
    });
    assert.ok(style.outlineStyle !== "none" && 1 <= parseFloat(style.outlineWidth), name);
  }
});

for (const [at, what] of [
  ["/", "defaults"],
  ["/#mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=90MiB/s&link=1.2GB/s", "sizes in bytes"],
  ["/#mem=1000000pages&ws=700000pages&hot=20pct&link=30000pages/s", "pages and shares"],
]) {
  onPage(`arrow keys move every slider with each press (${what})`, { at }, async (calculator) => {
    const stuck = [];
    for (const name of SLIDERS) {
      const slider = calculator.slider(name);
      await slider.focus();
      let before = await calculator.text(name);
      for (const key of ["ArrowRight", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown", "PageUp", "PageDown"]) {
        await press(calculator, key);
        const after = await calculator.text(name);
        if (after === before) stuck.push(`${name}: ${key} at ${after}`);
        before = after;
        assert.equal(await focused(calculator), `${name}, slider`);
      }
    }
    assert.deepEqual(stuck, []);
  });
}

onPage("Home and End go to the ends of a slider", {}, async (calculator) => {
  const ends = {
    "Downtime limit": ["1 ms", "60 s"],
    Memory: ["64 MiB", "32 TiB"],
    "Working set": ["0 %", "100 %"],
    "Hot set": ["0 %", "100 %"],
    "Dirty rate": ["0 pages/s", "50,000,000 pages/s"],
    "Link speed": ["10 Mbit/s", "800 Gbit/s"],
  };
  for (const name of SLIDERS) {
    await calculator.slider(name).focus();
    for (const [key, end] of [
      ["Home", 0],
      ["End", 1],
    ]) {
      await press(calculator, key);
      assert.equal(await calculator.slider(name).inputValue(), ["0", "1000"][end], `${name} ${key}`);
      assert.equal(await focused(calculator), `${name}, slider`);
      const text = await calculator.text(name);
      assert.equal(text, ends[name][end]);
    }
  }
});

onPage("a slider says its value and what it comes to", {}, async (calculator) => {
  await calculator.slider("Memory").focus();
  await press(calculator, "ArrowRight");
  const spoken = await calculator.slider("Memory").getAttribute("aria-valuetext");
  assert.ok(spoken.startsWith(await calculator.text("Memory")), spoken);
  assert.match(spoken, /pages of 4 KiB/);
});

onPage("a product is chosen with the arrow keys, and the focus stays", {}, async (calculator) => {
  const before = await calculator.figures();
  await calculator.choice("Hypervisor").focus();
  for (const preset of ["qemu-auto-converge", "qemu-1.4", "qemu-kvm"]) {
    await press(calculator, "ArrowDown");
    assert.equal(await calculator.choice("Hypervisor").inputValue(), preset);
    assert.equal(await focused(calculator), "Hypervisor");
  }
  assert.notDeepEqual(await calculator.figures(), before);
});

onPage("the focus stays while one types right and wrong", {}, async (calculator) => {
  await calculator.field("Memory").focus();
  await calculator.page.keyboard.press("ControlOrMeta+a");
  for (const key of ["9", "x", "Backspace", "Space", "G", "i", "B", "Enter", "Escape"]) {
    await press(calculator, key);
    assert.equal(await focused(calculator), "Memory");
  }
});

onPage("the curve of the paper is switched with the keyboard", {}, async (calculator) => {
  const button = calculator.page.getByRole("button", { name: "paper" });
  const before = (await calculator.picture()).print;
  await button.focus();
  await press(calculator, "Space");
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.notEqual((await calculator.picture()).print, before);
  await press(calculator, "Enter");
  assert.equal((await calculator.picture()).print, before);
  assert.equal(await focused(calculator), "paper");
});

for (const [what, at, steps] of [
  [
    "a hint was taken",
    "/",
    async (calculator) => {
      await calculator.type("Memory", "64");
      await press(calculator, "Tab");
      await press(calculator, "Tab");
      assert.equal(await focused(calculator), "64 GiB?");
      await press(calculator, "Enter");
      assert.equal(await calculator.text("Memory"), "64 GiB");
    },
  ],
  [
    "the default was taken",
    "/#max-downtime=1s",
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "default", exact: true }).focus();
      await press(calculator, "Enter");
      assert.equal(await calculator.text("Downtime limit"), "300 ms");
    },
  ],
  [
    "the notice was dismissed",
    "/#mem=64",
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "Dismiss" }).focus();
      await press(calculator, "Enter");
      assert.ok(await calculator.notice.isHidden());
    },
  ],
]) {
  onPage(`the focus is still somewhere after ${what}`, { at }, async (calculator) => {
    await steps(calculator);
    assert.notEqual(await focused(calculator), null);
  });
}
