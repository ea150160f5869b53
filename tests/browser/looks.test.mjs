// Embedded or not, dark or light: what is shown, and on which ground.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const TRANSPARENT = "rgba(0, 0, 0, 0)";

function grounds(calculator) {
  return calculator.page.evaluate(() =>
    Object.fromEntries(
      ["html", "body", "#precopy", ".precopy", ".chart"].map((selector) => [
        selector,
        getComputedStyle(document.querySelector(selector)).backgroundColor,
      ]),
    ),
  );
}

/** How light the ground is in the four corners of the window, from 0 to 1. */
function lightness(calculator) {
  return calculator.page.evaluate(() => {
    const corners = [4, innerHeight - 4].flatMap((y) => [4, innerWidth - 24].map((x) => [x, y]));
    return corners.map(([x, y]) => {
      let element = document.elementFromPoint(x, y);
      const ground = () => getComputedStyle(element).backgroundColor;
      while (ground() === "rgba(0, 0, 0, 0)" && element.parentElement) element = element.parentElement;
      const [red, green, blue] = ground().match(/[\d.]+/g).map(Number);
      return Math.round(((red + green + blue) / 765) * 100) / 100;
    });
  });
}

for (const at of ["/?embed=1", "/#embed=1", "/?embed=1#mem=64GiB"]) {
  onPage(`embedded by ${at} there is no header, and the ground shows through`, { at }, async (calculator) => {
    assert.equal(await calculator.page.getByRole("banner").count(), 0);
    assert.equal(await calculator.page.getByRole("heading", { name: "Precopy" }).count(), 0);
    for (const [selector, ground] of Object.entries(await grounds(calculator))) {
      assert.equal(ground, TRANSPARENT, selector);
    }
    await calculator.hasChart();
    assert.match((await calculator.figures())["Downtime"], /^\d/);
  });
}

onPage("embedded by the link, the link stays embedded", { at: "/#embed=1" }, async (calculator) => {
  await calculator.drag("Memory", 0.6);
  assert.equal(await calculator.inHash("embed"), "1");
  assert.ok(await calculator.notice.isHidden(), "a key of the page is no unknown key");
});

onPage("not embedded there is a header", {}, async (calculator) => {
  assert.equal(await calculator.page.getByRole("banner").count(), 1);
});

for (const [at, colorScheme, dark] of [
  ["/", "light", false],
  ["/", "dark", true],
  ["/?theme=dark", "light", true],
  ["/?theme=light", "dark", false],
  ["/?theme=auto", "dark", true],
  ["/?theme=nonsense", "light", false],
]) {
  onPage(`${at} is ${dark ? "dark" : "light"} where the system is ${colorScheme}`, {
    at,
    colorScheme,
    viewport: { width: 1280, height: 1600 },
  }, async (calculator) => {
    const corners = await lightness(calculator);
    assert.ok(corners.every((corner) => (dark ? corner < 0.2 : 0.9 < corner)), `corners: ${corners}`);
    const ink = await calculator.result.evaluate((result) => getComputedStyle(result).color);
    const [red] = ink.match(/\d+/).map(Number);
    assert.ok(dark ? 180 < red : red < 80, ink);
    await calculator.hasChart();
  });
}

onPage("the chart follows the system from light to dark", { colorScheme: "light" }, async (calculator) => {
  const light = (await calculator.picture()).print;
  await calculator.page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual((await calculator.hasChart()).print, light);
  await calculator.page.emulateMedia({ colorScheme: "light" });
  assert.equal((await calculator.picture()).print, light);
});

for (const width of [320, 360, 480, 760, 768, 1024, 2560]) {
  onPage(`at ${width} px nothing has to be scrolled sideways`, { viewport: { width, height: 740 } }, async (calculator) => {
    for (const dirty of ["22000pages/s", "45000pages/s"]) {
      await calculator.follow(`hv=custom&dirty=${dirty}&mem=1.23TiB&ws=987GiB&hot=512MiB`);
      const beyond = await calculator.page.evaluate(() => {
        const out = [...document.querySelectorAll("#precopy *")].filter((element) => {
          const box = element.getBoundingClientRect();
          return innerWidth + 0.5 < box.right && element.checkVisibility() && element.closest(".sources") === null;
        });
        return out.map((element) => `${element.className || element.localName}: ${element.textContent.slice(0, 30)}`);
      });
      assert.deepEqual(beyond, []);
      assert.equal(await calculator.page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });
}

onPage("on a phone the answer stays in sight while one drags", {
  viewport: { width: 360, height: 740 },
}, async (calculator) => {
  await calculator.slider("Dirty rate").scrollIntoViewIfNeeded();
  const box = await calculator.result.locator(".figures").boundingBox();
  assert.ok(0 <= box.y && box.y + box.height < 300, JSON.stringify(box));
  const before = await calculator.figures();
  await calculator.drag("Dirty rate", 0.3);
  assert.notDeepEqual(await calculator.figures(), before);
});
