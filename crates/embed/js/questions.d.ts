// Questions over predictions, and the typed arrays that answer some of them.

import type { Input } from "./answers.js";
import type { Unit } from "./results.js";

/** What is wanted of a migration: one of these, as a text with a unit or as a number. All of them want it to complete. */
export type Target =
  /** A downtime of at most so much. */
  | { downtime: string }
  | { downtimeSeconds: number }
  /** A migration time of at most so much. */
  | { migrationTime: string }
  | { migrationTimeSeconds: number }
  /** At most so many bytes on the wire. */
  | { data: string }
  | { dataBytes: number }
  /** That it completes at all. */
  | { completes: true };

/** What `solveFor` is asked. */
export interface Solving {
  /** The input to solve for. */
  input: Input;
  /** What is wanted. */
  target: Target;
  /** Who predicts; the bound, unless the rounds are named. */
  predictor?: "bound" | "rounds";
}

/** What `advise` is asked. */
export interface Advising {
  /** What is wanted, all of it at once; each as a text with a unit or as a number. All of them want the migration to complete. */
  targets?: {
    /** A downtime of at most so much. */
    downtime?: string;
    downtimeSeconds?: number;
    /** A migration time of at most so much. */
    migrationTime?: string;
    migrationTimeSeconds?: number;
    /** At most so many bytes on the wire. */
    data?: string;
    dataBytes?: number;
    /** That it completes at all. */
    completes?: true;
  };
  /** Who predicts; the bound, unless the rounds are named. */
  predictor?: "bound" | "rounds";
}

/** Values of an input, from one to another, both included. */
export interface Axis {
  /** The input. */
  input: Input;
  /**
   * The first value: a text with a unit, or a number in the input's unit (bytes, pages/s, seconds, pages, bytes/s, a share; of a link the
   * one in which the scenario has it). Without it, the smallest that is plausible.
   */
  from?: string | number;
  /** The last value, in the same way. Without it, the largest that is plausible. */
  to?: string | number;
  /** How many values: 2 to 1024. */
  count: number;
  /** In equal differences or equal ratios; without it, as the input is usually seen, and from zero in equal differences. */
  scale?: "linear" | "logarithmic";
}

/** What `sweep` and `sweepRows` are asked. */
export interface Sweeping {
  /** The input that changes along a row. */
  across: Axis;
  /** The input that changes from row to row; without it there is one row. */
  down?: Axis;
  /** Who predicts; the bound, unless the rounds are named. */
  predictor?: "bound" | "rounds";
}

/** The numbers of cells, in the same order everywhere; NaN where there is none. */
export interface Cells {
  /** How each ends, as the place of a word in `outcomes`: 0 impossible, 1 completes, 2 cancelled, 3 never. */
  outcome: Uint8Array;
  /** How long the guest runs nowhere: zero when cancelled, NaN when it never ends. */
  downtimeSeconds: Float64Array;
  /** Until the source is no longer needed, or the migration is given up; NaN when it never ends. */
  migrationTimeSeconds: Float64Array;
  /** Bytes on the wire; NaN when it never ends. */
  dataBytes: Float64Array;
}

/** Outcomes and numbers over one input or two, row after row: that of a cell stands at `row * across.length + column`. */
export interface Sweep extends Cells {
  /** The unit of what goes across. */
  acrossUnit: Unit;
  /** The values along a row, rising. */
  across: Float64Array;
  /** The unit of what goes down; null when nothing does. */
  downUnit: Unit | null;
  /** The values of the rows, rising; null when there is one row. */
  down: Float64Array | null;
  /** What the numbers in `outcome` mean. A cell is impossible where there is no such scenario: a hot set larger than the working set. */
  outcomes: ["impossible", "completes", "cancelled", "never"];
}

/** One row of a sweep. */
export interface SweepRow extends Cells {
  /** Which one, counted from zero. */
  row: number;
  /** The value of the input that goes down; null when nothing does. */
  down: number | null;
}
