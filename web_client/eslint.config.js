import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

const livekit = {
  group: ["livekit-client", "livekit-client/*", "@livekit/*"],
  message: "Only src/room speaks LiveKit.",
};
const room = { group: ["**/room/*", "**/room"], message: "Views and state know no room." };
const views = { group: ["**/ui/*", "**/ui"], message: "State and room paint nothing." };

/**
 * @param {string[]} files
 * @param {object[]} patterns
 * @returns {import("eslint").Linter.Config}
 */
const mayNotImport = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

export default defineConfig(
  { ignores: ["dist", "screenshots", "node_modules"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  mayNotImport(["src/*.{ts,tsx}", "dev/**"], [livekit]),
  mayNotImport(["src/room/**"], [views]),
  mayNotImport(["src/i18n/**"], [livekit, room, views]),
  mayNotImport(["src/state/**"], [livekit, room, views, { group: ["react", "react-dom"] }]),
  mayNotImport(["src/ui/**"], [livekit, room]),
  {
    files: ["dev/**/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { "no-console": "off" },
  },
);
