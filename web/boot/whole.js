// Where the programs come from in one file: page and panels are one, and lie in the file, compressed, as text. `makeGlue` is put in
// front of this by `cargo xtask package`; each call makes the glue of a new instance, so that nothing has to be imported. What the
// file has beside the calculator is said by `alone.js` or `course.js`, which are put behind this.

const PACKED = "precopy-program";

let compiled; // once, for every instance
let running;

/** Promises a new instance: the last one has failed, or there was none. */
export async function startPage() {
  compiled ??= program(PACKED);
  const glue = makeGlue();
  await glue({ module_or_path: await compiled });
  running = glue;
  return glue;
}

/** Promises the panels, which lie in the page's own program. */
export async function startPanels() {
  return running;
}

/** Promises the text of this file, as it was before anything had started in it, with a state to start with. */
export async function oneFile(state = "") {
  const copy = document.documentElement.cloneNode(true);
  copy.removeAttribute("class");
  copy.removeAttribute("data-theme");
  const element = copy.querySelector("#precopy");
  element.replaceChildren();
  element.dataset.state = state;
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

/** Promises a program that lies in the file, compiled. */
async function program(id) {
  return WebAssembly.compile(await (await unpacked(id)).arrayBuffer());
}

/** Promises what lies in the file under a name, as an answer that can be read as bytes or as text. */
async function unpacked(id) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old for a calculator in one file: it has no DecompressionStream to unpack it");
  }
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}
