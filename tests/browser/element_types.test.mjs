// The custom element's TypeScript definitions: a page that uses them compiles strictly, and wrong uses do not.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

import ts from "typescript";

const TYPES = join(resolve(process.env.PRECOPY_DIST), "precopy-calculator.js");

const folder = mkdtempSync(join(tmpdir(), "precopy-element-"));
after(() => rmSync(folder, { recursive: true }));

/** What the compiler says of some pages, page by page. */
function complaints(pages) {
  const files = pages.map((code, index) => {
    const file = join(folder, `page-${index}.ts`);
    writeFileSync(file, code);
    return file;
  });
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipDefaultLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  });
  const all = ts.getPreEmitDiagnostics(program);
  return files.map((name) =>
    all
      .filter(({ file }) => file?.fileName === name)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}

test("a page that uses the element compiles strictly", () => {
  const code = `
    import { PrecopyCalculator, define, type Scenario } from ${JSON.stringify(TYPES)};
    define("team-calculator");
    const calculator = document.createElement("precopy-calculator");
    calculator.memory = "64 GiB";
    const state: Scenario | null = calculator.getState();
    calculator.setState({ ...state, hypervisor: "xen", memoryBytes: 2 ** 36 });
    calculator.setState("v=1&mem=4GiB");
    calculator.addEventListener("result", ({ detail }) => {
      const seconds: number | null = detail.bound.downtimeSeconds;
      const outcome: "completes" | "cancelled" | "never" = detail.rounds.outcome;
      console.log(seconds, outcome, detail.answer);
    });
    calculator.addEventListener("change", ({ detail }) => console.log(detail.link, detail.state.hotSet));
    calculator.addEventListener("problem", ({ detail }) => console.log(detail.problems.map(({ field, hint }) => [field, hint])));
    calculator.addEventListener("click", () => calculator.toPNG(2).then((blob) => blob.size));
    const other = new PrecopyCalculator();
    document.body.append(other, calculator);
  `;
  assert.deepEqual(complaints([code]), [[]]);
});

test("wrong uses do not compile", () => {
  const wrong = [
    "calculator.memroy = '1 GiB';",
    "calculator.memory = 5;",
    "calculator.setState({ memroy: '1 GiB' });",
    "calculator.setState({ memoryBytes: '1 GiB' });",
    "calculator.addEventListener('result', ({ detail }) => detail.bounds);",
    "calculator.result = null;",
  ];
  const before = `import ${JSON.stringify(TYPES)};\nconst calculator = document.createElement("precopy-calculator");\n`;
  const said = complaints(wrong.map((line) => before + line));
  assert.deepEqual(said.map(({ length }) => length), wrong.map(() => 1), JSON.stringify(said));
});
