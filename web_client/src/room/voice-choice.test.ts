import { expect, it } from "vitest";

import { VoiceChoice } from "./voice-choice";

interface Guide {
  readonly answers: Record<string, boolean | Promise<boolean>>;
  readonly published?: string;
}

function choiceOf({ answers, published }: Guide): { choice: VoiceChoice; kept: string[] } {
  const kept: string[] = [];
  const choice = new VoiceChoice("Puck", {
    ask: (voice) => Promise.resolve(answers[voice] ?? false),
    published: () => published ?? null,
    refused: (voice) => kept.push(voice),
  });
  return { choice, kept };
}

it("keeps a voice the guide accepts", async () => {
  const { choice, kept } = choiceOf({ answers: { Kore: true }, published: "Kore" });
  await choice.choose("Kore");
  expect(kept).toEqual([]);
});

it("goes back to the voice the guide publishes when the choice is refused", async () => {
  const { choice, kept } = choiceOf({ answers: { Kore: false }, published: "Charon" });
  await choice.choose("Kore");
  expect(kept).toEqual(["Charon"]);
});

it("goes back to the last voice that was accepted when the guide publishes none", async () => {
  const { choice, kept } = choiceOf({ answers: { Kore: true, Leda: false } });
  await choice.choose("Leda");
  await choice.choose("Kore");
  await choice.choose("Leda");
  expect(kept).toEqual(["Puck", "Kore"]);
});

it("does not take back a newer choice when an older one is refused late", async () => {
  const { promise, resolve } = deferred();
  const { choice, kept } = choiceOf({ answers: { Kore: promise, Leda: true }, published: "Leda" });
  const older = choice.choose("Kore");
  await choice.choose("Leda");
  resolve(false);
  await older;
  expect(kept).toEqual([]);
});

function deferred(): { promise: Promise<boolean>; resolve: (ok: boolean) => void } {
  let resolve: (ok: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
