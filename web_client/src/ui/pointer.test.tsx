// @vitest-environment jsdom
import "@testing-library/jest-dom/vitest";
import { act, cleanup, render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { drawnMedia } from "../../dev/drawn-media";
import type { Language, PointRequest } from "../generated/protocol";
import { MediaContext, type Media, type Size } from "../media";
import { initialState, type ConversationState } from "../state/conversation";
import { LanguageContext } from "./language";
import { Stage } from "./Stage";

// jsdom lays nothing out: the frame's size is what a test says, and so is when it changes.
let frame: Size = { width_px: 0, height_px: 0 };
const observers: Sizes[] = [];
class Sizes implements ResizeObserver {
  constructor(readonly changed: ResizeObserverCallback) {
    observers.push(this);
  }
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  frame = { width_px: 800, height_px: 450 };
  observers.length = 0;
  vi.stubGlobal("ResizeObserver", Sizes);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockImplementation(() => frame.width_px);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockImplementation(() => frame.height_px);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const save: PointRequest = { left: 0.25, top: 0.5, width: 0.25, height: 0.125, label: "Save" };

function stage(point: PointRequest | null, options: Options = {}): ReactElement {
  const { language = "en", status = "on", media = drawnMedia } = options;
  const state = { ...initialState, share: { kind: "screen", status }, point } as const;
  return (
    <LanguageContext value={language}>
      <MediaContext value={media}>
        <Stage state={state} failure={null} onShow={vi.fn()} />
      </MediaContext>
    </LanguageContext>
  );
}

interface Options {
  readonly language?: Language;
  readonly status?: ConversationState["share"]["status"];
  readonly media?: Media;
}

it("is drawn around the place, and says which place it was told", () => {
  render(stage(save));
  const pointer = screen.getByTestId("pointer");
  expect(pointer).toHaveStyle({ left: "192px", top: "217px", width: "216px" });
  const told = { left: "0.25", top: "0.5", width: "0.25", height: "0.125", label: "Save" };
  for (const [name, value] of Object.entries(told))
    expect(pointer).toHaveAttribute(`data-${name}`, value);
});

it("follows its frame, and the picture, when they change their size", () => {
  let tell: ((size: Size) => void) | undefined;
  const media: Media = {
    ...drawnMedia,
    Preview({ onPicture }) {
      tell = onPicture;
      return <video muted />;
    },
  };
  render(stage(save, { media }));
  expect(screen.queryByTestId("pointer")).toBeNull();
  act(() => tell?.({ width_px: 1600, height_px: 900 }));
  expect(screen.getByTestId("pointer")).toHaveStyle({ left: "192px" });
  frame = { width_px: 400, height_px: 450 };
  act(() => {
    for (const observer of observers) observer.changed([], observer);
  });
  expect(screen.getByTestId("pointer")).toHaveStyle({ left: "92px" });
  act(() => tell?.({ width_px: 450, height_px: 900 }));
  // 225 px of picture in the middle of 400: it begins at 87.5 px.
  expect(screen.getByTestId("pointer")).toHaveStyle({ left: `${87.5 + 0.25 * 225 - 8}px` });
});

it("moves when the guide points elsewhere, and goes when it points no more", () => {
  const { rerender } = render(stage(save));
  rerender(stage({ ...save, left: 0.5, label: "Open" }));
  expect(screen.getAllByTestId("pointer")).toHaveLength(1);
  expect(screen.getByTestId("pointer")).toHaveAttribute("data-label", "Open");
  rerender(stage(null));
  expect(screen.queryByTestId("pointer")).toBeNull();
  expect(screen.getByTestId("pointed-at")).toBeEmptyDOMElement();
});

it("is not there without a preview", () => {
  render(stage(save, { status: "off" }));
  expect(screen.queryByTestId("pointer")).toBeNull();
});

it.each<[Language, string, string]>([
  ["en", "The guide points at: Save", "The guide points at a place in the picture"],
  ["fr", "Le guide montre : Save", "Le guide montre un endroit de l’image"],
  ["es", "El guía señala: Save", "El guía señala un lugar de la imagen"],
])("is said politely in %s to people who do not see it", (language, words, without) => {
  const { rerender } = render(stage(null, { language }));
  const spoken = screen.getByRole("status");
  expect(spoken).toBeEmptyDOMElement();
  rerender(stage(save, { language }));
  expect(spoken).toHaveTextContent(words);
  rerender(stage({ ...save, label: " " }, { language }));
  expect(spoken).toHaveTextContent(without);
});
