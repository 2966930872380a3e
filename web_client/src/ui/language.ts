/** The user's language for every view below. */
import { createContext, useContext } from "react";

import { Language } from "../generated/protocol";
import { catalogues, formatCount, formatSeconds, type Messages } from "../i18n";

export const LanguageContext = createContext<Language>(Language.ENGLISH);

export interface Words {
  readonly t: Messages;
  readonly language: Language;
  readonly count: (value: number) => string;
  readonly seconds: (value: number) => string;
}

export function useWords(): Words {
  const language = useContext(LanguageContext);
  return {
    t: catalogues[language],
    language,
    count: (value) => formatCount(language, value),
    seconds: (value) => formatSeconds(language, value),
  };
}
