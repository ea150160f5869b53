// How long it takes from a slider's event to the painted canvas: measured and printed, not judged.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const BUDGET_MILLISECONDS = 8;

/** Counts the wipes of the chart's canvas, one a painting, and times the frame callbacks that paint. */
function observePainting() {
  const observed = { wipes: 0, paintings: [] };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.closest(".chart")) observed.wipes += 1;
    return clearRect.apply(this, box);
  };
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      const wipes = observed.wipes;
      const start = performance.now();
      callback(time);
      if (observed.wipes !== wipes) observed.paintings.push(performance.now() - start);
    });
  globalThis.observed = observed;
}

function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}

for (const [what, events, options] of [
  ["", 300, {}],
  ["at 2560 px with 2 device pixels to one: ", 30, { viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 2 }],
]) {
  onPage(
    `${what}a dragged slider paints the chart once an event`,
    {
      prepare: (page) => page.addInitScript(observePainting),
      ...options,
    },
    async (calculator) => {
      await calculator.settledHash();
      const times = await calculator.slider("Dirty rate").evaluate(async (slider, events) => {
        const { observed } = globalThis;
        const task = () =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(port1.close());
            port2.postMessage(null);
          });
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        const times = [];
        for (let event = 0; event < events; event += 1) {
          // To and fro across the copy rate, a few positions at a time, as a hand does.
          const position = Math.round(500 + 180 * Math.sin(event * 0.063));
          observed.paintings.length = 0;
          const start = performance.now();
          slider.value = String(position);
          slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
          await task(); // all that was put off to microtasks, such as rendering, is done
          const rendered = performance.now() - start;
          const afterCallbacks = await frame();
          await task(); // the browser has done its own part of the frame: style, layout, paint
          const rest = performance.now() - afterCallbacks;
          times.push({ rendered, paintings: [...observed.paintings], rest });
        }
        return times;
      }, events);
      const painted = times.filter(({ paintings }) => 0 < paintings.length);
      const ours = painted.map(({ rendered, paintings }) => rendered + paintings.reduce((sum, time) => sum + time));
      const all = painted.map(({ rest }, index) => ours[index] + rest);
      console.log(`${what}slider event to painted canvas: ${quantiles(ours)} (budget p95 ${BUDGET_MILLISECONDS} ms)`);
      console.log(`${what}with the browser's own layout and painting: ${quantiles(all)}`);
      assert.ok(0.84 * events < painted.length, `only ${painted.length} of ${events} events were painted`);
      assert.ok(
        painted.every(({ paintings }) => paintings.length === 1),
        "painted more than once a frame",
      );
    },
  );
}

/** Drags an element with events of its own, `events` times along `way`, and times each until all is painted. */
function timeDrag(element, { events, way }) {
  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(port1.close());
      port2.postMessage(null);
    });
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const { left, top, width, height } = element.getBoundingClientRect();
  const send = (type, [across, down]) => {
    const [clientX, clientY] = [left + width / 2 + across, top + height / 2 + down];
    element.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerId: 1, clientX, clientY }));
  };
  return (async () => {
    const times = [];
    send("pointerdown", [0, 0]);
    await frame();
    await task();
    for (let event = 0; event < events; event += 1) {
      const angle = event * 0.063;
      globalThis.observed.paintings.length = 0;
      const start = performance.now();
      send("pointermove", [way[0] * Math.sin(angle), way[1] * Math.sin(angle)]);
      await task();
      const rendered = performance.now() - start;
      const afterCallbacks = await frame();
      await task();
      const rest = performance.now() - afterCallbacks;
      times.push({ rendered, paintings: [...globalThis.observed.paintings], rest });
    }
    send("pointerup", [0, 0]);
    return times;
  })();
}

for (const [name, at, way] of [
  ["Dirty rate", "/", [20, -25]],
  ["Hot set", "/", [0, -100]],
  ["Downtime limit", "/", [0, -60]],
  ["Round limit", "/#hv=xen&dirty=250000pages/s", [-120, 0]],
]) {
  onPage(
    `a dragged handle paints the chart once an event: ${name}`,
    { at, prepare: (page) => page.addInitScript(observePainting) },
    async (calculator) => {
      await calculator.settledHash();
      const events = 200;
      const handle = calculator.root.getByRole("slider", { name: `${name}, in the chart`, exact: true });
      const times = await handle.evaluate(timeDrag, { events, way });
      const painted = times.filter(({ paintings }) => 0 < paintings.length);
      const ours = painted.map(({ rendered, paintings }) => rendered + paintings.reduce((sum, time) => sum + time));
      const all = painted.map(({ rest }, index) => ours[index] + rest);
      console.log(`${name}: handle's event to painted canvas: ${quantiles(ours)} (budget p95 ${BUDGET_MILLISECONDS} ms)`);
      console.log(`${name}: with the browser's own layout and painting: ${quantiles(all)}`);
      assert.ok(0.3 * events < painted.length, `only ${painted.length} of ${events} events were painted`);
      // A late painting is counted with the event after it.
      const paintings = times.reduce((sum, { paintings }) => sum + paintings.length, 0);
      assert.ok(paintings <= events, `${paintings} paintings of ${events} events`);
    },
  );
}
