// Paints every state wide and on a phone, light and dark, in each language, and checks each with
// axe-core. `npm run screenshots -- --states=start,listening --languages=fr` does only those.
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const FOLDER = new URL("../screenshots/", import.meta.url);
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const THEMES = /** @type {const} */ (["light", "dark"]);
const SHAPES = {
  wide: { viewport: { width: 1280, height: 800 }, kind: "screen" },
  phone: { viewport: { width: 390, height: 844 }, kind: "camera", isMobile: true, hasTouch: true },
};

const { values } = parseArgs({
  options: {
    states: { type: "string" },
    languages: { type: "string", default: "en,fr,es" },
    shapes: { type: "string", default: "wide,phone" },
    themes: { type: "string", default: "light,dark" },
  },
});
/** @param {string} list @param {string} one */
const isIn = (list, one) => list.split(",").includes(one);

await mkdir(FOLDER, { recursive: true });
const server = await createServer({ logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
await server.listen();
const address = `${server.resolvedUrls?.local[0] ?? ""}dev/gallery.html`;
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});

let painted = 0;
/** @type {string[]} */
const violations = [];
try {
  for (const [shape, { kind, ...device }] of Object.entries(SHAPES)) {
    if (!isIn(values.shapes, shape)) continue;
    for (const colorScheme of THEMES) {
      if (isIn(values.themes, colorScheme)) await paintAll(shape, kind, { ...device, colorScheme });
    }
  }
} finally {
  await browser.close();
  await server.close();
}
for (const violation of violations) console.error(violation);
console.log(`${painted} screenshots, ${violations.length} accessibility violations`);
process.exitCode = violations.length > 0 ? 1 : 0;

/**
 * @param {string} shape
 * @param {string} kind
 * @param {import("playwright-core").BrowserContextOptions} options
 */
async function paintAll(shape, kind, options) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => violations.push(`${shape}: ${error.message}`));
  await page.goto(address);
  await page.addScriptTag({ path: AXE });
  const all = await page.locator("a[href^='#state=']").allTextContents();
  const names = values.states ? all.filter((name) => isIn(values.states ?? "", name)) : all;
  for (const language of values.languages.split(",")) {
    for (const name of names) {
      const file = `${name}.${shape}.${options.colorScheme ?? ""}.${language}`;
      await paint(page, `#state=${name}&language=${language}&kind=${kind}`, file);
    }
  }
  await context.close();
}

/** @param {import("playwright-core").Page} page @param {string} hash @param {string} file */
async function paint(page, hash, file) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator("#main").waitFor();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  await page.screenshot({ path: new URL(`${file}.png`, FOLDER).pathname });
  painted += 1;
  const found = await page.evaluate(async () => {
    const { violations: all } = await globalThis.axe.run(document);
    return all.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (isWider) found.push("the page is wider than its window");
  violations.push(...found.map((what) => `${file}: ${what}`));
}
