// Gives tests what a page has that mounts calculators itself: `host.mount` and the handles that it got.
import { start } from "../precopy.js";

globalThis.host = {
  handles: {},
  async mount(id, options) {
    const handle = await start(document.getElementById(id), options);
    host.handles[id] = handle;
    return handle !== undefined;
  },
};
document.documentElement.dataset.ready = "yes";
