// The TypeScript definitions: the example compiles strictly, they declare what the modules export, and real answers fit them.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import ts from "typescript";

import { SCENARIOS } from "./pages/questions.mjs";
import { packageFile } from "./package_file.mjs";

const model = await import(packageFile("node.js"));

// A project that has installed the package.
const project = mkdtempSync(join(tmpdir(), "precopy-types-"));
mkdirSync(join(project, "node_modules"));
symlinkSync(fileURLToPath(packageFile(".")), join(project, "node_modules/precopy-model"));
writeFileSync(join(project, "package.json"), '{ "type": "module" }');
copyFileSync(packageFile("example.ts"), join(project, "example.ts"));
after(() => rmSync(project, { recursive: true }));

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipDefaultLibCheck: true,
  preserveSymlinks: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
};

const RESOLUTIONS = {
  node: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

function compile(code, resolution = RESOLUTIONS.node, name = "checked.ts") {
  const file = join(project, name);
  if (code !== undefined) writeFileSync(file, code);
  const program = ts.createProgram([file], { ...OPTIONS, ...resolution });
  const complaints = ts.getPreEmitDiagnostics(program).map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
  return { program, complaints, file };
}

for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
  test(`the example compiles strictly (${name})`, () => {
    assert.deepEqual(compile(undefined, resolution, "example.ts").complaints, []);
  });
}

test("the definitions declare what the modules export", async () => {
  for (const [name, module] of [
    ["precopy-model", model],
    ["precopy-model/core", await import(packageFile("core.js"))],
  ]) {
    const { program, complaints, file } = compile(`import * as model from "${name}"; console.log(model);`);
    assert.deepEqual(complaints, []);
    const checker = program.getTypeChecker();
    const [declaration] = program.getSourceFile(file).statements;
    const symbol = checker.getSymbolAtLocation(declaration.moduleSpecifier);
    const values = checker
      .getExportsOfModule(symbol)
      .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
      .filter((one) => one.flags & ts.SymbolFlags.Value)
      .map((one) => one.name);
    assert.deepEqual(values.sort(), Object.keys(module).sort(), name);
  }
});

// A literal may have no field that its type does not have, and must have all of them.
test("real answers fit the definitions, field by field", () => {
  const lines = ['import type * as model from "precopy-model";'];
  const add = (type, value) => lines.push(`export const v${lines.length}: model.${type} = ${JSON.stringify(value)};`);
  add("Preset[]", model.presets());
  for (const scenario of SCENARIOS) {
    if (typeof scenario === "object") add("Scenario", scenario);
    for (const predictor of ["bound", "paper", "rounds"]) {
      const prediction = model.predict(scenario, predictor);
      add("Prediction", { ...prediction, remaining: prediction.remaining.slice(0, 3) });
      for (const quantity of ["downtime", "migrationTime", "data"]) {
        add("Step[]", model.explain(scenario, predictor, quantity));
      }
    }
    add("Round[]", model.simulate(scenario).rounds.slice(0, 9));
    add("Comparison[]", model.compare(scenario).slice(0, 9));
    add("Parsed", model.parse(model.link(scenario)));
    add("Counsel", model.advise(scenario, { targets: { downtime: "300 ms" } }));
    add("Solution", model.solveFor(scenario, { input: "dirtyRate", target: { migrationTime: "1 min" }, predictor: "rounds" }));
  }
  add("Parsed", model.parse("mem=64&hot=lots&page=plan"));
  assert.deepEqual(compile(lines.join("\n")).complaints, []);
});

test("questions and sweeps fit the definitions", () => {
  const { complaints } = compile(`
    import { advise, solveFor, sweep, sweepRows } from "precopy-model";
    import type { Advising, Sweep, SweepRow, Sweeping, Target } from "precopy-model";
    const targets: Target[] = [{ downtime: "1 s" }, { migrationTimeSeconds: 60 }, { dataBytes: 2 ** 33 }, { completes: true }];
    for (const target of targets) console.log(solveFor({}, { input: "link", target, predictor: "rounds" }).value?.set?.link);
    const advising: Advising = { targets: { downtime: "1 s", dataBytes: 2 ** 33, completes: true }, predictor: "rounds" };
    for (const { changes, scenario, snippets } of advise({}, advising).advice) {
      console.log(changes[0]?.field, scenario.link, snippets[0]?.language === "yaml", snippets[0]?.makes[0] === "link");
    }
    console.log(advise("").nearestMiss?.disturbs === "hardware", advise("").headroom?.missedPagesPerSecond?.toFixed());
    const question: Sweeping = { across: { input: "hotSet", from: "1 GiB", to: 2 ** 34, count: 9 }, down: { input: "link", count: 2 } };
    const { across, outcomes, outcome, downUnit, down }: Sweep = sweep("mem=64GiB", question);
    const [first]: [SweepRow] = [sweepRows({}, question).next().value as SweepRow];
    const words: ("impossible" | "completes" | "cancelled" | "never" | undefined)[] = Array.from(outcome, (code) => outcomes[code]);
    console.log(across.length, downUnit ?? "one row", down?.[0], first.downtimeSeconds[0], words);
  `);
  assert.deepEqual(complaints, []);
  // Its fields, and no others.
  const sweep = model.sweep({}, { across: { input: "link", count: 2 } });
  const said = Object.entries(sweep).map(([name, one]) => `${name}: ${ArrayBuffer.isView(one) ? `new ${one.constructor.name}(2)` : JSON.stringify(one)}`);
  assert.deepEqual(compile(`import type { Sweep } from "precopy-model"; export const one: Sweep = { ${said.join(", ")} };`).complaints, []);
});

test("what the definitions do not have does not compile", () => {
  const wrong = [
    'predict({ memroy: "4 GiB" })',
    "predict({ memory: 4096 })",
    'predict({ memoryBytes: "4 GiB" })',
    'predict({ hypervisor: "qmeu" })',
    "predict({ memory: null })",
    'predict({}, "bond")',
    "explain({})",
    'explain({}, "paper", "time")',
    "predict({}).downtimeSeconds.toFixed()",
    "predict({}).downtime",
    "parse({})",
    'solveFor({}, { input: "link" })',
    'solveFor({}, { input: "lnik", target: { completes: true } })',
    'solveFor({}, { input: "link", target: { downtime: 1 } })',
    'solveFor({}, { input: "link", target: { completes: false } })',
    'solveFor({}, { input: "link", target: { completes: true }, predictor: "paper" })',
    'solveFor({}, { input: "link", target: { completes: true } }).value.text',
    'advise({}, { target: { downtime: "1 s" } })',
    'advise({}, { targets: { downtime: 1 } })',
    'advise({}).nearestMiss.changes',
    'sweep({}, { across: { input: "link" } })',
    'sweep({}, { across: { input: "link", count: 2, scale: "log" } })',
    'sweep({}, { across: { input: "link", count: 2 } }).down.length',
  ];
  // A line that compiles after all is a complaint of its own.
  const lines = wrong.map((code) => `// @ts-expect-error\n${code};`);
  const { complaints } = compile(`import { advise, explain, parse, predict, solveFor, sweep } from "precopy-model";\n${lines.join("\n")}`);
  assert.deepEqual(complaints, []);
});
