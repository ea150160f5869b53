// The crosshair over the chart, by mouse, touch and keys, and its read-out.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";
import { button, isShown, number, plot, point, press, reading, seconds, table, values } from "./chart.mjs";

const NEVER = "/#hv=qemu&dirty=45000pages/s";
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

onPage("the crosshair says under the mouse what the table says", {}, async (calculator) => {
  const rows = (await table(calculator)).map(([time, , total, empty, passive, hot, , paper]) => ({
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
    const edges = await calculator.root.locator(".chart canvas").evaluate((canvas) => {
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
  // Where nothing can be changed there is no handle in the way of the pointer.
  const fixed = `${at}${at.includes("#") ? "&" : "#"}readonly=1`;
  onPage(`the read-out stays in the chart and off the point: ${at}`, { at: fixed }, async (calculator) => {
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
          const wrong = await calculator.root.locator(".chart .stage").evaluate((stage) => {
            const box = (selector) => stage.querySelector(selector).getBoundingClientRect();
            const [chart, read] = [stage.getBoundingClientRect(), box(".reading")];
            const dot = box(".cross__point--bound");
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
  const at = async () => seconds((await values(calculator)).time);
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
  for (const [, , total, empty, passive, hot, expected, paper] of rows.slice(1)) {
    await press(calculator, "PageDown");
    const { time, phase, ...pages } = await values(calculator);
    assert.deepEqual(Object.values(pages), [total, empty, passive, hot, expected, paper], `${time}, ${phase}`);
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
