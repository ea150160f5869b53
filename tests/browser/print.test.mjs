// The printed sheet: result, chart, notes, and every input with where it comes from.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

/** Tells the page that it is being printed, as the browser does. */
async function print(calculator) {
  await calculator.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await calculator.page.emulateMedia({ media: "print" });
  await calculator.painted();
}

for (const colorScheme of ["light", "dark"]) {
  onPage(`the sheet has inputs, result, chart, assumptions and sources (${colorScheme})`, { colorScheme, at: "/#hv=nova" }, async (calculator) => {
    const { page } = calculator;
    assert.equal(await page.locator(".sheet").count(), 0, "nothing of it on screen");
    await print(calculator);
    const sheet = page.locator(".sheet");
    assert.ok(await sheet.isVisible());
    const rows = await sheet.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.innerText.replaceAll("\t", " ")));
    for (const wanted of [/^Memory 4 GiB/, /^Downtime limit 500 ms source code Nova/, /^Device state 20 ms assumed/, /^Link speed 10 Gbit\/s/]) {
      assert.ok(rows.some((row) => wanted.test(row)), `${wanted} among ${rows.join("; ")}`);
    }
    assert.ok((await sheet.locator(".sheet__link").innerText()).includes("#v=1&hv=nova"));
    assert.ok(await calculator.result.isVisible());
    assert.ok(await calculator.canvas.isVisible());
    assert.ok(await page.locator(".notes").isVisible());
    assert.ok(await page.locator(".inputs").isHidden(), "a table stands in for the fields");
    assert.ok(await page.locator(".chart .keys").isHidden(), "no frame without its buttons");
    const { ink, ground } = await page.locator(".precopy").evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return { ink: color, ground: backgroundColor };
    });
    assert.deepEqual([ink, ground], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && 20_000 < pdf.length, `${pdf.length} bytes of PDF`);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    await calculator.painted();
    assert.equal(await page.locator(".sheet").count(), 0);
    assert.ok(await page.locator(".inputs").isVisible());
  });
}
