// Written by `python -m protocol.generate` from protocol/messages.py. Change that file, not this.

export const MAX_CHAT_CHARS = 4000 as const;

export const SHARE_FRAME_RATE_HZ = 5 as const;

export const USER_IDENTITY_PREFIX = "user-" as const;

export const ROOM_PREFIX = "cicerone-" as const;

export const VOICES = ["Puck", "Charon", "Kore", "Fenrir", "Aoede", "Leda", "Orus", "Zephyr", "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Autonoe", "Callirrhoe", "Despina", "Enceladus", "Erinome", "Gacrux", "Iapetus", "Laomedeia", "Pulcherrima", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zubenelgenubi"] as const;

export const ALL_VOICES = ["Puck", "Charon", "Kore", "Fenrir", "Aoede", "Leda", "Orus", "Zephyr", "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Autonoe", "Callirrhoe", "Despina", "Enceladus", "Erinome", "Gacrux", "Iapetus", "Laomedeia", "Pulcherrima", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zubenelgenubi", "Pico", "Heart", "Pico British", "Pico American", "Pico"] as const;

/** Participant attributes. The first two are the user's, the others the guide's. */
export const Attribute = {
  LANGUAGE: "cicerone.language",
  VOICE: "cicerone.voice",
  STATE: "cicerone.state",
  REASON: "cicerone.reason",
  SIGHT: "cicerone.sight",
} as const;
export type Attribute = (typeof Attribute)[keyof typeof Attribute];

/** RPC methods. `NOTICE` and `POINT` are answered by the browser, the others by the guide. */
export const RpcMethod = {
  TALK: "cicerone.talk",
  SET_VOICE: "cicerone.set_voice",
  NOTICE: "cicerone.notice",
  POINT: "cicerone.point",
} as const;
export type RpcMethod = (typeof RpcMethod)[keyof typeof RpcMethod];

/** Text stream topics, all LiveKit's own, so that any LiveKit client can talk to the guide. */
export const Topic = {
  CHAT: "lk.chat",
  TRANSCRIPTION: "lk.transcription",
} as const;
export type Topic = (typeof Topic)[keyof typeof Topic];

/** What the guide is doing: exactly one at a time. */
export const GuideState = {
  LISTENING: "listening",
  LOOKING: "looking",
  THINKING: "thinking",
  SPEAKING: "speaking",
  WORKING: "working",
  RECONNECTING: "reconnecting",
  DEGRADED: "degraded",
  ENDED: "ended",
} as const;
export type GuideState = (typeof GuideState)[keyof typeof GuideState];

/** Why the guide is reconnecting, degraded or ended; "" (absent) otherwise. */
export const Reason = {
  NO_KEY: "no_key",
  KEY_REFUSED: "key_refused",
  MODEL_UNREACHABLE: "model_unreachable",
  MODEL_REFUSED: "model_refused",
  CONTEXT_FULL: "context_full",
  USER_LEFT: "user_left",
  WORKER_STOPPING: "worker_stopping",
  INTERNAL: "internal",
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/** What the guide sees. */
export const Sight = {
  NONE: "none",
  SCREEN: "screen",
  CAMERA: "camera",
  STOPPED: "stopped",
} as const;
export type Sight = (typeof Sight)[keyof typeof Sight];

/** Something the user should know that changes no state. */
export const NoticeCode = {
  MESSAGE_TOO_LONG: "message_too_long",
  MESSAGE_UNREADABLE: "message_unreadable",
  TOO_MANY_MESSAGES: "too_many_messages",
  NOT_READY: "not_ready",
  NOT_UNDERSTOOD: "not_understood",
  NO_ANSWER: "no_answer",
} as const;
export type NoticeCode = (typeof NoticeCode)[keyof typeof NoticeCode];

export const Language = {
  FRENCH: "fr",
  ENGLISH: "en",
  SPANISH: "es",
} as const;
export type Language = (typeof Language)[keyof typeof Language];

export const TalkMode = {
  OPEN: "open",
  HOLD: "hold",
} as const;
export type TalkMode = (typeof TalkMode)[keyof typeof TalkMode];

/** How the user talks. In hold mode a turn starts with held=true and ends with held=false. */
export interface TalkRequest {
  readonly mode: TalkMode;
  readonly held?: boolean;
}

export interface SetVoiceRequest {
  readonly voice: string;
}

export interface Notice {
  readonly code: NoticeCode;
  readonly limit?: number | null;
}

/** Show the user a place on what they share: a box, as shares of the picture's width and height. `label` is what is written there, for those who cannot see the box. */
export interface PointRequest {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** Every RPC's answer. */
export interface Reply {
  readonly ok: boolean;
  readonly reason?: string | null;
}

/** What the page needs before anyone talks: `GET /api/v1/client-config`. */
export interface ClientConfig {
  readonly languages: readonly Language[];
  readonly voices: Readonly<Record<string, readonly string[]>>;
  readonly missing_setting?: string | null;
}
