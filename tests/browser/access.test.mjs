// Access for all: what axe-core knows, sizes of targets, and a whole session without a mouse.

import assert from "node:assert/strict";

import { axeFinds } from "./axe.mjs";
import { VERDICT, onPage } from "./calculator.mjs";

// The heading of a frame's page stands in the page around it.
const findings = (calculator) => axeFinds(calculator, ["page-has-heading-one"]);

const open = (name) => (calculator) => calculator.page.getByRole("button", { name }).first().click();
/** What is fetched first. */
const fetched = (name, part) => async (calculator) => {
  await open(name)(calculator);
  await calculator.page.locator(part).waitFor();
};
/** Another page within the page is looked at where it stands alone. */
const shared = async (calculator) => {
  await fetched("Share", ".share")(calculator);
  await open("Frame")(calculator);
  await open("all but …")(calculator);
  await calculator.page.evaluate(() => document.querySelector(".share__frame").remove());
};
/** Something pinned and kept, and a file in which not all is right. */
const kept = async (calculator) => {
  await open("Pin this scenario")(calculator);
  await calculator.page.locator(".compare__table").waitFor();
  await calculator.page.getByRole("button", { name: "Keep", exact: true }).click();
  const text = `{"format":"precopy-scenarios","version":1,"scenarios":[{"name":"a","inputs":{}},{"name":3}]}`;
  const file = { name: "file.json", mimeType: "application/json", buffer: Buffer.from(text) };
  await calculator.page.getByLabel("Import a file").setInputFiles(file);
  await calculator.page.locator(".keep__flaws").waitFor();
};
/** The page of evidence, with a run open. */
const evidence = (view) => async (calculator) => {
  await calculator.page.locator(".evidence[data-ready]").waitFor();
  if (view) return calculator.page.getByRole("button", { name: view, exact: true }).click();
  await calculator.page.getByRole("button", { name: /^Open run/ }).first().click();
  await calculator.page.locator(".run canvas").waitFor();
};
/** The page of plans, once all strategies have been played and changes tried. */
const plan = (steps) => async (calculator) => {
  await calculator.page.locator(".planner[data-ready]").waitFor({ timeout: 30_000 });
  await steps?.(calculator);
  await calculator.page.locator(".planner[data-ready]").waitFor({ timeout: 30_000 });
};
/** The page of records, with its example or with a log of which not all can be read. */
const records = (file) => async (calculator) => {
  await calculator.page.locator(".bring").waitFor();
  if (!file) return;
  if (file === "example") await calculator.page.getByRole("button", { name: /^Open the example/ }).click();
  else await calculator.page.locator(".bring__chooser").setInputFiles(new URL(`../records/${file}`, import.meta.url).pathname);
  await calculator.page.locator(".records [data-held]").waitFor({ timeout: 30_000 });
};
/** The page of lessons, where something of it is. */
const learn = (part, steps) => async (calculator) => {
  await calculator.page.locator(".learn[data-ready]").waitFor();
  await calculator.page.locator(part).first().waitFor();
  await steps?.(calculator);
};
/** An exercise that has been solved, so that its code is there. */
const solved = async (calculator) => {
  const slider = calculator.page.getByRole("slider", { name: "Link speed" });
  await slider.focus();
  await slider.press("End");
  await calculator.page.getByRole("button", { name: "Check", exact: true }).click();
  await calculator.page.getByRole("textbox", { name: "Your completion code" }).waitFor();
};
/** The codes of an exercise, one of which is none. */
const codes = async (calculator) => {
  await calculator.page.getByText("For whoever set this").click();
  await calculator.page.getByRole("button", { name: "Check codes", exact: true }).click();
  await calculator.page.getByRole("textbox", { name: "Codes, one a line" }).fill("hello");
  await calculator.page.getByText("The code is not in order.").waitFor();
};
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

const WANTED = "/#dirty=45000pages/s&want-downtime=300ms&warning=90s&reaction=10s&per-month=4&pin-a=Today;mem:8GiB&pin-b=;hv:xen";
const EXERCISE =
  "/#v=1&hv=custom&mem=64GiB&ws=64GiB&hot=6GiB&dirty=30000pages/s&link=10Gbit/s&time-limit=1ms&on-limit=pause&page=learn" +
  "&ex-title=Hurry&ex-ask=Less%20than%20ten%20seconds%20of%20downtime.&ex-turn=link&ex-wants=downtime%20rounds%20<%2010s";

