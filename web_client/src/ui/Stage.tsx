/** The middle of the call: what the user shows, or the guide's voice while nothing is shown. */
import { useState, type ReactElement, type ReactNode } from "react";

import type { PointRequest } from "../generated/protocol";
import { useMedia, type Size } from "../media";
import type { ConversationState } from "../state/conversation";
import { CameraIcon, EyeIcon, ScreenIcon } from "./icons";
import { useWords } from "./language";
import { Pointer } from "./Pointer";
import { Wave } from "./Wave";

interface StageProps {
  readonly state: ConversationState;
  /** Takes the whole stage when given. */
  readonly failure: ReactNode;
  readonly onShow: () => void;
}

export function Stage({ state, failure, onShow }: StageProps): ReactElement {
  const { t } = useWords();
  const shown = state.share.status === "on";
  if (failure) return <section className="stage stage-failure">{failure}</section>;
  return (
    <section className="stage" data-shown={shown} aria-label={t.stage}>
      {shown ? <Shown point={state.point} /> : <Invitation state={state} onShow={onShow} />}
    </section>
  );
}

function Shown({ point }: { readonly point: PointRequest | null }): ReactElement {
  const { t } = useWords();
  const { Preview } = useMedia();
  const [picture, setPicture] = useState<Size | null>(null);
  const label = point?.label.trim();
  return (
    <>
      <div className="stage-label">
        <EyeIcon />
        <span>{t.whatISee}</span>
        {/* There from the start, or its first words would not be read out. */}
        <p className="stage-pointed" role="status" data-testid="pointed-at">
          {point && (label ? t.pointsAt(label) : t.pointsThere)}
        </p>
      </div>
      <div className="stage-picture">
        <Preview label={t.whatISee} onPicture={setPicture} />
        {point && picture && <Pointer point={point} picture={picture} />}
      </div>
    </>
  );
}

function Invitation({ state, onShow }: Omit<StageProps, "failure">): ReactElement {
  const { t } = useWords();
  const { GuideLevels } = useMedia();
  const screen = state.share.kind === "screen";
  const next = state.share.status === "needs_click";
  const wave = <GuideLevels>{(levels) => <Wave levels={levels} size="large" />}</GuideLevels>;
  // The failure's own button offers the same.
  if (state.shareFailure) return <div className="invitation">{wave}</div>;
  return (
    <div className="invitation">
      {wave}
      <p>{next ? t.oneMoreStep : screen ? t.shareOnStage : t.cameraOnStage}</p>
      <button
        type="button"
        className={next ? "button button-main button-large" : "button button-tall"}
        data-testid="share-stage"
        disabled={state.share.status === "asking"}
        onClick={onShow}
      >
        {screen ? <ScreenIcon /> : <CameraIcon />}
        {screen ? t.shareScreen : t.useCamera}
      </button>
    </div>
  );
}
