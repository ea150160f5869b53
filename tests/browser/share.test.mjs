// Sharing: from the calculator to a page that works, by copy and paste alone.

import assert from "node:assert/strict";

import { onPage } from "./calculator.mjs";

const MACHINE = "hv=libvirt&mem=64GiB&ws=40GiB&hot=4GiB&dirty=30000pages/s&link=10Gbit/s";
const PAGE = { at: `/#${MACHINE}` };

async function opened(calculator, way) {
  await calculator.root.getByRole("button", { name: "Share", exact: true }).click();
  const panel = calculator.root.getByRole("region", { name: "Share and embed" });
  await panel.locator(".share").waitFor();
  if (way !== undefined) await panel.getByRole("button", { name: way, exact: true }).click();
  return panel;
}

const press = (panel, name) => panel.getByRole("button", { name, exact: true }).click();
const text = (panel) => panel.getByRole("textbox", { name: "To be copied" }).inputValue();

onPage("the link holds every value that counts and opens the same", PAGE, async (calculator) => {
  const panel = await opened(calculator);
  const link = await text(panel);
  assert.match(link, /goodput=.*max-downtime=/);
  const other = await calculator.another(link.slice(calculator.origin.length));
  assert.deepEqual(await other.figures(), await calculator.figures());
});

onPage("it follows what is dragged", PAGE, async (calculator) => {
  const panel = await opened(calculator, "Frame");
  await calculator.type("Memory", "96 GiB");
  assert.match(await text(panel), /mem=96GiB/);
});

