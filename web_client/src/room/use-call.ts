/** The present call as React sees it: its state, its tracks, and what the user may do. */
import { useEffect, useReducer, useRef, useState } from "react";

import type { CallActions } from "../state/actions";
import { initialState, reduce, type ConversationState } from "../state/conversation";
import type { Preferences } from "../state/preferences";
import { Call, type Tracks } from "./call";

/** Long enough to look over to the page and back; what is pointed at may have moved by then. */
export const POINT_LASTS_MS = 20_000;

export interface PresentCall {
  readonly state: ConversationState;
  readonly tracks: Tracks;
  readonly actions: CallActions;
}

/** @param onVoiceKept a chosen voice was refused in mid-call; this one is in use instead. */
export function useCall(
  preferences: Preferences,
  onVoiceKept: (voice: string) => void,
): PresentCall {
  const [state, dispatch] = useReducer(reduce, initialState);
  const [tracks, setTracks] = useState<Tracks>({});
  const [call, setCall] = useState<Call | null>(null);
  const typed = useRef(0);

  // Whoever ends it (the user, the guide, a failure), an ended call lets go of its devices.
  const ended = state.phase === "ended";
  useEffect(() => {
    if (ended) void call?.close();
  }, [ended, call]);
  useEffect(
    () => () => {
      void call?.close();
    },
    [call],
  );

  const { point } = state;
  useEffect(() => {
    if (!point) return undefined;
    const timer = setTimeout(() => {
      dispatch({ type: "point_over" });
    }, POINT_LASTS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [point]);

  const deliver = (id: string, text: string): void => {
    if (call) void call.say(id, text);
    else dispatch({ type: "delivery", id, delivery: "failed" });
  };
  const actions: CallActions = {
    start(share) {
      void call?.close();
      const next = new Call(preferences, { dispatch, tracks: setTracks, voiceKept: onVoiceKept });
      setCall(next);
      void next.start(share);
    },
    leave() {
      dispatch({ type: "left", by: "user" });
    },
    askMicrophone: () => void call?.askMicrophone(),
    toggleMicrophone: () => void call?.toggleMicrophone(),
    press: () => call?.press(),
    release: () => call?.release(),
    show: () => void call?.show(),
    stopShowing: () => void call?.stopShowing(),
    say(text) {
      typed.current += 1;
      const id = `typed:${typed.current}`;
      dispatch({ type: "typed", id, text });
      deliver(id, text);
    },
    sayAgain(id, text) {
      dispatch({ type: "delivery", id, delivery: "sending" });
      deliver(id, text);
    },
    setMode: (mode) => call?.setMode(mode),
    setVoice: (voice) => void call?.setVoice(voice),
    selectDevice: (kind, deviceId) => void call?.selectDevice(kind, deviceId),
    hear: () => void call?.hear(),
    dismiss() {
      dispatch({ type: "dismissed" });
    },
    readNotice() {
      dispatch({ type: "notice_read" });
    },
  };
  return { state, tracks, actions };
}
