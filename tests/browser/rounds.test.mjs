// What is expected beside the bound: the switch, the figures, the saw-tooth, and the simulated rounds, played and as a table.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";
import { button, expected, heard, listen, plot, point, press, rounds, seconds, table, values } from "./chart.mjs";

const NEVER = "/#hv=qemu&dirty=45000pages/s";
const SLOWED = "/#hv=qemu-auto-converge&dirty=45000pages/s";
const MANY = "/#hv=custom&link=32704pages/s&dirty=32700pages/s";
const MAY_BE_CANCELLED = "/#hv=custom&dirty=22000pages/s&time-limit=2.6s&on-limit=cancel";
const PHONE = { viewport: { width: 360, height: 740 } };

const player = (calculator) => calculator.root.getByRole("group", { name: "Simulated rounds" });
const slider = (calculator) => calculator.root.getByRole("slider", { name: "Round", exact: true });
const story = (calculator) => calculator.root.locator(".player__story").textContent();
const key = (calculator, name) => calculator.root.locator(".chart .keys").getByRole("button", { name, exact: true });
const isOn = async (calculator, name) => (await key(calculator, name).getAttribute("aria-pressed")) === "true";
const marker = (calculator) => calculator.root.locator(".cross");

/** Waits until a condition of the page holds. */
async function until(what, condition) {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(what);
}

// The switch and the figures

onPage("bound and expected are switched; one of them stays, and the link says which", {}, async (calculator) => {
  const both = (await calculator.picture()).print;
  assert.deepEqual([await isOn(calculator, "bound"), await isOn(calculator, "expected")], [true, true]);
  await key(calculator, "bound").click();
  assert.deepEqual([await isOn(calculator, "bound"), await isOn(calculator, "expected")], [false, true]);
  assert.equal(await calculator.inHash("curves"), "expected");
  const alone = (await calculator.hasChart()).print;
  assert.notEqual(alone, both);
  await key(calculator, "expected").click({ force: true });
  assert.equal((await calculator.picture()).print, alone, "the last one stays");
  assert.equal(await key(calculator, "expected").getAttribute("aria-disabled"), "true");
  await key(calculator, "bound").click();
  await key(calculator, "expected").click();
  assert.equal(await calculator.inHash("curves"), "bound");
  assert.equal(await player(calculator).count(), 0, "nothing to play");
  await key(calculator, "expected").click();
  assert.equal(await calculator.inHash("curves"), null);
  await calculator.page.mouse.move(5, 5);
  assert.equal((await calculator.picture()).print, both);
});

onPage("a link says which curves are shown, and is carried on", { at: "/#curves=expected&mem=8GiB" }, async (calculator) => {
  assert.deepEqual([await isOn(calculator, "bound"), await isOn(calculator, "expected")], [false, true]);
  assert.equal(await calculator.notice.isVisible(), false);
  await calculator.type("Memory", "16 GiB");
  assert.equal(await calculator.inHash("curves"), "expected");
});

onPage("what is expected stands below the bound, and in its place where it is alone", {}, async (calculator) => {
  const sure = await calculator.figures();
  const below = await expected(calculator);
  assert.ok(seconds(below[0]) <= seconds(sure["Downtime"]) && seconds(below[1]) <= seconds(sure["Migration time"]));
  await key(calculator, "bound").click();
  const alone = await calculator.figures();
  assert.deepEqual([alone["Downtime"], alone["Migration time"]], below);
  const names = await calculator.result.locator("dt").allInnerTexts();
  assert.deepEqual(names, ["Downtime, expected", "Migration time, expected", "Data sent, expected"]);
  const small = await calculator.result.locator(".figure__other").allTextContents();
  assert.deepEqual(small.slice(0, 2), [`at most ${sure["Downtime"]}`, `at most ${sure["Migration time"]}`]);
});

onPage("figures below figures do not wrap badly", {}, async (calculator) => {
  for (const [at, width] of [["", 1280], [NEVER.slice(2), 1280], ["", 900], ["", 360], [NEVER.slice(2), 360], [MANY.slice(2), 360], ["", 320], [MAY_BE_CANCELLED.slice(2), 360]]) {
    await calculator.follow(at);
    await calculator.resize(width, 900);
    const cut = await calculator.result.evaluate((result) =>
      [...result.querySelectorAll(".figure__line")].flatMap((line) => {
        const box = line.getBoundingClientRect();
        return [...line.children]
          .map((part) => part.getBoundingClientRect())
          .filter(({ top, bottom, right, width }) => {
            const inside = bottom <= box.bottom + 1;
            const outside = box.bottom - 2 <= top;
            return width !== 0 && (!(inside || outside) || (inside && box.right + 12 < right));
          })
          .map(() => line.textContent);
      }),
    );
    assert.deepEqual(cut, [], `${at} ${width}`);
  }
});

