/** The space bar as a button to hold, while no field or button has the focus. */
import { useEffect } from "react";

const INTERACTIVE = "a[href], button, input, select, textarea, summary, [contenteditable], [role=log]";

export function useSpaceToTalk(enabled: boolean, press: () => void, release: () => void): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const down = (event: KeyboardEvent): void => {
      if (event.code !== "Space" || isTaken(event)) return;
      event.preventDefault(); // or the page would scroll
      if (!event.repeat) press();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code === "Space") release();
    };
    const hidden = (): void => {
      if (document.visibilityState === "hidden") release();
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    // A key let go in another window is never heard of here.
    window.addEventListener("blur", release);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", release);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [enabled, press, release]);
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return true;
  return event.target instanceof Element && event.target.closest(INTERACTIVE) !== null;
}
