/**
 * Hold-to-talk: the microphone is heard only while held. Owns the order of "unmute", "tell the
 * guide" and "mute"; knows neither LiveKit nor the button.
 */
import { TalkMode, type TalkRequest } from "../generated/protocol";

// People let go while their last syllable still sounds.
export const TAIL_MS = 200;

export interface HoldPort {
  setMuted(muted: boolean): void;
  talk(request: TalkRequest): void;
  showHeld(held: boolean): void;
}

export class HoldToTalk {
  #mode: TalkMode;
  #held = false;
  #tail: ReturnType<typeof setTimeout> | undefined;
  readonly #port: HoldPort;

  constructor(mode: TalkMode, port: HoldPort) {
    this.#mode = mode;
    this.#port = port;
  }

  get mode(): TalkMode {
    return this.#mode;
  }

  /** Whether the microphone should be silent as things stand. */
  get silent(): boolean {
    return this.#mode === TalkMode.HOLD && !this.#held;
  }

  setMode(mode: TalkMode): void {
    if (mode === this.#mode) return;
    this.#drop();
    this.#mode = mode;
    this.announce();
    this.#port.setMuted(mode === TalkMode.HOLD);
  }

  /** Tell the guide how the user talks: at every change, and to each guide that comes. */
  announce(): void {
    this.#port.talk({ mode: this.#mode, held: this.#held });
  }

  press(): void {
    if (this.#mode !== TalkMode.HOLD || this.#held) return;
    clearTimeout(this.#tail);
    this.#held = true;
    this.#port.showHeld(true);
    this.#port.setMuted(false);
    this.announce();
  }

  release(): void {
    if (!this.#held) return;
    this.#drop();
    this.announce();
    this.#tail = setTimeout(() => {
      this.#port.setMuted(true);
    }, TAIL_MS);
  }

  close(): void {
    clearTimeout(this.#tail);
    this.#held = false;
  }

  #drop(): void {
    clearTimeout(this.#tail);
    if (this.#held) this.#port.showHeld(false);
    this.#held = false;
  }
}
