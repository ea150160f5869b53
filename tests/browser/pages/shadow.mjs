// Two calculators, each in a shadow root, with values of this page; tests get at them by `host`.
import { start } from "../precopy.js";

const SCENARIOS = {
  first: "hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=5000pages/s&link=10Gbit/s",
  second: "hv=xen&mem=8GiB&ws=4GiB&hot=1GiB&dirty=2000pages/s&link=1Gbit/s",
};

globalThis.host = {
  handles: {},
  async mount(id) {
    const element = document.getElementById(id);
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const place = document.createElement("div");
    root.append(place);
    host.handles[id] = await start(place, { state: SCENARIOS[id], embed: true });
  },
};

await Promise.all(Object.keys(SCENARIOS).map(host.mount));
document.documentElement.dataset.ready = "yes";
