/** What the page remembers between visits: choices, never words. Pure but for the two ends. */
import { TalkMode, type Language } from "../generated/protocol";
import { isLanguage, preferredLanguage } from "../i18n";

export type DeviceKind = "audioinput" | "audiooutput" | "videoinput";

export interface Preferences {
  readonly language: Language;
  /** Empty: the server's default voice. */
  readonly voice: string;
  /** 0 to 1. */
  readonly volume: number;
  readonly mode: TalkMode;
  /** Empty: the browser's default device. */
  readonly devices: Readonly<Record<DeviceKind, string>>;
}

const KEY = "cicerone.preferences";

export function defaultPreferences(browserLanguages: readonly string[]): Preferences {
  return {
    language: preferredLanguage(browserLanguages),
    voice: "",
    volume: 1,
    mode: TalkMode.OPEN,
    devices: { audioinput: "", audiooutput: "", videoinput: "" },
  };
}

/** Read what an earlier visit stored; whatever is missing or odd falls back to `defaults`. */
export function parsePreferences(stored: string | null, defaults: Preferences): Preferences {
  const value = parseObject(stored);
  const devices = asObject(value["devices"]);
  const { volume, mode } = value;
  return {
    language: isLanguage(value["language"]) ? value["language"] : defaults.language,
    voice: asText(value["voice"]) ?? defaults.voice,
    volume:
      typeof volume === "number" && volume >= 0 && volume <= 1 ? volume : defaults.volume,
    mode: mode === TalkMode.HOLD || mode === TalkMode.OPEN ? mode : defaults.mode,
    devices: {
      audioinput: asText(devices["audioinput"]) ?? "",
      audiooutput: asText(devices["audiooutput"]) ?? "",
      videoinput: asText(devices["videoinput"]) ?? "",
    },
  };
}

export function loadPreferences(browserLanguages: readonly string[]): Preferences {
  const defaults = defaultPreferences(browserLanguages);
  try {
    return parsePreferences(localStorage.getItem(KEY), defaults);
  } catch {
    return defaults; // storage is switched off in this browser
  }
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is switched off or full: the choice lasts for this visit.
  }
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
