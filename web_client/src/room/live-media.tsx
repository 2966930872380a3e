/** The call's sound and pictures, for views that only paint. */
import { useMultibandTrackVolume } from "@livekit/components-react";
import { createLocalAudioTrack, type LocalAudioTrack } from "livekit-client";
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  type SyntheticEvent,
} from "react";

import type { Media } from "../media";
import type { Tracks } from "./call";
import { microphoneFailure } from "./media-errors";
import { useDevices } from "./use-devices";

type VideoEvent = SyntheticEvent<HTMLVideoElement>;

export const TracksContext = createContext<Tracks>({});

// Bins of a 2048-point transform at 48 kHz: about 50 Hz to 4 kHz, where voices are.
const voiceBands = {
  bands: 9,
  loPass: 2,
  hiPass: 170,
  updateInterval: 50,
  analyserOptions: { fftSize: 2048, smoothingTimeConstant: 0.5 },
};

export const liveMedia: Media = {
  GuideVoice({ volume }) {
    const track = useContext(TracksContext).guide;
    const element = useRef<HTMLAudioElement>(null);
    useEffect(() => {
      const audio = element.current;
      if (!track || !audio) return undefined;
      track.attach(audio);
      return () => {
        track.detach(audio);
      };
    }, [track]);
    useEffect(() => {
      track?.setVolume(volume);
      if (element.current) element.current.volume = volume;
    }, [track, volume]);
    // Captions of it are on the page, as text that can be read at any pace.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    return <audio ref={element} data-testid="guide-audio" autoPlay hidden />;
  },

  Preview({ label, onPicture }) {
    const track = useContext(TracksContext).shown;
    const element = useRef<HTMLVideoElement>(null);
    useEffect(() => {
      const video = element.current;
      if (!track || !video) return undefined;
      track.attach(video);
      return () => {
        track.detach(video);
      };
    }, [track]);
    // A window that is resized, or a phone that is turned, changes the picture's size.
    const tell = ({ currentTarget: { videoWidth, videoHeight } }: VideoEvent): void => {
      onPicture({ width_px: videoWidth, height_px: videoHeight });
    };
    return (
      <video
        ref={element}
        aria-label={label}
        autoPlay
        muted
        playsInline
        onLoadedMetadata={tell}
        onResize={tell}
      />
    );
  },

  GuideLevels({ children }) {
    const tracks = useContext(TracksContext);
    return children(useMultibandTrackVolume(tracks.guide, voiceBands));
  },

  MicrophoneLevels({ children }) {
    const tracks = useContext(TracksContext);
    return children(useMultibandTrackVolume(tracks.microphone, voiceBands));
  },

  TestLevels({ deviceId, onFailure, children }) {
    const [track, setTrack] = useState<LocalAudioTrack>();
    const fail = useRef(onFailure);
    useEffect(() => {
      fail.current = onFailure;
    });
    useEffect(() => {
      let gone = false;
      let opened: LocalAudioTrack | undefined;
      createLocalAudioTrack(deviceId ? { deviceId: { ideal: deviceId } } : {})
        .then((created) => {
          opened = created;
          if (gone) created.stop();
          else setTrack(created);
        })
        .catch((error: unknown) => {
          if (!gone) fail.current(microphoneFailure(error));
        });
      return () => {
        gone = true;
        opened?.stop();
      };
    }, [deviceId]);
    return children(useMultibandTrackVolume(track, voiceBands));
  },

  Devices({ kind, children }) {
    const tracks = useContext(TracksContext);
    // Names of devices are told only once one of them is in use.
    return children(useDevices(kind, tracks.microphone ?? tracks.shown));
  },
};
