// The model as a module: the same names and the same numbers in Node, in a page and in a worker, as plain objects, and errors that say
// what is wrong.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { onPage } from "./calculator.mjs";
import { SCENARIOS, answers, outcome } from "./pages/questions.mjs";
import { packageFile } from "./package_file.mjs";

const model = await import(packageFile("node.js"));

const QUESTIONS = [
  ...["advise", "compare", "explain", "link", "parse", "predict", "presets", "simulate"],
  ...["solveFor", "sweep", "sweepRows", "version"],
];

/** Runs a module in a worker of Node; what it posts. */
function inWorker(code) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    worker.once("message", resolve).once("error", reject);
  });
}

// ---------------------------------------------------------------------------------------------------------------
// Names

test("the module exports these names and no others", async () => {
  assert.deepEqual(Object.keys(model).sort(), ["PrecopyError", ...QUESTIONS]);
  const core = await import(packageFile("core.js"));
  assert.deepEqual(Object.keys(core).sort(), ["PrecopyError", ...QUESTIONS, "init", "initSync"].sort());
});

test("the package names what it has", () => {
  const { exports, version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  assert.equal(model.version(), version);
  const files = [];
  JSON.stringify(exports, (_, value) => (typeof value === "string" && files.push(value), value));
  for (const file of files) assert.ok(readFileSync(new URL(file, packageFile("package.json"))).length > 0, file);
});

// ---------------------------------------------------------------------------------------------------------------
// The same everywhere

const here = JSON.stringify(answers(model));

test("the recorded values of the native model come out, bit for bit", () => {
  const values = JSON.parse(readFileSync(new URL("model_values.json", import.meta.url), "utf8"));
  assert.ok(20 <= values.length);
  for (const { scenario, summary, knots, area } of values) {
    const { remaining, ...rest } = model.predict(scenario, summary.predictor);
    assert.deepEqual(rest, summary, scenario);
    assert.equal(remaining.length, knots);
    assert.equal(
      remaining.reduce((sum, knot) => sum + knot.timeSeconds * knot.pages, 0),
      area,
    );
  }
});

const recorded = JSON.parse(readFileSync(new URL("model_explore_values.json", import.meta.url), "utf8"));
/** A number as JSON has it. */
const json = (number) => (Number.isNaN(number) ? null : number);

test("what the native model finds is found, bit for bit", () => {
  assert.ok(30 <= recorded.solved.length);
  for (const { scenario, question, solution } of recorded.solved) {
    assert.deepEqual(model.solveFor(scenario, question), solution, scenario);
  }
});

test("what the native model advises is advised, bit for bit", () => {
  assert.ok(6 <= recorded.advised.length);
  for (const { scenario, question, counsel } of recorded.advised) {
    assert.deepEqual(model.advise(scenario, question), counsel, scenario);
  }
});

test("what the native model sweeps is swept, bit for bit", () => {
  assert.ok(10 <= recorded.swept.length);
  for (const { scenario, question, axes, rows } of recorded.swept) {
    const { outcomes, outcome, downtimeSeconds, migrationTimeSeconds, dataBytes, ...said } = model.sweep(scenario, question);
    assert.deepEqual({ ...said, across: [...said.across], down: [...said.down] }, axes);
    assert.deepEqual(outcomes, ["impossible", "completes", "cancelled", "never"]);
    const cells = Array.from(outcome, (code, cell) => [code, downtimeSeconds[cell], migrationTimeSeconds[cell], dataBytes[cell]]);
    assert.deepEqual(cells.flat().map(json), rows.flat(), scenario);
  }
});

test("a worker of Node gives the same answers", async () => {
  const there = await inWorker(`
    import { parentPort } from "node:worker_threads";
    import * as model from ${JSON.stringify(packageFile("node.js").href)};
    import { answers } from ${JSON.stringify(new URL("pages/questions.mjs", import.meta.url).href)};
    parentPort.postMessage(JSON.stringify(answers(model)));
  `);
  assert.ok(there === here);
});

const PAGE = { at: "/pages/model.html", bare: true };

async function ready({ page }) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
}

onPage("a page that is not ours gets the same answers, under a strict policy", PAGE, async (calculator) => {
  await ready(calculator);
  assert.ok((await calculator.page.evaluate(() => JSON.stringify(answers(model)))) === here);
});

onPage("a module worker of that page gets the same answers", PAGE, async (calculator) => {
  await ready(calculator);
  assert.ok((await calculator.page.evaluate(async () => JSON.stringify(await fromWorker()))) === here);
});

