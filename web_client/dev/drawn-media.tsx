/** Sound and pictures for the gallery: still, the same every time, and clearly drawn. */
import { useEffect, type ReactElement } from "react";

import type { Levels, Media, Size } from "../src/media";

const voice: Levels = [0.86, 0.62, 0.74, 0.4, 0.22, 0.1, 0.1, 0.1, 0.1];
const murmur: Levels = [0.3, 0.22, 0.16, 0.1, 0.06, 0, 0, 0, 0];

const drawn: Size = { width_px: 1600, height_px: 900 };

export const drawnMedia: Media = {
  GuideVoice: () => null,
  Preview({ label, onPicture }) {
    useEffect(() => {
      onPicture(drawn);
    }, [onPicture]);
    return <DrawnScreen label={label} />;
  },
  GuideLevels: ({ children }) => children(voice),
  MicrophoneLevels: ({ children }) => children(murmur),
  TestLevels: ({ children }) => children(voice),
  Devices: ({ kind, children }) =>
    children(
      kind === "audioinput"
        ? [
            { id: "a", label: "Headset (USB)" },
            { id: "b", label: "" },
          ]
        : [],
    ),
};

/** A word processor, as someone lost in it might share it. */
function DrawnScreen({ label }: { readonly label: string }): ReactElement {
  return (
    <svg className="drawn-screen" viewBox="0 0 1600 900" role="img" aria-label={label}>
      <rect width="1600" height="900" fill="#dfe3e8" />
      <rect width="1600" height="56" fill="#3a5a8c" />
      <text x="28" y="37" fontSize="24" fill="#fff">
        Letter.odt
      </text>
      <rect y="56" width="1600" height="64" fill="#f4f5f7" />
      {["File", "Edit", "View", "Insert", "Format", "Page", "Tools"].map((word, index) => (
        <text key={word} x={32 + index * 110} y="97" fontSize="25" fill="#222">
          {word}
        </text>
      ))}
      <rect x="420" y="170" width="760" height="730" fill="#fff" />
      {Array.from({ length: 13 }, (_, index) => (
        <rect
          key={index}
          x="500"
          y={250 + index * 46}
          width={index % 5 === 4 ? 330 : 600}
          height="14"
          rx="7"
          fill="#c9ced6"
        />
      ))}
    </svg>
  );
}
