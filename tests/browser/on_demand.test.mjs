// What is fetched when it is opened: not before, and when it fails, the calculator goes on.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const SCENARIOS = "Ready-made scenarios";
const MEASURE = "How do I know my hot set and dirty rate?";
const IDLE = "An idle VM";
const PANELS = "**/precopy-panels*";

function opener(calculator, name) {
  return calculator.root.getByRole("button", { name });
}

function panel(calculator, name) {
  return calculator.root.getByRole("region", { name });
}

function loaded(calculator) {
  return calculator.root.getByRole("region", { name: "Loaded scenario" });
}

const title = (calculator) => loaded(calculator).getByRole("heading").innerText();

/** Whether the calculator answers to its user. */
async function works(calculator) {
  const before = await calculator.figures();
  await calculator.drag("Dirty rate", 0.1);
  await calculator.drag("Dirty rate", 0.6);
  assert.notDeepEqual(await calculator.figures(), before);
  await calculator.hasChart();
}

/** Notes what is asked for. */
function noting(list) {
  return { prepare: async (page) => page.on("request", (request) => list.push(new URL(request.url()).pathname)) };
}

/** Where nothing lies below the chart, nothing of the panels is there before one is opened. */
const VIEW = { at: "/#view=chart" };

/** Without the program of the panels, or only with the script around it. */
function without(pattern, times) {
  return {
    ...VIEW,
    tolerate: [/Failed to load resource/],
    prepare: (page) => page.route(pattern, (route) => route.abort(), { times }),
  };
}

const asked = [];
onPage("nothing of a panel is fetched before one is opened, and then once", { ...VIEW, ...noting(asked) }, async (calculator) => {
  await works(calculator);
  await opener(calculator, "Help").first().click();
  await panel(calculator, "Help and words").waitFor();
  const ours = () => asked.filter((path) => path.includes("panels"));
  assert.deepEqual(ours(), []);
  await opener(calculator, SCENARIOS).click();
  await panel(calculator, SCENARIOS).getByRole("searchbox").waitFor();
  await opener(calculator, MEASURE).click();
  await panel(calculator, MEASURE).locator("textarea").first().waitFor();
  assert.deepEqual(ours(), ["/precopy-panels.js", "/precopy-panels_bg.wasm"]);
});

const first = [];
onPage("the whole calculator asks for what lies below its chart by itself, once, and panels are there with it", noting(first), async (calculator) => {
  await calculator.root.getByRole("region", { name: "What would change it" }).getByRole("heading").first().waitFor();
  await opener(calculator, SCENARIOS).click();
  await panel(calculator, SCENARIOS).getByRole("searchbox").waitFor();
  const ours = first.filter((path) => path.includes("panels"));
  assert.deepEqual(ours, ["/precopy-panels.js", "/precopy-panels_bg.wasm"]);
});

const below = [];
onPage("it is found from any path", { at: "/some/sub/path/", ...noting(below) }, async (calculator) => {
  await opener(calculator, SCENARIOS).click();
  await panel(calculator, SCENARIOS).getByRole("searchbox").waitFor();
  assert.ok(below.includes("/some/sub/path/precopy-panels_bg.wasm"), below.join());
});

for (const [what, pattern] of [
  ["script", "**/precopy-panels.js*"],
  ["program", "**/precopy-panels_bg.wasm*"],
]) {
  onPage(`without its ${what} a panel says so and can be tried again`, without(pattern, 2), async (calculator) => {
    await opener(calculator, SCENARIOS).click();
    const open = panel(calculator, SCENARIOS);
    const again = open.getByRole("button", { name: "Try again" });
    await again.waitFor();
    assert.match(await open.getByRole("alert").innerText(), /could not be fetched/);
    await works(calculator);
    await again.click();
    const focus = await calculator.page.evaluate(() => document.activeElement.textContent);
    assert.equal(focus, SCENARIOS, "the focus does not go with the button");
    await again.waitFor();
    await again.click();
    await open.getByRole("searchbox").waitFor();
    await open.getByRole("button", { name: IDLE, exact: true }).click();
    assert.equal(await title(calculator), `Scenario: ${IDLE}`);
  });
}

onPage("a panel that could not be fetched can be closed and opened again", without(PANELS, 1), async (calculator) => {
  await opener(calculator, MEASURE).click();
  const open = panel(calculator, MEASURE);
  await open.getByRole("alert").waitFor();
  await calculator.page.keyboard.press("Escape");
  await open.waitFor({ state: "detached" });
  await works(calculator);
});

