// Whatever is handed to the model: an answer or a PrecopyError, never anything else, and it goes on answering.

import assert from "node:assert/strict";
import { test } from "node:test";

import { seeded } from "./calculator.mjs";
import { packageFile } from "./package_file.mjs";

const model = await import(packageFile("node.js"));

const TURNS = 6_000;

const random = seeded(20_261_125);
const below = (count) => Math.floor(random() * count);
const one = (list) => list[below(list.length)];

const NAMES = Object.keys(model.parse(model.link({ hypervisor: "custom", streams: 1, loop: "rounds", roundLimit: 3 })).scenario).concat(
  ["memoryBytes", "hotSetBytes", "linkBytesPerSecond", "dirtyRatePagesPerSecond", "downtimeLimitSeconds", "pageSizeBytes", "shape"],
  ["version", "memroy", "", "__proto__", "constructor", "toString", "0", "\u0000", "\ud800", "mem", "n".repeat(3000), "🐢"],
);

const TEXTS = [
  ...["4 GiB", "64 GB", "1e999 GiB", "-1 GiB", "0 B", "1 page", "99999999 PiB", "4 GiB\u0000", "٤ GiB", "1,2,3 GiB", "GiB", "none"],
  ...["10 Gbit/s", "25GbE", "0 bit/s", "1 bit/s", "30000 pages/s", "1e308 pages/s", "1e-308 s", "0 s", "300 ms", "100 %", "0 %", "1e9 %"],
  ...["qemu", "xen", "custom", "nova", "kubevirt", "QEMU", "yes", "no", "rounds", "history", "phases", "distinct", "post-copy"],
  ...["70%:20%,30%:80%", "1:1", "0:0", "1,2,3", ":", ",,,,", "", " ", "\ud800", "\u202e", "{}", "[", "null", "NaN", "undefined", "$&", "%", "%zz"],
];

const NUMBERS = [0, -0, 1, -1, 0.5, 1e-320, 5e-324, 1e308, -1e308, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 64, 4096, 1e12, Math.PI];

class Vm {
  memory = "4 GiB";
}

function cyclic() {
  const object = { memory: "4 GiB" };
  object.link = object;
  return object;
}

const throws = () => {
  throw one([new Error("from a getter"), "a text", undefined, null, { problems: 1 }, Symbol("thrown")]);
};

/** Objects that do not want to be read. */
const HOSTILE = [
  () => ({ get memory() { return throws(); } }),
  () => ({ get memory() { return { get memory() { return throws(); } }; } }),
  () => new Proxy({}, { ownKeys: throws }),
  () => new Proxy({ memory: 1 }, { getOwnPropertyDescriptor: throws }),
  () => new Proxy({ memory: 1 }, { get: throws }),
  () => new Proxy({}, { getPrototypeOf: throws }),
  () => new Proxy({}, { getPrototypeOf: () => new Proxy({}, { getPrototypeOf: throws }) }),
  () => new Proxy({}, { ownKeys: () => ["memory", "memory"] }),
  () => new Proxy({}, { ownKeys: () => [Symbol("memory")] }),
  () => new Proxy({}, { ownKeys: () => 5 }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => new Proxy([], {}),
  () => new Proxy(() => {}, {}),
  cyclic,
  () => new Vm(),
  () => new Map([["memory", "4 GiB"]]),
  () => new Set(["memory"]),
  () => new Date(NaN),
  () => new String("mem=4GiB"),
  () => new Number(4),
  () => new Uint8Array(1000),
  () => new ArrayBuffer(8),
  () => Promise.reject(new Error("never waited for")).catch(() => {}),
  () => Promise.resolve({ memory: "4 GiB" }),
  () => Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`m${index}`, index])),
  () => Object.create({ memory: "4 GiB" }),
  () => ({ toString: throws, valueOf: throws, [Symbol.toPrimitive]: throws }),
  () => ({ toJSON: throws }),
  () => ({ __proto__: { get memory() { return throws(); } } }),
  () => JSON.parse('{"__proto__": {"memory": 1}}'),
  () => Symbol("scenario"),
  () => 10n ** 400n,
  () => globalThis,
  () => (() => {}),
  () => /memory/g,
  () => document,
];

function value() {
  switch (below(9)) {
    case 0:
    case 1:
    case 2:
      return one(TEXTS);
    case 3:
    case 4:
      return one(NUMBERS);
    case 5:
      return one([true, false, null, undefined]);
    case 6:
      return one(TEXTS) + one(TEXTS);
    case 7:
      return one([[], {}, [1], { memory: 1 }, () => {}, Symbol("value"), 5n, new Date(0)]);
    default:
      return hostile();
  }
}

function hostile() {
  try {
    return one(HOSTILE)();
  } catch {
    return null; // `document`, in Node
  }
}

function scenario() {
  switch (below(8)) {
    case 0:
      return hostile();
    case 1:
      return value();
    case 2:
      return Array.from({ length: below(6) }, () => `${one(NAMES)}=${String(one(TEXTS))}`).join("&");
    case 3:
      return JSON.stringify(Object.fromEntries(Array.from({ length: below(5) }, () => [one(NAMES), one(TEXTS)]))).slice(below(3));
    default: {
      const object = {};
      for (let count = below(6); 0 < count; count -= 1) {
        Object.defineProperty(object, one(NAMES), { value: value(), enumerable: true, configurable: true, writable: true });
      }
      return object;
    }
  }
}

const word = () => one(["bound", "paper", "rounds", "downtime", "data", "alone", undefined, null, value(), hostile()]);

const INPUTS = ["memory", "workingSet", "hotSet", "dirtyRate", "link", "downtimeLimit", "stopThreshold", "bandwidthCap", "firstThrottle"];

