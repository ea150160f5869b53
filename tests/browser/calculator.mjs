// What every browser test needs: the served page in a browser, the steps a person takes on it, and the things that may
// never happen whatever the test is about (an error in the console, a violation of the content security policy, a
// request to somewhere else).

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, test } from "node:test";

import { chromium } from "playwright-core";

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The fields that have a slider, in the order in which they stand on the page. */
export const SLIDERS = ["Downtime limit", "Memory", "Working set", "Hot set", "Dirty rate", "Link speed"];

/** The words that a result's sentence may begin with. */
export const VERDICT = /^(Converges|Does not converge|Stops after its rounds|Is cancelled|May be cancelled|May never end)\./;

const WINDOW = { width: 1280, height: 820 };

/** Nothing on the page takes longer than this, except on a machine in trouble. */
const PATIENCE = 10_000;

let started; // one server and one browser for all tests of a file

/** What a test is told by who runs it. */
export function setting(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set: run these tests with \`cargo xtask test --only browser\``);
  return value;
}

async function startAll() {
  const server = spawn(setting("PRECOPY_SERVER"), ["serve", "--dist", setting("PRECOPY_DIST"), "--port", "0"]);
  let complaint = "";
  server.stderr.on("data", (data) => (complaint += data));
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`the server ended: ${complaint}`)));
    server.stdout.on("data", (data) => {
      said += data;
      const address = /listening on (http:\S+)\/\s/.exec(said);
      if (address) resolve(address[1]);
    });
  });
  const browser = await chromium.launch({
    executablePath: setting("PRECOPY_CHROMIUM"),
    args: CHROMIUM_ARGUMENTS,
  });
  return { server, origin, browser };
}

after(async () => {
  const all = await started?.catch(() => undefined); // each test has said why
  await all?.browser.close();
  all?.server.kill();
});

/**
 * A test on a freshly opened page. It fails when the page complained of anything, also when its steps went well.
 *
 * @param {string} name what is true, in plain words
 * @param {object} options `at`: path and fragment to open, or a whole address; `tolerate`: complaints that this test
 *   provokes; `prepare`: called with page and context before the page opens; `bare`: no calculator is waited for;
 *   `viewport` and `colorScheme` are set on the page; anything else goes to Playwright's browser context
 * @param {(calculator: Calculator) => Promise<void>} steps
 */
export function onPage(name, options, steps) {
  test(name, { timeout: 60_000 }, async () => {
    started ??= startAll();
    const { browser, origin } = await started;
    const {
      at = "/",
      tolerate = [],
      prepare,
      bare = false,
      viewport = WINDOW,
      colorScheme = "light",
      ...look
    } = options;
    const ordinary = prepare === undefined && Object.keys(look).length === 0;
    // A new context takes longer than most tests: those without wishes of their own share one, one after the other.
    const place = (ordinary && shared) || (await newPlace(browser, origin, look));
    shared = ordinary ? place : shared;
    const { context, page, complaints } = place;
    complaints.length = 0;
    let good = false;
    try {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ media: null, colorScheme });
      await prepare?.(page, context);
      await page.goto(/^(file|about):/.test(at) ? at : origin + at);
      const calculator = new Calculator(page, origin);
      if (!bare) await calculator.ready();
      await steps(calculator);
      if (!bare) await calculator.painted();
      const unexpected = complaints.filter((complaint) => !tolerate.some((expected) => expected.test(complaint)));
      assert.deepEqual(unexpected, [], "the page complained");
      good = true;
    } finally {
      if (ordinary && good) {
        await tidy(place);
      } else {
        if (ordinary) shared = undefined;
        await context.close();
      }
    }
  });
}

let shared; // where the ordinary tests of a file run

async function newPlace(browser, origin, look) {
  const context = await browser.newContext({ viewport: WINDOW, ...look });
  context.setDefaultTimeout(PATIENCE);
  const complaints = await watch(context, origin);
  return { context, complaints, page: await context.newPage() };
}

/** Leaves nothing of a test behind. */
async function tidy({ context, page }) {
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto("about:blank");
}

