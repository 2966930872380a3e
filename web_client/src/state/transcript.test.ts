import { describe, expect, it } from "vitest";

import {
  addTyped,
  applyWords,
  captionOf,
  looksFinal,
  markDelivery,
  MAX_LINES,
  type Line,
  type Words,
} from "./transcript";

function words(change: Partial<Words>): Words {
  return { speaker: "user", segmentId: "a", stream: 1, text: "hello", final: false, ...change };
}

function after(...all: Words[]): readonly Line[] {
  return all.reduce<readonly Line[]>(applyWords, []);
}

describe("words of one segment", () => {
  it("replace their interim in place, and are never shown twice", () => {
    const lines = after(
      words({ stream: 1, text: "where" }),
      words({ stream: 2, text: "where do I" }),
      words({ stream: 3, text: "Where do I click?", final: true }),
    );
    expect(lines.map((line) => [line.text, line.final])).toEqual([["Where do I click?", true]]);
  });

  it("grow in one stream while the guide speaks", () => {
    const guide = { speaker: "guide", stream: 1 } as const;
    const lines = after(
      words({ ...guide, text: "Open " }),
      words({ ...guide, text: "Open the menu." }),
      words({ ...guide, text: "Open the menu.", final: true }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.text).toBe("Open the menu.");
  });

  it("stay where they began when another segment came between", () => {
    const lines = after(
      words({ segmentId: "a", stream: 1, text: "first" }),
      words({ segmentId: "b", stream: 2, text: "second" }),
      words({ segmentId: "a", stream: 3, text: "first, longer" }),
    );
    expect(lines.map((line) => line.text)).toEqual(["first, longer", "second"]);
  });

  it("are not overwritten by an interim that arrives after the final", () => {
    const lines = after(
      words({ stream: 1, text: "yes, please", final: true }),
      words({ stream: 2, text: "yes" }),
    );
    expect(lines[0]?.text).toBe("yes, please");
  });

  it("are not overwritten by an older stream that is still being read", () => {
    const lines = after(words({ stream: 2, text: "where do I" }), words({ stream: 1, text: "wh" }));
    expect(lines[0]?.text).toBe("where do I");
  });

  it("disappear when the final says that nothing was said", () => {
    expect(after(words({ text: "mm" }), words({ stream: 2, text: " ", final: true }))).toEqual([]);
  });

  it("do not mix the user's and the guide's segment of the same name", () => {
    expect(after(words({}), words({ speaker: "guide" }))).toHaveLength(2);
  });
});

describe("the user's words while the guide answers", () => {
  const question = words({ stream: 1, text: "where do I" });
  const answer = { speaker: "guide", segmentId: "g1", stream: 2 } as const;
  const answering = after(question, words({ ...answer, text: "At the" }));

  it("look final from the guide's first word on", () => {
    expect(after(question).map(looksFinal)).toEqual([false]);
    expect(after(question, words({ ...answer, text: " " })).map(looksFinal)).toEqual([false]);
    expect(answering.map(looksFinal)).toEqual([true, false]);
  });

  it("are still replaced in place, once, by what arrives late", () => {
    const longer = applyWords(answering, words({ stream: 3, text: "where do I click" }));
    expect(longer.map((line) => [line.text, looksFinal(line)])).toEqual([
      ["where do I click", true],
      ["At the", false],
    ]);
    const last = words({ stream: 4, text: "Where do I click?", final: true });
    expect(applyWords(longer, last).map((line) => [line.text, line.final])).toEqual([
      ["Where do I click?", true],
      ["At the", false],
    ]);
  });

  it("are not settled when they are said over the answer", () => {
    const over = applyWords(answering, words({ segmentId: "b", stream: 3, text: "no, wait" }));
    const more = applyWords(over, words({ ...answer, text: "At the top" }));
    expect(more.map(looksFinal)).toEqual([true, false, false]);
  });
});

it("keeps a bounded number of lines, the newest", () => {
  let lines: readonly Line[] = [];
  for (let index = 0; index <= MAX_LINES; index += 1) {
    lines = applyWords(lines, words({ segmentId: String(index), text: `line ${index}` }));
  }
  expect(lines).toHaveLength(MAX_LINES);
  expect(lines.at(-1)?.text).toBe(`line ${MAX_LINES}`);
});

it("follows a typed line from sending to sent", () => {
  const typed = addTyped([], "typed:1", "hello");
  expect(typed[0]?.delivery).toBe("sending");
  expect(markDelivery(typed, "typed:1", "sent")[0]?.delivery).toBe("sent");
});

describe("captions", () => {
  it("show the user's words only while they are the newest", () => {
    const question = after(
      words({ speaker: "guide", segmentId: "g1", text: "Hello." }),
      words({ segmentId: "u1", text: "Where?" }),
    );
    expect(captionOf(question)).toEqual({ guide: "Hello.", user: "Where?" });
    const answer = applyWords(question, words({ speaker: "guide", segmentId: "g2", text: "There." }));
    expect(captionOf(answer)).toEqual({ guide: "There.", user: "" });
  });

  it("are empty before anyone spoke", () => {
    expect(captionOf([])).toEqual({ guide: "", user: "" });
  });
});
