/** The user's choices: read once, written at every change, and the page's language with them. */
import { useEffect, useState } from "react";

import { loadPreferences, savePreferences, type Preferences } from "./state/preferences";

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(() => loadPreferences(navigator.languages));
  useEffect(() => {
    document.documentElement.lang = preferences.language;
  }, [preferences.language]);
  const change = (part: Partial<Preferences>): void => {
    const next = { ...preferences, ...part };
    setPreferences(next);
    savePreferences(next);
  };
  return [preferences, change];
}
