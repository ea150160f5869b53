/** The model of Precopy, loaded by `init` or `initSync`. */

import type { Counsel, Solution } from "./answers.js";
import type { Advising, Solving, Sweep, SweepRow, Sweeping } from "./questions.js";
import type {
  Comparison,
  Parsed,
  Prediction,
  Predictor,
  Preset,
  Problem,
  Quantity,
  Sharing,
  Simulation,
  Step,
} from "./results.js";
import type { Scenario } from "./scenario.js";

export type * from "./answers.js";
export type * from "./questions.js";
export type * from "./results.js";
export type * from "./scenario.js";

/**
 * Loads the wasm, and resolves when the functions can be called. A second call does nothing.
 *
 * @param source bytes, a compiled module, an address, or a response; without it, the wasm beside this file is fetched
 */
export function init(
  source?: BufferSource | WebAssembly.Module | Response | Request | URL | string | PromiseLike<Response>,
): Promise<void>;

/**
 * Loads the wasm at once. Browsers allow that in workers, and for small modules only.
 *
 * @param source bytes, or a compiled module
 */
export function initSync(source: BufferSource | WebAssembly.Module): void;

/** What all functions throw: everything that is wrong with their arguments, at once. */
export class PrecopyError extends Error {
  readonly name: "PrecopyError";
  /** One by one; never empty. */
  readonly problems: Problem[];
}

/**
 * Will this VM migrate live, how long will it take, how long will it be down, and why?
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param predictor who predicts; the bound, unless another one is named
 * @throws {PrecopyError} everything that is wrong with the arguments
 */
export function predict(scenario: Scenario | string, predictor?: Predictor): Prediction;

/**
 * What does the product's own loop do, round by round?
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @throws {PrecopyError} everything that is wrong with the argument
 */
export function simulate(scenario: Scenario | string): Simulation;

/**
 * What would every product do with the same VM, guest and link, each with its own defaults? What is entered for the scenario's own
 * product counts for that one only.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param sharing whether each product has the link to itself, which it has by default, or shares it as it does by default
 * @throws {PrecopyError} everything that is wrong with the arguments
 */
export function compare(scenario: Scenario | string, sharing?: Sharing): Comparison[];

/**
 * Where does a number come from? The last step's value is the prediction's own, bit for bit.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param predictor whose number it is
 * @param quantity which number
 * @throws {PrecopyError} everything that is wrong with the arguments
 */
export function explain(scenario: Scenario | string, predictor: Predictor, quantity: Quantity): Step[];

/**
 * Which value of an input, nearest to the present one, meets a target, all else being equal, and from there on? No answer is an
 * answer too, with the nearest miss.
 *
 * "From there on" has been predicted at many points, not at every value: who must be sure asks the bound, which is the default.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param question the input, and what is wanted
 * @throws {PrecopyError} everything that is wrong with the arguments, among it an input that the product does not have
 */
export function solveFor(scenario: Scenario | string, question: Solving): Solution;

/**
 * How do outcome and numbers change over one input, or over two, all else being equal? Each cell is what `predict` says of the scenario
 * with both values put into it. It returns when all cells are done; `sweepRows` lets a page do something else in between.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param question which inputs, from where to where
 * @throws {PrecopyError} everything that is wrong with the arguments, among it an input that the product does not have
 */
export function sweep(scenario: Scenario | string, question: Sweeping): Sweep;

/**
 * The same, row by row: each is predicted when it is asked for. The arguments are read, and refused, at once.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param question which inputs, from where to where
 * @throws {PrecopyError} everything that is wrong with the arguments, among it an input that the product does not have
 */
export function sweepRows(scenario: Scenario | string, question: Sweeping): Generator<SweepRow, void, undefined>;

/**
 * What to change so that a migration meets all of its targets, the least disturbing first? Each piece of advice has what it promises,
 * which is what `predict` says of its scenario, and the settings in the product's own words, to be pasted.
 *
 * Figures that people type are tried, and those only. It takes some hundred predictions, which is some ten milliseconds as a rule.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @param question what is wanted; that it completes, unless something is named
 * @throws {PrecopyError} everything that is wrong with the arguments
 */
export function advise(scenario: Scenario | string, question?: Advising): Counsel;

/** Every product: its options under its own names, and its values with their sources. */
export function presets(): Preset[];

/**
 * Reads a link (with or without the address in front of its `#`), or the text of a scenario file. What is wrong with it is part of the
 * result.
 *
 * @throws {PrecopyError} when it is given no text
 */
export function parse(text: string): Parsed;

/**
 * The link of a scenario, without the `#`: behind the address of a calculator it opens just that.
 *
 * @param scenario an object with the fields of a scenario, or a link, or the text of a scenario file
 * @throws {PrecopyError} everything that is wrong with the argument
 */
export function link(scenario: Scenario | string): string;

/** The version of this package. */
export function version(): string;
