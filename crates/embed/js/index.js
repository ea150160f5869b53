// For browsers and workers: loads the wasm beside this file, and is ready once it is imported.

import { init } from "./core.js";

await init();

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
