// The model without anything that loads it by itself: `init` or `initSync` first, then the questions. For bundlers, single files, and
// documents that may fetch nothing.
//
// Objects of the caller are taken apart here and not in wasm: what a getter or a proxy throws never passes through it.

import load, * as model from "./precopy-embed.js";

/** Texts beyond this are nothing that anybody wrote. */
const MOST_CHARACTERS = 1_000_000;
/** More entries than there are fields, many times over. */
const MOST_ENTRIES = 500;
/** Stands for a value that no field takes. */
const NO_VALUE = [];
/** What a cell of a sweep says of the outcome, by its number. */
const OUTCOMES = ["impossible", "completes", "cancelled", "never"];
/** Of each cell: outcome, downtime, migration time and data. */
const NUMBERS_PER_CELL = 4;

/** What all functions throw: everything that is wrong with their arguments, at once. */
export class PrecopyError extends Error {
  constructor(message, problems, options) {
    super(message, options);
    this.name = "PrecopyError";
    this.problems = problems;
  }
}

let loading;
let loaded = false;

/** Loads the wasm: from bytes, a compiled module, an address or a response; without an argument from beside this file. */
export async function init(source) {
  if (loaded) return;
  loading ??= load(source === undefined ? undefined : { module_or_path: source });
  try {
    await loading;
    loaded = true;
  } catch (cause) {
    throw failure(null, "The model could not be loaded.", { cause });
  } finally {
    loading = undefined;
  }
}

/** Loads the wasm at once, from bytes or a compiled module. */
export function initSync(source) {
  if (loaded) return;
  try {
    model.initSync({ module: source });
    loaded = true;
  } catch (cause) {
    throw failure(null, "The model could not be loaded.", { cause });
  }
}

export function predict(scenario, predictor) {
  return ask("predict", facts(scenario), short(predictor));
}

export function simulate(scenario) {
  return ask("simulate", facts(scenario));
}

export function compare(scenario, sharing) {
  return ask("compare", facts(scenario), short(sharing));
}

export function explain(scenario, predictor, quantity) {
  return ask("explain", facts(scenario), short(predictor), short(quantity));
}

export function solveFor(scenario, question) {
  return ask("solveFor", facts(scenario), parts(question));
}

export function sweep(scenario, question) {
  const asked = [facts(scenario), parts(question)];
  const axes = swept(asked);
  const { length } = axes.across;
  const cells = numbers((axes.down?.length ?? 1) * length);
  for (const { row, outcome, ...rest } of rows(asked, axes)) {
    cells.outcome.set(outcome, row * length);
    for (const name of ["downtimeSeconds", "migrationTimeSeconds", "dataBytes"]) cells[name].set(rest[name], row * length);
  }
  return { ...axes, outcomes: [...OUTCOMES], ...cells };
}

export function sweepRows(scenario, question) {
  const asked = [facts(scenario), parts(question)];
  // At once, so that what is wrong is said here and not at the first row.
  return rows(asked, swept(asked));
}

function swept(asked) {
  const { across, down, ...units } = ask("sweepAxes", ...asked);
  return { ...units, across: Float64Array.from(across), down: down && Float64Array.from(down) };
}

function* rows(asked, { across, down }) {
  for (let row = 0; row < (down?.length ?? 1); row += 1) {
    const said = ask("sweepRow", ...asked, row);
    const cells = numbers(across.length);
    const all = Object.values(cells);
    said.forEach((number, index) => (all[index % NUMBERS_PER_CELL][Math.trunc(index / NUMBERS_PER_CELL)] = number));
    yield { row, down: down && down[row], ...cells };
  }
}

/** Room for so many cells, in the order of a cell's numbers. */
function numbers(count) {
  return {
    outcome: new Uint8Array(count),
    downtimeSeconds: new Float64Array(count),
    migrationTimeSeconds: new Float64Array(count),
    dataBytes: new Float64Array(count),
  };
}

