/** The large button to hold while talking: by pointer, by touch, or with space when it has focus. */
import type { KeyboardEvent, ReactElement } from "react";

import { useMedia } from "../media";
import { MicrophoneIcon } from "./icons";
import { useWords } from "./language";
import { Wave } from "./Wave";

interface HoldButtonProps {
  readonly held: boolean;
  readonly onPress: () => void;
  readonly onRelease: () => void;
}

export function HoldButton({ held, onPress, onRelease }: HoldButtonProps): ReactElement {
  const { t } = useWords();
  const { MicrophoneLevels } = useMedia();
  const onKey = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) act();
  };
  return (
    <button
      type="button"
      className="hold"
      data-testid="talk-hold"
      aria-pressed={held}
      onPointerDown={(event) => {
        // The button then keeps the pointer, so that letting go elsewhere is letting go.
        event.currentTarget.setPointerCapture(event.pointerId);
        onPress();
      }}
      onPointerUp={onRelease}
      onPointerCancel={onRelease}
      onLostPointerCapture={onRelease}
      onBlur={onRelease}
      onKeyDown={onKey(onPress)}
      onKeyUp={onKey(onRelease)}
      onContextMenu={(event) => {
        event.preventDefault();
      }}
    >
      <MicrophoneIcon />
      <span>{held ? t.talking : t.holdToTalk}</span>
      <MicrophoneLevels>{(levels) => <Wave levels={levels} size="small" />}</MicrophoneLevels>
    </button>
  );
}
