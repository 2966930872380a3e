/** The words as they are heard. Not announced: they are being heard already. */
import type { ReactElement } from "react";

import type { Caption } from "../state/transcript";
import { useWords } from "./language";

export function Captions({ caption }: { readonly caption: Caption }): ReactElement {
  const { t } = useWords();
  return (
    <section className="captions" data-testid="caption" aria-label={t.captions} aria-live="off">
      {caption.guide && (
        <p className="caption caption-guide" dir="auto">
          <span>{caption.guide}</span>
        </p>
      )}
      {caption.user && (
        <p className="caption caption-user" dir="auto">
          <span>
            <b>{t.you}</b> {caption.user}
          </span>
        </p>
      )}
    </section>
  );
}
