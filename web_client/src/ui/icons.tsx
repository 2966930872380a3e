/** Every drawing of the page, as inline SVG that takes the colour of its text. */
import type { ReactElement, ReactNode } from "react";

function Icon({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** A word of speech with a pointer in it: it talks, and it shows. */
export function Mark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path
        className="mark-bubble"
        d="M24 3a20.5 20.5 0 0 1 0 41H6.5A3.5 3.5 0 0 1 3 40.5V24A21 21 0 0 1 24 3Z"
      />
      <path
        className="mark-pointer"
        d="M16.7 14.2 34 22.3c1.3.6 1.1 2.5-.3 2.8l-7 1.4-2.9 6.5c-.6 1.3-2.5 1.1-2.8-.3l-4.9-16.7c-.3-1.3.6-2.4 1.6-1.8Z"
      />
    </svg>
  );
}

export const ScreenIcon = (): ReactElement => (
  <Icon>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M9 20h6M12 16.5V20" />
  </Icon>
);

export const CameraIcon = (): ReactElement => (
  <Icon>
    <path d="M4 8h3l1.5-2.5h7L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z" />
    <circle cx="12" cy="13" r="3.3" />
  </Icon>
);

export const StopIcon = (): ReactElement => (
  <Icon>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M9 20h6M12 16.5V20M9.5 8l5 5M14.5 8l-5 5" />
  </Icon>
);

export const CameraOffIcon = (): ReactElement => (
  <Icon>
    <path d="M9.5 5.5h6L17 8h3a1 1 0 0 1 1 1v8.5M17.5 19H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h2.5M9.3 11a3.3 3.3 0 0 0 4.7 4.7M4 4l16 16" />
  </Icon>
);

export const EyeIcon = (): ReactElement => (
  <Icon>
    <path d="M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12Z" />
    <circle cx="12" cy="12" r="2.8" />
  </Icon>
);

export const ChangeIcon = (): ReactElement => (
  <Icon>
    <path d="M4 9h13l-3.5-3.5M20 15H7l3.5 3.5" />
  </Icon>
);

export const MicrophoneIcon = (): ReactElement => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);

export const MicrophoneOffIcon = (): ReactElement => (
  <Icon>
    <path d="M9 9v2a3 3 0 0 0 4.8 2.4M15 11V6a3 3 0 0 0-5.6-1.5M5.5 11.5a6.5 6.5 0 0 0 10.3 5.3M18.5 11.5c0 .9-.2 1.7-.5 2.5M12 18v3M4 4l16 16" />
  </Icon>
);

export const TypeIcon = (): ReactElement => (
  <Icon>
    <rect x="2.5" y="6" width="19" height="12" rx="2" />
    <path d="M6 10h.01M9.7 10h.01M13.3 10h.01M17 10h.01M7.5 14h9" />
  </Icon>
);

export const SoundIcon = (): ReactElement => (
  <Icon>
    <path d="M4 10v4h3.5L12 18V6l-4.5 4H4ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />
  </Icon>
);

export const LeaveIcon = (): ReactElement => (
  <Icon>
    <path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10.5 12H20M16.5 8.5 20 12l-3.5 3.5" />
  </Icon>
);

export const SendIcon = (): ReactElement => (
  <Icon>
    <path d="M12 19V5M6 11l6-6 6 6" />
  </Icon>
);

export const CloseIcon = (): ReactElement => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const NoteIcon = (): ReactElement => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.4v.1" />
  </Icon>
);

export const KeptIcon = (): ReactElement => (
  <Icon>
    <path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5ZM9 12l2.2 2.2L15.3 10" />
  </Icon>
);
