/** One line that always says what goes on, with the guide's voice as a wave beside it. */
import type { ReactElement } from "react";

import { GuideState } from "../generated/protocol";
import { useMedia } from "../media";
import type { ConversationState } from "../state/conversation";
import { headlineOf } from "../state/headline";
import { Mark } from "./icons";
import { useWords } from "./language";
import { Wave } from "./Wave";

interface StateLineProps {
  readonly state: ConversationState;
  readonly hasKeyboard: boolean;
}

export function StateLine({ state, hasKeyboard }: StateLineProps): ReactElement {
  const { t } = useWords();
  const { GuideLevels } = useMedia();
  const { title, hint, name } = headlineOf(state, hasKeyboard);
  const speaking = name === GuideState.SPEAKING;
  return (
    <div className="state-line">
      <Mark />
      {/* "Speaking" is heard already: announcing it would talk over the guide. */}
      <p
        className="state"
        role="status"
        aria-live={speaking ? "off" : "polite"}
        data-testid="state"
        data-state={name}
      >
        <span className="state-title">{t[title]}</span>
        {hint && <span className="state-hint">{t[hint]}</span>}
      </p>
      <GuideLevels>
        {(levels) => <Wave levels={levels} size="small" label={t.guideWave} />}
      </GuideLevels>
    </div>
  );
}
