// What the course in one file has beside the calculator: the other pages, and all data that these would fetch. `makeOther` is put in front of
// this by `cargo xtask package`: for each page, what makes the glue of a new instance.

const programs = new Map(); // of other pages, compiled, once for every instance
let texts; // by path

/** Promises a new instance of a page beside the calculator. */
export async function startOther(name) {
  if (!programs.has(name)) programs.set(name, program(`precopy-${name}`));
  const glue = makeOther[name]();
  await glue({ module_or_path: await programs.get(name) });
  glue.readDataBy(text);
  return glue;
}

/** Promises recorded runs as short lines. */
export function recordedRuns() {
  return text("recorded.txt");
}

/** Promises the text that lies at a path on a site. The course itself is this file. */
async function text(path) {
  if (path === COURSE) return oneFile("page=learn");
  texts ??= unpacked("precopy-data").then((answer) => answer.json());
  const all = await texts;
  if (!(path in all)) throw new Error(`${path} is not in this file.`);
  return all[path];
}
