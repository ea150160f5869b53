// Questions of all kinds, asked in the same words wherever the model runs.

export const SCENARIOS = [
  {},
  "hv=xen&mem=8GiB&ws=4GiB&hot=1GiB&dirty=2000pages/s&link=1Gbit/s",
  '{ "version": 1, "hypervisor": "kubevirt", "memory": "16 GiB", "dirtyRatePagesPerSecond": 90000, "link": "1 Gbit/s" }',
  { hypervisor: "ovirt-post-copy", memoryBytes: 32 * 2 ** 30, dirtyRatePagesPerSecond: 60000, linkBytesPerSecond: 117.7e6 },
  { hypervisor: "vmotion", writes: "hot-sets", shape: "70 %:20 %, 30 %:80 %", otherDataFirst: "20 GiB", sharedBy: 2 },
  { hypervisor: "custom", memory: "4 GiB", pageSize: "2 MiB", bandwidthCap: null, downtimeLimitSeconds: 0.05, capInStop: false },
  { hypervisor: "qemu-auto-converge", memory: "64 GiB", workingSet: "40 GiB", hotSet: "4 GiB", dirtyRate: "2 GiB/s" },
];

/** Questions over predictions; not every scenario has all of these inputs. */
const SOLVING = [
  { input: "link", target: { migrationTime: "2 min" } },
  { input: "hotSet", target: { downtimeSeconds: 0.3 }, predictor: "rounds" },
  { input: "downtimeLimit", target: { completes: true } },
];

const ADVISING = [undefined, { targets: { downtime: "300 ms", migrationTimeSeconds: 600 } }];

const SWEEPING = {
  across: { input: "dirtyRate", from: 0, to: "100000 pages/s", count: 6 },
  down: { input: "memory", count: 4 },
};

/** Typed arrays as texts, NaN among them: JSON has neither. */
function written(sweep) {
  return Object.entries(sweep).map(([name, value]) => [name, ArrayBuffer.isView(value) ? Array.from(value, String) : value]);
}

/** What a call gives, or what it throws. */
export function outcome(call) {
  try {
    return { gives: call() };
  } catch (error) {
    return { throws: error.name, message: error.message, problems: error.problems };
  }
}

/** Everything that can be asked. */
export function answers(model) {
  const all = [model.version(), model.presets()];
  for (const scenario of SCENARIOS) {
    all.push(model.simulate(scenario), model.link(scenario), model.parse(model.link(scenario)));
    for (const predictor of [undefined, "bound", "paper", "rounds"]) all.push(model.predict(scenario, predictor));
    for (const question of SOLVING) all.push(outcome(() => model.solveFor(scenario, question)));
    for (const question of ADVISING) all.push(outcome(() => model.advise(scenario, question)));
    all.push(written(model.sweep(scenario, SWEEPING)), [...model.sweepRows(scenario, SWEEPING)].map(written));
    for (const sharing of [undefined, "alone", "shared"]) all.push(model.compare(scenario, sharing));
    for (const predictor of ["bound", "paper", "rounds"]) {
      for (const quantity of ["downtime", "migrationTime", "data"]) {
        all.push(model.explain(scenario, predictor, quantity));
      }
    }
  }
  for (const scenario of [{ memroy: "4 GiB" }, { memory: "4 GiB", memoryBytes: 1 }, "mem=64", [], null]) {
    all.push(outcome(() => model.predict(scenario, "bond")));
    all.push(outcome(() => model.sweep(scenario, { across: { inptu: "link" } })));
  }
  return all;
}