onPage("where bound and simulation end differently, both are told", { at: SLOWED }, async (calculator) => {
  const sentence = await calculator.sentence();
  assert.match(sentence, /^Not without slowing the guest down\. .* Simulated, it stops because .* slowed down for .* \(brownout\)\./);
  const figures = await calculator.figures();
  assert.equal(figures["Downtime"], "no bound");
  const [downtime, time] = await expected(calculator);
  assert.ok(seconds(downtime) < 0.3 && seconds(time) < 120);
  assert.match(await calculator.summary(), /Simulated: the guest is stopped at/);
  await calculator.page.locator(".meaning").click(); // nowhere
  assert.equal(await button(calculator, "Stopped").isDisabled(), false, "its end can be looked at");
  assert.doesNotMatch(await calculator.page.locator("body").innerText(), /not (computed|simulated) yet/);
});

onPage("a bound that doubling may break says so", { at: "/#hv=proxmox&dirty=284000pages/s&hot=1GiB" }, async (calculator) => {
  const names = await calculator.result.locator("dt").allInnerTexts();
  assert.equal(names[0], "Downtime, if never doubled");
  assert.match(await calculator.sentence(), /Simulated, it stops because .* within 400 ms/);
});

onPage("where a migration may be cancelled, no figure is a most", { at: MAY_BE_CANCELLED }, async (calculator) => {
  const names = await calculator.result.locator("dt").allInnerTexts();
  assert.deepEqual(names, ["Downtime, if cancelled", "Migration time, if cancelled", "Data sent, if cancelled"]);
  assert.match(await calculator.sentence(), /^May be cancelled\. At worst, it is cancelled after .* Simulated, it stops because /);
  assert.ok(seconds((await expected(calculator))[0]) < 0.3, "the simulated one completes");
});

// Reading

onPage("the table has a column for each curve that is shown, and no number twice", { at: SLOWED }, async (calculator) => {
  const happens = (await table(calculator)).map((row) => row[1]).join("; ");
  assert.match(happens, /t₂: the guest is stopped; t₃: the guest runs at the destination/, "as the chart draws them");
  const heads = async () => (await calculator.root.locator(".curve-table thead").first().locator("th").allTextContents()).slice(2);
  assert.deepEqual(await heads(), ["remaining", "empty", "sent once", "hot", "expected", "paper"]);
  for (const [off, on] of [["bound"], ["expected", "bound"]]) {
    if (on) await key(calculator, on).click();
    await key(calculator, off).click();
    assert.deepEqual(await heads(), ["remaining", "empty", "sent once", "hot", "paper"], `without ${off}`);
  }
});

onPage("the read-out has what is expected, and the round is told below the chart", {}, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  const chart = await calculator.root.locator(".chart").boundingBox();
  await point(calculator, 0.6);
  const seen = await values(calculator);
  assert.match(seen.expected, /^[\d,]+$/);
  assert.match(await story(calculator), /^Round 2: sends [\d,]+ pages in .*: it goes on\.$/);
  const spoken = await plot(calculator).getAttribute("aria-valuetext");
  assert.ok(spoken.includes(`expected ${seen.expected}`) && spoken.includes("Round 2: sends"));
  await point(calculator, 0.1);
  assert.match(await story(calculator), /^Round 1: /);
  await point(calculator, 0.95);
  assert.equal(await story(calculator), "After the end.");
  await calculator.page.mouse.move(5, 5);
  await calculator.painted();
  assert.match(await story(calculator), /^Simulated: \d+ rounds in /);
  assert.deepEqual(await calculator.root.locator(".chart").boundingBox(), chart, "as high whatever is told");
});

onPage("the story has room for its longest words", PHONE, async (calculator) => {
  const hard = ["", SLOWED.slice(2), "mem=12TiB&ws=9.87TiB&hot=1.5TiB&dirty=1234567pages/s&link=100Gbit/s&cap=none"];
  for (const at of hard) {
    await calculator.follow(at);
    for (const width of [360, 700, 1280]) {
      await calculator.resize(width, 900);
      for (const share of [0.1, 0.5, 0.7]) {
        await point(calculator, share);
        const cut = await calculator.root.locator(".player__story").evaluate((line) => line.clientHeight < line.scrollHeight);
        assert.equal(cut, false, `${at} ${width}: ${await story(calculator)}`);
      }
    }
  }
});