onPage("from a sub-path, and a second time, it is the same model", PAGE, async (calculator) => {
  await ready(calculator);
  const reasons = await calculator.page.evaluate(async () => {
    const other = await import("/some/sub/path/model/index.js");
    return [model, other].map(({ predict }) => predict({ memory: "8 GiB" }).reason);
  });
  assert.equal(reasons[0], reasons[1]);
});

// ---------------------------------------------------------------------------------------------------------------
// Loading by hand

test("the core answers once it is loaded, from bytes, a module or at once, and says so before", async () => {
  const wasm = JSON.stringify(packageFile("precopy-embed_bg.wasm").href);
  const load = {
    bytes: "await core.init(readFileSync(new URL(wasm)))",
    module: "await core.init(await WebAssembly.compile(readFileSync(new URL(wasm))))",
    atOnce: "core.initSync(readFileSync(new URL(wasm)))",
    together: "await Promise.all([core.init(readFileSync(new URL(wasm))), core.init(readFileSync(new URL(wasm)))])",
    afterFailing: "await core.init(new Uint8Array(8)).catch((error) => said.push(error.name)); await core.init(readFileSync(new URL(wasm)))",
  };
  for (const [name, code] of Object.entries(load)) {
    const said = await inWorker(`
      import { readFileSync } from "node:fs";
      import { parentPort } from "node:worker_threads";
      import * as core from ${JSON.stringify(packageFile("core.js").href)};
      const [wasm, said] = [${wasm}, []];
      try { core.predict({}); } catch (error) { said.push(error.name, error.problems.length, error.message); }
      ${code};
      await core.init("nothing is fetched any more");
      said.push(core.predict({}).outcome);
      parentPort.postMessage(said);
    `);
    const before = ["PrecopyError", 1, "The model is not loaded yet: call init first, and wait for it."];
    const failed = name === "afterFailing" ? ["PrecopyError"] : [];
    assert.deepEqual(said, [...before, ...failed, model.predict({}).outcome], name);
  }
});

onPage("a page that fetches the wasm itself runs it from the bytes", PAGE, async (calculator) => {
  await ready(calculator);
  const said = await calculator.page.evaluate(async () => {
    const core = await import("/some/sub/path/model/core.js");
    const bytes = await (await fetch("/model/precopy-embed_bg.wasm")).arrayBuffer();
    await core.init(bytes);
    return core.predict({}).outcome;
  });
  assert.equal(said, model.predict({}).outcome);
});

// ---------------------------------------------------------------------------------------------------------------
// Plain results

/** Fails on anything that JSON does not hold as it is. */
function isPlain(value, path) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") return assert.ok(Number.isFinite(value), path);
  assert.equal(typeof value, "object", path);
  if (!Array.isArray(value)) assert.equal(Object.getPrototypeOf(value), Object.prototype, path);
  assert.equal(Object.getOwnPropertySymbols(value).length, 0);
  for (const [name, one] of Object.entries(value)) isPlain(one, `${path}.${name}`);
}

test("results are plain: they can be cloned, and written as JSON and read again", () => {
  const all = answers(model);
  isPlain(all, "all");
  assert.deepEqual(structuredClone(all), all);
  assert.deepEqual(JSON.parse(JSON.stringify(all)), all);
});

test("what is asked is not changed, and what is told is nobody else's", () => {
  for (const scenario of SCENARIOS) {
    const before = structuredClone(scenario);
    const [first, second] = [model.predict(scenario), model.predict(scenario)];
    assert.deepEqual(scenario, before);
    first.remaining.length = 0;
    assert.ok(0 < second.remaining.length);
  }
  assert.deepEqual(model.predict(Object.freeze({ memory: "8 GiB" })), model.predict({ memory: "8 GiB" }));
});

// ---------------------------------------------------------------------------------------------------------------
// Answers

test("curves go on in time, and fall to nothing where a migration completes", () => {
  for (const scenario of SCENARIOS) {
    for (const predictor of ["bound", "paper", "rounds"]) {
      const { outcome, remaining, migrationTimeSeconds } = model.predict(scenario, predictor);
      assert.ok(remaining.every((knot, index) => index === 0 || remaining[index - 1].timeSeconds <= knot.timeSeconds));
      if (outcome !== "completes") continue;
      assert.ok(remaining.at(-1).pages < 1e-3);
      assert.ok(remaining.at(-1).timeSeconds <= migrationTimeSeconds * (1 + 1e-9));
    }
  }
});

test("a simulation's prediction is that of its predictor", () => {
  for (const scenario of SCENARIOS) {
    assert.deepEqual(model.simulate(scenario).prediction, model.predict(scenario, "rounds"));
  }
});