onPage(
  "while it is on its way one sees that, and can close it",
  { ...VIEW, prepare: (page) => page.route(PANELS, async (route) => setTimeout(() => route.continue(), 400)) },
  async (calculator) => {
    await opener(calculator, SCENARIOS).click();
    const open = panel(calculator, SCENARIOS);
    await open.getByText("Loading…").waitFor();
    await open.getByRole("button", { name: "Close" }).click();
    await open.waitFor({ state: "detached" });
    await works(calculator);
    // It came too late for that, and is there at once now.
    await opener(calculator, MEASURE).click();
    await panel(calculator, MEASURE).locator("textarea").first().waitFor();
    assert.equal(await calculator.root.getByRole("searchbox").count(), 0);
    assert.ok(await calculator.root.getByText("Loading…").isHidden());
  },
);

onPage("the state of a panel stays while it is closed", { at: "/#mem=4GiB" }, async (calculator) => {
  await opener(calculator, MEASURE).click();
  const box = panel(calculator, MEASURE).locator("textarea").first();
  await box.fill("1 s: 300 MiB\n60 s: 930 MiB");
  await panel(calculator, MEASURE).getByRole("button", { name: "× 2" }).click();
  await opener(calculator, SCENARIOS).click();
  const search = panel(calculator, SCENARIOS).getByRole("searchbox");
  await search.fill("idle");
  await panel(calculator, SCENARIOS).getByRole("button", { name: IDLE, exact: true }).click();
  await panel(calculator, SCENARIOS).waitFor({ state: "detached" });
  await opener(calculator, MEASURE).click();
  assert.equal(await box.inputValue(), "1 s: 300 MiB\n60 s: 930 MiB");
  assert.equal(
    await panel(calculator, MEASURE).getByRole("button", { name: "× 2" }).getAttribute("aria-pressed"),
    "true",
  );
  await opener(calculator, SCENARIOS).click();
  assert.equal(await search.inputValue(), "idle");
});

onPage("a panel follows the calculator beside it", { at: "/#mem=512MiB" }, async (calculator) => {
  await opener(calculator, SCENARIOS).click();
  const open = panel(calculator, SCENARIOS);
  await open.getByRole("searchbox").fill("idle");
  const card = open.getByRole("button", { name: IDLE, exact: true });
  await card.click();
  await opener(calculator, SCENARIOS).click();
  await card.waitFor();
  assert.equal(await card.getAttribute("aria-current"), "true");
  await calculator.drag("Memory", 0.9);
  assert.equal(await card.getAttribute("aria-current"), null);
});

// Two programs on one page, each with events of its own: none may take the other's.

onPage("in each of several calculators a panel works for its own", { at: "/pages/host.html" }, async (calculator) => {
  const all = [];
  for (const id of ["one", "two"]) {
    await calculator.page.evaluate((id) => host.mount(id, { state: "mem=4GiB", address: false }), id);
    all.push(calculator.within(calculator.page.locator(`#${id}`)));
    await all.at(-1).ready();
  }
  // So often that the trees of both programs have had the same numbers.
  for (let turn = 0; turn < 4; turn += 1) {
    for (const [own, other] of [all, all.toReversed()]) {
      const before = await other.fields();
      await opener(own, MEASURE).click();
      await panel(own, MEASURE).locator("textarea").first().fill(`1 s: ${turn + 1} MiB\n60 s: ${turn + 20} MiB`);
      await panel(own, MEASURE).getByRole("button", { name: /^Set hot set to/ }).first().click();
      assert.equal(await own.text("Hot set"), `${turn + 20} MiB`);
      await opener(own, SCENARIOS).click();
      await panel(own, SCENARIOS).getByRole("searchbox").fill("office");
      await panel(own, SCENARIOS).locator(".card__title").first().click();
      assert.equal(await title(own), "Scenario: Office desktop, 8 GiB");
      await own.root.getByRole("button", { name: "Back to what I had" }).click();
      assert.equal(await own.text("Hot set"), `${turn + 20} MiB`);
      assert.deepEqual(await other.fields(), before);
    }
  }
});

