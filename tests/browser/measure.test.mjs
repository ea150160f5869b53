// Measuring a VM: what a product said is pasted, the fit is seen, one click enters it; nonsense is refused and loses nothing.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const OPEN = "How do I know my hot set and dirty rate?";

function answer(seconds, rate) {
  const said = { status: "measured", "sample-pages": 512, "dirty-rate": rate, mode: "page-sampling" };
  return JSON.stringify({ return: { ...said, "start-time": 607266, "calc-time": seconds }, id: `libvirt-${seconds}` });
}

const THREE = [answer(1, 300), answer(10, 90), answer(60, 15.5)].join("\n");

const DOMSTATS = `Domain: 'web01'
  balloon.current=4194304
  balloon.maximum=8388608
  balloon.unused=1048576
  dirtyrate.calc_status=2
  dirtyrate.calc_start_time=502814
  dirtyrate.calc_period=1
  dirtyrate.megabytes_per_second=42
  dirtyrate.calc_mode=page-sampling

Domain: 'db01'
  dirtyrate.calc_status=2
  dirtyrate.calc_start_time=502900
  dirtyrate.calc_period=10
  dirtyrate.megabytes_per_second=120
`;

/** The panel, opened by its button. */
async function opened(calculator) {
  await calculator.page.getByRole("button", { name: OPEN }).click();
  const panel = panelOf(calculator);
  await panel.box.waitFor();
  return panel;
}

function panelOf(calculator) {
  const panel = calculator.page.getByRole("region", { name: OPEN });
  return {
    panel,
    box: panel.getByRole("textbox", { name: "Answers, in any order; several at once are best" }),
    button: (name) => panel.getByRole("button", { name }),
    rows: async () => {
      const rows = await panel.locator(".measured tbody tr").allInnerTexts();
      return rows.map((row) => row.split(/\s*\t\s*/));
    },
    says: (text) => panel.getByText(text).first().isVisible(),
  };
}

async function paste(calculator, panel, text) {
  await panel.box.fill(text);
  await calculator.painted();
}

onPage("three answers of QEMU give a curve, and one click enters it", { at: "/#mem=4GiB" }, async (calculator) => {
  const panel = await opened(calculator);
  await paste(calculator, panel, THREE);
  assert.deepEqual(await panel.rows(), [
    ["1 s", "300 MiB", "300 MiB/s", "on it"],
    ["10 s", "900 MiB", "90 MiB/s", "30 MiB above"],
    ["60 s", "930 MiB", "15.5 MiB/s", "on it"],
  ]);
  const picture = panel.panel.getByRole("img");
  assert.equal(await picture.locator("circle").count(), 3);
  const corners = (await picture.locator("polyline").first().getAttribute("points")).split(" ");
  assert.equal(corners.length, 2, "it rises from one corner to the next");

  const before = await calculator.figures();
  const set = panel.button("Set hot set to 930 MiB and dirty rate to 76,800 pages/s");
  await set.click();
  await calculator.painted();
  assert.equal(await calculator.text("Hot set"), "930 MiB");
  assert.equal(await calculator.text("Dirty rate"), "76,800 pages/s");
  assert.notDeepEqual(await calculator.figures(), before);
  assert.ok(await panel.says("These are in the calculator now."));
  assert.ok(await panel.says("the calculator says: Does not converge."));
  assert.equal(await calculator.inHash("hot"), "930MiB");
});

onPage("the rate can be counted twice or three times", { at: "/#mem=4GiB&dirty=90MiB/s" }, async (calculator) => {
  const panel = await opened(calculator);
  await paste(calculator, panel, THREE);
  assert.ok(await panel.says("two to three times higher during migrations"));
  await panel.button("× 2").click();
  assert.equal(await panel.button("× 2").getAttribute("aria-pressed"), "true");
  assert.equal(await panel.button("× 1").getAttribute("aria-pressed"), "false");
  await panel.button("Set hot set to 930 MiB and dirty rate to 600 MiB/s").click();
  assert.equal(await calculator.text("Dirty rate"), "600 MiB/s");
});