test("what was solved for meets the target when it is put into the scenario", () => {
  let met = 0;
  for (const scenario of SCENARIOS.filter((scenario) => typeof scenario === "object")) {
    for (const input of ["memory", "workingSet", "hotSet", "dirtyRate", "link", "downtimeLimit", "bandwidthCap"]) {
      for (const predictor of ["bound", "rounds"]) {
        const question = { input, target: { downtimeSeconds: 0.5 }, predictor };
        const { gives, problems } = outcome(() => model.solveFor(scenario, question));
        if (problems) {
          assert.deepEqual(problems.map(({ field }) => field), ["input"]);
          continue;
        }
        const { value, nearestMiss, metNow } = gives;
        assert.equal(value === null, nearestMiss !== null);
        if (metNow) assert.ok(value !== null);
        const { set, predicted } = value ?? nearestMiss;
        const { remaining, ...summary } = model.predict({ ...scenario, ...set }, predictor);
        assert.deepEqual(summary, predicted);
        assert.equal(summary.outcome === "completes" && summary.downtimeSeconds <= 0.5 * (1 + 1e-9), value !== null);
        met += value === null ? 0 : 1;
      }
    }
  }
  assert.ok(30 < met, `${met}`);
});

test("advice that is followed gives what was promised, and its texts are what they say", () => {
  let pieces = 0;
  const targets = { downtime: "400 ms", migrationTimeSeconds: 900 };
  for (const { id: hypervisor } of model.presets()) {
    const scenario = { hypervisor, memory: "16 GiB", workingSet: "12 GiB", hotSet: "2 GiB", dirtyRate: "45000 pages/s", link: "1 Gbit/s" };
    for (const question of [undefined, {}, { targets }, { targets, predictor: "rounds" }]) {
      const { now, metNow, headroom, advice, nearestMiss } = model.advise(scenario, question);
      const { remaining, ...summary } = model.predict(scenario, question?.predictor);
      assert.deepEqual(now, summary);
      assert.equal(metNow, headroom !== null);
      if (metNow || nearestMiss) assert.equal(advice.length, 0);
      for (const piece of [...advice, ...(nearestMiss ? [nearestMiss] : [])]) {
        const { remaining, ...said } = model.predict(piece.scenario, piece.predicted.predictor);
        assert.deepEqual(said, piece.predicted);
        const wanted = question?.targets ? said.downtimeSeconds <= 0.4 && said.migrationTimeSeconds <= 900 : true;
        assert.equal(said.outcome === "completes" && wanted, piece !== nearestMiss);
        for (const { language, text } of piece.snippets) if (language === "json") assert.ok(JSON.parse(text).execute);
        pieces += 1;
      }
    }
  }
  assert.ok(100 < pieces, `${pieces}`);
});

test("a cell of a sweep is the prediction of its values, bit for bit", () => {
  const axes = {
    across: { input: "dirtyRate", from: "1000 pages/s", to: "2 GiB/s", count: 7 },
    down: { input: "hotSet", from: "1 MiB", to: "40 GiB", count: 5, scale: "logarithmic" },
  };
  const seen = new Set();
  for (const scenario of [{ hypervisor: "kubevirt" }, ...SCENARIOS.filter((scenario) => typeof scenario === "object")]) {
    for (const predictor of ["bound", "rounds"]) {
      const sweep = model.sweep(scenario, { ...axes, predictor });
      assert.deepEqual([sweep.acrossUnit, sweep.downUnit], ["pages/s", "bytes"]);
      sweep.down.forEach((hotSetBytes, row) => {
        sweep.across.forEach((dirtyRatePagesPerSecond, column) => {
          const cell = row * sweep.across.length + column;
          const said = sweep.outcomes[sweep.outcome[cell]];
          const numbers = [sweep.downtimeSeconds, sweep.migrationTimeSeconds, sweep.dataBytes].map((all) => json(all[cell]));
          const { hotSet, dirtyRate, ...rest } = scenario;
          const { gives } = outcome(() => model.predict({ ...rest, hotSetBytes, dirtyRatePagesPerSecond }, predictor));
          const { outcome: expected, downtimeSeconds, migrationTimeSeconds, dataBytes } = gives ?? { outcome: "impossible" };
          assert.equal(said, expected);
          assert.deepEqual(numbers, gives ? [downtimeSeconds, migrationTimeSeconds, dataBytes] : [null, null, null]);
          seen.add(said);
        });
      });
    }
  }
  assert.deepEqual([...seen].sort(), ["cancelled", "completes", "impossible", "never"]);
});

