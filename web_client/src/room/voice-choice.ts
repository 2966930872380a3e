/**
 * The voice chosen in mid-call: asked of the guide, and given back when it is refused. Must not
 * know how the request travels.
 */

export interface VoicePort {
  /** Ask the guide for this voice; false when it refuses, or cannot be asked. */
  ask(voice: string): Promise<boolean>;
  /** The voice the guide says it has, or null when it does not say. */
  published(): string | null;
  /** The choice did not hold: `voice` is the one in use (empty: the server's default). */
  refused(voice: string): void;
}

export class VoiceChoice {
  readonly #port: VoicePort;
  #accepted: string;
  #requests = 0;

  /** @param voice the one the call began with; empty for the server's default. */
  constructor(voice: string, port: VoicePort) {
    this.#accepted = voice;
    this.#port = port;
  }

  async choose(voice: string): Promise<void> {
    this.#requests += 1;
    const request = this.#requests;
    if (await this.#port.ask(voice)) {
      this.#accepted = voice;
    } else if (request === this.#requests) {
      // A newer choice is still open otherwise, and is the one to keep or to take back.
      this.#port.refused(this.#port.published() ?? this.#accepted);
    }
  }
}