export function advise(scenario, question) {
  return ask("advise", facts(scenario), question === undefined ? [] : parts(question));
}

export function presets() {
  return ask("presets");
}

export function parse(text) {
  if (typeof text !== "string") throw failure("text", "This needs a text.", { given: kind(text) });
  let said;
  try {
    said = facts(text);
  } catch (error) {
    return { scenario: null, problems: error.problems, others: [] };
  }
  return ask("parse", said);
}

export function link(scenario) {
  return ask("link", facts(scenario));
}

export function version() {
  return ask("version");
}

function ask(question, ...facts) {
  if (!loaded) throw failure(null, "The model is not loaded yet: call init first, and wait for it.");
  let thrown;
  try {
    return model[question](...facts);
  } catch (error) {
    thrown = error;
  }
  if (Array.isArray(thrown?.problems)) throw new PrecopyError(thrown.message, thrown.problems);
  throw failure(null, "Precopy has failed. This is a fault of it, and not of what was given: please report it.", { cause: thrown });
}

/** A scenario as wasm takes it: a link, or a list of names and values in turn. */
function facts(scenario) {
  if (typeof scenario === "string") return read(scenario);
  const entries = taken(() => Object.entries(scenario), scenario, "scenario", "with the fields of a scenario, or a link");
  return list(entries, "scenario");
}

/** A question as wasm takes it: names and values in turn, those of an object within it behind its name and a dot. */
function parts(question) {
  const within = ([name, value]) =>
    isPlain(value) ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one]) : [[name, value]];
  const entries = taken(() => Object.entries(question).flatMap(within), question, "question", "that says what is asked");
  return list(entries, "question");
}

/** The entries of a plain object of the caller, who may throw. */
function taken(entries, object, argument, that) {
  let cause;
  try {
    if (isPlain(object)) return entries();
  } catch (error) {
    cause = error;
  }
  throw failure(argument, `This needs a plain object ${that}.`, { given: kind(object), cause });
}

function read(text) {
  if (MOST_CHARACTERS < text.length) throw failure(null, "This text is too long to be read.");
  const trimmed = text.trim();
  return /^[{[]/.test(trimmed) ? file(trimmed) : trimmed;
}

/** A scenario file. Names that stand twice are kept twice, so that this can be said. */
function file(text) {
  let object;
  try {
    object = JSON.parse(text);
  } catch (error) {
    throw failure(null, `This is not a scenario in JSON: ${error.message}.`);
  }
  if (Array.isArray(object)) throw failure(null, "This is not a scenario in JSON: it needs an object, not a list.");
  const entries = [];
  let depth = 0;
  for (const [token, name, colon] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    else if (colon && depth === 1) entries.push([JSON.parse(name), object[JSON.parse(name)]]);
  }
  return list(entries, "scenario");
}

function list(entries, argument) {
  const list = [];
  let characters = 0;
  for (const [name, value] of entries) {
    if (value === undefined) continue; // as if it were not there
    const isText = typeof value === "string";
    characters += name.length + (isText ? value.length : 0);
    if (MOST_ENTRIES * 2 < list.length || MOST_CHARACTERS < characters) {
      throw failure(argument, `This is too much for a ${argument}.`);
    }
    const isKnown = isText || value === null || typeof value === "number" || typeof value === "boolean";
    list.push(name, isKnown ? value : NO_VALUE);
  }
  return list;
}

/** Whether it is an object of the language's own kind, of whatever window or realm, and not a list, a map, a date, … */
function isPlain(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kind(value) {
  return value === null ? "null" : typeof value;
}

/** A word, cut where no word goes on. */
function short(word) {
  return typeof word === "string" ? word.slice(0, 100) : word;
}

function failure(field, what, { given = null, cause } = {}) {
  const message = field === null ? what : `${field}: ${what}`;
  const problems = [{ field, what, given, allowed: null, hint: null }];
  return new PrecopyError(message, problems, cause === undefined ? undefined : { cause });
}
