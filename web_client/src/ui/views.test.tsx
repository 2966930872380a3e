// @vitest-environment jsdom
import "@testing-library/jest-dom/vitest";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";

import { drawnMedia } from "../../dev/drawn-media";
import { scenes } from "../../dev/scenes";
import { TalkMode } from "../generated/protocol";
import { MediaContext } from "../media";
import type { CallActions } from "../state/actions";
import { defaultPreferences } from "../state/preferences";
import { ConversationView } from "./ConversationView";
import { FailureCard } from "./FailureCard";

// jsdom lays nothing out: there is no size to observe.
class NoSizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NoSizes);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function painted(view: ReactElement): void {
  render(<MediaContext value={drawnMedia}>{view}</MediaContext>);
}

type Spies = Record<keyof CallActions | "onRetry", Mock<(...values: unknown[]) => void>>;

function call(name: string): Spies {
  const scene = scenes("en", "screen")[name];
  if (scene?.view !== "call") throw new Error(`no such scene: ${name}`);
  const names = [
    "start leave askMicrophone toggleMicrophone press release show stopShowing say sayAgain",
    "setMode setVoice selectDevice hear dismiss readNotice onRetry",
  ];
  const spies = Object.fromEntries(
    names.flatMap((line) => line.split(" ")).map((action) => [action, vi.fn()]),
  ) as Spies;
  painted(
    <ConversationView
      state={scene.state}
      preferences={defaultPreferences(["en"])}
      voices={["Puck", "Kore"]}
      missingSetting={null}
      hasKeyboard
      canChooseSpeaker
      actions={spies}
      onVolume={vi.fn()}
      onVoice={vi.fn()}
      onMode={spies.setMode}
      onDevice={vi.fn()}
      onRetry={spies.onRetry}
    />,
  );
  return spies;
}

describe("holding to talk", () => {
  it("works with the space bar while nothing else has the focus", () => {
    const { press, release } = call("hold");
    fireEvent.keyDown(document.body, { code: "Space", key: " " });
    fireEvent.keyDown(document.body, { code: "Space", key: " ", repeat: true });
    expect(press).toHaveBeenCalledTimes(1);
    fireEvent.keyUp(document.body, { code: "Space", key: " " });
    expect(release).toHaveBeenCalled();
  });

  it("leaves the space bar to a field that has the focus", async () => {
    const { press } = call("hold");
    await userEvent.type(screen.getByTestId("chat-input"), "a b");
    expect(press).not.toHaveBeenCalled();
  });

  it("leaves the space bar alone while the microphone is open", () => {
    const { press } = call("listening");
    fireEvent.keyDown(document.body, { code: "Space", key: " " });
    expect(press).not.toHaveBeenCalled();
  });

  it("lets go when the window loses the keyboard", () => {
    const { release } = call("held");
    fireEvent.blur(window);
    expect(release).toHaveBeenCalled();
  });

  it("works with the button, by keyboard too, and lets go when a touch is taken away", () => {
    const { press, release } = call("hold");
    const button = screen.getByTestId("talk-hold");
    fireEvent.keyDown(button, { key: "Enter" });
    fireEvent.keyUp(button, { key: "Enter" });
    expect([press.mock.calls.length, release.mock.calls.length]).toEqual([1, 1]);
    fireEvent.pointerCancel(button);
    expect(release).toHaveBeenCalledTimes(2);
  });
});

describe("typing", () => {
  it("sends with Enter, empties the line, and keeps Shift+Enter for a new line", async () => {
    const { say } = call("listening");
    const input = screen.getByTestId("chat-input");
    await userEvent.type(input, "one{Shift>}{Enter}{/Shift}two{Enter}");
    expect(say).toHaveBeenCalledExactlyOnceWith("one\ntwo");
    expect(input).toHaveValue("");
  });

  it("does not send an empty line", async () => {
    const { say } = call("listening");
    await userEvent.type(screen.getByTestId("chat-input"), "  {Enter}");
    expect(say).not.toHaveBeenCalled();
  });
});

describe("what a screen reader says", () => {
  it("is the state, politely, but not while the guide is heard", () => {
    call("thinking");
    expect(screen.getByTestId("state")).toHaveAttribute("aria-live", "polite");
    expect(screen.getByTestId("state")).toHaveAttribute("data-state", "thinking");
  });

  it("is not the words that are being heard", () => {
    call("speaking");
    expect(screen.getByTestId("state")).toHaveAttribute("aria-live", "off");
    expect(screen.getByTestId("caption")).toHaveAttribute("aria-live", "off");
    expect(screen.getByTestId("transcript")).toHaveAttribute("aria-live", "off");
  });
});

it("opens the devices with the focus inside, and Escape gives it back", async () => {
  const { setMode } = call("listening");
  await userEvent.click(screen.getByTestId("devices"));
  expect(screen.getByTestId("volume")).toHaveFocus();
  await userEvent.click(screen.getByTestId("talk-mode-hold"));
  expect(setMode).toHaveBeenCalledWith(TalkMode.HOLD);
  await userEvent.keyboard("{Escape}");
  expect(screen.getByTestId("devices")).toHaveFocus();
});

it("reaches every control with Tab", async () => {
  call("speaking");
  const reached = new Set<string>();
  for (let presses = 0; presses < 15; presses += 1) {
    await userEvent.tab();
    reached.add(document.activeElement?.getAttribute("data-testid") ?? "");
  }
  for (const control of ["chat-input", "chat-send", "mic-toggle", "share-toggle", "devices", "leave"])
    expect(reached).toContain(control);
});

describe("a failure", () => {
  it("of the share offers to share, and to go on without", async () => {
    const { show, dismiss } = call("share-cancelled");
    await userEvent.click(screen.getByTestId("failure-action"));
    expect(show).toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Continue without" }));
    expect(dismiss).toHaveBeenCalled();
  });

  it("of the guide offers to try again, and keeps its code behind details", async () => {
    const { onRetry } = call("no-guide");
    expect(screen.getByRole("alert")).toHaveTextContent("No guide came");
    expect(screen.getByRole("alert")).not.toHaveTextContent("no_guide");
    await userEvent.click(screen.getByTestId("failure-action"));
    expect(onRetry).toHaveBeenCalled();
  });

  it("that asks for a pause counts it down before the button works", () => {
    vi.useFakeTimers({ now: 1_000 });
    const act = vi.fn();
    painted(
      <FailureCard failure={{ code: "too_many", id: "", retryAt_ms: 4_000 }} onAct={act} />,
    );
    const button = screen.getByTestId("failure-action");
    expect(button).toBeDisabled();
    expect(button).toHaveTextContent("Try again in 3 sec");
    vi.useRealTimers();
  });

  it("names the variable to set when the guide has no key", () => {
    call("no-key");
    expect(screen.getByTestId("failure")).toHaveTextContent(
      "Set GOOGLE_API_KEY in the file .env and start again.",
    );
  });
});
