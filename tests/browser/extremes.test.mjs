// Extreme scenarios, right and wrong ones, and links that nobody wrote: each gives a page within a second.

import assert from "node:assert/strict";

import { onPage, seeded, VERDICT } from "./calculator.mjs";

/** All of these are allowed, however odd. */
const ALLOWED = [
  "mem=1PiB&ws=1PiB&hot=1PiB&dirty=50000000pages/s&link=10Mbit/s",
  "mem=1PiB&ws=100pct&hot=0pct&dirty=0pages/s&link=800Gbit/s",
  "mem=64MiB&ws=64MiB&hot=64MiB&dirty=50000000pages/s&link=800Gbit/s",
  "mem=32TiB&ws=32TiB&hot=1KiB&dirty=10000000000pages/s&link=10Mbit/s",
  "mem=1B&ws=1B&hot=1B&dirty=1pages/s",
  "mem=4KiB&ws=4KiB&hot=4KiB&dirty=1pages/s",
  "mem=4KiB&ws=0B&hot=0B&dirty=0pages/s",
  "ws=0pct&hot=0pct",
  "ws=0pct&hot=100pct",
  "ws=100pct&hot=100pct",
  "hot=0B",
  "hot=1B",
  "dirty=0pages/s",
  "dirty=0.001pages/s",
  "dirty=10000000000pages/s",
  "link=1kbit/s",
  "link=100Tbit/s",
  "link=0.001pages/s",
  "link=10000000000pages/s",
  "link=30000pages/s&dirty=30000pages/s",
  "link=30000pages/s&dirty=29999.999999pages/s",
  "link=30000pages/s&dirty=30000.000001pages/s",
  "cap=none&link=30000pages/s&dirty=30000pages/s",
  "max-downtime=0s",
  "max-downtime=0.000001ms",
  "max-downtime=1000000000s",
  "device-state=1000000000s",
  "goodput=0.1pct&shared-by=10000&link=1kbit/s",
  "shared-by=10000",
  "cap=100B/s",
  "cap=none",
  "stream-max=100B/s",
  "empty-rate=0.001pages/s",
  "empty-rate=10000000000pages/s&ws=0pct&hot=0pct",
  "hv=xen&dirty=50000000pages/s",
  "hv=xen&mem=1PiB&link=10Mbit/s",
  "hv=kvm-paper&dirty=50000000pages/s&max-downtime=1000000000s",
  "hv=kvm-paper&mem=4KiB&ws=4KiB&hot=0B&dirty=0pages/s",
  ...["fluid", "threshold", "rounds", "estimate"].flatMap((loop) => [
    `hv=custom&loop=${loop}`,
    `hv=custom&loop=${loop}&dirty=50000000pages/s&hot=100pct`,
    `hv=custom&loop=${loop}&dirty=50000000pages/s&volume=1000000`,
    `hv=custom&loop=${loop}&dirty=50000000pages/s&time-limit=0.000001s`,
    `hv=custom&loop=${loop}&dirty=50000000pages/s&time-limit=1000000000s&on-limit=cancel`,
    `hv=custom&loop=${loop}&volume=0.001&time-limit=1s`,
    `hv=custom&loop=${loop}&stop-pages=0pages`,
    `hv=custom&loop=${loop}&stop-pages=1000000000000000pages`,
  ]),
  ...["rounds", "estimate"].flatMap((loop) => [
    `hv=custom&loop=${loop}&dirty=50000000pages/s&rounds=1000000`,
    `hv=custom&loop=${loop}&dirty=50000000pages/s&rounds=1`,
  ]),
  "hv=custom&page-size=1GiB&mem=1GiB&ws=1GiB&hot=1GiB",
  "hv=custom&page-size=512B&page-header=1GiB",
  "hv=custom&empty-page=1GiB&page-header=0B",
];

/** Each of these has something wrong with it, which is said. */
const REFUSED = [
  "mem=2PiB",
  "mem=0GiB",
  "mem=-4GiB",
  "mem=NaN",
  "mem=infGiB",
  "mem=1e999GiB",
  "mem=",
  "mem",
  "mem=64",
  "mem=4GiB&mem=5GiB",
  "mem=1GiB&ws=2GiB",
  "ws=1GiB&hot=2GiB",
  "ws=101pct",
  "dirty=-1pages/s",
  "dirty=1e300pages/s",
  "link=0Gbit/s",
  "link=1e-300Gbit/s",
  "link=10",
  "hv=",
  "hv=qmeu",
  "hv=xen&max-downtime=300ms",
  "hv=qemu&rounds=3",
  "hv=custom&rounds=1.5",
  "hv=custom&rounds=0",
  "hv=custom&loop=spiral",
  "hv=custom&page-size=0B",
  "hv=custom&time-limit=0s",
  "goodput=200pct",
  "shared-by=0",
  "v=2",
  "v=",
  "mem=%",
  "mem=%zz",
  "mem=%00",
  "mem=%F0%9F%90%98",
  "mem=4%20G%69%42%26&ws=%3Cscript%3Ealert(1)%3C/script%3E",
  `mem=${"9".repeat(400)}GiB`,
  `mem=4GiB&x=${"y".repeat(10_000)}`,
];

