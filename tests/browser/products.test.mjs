// The same VM under every product: computed alike, sorted, and chosen with a click.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const OPEN = "The same VM under every product";
const CALM = "/#hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

async function opened(calculator) {
  await calculator.root.getByRole("button", { name: OPEN }).click();
  const panel = calculator.root.getByRole("region", { name: OPEN });
  await panel.locator(".products__table").waitFor();
  return {
    panel,
    alone: panel.getByRole("checkbox", { name: "Every product alone on the link" }),
    head: (name) => panel.locator(".products__table").getByRole("columnheader", { name, exact: true }),
    sort: (name) => panel.getByRole("button", { name, exact: true }).click(),
    use: (name) => panel.getByRole("button", { name: `Use ${name}`, exact: true }),
    names: () => panel.locator(".products__name").allInnerTexts(),
    groups: () => panel.locator(".products__group").allInnerTexts(),
    /** The large texts of a row, its name first. */
    row: (name) =>
      panel.locator(".products__row", { has: calculator.page.getByText(name, { exact: true }) }).evaluate((row) =>
        [...row.querySelectorAll(".products__name, td > span")].map((one) => one.textContent),
      ),
    own: () => panel.locator(".products__row--own .products__name").allInnerTexts(),
    column: (index) => panel.locator(`.products__row td:nth-child(${index}) > span`).allInnerTexts(),
  };
}

onPage("every product that can be chosen has a row, as they are grouped", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  const choices = await calculator.choice("Hypervisor").locator("option").allInnerTexts();
  assert.deepEqual(await products.names(), choices.map((name) => name.trim()));
  assert.equal((await products.groups()).length, await calculator.choice("Hypervisor").locator("optgroup").count());
  assert.deepEqual(await products.own(), ["QEMU today"]);
  assert.deepEqual(await products.row("QEMU today"), ["QEMU today", "converges", "51.7 ms", "33.3 s", "4.22 GiB", "–"]);
});

onPage("the chosen product's row has the options entered, and follows them", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  const before = await products.row("QEMU today");
  const other = await products.row("libvirt (virsh migrate)");
  await calculator.type("Downtime limit", "2 s");
  await calculator.painted();
  assert.notDeepEqual(await products.row("QEMU today"), before);
  assert.deepEqual(await products.row("libvirt (virsh migrate)"), other);
});

onPage("a column's head sorts up, down, and not at all", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  const grouped = await products.names();
  const head = products.head("Product");
  assert.equal(await head.getAttribute("aria-sort"), null);
  await products.sort("Product");
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(await products.groups(), []);
  const up = await products.names();
  assert.deepEqual(up, grouped.toSorted((a, b) => (a < b ? -1 : 1)));
  await products.sort("Product");
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  assert.deepEqual(await products.names(), up.toReversed());
  await products.sort("Migration time");
  assert.equal(await head.getAttribute("aria-sort"), null);
  assert.equal(await products.head("Migration time").getAttribute("aria-sort"), "ascending");
  const times = (await products.column(4)).filter((text) => text !== "–");
  const seconds = times.map((text) => (text.endsWith("ms") ? parseFloat(text) / 1000 : parseFloat(text)));
  assert.ok(5 < seconds.length && times.every((text) => /^[\d.]+ m?s$/.test(text)), times.join());
  assert.deepEqual(seconds, seconds.toSorted((a, b) => a - b));
  assert.ok((await products.column(4)).slice(times.length).every((text) => text === "–"), "no end comes last");
  await products.sort("Migration time");
  await products.sort("Migration time");
  assert.deepEqual(await products.names(), grouped);
});

onPage("a product that is used is chosen with its defaults, and the machine stays", { at: `${CALM}&max-downtime=2s` }, async (calculator) => {
  const products = await opened(calculator);
  const [, , down, time] = await products.row("OpenStack Nova");
  await products.use("OpenStack Nova").click();
  await calculator.painted();
  assert.equal(await calculator.choice("Hypervisor").inputValue(), "nova");
  assert.equal(await calculator.text("Memory"), "4 GiB");
  assert.equal(await calculator.inHash("max-downtime"), null);
  assert.ok(!(await calculator.isStale()));
  assert.deepEqual(await products.own(), ["OpenStack Nova"]);
  assert.deepEqual((await products.row("OpenStack Nova")).slice(2, 4), [down, time]);
  const focus = await calculator.page.evaluate(() => document.activeElement.ariaLabel);
  assert.equal(focus, "OpenStack Nova is chosen", "the focus stays on the button");
  // As the list itself would do it.
  const link = await calculator.settledHash();
  await calculator.choose("Hypervisor", "qemu");
  await calculator.choose("Hypervisor", "nova");
  assert.equal(await calculator.settledHash(), link);
});

