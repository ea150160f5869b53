// A migration that does not converge is an outcome with words of its own, not an error.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

onPage("a guest that writes faster than the link carries does not converge", { at: "/#hv=qemu&dirty=45000pages/s" }, async (calculator) => {
  assert.match(await calculator.sentence(), /^Does not converge\. The guest rewrites 45,000 pages\/s/);
  assert.deepEqual(await calculator.figures(), { Downtime: "no bound", "Migration time": "no end", "Data sent": "no end" });
  assert.match(await calculator.summary(), /does not come down to an end/);
  await calculator.hasChart();
});

onPage("dragging the dirty rate across the copy rate turns the verdict, and back", {}, async (calculator) => {
  const before = { sentence: await calculator.sentence(), picture: await calculator.picture() };
  assert.match(before.sentence, /^Converges\./);
  await calculator.drag("Dirty rate", 0.7);
  assert.match(await calculator.sentence(), /^Does not converge\./);
  assert.notEqual((await calculator.hasChart()).print, before.picture.print);
  await calculator.type("Dirty rate", "22000 pages/s");
  assert.equal(await calculator.sentence(), before.sentence);
  assert.equal((await calculator.picture()).print, before.picture.print);
});

onPage("the verdict turns where the sentence says that it would", {}, async (calculator) => {
  const [, edge] = /Above ([\d,]+) writes\/s/.exec(await calculator.sentence());
  const rate = Number(edge.replaceAll(",", ""));
  await calculator.type("Dirty rate", `${rate - 1} pages/s`);
  assert.match(await calculator.sentence(), /^Converges\./);
  await calculator.type("Dirty rate", `${rate + 1} pages/s`);
  assert.match(await calculator.sentence(), /^Does not converge\./);
});

onPage("a product with a limit stops all the same, and says so", { at: "/#hv=kvm-paper&dirty=45000pages/s" }, async (calculator) => {
  assert.match(await calculator.sentence(), /^Does not converge\. .*gives up/);
  for (const figure of Object.values(await calculator.figures())) assert.match(figure, /^\d/);
});

onPage("an idle guest converges", { at: "/#dirty=0pages/s" }, async (calculator) => {
  assert.match(await calculator.sentence(), /^Converges\./);
  assert.match((await calculator.figures())["Downtime"], /^[\d.]+ /);
});

onPage("a result that one listens to is announced", {}, async (calculator) => {
  // The chart is an image with a description; figures are terms with definitions; colours are never the only sign.
  assert.equal(await calculator.canvas.getAttribute("role"), "img");
  assert.match(await calculator.summary(), /^Remaining pages over time\. First pass until [\d.]+ s\./);
  assert.equal(await calculator.result.getByRole("term").count(), 3);
});