test("rows make the sweep, one when it is asked for, and of one input there is one", () => {
  const question = { across: { input: "link", count: 9 }, down: { input: "dirtyRate", from: 0, to: 1e5, count: 4 } };
  const scenario = { hypervisor: "xen", memory: "8 GiB" };
  const sweep = model.sweep(scenario, question);
  let next = 0;
  const rows = model.sweepRows(scenario, question);
  scenario.memory = "80 GiB"; // was read before
  for (const { row, down, ...cells } of rows) {
    assert.deepEqual([row, down], [next, sweep.down[row]]);
    for (const [name, values] of Object.entries(cells)) assert.deepEqual(values, sweep[name].slice(row * 9, row * 9 + 9));
    next += 1;
  }
  assert.equal(next, 4);
  const { down, downUnit, outcome: only } = model.sweep({}, { across: question.across });
  assert.deepEqual([down, downUnit, only.length], [null, null, 9]);
});

test("links go around", () => {
  for (const scenario of SCENARIOS) {
    const link = model.link(scenario);
    assert.match(link, /^v=1&hv=/);
    const parsed = model.parse(`https://example.org/precopy/#${link}&page=plan`);
    assert.deepEqual([parsed.problems, parsed.others], [[], [{ key: "page", value: "plan" }]]);
    assert.deepEqual(model.predict(parsed.scenario), model.predict(scenario));
    assert.equal(model.link(parsed.scenario), link);
  }
});

test("objects of another realm, without a prototype, or with what is not given, do as well", async () => {
  const { runInNewContext } = await import("node:vm");
  const expected = model.predict({ memory: "8 GiB" });
  for (const scenario of [
    runInNewContext(`({ memory: "8 GiB" })`),
    Object.assign(Object.create(null), { memory: "8 GiB" }),
    { memory: "8 GiB", link: undefined, memoryBytes: undefined },
    new Proxy({ memory: "8 GiB" }, {}),
    "mem=8GiB",
    "\uFEFF{\"memory\": \"8 GiB\"}\n",
  ]) {
    assert.deepEqual(model.predict(scenario), expected);
  }
});

// ---------------------------------------------------------------------------------------------------------------
// Errors

