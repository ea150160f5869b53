// Ready-made scenarios: found by words, loaded with a click, marked for what they assume, and left again.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";

import { onPage, SLIDERS } from "./calculator.mjs";

const FOLDER = new URL("screenshots/", import.meta.url);
await mkdir(FOLDER, { recursive: true });

const NAME = "Ready-made scenarios";
const OWN = "/#v=1&hv=qemu&mem=12GiB&ws=7GiB&hot=1GiB&dirty=7777pages/s&link=10Gbit/s";
const POSTAL_3 = "Postal mail server, 300 messages a minute";
/** As the paper's Table IV has it, with what is assumed beside it. */
const POSTAL_3_LINK =
  "v=1&hv=kvm-paper&mem=8GiB&ws=210190pages&hot=30654pages&dirty=16217pages/s&link=14000pages/s&max-downtime=30ms";

class Shelf {
  constructor(calculator) {
    this.calculator = calculator;
    this.root = calculator.root;
  }

  get opener() {
    return this.root.getByRole("button", { name: NAME });
  }

  get panel() {
    return this.root.getByRole("region", { name: NAME });
  }

  get search() {
    return this.panel.getByRole("searchbox", { name: "Search" });
  }

  get loaded() {
    return this.root.getByRole("region", { name: "Loaded scenario" });
  }

  get back() {
    return this.root.getByRole("button", { name: "Back to what I had" });
  }

  async open() {
    await this.opener.click();
    await this.isThere();
  }

  /** Waits until the list has been fetched. */
  async isThere() {
    await this.search.waitFor();
  }

  card(title) {
    return this.panel.getByRole("button", { name: title, exact: true });
  }

  /** The titles of the cards that are in sight. */
  async cards() {
    return this.panel.locator(".card__title:visible").allInnerTexts();
  }

  async seek(words) {
    await this.search.fill(words);
    await this.calculator.painted();
  }

  async choose(words, title) {
    await this.open();
    await this.seek(words);
    await this.card(title).click();
    await this.panel.waitFor({ state: "detached" });
    await this.calculator.resized();
  }
}

/** A test with the shelf at hand. */
function onShelf(name, options, steps) {
  onPage(name, options, (calculator) => steps(calculator, new Shelf(calculator)));
}

async function focused(calculator) {
  return calculator.page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || !element.checkVisibility()) return null;
    return element.ariaLabel ?? element.labels?.[0]?.innerText.trim() ?? element.textContent.trim();
  });
}

/** Which of the fields with a slider carry the tag; other values may be the product's own assumptions. */
async function assumed(calculator) {
  const names = await calculator.root.locator(".inputs").evaluate((inputs) => {
    const tags = [...inputs.querySelectorAll(".field .chip.mark--assumed")].filter((tag) => tag.checkVisibility());
    return tags.map((tag) => tag.closest(".field").querySelector("label").textContent);
  });
  return names.filter((name) => SLIDERS.includes(name));
}

onShelf("the words that one types find a scenario, and other words say that there is none", {}, async (_, shelf) => {
  await shelf.open();
  const all = await shelf.panel.getByRole("status").innerText();
  const count = Number(/^(\d+) scenarios$/.exec(all)[1]);
  assert.ok(40 <= count, all);
  await shelf.seek("postal");
  assert.equal((await shelf.cards()).length, 10);
  assert.equal(await shelf.panel.getByRole("status").innerText(), `10 of ${count} scenarios`);
  // By title, by line, by source, by what it is for, in any order.
  for (const [words, title] of [
    ["300 POSTAL", POSTAL_3],
    ["twenty times", "QEMU's own cap of 128 MiB/s binds on 25 GbE"],
    ["table iii, row 7", "SPEC application server, driver rate 35"],
    ["rounds java xen", "Java application server on Xen: five rounds and stop"],
    ["12 TiB", "In-memory database, 12 TiB on 100 GbE"],
  ]) {
    await shelf.seek(words);
    assert.ok((await shelf.cards()).includes(title), `${words}: ${await shelf.cards()}`);
  }
  await shelf.seek("mainframe");
  assert.deepEqual(await shelf.cards(), []);
  assert.equal(await shelf.panel.getByRole("status").innerText(), "No scenario has all of these words.");
  await shelf.panel.getByRole("button", { name: "Show all again" }).click();
  assert.equal(await shelf.search.inputValue(), "");
  assert.equal(await shelf.panel.getByRole("status").innerText(), all);
  assert.equal(await shelf.search.evaluate((field) => field === document.activeElement), true);
});

