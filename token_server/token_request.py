"""The body of LiveKit's standard token request, and what of it a client may choose.

Owns: which fields are accepted and how they are cleaned. Every field of the standard is known;
those the server decides alone are accepted only when they ask for nothing.
Must not know: HTTP, signing.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from protocol.messages import ALL_VOICES, Attribute, Language
from token_server.errors import FieldNotAllowedError, InvalidFieldError

MAX_NAME_CHARS = 60
# Unicode calls these two format characters, but words and emoji are spelt with them.
_JOINERS = frozenset("\u200c\u200d")
_ALLOWED_VALUES = {
    Attribute.LANGUAGE: tuple(Language),
    Attribute.VOICE: ALL_VOICES,
}


class TokenRequest(BaseModel):
    """LiveKit's standard token request. Every field is optional; empty is as good as absent."""

    model_config = ConfigDict(extra="forbid")

    room_name: str | None = Field(None, description="Chosen by the server: leave it out.")
    participant_identity: str | None = Field(None, description="Chosen by the server.")
    participant_name: str | None = Field(
        None, description=f"The name to show, {MAX_NAME_CHARS} characters at most."
    )
    participant_metadata: str | None = Field(None, description="Not accepted.")
    participant_attributes: dict[str, str] | None = Field(
        None, description="`cicerone.language` and `cicerone.voice` only."
    )
    room_config: dict[str, Any] | None = Field(
        None, description="Accepted when it asks for this server's agent and nothing else."
    )

    def refuse_server_choices(self, agent_name: str) -> None:
        """Check that the client leaves to the server what is the server's.

        Raises:
            FieldNotAllowedError: it names a room, an identity, metadata or another agent.
        """
        for name in ("room_name", "participant_identity", "participant_metadata"):
            if getattr(self, name):
                raise FieldNotAllowedError(
                    f"{name} may not be set: this server chooses it.", {"field": name}
                )
        asked = _without_empty(self.room_config)
        if asked not in (None, {"agents": [{"agent_name": agent_name}]}):
            raise FieldNotAllowedError(
                f"room_config may only name the agent {agent_name!r}, without further settings.",
                {"field": "room_config"},
            )

    def clean_name(self) -> str:
        """The name to show, without control characters and with single spaces.

        Raises:
            InvalidFieldError: it is too long.
        """
        name = "".join(
            char
            for char in " ".join((self.participant_name or "").split())
            if char in _JOINERS or not unicodedata.category(char).startswith("C")
        ).strip()
        if len(name) > MAX_NAME_CHARS:
            raise InvalidFieldError(
                f"participant_name may have at most {MAX_NAME_CHARS} characters.",
                {"field": "participant_name", "limit": MAX_NAME_CHARS},
            )
        return name

    def clean_attributes(self) -> dict[str, str]:
        """The attributes a person may choose for themselves.

        Raises:
            FieldNotAllowedError: another attribute is named.
            InvalidFieldError: a value is not one of those the guide knows.
        """
        chosen: dict[str, str] = {}
        for name, value in (self.participant_attributes or {}).items():
            if name not in _ALLOWED_VALUES:
                raise FieldNotAllowedError(
                    "participant_attributes may only have "
                    + " and ".join(str(allowed) for allowed in _ALLOWED_VALUES)
                    + ".",
                    {"field": "participant_attributes"},
                )
            allowed_values = _ALLOWED_VALUES[Attribute(name)]
            if value and value not in allowed_values:
                raise InvalidFieldError(
                    f"{name} must be one of: {', '.join(allowed_values)}.",
                    {"field": f"participant_attributes.{name}", "allowed": list(allowed_values)},
                )
            if value:
                chosen[name] = value
        return chosen


def _without_empty(value: Any) -> Any:
    """`value` with everything empty left out, or None when nothing is left.

    In protobuf's JSON a default value and an absent field mean the same.
    """
    if isinstance(value, dict):
        kept = {name: _without_empty(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None} or None
    if isinstance(value, list):
        return [item for item in map(_without_empty, value) if item is not None] or None
    return value or None