for (const [ask, problems] of [
  [() => model.predict({ memroy: "4 GiB" }), [{ field: null, hint: "memory" }]],
  [() => model.predict({ memory: "4 GiB", memoryBytes: 4096 }), [{ field: "memory", what: "This is given twice." }]],
  [() => model.predict('{"memory": "4 GiB", "memory": "8 GiB"}'), [{ field: "memory", what: "This is given twice." }]],
  [() => model.predict({ memoryBytes: NaN }), [{ field: "memory", what: "This is not a finite number." }]],
  [() => model.predict({ linkBytesPerSecond: Infinity }), [{ field: "link" }]],
  [() => model.predict({ memory: 4096 }), [{ field: "memory" }]],
  [() => model.predict({ memoryBytes: "4 GiB" }), [{ field: "memory", what: "This spelling takes a number." }]],
  [() => model.predict({ memory: 4096n }), [{ field: "memory" }]],
  [() => model.predict({ memory: "64 GB", workingSet: "80 GB" }), [{ field: "workingSet" }]],
  [() => model.predict({ hypervisor: "qmeu", hotSet: [] }), [{ field: "hypervisor", hint: "qemu" }, { field: "hotSet" }]],
  [() => model.predict({ hypervisor: "xen", downtimeLimit: "1 s" }), [{ field: "downtimeLimit" }]],
  [() => model.predict({ version: 2 }), [{ field: null }]],
  [() => model.predict({}, "bond"), [{ field: "predictor", given: "bond", allowed: "bound, paper, rounds", hint: "bound" }]],
  [() => model.predict({}, null), [{ field: "predictor" }]],
  [() => model.predict({ mem: 1 }, "bond"), [{ field: "predictor" }, { field: null }]],
  [() => model.compare({}, "alon"), [{ field: "sharing", hint: "alone" }]],
  [() => model.explain({}), [{ field: "predictor" }, { field: "quantity" }]],
  [() => model.explain({}, "paper", "downtimes"), [{ field: "quantity", hint: "downtime" }]],
  [() => model.predict(), [{ field: "scenario", given: "undefined" }]],
  [() => model.predict(["memory"]), [{ field: "scenario" }]],
  [() => model.predict(new Map([["memory", "4 GiB"]])), [{ field: "scenario" }]],
  [() => model.predict(new (class Vm {})()), [{ field: "scenario" }]],
  [() => model.predict("qemu"), [{ field: null, what: "This is neither a link nor a scenario file." }]],
  [() => model.predict("{"), [{ field: null }]],
  [() => model.solveFor({}, { input: "link" }), [{ field: "target" }]],
  [() => model.solveFor({}, { inputs: "link", target: { downtime: "1 s" } }), [{ field: "inputs", hint: "input" }, { field: "input" }]],
  [() => model.solveFor({}, { input: "hotset", target: { downtimeSeconds: NaN } }), [{ field: "input", hint: "hotSet" }, { field: "target.downtimeSeconds" }]],
  [() => model.solveFor({}, { input: "link", target: { downtime: "1 s", data: "1 GiB" } }), [{ field: "target.data" }]],
  [() => model.solveFor({}, { input: "link", target: { downtime: 1 } }), [{ field: "target.downtime", what: "A number needs a unit in its name, or a text with a unit." }]],
  [() => model.solveFor({ hypervisor: "xen" }, { input: "downtimeLimit", target: { completes: true } }), [{ field: "input", what: "Xen 4.6 and later has no such value." }]],
  [() => model.solveFor({}, { input: "link", target: { completes: true }, predictor: "paper" }), [{ field: "predictor", allowed: "bound, rounds" }]],
  [() => model.solveFor({}), [{ field: "question", given: "undefined" }]],
  [() => model.solveFor({}, "link"), [{ field: "question", given: "string" }]],
  [() => model.advise({}, { target: { downtime: "1 s" } }), [{ field: "target.downtime", hint: "targets" }]],
  [() => model.advise({}, { targets: { downtime: "1 s", downtimeSeconds: 1 } }), [{ field: "targets.downtimeSeconds", what: "This is given twice." }]],
  [() => model.advise({ memroy: 1 }, { targets: [] }), [{ field: "targets", what: "This needs a plain object." }, { field: null, hint: "memory" }]],
  [() => model.advise({}, null), [{ field: "question", given: "null" }]],
  [() => model.sweep({}, { across: { input: "link", count: 1 } }), [{ field: "across.count", given: "1", allowed: "2 to 1024" }]],
  [() => model.sweep({}, { across: { input: "link", count: 2, from: "1 GB/s" } }), [{ field: "across.from", allowed: "for example 10 Gbit/s" }]],
  [() => model.sweep({}, { across: { input: "link", count: 2, from: Infinity } }), [{ field: "across.from" }]],
  [() => model.sweep({}, { across: { input: "link", count: 2, to: "1 Mbit/s" } }), [{ field: "across.to" }]],
  [() => model.sweepRows({ memroy: 1 }, { across: { input: "link", count: 2 } }), [{ field: null, hint: "memory" }]],
  [() => model.sweepRows({}, { across: [] }), [{ field: "across", what: "This needs a plain object." }]],
  [() => model.link("mem=lots"), [{ field: "memory", given: "lots" }]],
  [() => model.parse({}), [{ field: "text", given: "object" }]],
]) {
  test(`${ask.toString().slice(6)} is refused`, () => {
    const { throws, message, problems: said } = outcome(ask);
    assert.equal(throws, "PrecopyError");
    assert.equal(said.length, problems.length, message);
    problems.forEach((expected, index) => {
      const { field, what, given, allowed, hint } = said[index];
      assert.deepEqual({ field, what, given, allowed, hint, ...expected }, { field, what, given, allowed, hint });
      assert.deepEqual(Object.keys(said[index]), ["field", "what", "given", "allowed", "hint"]);
      assert.ok(message.includes(what), message);
    });
  });
}

test("a scenario file that is parsed says what is wrong with it, where a link keeps what is right", () => {
  for (const text of ["{", "[]", "[1, 2]", '{"memory": {}}', '{"memory": "4 GiB", "a": {"memory": "5 GiB"}}', '{"__proto__": 1}']) {
    const { scenario, problems, others } = model.parse(text);
    assert.deepEqual([scenario, others], [null, []], text);
    assert.equal(problems.length, 1, text);
  }
  const { scenario, problems } = model.parse("mem=64&link=1Gbit/s");
  assert.equal(scenario.memory, "4 GiB");
  assert.equal(scenario.link, "1 Gbit/s");
  assert.deepEqual(problems.map(({ field }) => field), ["memory"]);
});

test("an error is an Error", () => {
  try {
    model.predict({ memroy: 1 });
    assert.fail();
  } catch (error) {
    assert.ok(error instanceof Error && error instanceof model.PrecopyError);
    assert.match(String(error), /^PrecopyError: There is no input “memroy”\. memory\?$/);
  }
});
