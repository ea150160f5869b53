// Gives a file to the person: a picture, or the one file with a state in it.
import { oneFile } from "./programs.js";

// In pieces, so that in the one file, which this script lies in as well, it stands once.
const STATE = ["data-state", '""'].join("=");

/**
 * @param {"svg" | "png" | "file"} what
 * @param {string} text the SVG itself, the address of a PNG, or the link whose state belongs into the file
 */
export async function save(what, text) {
  try {
    if (what === "png") {
      offer(text, "precopy.png");
    } else if (what === "svg") {
      offerText(text, "image/svg+xml", "precopy.svg");
    } else {
      const state = text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      offerText((await oneFile()).replace(STATE, () => `data-state="${state}"`), "text/html", "precopy.html");
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