onPage("the rounds as a table", {}, async (calculator) => {
  await table(calculator);
  const rows = await rounds(calculator);
  assert.equal(rows.length, Number(/(\d+) rounds/.exec(await story(calculator))[1]));
  assert.deepEqual([rows[0][0], rows[0][1], rows[0][2]], ["1", "too much left", "0 s"]);
  assert.equal(rows.at(-1)[1], "guest is stopped");
  await calculator.follow(MANY.slice(2));
  await calculator.root.getByText(/^Rounds [\d,]+ to [\d,]+ are left out\.$/).waitFor();
  const many = await rounds(calculator);
  assert.ok(150 < many.length && many.length <= 200, `${many.length}`);
  assert.equal(many.at(-1)[0], "19,562");
});

// Playing

onPage("the rounds are gone through by hand: buttons, slider, keys", {}, async (calculator) => {
  await button(calculator, "Previous round").click({ force: true });
  assert.match(await story(calculator), /^Simulated: /, "there is none before the first");
  await listen(calculator);
  await button(calculator, "Next round").click();
  assert.match(await story(calculator), /^Round 2: /);
  assert.deepEqual(await heard(calculator), [await story(calculator)]);
  assert.ok(await marker(calculator).isVisible());
  await button(calculator, "Previous round").click();
  assert.match(await story(calculator), /^Round 1: /);
  assert.equal(await button(calculator, "Previous round").getAttribute("aria-disabled"), "true");
  await slider(calculator).focus();
  await press(calculator, "ArrowRight", "ArrowRight");
  assert.match(await story(calculator), /^Round 3: /);
  assert.match(await slider(calculator).getAttribute("aria-valuetext"), /^Round 3, from [\d.]+ s on$/);
  await press(calculator, "End");
  assert.equal(await story(calculator), "After the end.");
  await press(calculator, "Escape");
  assert.match(await story(calculator), /^Simulated: /);
  assert.equal(await marker(calculator).count(), 0);
  const box = await slider(calculator).boundingBox();
  await calculator.page.mouse.click(box.x + box.width * 0.5, box.y + box.height / 2);
  assert.match(await story(calculator), /^Round [67]: /);
});

onPage("play goes on by itself, stops at the end, and begins again", {}, async (calculator) => {
  await button(calculator, "▷ Play").click();
  await button(calculator, "Pause").waitFor();
  const across = async () => (await marker(calculator).boundingBox())?.x ?? 0;
  await until("it moves", async () => 0 < (await across()));
  const before = await across();
  await until("it moves on", async () => before + 20 < (await across()));
  assert.equal(await calculator.root.locator(".player__story").getAttribute("aria-live"), "off");
  await button(calculator, "Pause").click();
  const stands = await across();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await across(), stands);
  await player(calculator).getByLabel("Speed").selectOption("100");
  await button(calculator, "▷ Play").click();
  await until("it ends", async () => (await story(calculator)) === "After the end.");
  await button(calculator, "▷ Play").waitFor();
  await button(calculator, "▷ Play").click();
  await until("from the beginning", async () => /^Round/.test(await story(calculator)));
  await press(calculator, "Escape");
  assert.match(await story(calculator), /^Simulated: /);
});

onPage("space plays from the chart and from the slider; other inputs stop it", {}, async (calculator) => {
  const scrolled = () => calculator.page.evaluate(() => [scrollY, scrollY + innerHeight < document.documentElement.scrollHeight]);
  for (const from of [plot, slider]) {
    await from(calculator).focus();
    const before = await scrolled();
    assert.ok(before[1], "space could scroll");
    await press(calculator, "Space");
    await button(calculator, "Pause").waitFor();
    assert.deepEqual(await scrolled(), before);
    await press(calculator, "Space");
    await button(calculator, "▷ Play").waitFor();
    assert.deepEqual(await scrolled(), before);
  }
  await press(calculator, "Space");
  await button(calculator, "Pause").waitFor();
  await calculator.slider("Dirty rate").press("ArrowLeft");
  await button(calculator, "▷ Play").waitFor();
  await button(calculator, "▷ Play").click();
  await button(calculator, "Pause").waitFor();
  await plot(calculator).scrollIntoViewIfNeeded();
  const box = await plot(calculator).boundingBox();
  await calculator.page.mouse.click(box.x + box.width / 2, box.y + 50);
  await button(calculator, "▷ Play").waitFor();
});

