/** The model of Precopy, ready once it is imported: in browsers and workers, and in Node. */

export {
  PrecopyError,
  advise,
  compare,
  explain,
  link,
  parse,
  predict,
  presets,
  simulate,
  solveFor,
  sweep,
  sweepRows,
  version,
} from "./core.js";
export type * from "./answers.js";
export type * from "./questions.js";
export type * from "./results.js";
export type * from "./scenario.js";
