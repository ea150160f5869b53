// Reading the chart: the crosshair by mouse, touch and keys, its read-out, axes, zoom, the table, symbols, and what is heard.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const NEVER = "/#hv=qemu&dirty=45000pages/s";
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const plot = (calculator) => calculator.root.getByRole("slider", { name: "Time in the chart" });
const reading = (calculator) => calculator.root.getByRole("group", { name: "Values at this time" });
const button = (calculator, name) => calculator.root.getByRole("button", { name, exact: true });
const status = (calculator) => calculator.root.locator(".heard[role=status]");
const number = (text) => Number(text.replaceAll(",", ""));
const isShown = (calculator) => reading(calculator).isVisible();

/** A time such as "12.3 ms" in seconds. */
function seconds(text) {
  const [, digits, unit] = /^([\d.]+) (ms|s)$/.exec(text) ?? assert.fail(`${text} is no time`);
  return Number(digits) / (unit === "ms" ? 1000 : 1);
}

/** The read-out: time, phase, and pages by name. */
async function values(calculator) {
  return reading(calculator).evaluate((box) => {
    const text = (selector) => box.querySelector(selector).textContent;
    const pages = {};
    for (const row of box.querySelectorAll("tr")) pages[row.cells[0].textContent] = row.cells[1].textContent;
    return { time: text(".reading__time"), phase: text(".reading__phase"), ...pages };
  });
}

/** Moves the mouse to a share of the plot. */
async function point(calculator, share, height = 0.4) {
  const box = await plot(calculator).boundingBox();
  await calculator.page.mouse.move(box.x + share * box.width, box.y + height * box.height);
  await calculator.painted();
}

async function press(calculator, ...keys) {
  for (const key of keys) await calculator.page.keyboard.press(key);
  await calculator.painted();
}

/** The table's rows, one list of texts each. */
async function table(calculator) {
  const summary = calculator.root.getByText("The curve as a table");
  if ((await calculator.root.locator(".curve-table table").count()) === 0) await summary.click();
  const rows = calculator.root.locator(".curve-table tbody tr");
  await rows.first().waitFor();
  return rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

// Crosshair

onPage("the crosshair says under the mouse what the table says", {}, async (calculator) => {
  const rows = (await table(calculator)).map(([time, , total, empty, passive, hot, paper]) => ({
    time: seconds(time),
    pages: [total, empty, passive, hot, paper].map(number),
  }));
  await plot(calculator).scrollIntoViewIfNeeded();
  for (const share of [0.1, 0.3, 0.5, 0.62, 0.75]) {
    await point(calculator, share);
    const seen = await values(calculator);
    const at = seconds(seen.time);
    const next = rows.findIndex(({ time }) => at < time);
    const [before, after] = [rows[next - 1], rows[next]];
    const along = (at - before.time) / (after.time - before.time);
    ["remaining", "empty", "sent once", "hot"].forEach((name, index) => {
      const expected = before.pages[index] + along * (after.pages[index] - before.pages[index]);
      // Times are told to a thousandth of the axis, in which this many pages may go.
      assert.ok(Math.abs(number(seen[name]) - expected) < 800, `${name} at ${seen.time}: ${seen[name]}, ${expected}`);
    });
  }
  await point(calculator, 0.999);
  assert.equal((await values(calculator)).remaining, "0");
  assert.equal((await values(calculator)).phase, "after the end");
  await calculator.page.mouse.move(5, 5);
  await calculator.painted();
  assert.equal(await isShown(calculator), false, "goes with the pointer");
});

onPage("the line stands under the pointer, where the axis has that time", {}, async (calculator) => {
  for (const [width, limit] of [[1280, 0.3], [360, 1], [2560, 0.2]]) {
    await calculator.resize(width, 900);
    await plot(calculator).scrollIntoViewIfNeeded();
    await point(calculator, 0.5);
    const line = await calculator.root.locator(".cross").boundingBox();
    const box = await plot(calculator).boundingBox();
    assert.ok(Math.abs(line.x - (box.x + box.width / 2)) < 1.1, `${width}: ${line.x}`);
    // The default's axis is 40 s long.
    assert.ok(Math.abs(seconds((await values(calculator)).time) - 20) < limit, `${width}`);
  }
});

onPage("the plot for the pointer is where the axes are drawn", {}, async (calculator) => {
  for (const width of [360, 820, 1280, 2560]) {
    await calculator.resize(width, 900);
    await calculator.painted();
    // The ground line of the time axis is drawn from edge to edge of the plot.
    const edges = await calculator.root.locator("canvas").evaluate((canvas) => {
      const plot = canvas.parentElement.querySelector(".plot").getBoundingClientRect();
      const chart = canvas.getBoundingClientRect();
      const ratio = canvas.width / chart.width;
      const row = Math.round((plot.bottom - chart.top) * ratio);
      const { data } = canvas.getContext("2d").getImageData(0, row - 1, canvas.width, 3);
      let [first, last] = [Infinity, -1];
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 60) continue;
        const x = (at / 4) % canvas.width;
        first = Math.min(first, x);
        last = Math.max(last, x);
      }
      return [first / ratio + chart.left - plot.left, last / ratio + chart.left - plot.right];
    });
    // Digits of the labels may stand to the left of it, never to the right.
    assert.ok(Math.abs(edges[1]) < 2, `${width}: ${edges}`);
    assert.ok(-60 < edges[0] && edges[0] < 2, `${width}: ${edges}`);
  }
});

