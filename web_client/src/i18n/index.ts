/** Catalogues, the choice of a language, and numbers as that language writes them. */
import { Language } from "../generated/protocol";
import { en, type Messages } from "./en";
import { es } from "./es";
import { fr } from "./fr";

export type { Messages };

export const catalogues: Record<Language, Messages> = { en, es, fr };
export const languages: readonly Language[] = Object.values(Language);

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first of the browser's languages (such as "fr-CA") that has a catalogue, else English. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  const bases = browserLanguages.map((tag) => tag.toLowerCase().split("-")[0]);
  return bases.find(isLanguage) ?? Language.ENGLISH;
}

export function formatCount(language: Language, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

export function formatSeconds(language: Language, seconds: number): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "second",
    unitDisplay: "short",
  }).format(seconds);
}
