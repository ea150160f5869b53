// Starts a calculator in an element, and looks after it: when it cannot be loaded, or fails, the element says so, keeps the
// link to the last state, and can start afresh. It never touches anything outside its element.
import { recordedRuns, startOther, startPage, startPanels } from "./programs.js";
import { save } from "./save.js";

let loaded; // one wasm for all elements of a page
const keepers = new WeakMap();
let fresh = 0; // a failed wasm instance stays failed: starting afresh needs a new one

/** What promises a program that is fetched when it is needed, one wasm for all elements as well; `afresh` after it has failed. */
function onDemand(startProgram) {
  let program;
  let turn = 0;
  return {
    load(afresh) {
      if (afresh) {
        program = undefined;
        turn += 1;
      }
      program ??= startProgram(turn).catch((error) => {
        program = undefined;
        throw error;
      });
      return program;
    },
    forget() {
      program = undefined;
    },
  };
}

const panels = onDemand(startPanels); // what opens on the shelf
const pages = new Map(); // what is no calculator, by its name

/** Promises the started page of a name. */
function page(afresh, name) {
  if (!pages.has(name)) pages.set(name, onDemand((turn) => startOther(name, turn)));
  return pages.get(name).load(afresh);
}

let recorded; // one text for all elements

/** Promises the recorded runs; asks again after it has failed. */
function runs() {
  recorded ??= recordedRuns().catch((error) => {
    recorded = undefined;
    throw error;
  });
  return recorded;
}

/** When an element's calculator last failed, by the page's clock: one that fails again soon is not started again by itself. */
const failures = new WeakMap();
const SOON_MILLISECONDS = 10_000;

/** The options for `mount`, with our panels, our pages and our way to save unless the page brings its own. What is no object is left for it to refuse. */
function forMount(options) {
  if (options !== null && typeof options !== "object") return options;
  const { started, restart, ...rest } = options ?? {};
  return { panels: panels.load, pages: startOther && page, recorded: recordedRuns && runs, save, ...rest };
}

function load() {
  loaded ??= startPage(fresh);
  return loaded;
}

/**
 * @param {Element} element where to mount; may lie in a shadow root
 * @param {object} [options] `state` (a link's fragment), `address`, `embed`, `view`, `controls`, `readonly`, `lock`, `theme`,
 *   `changed` (told of every change), `recorded` (promises recorded runs as short lines), `panels` (promises the started module of the panels), `pages` (promises that of the other page whose name it is given), `save` (gives a file to the person),
 *   `started` (told the mounted calculator each time that one is started, also after a failure), `restart` (after a failure,
 *   unless there was one just before, a fresh calculator is started at once)
 * @returns {Promise<object | undefined>} the mounted calculator; nothing when it could not be mounted
 */
export async function start(element, options = {}) {
  // One keeper an element, also when it is started again.
  keepers.get(element)?.abort();
  const keeper = new AbortController();
  keepers.set(element, keeper);
  const { signal } = keeper;
  element.addEventListener("precopy-panic", (event) => panicked(element, options, event.detail), { once: true, signal });
  try {
    const glue = await load();
    element.replaceChildren();
    const mounted = glue.mount(element, forMount(options));
    options?.started?.(mounted);
    return mounted;
  } catch (error) {
    loaded = undefined;
    fresh += 1;
    fail(element, options, { message: String(error), link: options?.state ?? (options?.address ? location.hash.slice(1) : "") });
    return undefined;
  }
}

function panicked(element, options, detail) {
  loaded = undefined;
  panels.forget(); // where they are one program with the page, they have failed too; else they are found again
  fresh += 1;
  const before = failures.get(element) ?? -Infinity;
  failures.set(element, performance.now());
  if (options?.restart && SOON_MILLISECONDS < performance.now() - before) {
    // Not from within the program that is failing.
    setTimeout(() => start(element, { ...options, state: detail.link }), 0);
  } else {
    fail(element, options, detail);
  }
}

function fail(element, options, { message, link }) {
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  // Not the failed element itself: its keeper may be in the middle of changing it.
  const box = make("div", "");
  box.setAttribute("role", "alert");
  box.className = "precopy-failed";
  box.append(make("h2", "The calculator has stopped"));
  box.append(make("p", "Something went wrong that should not have. What you entered is in this link:"));
  const address = make("input", "");
  address.readOnly = true;
  address.value = link === "" ? location.href : `${location.href.split("#")[0]}#${link}`;
  address.setAttribute("aria-label", "Link to what you entered");
  address.size = 40;
  box.append(address);
  const again = (name, state) => {
    const button = make("button", name);
    button.type = "button";
    button.addEventListener("click", () => start(element, { ...options, state }));
    return button;
  };
  const buttons = make("p", "");
  buttons.append(again("Start again with these values", link), " ", again("Start afresh", ""));
  box.append(buttons);
  box.append(make("p", message.split("\n")[0].slice(0, 300)));
  setTimeout(() => element.replaceChildren(box), 0);
}
