/** What the server tells before anyone talks. Until it has, the page works with what it knows. */
import { useCallback, useEffect, useState } from "react";

import { fetchClientConfig, RequestError } from "./api/http";
import type { ClientConfig } from "./generated/protocol";
import { languages } from "./i18n";
import type { Failure } from "./state/failure";

const unknown: ClientConfig = { languages, voices: {} };

interface Loaded {
  readonly config: ClientConfig;
  readonly failure: Failure | null;
}

export function useClientConfig(): Loaded & { readonly reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ config: unknown, failure: null });
  const load = useCallback(async (): Promise<Loaded> => {
    try {
      return { config: await fetchClientConfig(), failure: null };
    } catch (error) {
      const known = error instanceof RequestError ? error : new RequestError("unreachable", "");
      return { config: unknown, failure: { code: known.code, id: known.requestId } };
    }
  }, []);
  const reload = useCallback(() => void load().then(setLoaded), [load]);
  useEffect(reload, [reload]);
  return { ...loaded, reload };
}
