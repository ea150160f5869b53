// Starts the calculator on its own page, as query and fragment of the address say.
import { speak } from "./frame.js";
import { start } from "./precopy.js";

const SWITCHES = ["embed", "readonly"];
const WORDS = { view: ["full", "chart", "figures"], controls: ["full", "sliders", "none"], theme: ["auto", "light", "dark"] };

const element = document.getElementById("precopy");
const query = new URLSearchParams(location.search);
// What the page itself holds counts as if it stood in the address, as long as nothing stands there.
const stored = location.hash.length > 1 ? undefined : element.dataset.state;
const fragment = new URLSearchParams(stored ?? location.hash.slice(1));
const said = (key) => fragment.get(key) ?? query.get(key);

const options = { address: true, state: stored };
// The calculator reads the fragment itself, and tells of what is wrong there.
for (const name of SWITCHES) {
  if (query.get(name) === "1") options[name] = true;
}
for (const [name, words] of Object.entries(WORDS)) {
  if (words.includes(query.get(name))) options[name] = query.get(name);
}
if (query.has("lock")) options.lock = query.get("lock");
// Some hosts cut the fragment off: then the scenario may stand in the query.
const scenario = [...query.keys()].some((key) => !(key in WORDS) && !SWITCHES.includes(key) && key !== "lock");
if (fragment.size === 0 && scenario) options.state = location.search.slice(1);

// The page behind the calculator is ours here: in a frame it lets the host's ground through, and is as high as its content.
const { classList, dataset } = document.documentElement;
classList.toggle("embed", said("embed") === "1");
classList.toggle("auto-height", said("height") === "auto");
dataset.theme = WORDS.theme.includes(said("theme")) ? said("theme") : "auto";

let calculator;
options.started = (handle) => (calculator = handle);
if (parent !== window) options.changed = speak(element, () => calculator);
start(element, options);
