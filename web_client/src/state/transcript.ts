/** The lines of a conversation: what was said and typed, each once. Pure. */

export type Speaker = "user" | "guide";
export type Delivery = "sending" | "waiting" | "sent" | "failed";

export interface Line {
  readonly id: string;
  readonly speaker: Speaker;
  readonly text: string;
  readonly final: boolean;
  /** Number of the stream that last wrote this line; an older stream may not overwrite it. */
  readonly stream: number;
  /**
   * The guide has begun to answer it: looks final, but a later text may still replace it. The
   * model finalises what it heard only when its whole answer is over.
   */
  readonly settled?: true;
  /** Only for typed lines. */
  readonly delivery?: Delivery;
}

export interface Words {
  readonly speaker: Speaker;
  readonly segmentId: string;
  /** Counts up with each stream that arrives. */
  readonly stream: number;
  readonly text: string;
  readonly final: boolean;
}

// Hours of talk; beyond it the oldest lines leave the page, so that it stays quick.
export const MAX_LINES = 1000;

/** Put `words` in place: a segment known already is rewritten where it stands. */
export function applyWords(lines: readonly Line[], words: Words): readonly Line[] {
  const id = lineId(words);
  const known = lines.find((line) => line.id === id);
  if (known && isStale(known, words)) return lines;
  if (!words.text.trim()) {
    return known && words.final ? lines.filter((line) => line.id !== id) : lines;
  }
  const { speaker, text, final, stream } = words;
  const settled = known?.settled ? { settled: true as const } : {};
  const line: Line = { id, speaker, text, final, stream, ...settled };
  if (known) return lines.map((other) => (other.id === id ? line : other));
  const before = speaker === "guide" ? settle(lines) : lines;
  return [...before, line].slice(-MAX_LINES);
}

/** Whether `words` are the first of something the user says, not more of what is known. */
export function beginsQuestion(lines: readonly Line[], words: Words): boolean {
  if (words.speaker !== "user" || !words.text.trim()) return false;
  return !lines.some((line) => line.id === lineId(words));
}

/** The guide begins to speak: what the user said until now is over. */
export function settle(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(isOpen)) return lines;
  return lines.map((line) => (isOpen(line) ? { ...line, settled: true } : line));
}

/** Whether `line` is shown as done. */
export function looksFinal(line: Line): boolean {
  return line.final || line.settled === true;
}

function lineId({ speaker, segmentId }: Words): string {
  return `${speaker}:${segmentId}`;
}

function isOpen(line: Line): boolean {
  return line.speaker === "user" && !looksFinal(line);
}

function isStale(known: Line, words: Words): boolean {
  return words.stream < known.stream || (known.final && !words.final);
}

export function addTyped(lines: readonly Line[], id: string, text: string): readonly Line[] {
  const line: Line = { id, speaker: "user", text, final: true, stream: 0, delivery: "sending" };
  return [...lines, line].slice(-MAX_LINES);
}

export function markDelivery(
  lines: readonly Line[],
  id: string,
  delivery: Delivery,
): readonly Line[] {
  return lines.map((line) => (line.id === id ? { ...line, delivery } : line));
}

export interface Caption {
  readonly guide: string;
  /** The user's words, while they are newer than the guide's. */
  readonly user: string;
}

/** What the captions show now: the guide's last words, and the user's if they came after. */
export function captionOf(lines: readonly Line[]): Caption {
  const lastGuide = lines.findLastIndex((line) => line.speaker === "guide");
  const lastUser = lines.findLastIndex((line) => line.speaker === "user");
  return {
    guide: lines[lastGuide]?.text ?? "",
    user: lastUser > lastGuide ? (lines[lastUser]?.text ?? "") : "",
  };
}
