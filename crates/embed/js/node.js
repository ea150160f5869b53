// For Node: reads the wasm beside this file, and is ready once it is imported.

import { readFileSync } from "node:fs";

import { initSync } from "./core.js";

initSync(readFileSync(new URL("./precopy-embed_bg.wasm", import.meta.url)));

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