const STATES = [
  ["the default", {}],
  ["dark", { colorScheme: "dark" }],
  ["a phone", PHONE],
  ["a frame", { at: "/?embed=1", viewport: { width: 700, height: 600 } }],
  ["never ending", { at: "/#hv=qemu&dirty=45000pages/s" }],
  ["only what is expected", { at: "/#curves=expected", colorScheme: "dark" }],
  ["a round told", {}, open("Next round")],
  ["a round told on a phone", PHONE, open("Next round")],
  ["cancelled", { at: "/#hv=kubevirt&mem=64GiB&dirty=400000pages/s" }],
  ["custom", { at: "/#hv=custom" }],
  ["vMotion", { at: "/#hv=vmotion", colorScheme: "dark" }],
  ["problems of a link", { at: "/#hv=qmeu&mem=64&future=1" }],
  ["a problem of a field", {}, (calculator) => calculator.type("Memory", "64")],
  ["targets and pins", { at: WANTED }],
  ["targets and pins on a phone, dark", { ...PHONE, at: WANTED, colorScheme: "dark" }],
  ["a problem of a target", { at: WANTED }, (calculator) => calculator.field("Downtime at most").fill("soon")],
  ["the help", {}, open("Help")],
  ["the help, dark", { colorScheme: "dark" }, open("Help")],
  ["ready-made scenarios", {}, fetched("Ready-made scenarios", ".cards >> nth=0")],
  ["ready-made scenarios on a phone, dark", { ...PHONE, colorScheme: "dark" }, fetched("Ready-made scenarios", ".cards >> nth=0")],
  ["measuring", {}, fetched("How do I know", ".measure")],
  ["measuring on a phone, dark", { ...PHONE, colorScheme: "dark" }, fetched("How do I know", ".measure")],
  [
    "a recorded history",
    {},
    async (calculator) => {
      await fetched("How do I know", ".measure")(calculator);
      await calculator.page.getByRole("textbox", { name: "Recorded history" }).fill("1,300\n2,200\nlater");
      await calculator.page.getByRole("button", { name: /^Use this history/ }).click();
    },
  ],
  ["a pattern that waits for its shape, dark", { colorScheme: "dark" }, (calculator) => calculator.page.getByLabel("Writes", { exact: true }).selectOption("history")],
  ["hot sets on a phone", { ...PHONE, at: "/#writes=hot-sets" }],
  ["a number explained", { at: "/#hv=xen-3" }, fetched("Explain this number", ".explain .steps")],
  ["a number explained on a phone, dark", { ...PHONE, colorScheme: "dark" }, fetched("Explain this number", ".explain .steps")],
  ["every product", {}, fetched("The same VM under every product", ".products__table")],
  ["every product on a phone, dark", { ...PHONE, colorScheme: "dark" }, fetched("The same VM under every product", ".products__table")],
  ["compared and kept", {}, kept],
  ["compared and kept on a phone, dark", { ...PHONE, colorScheme: "dark" }, kept],
  ["sharing", {}, fetched("Share", ".share")],
  ["sharing a frame on a phone, dark", { ...PHONE, colorScheme: "dark" }, shared],
  ["sliders only, some of them fixed", { at: "/#embed=1&controls=sliders&view=chart&lock=mem,link" }],
  ["nothing can be changed, dark", { at: "/#readonly=1", colorScheme: "dark" }],
  ["without controls on a phone", { ...PHONE, at: "/#embed=1&controls=none" }],
  ["evidence", { at: "/#page=evidence" }, evidence()],
  ["evidence on a phone, dark", { ...PHONE, at: "/#page=evidence", colorScheme: "dark" }, evidence()],
  ["sources, dark", { at: "/#page=evidence", colorScheme: "dark" }, evidence("Sources")],
  ["validity on a phone", { ...PHONE, at: "/#page=evidence" }, evidence("Validity")],
  ["a plan", { at: "/#page=plan" }, plan()],
  ["a plan on a phone, dark", { ...PHONE, at: "/#page=plan&plan=deshpande-two", colorScheme: "dark" }, plan()],
  [
    "a plan of which something is not right, dark",
    { at: "/#page=plan", colorScheme: "dark" },
    plan(async (calculator) => {
      await calculator.page.getByRole("grid").getByLabel("Name of row 2").fill("");
      await calculator.page.keyboard.press("Enter");
    }),
  ],
  ["a plan that only reads", { at: "/#page=plan&plan=kherbache-1&readonly=1" }, plan(open("Hosts …"))],
  ["records before there are any", { at: "/#page=records" }, records()],
  ["records", { at: "/#page=records" }, records("example")],
  ["records on a phone, dark", { ...PHONE, at: "/#page=records", colorScheme: "dark" }, records("example")],
  ["records that cannot all be read, dark", { at: "/#page=records", colorScheme: "dark" }, records("broken/numbers.csv")],
  ["lessons", { at: "/#page=learn" }, learn(".lessons")],
  ["lessons on a phone, dark", { ...PHONE, at: "/#page=learn", colorScheme: "dark" }, learn(".lessons")],
  ["a lesson", { at: "/#page=learn&lesson=rounds" }, learn(".lesson .player")],
  ["a lesson on a phone, dark", { ...PHONE, at: "/#page=learn&lesson=rounds", colorScheme: "dark" }, learn(".lesson .player")],
  ["a lesson with plans", { at: "/#page=learn&lesson=draining-a-rack" }, learn(".lesson")],
  ["the gallery, dark", { at: "/#page=learn&lesson=gallery", colorScheme: "dark" }, learn(".gallery")],
  ["a figure of the gallery", { at: "/#page=learn&lesson=gallery:salfner-6" }, learn(".lesson canvas")],
  ["a figure of the gallery on a phone", { ...PHONE, at: "/#page=learn&lesson=gallery:salfner-6" }, learn(".lesson canvas")],
  ["the formula sheet", { at: "/#page=learn&lesson=formulas" }, learn(".formulas__one")],
  ["an exercise", { at: EXERCISE }, learn(".exercise")],
  ["an exercise that is solved, on a phone, dark", { ...PHONE, at: EXERCISE, colorScheme: "dark" }, learn(".exercise", solved)],
  ["an exercise being made", { at: "/#page=learn" }, learn(".lessons", fetched("Make an exercise", ".compose"))],
  ["an exercise being made on a phone, dark", { ...PHONE, at: "/#page=learn", colorScheme: "dark" }, learn(".lessons", fetched("Make an exercise", ".compose"))],
  ["codes followed, on a phone", { ...PHONE, at: EXERCISE }, learn(".exercise", codes)],
  ["the memory shown", {}, fetched("Show the memory", ".memory__state")],
  ["the memory shown on a phone, dark", { ...PHONE, colorScheme: "dark" }, fetched("Show the memory", ".memory__state")],
  ["a word explained", {}, open("What does dirty rate mean?")],
  ["a source shown", {}, open("Downtime limit: source code")],
  [
    "everything unfolded",
    { at: "/#hv=nova" },
    async (calculator) => {
      await calculator.page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
    },
  ],
];

