// The page opens: with numbers, a verdict and a chart, under a strict policy, wherever it is hosted.

import assert from "node:assert/strict";

import { onPage, VERDICT } from "./calculator.mjs";

for (const at of ["/", "/some/sub/path/", "/index.html"]) {
  onPage(`the page opens at ${at} with figures, a verdict and a chart`, { at }, async (calculator) => {
    const figures = await calculator.figures();
    assert.deepEqual(Object.keys(figures), ["Downtime", "Migration time", "Data sent"]);
    for (const [name, figure] of Object.entries(figures)) {
      assert.match(figure, /^\d[\d.,]* \S+$/, name);
    }
    assert.match(await calculator.sentence(), VERDICT);
    assert.ok(30 < (await calculator.sentence()).length);
    await calculator.hasChart();
    assert.ok(await calculator.notice.isHidden());
    assert.match(await calculator.page.title(), /Precopy/);
  });
}

onPage("a path without its slash leads to the page", { at: "/some/sub/path" }, async (calculator) => {
  assert.match(calculator.page.url(), /\/some\/sub\/path\/(#|$)/);
  await calculator.hasChart();
});

const answers = [];
onPage(
  "every answer carries the strict policy",
  {
    prepare: async (page) => {
      page.on("response", (response) => answers.push(response));
    },
  },
  async () => {
    const names = answers.map((answer) => new URL(answer.url()).pathname);
    for (const name of ["/", "/boot.js", "/precopy.js", "/precopy-page.js", "/precopy-page_bg.wasm"]) {
      assert.ok(names.includes(name), `${name} among ${names}`);
    }
    for (const answer of answers) {
      const policy = (answer.headers()["content-security-policy"] ?? "").split(";").map((part) => part.trim());
      for (const rule of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'"]) {
        assert.ok(policy.includes(rule), `${answer.url()}: ${policy}`);
      }
      assert.ok(!policy.join().includes("unsafe-inline") && !policy.join().includes("'unsafe-eval'"));
    }
  },
);

const requests = [];
onPage(
  "nothing is asked of anybody else, and nothing is sent",
  {
    at: "/?theme=dark#mem=64GiB&dirty=1000pages/s",
    prepare: async (page) => {
      page.on("request", (request) => requests.push(request));
    },
  },
  async (calculator) => {
    await calculator.drag("Dirty rate", 0.4);
    await calculator.choose("Hypervisor", "custom");
    await calculator.settledHash();
    // What nobody has opened is not fetched.
    const others = /precopy-(plan|records|learn|evidence)|evidence\/|lessons\//;
    assert.deepEqual(requests.map((request) => request.url()).filter((url) => others.test(url)), []);
    const { origin } = calculator;
    for (const request of requests) {
      assert.equal(request.method(), "GET");
      assert.equal(new URL(request.url()).origin, origin);
      assert.doesNotMatch(request.url(), /64GiB/, "what was entered stays in the page");
    }
  },
);

onPage(
  "without its program the page says so, and can be started once it is there",
  {
    at: "/#mem=64GiB",
    tolerate: [/Failed to load resource/],
    prepare: (page) => page.route("**/*.wasm*", (route) => route.abort(), { times: 1 }),
  },
  async (calculator) => {
    await calculator.failure.waitFor();
    assert.match(await calculator.failure.getByRole("textbox").inputValue(), /#.*mem=64GiB/);
    await calculator.page.getByRole("button", { name: "Start again with these values" }).click();
    await calculator.result.waitFor();
    assert.equal(await calculator.text("Memory"), "64 GiB");
  },
);

onPage("without scripts the page says what it needs", { javaScriptEnabled: false, bare: true }, async (calculator) => {
  await calculator.page.locator("noscript p", { hasText: "needs JavaScript and WebAssembly" }).waitFor();
});