onPage("in a shadow root a panel has its looks and works", { at: "/pages/shadow.html" }, async (calculator) => {
  const first = calculator.within(calculator.page.locator("#first"));
  await first.ready();
  await opener(first, SCENARIOS).click();
  const open = panel(first, SCENARIOS);
  await open.getByRole("searchbox").fill("idle");
  const card = open.locator(".card").first();
  assert.equal(await card.evaluate((card) => getComputedStyle(card).position), "relative");
  assert.equal(await calculator.page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await calculator.page.keyboard.press("Escape"); // clears the search
  await calculator.page.keyboard.press("Escape");
  await open.waitFor({ state: "detached" });
  const focus = await calculator.page.locator("#first").evaluate((place) => place.shadowRoot.activeElement.textContent);
  assert.equal(focus, SCENARIOS);
});

// When the program of the panels fails

const CRASH = { at: "/pages/host.html", tolerate: [/unreachable/, /panicked at/, /a crash on request/] };

onPage("a panel that fails leaves the calculator alive", CRASH, async (calculator) => {
  const one = calculator.within(calculator.page.locator("#one"));
  await calculator.page.evaluate(() => {
    let turn = 0;
    // As our own script does it, and with the handle at hand.
    const panels = async (afresh) => {
      turn += afresh ? 1 : 0;
      const glue = await import(`../precopy-panels.js?turn=${turn}`);
      await glue.default();
      const open = (...all) => (host.panel = glue.open(...all));
      return { open, scenario: glue.scenario };
    };
    return host.mount("one", { state: "mem=4GiB", panels });
  });
  await one.ready();
  await opener(one, MEASURE).click();
  const open = panel(one, MEASURE);
  await open.locator("textarea").first().waitFor();
  for (let turn = 0; turn < 2; turn += 1) {
    const said = await calculator.page.evaluate(() => {
      try {
        host.panel.crashForTest();
        return "nothing happened";
      } catch (error) {
        return String(error);
      }
    });
    assert.equal(said, "RuntimeError: unreachable");
    await open.getByRole("alert").waitFor();
    assert.match(await open.getByRole("alert").innerText(), /has stopped/);
    assert.equal(await open.locator(".measure").count(), 0);
    assert.equal(await one.failure.filter({ hasText: "The calculator has stopped" }).count(), 0);
    await works(one);
    await open.getByRole("button", { name: "Try again" }).click();
    await open.locator("textarea").first().fill("1 s: 30 MiB\n60 s: 93 MiB");
    await open.getByRole("button", { name: /^Set hot set to 93 MiB/ }).click();
    assert.equal(await one.text("Hot set"), "93 MiB");
  }
  await open.getByRole("button", { name: "Close" }).click();
  await open.waitFor({ state: "detached" });
});

onPage("without anybody who fetches panels the page says so", { at: "/pages/host.html" }, async (calculator) => {
  const one = calculator.within(calculator.page.locator("#one"));
  await calculator.page.evaluate(() => host.mount("one", { panels: undefined }));
  await one.ready();
  await opener(one, SCENARIOS).click();
  await panel(one, SCENARIOS).getByRole("alert").waitFor();
});

// The scenario in the link

const named = [];
const IDLE_LINK = async (calculator) => {
  await opener(calculator, SCENARIOS).click();
  await panel(calculator, SCENARIOS).getByRole("searchbox").fill("idle");
  await panel(calculator, SCENARIOS).getByRole("button", { name: IDLE, exact: true }).click();
  return calculator.settledHash();
};

onPage("a link names its scenario until something changes", {}, async (calculator) => {
  const hash = await IDLE_LINK(calculator);
  assert.match(hash, /&scenario=idle$/);
  await calculator.type("Memory", "3 GiB");
  assert.equal(await calculator.inHash("scenario"), null);
  const other = await calculator.another(`/${hash}`);
  await loaded(other).waitFor();
  assert.equal(await title(other), `Scenario: ${IDLE}`);
  assert.equal(await other.settledHash(), hash);
  assert.ok(await other.root.locator(".inputs .chip.mark--assumed").first().isVisible());
  // Without the name it is somebody's own values.
  await other.follow(hash.replace("&scenario=idle", ""));
  await loaded(other).waitFor({ state: "hidden" });
  await other.follow(hash);
  await loaded(other).waitFor();
});

onPage(
  "the panels for a link's scenario come after the first paint",
  {
    at: "/#v=1&mem=9GiB&scenario=idle",
    prepare: async (page) => {
      page.on("request", (request) => named.push(request.url()));
      await page.addInitScript(() => {
        new PerformanceObserver((list) => (globalThis.painted ??= list.getEntries()[0].startTime)).observe({
          type: "paint",
          buffered: true,
        });
      });
    },
  },
  async (calculator) => {
    // What it names is not what it holds: no title, and the name goes.
    assert.equal(await calculator.settledHash(), (await calculator.settledHash()).replace("&scenario=idle", ""));
    await calculator.page.waitForFunction(() => !location.hash.includes("scenario"));
    assert.ok(named.some((url) => url.includes("precopy-panels_bg.wasm")));
    assert.ok(await loaded(calculator).isHidden());
    const times = await calculator.page.evaluate(() => [
      performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/precopy-panels.js")).startTime,
      globalThis.painted,
    ]);
    assert.ok(times[1] < times[0], times.join());
  },
);

onPage(
  "when they cannot be fetched, a link's scenario is its values alone",
  { ...without(PANELS, 9), at: "/#v=1&mem=9GiB&scenario=idle" },
  async (calculator) => {
    assert.match(await calculator.settledHash(), /scenario=idle/);
    await works(calculator);
    assert.ok(await loaded(calculator).isHidden());
    assert.equal(await calculator.root.getByRole("alert").count(), 0);
  },
);
