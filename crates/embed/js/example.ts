// How one VM fares on links of several speeds, and what the other products would do with it. Compiles with `tsc --strict`.

import { PrecopyError, advise, compare, explain, link, parse, predict, presets, simulate, version } from "precopy-model";
import type { Advice, Comparison, Knot, Prediction, Preset, Problem, Scenario, Step } from "precopy-model";

const scenario: Scenario = {
  hypervisor: "qemu",
  memory: "64 GiB",
  workingSet: "60 %",
  hotSetBytes: 4 * 2 ** 30,
  dirtyRatePagesPerSecond: 20_000,
  bandwidthCap: null,
};

/** The links on which the downtime is sure to stay below so many seconds. */
function fastEnough(links: string[], seconds: number): string[] {
  return links.filter((link) => {
    const { outcome, downtimeSeconds }: Prediction = predict({ ...scenario, link });
    return outcome === "completes" && downtimeSeconds !== null && downtimeSeconds <= seconds;
  });
}

/** What remains at a moment, between the break points. */
function remainingAt(curve: Knot[], seconds: number): number {
  const after = curve.findIndex((knot) => seconds < knot.timeSeconds);
  const [left, right] = [curve.at(after - 1), curve.at(after)];
  if (after <= 0 || !left || !right) return (after === 0 ? curve[0] : curve.at(-1))?.pages ?? 0;
  const share = (seconds - left.timeSeconds) / (right.timeSeconds - left.timeSeconds);
  return left.pages + share * (right.pages - left.pages);
}

/** A problem as a line for people. */
function line({ field, what, hint }: Problem): string {
  return `${field ?? "scenario"}: ${what}${hint === null ? "" : ` ${hint}?`}`;
}

console.log(`precopy-model ${version()}: ${link(scenario)}`);
console.log(fastEnough(["1 Gbit/s", "10 Gbit/s", "25GbE"], 0.5));

const { prediction, rounds } = simulate(scenario);
console.log(prediction.reason, remainingAt(prediction.remaining, 10));
for (const { number, then, story } of rounds) console.log(number, then, story);

const ends = (product: Comparison): boolean => product.bound?.outcome === "completes";
console.log(compare(scenario, "alone").filter(ends).map((product) => product.name));

const said = ({ changes, predicted, snippets }: Advice): string =>
  `${changes.map(({ field, text }) => `${field}: ${text}`).join(", ")}: ${predicted.reason} ${snippets[0]?.text ?? ""}`;
console.log(advise(scenario, { targets: { downtime: "300 ms", migrationTime: "10 min" } }).advice.map(said));

const steps: Step[] = explain(scenario, "bound", "downtime");
console.log(steps.map(({ title, formula, numbers, inWords }) => [title, formula, numbers, inWords]));

const assumed = ({ name, values }: Preset): [string, number] => [name, values.filter(({ source }) => source.assumed).length];
console.log(presets().map(assumed));

const shared = parse("https://example.org/precopy/#v=1&hv=xen&mem=8GiB&page=plan");
console.log(shared.scenario?.memory, shared.problems.map(line), shared.others);

try {
  predict({ ...scenario, memoryBytes: Number.NaN });
} catch (error) {
  if (!(error instanceof PrecopyError)) throw error;
  console.log(error.problems.map(line));
}
