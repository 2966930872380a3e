/** Whether the browser already lets the page use the microphone, found out without asking. */
import { useEffect, useState } from "react";

export function useMayListen(): boolean {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    const permissions = navigator.permissions as Permissions | undefined;
    permissions
      ?.query({ name: "microphone" })
      .then(({ state }) => {
        setAllowed(state === "granted");
      })
      .catch(() => undefined); // this browser does not tell: the user presses "Test"
  }, []);
  return allowed;
}