onPage("nothing is said at every frame while it plays, and keys go on from there", {}, async (calculator) => {
  await listen(calculator);
  await plot(calculator).focus();
  await press(calculator, "Space");
  const box = await plot(calculator).boundingBox();
  const across = async () => (((await marker(calculator).boundingBox())?.x ?? box.x) - box.x) / box.width;
  await until("it is well on its way", async () => 0.2 < (await across()));
  const texts = await plot(calculator).evaluate(async (plot) => {
    const all = new Set();
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise(requestAnimationFrame);
      all.add(`${plot.ariaValueNow}, ${plot.ariaValueText}`);
    }
    return [...all];
  });
  assert.equal(texts.length, 1, texts.join("; "));
  assert.match(texts[0], /^0, The rounds are played\./);
  assert.deepEqual(await heard(calculator), []);
  await press(calculator, "Space");
  await button(calculator, "▷ Play").waitFor();
  const [stands, spoken] = [await across(), await plot(calculator).getAttribute("aria-valuetext")];
  assert.match(spoken, /pages, /);
  await press(calculator, "ArrowRight");
  const moved = (await across()) - stands;
  assert.ok(0.005 < moved && moved < 0.02, `${moved}`);
});

onPage("stillness: a round after the other, a second each", { reducedMotion: "reduce" }, async (calculator) => {
  await button(calculator, "▷ Play").click();
  await until("round 1", async () => /^Round 1:/.test(await story(calculator)));
  const first = await marker(calculator).boundingBox();
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual(await marker(calculator).boundingBox(), first, "stands still");
  await until("round 2", async () => /^Round 2:/.test(await story(calculator)));
  await press(calculator, "Escape");
});

// Never ending, very many, without rounds

onPage("a migration without end shows its first pass and a dozen rounds", { at: NEVER }, async (calculator) => {
  assert.match(await story(calculator), /goes on like this for ever/);
  assert.equal(await slider(calculator).getAttribute("max"), "12");
  await calculator.hasChart();
  await plot(calculator).focus();
  await press(calculator, "PageDown", "PageDown", "PageDown");
  assert.ok(seconds((await values(calculator)).time) < 30);
  assert.deepEqual(await expected(calculator), ["no end", "no end"]);
});

onPage("tens of thousands of rounds are drawn and gone through", { at: MANY }, async (calculator) => {
  await calculator.hasChart();
  assert.equal(await slider(calculator).getAttribute("max"), "19562");
  const took = await calculator.slider("Downtime limit").evaluate(async (slider) => {
    const start = performance.now();
    slider.value = String(Number(slider.value) + 1);
    slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  });
  console.log(`a change with tens of thousands of rounds: ${took.toFixed(0)} ms`);
  await slider(calculator).focus();
  await press(calculator, "ArrowRight", "ArrowRight");
  assert.match(await story(calculator), /^Round 3: /);
});

onPage("a loop without rounds is played along its time", { at: "/#hv=kvm-paper" }, async (calculator) => {
  assert.equal(await story(calculator), "This loop looks all the time: it has no rounds.");
  await slider(calculator).focus();
  await press(calculator, "PageUp");
  assert.equal(await story(calculator), "First pass.");
  assert.ok(await marker(calculator).isVisible());
});

onPage("rounds that are passed over are told", { at: "/#hv=libvirt&time-limit=60s&on-limit=post-copy&dirty=300000pages/s" }, async (calculator) => {
  await plot(calculator).scrollIntoViewIfNeeded();
  await point(calculator, 0.6);
  assert.match(await story(calculator), /^Rounds [\d,]+ to [\d,]+ go like those before\.$/);
});

// Sizes

for (const [what, options] of [
  ["a phone", PHONE],
  ["a frame", { at: "/?embed=1", viewport: { width: 700, height: 600 } }],
]) {
  onPage(`nothing of it is wider than ${what}`, options, async (calculator) => {
    const wide = await calculator.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.equal(wide[0], wide[1]);
    await button(calculator, "Next round").click();
    assert.match(await story(calculator), /^Round 2/);
    await calculator.hasChart();
  });
}