for (const [way, pattern] of [
  ["Frame", /^<iframe src="http.*#v=1&amp;.*embed=1&amp;view=chart/],
  ["Web component", /^<script type="module" src="http.*precopy-calculator.js"><\/script>\n<precopy-calculator\n {2}hv="libvirt"/],
  ["One file", /^<iframe src="precopy.html"/],
  ["Picture + link", /^\[!\[libvirt.*\]\(precopy.svg\)\]\(http/],
  ["Confluence", /^## Macro: precopy[\s\S]*postMessage/],
  ["MediaWiki", /Widget:Precopy[\s\S]*<includeonly><iframe/],
  ["Jupyter", /^from IPython.display import IFrame\n\nIFrame\("http/],
  ["Quarto", /^```\{=html\}\n<iframe[\s\S]*```\n$/],
  ["Moodle", /^<p><a href="http/],
]) {
  onPage(`${way}: the text holds the state and says what remains without scripts`, PAGE, async (calculator) => {
    const panel = await opened(calculator, way);
    const copied = await text(panel);
    assert.match(copied, pattern);
    assert.match(copied, /mem=("64 GiB"|64GiB)/);
    if (!["MediaWiki", "Jupyter"].includes(way)) assert.match(copied, /migration time at most/);
  });
}

onPage("what readers see and may change is in the text, and in the preview", PAGE, async (calculator) => {
  const panel = await opened(calculator, "Frame");
  await press(panel, "all but …");
  await panel.getByRole("checkbox", { name: "Memory" }).check();
  await press(panel, "dark");
  await press(panel, "640 px");
  const copied = await text(panel);
  assert.match(copied, /controls=sliders&amp;theme=dark&amp;lock=mem"/);
  assert.match(copied, /height="640"/);
  const preview = calculator.within(panel.frameLocator("iframe"));
  await preview.root.locator('.precopy[data-theme="dark"]').waitFor();
  assert.equal(await preview.text("Memory"), "64 GiB");
  assert.ok(await preview.slider("Memory").isDisabled());
  const length = await calculator.page.evaluate(() => history.length);
  await calculator.type("Memory", "80 GiB");
  await preview.root.locator(".precopy").waitFor();
  await calculator.page.waitForFunction(
    () => document.querySelector(".share__frame").contentDocument.querySelector("[id$=-mem]").value === "80 GiB",
  );
  assert.equal(await calculator.page.evaluate(() => history.length), length, "Back does not go through what was tried");
});

onPage("a pinned version is fetched from its folder, and another address is taken", PAGE, async (calculator) => {
  const panel = await opened(calculator, "Frame");
  await press(panel, "pin this version");
  const pinned = /src="([^#"]+)/.exec(await text(panel))[1];
  assert.match(pinned, /\/v\d+\.\d+\/$/);
  assert.equal((await calculator.page.request.get(pinned)).status(), 200, "it is there");
  await panel.getByRole("textbox", { name: "Address of the calculator" }).fill("https://tools.example/p");
  assert.match(await text(panel), /src="https:\/\/tools.example\/p\/v\d+\.\d+\/#/);
});

onPage("the frame that is copied works when it is pasted", PAGE, async (calculator) => {
  const panel = await opened(calculator, "Frame");
  const [copied, figures] = [await text(panel), await calculator.figures()];
  await calculator.page.goto(`${calculator.origin}/pages/empty.html`);
  await calculator.page.evaluate((copied) => (document.body.innerHTML = copied.replace(/ style="[^"]*"/, "")), copied);
  const one = calculator.within(calculator.page.frameLocator("iframe"));
  await one.result.waitFor();
  assert.deepEqual(await one.figures(), figures);
});

onPage("the element that is copied works when it is pasted", PAGE, async (calculator) => {
  const panel = await opened(calculator, "Web component");
  const [copied, figures] = [await text(panel), await calculator.figures()];
  await calculator.page.goto(`${calculator.origin}/pages/empty.html`);
  await calculator.page.evaluate((copied) => {
    document.body.innerHTML = copied;
    const script = document.createElement("script"); // one that is pasted as text does not run
    Object.assign(script, { type: "module", src: document.querySelector("script").src });
    document.body.append(script);
  }, copied);
  const one = calculator.within(calculator.page.locator("precopy-calculator"));
  await one.result.waitFor();
  assert.deepEqual(await one.figures(), figures);
});

onPage("files are saved with the state in them", { ...PAGE, tolerate: [/^request to file:/] }, async (calculator) => {
  const panel = await opened(calculator, "One file");
  const save = async (name) => {
    const [download] = await Promise.all([calculator.page.waitForEvent("download"), press(panel, name)]);
    return download;
  };
  const file = await save("Save precopy.html");
  assert.equal(file.suggestedFilename(), "precopy.html");
  const figures = await calculator.figures();
  const page = await calculator.page.context().newPage();
  const path = `${await file.path()}.html`;
  await file.saveAs(path);
  await page.goto(`file://${path}`);
  const one = calculator.within(page.locator("body"));
  await one.result.waitFor();
  assert.deepEqual(await one.figures(), figures);
  assert.equal(await page.locator("header").count(), 0, "it is as it was to be embedded");
  await page.close();
  const silent = await calculator.page.context().browser().newPage({ javaScriptEnabled: false });
  await silent.goto(`file://${path}`);
  assert.match(await silent.locator("body").innerText(), /memory 64 GiB.*migration time at most/s);
  await silent.close();
  await press(panel, "Picture + link");
  assert.equal((await save("Save precopy.svg")).suggestedFilename(), "precopy.svg");
  assert.equal((await save("Save precopy.png")).suggestedFilename(), "precopy.png");
});

onPage(
  "where the clipboard is refused, the text is selected",
  {
    ...PAGE,
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      }),
  },
  async (calculator) => {
    const panel = await opened(calculator, "Frame");
    await press(panel, "Copy");
    await panel.getByText("Press Ctrl+C to copy").waitFor();
    const area = panel.getByRole("textbox", { name: "To be copied" });
    assert.ok(await area.evaluate((area) => area.selectionStart === 0 && area.selectionEnd === area.value.length));
  },
);

onPage("what was chosen is still chosen when it is opened again", PAGE, async (calculator) => {
  let panel = await opened(calculator, "Confluence");
  await press(panel, "Close");
  panel = await opened(calculator);
  assert.equal(await panel.getByRole("button", { name: "Confluence" }).getAttribute("aria-pressed"), "true");
});
