// The model-only module in a page, and in a worker.
import { predict } from "../model/index.js";

const machine = { hypervisor: "libvirt", memory: "64 GiB", workingSet: "40 GiB", hotSet: "4 GiB", link: "10 Gbit/s" };
const seconds = (value) => (value === null ? "no bound" : `${value.toFixed(3)} s`);

for (const rate of [10_000, 50_000, 100_000, 200_000, 400_000]) {
  const scenario = { ...machine, dirtyRatePagesPerSecond: rate };
  const [bound, expected] = [predict(scenario), predict(scenario, "rounds")];
  const row = document.createElement("tr");
  for (const text of [`${rate} pages/s`, seconds(bound.downtimeSeconds), seconds(expected.downtimeSeconds), bound.outcome]) {
    row.append(Object.assign(document.createElement("td"), { textContent: text }));
  }
  document.getElementById("rows").append(row);
}

const worker = new Worker(new URL("model-worker.js", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => (document.getElementById("worker").value = seconds(data.downtimeSeconds)));
worker.postMessage({ ...machine, dirtyRate: "50000 pages/s" });