onShelf("a chosen scenario is what its link is, and one gets back to what one had", { at: OWN }, async (calculator, shelf) => {
  const [figures, fields] = [await calculator.figures(), await calculator.fields()];
  await shelf.choose("postal", POSTAL_3);
  assert.equal(await focused(calculator), `Scenario: ${POSTAL_3}`);
  assert.equal(await shelf.loaded.getByRole("status").innerText(), `Scenario: ${POSTAL_3}`);
  assert.equal(
    await shelf.loaded.locator("summary").innerText(),
    "Salfner, Tröger, Richly 2012, Table IV, row 3 · assumed: memory, link speed, downtime limit Why these values",
  );
  assert.equal(await calculator.settledHash(), `#${POSTAL_3_LINK}&scenario=postal-3`);
  const direct = await calculator.another(`/#${POSTAL_3_LINK}&scenario=postal-3`);
  assert.deepEqual(await calculator.figures(), await direct.figures());
  assert.equal(await calculator.sentence(), await direct.sentence());
  assert.deepEqual(await calculator.fields(), await direct.fields());
  // The same link, opened by somebody else, says what it is, and has nothing to go back to.
  const theirs = new Shelf(direct);
  await theirs.loaded.waitFor();
  assert.equal(await theirs.loaded.getByRole("status").innerText(), `Scenario: ${POSTAL_3}`);
  assert.equal(await theirs.back.count(), 0);
  await direct.page.close(); // the page behind another one is not painted
  // Another one from the list: the way back still leads home.
  await shelf.choose("idle", "An idle VM");
  await shelf.back.click();
  await calculator.painted();
  assert.deepEqual([await calculator.figures(), await calculator.fields()], [figures, fields]);
  assert.equal(await focused(calculator), NAME);
  assert.ok(await shelf.loaded.isHidden());
  assert.equal(`/${await calculator.settledHash()}`, OWN);
});

onShelf("assumed inputs say so until they are changed", {}, async (calculator, shelf) => {
  assert.deepEqual(await assumed(calculator), []);
  await shelf.choose("postal", POSTAL_3);
  assert.deepEqual(await assumed(calculator), ["Downtime limit", "Memory", "Link speed"]);
  const before = await calculator.summary();
  await calculator.choice("Hypervisor").focus(); // the line must not take it again
  await calculator.drag("Dirty rate", 0.2);
  assert.notEqual(await calculator.summary(), before);
  assert.match(await shelf.loaded.getByRole("status").innerText(), /\schanged$/);
  assert.deepEqual(await assumed(calculator), ["Downtime limit", "Memory", "Link speed"]);
  await calculator.type("Link speed", "1 Gbit/s");
  assert.deepEqual(await assumed(calculator), ["Downtime limit", "Memory"]);
  // Put back by hand, it is the scenario again.
  await calculator.type("Link speed", "14000 pages/s");
  await calculator.type("Dirty rate", "16217 pages/s");
  assert.equal(await shelf.loaded.getByRole("status").innerText(), `Scenario: ${POSTAL_3}`);
  assert.equal(await calculator.summary(), before);
  // Why: each with its reason; and in the list of sources, too.
  await shelf.loaded.getByText("Why these values").click();
  assert.match(await shelf.loaded.getByRole("list").innerText(), /Link speed: .*14,000 pages\/s/);
  await calculator.root.getByText("Where this product's numbers come from").click();
  assert.match(await calculator.root.getByRole("row", { name: /^Downtime limit .*assumed/ }).innerText(), /30 ms\s+assumed/);
});

onShelf("a half-typed value comes back, too", {}, async (calculator, shelf) => {
  await calculator.type("Memory", "a lot");
  await shelf.choose("desktop", "Office desktop, 8 GiB");
  assert.equal(await calculator.isStale(), false);
  await shelf.back.click();
  assert.equal(await calculator.text("Memory"), "a lot");
  assert.ok(await calculator.isInvalid("Memory"));
});

