import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Only index.html is built: the gallery of states (dev/) never reaches the people who use the page.
export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // The page's content policy allows files of its own origin, not data: addresses.
    assetsInlineLimit: 0,
    sourcemap: false,
    // One script, checked against its limit by `npm run size`.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: {
    // Views ask for jsdom themselves; everything else is pure and starts faster without.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
