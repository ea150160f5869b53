// The canvas has as many pixels as the screen, whatever the pixel ratio and the size of its box.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

async function isSharp(calculator, ratio) {
  const picture = await calculator.hasChart();
  for (const side of ["width", "height"]) {
    const wanted = picture.box[side] * ratio;
    assert.ok(Math.abs(picture[side] - wanted) <= 0.5, `${side}: ${picture[side]} pixels for ${wanted} of the screen`);
  }
  return picture;
}

for (const deviceScaleFactor of [1, 1.25, 2, 3]) {
  onPage(`the chart is sharp at ${deviceScaleFactor} device pixels to one`, { deviceScaleFactor }, async (calculator) => {
    const first = await isSharp(calculator, deviceScaleFactor);
    for (const width of [1100, 701, 361, 1440]) {
      await calculator.page.setViewportSize({ width, height: 820 });
      const picture = await isSharp(calculator, deviceScaleFactor);
      assert.notEqual(picture.width, first.width);
      assert.notEqual(picture.print, first.print, "drawn anew");
    }
    await calculator.page.setViewportSize({ width: 1280, height: 820 });
    assert.equal((await isSharp(calculator, deviceScaleFactor)).print, first.print);
  });
}

onPage("the chart follows when the window goes to another screen", {}, async (calculator) => {
  const session = await calculator.page.context().newCDPSession(calculator.page);
  for (const deviceScaleFactor of [2, 1.5, 1]) {
    await session.send("Emulation.setDeviceMetricsOverride", { width: 1280, height: 820, deviceScaleFactor, mobile: false });
    await calculator.page.waitForFunction((ratio) => devicePixelRatio === ratio, deviceScaleFactor);
    await calculator.painted();
    await isSharp(calculator, deviceScaleFactor);
  }
});

onPage("the chart has the same shape at every pixel ratio", {}, async (calculator) => {
  const { box } = await calculator.picture();
  assert.ok(500 < box.width && 250 < box.height && box.width < box.height * 4, JSON.stringify(box));
});
