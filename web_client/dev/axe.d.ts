import type axeCore from "axe-core";

declare global {
  // Put into the page by its own script, for `npm run screenshots`.
  var axe: typeof axeCore;
}
