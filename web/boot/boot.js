// Starts the calculator on its own page.
import { start } from "./precopy.js";

const query = new URLSearchParams(location.search);
const element = document.getElementById("precopy");
start(element, {
  address: true,
  embed: query.get("embed") === "1",
  theme: ["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "auto",
});
