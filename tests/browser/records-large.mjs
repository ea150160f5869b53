// The largest logs that the page of records is meant for: one JSON document of 50 MB, and a table of 100 MB with a million rows. Not among the
// tests that are run always, since it takes a minute or two. Build first, then, with what the other tests are told by `cargo xtask test`:
//
//   PRECOPY_DIST=… PRECOPY_CHROMIUM=… PRECOPY_SERVER=… node --test --test-concurrency=1 tests/browser/records-large.mjs

import { onPage } from "./calculator.mjs";
import { kubernetesList, measured, noteMemories, table } from "./long_log.mjs";

const AT = { at: "/#page=records", prepare: noteMemories };

onPage("one JSON document of 50 MB", AT, (calculator) => measured(calculator, "JSON, 50 MB", "vmim.json", kubernetesList(50e6)));

onPage("a table of 100 MB, a million rows", AT, (calculator) =>
  measured(calculator, "CSV, a million rows", "long.csv", table(1_000_000, 0, false)),
);

onPage("a table of a million rows, each with a dirty rate", AT, (calculator) =>
  measured(calculator, "CSV, a million rows with dirty rates", "long.csv", table(1_000_000, 0, true), "some"),
);
