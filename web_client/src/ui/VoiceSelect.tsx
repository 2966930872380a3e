/** The guide's voice, among those of the language. Paints nothing when there is no choice. */
import type { ReactElement } from "react";

import { useWords } from "./language";

interface VoiceSelectProps {
  /** The first is the default. */
  readonly voices: readonly string[];
  /** Empty: the default. */
  readonly value: string;
  readonly onChange: (voice: string) => void;
}

export function VoiceSelect({ voices, value, onChange }: VoiceSelectProps): ReactElement | null {
  const { t } = useWords();
  if (voices.length < 2) return null;
  return (
    <label className="field">
      <span>{t.voice}</span>
      <select
        data-testid="voice-select"
        value={value || voices[0]}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {voices.map((voice) => (
          <option key={voice}>{voice}</option>
        ))}
      </select>
    </label>
  );
}