/** Collects all that no page may ever do. */
async function watch(context, origin) {
  const complaints = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`page error: ${error.error()}`));
  context.on("request", (request) => {
    const url = request.url();
    const isServed = url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
    const isTheOneFile = /^file:[^?#]*\/precopy(-course)?\.html([?#]|$)/.test(url);
    if (!isServed && !isTheOneFile) complaints.push(`request to ${url}`);
  });
  await context.exposeBinding("precopyReportsViolation", (_source, text) => complaints.push(`violation: ${text}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.precopyReportsViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  return complaints;
}

/** A calculator on a page, or one of several. */
export class Calculator {
  constructor(page, origin, root = page) {
    this.page = page;
    this.origin = origin;
    this.root = root;
  }

  /** The calculator within an element, when there are several on the page. */
  within(root) {
    return new Calculator(this.page, this.origin, root);
  }

  /** The same browser at another address, as a colleague who got a link. */
  async another(at) {
    const page = await this.page.context().newPage();
    await page.goto(this.origin + at);
    const calculator = new Calculator(page, this.origin);
    await calculator.ready();
    return calculator;
  }

  /** Waits until the calculator, or what stands in its place, is there. */
  async ready() {
    await this.root.locator(".figures, .precopy-failed, [data-ready]").first().waitFor();
    await this.resized();
  }

  /** Waits until what has changed is on the canvas: the page asked for its frame before we do. */
  async painted() {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
  }

  /** Waits until a box that has changed is known, at the end of a frame, and painted in the next one. */
  async resized() {
    await this.painted();
    await this.painted();
  }

  // What a person sees

  get result() {
    return this.root.getByRole("region", { name: "Result" });
  }

  get notice() {
    return this.root.locator(".notice");
  }

  get canvas() {
    return this.root.locator(".chart canvas");
  }

  get failure() {
    return this.root.getByRole("alert");
  }

  /** The three figures, each as its number with its unit. */
  async figures() {
    return this.result.evaluate((result) => {
      const figures = {};
      for (const figure of result.querySelectorAll(".figure")) {
        const text = (part) => figure.querySelector(part).textContent.trim();
        figures[text("dt").split(",")[0]] = `${text(".figure__number")} ${text(".figure__unit")}`.trim();
      }
      return figures;
    });
  }

  /** The sentence, which begins with the verdict. */
  async sentence() {
    return (await this.result.locator(".why").innerText()).replaceAll(/\s+/g, " ").trim();
  }

  async isStale() {
    return this.result.evaluate((result) => result.classList.contains("headline--stale"));
  }

  /** Whether one sees words that say so, without scrolling. */
  async saysStale() {
    const words = await this.result.getByText("These are the last good results: an input needs a look.").all();
    const { height } = this.page.viewportSize();
    const boxes = await Promise.all(words.map((one) => one.boundingBox()));
    return boxes.some((box) => box !== null && 0 <= box.y && box.y + box.height <= height);
  }

  /** What the chart says to those who do not see it. */
  async summary() {
    return this.canvas.getAttribute("aria-label");
  }

  /** The canvas: its size, its share of painted pixels, how many colours it has, and a number for what is on it. */
  async picture() {
    await this.painted();
    return this.canvas.evaluate((canvas) => {
      const { width, height } = canvas;
      const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
      const colours = new Set();
      let [print, painted, last] = [0, 0, 0];
      for (const pixel of pixels) {
        print = (Math.imul(print, 31) + pixel) | 0;
        if (pixel !== 0) painted += 1;
        if (pixel !== last) colours.add((last = pixel));
      }
      const { width: boxWidth, height: boxHeight } = canvas.getBoundingClientRect();
      const box = { width: boxWidth, height: boxHeight };
      return { width, height, box, painted: painted / pixels.length, colours: colours.size, print };
    });
  }

  /** Fails when there is no chart on the canvas. */
  async hasChart() {
    const picture = await this.picture();
    assert.ok(20 < picture.colours, `only ${picture.colours} colours on the canvas`);
    assert.ok(0.03 < picture.painted, `only ${picture.painted} of the canvas is painted`);
    return picture;
  }

  // Fields

  field(name) {
    return this.root.getByRole("textbox", { name, exact: true });
  }

  slider(name) {
    return this.root.getByRole("slider", { name: `${name}, slider`, exact: true });
  }

  choice(name) {
    return this.root.getByRole("combobox", { name, exact: true });
  }

  /** The quiet line below a field, without its buttons: what its value comes to, or what is wrong with it. */
  async line(name) {
    return this.field(name).evaluate((field) => {
      const line = field.getRootNode().getElementById(field.getAttribute("aria-describedby")).cloneNode(true);
      for (const button of line.querySelectorAll("button")) button.remove();
      return line.textContent.trim();
    });
  }

  async text(name) {
    return this.field(name).inputValue();
  }

  async isInvalid(name) {
    return (await this.field(name).getAttribute("aria-invalid")) === "true";
  }

  /** The texts of all fields that are in sight, and the words chosen. */
  async fields() {
    return this.root.locator(".inputs").evaluate((inputs) => {
      const all = {};
      for (const field of inputs.querySelectorAll("input[type=text], select")) {
        if (field.checkVisibility()) all[field.labels[0]?.textContent ?? field.ariaLabel] = field.value;
      }
      return all;
    });
  }

  /** Types into a field as a person does: all that was there goes, then one character after the other. */
  async type(name, text) {
    await this.field(name).focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  async choose(name, word) {
    await this.choice(name).selectOption(word);
  }

  /** Drags a slider's thumb with the mouse to a share of its length; `halfway` is called with the button still down. */
  async drag(name, share, halfway = async () => {}) {
    const slider = this.slider(name);
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    const stand = (await slider.inputValue()) / (await slider.getAttribute("max"));
    const thumb = 16; // its middle moves between half a thumb from either end
    const place = (share) => box.x + thumb / 2 + share * (box.width - thumb);
    const height = box.y + box.height / 2;
    const { mouse } = this.page;
    await mouse.move(place(stand), height);
    await mouse.down();
    await mouse.move(place((stand + share) / 2), height, { steps: 2 });
    await halfway();
    await mouse.move(place(share), height, { steps: 2 });
    await mouse.up();
  }

  // The address

  async hash() {
    return this.page.evaluate(() => location.hash);
  }

  /** The address's fragment, once it is no longer being rewritten. */
  async settledHash() {
    let before = await this.hash();
    for (let quiet = 0; quiet < 6; quiet += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = await this.hash();
      if (now !== before) quiet = 0;
      before = now;
    }
    return before;
  }

  /** The value that the settled address holds for a key. */
  async inHash(key) {
    return new URLSearchParams((await this.settledHash()).slice(1)).get(key);
  }

  /** Gives the window another size. */
  async resize(width, height) {
    await this.page.setViewportSize({ width, height });
    await this.page.waitForFunction((width) => innerWidth === width, width);
    await this.resized();
  }

  /** Follows a link within the page. */
  async follow(fragment) {
    await this.page.evaluate((fragment) => {
      location.hash = fragment;
    }, fragment);
    await this.resized(); // the browser tells of it in a task of its own
  }
}

/** Lets a test make programs fail that hand out nothing to do so by: what they give to JavaScript is kept. */
export async function keepHandles(page) {
  await page.addInitScript(() => {
    globalThis.handles = [];
    const { register } = FinalizationRegistry.prototype;
    FinalizationRegistry.prototype.register = function (handle, ...rest) {
      if (typeof handle.crashForTest === "function") globalThis.handles.push(handle);
      return register.call(this, handle, ...rest);
    };
  });
}

/** Makes a program fail by the last handle of a kind (`Mounted` or `Opened`) that it gave out; what it says. */
export function crashBy(kind, frame) {
  return frame.evaluate((kind) => {
    try {
      globalThis.handles.findLast((handle) => handle.constructor.name === kind).crashForTest();
      return "nothing happened";
    } catch (error) {
      return String(error);
    }
  }, kind);
}

/** Drags, and opens a panel: what works wherever a calculator stands. */
export async function works(calculator) {
  await calculator.drag("Link speed", 0.3);
  const slow = await calculator.figures();
  await calculator.drag("Link speed", 0.8);
  assert.notDeepEqual(await calculator.figures(), slow);
  await calculator.hasChart();
  await calculator.root.getByRole("button", { name: "Ready-made scenarios" }).click();
  const scenarios = calculator.root.getByRole("region", { name: "Ready-made scenarios" });
  await scenarios.getByRole("searchbox").fill("idle");
  await scenarios.getByRole("button", { name: "An idle VM", exact: true }).click();
  const loaded = calculator.root.getByRole("region", { name: "Loaded scenario" });
  assert.equal(await loaded.getByRole("heading").innerText(), "Scenario: An idle VM");
}

/** A size such as "2.8 GiB" in bytes. */
export function bytes(text) {
  const [, number, unit] = /^([\d.,]+) (B|[KMGTP]iB)$/.exec(text) ?? assert.fail(`${text} is no size`);
  return Number(number.replaceAll(",", "")) * 1024 ** ["B", "KiB", "MiB", "GiB", "TiB", "PiB"].indexOf(unit);
}

/** Numbers that look random and are the same in every run. */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
