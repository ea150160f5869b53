// <precopy-calculator>: the calculator as an element of any page. One program serves all elements of a page.
//
// What it may be told stands in README.md beside this file; the names of its inputs are those of the field table.
import { FIELDS } from "./fields.js";
import { start } from "./precopy.js";

const NAME = "precopy-calculator";
const KEYS = FIELDS.map(([key]) => key);
/** Attributes that say how the calculator is shown; `readonly` is there or not. */
const SHOWN = ["view", "controls", "readonly", "lock", "theme"];
const WORDS = { view: ["full", "chart", "figures"], controls: ["full", "sliders", "none"], theme: ["auto", "light", "dark"] };

/** Pairs of a link, as they stand there. */
const pairs = (link) => link.split("&").filter((pair) => pair !== "" && !pair.startsWith("v="));
const keyOf = (pair) => pair.split("=", 1)[0];
// As links escape: what would be read as something else.
const escaped = (text) => text.trim().replace(/[\s"#%&<>`]/g, (letter) => (/\s/.test(letter) ? "" : letter === "%" ? "pct" : encodeURIComponent(letter)));

/** A link with another text for a key; without the key for null. */
function withKey(link, key, text) {
  const others = pairs(link).filter((pair) => keyOf(pair) !== key);
  return ["v=1", ...others, ...(text === null ? [] : [`${key}=${escaped(text)}`])].join("&");
}

class PrecopyCalculator extends HTMLElement {
  static observedAttributes = [...KEYS, ...SHOWN, "state"];

  #place;
  #fallback;
  #mounted;
  /** Counts starts, so that one that was overtaken does nothing. */
  #turn = 0;
  /** The link to the present state; before the first start what attributes and properties say. */
  #link;
  /** What was set while the calculator was on its way. */
  #pending;
  /** Keys of inputs whose attributes have changed and are not taken over yet. */
  #changed = new Set();
  #told = {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host { display: block } :host([hidden]) { display: none }");
    root.adoptedStyleSheets = [sheet];
    // What stands inside is shown until the calculator is there.
    this.#fallback = document.createElement("slot");
    this.#place = document.createElement("div");
    root.append(this.#fallback, this.#place);
  }

  connectedCallback() {
    if (this.#turn !== 0 && this.#mounted !== undefined) return; // moved, not removed
    const turn = (this.#turn += 1);
    this.#link ??= this.#ofAttributes();
    this.#changed.clear();
    const options = {
      ...this.#presentation(),
      embed: true,
      state: this.#link,
      restart: true,
      changed: (change) => turn === this.#turn && this.#tell(change),
      started: (mounted) => {
        if (turn !== this.#turn) return mounted.destroy();
        this.#mounted = mounted;
        this.#fallback.hidden = true;
        const pending = this.#pending;
        this.#pending = undefined;
        if (pending !== undefined) this.#attempt(() => this.setState(pending));
        // What was said of the presentation meanwhile.
        mounted.present(this.#presentation());
      },
    };
    start(this.#place, options);
  }

  disconnectedCallback() {
    // A moved element is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#turn += 1;
      this.#link = this.getLink();
      this.#ask((mounted) => mounted.destroy());
      this.#mounted = undefined;
      this.#place.replaceChildren();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || this.#link === undefined) return;
    if (SHOWN.includes(name)) {
      this.#mounted?.present(this.#presentation());
      return;
    }
    if (this.#changed.size === 0) queueMicrotask(() => this.#take());
    this.#changed.add(name);
  }

  /** Takes over what attributes have changed: those of inputs, one by one, on the present state. */
  #take() {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (changed.length === 0) return;
    let link = changed.includes("state") ? (this.getAttribute("state") ?? "") : this.getLink();
    // Another product takes back what was entered for the one before.
    for (const key of KEYS.filter((key) => changed.includes(key))) link = withKey(link, key, this.getAttribute(key));
    this.#attempt(() => this.setState(link));
  }

  /** What the calculator says; something else where there is none, or where its program has failed and a fresh one is on its way. */
  #ask(question, otherwise) {
    try {
      return this.#mounted === undefined ? otherwise : question(this.#mounted);
    } catch {
      return otherwise;
    }
  }

  /** Does something that nobody waits for: what is wrong with it is an event. */
  #attempt(change) {
    try {
      change();
    } catch (error) {
      this.dispatchEvent(new CustomEvent("problem", { detail: { message: error.message, problems: error.problems ?? [] } }));
    }
  }

  #ofAttributes() {
    let link = (this.getAttribute("state") ?? "").replace(/^[#?]/, "");
    for (const key of KEYS) {
      if (this.hasAttribute(key)) link = withKey(link, key, this.getAttribute(key));
    }
    return link;
  }

  #presentation() {
    const options = { readonly: this.hasAttribute("readonly"), lock: this.getAttribute("lock") ?? "" };
    for (const [name, words] of Object.entries(WORDS)) {
      const word = this.getAttribute(name);
      options[name] = words.includes(word) ? word : words[0];
    }
    return options;
  }

  #tell({ link, state, result }) {
    const first = this.#told.link === undefined;
    const said = JSON.stringify(result);
    const moved = link !== this.#told.link;
    const other = said !== this.#told.result;
    this.#told = { link, result: said };
    this.#link = link;
    const tell = (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail }));
    if (moved && !first) tell("change", { link, state });
    if (other) tell("result", result);
  }

  /** The inputs as an object, every default written out; null before the calculator is there. */
  getState() {
    return this.#ask((mounted) => mounted.scenario(), null);
  }

  /**
   * Takes over inputs: an object of them, or a link. Throws an error with a list `problems`, and then changes nothing; while the
   * calculator is still on its way, that is told by the event `problem` once it is there.
   */
  setState(state) {
    if (this.#mounted !== undefined) this.#mounted.setState(state);
    else this.#pending = state;
  }

  /** What the predictors say, without their curves; null before the calculator is there. */
  get result() {
    return this.#ask((mounted) => mounted.result(), null);
  }

  /** The link to the present state, without the #. */
  getLink() {
    const pending = typeof this.#pending === "string" ? this.#pending : undefined;
    return this.#ask((mounted) => mounted.state()) || pending || this.#link || "";
  }

  /** The chart with its answer as the text of an SVG file. */
  toSVG() {
    return this.#ask((mounted) => mounted.toSVG(), "");
  }

  /** The same as a PNG, at so many pixels to a CSS pixel. */
  async toPNG(scale = 2) {
    const address = this.#ask((mounted) => mounted.toPNG(scale), "");
    const bytes = Uint8Array.from(atob(address.split(",")[1] ?? ""), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: "image/png" });
  }

  /** Fails, so that a test can see what a person would see. */
  crashForTest() {
    this.#mounted?.crashForTest();
  }
}

// A property for each input, by its name in scenario files.
for (const [key, name] of FIELDS) {
  Object.defineProperty(PrecopyCalculator.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getState()?.[name] ?? this.getAttribute(key);
    },
    set(text) {
      if (text === null || text === undefined) this.removeAttribute(key);
      else if (this.getAttribute(key) === String(text)) this.setState(withKey(this.getLink(), key, String(text)));
      else this.setAttribute(key, String(text));
    },
  });
}

/**
 * Defines the element under another name, where ours is taken. Returns the name.
 *
 * @param {string} [name]
 */
export function define(name = NAME) {
  // A class can have one name only.
  customElements.define(name, class extends PrecopyCalculator {});
  return name;
}

if (customElements.get(NAME) === undefined) {
  customElements.define(NAME, PrecopyCalculator);
} else {
  console.warn(`<${NAME}> is taken on this page; import { define } from "precopy-calculator.js" gives it another name.`);
}

export { PrecopyCalculator };
