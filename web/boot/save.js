// Gives a file to the person: a picture, a text, or the one file with a state in it.
import { oneFile } from "./programs.js";

// In pieces, so that in the one file, which this script lies in as well, each stands once.
const STATE = ["data-state", '""'].join("=");
const WITHOUT_SCRIPTS = ["<no", "script>"].join("");

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/**
 * @param {"svg" | "png" | "text" | "file"} what
 * @param {string} text the SVG itself, the address of a PNG, the text, or the link whose state belongs into the file
 * @param {string} summary what the file says where no script runs
 * @param {string} name what it is called
 * @param {string} type the media type of a text
 */
export async function save(what, text, summary, name, type) {
  try {
    if (what === "png") {
      offer(text, name);
    } else if (what === "svg") {
      offerText(text, "image/svg+xml", name);
    } else if (what === "text") {
      offerText(text, type, name);
    } else {
      const file = (await oneFile())
        .replace(STATE, () => `data-state="${escaped(text)}"`)
        .replace(WITHOUT_SCRIPTS, () => `${WITHOUT_SCRIPTS}<p class="waiting">${escaped(summary)}</p>`);
      offerText(file, "text/html", name);
    }
  } catch (error) {
    alert(`The file could not be made. ${error.message}`);
  }
}

function offerText(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  offer(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function offer(address, name) {
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
}
