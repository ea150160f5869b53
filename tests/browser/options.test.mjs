// A product's options under its own names, the link's extras, and the check that comes first.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const check = (calculator) => calculator.result.locator(".check").innerText();
const seconds = (text) => Number(/^([\d.]+) s$/.exec(text)?.[1] ?? Number.NaN);

onPage("options carry the product's own names, and show where they come from", { at: "/#hv=nova" }, async (calculator) => {
  const { page } = calculator;
  await page.getByText("6 more options").click();
  for (const name of [
    "live_migration_downtime",
    "live_migration_downtime_steps",
    "live_migration_downtime_delay",
    "live_migration_completion_timeout",
    "max_concurrent_live_migrations",
  ]) {
    await page.locator(".own-name", { hasText: new RegExp(`^${name}$`) }).waitFor();
  }
  await page.getByRole("button", { name: "Downtime steps: source code" }).click();
  assert.match(await page.locator(".place").innerText(), /^Nova .*live_migration_downtime 500, _steps 10/);
  await page.getByRole("button", { name: "Downtime steps: source code" }).click();
  assert.equal(await page.locator(".place").count(), 0);
});

onPage("an option changes the migration, and can be taken back", { at: "/#hv=kubevirt&dirty=400000pages/s" }, async (calculator) => {
  assert.match(await calculator.sentence(), /^Is cancelled\. .*at its time limit of 12 min 30 s/);
  assert.match(await calculator.line("Time limit"), /^for each GB of memory and disks: 12 min 30 s here/);
  await calculator.page.getByText("3 more options").click();
  await calculator.choice("At the limit").waitFor(); // what is closed is not made before it is opened
  const words = await calculator.choice("At the limit").locator("option").allInnerTexts();
  assert.deepEqual(words, ["cancel", "pause the guest and go on", "switch to post-copy"]);
  await calculator.choose("At the limit", "post-copy");
  assert.match(
    await calculator.sentence(),
    /^Ends in post-copy\. .*switches to post-copy after 12 min 30 s.* waits for pages for up to .* \(brownout\)/,
  );
  await calculator.page.getByText("The curve as a table").click();
  await calculator.page.locator(".chart tbody tr").first().waitFor();
  const rows = await calculator.page.locator(".chart tbody tr").allInnerTexts();
  assert.ok(rows.some((row) => row.includes("t₂: the guest moves, its memory follows")), rows.join("; "));
  assert.ok(rows.some((row) => row.includes("t₃: the last page is there")), rows.join("; "));
  await calculator.choose("At the limit", "pause");
  assert.match(await calculator.sentence(), /pauses the guest after 12 min 30 s/);
  assert.equal(await calculator.inHash("on-limit"), "pause");
});

for (const [name, at, summary, text] of [
  ["Other data first", "/", "More about the link", "3 GiB"],
  ["Downtime steps", "/#hv=nova", "6 more options", "5"],
]) {
  onPage(`what one opened stays open when a default is taken back: ${name}`, { at }, async (calculator) => {
    await calculator.page.getByText(summary).click();
    await calculator.type(name, text);
    await calculator.field(name).press("Escape");
    assert.ok(await calculator.field(name).isVisible(), "still open after Escape");
    await calculator.type(name, text);
    const whole = calculator.page.locator(".field").filter({ has: calculator.field(name) });
    await whole.locator(".back").click();
    await calculator.painted();
    assert.ok(await calculator.field(name).isVisible(), "still open after taking the default again");
    await calculator.page.getByText(summary).click();
    assert.ok(await calculator.field(name).isHidden(), "closes by hand");
  });
}

onPage("the check that comes first says what is rewritten and what is carried", {}, async (calculator) => {
  assert.equal(
    await check(calculator),
    "In 300 ms this guest rewrites up to 25.8 MiB; the link carries 38.4 MiB: it can converge.",
  );
  await calculator.type("Dirty rate", "45000 pages/s");
  assert.equal(
    await check(calculator),
    "In 300 ms this guest rewrites up to 52.7 MiB; the link carries 38.4 MiB: it does not converge by itself.",
  );
  await calculator.choose("Hypervisor", "xen");
  assert.match(await check(calculator), /^In 1 s this guest rewrites up to 176 MiB; the link carries 1\.1 GiB: it can converge\.$/);
});

onPage("other data goes first, and delays everything by its own time", { at: "/#hv=libvirt&link=1GB/s" }, async (calculator) => {
  const before = seconds((await calculator.figures())["Migration time"]);
  assert.match(await calculator.root.locator(".notes").innerText(), /Not included: local disks, /);
  await calculator.page.getByText("More about the link").click();
  await calculator.type("Other data first", "100 GB");
  const after = seconds((await calculator.figures())["Migration time"]);
  // 100 GB at 1 GB/s.
  assert.ok(Math.abs(after - before - 100) <= 1, `${before} s, then ${after} s`);
  assert.match(await calculator.root.locator(".notes").innerText(), /Not included: passed-through/);
  assert.equal(await calculator.inHash("other-first"), "100GB");
});

onPage("streams and a tunnel limit what one migration can use", { at: "/#hv=libvirt&link=25Gbit/s" }, async (calculator) => {
  await calculator.page.getByText("More about the link").click();
  await calculator.type("One stream carries at most", "1 GB/s");
  assert.match(await calculator.line("Link speed"), /one stream 1 GB\/s → 243,665 pages\/s/);
  await calculator.type("Streams", "2");
  assert.match(await calculator.line("Link speed"), /2 streams 2 GB\/s → 487,329 pages\/s/);
  await calculator.type("Tunnel or TLS carries at most", "400 MB/s");
  assert.match(await calculator.line("Link speed"), /tunnel 400 MB\/s → 97,466 pages\/s/);
  await calculator.choose("Hypervisor", "kubevirt");
  assert.equal(await calculator.text("Migrations sharing the link"), "2");
});
