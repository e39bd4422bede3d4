// Looks at finished pages in Chromium, as `tests/browser.rs` asks: one line for each thing that is wrong, and exit 1.
//
//   node look.mjs access FILE…    accessibility, by axe-core, and room: three widths, three ways of showing colours
//   node look.mjs inert FILE…     nothing runs, nothing is fetched, whatever is pointed at or pressed
//   node look.mjs preview URL TEXT   a running preview follows each save of a report's text
//
// MODULES names the folder of npm packages, CHROMIUM the browser, PROFILE an empty folder for its profile. Where SHOTS
// names a folder, pictures of the preview are put there.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { MODULES, CHROMIUM, PROFILE } = process.env;
const require = createRequire(join(MODULES, "here.js"));
const { chromium } = require("playwright-core");

const WIDTHS = [320, 768, 1280];
const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "forced colours": { colorScheme: "light", forcedColors: "active" },
};
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // Whatever a page asks for, no name is ever looked up; a preview is on this machine.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
// A page that sets a trap for a browser could also hold it for ever.
const PATIENCE = 60_000;

const [mode, ...files] = process.argv.slice(2);
const wrong = [];

const context = await chromium.launchPersistentContext(PROFILE, { executablePath: CHROMIUM, args: FLAGS, headless: true });
context.setDefaultTimeout(PATIENCE);
try {
  if (mode === "preview") await preview(...files);
  else for (const file of files) await { access, inert }[mode](file);
} finally {
  await context.close();
}
wrong.forEach((line) => console.log(line));
process.exitCode = wrong.length ? 1 : 0;

async function access(file) {
  for (const [name, colours] of Object.entries(COLOURS)) {
    for (const width of WIDTHS) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia(colours);
      await page.goto(pathToFileURL(file).href);
      await judged(page, width, (what) => wrong.push(`${file}: ${width} px, ${name}: ${what}`));
      await page.close();
    }
  }
}

// Whether a page as it stands fits its width, and what axe-core says of it.
async function judged(page, width, say) {
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  if (needed > width) say(`the page is ${needed} px wide and has to be scrolled sideways`);
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (found.passes.length === 0) say("axe-core looked at nothing");
  for (const { id, help, nodes } of found.violations) {
    say(`${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")} (${nodes.length})`);
  }
}

// Saves a report's text four times and never reloads the page: the page has to do that by itself.
async function preview(address, text) {
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) wrong.push(`the preview fetched ${request.url()}`);
  });
  const shown = async (what, title, alert) => {
    const say = (why) => wrong.push(`${what}: ${why}`);
    try {
      await page.waitForFunction(
        ([title, alert]) => document.querySelector("h1")?.textContent === title
          && (document.querySelector("[role=alert]")?.innerText ?? "").includes(alert)
          && (alert !== "" || !document.querySelector("[role=alert]")),
        [title, alert],
      );
    } catch {
      say(`the page says instead: ${await page.evaluate(() => document.body.innerText.slice(0, 500))}`);
      return;
    }
    // The page asks for a newer one all the time, which never keeps axe-core from looking at it.
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await judged(page, width, (why) => say(`${width} px: ${why}`));
    }
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${what}.png`) });
  };
  await page.goto(address);
  await shown("opened", "First", "");
  writeFileSync(text, "# Second\n\nBy {{ authority }}.\n");
  await shown("saved", "Second", "");
  writeFileSync(text, "# Third\n\nBy {{ authorty }}.\n");
  await shown("saved with a mistake", "Second", "mine.md:3:");
  writeFileSync(text, "# Fourth\n\nBy {{ authority }}.\n");
  await shown("mended", "Fourth", "");
  await page.close();
}

async function inert(file) {
  const address = pathToFileURL(file).href;
  const say = (what) => wrong.push(`${file}: ${what}`);
  const page = await context.newPage();
  page.on("dialog", async (dialog) => {
    say(`a script ran and said: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) say(`fetched ${request.url()}`);
  });
  await page.goto(address);
  const held = await page.evaluate(() => {
    const found = [];
    const elements = [...document.querySelectorAll("*")];
    // Links are looked at and not followed: a person who follows one means to.
    addEventListener("click", (event) => event.preventDefault(), { capture: true });
    for (const element of elements) {
      const tag = element.outerHTML.slice(0, 120);
      if (/^(script|iframe|object|embed|img|image|link|base|form|audio|video|use|foreignObject|animate|set)$/i.test(element.localName)) {
        found.push(`it has ${tag}`);
      }
      for (const { name, value } of element.attributes) {
        const runs = name.startsWith("on") || name === "src" || name === "srcset";
        const leads = /href$/.test(name) && !/^(https?:|mailto:|#)/.test(value);
        if (runs || leads) found.push(`it has ${name} in ${tag}`);
      }
      for (const kind of ["mouseover", "focus", "click", "error", "load", "toggle"]) {
        element.dispatchEvent(new Event(kind, { bubbles: kind === "mouseover" || kind === "click", cancelable: true }));
      }
    }
    return found;
  });
  held.forEach(say);
  await page.waitForLoadState("networkidle");
  await page.close();
}
