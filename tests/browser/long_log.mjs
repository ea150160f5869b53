// Long logs, and how long the page of records takes for one: until it is read, until it answers, until all is predicted; its frames, its
// longest task, and the memory of its programs.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { seeded } from "./calculator.mjs";

/** So many migrations, one after the other. */
function* migrations(count) {
  const random = seeded(7);
  let moment = Date.UTC(2024, 0, 1) / 1000;
  for (let at = 0; at < count; at += 1) {
    moment += Math.floor(random() * 40);
    const [from, gib] = [Math.floor(random() * 64), 2 ** (1 + Math.floor(random() * 6))];
    const sent = gib * 1073741824 * (0.4 + random());
    const failed = random() < 0.04;
    yield {
      vm: `vm-${Math.floor(random() * 20_000)}`,
      source: `host-${from}`,
      destination: `host-${(from + 1 + Math.floor(random() * 63)) % 64}`,
      start: new Date(moment * 1000).toISOString(),
      duration_s: (5 + (sent / 118e6) * (0.8 + 0.4 * random())).toFixed(3),
      outcome: failed ? "failed" : "completed",
      cause: failed ? ["timeout", "no memory", "network"][Math.floor(random() * 3)] : "",
      memory_bytes: gib * 1073741824,
      sent_bytes: Math.round(sent),
      dirty_rate_pps: Math.floor(random() * 20_000),
    };
  }
}

/** A table of so many, with dirty rates or without; rows are filled up to so many bytes. */
export function table(count, bytes, rates) {
  const rows = ["vm,source,destination,start,duration_s,outcome,cause,memory_bytes,sent_bytes,dirty_rate_pps,remark"];
  for (const one of migrations(count)) {
    const row = Object.values(rates ? one : { ...one, dirty_rate_pps: "" }).join(",");
    rows.push(`${row},${"x".repeat(Math.max(0, bytes - row.length - 2))}`);
  }
  return rows.join("\n");
}

/** One JSON document of about so many bytes: a list of KubeVirt's migrations, as kubectl prints it. */
export function kubernetesList(bytes) {
  const items = [];
  let length = 0;
  for (const { vm, source, destination, start, duration_s, outcome } of migrations(1_000_000)) {
    const end = new Date(Date.parse(start) + Number(duration_s) * 1000).toISOString();
    const item = JSON.stringify(
      {
        apiVersion: "kubevirt.io/v1",
        kind: "VirtualMachineInstanceMigration",
        metadata: { name: `move-${items.length}`, namespace: "default", creationTimestamp: start },
        spec: { vmiName: vm },
        status: {
          phase: outcome === "failed" ? "Failed" : "Succeeded",
          migrationState: { sourceNode: source, targetNode: destination, startTimestamp: start, endTimestamp: end, [outcome]: true },
        },
      },
      null,
      2,
    );
    items.push(item);
    length += item.length + 2;
    if (bytes <= length) break;
  }
  return `{"apiVersion": "v1", "kind": "List", "items": [\n${items.join(",\n")}\n]}`;
}

/** Before the page is there: has the memory of every program noted. */
export const noteMemories = (page) =>
  page.addInitScript(() => {
    globalThis.memories = [];
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const made = WebAssembly[name].bind(WebAssembly);
      WebAssembly[name] = async (...how) => {
        const result = await made(...how);
        const memory = (result.instance ?? result).exports?.memory;
        if (memory) globalThis.memories.push(memory);
        return result;
      };
    }
  });

/** Brings in a log as a file, and prints how long it takes until all is told, or until so much of it is. */
export async function measured(calculator, name, file, text, until = "all") {
  const folder = await mkdtemp(join(tmpdir(), "precopy-"));
  try {
    const path = join(folder, file);
    await writeFile(path, text);
    await calculator.page.evaluate(() => {
      const seen = { gaps: [], tasks: [] };
      globalThis.seen = seen;
      let before = performance.now();
      const there = {
        reading: ".records__body",
        first: ".records__body[data-answered]",
        curve: ".records__two",
        some: "[data-held]",
        all: '[data-held="all"]',
      };
      new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask" });
      const look = (now) => {
        if (seen.begun) seen.gaps.push(now - before);
        before = now;
        if (!seen.begun && document.querySelector(".records:not([data-ready])")) {
          seen.begun = now;
          seen.tasks.length = 0;
        }
        if (seen.begun) {
          for (const [what, where] of Object.entries(there)) if (!seen[what] && document.querySelector(where)) seen[what] = now - seen.begun;
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await calculator.page.locator(".bring__chooser").setInputFiles(path);
    await calculator.page.waitForFunction((until) => globalThis.seen[until] && globalThis.seen.curve, until, { timeout: 55_000 });
    const seen = await calculator.page.evaluate(() => ({
      ...globalThis.seen,
      memory: globalThis.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    }));
    const gaps = seen.gaps.toSorted((one, other) => one - other);
    const at = (share) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))].toFixed(0);
    const seconds = (milliseconds) => (milliseconds ? (milliseconds / 1000).toFixed(2) : "more");
    const longest = seen.tasks.length === 0 ? "below 50" : Math.max(...seen.tasks).toFixed(0);
    console.log(
      `${name}: read in ${seconds(seen.reading)} s, first answers after ${seconds(seen.first)} s, failure against pressure after ${seconds(seen.curve)} s, ` +
        `predicted against actual after ${seconds(seen.some)} s, of all after ${seconds(seen.all)} s; ` +
        `frames p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} ms; longest task ${longest} ms, ${seen.tasks.length} over 50 ms; ` +
        `memory of the programs ${(seen.memory / 2 ** 20).toFixed(0)} MiB`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