for (const at of ["/", NEVER, "/#hot=100pct", "/#mem=12.3TiB&ws=9.87TiB&hot=1.23TiB&dirty=1234567pages/s&cap=none"]) {
  onPage(`the read-out stays in the chart and off the point: ${at}`, { at }, async (calculator) => {
    for (const width of [320, 360, 520, 700, 900, 1280, 2560]) {
      await calculator.resize(width, 900);
      await plot(calculator).scrollIntoViewIfNeeded();
      for (const pinned of [false, true]) {
        for (const share of [0.001, 0.05, 0.3, 0.49, 0.51, 0.7, 0.999]) {
          await point(calculator, share, 0.98);
          if (pinned) await press(calculator, "Escape");
          if (pinned) await calculator.page.mouse.down();
          if (pinned) await calculator.page.mouse.up();
          await calculator.painted();
          const wrong = await calculator.root.locator(".stage").evaluate((stage) => {
            const box = (selector) => stage.querySelector(selector).getBoundingClientRect();
            const [chart, read] = [stage.getBoundingClientRect(), box(".reading")];
            const dot = box(".cross__point:not(.cross__point--paper)");
            const out =
              read.left < chart.left || chart.right < read.right || read.top < chart.top || chart.bottom < read.bottom;
            const covers =
              read.left < dot.right && dot.left < read.right && read.top < dot.bottom && dot.top < read.bottom;
            const cut = stage.querySelector(".reading").scrollWidth > stage.querySelector(".reading").clientWidth;
            return [out && "out", covers && "covers", cut && "cut"].filter(Boolean).join();
          });
          assert.equal(wrong, "", `${width} px, ${share}, ${pinned ? "pinned" : "under the mouse"}`);
        }
      }
      await press(calculator, "Escape");
    }
  });
}

