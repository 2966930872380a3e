import { describe, expect, it } from "vitest";

import { catalogues, formatSeconds, languages, type Messages } from ".";

// Words of the trade: the people this page is for do not know them.
const jargon = /\b(agent|room|track|token|websocket|webrtc|API|salle|piste|jeton|sala|pista)\b/i;

function textsOf(messages: Messages): [string, string][] {
  return Object.entries(messages).map(([key, message]) => [
    key,
    typeof message === "function" ? message("GOOGLE") : message,
  ]);
}

describe.each(languages)("the words in %s", (language) => {
  const texts = textsOf(catalogues[language]);

  it("are all there", () => {
    expect(texts.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("hold no jargon", () => {
    expect(texts.filter(([, text]) => jargon.test(text))).toEqual([]);
  });

  it("say how long to wait in its own way", () => {
    expect(formatSeconds(language, 12)).toMatch(/^12\s?s/u);
  });
});

it("are not left in English elsewhere", () => {
  const english = new Map(textsOf(catalogues.en));
  const same = (language: "fr" | "es"): string[] =>
    textsOf(catalogues[language])
      .filter(([key, text]) => english.get(key) === text)
      .map(([key]) => key);
  // The same word in both languages.
  expect(same("fr")).toEqual(["microphone", "conversation", "guide"]);
  expect(same("es")).toEqual([]);
});
