// What questions over predictions are answered with.
// Made from the Rust types and the field table by a test of crates/embed, which says how.

import type { Source, Summary, Unit } from "./results.js";
import type { Field, Scenario } from "./scenario.js";

/** Which value of an input meets a target. */
export interface Solution {
  /** The input that was solved for. */
  input: Input;
  /** The unit of all its values here: of a link the one in which the scenario has it. */
  unit: Unit;
  /** For which values the target is met. */
  answer: Answer;
  /** The side on which it is easier to meet, as a rule. */
  goodSide: Side;
  /** The value nearest to the present one that meets it: the present one where that lies in the range; null where there is none. */
  value: Turned | null;
  /** The values of the answer; null where there is none. An end at which the target begins to be missed is exact to eight digits. */
  range: Span | null;
  /** Ranges outside of the answer in which it is met as well, in rising order; their ends are points of a grid. */
  islands: Array<Span>;
  /** Where no value meets it, the one that comes nearest; else null. */
  nearestMiss: Turned | null;
  /** The value as it is. */
  present: Turned;
  /** Whether the scenario as it is meets the target. */
  metNow: boolean;
  /** The values that were looked at: what is plausible, the present one, and zero where that is possible. */
  searched: Span;
  /** How many predictions it took. */
  predictions: number;
}

/**
 * An input that can be turned.
 *
 * - `memory`: configured memory; working set and hot set keep their shares of it
 * - `workingSet`: memory that holds data; a hot set that would be larger is cut down to it
 * - `hotSet`: the part of the working set that is rewritten
 * - `dirtyRate`: page writes per second
 * - `link`: the link, in the unit in which the scenario has it; as many migrations as before share it
 * - `downtimeLimit`: the downtime that the product aims at; what raises it keeps its steps
 * - `stopThreshold`: remaining pages at which the guest is stopped, where the product counts pages
 * - `bandwidthCap`: the product's own limit on its sending rate
 * - `firstThrottle`: share of processor time that the first step of throttling takes; no field of a scenario
 */
export type Input =
  | "memory"
  | "workingSet"
  | "hotSet"
  | "dirtyRate"
  | "link"
  | "downtimeLimit"
  | "stopThreshold"
  | "bandwidthCap"
  | "firstThrottle";

/**
 * For which values of an input a target is met.
 *
 * - `everywhere`: for all that are plausible
 * - `from`: from a boundary on, to the end of the good side
 * - `between`: in a range that does not reach the end of the good side
 * - `nowhere`: for none that was tried
 */
export type Answer = "everywhere" | "from" | "between" | "nowhere";

/**
 * An end of an input's range.
 *
 * - `lower`: the small values
 * - `higher`: the large values
 */
export type Side = "lower" | "higher";

/** A value of an input. */
export interface Amount {
  /** In the unit that stands beside it. */
  number: number;
  /** As a text with its unit, which reads back to the same number. */
  text: string;
}

/** Values of an input from one to another, both included. */
export interface Span {
  /** The smallest. */
  from: Amount;
  /** The largest. */
  to: Amount;
}

/** A value of an input, and what it leads to. */
export interface Turned extends Amount {
  /**
   * The fields that make it so, what follows the input included, to be spread into the scenario: in the spelling that this has,
   * else as texts. Null where the product has no such option, or no field says it.
   */
  set: Scenario | null;
  /** What is predicted then. */
  predicted: Summary;
}

/** What there is to say of a scenario whose migration is wanted to be so and so. */
export interface Counsel {
  /** What is predicted of it as it is. */
  now: Summary;
  /** Whether that meets all targets. */
  metNow: boolean;
  /** Where it does, how much more the guest may write; else null. */
  headroom: Headroom | null;
  /** What to change, the least disturbing first; empty where nothing needs to be changed, or nothing that was tried meets all targets. */
  advice: Array<Advice>;
  /** Where nothing does, what comes nearest; else null. */
  nearestMiss: Advice | null;
  /** How many predictions it took. */
  predictions: number;
}

/** How much more the guest may write until a target is missed. */
export interface Headroom {
  /** A dirty rate up to which every one that was tried meets all targets. */
  dirtyRatePagesPerSecond: number;
  /** The next one that was tried, which misses one; null where the guest may write as much as any does. */
  missedPagesPerSecond: number | null;
  /** What is predicted at that dirty rate. */
  predicted: Summary;
}

/** A piece of advice. */
export interface Advice {
  /** What is changed: one thing, or two that belong together. */
  changes: Array<Change>;
  /** What that disturbs: the most that one of the changes does. */
  disturbs: Disturbance;
  /** Why it has its place in the order, as one sentence. */
  because: string;
  /** The scenario with the changes made. */
  scenario: Scenario;
  /** What is predicted of that: by who was asked, but by the rounds where the guest is slowed down, of which the bound says nothing. */
  predicted: Summary;
  /** What the other of the two says of it. */
  other: Summary;
  /** Whether that meets all targets as well. */
  metByOther: boolean;
  /** The changes in the product's own words. */
  snippets: Array<Snippet>;
  /** Fields of changes for which the product has no setting that a source shows, or that are no setting at all. */
  withoutSetting: Array<Field>;
}

/** Something that is changed. */
export interface Change {
  /** The field of the scenario. */
  field: Field;
  /** What it becomes, as the field takes it. */
  text: string;
}

/**
 * What a change disturbs, from the least to the most.
 *
 * - `migration`: a setting of this migration, or of this VM
 * - `cluster`: a setting of the host or of the cluster, or how many migrate at a time
 * - `throttling`: the guest is slowed down
 * - `stopping`: the guest is stopped when a limit strikes, for as long as the rest takes
 * - `post-copy`: the guest goes on at the destination without all of its memory
 * - `waiting`: it is done at another time
 * - `hardware`: a faster link
 */
export type Disturbance = "migration" | "cluster" | "throttling" | "stopping" | "post-copy" | "waiting" | "hardware";

/** A text to paste, in the product's own words; what stands in capitals is to be replaced. */
export interface Snippet {
  /** What it is written in. */
  language: Language;
  /** The text. Where several make the same change, each is one way to do it, unless its note says otherwise. */
  text: string;
  /** When it acts. */
  acts: Acts;
  /** The fields of the changes that it makes. */
  makes: Array<Field>;
  /** What has to be known to use it; null: nothing. */
  note: string | null;
  /** Where its settings are described. */
  sources: Array<Source>;
}

/**
 * What a text to paste is written in.
 *
 * - `shell`: a command line
 * - `json`: JSON for QEMU's monitor
 * - `yaml`: a Kubernetes resource
 * - `ini`: a file of keys and values
 * - `powershell`: PowerShell, with the product's own commands
 * - `steps`: nothing to paste: where it is chosen on the product's own pages
 */
export type Language = "shell" | "json" | "yaml" | "ini" | "powershell" | "steps";

/**
 * When a setting acts.
 *
 * - `now`: at once, on a migration that is under way
 * - `next`: on the next migration of this VM
 * - `cluster`: on every later migration of a host or of the cluster
 */
export type Acts = "now" | "next" | "cluster";
