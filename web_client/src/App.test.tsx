// @vitest-environment jsdom
import "@testing-library/jest-dom/vitest";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { ClientConfig } from "./generated/protocol";
import type { PresentCall } from "./room/use-call";
import { initialState } from "./state/conversation";
import { defaultPreferences, loadPreferences, savePreferences, type Preferences } from "./state/preferences";

// The page before any call; what a call would begin with is kept.
const begun = vi.hoisted((): Preferences[] => []);
vi.hoisted(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
});
vi.mock("./room/use-call", () => ({
  useCall(preferences: Preferences) {
    begun.push(preferences);
    return { state: initialState, tracks: {}, actions: {} as PresentCall["actions"] };
  },
}));
const { App } = await import("./App");

const config: ClientConfig = {
  languages: ["en", "fr", "es"],
  voices: { en: ["Heart", "Pico British"], fr: ["Pico"], es: ["pico-es", "other-es"] },
};

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(config))));
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  begun.length = 0;
});

function remember(voice: string): void {
  savePreferences({ ...defaultPreferences(["en"]), voice });
}

async function offered(): Promise<string[]> {
  const options = within(await screen.findByTestId("voice-select")).getAllByRole("option");
  return options.map((option) => option.textContent);
}

async function choose(language: string): Promise<void> {
  await userEvent.selectOptions(screen.getByTestId("language-select"), language);
}

it("offers the voices of the language, the remembered one chosen", async () => {
  remember("Pico British");
  render(<App />);
  expect(await offered()).toEqual(["Heart", "Pico British"]);
  expect(screen.getByTestId("voice-select")).toHaveValue("Pico British");
  expect(begun.at(-1)?.voice).toBe("Pico British");
});

it("changes the voices with the language, and begins no call with one it lacks", async () => {
  remember("Pico British");
  render(<App />);
  await offered();
  await choose("es");
  expect(await offered()).toEqual(["pico-es", "other-es"]);
  expect(screen.getByTestId("voice-select")).toHaveValue("pico-es");
  expect(begun.at(-1)).toMatchObject({ language: "es", voice: "" });
});

it("paints no choice of one voice, and remembers the one of another language", async () => {
  remember("Pico British");
  render(<App />);
  await offered();
  await choose("fr");
  expect(screen.queryByTestId("voice-select")).toBeNull();
  expect(begun.at(-1)).toMatchObject({ language: "fr", voice: "" });
  expect(loadPreferences(["en"]).voice).toBe("Pico British");
  await choose("en");
  expect(screen.getByTestId("voice-select")).toHaveValue("Pico British");
});

it("begins no call with a voice while the server has not told which there are", () => {
  remember("Pico British");
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  render(<App />);
  expect(begun.at(-1)?.voice).toBe("");
});