/** Mostly what could be meant: otherwise nothing would be answered. */
const perhaps = (meant) => (below(9) === 0 ? value() : meant());

function part(names) {
  switch (below(12)) {
    case 0:
      return hostile();
    case 1:
      return value();
    default:
      return Object.fromEntries(Object.entries(names).map(([name, meant]) => [below(30) === 0 ? one(NAMES) : name, perhaps(meant)]));
  }
}

const axis = () =>
  part({
    input: () => one(INPUTS),
    count: () => one([2, 3, 5, undefined]),
    from: () => one([undefined, one(TEXTS), one(NUMBERS)]),
    to: () => one([undefined, one(TEXTS), one(NUMBERS)]),
    scale: () => one([undefined, "linear", "logarithmic"]),
  });
const target = () => part(one([{ downtime: () => one(TEXTS) }, { dataBytes: () => one(NUMBERS) }, { completes: () => true }]));
const solving = () => part({ input: () => one(INPUTS), target, predictor: () => one([undefined, "bound", "rounds"]) });
const sweeping = () => part({ across: axis, down: () => one([undefined, axis()]), predictor: () => one([undefined, "bound"]) });

const advising = () =>
  part({
    targets: () => part({ downtime: () => one(TEXTS), dataBytes: () => one(NUMBERS), completes: () => one([undefined, true]) }),
    predictor: () => one([undefined, "bound", "rounds"]),
  });

const QUESTIONS = {
  advise: () => model.advise(scenario(), one([undefined, advising()])),
  solveFor: () => model.solveFor(scenario(), solving()),
  sweep: () => model.sweep(scenario(), sweeping()),
  sweepRows: () => [...model.sweepRows({}, sweeping())],
  predict: () => model.predict(scenario(), word()),
  simulate: () => model.simulate(scenario()),
  explain: () => model.explain(scenario(), word(), word()),
  link: () => model.link(scenario()),
  parse: () => model.parse(scenario()),
};

test(`${TURNS} hostile arguments give an answer or a PrecopyError`, () => {
  const names = Object.keys(QUESTIONS);
  const counts = { answered: 0, refused: 0 };
  for (let turn = 0; turn < TURNS; turn += 1) {
    try {
      // Comparing asks every product: now and then will do.
      if (turn % 100 === 0) model.compare(scenario(), word());
      else QUESTIONS[one(names)]();
      counts.answered += 1;
    } catch (error) {
      assert.ok(error instanceof model.PrecopyError, `turn ${turn}: ${String(error?.stack ?? error)}`);
      assert.ok(0 < error.problems.length && 0 < error.message.length);
      assert.ok(!/has failed/.test(error.message), `turn ${turn}: ${error.cause?.stack}`);
      counts.refused += 1;
    }
  }
  assert.ok(TURNS / 20 < counts.answered && TURNS / 4 < counts.refused, JSON.stringify(counts));
  assert.equal(model.predict({}).outcome, "completes");
});

test("huge texts are refused at once", () => {
  const huge = "9".repeat(2 ** 28);
  const started = performance.now();
  for (const ask of [
    () => model.predict(huge),
    () => model.parse(`mem=${huge}`),
    () => model.predict({ memory: huge }),
    () => model.predict({ [huge]: 1 }),
    () => model.predict({}, huge),
    () => model.explain({}, "paper", huge),
    () => model.solveFor({}, { input: huge, target: { downtime: "1 s" } }),
    () => model.solveFor({}, { input: "link", target: { [huge.slice(1e6 + 1)]: huge } }),
    () => model.advise({}, { targets: { downtime: huge } }),
    () => model.sweep({}, { ["x".repeat(900_000)]: 1 }),
    () => model.sweep({}, { across: { input: "link", count: 2, from: "9".repeat(900_000) } }),
    () => model.predict(`{"memory": "${huge}"}`),
    () => model.parse(`{"${'\\"'.repeat(400_000)}": 1}`),
    () => model.parse("[".repeat(900_000)),
    () => model.parse(`{"memory":${"[".repeat(400_000)}${"]".repeat(400_000)}}`),
    () => model.predict({ shape: "1:1,".repeat(200_000), writes: "hot-sets" }),
    () => model.predict({ memory: "9".repeat(900_000) + " GiB" }),
  ]) {
    let said;
    try {
      said = ask();
      assert.ok(said.scenario === null || 0 < said.problems.length, "answered");
    } catch (error) {
      assert.ok(error instanceof model.PrecopyError, String(error?.stack ?? error));
      assert.ok(!/has failed/.test(error.message), error.cause?.stack);
      assert.ok(error.message.length < 2000);
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

test("it answers as before after many failures, and keeps no memory of them", () => {
  const MIB = 2 ** 20;
  const expected = JSON.stringify(model.predict({}));
  const before = process.memoryUsage().external;
  for (let turn = 0; turn < 10_000; turn += 1) {
    try {
      model.predict({ memroy: "4 GiB", link: "x".repeat(1000) }, "bond");
    } catch (error) {
      assert.equal(error.problems.length, 3);
    }
  }
  assert.equal(JSON.stringify(model.predict({})), expected);
  // A hundred bytes kept of each would be more.
  assert.ok(process.memoryUsage().external - before < MIB, `${(process.memoryUsage().external - before) / MIB} MiB`);
});

test("a caller without stack left gets an error, and the next one an answer", () => {
  const expected = JSON.stringify(model.predict({}));
  let answered = false;
  const deep = () => {
    try {
      deep();
    } catch {
      // From here on upwards there is a little more of it at each level.
    }
    if (answered) return;
    model.predict({});
    answered = true;
  };
  deep();
  assert.ok(answered);
  assert.equal(JSON.stringify(model.predict({})), expected);
});
