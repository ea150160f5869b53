// Embedded or not, dark or light, wide or narrow, on fine screens and coarse ones: what is shown, where, and on which
// ground.

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
      const [red, green, blue] = ground()
        .match(/[\d.]+/g)
        .map(Number);
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
  onPage(
    `${at} is ${dark ? "dark" : "light"} where the system is ${colorScheme}`,
    {
      at,
      colorScheme,
      viewport: { width: 1280, height: 1600 },
    },
    async (calculator) => {
      const corners = await lightness(calculator);
      assert.ok(
        corners.every((corner) => (dark ? corner < 0.2 : 0.9 < corner)),
        `corners: ${corners}`,
      );
      const ink = await calculator.result.evaluate((result) => getComputedStyle(result).color);
      const [red] = ink.match(/\d+/).map(Number);
      assert.ok(dark ? 180 < red : red < 80, ink);
      await calculator.hasChart();
    },
  );
}

onPage("the chart follows the system from light to dark", { colorScheme: "light" }, async (calculator) => {
  const light = (await calculator.picture()).print;
  await calculator.page.emulateMedia({ colorScheme: "dark" });
  await calculator.resized();
  assert.notEqual((await calculator.hasChart()).print, light);
  await calculator.page.emulateMedia({ colorScheme: "light" });
  await calculator.resized();
  assert.equal((await calculator.picture()).print, light);
});

/** What sticks out of its place, lies over its neighbour, or is cut off. */
function misplaced() {
  const said = (element) =>
    `${element.className || element.localName} “${(element.value ?? element.textContent).slice(0, 40)}”`;
  const seen = (selector) =>
    [...document.querySelectorAll(`#precopy ${selector}`)].filter((one) => one.checkVisibility());
  const wrong = [];
  for (const element of seen("*")) {
    // The list of sources scrolls within itself.
    if (innerWidth + 0.5 < element.getBoundingClientRect().right && element.closest(".sources") === null) {
      wrong.push(`${said(element)} ends beyond the window`);
    }
  }
  for (const input of seen("input[type=text]")) {
    if (input.clientWidth < input.scrollWidth) wrong.push(`${said(input)} is cut off`);
  }
  const right = (element) => {
    const range = document.createRange(); // of the text, not of its box
    range.selectNodeContents(element);
    return range.getBoundingClientRect().right;
  };
  for (const row of [".figure", ".note"]) {
    const places = seen(row);
    places.forEach((place, index) => {
      const { left, top } = places[index + 1]?.getBoundingClientRect() ?? {};
      if (left === undefined || Math.abs(top - place.getBoundingClientRect().top) > 100) return;
      for (const part of place.querySelectorAll("span, td, p, dt")) {
        if (left < right(part)) wrong.push(`${said(part)} lies over its neighbour`);
      }
    });
  }
  return wrong;
}

for (const [what, at] of [
  ["the default scenario", "/"],
  ["a migration without end", "/#hv=qemu&dirty=45000pages/s"],
  ["large numbers", "/#mem=12.3TiB&ws=9.87TiB&hot=1.23TiB&dirty=1234567pages/s&link=100Gbit/s&cap=none"],
  ["a long migration", "/#mem=32TiB&ws=32TiB&hot=987GiB&dirty=20000pages/s"],
]) {
  onPage(`nothing sticks out, overlaps or is cut off at any width: ${what}`, { at }, async (calculator) => {
    const wrong = {};
    for (const width of [320, 360, 480, 768, 820, 900, 960, 1024, 1280, 2560]) {
      await calculator.resize(width, 740);
      const found = await calculator.page.evaluate(misplaced);
      if (0 < found.length) wrong[width] = found;
      const scroll = await calculator.page.evaluate(() => document.documentElement.scrollWidth);
      if (width < scroll) wrong[`${width} scrolls to`] = scroll;
    }
    assert.deepEqual(wrong, {});
  });
}

