/** Which of the guide's voices go with which language. Pure. */
import type { ClientConfig, Language } from "../generated/protocol";

/** The voices that speak `language`, the default first; none while the server has not told. */
export function voicesFor(config: ClientConfig, language: Language): readonly string[] {
  return config.voices[language] ?? [];
}

/** A remembered voice, or "" (the server's default) where these voices do not include it. */
export function ableVoice(voices: readonly string[], remembered: string): string {
  return voices.includes(remembered) ? remembered : "";
}