onShelf("with the keyboard alone", { at: OWN }, async (calculator, shelf) => {
  const { keyboard } = calculator.page;
  const figures = await calculator.figures();
  await shelf.opener.focus();
  await keyboard.press("Enter");
  await shelf.panel.waitFor();
  assert.equal(await focused(calculator), NAME);
  await shelf.isThere();
  assert.equal(await focused(calculator), NAME);
  await keyboard.press("Tab");
  assert.equal(await focused(calculator), "Close");
  await keyboard.press("Tab");
  assert.match(await focused(calculator), /^Search/);
  await keyboard.type("never");
  // The first Escape clears the search, and the shelf stays open.
  await keyboard.press("Escape");
  assert.equal(await shelf.search.inputValue(), "");
  await keyboard.type("never ends");
  for (const name of [/^How a migration ends/, /^Never ends: busier/]) {
    await keyboard.press("Tab");
    assert.match(await focused(calculator), name);
  }
  await keyboard.press("Enter");
  await shelf.panel.waitFor({ state: "detached" });
  assert.equal(await focused(calculator), "Scenario: Never ends: busier than QEMU's cap");
  assert.match(await calculator.sentence(), /^Does not converge\./);
  // The list opens where it was left, and says what is loaded.
  await shelf.opener.focus();
  await keyboard.press("Space");
  await shelf.isThere();
  assert.equal(await shelf.search.inputValue(), "never ends");
  assert.equal(await shelf.card("Never ends: busier than QEMU's cap").getAttribute("aria-current"), "true");
  await keyboard.press("Escape");
  await shelf.panel.waitFor({ state: "detached" });
  assert.equal(await focused(calculator), NAME);
  await shelf.back.focus();
  await keyboard.press("Space");
  assert.deepEqual(await calculator.figures(), figures);
  assert.equal(await focused(calculator), NAME);
});

onShelf("groups open and close, and a search shows all that it finds", {}, async (calculator, shelf) => {
  await shelf.open();
  assert.ok((await shelf.cards()).includes("An idle VM"));
  const first = shelf.panel.getByText("How a migration ends", { exact: true });
  await first.click();
  assert.deepEqual(await shelf.cards(), []);
  await shelf.seek("idle");
  assert.deepEqual(await shelf.cards(), ["An idle VM"]);
  await shelf.panel.getByRole("button", { name: "Close" }).click();
  await shelf.panel.waitFor({ state: "detached" });
  assert.equal(await focused(calculator), NAME);
});

onShelf("every scenario loads, with a result and a chart", {}, async (calculator, shelf) => {
  await shelf.open();
  const titles = await shelf.panel.locator(".card__title").allTextContents();
  assert.ok(40 <= titles.length);
  for (const [index, title] of titles.entries()) {
    if (!(await shelf.panel.isVisible())) await shelf.open();
    // Also those of closed groups.
    await shelf.panel.locator(".card__title").nth(index).evaluate((button) => button.click());
    await shelf.panel.waitFor({ state: "detached" });
    assert.equal(await focused(calculator), `Scenario: ${title}`);
    assert.equal(await calculator.isStale(), false, title);
    assert.ok(await calculator.notice.isHidden(), title);
    await calculator.hasChart();
  }
});

for (const at of ["/?embed=1", "/#embed=1&v=1&mem=8GiB"]) {
  onShelf(`a frame stays a frame (${at})`, { at, viewport: { width: 700, height: 700 } }, async (calculator, shelf) => {
    await shelf.choose("spec 1", "SPEC application server, driver rate 5");
    assert.equal(await calculator.root.getByRole("banner").count(), 0);
    assert.equal(await calculator.root.locator(".head").count(), 0);
    assert.ok(await shelf.loaded.isVisible());
    assert.deepEqual(await assumed(calculator), ["Downtime limit", "Memory", "Link speed"]);
  });
}

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const options = { viewport: { width, height: 780 }, colorScheme };
    onShelf(`nothing is wider than the window, at ${width} px, ${colorScheme}`, options, async (calculator, shelf) => {
      const { page } = calculator;
      const fits = async () => {
        const [inner, needed] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        assert.ok(needed <= inner, `${needed} px needed`);
      };
      const picture = async (name) => {
        await calculator.painted();
        const path = new URL(`scenarios-${name}-${width}-${colorScheme}.png`, FOLDER).pathname;
        await page.screenshot({ path });
      };
      await shelf.open();
      await fits();
      await picture("list");
      await shelf.seek("postal");
      await fits();
      await picture("search");
      await shelf.seek("mainframe");
      await picture("nothing");
      await shelf.seek("postal");
      await shelf.card(POSTAL_3).click();
      await calculator.resized();
      await fits();
      const box = await shelf.loaded.boundingBox();
      assert.ok(0 <= box.y && box.y + box.height <= 780, "what is loaded is in sight");
      await picture("loaded");
      await shelf.loaded.getByText("Why these values").click();
      await fits();
      await picture("why");
    });
  }
}
