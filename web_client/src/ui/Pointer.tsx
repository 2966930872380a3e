/** A ring around the place the guide means, drawn over the picture it fills with its frame. */
import { useCallback, useState, type ReactElement } from "react";

import type { PointRequest } from "../generated/protocol";
import type { Size } from "../media";
import { pointerBox } from "./pointer-geometry";

interface PointerProps {
  readonly point: PointRequest;
  /** The picture's own size: the frame may have another shape. */
  readonly picture: Size;
}

export function Pointer({ point, picture }: PointerProps): ReactElement {
  const [frame, setFrame] = useState<Size | null>(null);
  const watch = useCallback((element: HTMLDivElement) => {
    const measure = (): void => {
      setFrame({ width_px: element.clientWidth, height_px: element.clientHeight });
    };
    measure(); // at once: a hidden page observes nothing until it is looked at again
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      resized.disconnect();
    };
  }, []);
  const box = frame && pointerBox(point, frame, picture);
  return (
    <div ref={watch} className="pointer-frame">
      {box && (
        <div
          // Another place is another ring, which pulses again.
          key={`${point.left} ${point.top} ${point.width} ${point.height}`}
          className="pointer"
          data-testid="pointer"
          data-left={point.left}
          data-top={point.top}
          data-width={point.width}
          data-height={point.height}
          data-label={point.label}
          style={{
            left: box.left_px,
            top: box.top_px,
            width: box.width_px,
            height: box.height_px,
          }}
        />
      )}
    </div>
  );
}
