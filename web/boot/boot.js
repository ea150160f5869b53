// Starts the calculator on its own page.
import { start } from "./precopy.js";

const element = document.getElementById("precopy");
// What the page itself holds counts as if it stood in the address, as long as nothing stands there.
const state = location.hash.length > 1 ? undefined : element.dataset.state;
const fragment = state ?? location.hash.slice(1);
const query = new URLSearchParams(location.search);
const embed = query.get("embed") === "1" || /(^|&)embed=1(&|$)/.test(fragment);
const theme = ["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "auto";
// The page behind the calculator is ours here: in a frame it lets the host's ground through.
document.documentElement.classList.toggle("embed", embed);
document.documentElement.dataset.theme = theme;
start(element, {
  address: true,
  state,
  embed,
  theme,
});
