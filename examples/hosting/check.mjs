// Asks a server how it hosts Precopy, and says what is not as it should be:
//
//     node examples/hosting/check.mjs https://tools.example.org/precopy/
//
// Needs Node 20 and nothing else. What each point is for: HOSTING.md.

const [base] = process.argv.slice(2);
if (!base?.endsWith("/")) {
  console.error("usage: node check.mjs ADDRESS-OF-THE-FOLDER/");
  process.exit(2);
}

let wrong = 0;

/** Prints one point; `must` says whether the calculator does without. */
function point(name, holds, found, must = true) {
  wrong += !holds && must ? 1 : 0;
  console.log(`${holds ? "ok     " : must ? "WRONG  " : "missing"}  ${name}: ${found ?? "nothing"}`);
}

async function ask(path) {
  // As a frame without an origin does it.
  const response = await fetch(new URL(path, base), { headers: { Origin: "null", "Accept-Encoding": "gzip, br" } });
  await response.arrayBuffer();
  const { headers } = response;
  point(`${path || "./"} is there`, response.ok, response.status);
  const all = headers.get("access-control-allow-origin");
  point("  sandboxed frames and other origins may load it", all === "*", all, false);
  return headers;
}

for (const [path, type] of [
  ["", /^text\/html/],
  ["precopy.js", /^(text|application)\/(x-)?javascript/],
  ["precopy-page.js", /^(text|application)\/(x-)?javascript/],
  ["precopy-page_bg.wasm", /^application\/wasm$/],
  ["precopy-panels_bg.wasm", /^application\/wasm$/],
  ["precopy-plan_bg.wasm", /^application\/wasm$/],
  ["precopy-records_bg.wasm", /^application\/wasm$/],
  ["precopy-learn_bg.wasm", /^application\/wasm$/],
  ["precopy-evidence_bg.wasm", /^application\/wasm$/],
  ["lessons/contents.json", /^application\/json/],
  ["precopy.html", /^text\/html/],
  ["precopy-course.html", /^text\/html/],
]) {
  const headers = await ask(path);
  const media = headers.get("content-type");
  point("  type", type.test(media ?? ""), media);
  const compressed = headers.get("content-encoding");
  if (path !== "") point("  compressed", compressed !== null, compressed, false);
  const caching = headers.get("cache-control");
  point("  asked for again", /no-cache|max-age=0/.test(caching ?? ""), caching, false);
  if (!type.test("text/html")) continue;
  const policy = headers.get("content-security-policy") ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
  point("  wasm may run", scripts === undefined || /'(wasm-)?unsafe-eval'/.test(scripts), scripts ?? "no policy");
  if (path !== "") point("  its own scripts may run", scripts === undefined || scripts.includes("'unsafe-inline'"), scripts ?? "no policy");
  const frames = /frame-ancestors [^;]*/.exec(policy)?.[0];
  const refused = headers.get("x-frame-options");
  point("  who may frame it", refused === null, refused ?? frames ?? "anybody");
}
process.exit(wrong === 0 ? 0 : 1);
