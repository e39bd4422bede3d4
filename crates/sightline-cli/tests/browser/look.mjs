// Looks at finished pages in Chromium, as `tests/browser.rs` asks: one line for each thing that is wrong, and exit 1.
//
//   node look.mjs access FILE…    accessibility, by axe-core, and room: three widths, three ways of showing colours
//   node look.mjs inert FILE…     nothing runs, nothing is fetched, whatever is pointed at or pressed
//
// MODULES names the folder of npm packages, CHROMIUM the browser, PROFILE an empty folder for its profile.
import { readFileSync } from "node:fs";
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
  // Whatever a page asks for, no name is ever looked up.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];
// A page that sets a trap for a browser could also hold it for ever.
const PATIENCE = 60_000;

const [mode, ...files] = process.argv.slice(2);
const wrong = [];

const context = await chromium.launchPersistentContext(PROFILE, { executablePath: CHROMIUM, args: FLAGS, headless: true });
context.setDefaultTimeout(PATIENCE);
try {
  for (const file of files) await { access, inert }[mode](file);
} finally {
  await context.close();
}
wrong.forEach((line) => console.log(line));
process.exitCode = wrong.length ? 1 : 0;

async function access(file) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  for (const [name, colours] of Object.entries(COLOURS)) {
    for (const width of WIDTHS) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia(colours);
      await page.goto(pathToFileURL(file).href);
      const say = (what) => wrong.push(`${file}: ${width} px, ${name}: ${what}`);
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      if (needed > width) say(`the page is ${needed} px wide and has to be scrolled sideways`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      if (found.passes.length === 0) say("axe-core looked at nothing");
      for (const { id, help, nodes } of found.violations) {
        say(`${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")} (${nodes.length})`);
      }
      await page.close();
    }
  }
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
