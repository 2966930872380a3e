/**
 * What a view needs to paint sound and pictures, without knowing where they come from: the call
 * in the page, drawn examples in the gallery of states.
 */
import { createContext, useContext, type ComponentType, type ReactNode } from "react";

import type { FailureCode } from "./state/failure";
import type { DeviceKind } from "./state/preferences";

/** One number from 0 to 1 for each band of the voice. */
export type Levels = readonly number[];

export interface Device {
  readonly id: string;
  /** Empty until the browser may tell. */
  readonly label: string;
}

export interface Size {
  readonly width_px: number;
  readonly height_px: number;
}

export interface Media {
  /** Makes the guide heard. Paints nothing. */
  readonly GuideVoice: ComponentType<{ readonly volume: number }>;
  /** What the user shows, as it is sent, fitted into the room it is given. */
  readonly Preview: ComponentType<{
    readonly label: string;
    /** The picture's own size, once it is known and whenever it changes. */
    readonly onPicture: (size: Size) => void;
  }>;
  readonly GuideLevels: ComponentType<LevelsProps>;
  readonly MicrophoneLevels: ComponentType<LevelsProps>;
  /** The microphone before a call; listens only while it is mounted. */
  readonly TestLevels: ComponentType<
    LevelsProps & {
      readonly deviceId: string;
      readonly onFailure: (code: FailureCode) => void;
    }
  >;
  readonly Devices: ComponentType<{
    readonly kind: DeviceKind;
    readonly children: (devices: readonly Device[]) => ReactNode;
  }>;
}

export interface LevelsProps {
  readonly children: (levels: Levels) => ReactNode;
}

export const MediaContext = createContext<Media | null>(null);

export function useMedia(): Media {
  const media = useContext(MediaContext);
  if (!media) throw new Error("a view was used outside MediaContext");
  return media;
}