onPage("the crosshair goes by keys", {}, async (calculator) => {
  await plot(calculator).focus();
  await press(calculator, "ArrowRight");
  assert.equal((await values(calculator)).time, "0 s");
  const outline = await plot(calculator).evaluate((plot) => getComputedStyle(plot).outlineStyle);
  assert.notEqual(outline, "none");
  const at = async () => seconds((await values(calculator)).time.replace(/^0 s$/, "0 s"));
  await press(calculator, "ArrowRight");
  assert.equal(await at(), 0.4);
  await press(calculator, "Shift+ArrowRight");
  assert.equal(await at(), 4.4);
  await press(calculator, "ArrowLeft", "ArrowLeft");
  assert.equal(await at(), 3.6);
  await press(calculator, "End");
  assert.equal(await at(), 40);
  await press(calculator, "Home");
  assert.equal(await at(), 0);
  const rows = await table(calculator);
  await plot(calculator).focus();
  await press(calculator, "Home");
  for (const [, , total, empty, passive, hot, paper] of rows.slice(1)) {
    await press(calculator, "PageDown");
    const { time, phase, ...pages } = await values(calculator);
    assert.deepEqual(Object.values(pages), [total, empty, passive, hot, paper], `${time}, ${phase}`);
  }
  assert.equal((await values(calculator)).phase, "after the end");
  await press(calculator, "PageUp");
  assert.equal((await values(calculator)).phase, "guest stopped");
  const spoken = await plot(calculator).getAttribute("aria-valuetext");
  assert.match(spoken, /^[\d.]+ s, guest stopped; remaining [\d,]+ pages, .*; empty 0; sent once 0; hot /);
  await press(calculator, "Tab");
  assert.equal(await isShown(calculator), false, "goes with the focus");
});

onPage("Enter pins the crosshair, Escape lets it go", {}, async (calculator) => {
  await plot(calculator).focus();
  await press(calculator, "PageDown", "PageDown", "PageDown", "Enter");
  await calculator.field("Memory").focus();
  await calculator.painted();
  assert.ok(await isShown(calculator));
  await plot(calculator).focus();
  await press(calculator, "Escape");
  assert.equal(await isShown(calculator), false);
  await press(calculator, "End", "Enter", "Tab");
  assert.equal(await calculator.page.evaluate(() => document.activeElement.textContent), "Copy values");
  await press(calculator, "Escape");
  assert.equal(await isShown(calculator), false, "also from within the read-out");
  assert.ok(await plot(calculator).evaluate((plot) => plot.matches(":focus")));
});

onPage("a pinned crosshair stays at its time while a slider moves, and its values follow", {}, async (calculator) => {
  await point(calculator, 0.8);
  await calculator.page.mouse.down();
  await calculator.page.mouse.up();
  await point(calculator, 0.2);
  const before = await values(calculator);
  await calculator.drag("Dirty rate", 0.3);
  await calculator.painted();
  const after = await values(calculator);
  assert.equal(after.time, before.time);
  assert.notEqual(after.remaining, before.remaining);
  const box = await reading(calculator).boundingBox();
  // Its text can be selected.
  await calculator.page.mouse.dblclick(box.x + 25, box.y + 45);
  assert.match(await calculator.page.evaluate(() => getSelection().toString()), /\w/);
  assert.deepEqual(await values(calculator), after, "a click on the text does not move it");
  await button(calculator, "Let go").click();
  assert.equal(await isShown(calculator), false);
  assert.equal(await plot(calculator).evaluate((plot) => plot.matches(":focus")), true, "the focus is not lost");
});

onPage(
  "pinned values are copied",
  { permissions: ["clipboard-read", "clipboard-write"] },
  async (calculator) => {
    await plot(calculator).focus();
    await press(calculator, "PageDown", "PageDown", "Enter");
    const { time, remaining } = await values(calculator);
    await button(calculator, "Copy values").click();
    await button(calculator, "Copied").waitFor();
    const copied = await calculator.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.startsWith(time) && copied.includes(remaining), copied);
  },
);

onPage("values are selected where the clipboard is refused", { permissions: [] }, async (calculator) => {
  await calculator.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await plot(calculator).focus();
  await press(calculator, "PageDown", "PageDown", "Enter");
  const { remaining } = await values(calculator);
  await button(calculator, "Copy values").click();
  await reading(calculator).getByRole("textbox").waitFor();
  const selected = await calculator.page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  assert.ok(selected.includes(remaining), selected);
});

// Touch

