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

/** Promises the started page of a name beside the calculator, which reads its data by us; `turn` as for the calculator. */
export async function startOther(name, turn) {
  const glue = await startedFrom(`./precopy-${name}.js`, turn);
  glue.readDataBy(text);
  return glue;
}

/** Promises recorded runs as short lines, which lie beside this script. */
export function recordedRuns() {
  return text("recorded.txt");
}

/** Promises the text of the calculator in one file, which lies beside this script. */
export function oneFile() {
  return text("precopy.html");
}

/** Promises the text of a file that lies beside this script. */
async function text(path) {
  const answer = await fetch(new URL(path, import.meta.url));
  if (!answer.ok) throw new Error(`${path} is not beside the scripts of this page.`);
  return answer.text();
}

async function startedFrom(script, turn) {
  const glue = await import(turn === 0 ? script : `${script}?fresh=${turn}`);
  await glue.default();
  return glue;
}
