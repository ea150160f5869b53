// Reading the chart: axes, zoom, the table, symbols, what is heard, and how it looks.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";
import { button, expected, heard, listen, plot, point, press, seconds, status, table, values } from "./chart.mjs";

const NEVER = "/#hv=qemu&dirty=45000pages/s";

// Axes and zoom

onPage("axes become logarithmic and linear again", {}, async (calculator) => {
  const prints = [(await calculator.picture()).print];
  for (const name of ["log pages", "log time"]) {
    await button(calculator, name).click();
    prints.push((await calculator.hasChart()).print);
    assert.equal(await button(calculator, name).getAttribute("aria-pressed"), "true");
  }
  assert.equal(new Set(prints).size, 3);
  await plot(calculator).focus();
  await press(calculator, "End");
  const { time, remaining } = await values(calculator);
  assert.deepEqual([seconds(time), remaining], [40, "0"]);
  for (const name of ["log pages", "log time"]) await button(calculator, name).click();
  await press(calculator, "Escape");
  await calculator.page.mouse.move(5, 5);
  assert.equal((await calculator.picture()).print, prints[0]);
});

onPage("a phase is enlarged by its button and by its key, and stays so while a slider moves", {}, async (calculator) => {
  const whole = (await calculator.picture()).print;
  const prints = new Set([whole]);
  for (const [key, name, phase] of [
    ["1", "First pass", "first pass"],
    ["2", "Re-sending", "re-sending what is rewritten"],
    ["3", "Stopped", "guest stopped"],
  ]) {
    await button(calculator, name).click();
    const { print } = await calculator.hasChart();
    prints.add(print);
    await button(calculator, "Whole").click();
    assert.equal((await calculator.picture()).print, whole);
    await plot(calculator).focus();
    await press(calculator, key);
    assert.equal((await calculator.picture()).print, print, `key ${key}`);
    assert.equal(await button(calculator, name).getAttribute("aria-pressed"), "true");
    await point(calculator, 0.4);
    assert.equal((await values(calculator)).phase, phase);
    await calculator.drag("Dirty rate", 0.35);
    await point(calculator, 0.4);
    assert.equal((await values(calculator)).phase, phase, "after the slider has moved");
    await button(calculator, "default").click();
    await plot(calculator).focus();
    await press(calculator, "0");
    await calculator.page.mouse.move(5, 5);
    assert.equal((await calculator.picture()).print, whole);
  }
  assert.equal(prints.size, 4);
});

onPage("the wheel scrolls the page, also over the chart", {}, async (calculator) => {
  await point(calculator, 0.5);
  const { print } = await calculator.picture();
  await calculator.page.mouse.wheel(0, 200);
  await calculator.page.waitForFunction(() => 100 < scrollY);
  assert.equal((await calculator.picture()).print, print);
});

onPage("a phase that does not come about cannot be chosen", { at: NEVER }, async (calculator) => {
  assert.ok(await button(calculator, "Stopped").isDisabled());
  const { print } = await calculator.picture();
  await plot(calculator).focus();
  await press(calculator, "3");
  assert.equal((await calculator.picture()).print, print);
  await press(calculator, "PageDown", "PageDown", "PageDown");
  assert.equal((await values(calculator)).phase, "re-sending what is rewritten");
});

onPage("every view of extreme scenarios has a chart and values", {}, async (calculator) => {
  const scenarios = [
    "mem=1PiB&ws=1PiB&hot=1PiB&dirty=50000000pages/s&link=10Mbit/s",
    "mem=1B&ws=1B&hot=1B&dirty=1pages/s",
    "mem=4KiB&ws=0B&hot=0B&dirty=0pages/s",
    "max-downtime=1000000000s",
    "max-downtime=0s",
    "link=0.001pages/s",
    "link=10000000000pages/s",
    "hv=custom&dirty=50000000pages/s&time-limit=0.000001s",
    "hv=custom&dirty=50000000pages/s&time-limit=1000000000s&on-limit=cancel",
    "hv=custom&loop=rounds&dirty=50000000pages/s&rounds=1000000",
  ];
  await table(calculator);
  for (const scenario of scenarios) {
    await calculator.follow(scenario);
    for (const axes of [[], ["log pages"], ["log time"], ["log pages"]]) {
      for (const name of axes) await button(calculator, name).click();
      for (const zoom of ["1", "2", "3", "0"]) {
        await plot(calculator).focus();
        await press(calculator, zoom, "Home", "ArrowRight", "PageDown", "Shift+ArrowRight", "PageUp", "End");
        const seen = Object.values(await values(calculator)).join(" ");
        assert.doesNotMatch(seen, /NaN|\binf\b|infinit|∞|-\d/i, `${scenario} ${axes} ${zoom}`);
        assert.ok(8 < (await calculator.picture()).colours, `${scenario} ${axes} ${zoom}`);
      }
    }
    const cells = (await table(calculator)).flat().join(" ");
    assert.doesNotMatch(cells, /NaN|\binf\b|infinit|∞|-\d/i, scenario);
    await button(calculator, "log time").click();
    assert.equal(await calculator.failure.count(), 0);
  }
});

// Table

