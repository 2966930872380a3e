/** The guide's participant attributes, read with suspicion. Pure. */
import { Attribute, GuideState, Reason, Sight } from "../generated/protocol";

// LiveKit's own attribute, for a guide that is not ours and publishes nothing else.
const LIVEKIT_STATE = "lk.agent.state";
const fromLivekit: Record<string, GuideState> = {
  idle: GuideState.LISTENING,
  listening: GuideState.LISTENING,
  thinking: GuideState.THINKING,
  speaking: GuideState.SPEAKING,
};

export interface GuideAttributes {
  readonly state: GuideState | null;
  readonly reason: Reason | null;
  /** Null: this guide does not say. */
  readonly sight: Sight | null;
}

export function readAttributes(attributes: Readonly<Record<string, string>>): GuideAttributes {
  const own = memberOf(GuideState, attributes[Attribute.STATE]);
  return {
    state: own ?? fromLivekit[attributes[LIVEKIT_STATE] ?? ""] ?? null,
    reason: memberOf(Reason, attributes[Attribute.REASON]),
    sight: memberOf(Sight, attributes[Attribute.SIGHT]),
  };
}

/** The voice the guide speaks with, or null when it does not say. */
export function readVoice(attributes: Readonly<Record<string, string>>): string | null {
  return attributes[Attribute.VOICE] || null;
}

function memberOf<T extends string>(
  members: Readonly<Record<string, T>>,
  value: string | undefined,
): T | null {
  return Object.values(members).find((member) => member === value) ?? null;
}