onPage("virsh domstats: the first VM counts until another is chosen", { at: "/#mem=4GiB" }, async (calculator) => {
  const panel = await opened(calculator);
  await paste(calculator, panel, DOMSTATS);
  assert.equal(await calculator.choice("VM").inputValue(), "web01");
  assert.deepEqual(await panel.rows(), [["1 s", "42 MiB", "42 MiB/s", "on it"]]);
  assert.ok(await panel.says("There is only a window of 1 s"));

  await panel.button("Set memory to 8 GiB and working set to 3 GiB").click();
  assert.equal(await calculator.text("Memory"), "8 GiB");
  assert.equal(await calculator.text("Working set"), "3 GiB");

  await calculator.choose("VM", "db01");
  assert.deepEqual(await panel.rows(), [["10 s", "1.17 GiB", "120 MiB/s", "on it"]]);
  await panel.button("Set hot set to 1200 MiB and dirty rate to 30,720 pages/s").click();
  assert.equal(await calculator.text("Hot set"), "1200 MiB");
  await panel.button("Set hot set to 100 % of the working set").click();
  assert.equal(await calculator.text("Hot set"), "100 %");
});

onPage("nonsense is said to be that, line by line, and nothing is lost", {}, async (calculator) => {
  const panel = await opened(calculator);
  const before = [await calculator.figures(), await calculator.fields()];
  await paste(calculator, panel, "lorem ipsum\ndolor sit amet");
  assert.ok(await panel.says("Line 1: Nothing in this text is a measurement that can be read."));
  assert.ok(await panel.says("No measurement could be read."));
  const mixed = `${answer(1, 300)}\nlorem ipsum\n${answer(10, 90)}\n{"status": "measuring", "calc-time": 60}\n{"dirty`;
  await paste(calculator, panel, mixed);
  assert.ok(await panel.says("Line 2: This line is not understood."));
  assert.ok(await panel.says("Line 4: This was asked while the measurement was still running: ask again."));
  assert.ok(await panel.says("Line 5: This JSON breaks off"));
  assert.equal((await panel.rows()).length, 2);
  assert.deepEqual([await calculator.figures(), await calculator.fields()], before);
  assert.equal(await panel.box.inputValue(), mixed);
  // Closed and opened again, it is all still there.
  await panel.button("Close").click();
  assert.equal(await (await opened(calculator)).box.inputValue(), mixed);
});

onPage("a hot set larger than the memory is not entered", { at: "/#mem=512MiB" }, async (calculator) => {
  const panel = await opened(calculator);
  await paste(calculator, panel, THREE);
  assert.ok(await panel.says("more than the memory that is entered (512 MiB). Enter its memory first."));
  assert.equal(await panel.button(/^Set hot set/).count(), 0);
  await calculator.type("Memory", "2 GiB");
  assert.equal(await panel.button(/^Set (working set to 930 MiB, )?hot set to 930 MiB/).count(), 1);
});

onPage("a kind of guest is entered with one click, at any memory", { at: "/#mem=64MiB" }, async (calculator) => {
  const panel = await opened(calculator);
  for (const [kind, values] of [
    ["Java application server", ["80 %", "15 %", "27,744 pages/s"]],
    ["Idle", ["30 %", "2 %", "300 pages/s"]],
  ]) {
    const guest = panel.panel.getByRole("listitem").filter({ hasText: kind });
    await guest.getByRole("button", { name: /^Use these values: Set working set to/ }).click();
    const names = ["Working set", "Hot set", "Dirty rate"];
    assert.deepEqual(await Promise.all(names.map((name) => calculator.text(name))), values);
    assert.ok(!(await calculator.isStale()));
  }
  assert.match(await panel.panel.getByRole("listitem").filter({ hasText: "Idle" }).innerText(), /assumed/);
});