onPage("alone on the link or as each product shares it", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  const VMOTION = "VMware vMotion 5 and later";
  const seconds = async () => parseFloat((await products.row(VMOTION))[3]);
  assert.ok(await products.alone.isChecked());
  const alone = await seconds();
  await products.alone.uncheck();
  await calculator.painted();
  assert.ok(4 * alone < (await seconds()));
  assert.ok(await products.panel.getByText("8 share the link").first().isVisible());
  // Alone, what is used is entered with that.
  await products.alone.check();
  await products.use(VMOTION).click();
  await calculator.painted();
  assert.equal(await calculator.text("Migrations sharing the link"), "1");
});

onPage("with the keyboard alone: sort, choose, close", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  const { keyboard } = calculator.page;
  await products.panel.getByRole("button", { name: "Data sent", exact: true }).focus();
  await keyboard.press("Enter");
  await calculator.painted();
  assert.equal(await products.head("Data sent").getAttribute("aria-sort"), "ascending");
  await products.use("Xen 4.6 and later").focus();
  await keyboard.press("Space");
  await calculator.painted();
  assert.equal(await calculator.choice("Hypervisor").inputValue(), "xen");
  await keyboard.press("Escape");
  await products.panel.waitFor({ state: "detached" });
  const again = await opened(calculator);
  assert.equal(await again.head("Data sent").getAttribute("aria-sort"), "ascending", "it stays while it is closed");
});

onPage("on a phone the table scrolls in its own box, the names in sight", { ...PHONE, at: CALM }, async (calculator) => {
  const { panel } = await opened(calculator);
  const measured = await panel.locator(".products__scroll").evaluate((box) => {
    const name = box.querySelector(".products__row th");
    const before = name.getBoundingClientRect().left;
    box.scrollLeft = 200;
    return {
      scrolls: box.scrollLeft,
      moved: name.getBoundingClientRect().left - before,
      page: document.documentElement.scrollWidth - innerWidth,
      share: name.getBoundingClientRect().width / box.clientWidth,
    };
  });
  assert.equal(measured.scrolls, 200);
  assert.ok(Math.abs(measured.moved) < 1 && measured.page <= 0 && measured.share < 0.6, JSON.stringify(measured));
});

for (const width of [320, 480, 768, 1024, 1280, 2560]) {
  onPage(`the page is no wider than its window of ${width}`, { at: CALM, viewport: { width, height: 740 } }, async (calculator) => {
    await opened(calculator);
    assert.ok((await calculator.page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  });
}

onPage("how long all products take is printed", { at: CALM }, async (calculator) => {
  const products = await opened(calculator);
  for (const [name, link] of [
    ["calm", CALM.slice(2)],
    ["at the knee", "hv=qemu&mem=64GiB&ws=60GiB&hot=8GiB&dirty=28000pages/s&link=1Gbit/s"],
    ["outpaced", "hv=qemu&mem=64GiB&ws=60GiB&hot=8GiB&dirty=400000pages/s&link=10Gbit/s"],
  ]) {
    const { count, median } = await calculator.page.evaluate(async (link) => {
      const panels = await import(new URL("precopy-panels.js", document.baseURI).href);
      const times = [];
      let count = 0;
      for (let turn = 0; turn < 30; turn += 1) {
        const start = performance.now();
        for (let repeat = 0; repeat < 5; repeat += 1) count = panels.productsForTest(link);
        times.push((performance.now() - start) / 5);
      }
      return { count, median: times.toSorted((a, b) => a - b)[15] };
    }, link);
    console.log(`# all ${count} products, ${name}: ${median.toFixed(2)} ms`);
    assert.equal(count, (await products.names()).length);
  }
});

onPage(
  "below the products stand the ways out of a migration that never ends",
  { at: "/#hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=45000pages/s&link=10Gbit/s" },
  async (calculator) => {
    const { panel } = await opened(calculator);
    const row = (name) => panel.locator(".ways-out__table tbody tr", { hasText: name }).locator("td").allInnerTexts();
    assert.equal((await row("as it is"))[0], "no end");
    const [downtime, brownout] = await row("slowed down");
    assert.match(downtime, /ms$/);
    assert.match(brownout, / s$/);
    const atOnce = await row("post-copy at once");
    assert.equal(atOnce[0], "20 ms", "the device state alone");
    assert.match(atOnce[4], /^[\d,]+ pages$/);
    await calculator.type("Dirty rate", "100 pages/s");
    await calculator.painted();
    assert.match((await row("as it is"))[0], /s$/, "it follows the inputs");
  },
);
