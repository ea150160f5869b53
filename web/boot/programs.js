// Where the programs come from on a site: each is a file beside this one, fetched when it is needed. In the one file
// `whole.js` stands in the place of this script.

/** Promises the started page; `turn` grows with each failure, since a failed program stays failed. */
export function startPage(turn) {
  return startedFrom("./precopy-page.js", turn);
}

/** Promises the started panels; `turn` as for the page. */
export function startPanels(turn) {
  return startedFrom("./precopy-panels.js", turn);
}

/** Promises recorded runs as short lines, which lie beside this script. */
export async function recordedRuns() {
  const answer = await fetch(new URL("recorded.txt", import.meta.url));
  if (!answer.ok) throw new Error("recorded.txt is not beside the scripts of this page.");
  return answer.text();
}

/** Promises the text of the calculator in one file, which lies beside this script. */
export async function oneFile() {
  const answer = await fetch(new URL("precopy.html", import.meta.url));
  if (!answer.ok) throw new Error("precopy.html is not beside the scripts of this page.");
  return answer.text();
}

/** Promises the started page of a name beside the calculator, which knows where data lies; `turn` as for the calculator. */
export async function startOther(name, turn) {
  const glue = await startedFrom(`./precopy-${name}.js`, turn);
  glue.findDataIn(new URL("./", import.meta.url).href);
  return glue;
}

async function startedFrom(script, turn) {
  const glue = await import(turn === 0 ? script : `${script}?fresh=${turn}`);
  await glue.default();
  return glue;
}
