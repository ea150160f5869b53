// What comes out, and the words that are handed over.
// Made from the Rust types and the field table by a test of crates/embed, which says how.

import type { Field, NumberField, PresetId, Scenario } from "./scenario.js";

/**
 * Who predicts: the bound on the product's loop, the equations of the paper, or the product's loop, simulated.
 *
 * - `bound`: the closed form that the product's loop does not exceed while its conditions hold
 * - `paper`: the equations of Salfner, Tröger and Richly, as read
 * - `rounds`: the product's own loop, simulated: the expectation
 */
export type Predictor = "bound" | "paper" | "rounds";

/**
 * A number that can be explained.
 *
 * - `downtime`: how long the guest runs nowhere
 * - `migrationTime`: how long it takes until the source is no longer needed
 * - `data`: bytes on the wire
 */
export type Quantity = "downtime" | "migrationTime" | "data";

/** Whether each product has the link to itself, or shares it with as many migrations as it lets run at once. */
export type Sharing = "alone" | "shared";

/** What a predictor says of one migration, without its curve. */
export interface Summary {
  /** Who says it. */
  predictor: Predictor;
  /** How it ends. */
  outcome: Outcome;
  /** What ends pre-copy. */
  endedBy: EndedBy;
  /** Why it ends so, as one sentence. */
  reason: string;
  /** Until the source is no longer needed; of a cancelled migration until it is given up; null when it never ends. */
  migrationTimeSeconds: number | null;
  /** How long the guest runs nowhere: zero when cancelled, null when it never ends. */
  downtimeSeconds: number | null;
  /** How long the guest runs but is throttled or waits for pages. */
  brownoutSeconds: number;
  /** Bytes on the wire: headers, empty pages and re-sends included; null when it never ends. */
  dataBytes: number | null;
  /** Rounds of pre-copy, the first pass included; null where the loop has none or the predictor does not count them. */
  rounds: number | null;
  /** When the first pass over all memory ends, if nothing ends it earlier. */
  firstPassEndSeconds: number;
  /** When the guest is stopped; null when it never is. */
  stopSeconds: number | null;
  /** Pages left then; null when it never is. */
  leftPages: number | null;
  /** Remaining pages at which the guest would be stopped. */
  thresholdPages: number;
  /** When pre-copy would be given up; null: no limit. */
  limitSeconds: number | null;
  /** Whether the guest goes on at the destination before all of its memory is there. */
  endsInPostCopy: boolean;
  /** The size of a page, wherever pages are counted. */
  pageSizeBytes: number;
}

/** What a predictor says of one migration. */
export interface Prediction extends Summary {
  /**
   * Pages still to be sent over time: every break point of a curve that is straight between them. Two at the same moment make a
   * step.
   */
  remaining: Array<Knot>;
}

/**
 * How a migration ends: the guest runs at the destination, it stays where it is, or there is no end.
 *
 * - `completes`: the guest runs at the destination
 * - `cancelled`: the migration is cancelled: the guest stays where it is
 * - `never`: it goes on for ever, or has no sure end
 */
export type Outcome = "completes" | "cancelled" | "never";

/**
 * What ended pre-copy: so little was left that the guest could be stopped, a limit, or nothing.
 *
 * - `threshold`: so little was left that the guest could be stopped
 * - `limit`: a limit of the product
 * - `nothing`: nothing does
 */
export type EndedBy = "threshold" | "limit" | "nothing";

/** A break point of the curve of remaining pages. */
export interface Knot {
  /** When, from the beginning. */
  timeSeconds: number;
  /** Pages still to be sent. */
  pages: number;
  /** Of these: empty ones. */
  emptyPages: number;
  /** Of these: with data, and not rewritten. */
  passivePages: number;
  /** Of these: of the hot set. */
  hotPages: number;
}

/** The product's own loop, simulated, with its rounds. */
export interface Simulation {
  /** What comes of it; its curve is the saw-tooth of pages known to be unsent. */
  prediction: Prediction;
  /** Its rounds, the first pass first; of a loop that looks at every tick only the whole. */
  rounds: Array<Round>;
}

/** One round: from one look at the dirty pages to the next. */
export interface Round {
  /** Its number; the first pass is 1. */
  number: number;
  /** When it began. */
  startSeconds: number;
  /** When the loop looked again, or was ended. */
  endSeconds: number;
  /** Pages known to be unsent when it began. */
  knownPages: number;
  /** Pages sent in it. */
  sentPages: number;
  /** Pages that the look at its end found to be dirty again. */
  dirtiedPages: number;
  /** Pages left after that look. */
  leftPages: number;
  /** The threshold at its end; null where the loop compares none with what is left. */
  thresholdPages: number | null;
  /** The share of its time that is taken from the guest, at the end of the round. */
  throttleShare: number;
  /** What came of it. */
  then: Then;
  /** The round in a sentence or two. */
  story: string;
}

