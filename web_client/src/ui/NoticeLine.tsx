/** Something to know that changes nothing, until it is read. */
import type { ReactElement } from "react";

import { MAX_CHAT_CHARS, NoticeCode } from "../generated/protocol";
import type { ConversationState } from "../state/conversation";
import { CloseIcon } from "./icons";
import { useWords } from "./language";

interface NoticeLineProps {
  readonly notice: ConversationState["notice"];
  readonly onRead: () => void;
}

export function NoticeLine({ notice, onRead }: NoticeLineProps): ReactElement {
  const { t, count } = useWords();
  const words = (): string => {
    switch (notice?.code) {
      case NoticeCode.MESSAGE_TOO_LONG:
        return t.noticeTooLong(count(notice.limit ?? MAX_CHAT_CHARS));
      case NoticeCode.MESSAGE_UNREADABLE:
        return t.noticeUnreadable;
      case NoticeCode.TOO_MANY_MESSAGES:
        return t.noticeTooMany;
      case NoticeCode.NOT_READY:
        return t.noticeNotReady;
      case NoticeCode.NOT_UNDERSTOOD:
        return t.noticeNotUnderstood;
      case NoticeCode.NO_ANSWER:
        return t.noticeNoAnswer;
      case "voice":
        return t.noticeVoice;
      case undefined:
        return "";
    }
  };
  return (
    <div role="status" className="notice-place">
      {notice && (
        <p className="notice" data-testid="notice">
          {words()}
          <button
            type="button"
            className="button button-quiet button-round"
            aria-label={t.close}
            onClick={onRead}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </div>
  );
}