onPage("the curve as a table", {}, async (calculator) => {
  assert.equal(await calculator.root.locator(".curve-table table").count(), 0, "not there while closed");
  const rows = await table(calculator);
  assert.deepEqual([rows[0][0], rows[0][1], rows[0][2]], ["0 s", "start", "1,048,576"]);
  const happens = rows.map(([, what]) => what).join(" ");
  for (const what of ["no empty page is left", "t₁: the first pass ends", "t₂: the guest is stopped"]) {
    assert.ok(happens.includes(what), happens);
  }
  assert.match(rows.at(-1)[1], /t₃: the guest runs at the destination/);
  assert.equal(rows.at(-1)[2], "0");
  const times = rows.map(([time]) => seconds(time));
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
  // As the figures and the sentence say.
  const figures = await calculator.figures();
  assert.equal(`${times.at(-1).toFixed(1)} s`, figures["Migration time"]);
  const stopped = rows.find(([, what]) => what.includes("t₂"));
  assert.match(await calculator.sentence(), new RegExp(`at most ${stopped[2]} pages`));
  assert.equal((times.at(-1) - seconds(stopped[0])).toFixed(3), figures["Downtime"].replace(" s", ""));
  const semantics = await calculator.root.locator(".curve-table table").first().evaluate((table) => ({
    caption: table.caption.textContent.length,
    columns: [...table.tHead.rows[0].cells].every((cell) => cell.scope === "col"),
    rows: [...table.tBodies[0].rows].every((row) => row.cells[0].scope === "row"),
    aligned: getComputedStyle(table.tBodies[0].rows[0].cells[3]).textAlign,
  }));
  assert.ok(10 < semantics.caption && semantics.columns && semantics.rows, JSON.stringify(semantics));
  assert.ok(["end", "right"].includes(semantics.aligned));
  await calculator.drag("Memory", 0.7);
  assert.notDeepEqual(await table(calculator), rows, "follows the inputs");
});

onPage("on a phone the table scrolls within itself", { viewport: { width: 360, height: 740 } }, async (calculator) => {
  await table(calculator);
  const widths = await calculator.root.locator(".curve-table__scroll").first().evaluate((box) => ({
    page: document.documentElement.scrollWidth,
    inner: box.scrollWidth,
    outer: box.clientWidth,
  }));
  assert.equal(widths.page, 360);
  assert.ok(widths.outer < widths.inner, JSON.stringify(widths));
  const caption = await calculator.root.locator(".curve-table__scroll").first().evaluate((box) => {
    const text = document.createRange();
    text.selectNodeContents(box.querySelector("caption"));
    const [words, head] = [text.getBoundingClientRect(), box.querySelector("thead").getBoundingClientRect()];
    return { above: words.bottom <= head.top, whole: words.right <= box.getBoundingClientRect().right };
  });
  assert.deepEqual(caption, { above: true, whole: true });
});

// Heard

onPage("the result is said after a drag, never before it ends, and never at the start", {}, async (calculator) => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1300));
  await pause();
  assert.equal(await status(calculator).textContent(), "");
  await listen(calculator);
  await calculator.drag("Dirty rate", 0.3, async () => {
    await pause(); // the slider is held
    assert.deepEqual(await heard(calculator), []);
  });
  await calculator.page.waitForFunction(() => document.querySelector(".heard").textContent !== "");
  const said = await status(calculator).textContent();
  const figures = await calculator.figures();
  assert.equal(
    said,
    `Converges. Downtime at most ${figures["Downtime"]}. Migration time at most ${figures["Migration time"]}. ` +
      `Expected: ${(await expected(calculator)).join(", ")}.`,
  );
  assert.deepEqual(await heard(calculator), [said], "and nothing else is");
  const box = await status(calculator).boundingBox();
  assert.ok(box.width <= 1 && box.height <= 1, "not seen");
});

// Symbols

onPage("the papers' symbols on request", {}, async (calculator) => {
  const { print } = await calculator.picture();
  await table(calculator);
  const heads = () => calculator.root.locator(".curve-table table").first().locator("thead th").allTextContents();
  assert.deepEqual((await heads()).slice(2), ["remaining", "empty", "sent once", "hot", "expected", "paper"]);
  await button(calculator, "symbols").click();
  assert.deepEqual((await heads()).slice(2), ["f(t)", "e(t)", "p(t)", "h(t)", "f(t), expected", "f(t), paper"]);
  assert.notEqual((await calculator.picture()).print, print);
  await plot(calculator).focus();
  await press(calculator, "PageDown");
  assert.ok("h(t)" in (await values(calculator)));
  await press(calculator, "Escape");
  await button(calculator, "symbols").click();
  assert.equal((await calculator.picture()).print, print);
});

// Looks

onPage("the chart follows the system into forced colours and back", {}, async (calculator) => {
  const { print } = await calculator.picture();
  const { page } = calculator;
  for (const [colorScheme, text] of [["light", [0, 0, 0]], ["dark", [255, 255, 255]]]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await calculator.resized();
    const seen = await calculator.canvas.evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const counts = new Map();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 255) continue;
        const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      return Object.fromEntries(counts);
    });
    const link = await calculator.result.evaluate((result) => {
      const probe = document.createElement("a");
      probe.style.color = "LinkText";
      result.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color.match(/\d+/g).join();
    });
    assert.ok(200 < seen[text.join()], `${colorScheme}: text in the system's colour`);
    assert.ok(100 < seen[link], `${colorScheme}: the bound in the colour of links, ${link}`);
  }
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await calculator.resized();
  assert.equal((await calculator.picture()).print, print);
});

onPage("the chart grows on a wide screen", {}, async (calculator) => {
  const { box: before } = await calculator.picture();
  for (const width of [1920, 3840]) {
    await calculator.resize(width, 1400);
    const { box } = await calculator.hasChart();
    assert.ok(before.width + 100 < box.width && before.height < box.height, `${width}: ${JSON.stringify(box)}`);
    assert.ok(box.width < box.height * 4, `${width}: ${JSON.stringify(box)}`);
  }
});

onPage("nothing is animated", {}, async (calculator) => {
  await plot(calculator).focus();
  await press(calculator, "PageDown", "Enter", "3");
  assert.equal(await calculator.page.evaluate(() => document.getAnimations().length), 0);
});
