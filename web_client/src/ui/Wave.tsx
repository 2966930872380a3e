/** A voice as a few bars. Paints only the numbers it is given. */
import type { CSSProperties, ReactElement } from "react";

import type { Levels } from "../media";

interface WaveProps {
  readonly levels: Levels;
  /** Read to people who do not see it; without one it is decoration. */
  readonly label?: string;
  readonly size: "small" | "large";
}

export function Wave({ levels, label, size }: WaveProps): ReactElement {
  const spoken = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <span className={`wave wave-${size}`} {...spoken}>
      {mirrored(levels).map((level, index) => (
        <span key={index} style={{ "--level": level.toFixed(2) } as CSSProperties} />
      ))}
    </span>
  );
}

/** Low bands are the loudest of a voice: they go to the middle, the others to both sides. */
function mirrored(levels: Levels): Levels {
  const [middle = 0, ...rest] = levels.slice(0, Math.ceil(levels.length / 2));
  return [...rest.toReversed(), middle, ...rest];
}
