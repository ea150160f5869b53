// The products, each with its own rules, and how a migration ends under them: "does not converge" is an outcome with
// words of its own, not an error.

import assert from "node:assert/strict";

import { onPage, VERDICT } from "./calculator.mjs";

/** Every product, in the order in which they are offered. */
const PRESETS = [
  "qemu qemu-auto-converge qemu-1.4 qemu-kvm",
  "libvirt kubevirt kubevirt-1.4 kubevirt-1.3 nova",
  "ovirt-minimal-downtime ovirt-suspend ovirt-post-copy ovirt-very-large",
  "proxmox kvm-paper kvm-source xen xen-3 xenserver",
  "vmotion vmotion-4.1 hyper-v cloud-hypervisor cloud-hypervisor-51 virtualbox custom",
].flatMap((names) => names.split(" "));

/** Some of them, each with a loop of its own. */
const KINDS = ["qemu", "kvm-paper", "xen", "custom"];

/** What can be entered for the custom product only. */
const FREE = [
  "Stop threshold",
  "Volume limit",
  "Time limit",
  "Page size",
  "Header of a page",
  "An empty page on the wire",
];

onPage("each product can be chosen, with its own rules", {}, async (calculator) => {
  for (const preset of [...KINDS.slice(1), KINDS[0]]) {
    const before = { figures: await calculator.figures(), picture: await calculator.picture() };
    await calculator.choose("Hypervisor", preset);
    assert.notDeepEqual(await calculator.figures(), before.figures, preset);
    assert.match(await calculator.sentence(), VERDICT);
    assert.notEqual((await calculator.hasChart()).print, before.picture.print, preset);
    assert.equal(await calculator.inHash("hv"), preset);
    assert.equal(await calculator.field("Downtime limit").isVisible(), preset !== "xen");
    assert.equal(await calculator.slider("Downtime limit").isVisible(), preset !== "xen");
    for (const name of FREE) {
      assert.equal(await calculator.field(name).count(), preset === "custom" ? 1 : 0, name);
    }
  }
});

onPage("every product is offered, with a line about it", {}, async (calculator) => {
  const offered = await calculator
    .choice("Hypervisor")
    .locator("option")
    .evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(offered, PRESETS);
  const lines = new Set();
  for (const preset of PRESETS) {
    await calculator.choose("Hypervisor", preset);
    lines.add(await calculator.root.locator(".field--choice .field__line").first().innerText());
  }
  assert.equal(lines.size, PRESETS.length);
});

onPage(
  "choosing a product keeps the machine and takes the product's own limit",
  {
    at: "/#mem=24GiB&dirty=3000pages/s&max-downtime=2s",
  },
  async (calculator) => {
    for (const [preset, limit] of [
      ["kvm-paper", "30 ms"],
      ["custom", "300 ms"],
      ["qemu", "300 ms"],
    ]) {
      await calculator.choose("Hypervisor", preset);
      assert.equal(await calculator.text("Memory"), "24 GiB");
      assert.equal(await calculator.text("Dirty rate"), "3000 pages/s");
      assert.equal(await calculator.text("Downtime limit"), limit);
    }
  },
);

onPage("custom opens all its values", {}, async (calculator) => {
  await calculator.choose("Hypervisor", "custom");
  for (const name of [...FREE, "Bandwidth cap", "Empty pages per second", "Device state"]) {
    await calculator.field(name).waitFor();
  }
  for (const name of ["Loop", "Bandwidth estimate", "Empty pages"]) {
    await calculator.choice(name).waitFor();
  }
  // What only matters together with another value comes with it.
  for (const [name, text, choice] of [
    ["Bandwidth cap", "1 GiB/s", "Cap holds while stopped"],
    ["Time limit", "20 s", "At the limit"],
  ]) {
    assert.equal(await calculator.choice(choice).count(), 0, `${choice} without ${name}`);
    await calculator.type(name, text);
    await calculator.choice(choice).waitFor();
  }
});

