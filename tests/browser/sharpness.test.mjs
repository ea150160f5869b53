// The canvas has as many pixels as the screen, whatever the pixel ratio and the size of its box.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

async function isSharp(calculator, ratio, tolerance = 0.5) {
  const picture = await calculator.hasChart();
  for (const side of ["width", "height"]) {
    const wanted = picture.box[side] * ratio;
    assert.ok(Math.abs(picture[side] - wanted) <= tolerance, `${side}: ${picture[side]} pixels for ${wanted} of the screen`);
  }
  return picture;
}

for (const deviceScaleFactor of [1, 1.25, 2, 3]) {
  onPage(`the chart is sharp at ${deviceScaleFactor} device pixels to one`, { deviceScaleFactor }, async (calculator) => {
    const first = await isSharp(calculator, deviceScaleFactor);
    for (const width of [1100, 761, 361, 1000]) {
      await calculator.resize(width, 820);
      const picture = await isSharp(calculator, deviceScaleFactor);
      assert.notEqual(picture.width, first.width);
      assert.notEqual(picture.print, first.print, "drawn anew");
    }
    await calculator.resize(1280, 820);
    assert.equal((await isSharp(calculator, deviceScaleFactor)).print, first.print);
  });
}

onPage("the chart follows when the window goes to another screen", { deviceScaleFactor: 1 }, async (calculator) => {
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

onPage("the chart is sharp in a box of broken size", { deviceScaleFactor: 3 }, async (calculator) => {
  for (const width of [700.3, 555.55, 901.7, 640.1, 777.9]) {
    await calculator.page.evaluate((width) => {
      document.getElementById("precopy").style.width = `${width}px`;
    }, width);
    await calculator.painted();
    await isSharp(calculator, 3, 1); // the browser snaps the box to whole pixels, up or down
  }
});