onPage("commands follow the product, and are copied or selected", {}, async (calculator) => {
  await calculator.choose("Hypervisor", "xen");
  const panel = await opened(calculator);
  assert.equal(await calculator.choice("Product to measure with").inputValue(), "xen");
  assert.ok(await panel.says("We know of nothing built in that measures before a migration."));
  await calculator.choose("Product to measure with", "libvirt");
  const copy = panel.button("Copy virsh domdirtyrate-calc DOMAIN --seconds 1");
  await calculator.page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
  });
  await copy.click();
  await panel.button("Press Ctrl+C to copy virsh domdirtyrate-calc DOMAIN --seconds 1").waitFor();
  const selected = await calculator.page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, "virsh domdirtyrate-calc DOMAIN --seconds 1");
  await calculator.page.reload(); // with its clipboard
});

onPage("with the keyboard alone: open, paste, enter, close", { at: "/#mem=4GiB" }, async (calculator) => {
  const { keyboard } = calculator.page;
  const panel = panelOf(calculator);
  const focus = () => calculator.page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent);
  const tabTo = async (element) => {
    for (let step = 0; step < 40; step += 1) {
      if (await element.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach it; the focus is at ${await focus()}`);
  };
  await calculator.page.getByRole("button", { name: OPEN }).focus();
  await keyboard.press("Enter");
  await calculator.painted();
  assert.equal(await focus(), OPEN, "the head of the panel has the focus");
  await tabTo(panel.box);
  await keyboard.insertText(THREE);
  await calculator.painted();
  await tabTo(panel.button(/^Set hot set to 930 MiB/));
  await keyboard.press("Enter");
  await calculator.painted();
  assert.equal(await calculator.text("Hot set"), "930 MiB");
  assert.match(await focus(), /^Set hot set to 930 MiB/, "the focus stays on the button");
  await keyboard.press("Escape");
  await calculator.painted();
  assert.equal(await panel.panel.count(), 0);
  assert.equal(await focus(), OPEN);
});

/** What ends beyond the window, or is cut off, within the panel. */
function cutOff() {
  const wrong = [];
  for (const element of document.querySelectorAll(".measure *")) {
    // The table scrolls within itself; the field that is selected to be copied is out of sight.
    if (!element.checkVisibility() || element.closest(".measure__scroll table, .command__aside") !== null) continue;
    if (innerWidth + 0.5 < element.getBoundingClientRect().right) wrong.push(element.outerHTML.slice(0, 80));
    const hides = getComputedStyle(element).overflowX !== "visible" && element.localName !== "textarea";
    if (hides && element.clientWidth + 1 < element.scrollWidth) wrong.push(`cut: ${element.outerHTML.slice(0, 80)}`);
  }
  return wrong;
}

for (const text of [THREE, DOMSTATS, `${"x".repeat(300)}\n${answer(1, 1234567)}`, "1 ms: 1 B\n30 d: 9 TiB"]) {
  onPage(`nothing of the panel sticks out at any width: ${text.slice(0, 30)}`, {}, async (calculator) => {
    const panel = await opened(calculator);
    await paste(calculator, panel, text);
    const wrong = {};
    for (const width of [320, 360, 480, 768, 900, 1024, 1280, 2560]) {
      await calculator.resize(width, 740);
      const found = await calculator.page.evaluate(cutOff);
      if (0 < found.length) wrong[width] = found;
      const scroll = await calculator.page.evaluate(() => document.documentElement.scrollWidth);
      if (width < scroll) wrong[`${width} scrolls to`] = scroll;
    }
    assert.deepEqual(wrong, {});
  });
}

onPage("in the dark the curve and its dots are seen", { colorScheme: "dark" }, async (calculator) => {
  const panel = await opened(calculator);
  await paste(calculator, panel, THREE);
  const colours = await panel.panel.evaluate((panel) => {
    const style = (selector) => getComputedStyle(panel.querySelector(selector));
    return [getComputedStyle(panel).backgroundColor, style(".fit__curve").stroke, style(".fit__point").stroke];
  });
  const light = colours.map((colour) => colour.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 765);
  assert.ok(light[0] < 0.2 && light.slice(1).every((one) => 0.5 < one), colours.join());
});
