// Starts the calculator on its own page.
import { start } from "./precopy.js";

const query = new URLSearchParams(location.search);
const embed = query.get("embed") === "1" || /[#&]embed=1(&|$)/.test(location.hash);
const theme = ["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "auto";
// The page behind the calculator is ours here: in a frame it lets the host's ground through.
document.documentElement.classList.toggle("embed", embed);
document.documentElement.dataset.theme = theme;
const element = document.getElementById("precopy");
start(element, {
  address: true,
  embed,
  theme,
});