onPage("the loop of the custom product can be changed", { at: "/#hv=custom" }, async (calculator) => {
  const seen = new Set();
  for (const loop of ["fluid", "rounds", "estimate", "threshold"]) {
    await calculator.choose("Loop", loop);
    assert.match(await calculator.sentence(), VERDICT);
    seen.add(JSON.stringify(await calculator.figures()));
  }
  assert.ok(1 < seen.size, "the loop matters");
  assert.equal(await calculator.field("Round limit").count(), 0, "a loop without rounds has no limit on them");
  assert.equal(await calculator.inHash("loop"), "threshold");
});

onPage(
  "the limits of the custom product end a migration that would not end",
  {
    at: "/#hv=custom&loop=rounds&dirty=900000pages/s&hot=1GiB",
  },
  async (calculator) => {
    assert.match(await calculator.sentence(), /^Does not converge\./);
    for (const [name, text] of [
      ["Round limit", "3"],
      ["Volume limit", "2"],
      ["Time limit", "20 s"],
    ]) {
      await calculator.type(name, text);
      await calculator.page.keyboard.press("Tab");
      assert.equal(await calculator.isInvalid(name), false, await calculator.line(name));
      assert.match((await calculator.figures())["Downtime"], /^\d/, `${name} ends it`);
      await calculator.hasChart();
      await calculator.type(name, "none");
      await calculator.page.keyboard.press("Tab");
      assert.match((await calculator.figures())["Downtime"], /^no bound/, `without ${name}`);
    }
    await calculator.type("Time limit", "20 s");
    await calculator.choose("At the limit", "cancel");
    assert.match(await calculator.sentence(), /^Is cancelled\./);
    assert.equal((await calculator.figures())["Downtime"], "none");
    const colleague = await calculator.another(`/${await calculator.settledHash()}`);
    assert.deepEqual(await colleague.fields(), await calculator.fields());
    assert.equal(await colleague.sentence(), await calculator.sentence());
  },
);

onPage(
  "a page count as stop threshold takes the place of the downtime limit",
  { at: "/#hv=custom" },
  async (calculator) => {
    await calculator.type("Stop threshold", "50 pages");
    assert.equal(await calculator.isInvalid("Stop threshold"), false, await calculator.line("Stop threshold"));
    assert.match(await calculator.root.locator(".notes").innerText(), /stops the guest at 50 pages or fewer/);
  },
);

onPage("opened values stay open while one works, and are there for every product", {}, async (calculator) => {
  await calculator.page.getByText("2 more options").click();
  await calculator.field("Bandwidth cap").waitFor();
  const before = await calculator.figures();
  await calculator.type("Bandwidth cap", "none");
  assert.notDeepEqual(await calculator.figures(), before);
  await calculator.drag("Memory", 0.6);
  assert.ok(await calculator.field("Bandwidth cap").isVisible());
});

onPage("every value of a product names its source", {}, async (calculator) => {
  await calculator.page.getByText("Where this product's numbers come from").click();
  for (const preset of PRESETS) {
    await calculator.choose("Hypervisor", preset);
    const rows = await calculator.root
      .locator(".sources__table tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
    assert.ok(5 < rows.length, preset);
    for (const row of rows)
      assert.ok(
        row.every((cell) => cell !== ""),
        `${preset}: ${row}`,
      );
  }
});

onPage(
  "a guest that writes faster than the link carries does not converge",
  { at: "/#hv=qemu&dirty=45000pages/s" },
  async (calculator) => {
    assert.match(await calculator.sentence(), /^Does not converge\. The guest rewrites 45,000 pages\/s/);
    assert.deepEqual(await calculator.figures(), {
      Downtime: "no bound",
      "Migration time": "no end",
      "Data sent": "no end",
    });
    assert.match(await calculator.summary(), /does not come down to an end/);
    await calculator.hasChart();
  },
);

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
  // A little above it the real loop comes down, since more than the cap goes by; that is not sure.
  assert.match(await calculator.sentence(), /^(Does not converge|May never end)\./);
});

onPage(
  "a product with a limit stops all the same, and says so",
  { at: "/#hv=kvm-paper&dirty=45000pages/s" },
  async (calculator) => {
    assert.match(await calculator.sentence(), /^Does not converge\. .*gives up/);
    for (const figure of Object.values(await calculator.figures())) assert.match(figure, /^\d/);
  },
);

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
