// Fails when the page's scripts, compressed, outgrow what a slow connection can bear.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 350_000;
const folder = new URL("../dist/assets/", import.meta.url);

const bytes = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => gzipSync(readFileSync(new URL(name, folder))).length)
  .reduce((sum, size) => sum + size, 0);

console.log(`JavaScript, gzip: ${(bytes / 1000).toFixed(1)} kB of ${LIMIT_BYTES / 1000} kB`);
process.exitCode = bytes > LIMIT_BYTES ? 1 : 0;