/**
 * What came of a round.
 *
 * - `too-much-left`: more was left than the threshold allows
 * - `goes-on`: the next round is sent whatever is left: this loop decides later
 * - `not-yet-voted`: averages over passes did not agree yet
 * - `stops`: so little was left that the guest is stopped
 * - `nothing-left`: nothing was left
 * - `was-small`: the round itself was smaller than the threshold: it was the last one
 * - `limit`: a limit struck
 * - `overdue`: the loop looked because it had not for long
 */
export type Then =
  | "too-much-left"
  | "goes-on"
  | "not-yet-voted"
  | "stops"
  | "nothing-left"
  | "was-small"
  | "limit"
  | "overdue";

/** What one product would do with the same VM. */
export interface Comparison {
  /** The product, as in `hypervisor`. */
  preset: PresetId;
  /** Its name. */
  name: string;
  /** The name of its group. */
  group: string;
  /** Whether it is the product of the scenario, with what is entered for it. */
  chosen: boolean;
  /** How many migrations share the link. */
  sharedBy: number;
  /** What its loop does not exceed; null when the scenario does not fit it. */
  bound: Summary | null;
  /** What its loop does, simulated; null when the scenario does not fit it. */
  rounds: Summary | null;
  /** Why the scenario does not fit it; empty when it does. */
  problems: Array<Problem>;
}

/** One step of an explanation: a formula, the numbers put in, and what comes of it. */
export interface Step {
  /** What it is about. */
  title: string;
  /** The formula, or the rule in words. */
  formula: string;
  /** The formula with the numbers put in; null where there are none. */
  numbers: string | null;
  /** What comes of it; null where that is no number. */
  value: number | null;
  /** The unit of the value; null where it is no number. */
  unit: Unit | null;
  /** The value for the eye: "22.95 s", "never". */
  inWords: string;
  /** Where formula or constant come from. */
  source: Source;
}

/** The unit of a number whose name does not say it. */
export type Unit = "seconds" | "pages" | "pages/s" | "bytes" | "bytes/s" | "bit/s" | "share" | "count";

/** A product: its own names for its options, and its values with their sources. */
export interface Preset {
  /** Its short name, as in `hypervisor`; never changes. */
  id: PresetId;
  /** Its name. */
  name: string;
  /** The name of its group. */
  group: string;
  /** What is special about its loop, in one line. */
  summary: string;
  /** In what its loop differs from what is computed here; null: in nothing that is known. */
  caveat: string | null;
  /** Its options, in the order in which its manual has them. */
  options: Array<Setting>;
  /** Its values, as they are on a link of 10 Gbit/s. */
  values: Array<Value>;
}

/** An option of a product, as the product names it. */
export interface Setting {
  /** The field of the scenario. */
  field: Field;
  /** The product's own name. */
  name: string;
  /** Where it is one of a few words: those that the product has; empty: all that the field takes. */
  words: Array<string>;
}

/** A value of a product, with its source. */
export interface Value {
  /** The field of the scenario. */
  field: Field;
  /** The name that a person reads. */
  name: string;
  /** The value as a text, as the field takes it. */
  text: string;
  /** The value in the unit of `numberField`, or a count; null for words and for "none". */
  number: number | null;
  /** The field of the scenario that takes the number; null where it has none. */
  numberField: NumberField | null;
  /** Where it comes from. */
  source: Source;
}

/** Where a value comes from. */
export interface Source {
  /** How good it is. */
  mark: Mark;
  /** Whether the value is an assumption. */
  assumed: boolean;
  /** Product and version, or title of the document; may be empty. */
  what: string;
  /** File and name in the source code, section of the document, or the reason; may be empty. */
  place: string;
}

/**
 * How good the word for a value is.
 *
 * - `source-code`: read in the product's source code
 * - `documentation`: the vendor's or project's documentation
 * - `third-party`: a text of somebody else: an analyst, a paper, a blog
 * - `inferred`: follows from one of the above by reasoning
 * - `assumed`: assumed, for the reason that stands beside it
 * - `entered`: given in the scenario
 */
export type Mark = "source-code" | "documentation" | "third-party" | "inferred" | "assumed" | "entered";

/** What a link or a scenario file says. */
export interface Parsed {
  /**
   * The scenario, every value as a text with its unit. What is wrong in a link has its default instead; a scenario file that has
   * problems gives null.
   */
  scenario: Scenario | null;
  /** What is wrong with it; empty when all is well. */
  problems: Array<Problem>;
  /** Keys of a link that are no fields: of the page, or of a later version. */
  others: Array<Other>;
}

/** A key of a link that is no field. */
export interface Other {
  /** The key. */
  key: string;
  /** What stands behind it. */
  value: string;
}

/** One thing that is wrong with one input. */
export interface Problem {
  /** The field or argument that it is about, as it is spelt as a text; null: the whole. */
  field: string | null;
  /** What is wrong, as a sentence. */
  what: string;
  /** What was given. */
  given: string | null;
  /** What is allowed. */
  allowed: string | null;
  /** What may have been meant. */
  hint: string | null;
}
