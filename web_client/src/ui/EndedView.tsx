/** After the call: goodbye, what was said, and a way back. */
import { useEffect, useRef, type ReactElement } from "react";

import type { EndedBy } from "../state/conversation";
import type { Line } from "../state/transcript";
import { Mark } from "./icons";
import { useWords } from "./language";
import { Lines } from "./Transcript";

const words = {
  user: { title: "endedTitle", text: "endedText" },
  guide: { title: "endedByGuideTitle", text: "endedByGuideText" },
  stopping: { title: "endedStoppingTitle", text: "endedStoppingText" },
} as const satisfies Record<EndedBy, object>;

interface EndedViewProps {
  readonly by: EndedBy;
  readonly lines: readonly Line[];
  readonly onStartAgain: () => void;
}

export function EndedView({ by, lines, onStartAgain }: EndedViewProps): ReactElement {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="start" id="main">
      <p className="brand">
        <Mark />
        Cicerone
      </p>
      <h1 className="sentence" ref={heading} tabIndex={-1}>
        {t[words[by].title]}
      </h1>
      <p className="ended-text">{t[words[by].text]}</p>
      <div className="start-actions">
        <button
          type="button"
          className="button button-main button-large"
          data-testid="start-again"
          onClick={onStartAgain}
        >
          {t.startAgain}
        </button>
      </div>
      {lines.length > 0 && (
        <details className="read-again">
          <summary>{t.readAgain}</summary>
          <p className="aside">{t.readAgainNote}</p>
          <Lines lines={lines} />
        </details>
      )}
    </main>
  );
}
