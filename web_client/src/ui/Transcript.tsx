/** What was said and typed, and the line to type in. */
import {
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
  type SyntheticEvent,
} from "react";

import { MAX_CHAT_CHARS } from "../generated/protocol";
import { looksFinal, type Line } from "../state/transcript";
import { SendIcon } from "./icons";
import { useWords } from "./language";

// Near the limit, and only there, the remaining characters are counted.
const COUNT_BELOW = 200;
// How far from the end a reader may be and still be carried along, in pixels.
const FOLLOW_WITHIN_PX = 80;

interface TranscriptProps {
  readonly lines: readonly Line[];
  /** The voice is off: new lines are then read to people who do not see them. */
  readonly silent: boolean;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onSay: (text: string) => void;
  readonly onSayAgain: (id: string, text: string) => void;
}

export function Transcript(props: TranscriptProps): ReactElement {
  const { t } = useWords();
  const { lines, silent, input, onSay, onSayAgain } = props;
  const end = useFollow(lines);
  return (
    <section className="transcript" aria-labelledby="transcript-title">
      <h2 id="transcript-title">{t.transcript}</h2>
      {/* Lines are also heard: reading them out as well would speak over the guide. */}
      <div
        ref={end}
        className="lines-frame"
        role="log"
        aria-labelledby="transcript-title"
        aria-live={silent ? "polite" : "off"}
        data-testid="transcript"
        // It scrolls, and must do so by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {lines.length === 0 ? (
          <p className="aside">{t.transcriptEmpty}</p>
        ) : (
          <Lines lines={lines} onSayAgain={onSayAgain} />
        )}
      </div>
      <TypeLine input={input} onSay={onSay} />
    </section>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly onSayAgain?: (id: string, text: string) => void;
}

export function Lines({ lines, onSayAgain }: LinesProps): ReactElement {
  const { t } = useWords();
  return (
    <ol className="lines">
      {lines.map((line) => (
        <li key={line.id} className={`line line-${line.speaker}`} data-final={looksFinal(line)}>
          <span className="line-speaker">{line.speaker === "user" ? t.you : t.guide}</span>
          <span className="line-text" dir="auto">
            {line.text}
          </span>
          {line.delivery === "waiting" && <span className="line-note">{t.willBeSent}</span>}
          {line.delivery === "failed" && (
            <span className="line-note">
              {t.notSent}{" "}
              <button
                type="button"
                className="button button-quiet"
                onClick={() => onSayAgain?.(line.id, line.text)}
              >
                {t.sendAgain}
              </button>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

type TypeLineProps = Pick<TranscriptProps, "input" | "onSay">;

function TypeLine({ input, onSay }: TypeLineProps): ReactElement {
  const { t, count } = useWords();
  const [text, setText] = useState("");
  const left = MAX_CHAT_CHARS - text.length;
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    const words = text.trim();
    if (!words) return;
    onSay(words);
    setText("");
  };
  return (
    <form className="type-line" onSubmit={send}>
      <textarea
        ref={input}
        data-testid="chat-input"
        aria-label={t.typeHere}
        placeholder={t.typeHere}
        rows={1}
        maxLength={MAX_CHAT_CHARS}
        enterKeyHint="send"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          const composing = event.nativeEvent.isComposing;
          if (event.key === "Enter" && !event.shiftKey && !composing) send(event);
        }}
      />
      <button
        type="submit"
        className="button button-main button-round"
        data-testid="chat-send"
        aria-label={t.send}
      >
        <SendIcon />
      </button>
      {left < COUNT_BELOW && (
        <p className="aside" role="status">
          {t.charactersLeft(count(left))}
        </p>
      )}
    </form>
  );
}

/** Keeps the end in view as lines come, unless the reader has scrolled back. */
function useFollow(lines: readonly Line[]): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = (): void => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      following.current = below < FOLLOW_WITHIN_PX;
    };
    element.addEventListener("scroll", look, { passive: true });
    // On a phone the frame comes, goes and gives room to the picture.
    const resized = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  useEffect(() => {
    if (following.current && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, [lines]);
  return frame;
}