for (const [name, options, steps] of STATES) {
  onPage(`axe-core finds nothing: ${name}`, options, async (calculator) => {
    await steps?.(calculator);
    await calculator.painted();
    assert.deepEqual(await findings(calculator), []);
  });

  onPage(`targets are at least 24 pixels wide and high: ${name}`, options, async (calculator) => {
    await steps?.(calculator);
    await calculator.painted();
    const small = await calculator.page.evaluate(() =>
      [...document.querySelectorAll("button, select, input, textarea, summary, a, [tabindex='0']")]
        .filter((target) => target.checkVisibility() && target.getBoundingClientRect().width > 0)
        .map((target) => [target.ariaLabel || target.textContent.trim(), target.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 23.5 || height < 23.5)
        .map(([what, { width, height }]) => `${what}: ${width} × ${height}`),
    );
    assert.deepEqual(small, []);
  });
}

onPage("every control is reached with Tab, in the order in which it stands, and shows its focus", {}, async (calculator) => {
  const { keyboard } = calculator.page;
  const seen = [];
  for (let step = 0; step < 120; step += 1) {
    await keyboard.press("Tab");
    const focus = await calculator.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent.trim().slice(0, 40);
      return { name: `${element.localName} ${name}`, ring: outlineStyle !== "none" && 1 <= parseFloat(outlineWidth) };
    });
    if (focus === null) break;
    assert.ok(focus.ring, `${focus.name} shows no focus`);
    seen.push(focus.name);
  }
  const controls = await calculator.page.evaluate(
    () =>
      [...document.querySelectorAll("button, select, input, textarea, summary, [tabindex='0']")].filter(
        (control) => control.checkVisibility() && control.tabIndex === 0,
      ).length,
  );
  assert.equal(seen.length, controls, seen.join("; "));
});

onPage("a whole session without a mouse", {}, async (calculator) => {
  const { page } = calculator;
  const { keyboard } = page;
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element === document.body
        ? null
        : (element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent.trim());
    });
  const goTo = async (name) => {
    for (let step = 0; step < 150; step += 1) {
      if ((await focused())?.startsWith(name)) return;
      await keyboard.press("Tab");
      if ((await focused()) === null) await keyboard.press("Tab");
    }
    assert.fail(`${name} is not reached`);
  };
  // Another product, by its first letters.
  await goTo("Hypervisor");
  await keyboard.type("KubeV");
  assert.equal(await calculator.choice("Hypervisor").inputValue(), "kubevirt");
  // An option, and where it comes from.
  await goTo("Time limit: source code");
  await keyboard.press("Enter");
  assert.ok(await page.locator(".place", { hasText: "completionTimeoutPerGiB 150" }).isVisible());
  assert.equal(await focused(), "Time limit: source code");
  // A word, explained and put away.
  await goTo("What does hot set mean?");
  await keyboard.press("Enter");
  assert.ok(await page.getByText("part of the working set that is rewritten").isVisible());
  await keyboard.press("Escape");
  assert.ok(await page.getByText("part of the working set that is rewritten").isHidden());
  // A value, typed; another one, by its slider.
  await goTo("Memory");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("64 GiB");
  await keyboard.press("Enter");
  await goTo("Dirty rate, slider");
  for (let step = 0; step < 3; step += 1) await keyboard.press("PageUp");
  assert.equal(await focused(), "Dirty rate, slider");
  assert.match(await calculator.sentence(), VERDICT);
  // The help, opened and closed: the focus comes back.
  await goTo("Help");
  await keyboard.press("Enter");
  assert.equal(await focused(), "Help and words");
  await keyboard.press("Escape");
  assert.equal(await focused(), "Help");
  assert.equal(await page.getByRole("button", { name: "Help", exact: true }).getAttribute("aria-expanded"), "false");
  assert.equal(await calculator.text("Memory"), "64 GiB");
});
