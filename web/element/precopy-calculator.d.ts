/** A problem with an input. */
export interface Problem {
  /** The input, by its name in scenario files; null when it is about the whole. */
  field: string | null;
  what: string;
  given: string | null;
  allowed: string | null;
  /** What may have been meant. */
  hint: string | null;
}

/** What one predictor says. */
export interface Prediction {
  predictor: "bound" | "rounds" | "paper";
  outcome: "completes" | "cancelled" | "never";
  /** Why it ends so, in a sentence. */
  reason: string;
  migrationTimeSeconds: number | null;
  downtimeSeconds: number | null;
  brownoutSeconds: number;
  dataBytes: number | null;
  rounds: number | null;
}

/** What the calculator says. */
export interface Result {
  /** What is not exceeded while the stated conditions hold. */
  bound: Prediction;
  /** The product's own loop, simulated. */
  rounds: Prediction;
  /** The equations of Salfner, Tröger and Richly, as read. */
  paper: Prediction;
  /** What was asked, in one line. */
  scenario: string;
  /** The answer, in one line. */
  answer: string;
  /** The verdict and the reason. */
  why: string;
}

/** Inputs: of each, the text with its unit or the number whose name says the unit, not both. */
export interface Scenario {
  version?: number;
  hypervisor?: string;
  memory?: string;
  memoryBytes?: number;
  workingSet?: string;
  workingSetBytes?: number;
  hotSet?: string;
  hotSetBytes?: number;
  dirtyRate?: string;
  dirtyRatePagesPerSecond?: number;
  writes?: string;
  shape?: string;
  link?: string;
  linkBytesPerSecond?: number;
  goodput?: string;
  goodputShare?: number;
  sharedBy?: string;
  streamLimit?: string;
  streamLimitBytesPerSecond?: number;
  streams?: string;
  tunnelLimit?: string;
  tunnelLimitBytesPerSecond?: number;
  otherDataFirst?: string;
  otherDataFirstBytes?: number;
  downtimeLimit?: string;
  downtimeLimitSeconds?: number;
  downtimeSteps?: string;
  downtimeDelayPerGib?: string;
  downtimeDelayPerGibSeconds?: number;
  stopThreshold?: string;
  stopThresholdPages?: number;
  bandwidthCap?: string;
  bandwidthCapBytesPerSecond?: number;
  capInStop?: string;
  loop?: string;
  lookEvery?: string;
  lookEverySeconds?: number;
  estimate?: string;
  roundLimit?: string;
  volumeLimit?: string;
  volumeCounts?: string;
  timeLimit?: string;
  timeLimitSeconds?: number;
  onLimit?: string;
  slowDown?: string;
  emptyPages?: string;
  emptyRate?: string;
  emptyRatePagesPerSecond?: number;
  setup?: string;
  setupSeconds?: number;
  compressedTo?: string;
  compressedToShare?: number;
  deviceState?: string;
  deviceStateSeconds?: number;
  pageSize?: string;
  pageSizeBytes?: number;
  pageHeader?: string;
  pageHeaderBytes?: number;
  emptyPage?: string;
  emptyPageBytes?: number;
}

/** What `change` and its like carry. */
export interface Change {
  /** The link to the state, without the #. */
  link: string;
  state: Scenario;
}

export interface PrecopyCalculatorEventMap {
  /** The inputs have changed, by a person or by the page. */
  change: CustomEvent<Change>;
  /** The answer is there, or has changed. */
  result: CustomEvent<Result>;
  /** An attribute was not understood; the state is as it was. */
  problem: CustomEvent<{ message: string; problems: Problem[] }>;
}

/** `<precopy-calculator>`. */
export class PrecopyCalculator extends HTMLElement {
  /** `hv` in links and attributes. */
  hypervisor: string | null;
  /** `mem` in links and attributes. */
  memory: string | null;
  /** `ws` in links and attributes. */
  workingSet: string | null;
  /** `hot` in links and attributes. */
  hotSet: string | null;
  /** `dirty` in links and attributes. */
  dirtyRate: string | null;
  /** `writes` in links and attributes. */
  writes: string | null;
  /** `shape` in links and attributes. */
  shape: string | null;
  /** `link` in links and attributes. */
  link: string | null;
  /** `goodput` in links and attributes. */
  goodput: string | null;
  /** `shared-by` in links and attributes. */
  sharedBy: string | null;
  /** `stream-max` in links and attributes. */
  streamLimit: string | null;
  /** `streams` in links and attributes. */
  streams: string | null;
  /** `tunnel-max` in links and attributes. */
  tunnelLimit: string | null;
  /** `other-first` in links and attributes. */
  otherDataFirst: string | null;
  /** `max-downtime` in links and attributes. */
  downtimeLimit: string | null;
  /** `downtime-steps` in links and attributes. */
  downtimeSteps: string | null;
  /** `downtime-delay` in links and attributes. */
  downtimeDelayPerGib: string | null;
  /** `stop-pages` in links and attributes. */
  stopThreshold: string | null;
  /** `cap` in links and attributes. */
  bandwidthCap: string | null;
  /** `cap-in-stop` in links and attributes. */
  capInStop: string | null;
  /** `loop` in links and attributes. */
  loop: string | null;
  /** `look-every` in links and attributes. */
  lookEvery: string | null;
  /** `estimate` in links and attributes. */
  estimate: string | null;
  /** `rounds` in links and attributes. */
  roundLimit: string | null;
  /** `volume` in links and attributes. */
  volumeLimit: string | null;
  /** `volume-counts` in links and attributes. */
  volumeCounts: string | null;
  /** `time-limit` in links and attributes. */
  timeLimit: string | null;
  /** `on-limit` in links and attributes. */
  onLimit: string | null;
  /** `slow-down` in links and attributes. */
  slowDown: string | null;
  /** `empty-pages` in links and attributes. */
  emptyPages: string | null;
  /** `empty-rate` in links and attributes. */
  emptyRate: string | null;
  /** `setup` in links and attributes. */
  setup: string | null;
  /** `compressed-to` in links and attributes. */
  compressedTo: string | null;
  /** `device-state` in links and attributes. */
  deviceState: string | null;
  /** `page-size` in links and attributes. */
  pageSize: string | null;
  /** `page-header` in links and attributes. */
  pageHeader: string | null;
  /** `empty-page` in links and attributes. */
  emptyPage: string | null;

  /** The inputs, every default written out; null before the calculator is there. */
  getState(): Scenario | null;
  /**
   * Takes over inputs, or a link's. Throws an error with a list `problems`, and then changes nothing; while the calculator is still on
   * its way, that is told by the event `problem` once it is there.
   */
  setState(state: Scenario | string): void;
  /** The link to the present state, without the #. */
  getLink(): string;
  /** What the predictors say; null before the calculator is there. */
  readonly result: Result | null;
  /** The chart with its answer as the text of an SVG file. */
  toSVG(): string;
  /** The same as a PNG, at so many pixels to a CSS pixel (2 unless given). */
  toPNG(scale?: number): Promise<Blob>;
  /** Fails, so that a test can see what a person would see. */
  crashForTest(): void;
  addEventListener<Name extends keyof PrecopyCalculatorEventMap>(
    name: Name,
    listener: (this: PrecopyCalculator, event: PrecopyCalculatorEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Defines the element under another name, where ours is taken. Returns the name. */
export function define(name?: string): string;

declare global {
  interface HTMLElementTagNameMap {
    "precopy-calculator": PrecopyCalculator;
  }
}
