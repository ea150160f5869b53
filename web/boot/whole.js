// Where the programs come from in the one file: both are one, and lie in the file, compressed, as text. `makeGlue` is put in
// front of this by `cargo xtask package`; each call makes the glue of a new instance, so that nothing has to be imported.

const PACKED = "precopy-program";

let compiled; // once, for every instance
let running;

/** Promises a new instance: the last one has failed, or there was none. */
export async function startPage() {
  compiled ??= unpacked().then((bytes) => WebAssembly.compile(bytes));
  const glue = makeGlue();
  await glue({ module_or_path: await compiled });
  running = glue;
  return glue;
}

/** Promises the panels, which lie in the page's own program. */
export async function startPanels() {
  return running;
}

/** The other pages have data of their own, and this file asks for nothing: it has none of them. */
export const startOther = undefined;

/** Nor does it ask for the recorded runs. */
export const recordedRuns = undefined;

/** Promises the text of this file, as it was before anything had started in it. */
export async function oneFile() {
  const copy = document.documentElement.cloneNode(true);
  copy.removeAttribute("class");
  copy.removeAttribute("data-theme");
  const element = copy.querySelector("#precopy");
  element.replaceChildren();
  element.dataset.state = "";
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

async function unpacked() {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old for a calculator in one file: it has no DecompressionStream to unpack it");
  }
  const packed = Uint8Array.from(atob(document.getElementById(PACKED).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
