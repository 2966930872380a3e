/** The bar of controls: each an icon with a word under it. */
import type { ReactElement, ReactNode, RefObject } from "react";

import { TalkMode } from "../generated/protocol";
import { useMedia } from "../media";
import type { ConversationState } from "../state/conversation";
import {
  CameraIcon,
  CameraOffIcon,
  ChangeIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ScreenIcon,
  SoundIcon,
  StopIcon,
  TypeIcon,
} from "./icons";
import { HoldButton } from "./HoldButton";
import { useWords } from "./language";
import { Wave } from "./Wave";

interface ControlsProps {
  readonly state: ConversationState;
  readonly typing: boolean;
  readonly panelOpen: boolean;
  readonly panelButton: RefObject<HTMLButtonElement | null>;
  readonly onMicrophone: () => void;
  readonly onPress: () => void;
  readonly onRelease: () => void;
  readonly onShow: () => void;
  readonly onStopShowing: () => void;
  readonly onType: () => void;
  readonly onPanel: () => void;
  readonly onLeave: () => void;
}

export function Controls(props: ControlsProps): ReactElement {
  const { t } = useWords();
  const { state, typing, panelOpen, panelButton, onType, onPanel, onLeave } = props;
  const closed = state.link === "closed";
  const holds = state.mode === TalkMode.HOLD && state.microphone.status === "on";
  return (
    <div className="controls" role="group" aria-label={t.controls}>
      {holds && (
        <HoldButton held={state.held} onPress={props.onPress} onRelease={props.onRelease} />
      )}
      <div className="bar">
        {!closed && !holds && (
          <MicrophoneControl state={state} onMicrophone={props.onMicrophone} />
        )}
        {!closed && <ShareControls {...props} />}
        <Control
          testId="type"
          icon={<TypeIcon />}
          word={t.type}
          active={typing}
          onClick={onType}
        />
        <button
          ref={panelButton}
          type="button"
          className="control"
          data-testid="devices"
          aria-expanded={panelOpen}
          aria-controls="devices-panel"
          onClick={onPanel}
        >
          <SoundIcon />
          <span>{t.sound}</span>
        </button>
        <Control testId="leave" icon={<LeaveIcon />} word={t.leave} onClick={onLeave} />
      </div>
    </div>
  );
}

interface ControlProps {
  readonly testId: string;
  readonly icon: ReactNode;
  readonly word: string;
  readonly active?: boolean;
  readonly disabled?: boolean;
  readonly children?: ReactNode;
  readonly onClick: () => void;
}

function Control(props: ControlProps): ReactElement {
  return (
    <button
      type="button"
      className="control"
      data-testid={props.testId}
      data-active={props.active ?? false}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.icon}
      <span>{props.word}</span>
      {props.children}
    </button>
  );
}

type MicrophoneControlProps = Pick<ControlsProps, "state" | "onMicrophone">;

function MicrophoneControl({ state, onMicrophone }: MicrophoneControlProps): ReactElement {
  const { t } = useWords();
  const { MicrophoneLevels } = useMedia();
  const { status, muted } = state.microphone;
  const heard = status === "on" && !muted;
  const word = status === "failed" ? t.microphoneBlocked : muted ? t.microphoneOff : t.microphoneOn;
  return (
    <Control
      testId="mic-toggle"
      icon={heard || status === "asking" ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      word={word}
      active={heard}
      disabled={status === "asking"}
      onClick={onMicrophone}
    >
      {heard && (
        <MicrophoneLevels>{(levels) => <Wave levels={levels} size="small" />}</MicrophoneLevels>
      )}
    </Control>
  );
}

function ShareControls({ state, onShow, onStopShowing }: ControlsProps): ReactElement {
  const { t } = useWords();
  const screen = state.share.kind === "screen";
  const asking = state.share.status === "asking";
  if (state.share.status !== "on") {
    return (
      <Control
        testId="share-toggle"
        icon={screen ? <ScreenIcon /> : <CameraIcon />}
        word={screen ? t.share : t.shareCamera}
        disabled={asking}
        onClick={onShow}
      />
    );
  }
  return (
    <>
      <Control
        testId="share-toggle"
        icon={screen ? <StopIcon /> : <CameraOffIcon />}
        word={screen ? t.stopShare : t.stopCamera}
        active
        onClick={onStopShowing}
      />
      {screen && (
        <Control testId="share-change" icon={<ChangeIcon />} word={t.change} onClick={onShow} />
      )}
    </>
  );
}