/** A finger that goes down, along some points, and up. */
async function finger(calculator, points) {
  const session = await calculator.page.context().newCDPSession(calculator.page);
  const send = (type, point) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [{ x: point[0], y: point[1] }] : [] });
  await send("touchStart", points[0]);
  for (const point of points.slice(1)) await send("touchMove", point);
  await send("touchEnd");
  await session.detach();
  await calculator.resized();
}

onPage("a tap shows the values, and they stay", PHONE, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  const box = await plot(calculator).boundingBox();
  // Where the read-out's buttons will be: they are not what was tapped.
  for (const height of [100, 110, 120, 40]) {
    await calculator.page.touchscreen.tap(box.x + 0.5 * box.width, box.y + height);
    await reading(calculator).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(await isShown(calculator), `${height}`);
    if (height !== 40) await button(calculator, "Let go").tap();
  }
  const time = seconds((await values(calculator)).time);
  assert.ok(Math.abs(time - 20) < 1, `${time}`);
  await calculator.page.touchscreen.tap(box.x + 0.25 * box.width, box.y + 200);
  await calculator.painted();
  assert.ok(Math.abs(seconds((await values(calculator)).time) - 10) < 1, "another tap moves it");
  await button(calculator, "Let go").tap();
  await reading(calculator).waitFor({ state: "hidden" });
});

onPage("a finger moves the crosshair across, and scrolls the page down", PHONE, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  const box = await plot(calculator).boundingBox();
  const [x, y] = [box.x + 0.2 * box.width, box.y + 0.7 * box.height];
  const across = [0, 10, 20, 40, 60, 80, 100].map((by) => [x + by, y + by / 20]);
  const before = await calculator.page.evaluate(() => scrollY);
  await finger(calculator, across);
  assert.ok(await isShown(calculator));
  const { time } = await values(calculator);
  assert.ok(Math.abs(seconds(time) - ((0.2 * box.width + 100) / box.width) * 40) < 1.5, time);
  assert.equal(await calculator.page.evaluate(() => scrollY), before);
  const up = [0, 5, 12, 25, 40, 60, 80, 100, 120, 140].map((by) => [x + by / 20, y - by]);
  await finger(calculator, up);
  await calculator.page.waitForFunction((before) => before + 60 < scrollY, before);
  assert.equal((await values(calculator)).time, time, "scrolling leaves it alone");
});

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
  const semantics = await calculator.root.locator(".curve-table table").evaluate((table) => ({
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
  const widths = await calculator.root.locator(".curve-table__scroll").evaluate((box) => ({
    page: document.documentElement.scrollWidth,
    inner: box.scrollWidth,
    outer: box.clientWidth,
  }));
  assert.equal(widths.page, 360);
  assert.ok(widths.outer < widths.inner, JSON.stringify(widths));
});

// Heard

onPage("the result is said after a drag, never before it ends, and never at the start", {}, async (calculator) => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1300));
  await pause();
  assert.equal(await status(calculator).textContent(), "");
  await calculator.drag("Dirty rate", 0.3, async () => {
    await pause(); // the slider is held
    assert.equal(await status(calculator).textContent(), "");
  });
  await calculator.page.waitForFunction(() => document.querySelector(".heard").textContent !== "");
  const said = await status(calculator).textContent();
  const figures = await calculator.figures();
  assert.equal(
    said,
    `Converges. Downtime at most ${figures["Downtime"]}. Migration time at most ${figures["Migration time"]}.`,
  );
  const box = await status(calculator).boundingBox();
  assert.ok(box.width <= 1 && box.height <= 1, "not seen");
});

// Symbols

onPage("the papers' symbols on request", {}, async (calculator) => {
  const { print } = await calculator.picture();
  await table(calculator);
  const heads = () => calculator.root.locator(".curve-table thead th").allTextContents();
  assert.deepEqual((await heads()).slice(2), ["remaining", "empty", "sent once", "hot", "paper"]);
  await button(calculator, "symbols").click();
  assert.deepEqual((await heads()).slice(2), ["f(t)", "e(t)", "p(t)", "h(t)", "f(t), paper"]);
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