onPage("a word's explanation stands on the page at any width", {}, async (calculator) => {
  const { page } = calculator;
  for (const summary of await page.locator(".inputs details > summary").all()) await summary.click();
  for (const width of [320, 360, 480, 600, 768, 900, 1280]) {
    await calculator.resize(width, 740);
    for (const word of await page.locator(".term > button").all()) {
      // By key: what stays in sight while one scrolls may lie over a word that a mouse would be moved to.
      await word.press("Enter");
      const box = await page.locator(".term__text").boundingBox();
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
      const where = `${await word.innerText()} at ${width}: ${JSON.stringify(box)}, scrolls to ${scroll}`;
      assert.ok(0 <= box.x && box.x + box.width <= width && scroll <= width, where);
      await word.press("Escape");
    }
  }
});

onPage(
  "on a phone the answer stays in sight while one drags",
  {
    viewport: { width: 360, height: 740 },
  },
  async (calculator) => {
    await calculator.slider("Dirty rate").scrollIntoViewIfNeeded();
    const box = await calculator.result.locator(".figures").boundingBox();
    assert.ok(0 <= box.y && box.y + box.height < 300, JSON.stringify(box));
    const before = await calculator.figures();
    await calculator.drag("Dirty rate", 0.3);
    assert.notDeepEqual(await calculator.figures(), before);
  },
);

onPage(
  "on a phone one sees that the result is not of what is written",
  {
    viewport: { width: 360, height: 740 },
  },
  async (calculator) => {
    await calculator.type("Memory", "a lot");
    assert.ok(await calculator.saysStale());
  },
);

// As many pixels as the screen has.

async function isSharp(calculator, ratio, tolerance = 0.5) {
  const picture = await calculator.hasChart();
  for (const side of ["width", "height"]) {
    const wanted = picture.box[side] * ratio;
    assert.ok(
      Math.abs(picture[side] - wanted) <= tolerance,
      `${side}: ${picture[side]} pixels for ${wanted} of the screen`,
    );
  }
  return picture;
}

for (const deviceScaleFactor of [1, 1.25, 2, 3]) {
  onPage(
    `the chart is sharp at ${deviceScaleFactor} device pixels to one`,
    { deviceScaleFactor },
    async (calculator) => {
      const first = await isSharp(calculator, deviceScaleFactor);
      for (const width of [761, 1000]) {
        await calculator.resize(width, 820);
        const picture = await isSharp(calculator, deviceScaleFactor);
        assert.notEqual(picture.width, first.width);
        assert.notEqual(picture.print, first.print, "drawn anew");
      }
      await calculator.resize(1280, 820);
      assert.equal((await isSharp(calculator, deviceScaleFactor)).print, first.print);
    },
  );
}

onPage("the chart stays sharp when one zooms", { deviceScaleFactor: 1 }, async (calculator) => {
  const session = await calculator.page.context().newCDPSession(calculator.page);
  for (const zoom of [2, 1.5, 1]) {
    // Zooming makes the pixels of the page larger, so that there are fewer of them.
    const size = { width: Math.round(1280 / zoom), height: Math.round(820 / zoom) };
    await session.send("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: zoom, mobile: false });
    await calculator.page.waitForFunction((zoom) => devicePixelRatio === zoom, zoom);
    await calculator.resized();
    await isSharp(calculator, zoom);
  }
});

onPage("the chart has the same shape at every pixel ratio", {}, async (calculator) => {
  const { box } = await calculator.picture();
  assert.ok(500 < box.width && 250 < box.height && box.width < box.height * 4, JSON.stringify(box));
});

onPage("the chart is sharp in a box of broken size", { deviceScaleFactor: 3 }, async (calculator) => {
  for (const width of [700.3, 555.55, 901.7]) {
    await calculator.page.evaluate((width) => {
      document.getElementById("precopy").style.width = `${width}px`;
    }, width);
    await calculator.resized();
    await isSharp(calculator, 3, 1); // the browser snaps the box to whole pixels, up or down
  }
});
