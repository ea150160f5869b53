// Pictures to look at, in tests/browser/screenshots/: what no assertion sees.

import { mkdir } from "node:fs/promises";

import { onPage } from "./calculator.mjs";

const FOLDER = new URL("screenshots/", import.meta.url);
await mkdir(FOLDER, { recursive: true });

/** Takes a picture of the whole page, or of the window only. */
async function picture(calculator, name, fullPage = true) {
  await calculator.painted();
  await calculator.page.screenshot({ path: new URL(`${name}.png`, FOLDER).pathname, fullPage });
}

const NEVER = "/#hv=qemu&dirty=45000pages/s";
const EXERCISE =
  "v=1&hv=custom&mem=64GiB&ws=64GiB&hot=6GiB&dirty=30000pages/s&link=10Gbit/s&time-limit=1ms&on-limit=pause&page=learn" +
  "&ex-title=Hurry&ex-ask=Less%20than%20ten%20seconds%20of%20downtime.&ex-turn=link&ex-wants=downtime%20rounds%20<%2010s";
const there = (part) => (calculator) => calculator.page.locator(part).first().waitFor({ timeout: 30_000 });
/** The pages beside the calculator: each in light, in dark, and on a phone. */
const PAGES = [
  ["learn", "page=learn", there(".learn[data-ready] .lessons")],
  ["lesson", "page=learn&lesson=rounds", there(".lesson .player")],
  ["gallery-figure", "page=learn&lesson=gallery:salfner-6", there(".lesson canvas")],
  ["exercise", EXERCISE, there(".exercise")],
  ["plan", "page=plan", there(".planner[data-ready]")],
  [
    "records",
    "page=records",
    async (calculator) => {
      await calculator.page.getByRole("button", { name: /^Open the example/ }).click();
      await there(".records [data-held]")(calculator);
    },
  ],
];
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true };

for (const [name, options, steps] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", PHONE],
  ["embedded", { at: "/?embed=1", viewport: { width: 900, height: 700 } }],
  ["never-converging", { at: NEVER }],
  ["kvm-paper-limit", { at: "/#hv=kvm-paper&dirty=45000pages/s" }],
  ["xen", { at: "/#hv=xen" }],
  ["huge", { at: "/#mem=12TiB&ws=9.87TiB&hot=1.5TiB&dirty=1234567pages/s&link=100Gbit/s&cap=none" }],
  ["wide", { viewport: { width: 2560, height: 1300 } }],
  ["4k", { viewport: { width: 3840, height: 2160 } }],
  ["custom", { at: "/#hv=custom" }],
  [
    "print",
    { colorScheme: "dark", at: "/#hv=nova" },
    async (calculator) => {
      await calculator.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await calculator.page.emulateMedia({ media: "print" });
    },
  ],
  [
    "problem",
    {},
    async (calculator) => {
      await calculator.type("Memory", "64");
      await calculator.type("Dirty rate", "fast");
    },
  ],
  ["link-problems", { at: "/#hv=qmeu&mem=64&ws=9PiB&dirty=fast&future=1" }],
  [
    "focus",
    {},
    async (calculator) => {
      await calculator.slider("Dirty rate").focus();
      await calculator.page.keyboard.press("ArrowRight");
    },
  ],
  [
    "measure",
    {},
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "How do I know my hot set and dirty rate?" }).click();
      await calculator.page.locator("textarea").first().fill("1 s: 300 MiB\n10 s: 900 MiB\n60 s: 930 MiB\nlorem ipsum");
    },
  ],
  [
    "explained",
    { at: "/#hv=xen-3" },
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "Explain this number" }).click();
      await calculator.page.locator(".explain .steps").waitFor();
    },
  ],
  [
    "products",
    {},
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "The same VM under every product" }).click();
      await calculator.page.locator(".products__table").waitFor();
    },
  ],
  [
    "memory",
    {},
    async (calculator) => {
      await calculator.page.getByRole("button", { name: "Show the memory" }).click();
      await calculator.page.locator(".memory__state").waitFor();
    },
  ],
  ["sources", {}, (calculator) => calculator.page.getByText("Where this product's numbers come from").click()],
]) {
  onPage(`picture: ${name}`, options, async (calculator) => {
    await steps?.(calculator);
    await picture(calculator, name);
  });
}

for (const [name, link, steps] of PAGES) {
  for (const [look, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["narrow", PHONE]]) {
    onPage(`picture: ${name}, ${look}`, { ...options, at: `/#${link}` }, async (calculator) => {
      await steps(calculator);
      await picture(calculator, `${name}-${look}`);
    });
  }
}

for (const colorScheme of ["light", "dark"]) {
  onPage(
    `picture: failed, ${colorScheme}`,
    {
      at: "/#mem=64GiB&dirty=2000pages/s",
      colorScheme,
      tolerate: [/Failed to load resource/],
      prepare: (page) => page.route("**/*.wasm*", (route) => route.abort()),
    },
    async (calculator) => {
      await calculator.failure.waitFor();
      await picture(calculator, `failed-${colorScheme}`);
    },
  );
}

onPage("picture: on a phone, while one drags", PHONE, async (calculator) => {
  await calculator.drag("Dirty rate", 0.55, () => picture(calculator, "narrow-dragging", false));
});

onPage(
  "picture: two in shadow roots on a hostile page",
  { at: "/pages/shadow.html", viewport: { width: 1000, height: 800 } },
  async (calculator) => {
    await calculator.page.locator("#second canvas").waitFor();
    await picture(calculator, "shadow");
  },
);
