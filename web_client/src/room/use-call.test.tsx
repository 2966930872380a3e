// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { PointRequest } from "../generated/protocol";
import { defaultPreferences } from "../state/preferences";
import type { CallPort } from "./call";
import { POINT_LASTS_MS, useCall, type PresentCall } from "./use-call";

const ports = vi.hoisted((): CallPort[] => []);
vi.mock("./call", () => ({
  Call: class {
    constructor(_: unknown, port: CallPort) {
      ports.push(port);
    }
    start(): Promise<void> {
      return Promise.resolve();
    }
    close(): Promise<void> {
      return Promise.resolve();
    }
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const save: PointRequest = { left: 0.1, top: 0.2, width: 0.3, height: 0.04, label: "Save" };

function sharing(): { current: PresentCall; point: (point: PointRequest) => void } {
  const { result } = renderHook(() => useCall(defaultPreferences(["en"]), vi.fn()));
  act(() => {
    result.current.actions.start(true);
  });
  const port = ports.at(-1);
  if (!port) throw new Error("no call was started");
  act(() => {
    port.dispatch({ type: "share", status: "on" });
  });
  return {
    get current() {
      return result.current;
    },
    point(point) {
      act(() => {
        port.dispatch({ type: "pointed", point });
      });
    },
  };
}

function pass(time_ms: number): void {
  act(() => {
    vi.advanceTimersByTime(time_ms);
  });
}

it("what the guide points at is shown for its time, then no longer", () => {
  const call = sharing();
  call.point(save);
  pass(POINT_LASTS_MS - 1);
  expect(call.current.state.point).toEqual(save);
  pass(1);
  expect(call.current.state.point).toBeNull();
});

it("a place pointed at again has its whole time again", () => {
  const call = sharing();
  call.point(save);
  pass(POINT_LASTS_MS - 1);
  call.point({ ...save });
  pass(POINT_LASTS_MS - 1);
  expect(call.current.state.point).toEqual(save);
  pass(1);
  expect(call.current.state.point).toBeNull();
});
