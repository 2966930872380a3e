import { expect, it } from "vitest";

import type { ClientConfig } from "../generated/protocol";
import { languages } from "../i18n";
import { ableVoice, voicesFor } from "./voices";

const config: ClientConfig = {
  languages,
  voices: { en: ["hibari-us", "hibari-gb"], fr: ["pico-fr"] },
};

it("a language has its own voices, and none when the server names none", () => {
  expect(voicesFor(config, "en")).toEqual(["hibari-us", "hibari-gb"]);
  expect(voicesFor(config, "fr")).toEqual(["pico-fr"]);
  expect(voicesFor(config, "es")).toEqual([]);
});

it("a remembered voice counts only where the language has it", () => {
  expect(ableVoice(voicesFor(config, "en"), "hibari-gb")).toBe("hibari-gb");
  expect(ableVoice(voicesFor(config, "fr"), "hibari-gb")).toBe("");
  expect(ableVoice(voicesFor(config, "es"), "hibari-gb")).toBe("");
});
