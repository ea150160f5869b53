// Starts a calculator in an element, and looks after it: when it cannot be loaded, or fails, the element says so, keeps the
// link to the last state, and can start afresh. It never touches anything outside its element.
import { startPage, startPanels } from "./programs.js";

let loaded; // one wasm for all elements of a page
const keepers = new WeakMap();
let fresh = 0; // a failed wasm instance stays failed: starting afresh needs a new one

let panels; // what opens on the shelf: one wasm for all elements as well, fetched when it is needed
let freshPanels = 0;

/** Promises the started panels; `afresh` after they have failed. */
function loadPanels(afresh) {
  if (afresh) {
    panels = undefined;
    freshPanels += 1;
  }
  panels ??= startPanels(freshPanels).catch((error) => {
    panels = undefined;
    throw error;
  });
  return panels;
}

/** The options with our panels, unless the page brings its own. What is no object is left for `mount` to refuse. */
function withPanels(options) {
  return options === null || typeof options === "object" ? { panels: loadPanels, ...options } : options;
}

function load() {
  loaded ??= startPage(fresh);
  return loaded;
}

/**
 * @param {Element} element where to mount; may lie in a shadow root
 * @param {{state?: string, address?: boolean, embed?: boolean, theme?: "auto" | "light" | "dark",
 *   panels?: (afresh: boolean) => Promise<object>}} [options] `panels` promises the started module of the panels
 * @returns {Promise<{state: () => string, destroy: () => void, crashForTest: () => void} | undefined>}
 */
export async function start(element, options = {}) {
  // One keeper an element, also when it is started again.
  keepers.get(element)?.abort();
  const keeper = new AbortController();
  keepers.set(element, keeper);
  const { signal } = keeper;
  element.addEventListener("precopy-panic", (event) => fail(element, options, event.detail), { once: true, signal });
  try {
    const glue = await load();
    element.replaceChildren();
    return glue.mount(element, withPanels(options));
  } catch (error) {
    loaded = undefined;
    fail(element, options, { message: String(error), link: options.state ?? (options.address ? location.hash.slice(1) : "") });
    return undefined;
  }
}

function fail(element, options, { message, link }) {
  loaded = undefined;
  panels = undefined; // where they are one program with the page, they have failed too; else they are found again
  fresh += 1;
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