/** Opens each fragment in the page, and reads what there is to see. */
async function open(calculator, fragments) {
  await calculator.settledHash();
  return calculator.page.evaluate(async (fragments) => {
    const told = () => new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    const late = () => new Promise((resolve) => setTimeout(resolve, 50));
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const colours = (canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      let last = 0;
      for (const pixel of new Uint32Array(data.buffer)) if (pixel !== last) seen.add((last = pixel));
      return seen.size;
    };
    const seen = [];
    for (const fragment of fragments) {
      const start = performance.now();
      const change = Promise.race([told(), late()]);
      location.hash = fragment;
      await change;
      await frame();
      const milliseconds = performance.now() - start;
      const text = (selector) => document.querySelector(selector)?.textContent ?? "";
      const canvas = document.querySelector("canvas");
      seen.push({
        fragment,
        milliseconds,
        figures: [...document.querySelectorAll(".figure")].map((figure) => figure.textContent),
        sentence: text(".why").trim(),
        summary: canvas?.ariaLabel ?? "",
        notice: document.querySelector(".notice")?.checkVisibility() ? text(".notice") : "",
        colours: canvas ? colours(canvas) : 0,
        failed: document.querySelector(".precopy-failed") !== null,
      });
    }
    return seen;
  }, fragments);
}

function isWhole({ fragment, milliseconds, figures, sentence, summary, colours, failed }) {
  assert.equal(failed, false, fragment);
  assert.equal(figures.length, 3, fragment);
  for (const text of [...figures, sentence, summary]) {
    assert.doesNotMatch(text, /NaN|\binf\b|infinit|-\d/i, fragment);
  }
  assert.match(sentence, VERDICT, fragment);
  assert.ok(10 < colours, `${fragment}: a chart of ${colours} colours`);
  // Not a measurement: a chart that hangs would take for ever.
  assert.ok(milliseconds < 1000, `${fragment}: ${milliseconds} ms`);
}

onPage("extreme scenarios that are allowed give figures and a chart", {}, async (calculator) => {
  for (const seen of await open(calculator, ALLOWED)) {
    isWhole(seen);
    assert.equal(seen.notice, "", seen.fragment);
  }
});

onPage("links that are wrong give figures and a chart, and say what is wrong", {}, async (calculator) => {
  for (const seen of await open(calculator, REFUSED)) {
    isWhole(seen);
    assert.ok(20 < seen.notice.length, `${seen.fragment}: “${seen.notice}”`);
  }
});

for (const fragment of [ALLOWED[0], ALLOWED[4], REFUSED[0], REFUSED.at(-1)]) {
  onPage(`the page also starts with #${fragment.slice(0, 60)}`, { at: `/#${fragment}` }, async (calculator) => {
    assert.match(await calculator.sentence(), VERDICT);
    await calculator.hasChart();
  });
}

onPage("no text that ends in the address does any harm", {}, async (calculator) => {
  const random = seeded(20_120_618);
  const one = (list) => list[Math.floor(random() * list.length)];
  const keys = [
    ...["hv", "mem", "ws", "hot", "dirty", "link", "goodput", "shared-by", "stream-max", "max-downtime", "stop-pages"],
    ...["cap", "cap-in-stop", "loop", "rounds", "volume", "time-limit", "on-limit", "empty-rate", "device-state"],
    ...["page-size", "page-header", "empty-page", "v", "page", "embed", "", "x"],
  ];
  const units = [
    "",
    "B",
    "KiB",
    "GiB",
    "PiB",
    "GB",
    "pages",
    "pages/s",
    "MiB/s",
    "Gbit/s",
    "GbE",
    "s",
    "ms",
    "min",
    "pct",
    "%25",
  ];
  const words = [
    "none",
    "qemu",
    "xen",
    "custom",
    "kvm-paper",
    "yes",
    "rounds",
    "estimate",
    "fluid",
    "cancel",
    "null",
    "constructor",
  ];
  const numbers = ["0", "1", "-1", "0.5", "1e9", "1e-9", "1e308", "1,000", "1.2.3", "٣", "９", ".", "e", "+5", "0x10"];
  const number = () => (random() < 0.5 ? one(numbers) : String(10 ** (random() * 24 - 6)));
  const junk = () => Array.from({ length: 12 }, () => String.fromCodePoint(Math.floor(random() * 0x500) + 1)).join("");
  const value = () =>
    random() < 0.7 ? number() + one(units) : random() < 0.6 ? one(words) : encodeURIComponent(junk());
  const pair = () => (random() < 0.95 ? `${one(keys)}=${value()}` : junk().replaceAll(/[#\s]/g, ""));
  const fragments = Array.from({ length: 150 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 8) }, pair).join("&"),
  );
  // With the number of the turn, so that each one is a change.
  const seen = await open(
    calculator,
    fragments.map((fragment, turn) => `turn=${turn}&${fragment}`),
  );
  seen.forEach(isWhole);
  const slowest = seen.reduce((slow, one) => (slow.milliseconds < one.milliseconds ? one : slow));
  console.log(`slowest of ${seen.length} random links: ${slowest.milliseconds.toFixed(0)} ms`);
  assert.equal(await calculator.page.locator("script:not([src]), #precopy script").count(), 0);
  await calculator.follow("mem=8GiB");
  assert.equal(await calculator.text("Memory"), "8 GiB");
});
