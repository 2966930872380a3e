"""Conversations that outlive their connection: what a resumption handle stands for.

Must not know: sockets, generations.
"""

from __future__ import annotations

import copy
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from tests.fakes.gemini.messages import INVALID_ARGUMENT, ProtocolError
from tests.fakes.gemini.usage import TokenLedger

# Google's documents: valid for 2 hours after the last session terminated.
DEFAULT_HANDLE_TTL_S = 2 * 3600.0
_MAX_HANDLES = 1000


@dataclass
class Conversation:
    """What the model remembers, and how far it is in the script."""

    model: str
    ledger: TokenLedger
    context: list[tuple[str, str]] = field(default_factory=list)
    position: int = 0
    elapsed_s: float = 0.0
    saw_video: bool = False


class HandleStore:
    """Handles issued by this server, each with the state it restores."""

    def __init__(self, ttl_s: float = DEFAULT_HANDLE_TTL_S) -> None:
        self._ttl_s = ttl_s
        self._saved: OrderedDict[str, tuple[float, Conversation]] = OrderedDict()

    def issue(self, conversation: Conversation, at: float) -> str:
        """A new handle for the conversation as it is now."""
        handle = secrets.token_urlsafe(24)
        self._saved[handle] = (at, copy.deepcopy(conversation))
        while len(self._saved) > _MAX_HANDLES:
            self._saved.popitem(last=False)
        return handle

    def restore(self, handle: str, model: str, at: float) -> Conversation:
        """Raises ProtocolError for a handle unknown, expired or of another model.

        The code is 1007, as users of the real server report for a resume it rejects.
        """
        issued_at, conversation = self._saved.get(handle, (at, None))
        if conversation is None or at - issued_at > self._ttl_s or conversation.model != model:
            raise ProtocolError(INVALID_ARGUMENT, "Request contains an invalid argument.")
        return copy.deepcopy(conversation)

    def expire_all(self) -> None:
        """From now on every handle issued so far is refused."""
        self._saved.clear()
