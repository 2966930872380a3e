/** One failure: what happened, what it means, the one thing to do, and a button that does it. */
import { useEffect, useState, type ReactElement } from "react";

import { actionFor, type Failure, type FailureAction } from "../state/failure";
import { failureWords } from "./failure-words";
import { NoteIcon } from "./icons";
import { useWords } from "./language";

interface FailureCardProps {
  readonly failure: Failure;
  readonly onAct: (action: FailureAction) => void;
  /** Given when the conversation can go on without. */
  readonly onDismiss?: (() => void) | undefined;
}

export function FailureCard({ failure, onAct, onDismiss }: FailureCardProps): ReactElement {
  const { t, seconds } = useWords();
  const remaining_s = useRemaining(failure.retryAt_ms);
  const { title, text, button } = failureWords(t, failure);
  const action = actionFor(failure.code);
  return (
    <section className="failure" data-testid="failure" data-code={failure.code}>
      <div role="alert" className="failure-words">
        <NoteIcon />
        <div>
          <p className="failure-title">{title}</p>
          <p>{text}</p>
        </div>
      </div>
      <div className="failure-actions">
        {action !== "none" && (
          <button
            type="button"
            className="button button-main"
            data-testid="failure-action"
            disabled={remaining_s > 0}
            onClick={() => {
              onAct(action);
            }}
          >
            {remaining_s > 0 ? t.tryAgainIn(seconds(remaining_s)) : button}
          </button>
        )}
        {onDismiss && (
          <button type="button" className="button" onClick={onDismiss}>
            {t.dismiss}
          </button>
        )}
        <Details failure={failure} />
      </div>
    </section>
  );
}

function Details({ failure }: { readonly failure: Failure }): ReactElement {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const text = failure.id ? `${failure.code} · ${failure.id}` : failure.code;
  const copy = async (): Promise<void> => {
    // Without a clipboard (an address without https) the text can still be selected.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    await clipboard?.writeText(text);
    setCopied(clipboard !== undefined);
  };
  return (
    <details className="failure-details">
      <summary>{t.details}</summary>
      <code>{text}</code>
      <button type="button" className="button button-quiet" onClick={() => void copy()}>
        {copied ? t.copied : t.copy}
      </button>
    </details>
  );
}

/** Whole seconds until `at_ms`, counted down. */
function useRemaining(at_ms: number | undefined): number {
  const [now_ms, setNow] = useState(() => Date.now());
  const remaining_s = at_ms === undefined ? 0 : Math.max(0, Math.ceil((at_ms - now_ms) / 1000));
  const counting = remaining_s > 0;
  useEffect(() => {
    if (!counting) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [counting]);
  return remaining_s;
}
