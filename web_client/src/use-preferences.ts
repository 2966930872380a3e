/** The user's choices: read once, written at every change, and the page's language with them. */
import { useCallback, useEffect, useRef, useState } from "react";

import { loadPreferences, savePreferences, type Preferences } from "./state/preferences";

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(() => loadPreferences(navigator.languages));
  useEffect(() => {
    document.documentElement.lang = preferences.language;
  }, [preferences.language]);
  // A change may come long after the paint that handed it out, and must not undo a newer one.
  const latest = useRef(preferences);
  const change = useCallback((part: Partial<Preferences>): void => {
    latest.current = { ...latest.current, ...part };
    setPreferences(latest.current);
    savePreferences(latest.current);
  }, []);
  return [preferences, change];
}
