"""The browser's types say what `protocol.messages` says, and a stale file is noticed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from protocol import generate, messages

pytestmark = pytest.mark.unit


def _module(**members: object) -> ModuleType:
    module = ModuleType("invented")
    for name, member in members.items():
        if isinstance(member, type):
            member.__module__ = module.__name__
        setattr(module, name, member)
    return module


def test_the_checked_in_file_is_what_the_messages_say_now() -> None:
    assert generate.main(["--check"]) == 0, "run `python -m protocol.generate`"


def test_a_file_that_differs_is_stale(tmp_path: Path) -> None:
    output = tmp_path / "protocol.ts"
    assert generate.main(["--check", "--output", str(output)]) == 1
    assert generate.main(["--output", str(output)]) == 0
    assert generate.main(["--check", "--output", str(output)]) == 0
    output.write_text(output.read_text() + "export const EXTRA = 1;\n")
    assert generate.main(["--check", "--output", str(output)]) == 1


def test_every_enum_member_and_constant_crosses_over() -> None:
    text = generate.typescript()
    for enum in (messages.Attribute, messages.GuideState, messages.Reason, messages.Topic):
        for member in enum:
            assert f'  {member.name}: "{member.value}",' in text
    assert f"export const MAX_CHAT_CHARS = {messages.MAX_CHAT_CHARS} as const;" in text


def test_a_field_with_a_default_is_optional_and_a_null_is_said() -> None:
    text = generate.typescript()
    assert "  readonly mode: TalkMode;\n  readonly held?: boolean;\n" in text
    assert "  readonly limit?: number | null;\n" in text
    assert "  readonly languages: readonly Language[];\n" in text


def test_nested_messages_and_lists_of_choices_are_translated() -> None:
    class Colour(StrEnum):
        RED = "red"

    class Part(BaseModel):
        size: float

    class Whole(BaseModel):
        parts: list[Part | None]
        names: dict[str, Colour]
        corner: tuple[int, int]

    text = generate.typescript(_module(Colour=Colour, Part=Part, Whole=Whole))
    assert "  readonly parts: readonly (Part | null)[];\n" in text
    assert "  readonly names: Readonly<Record<string, Colour>>;\n" in text
    assert "  readonly corner: readonly [number, number];\n" in text


def test_a_type_without_translation_is_refused_not_guessed() -> None:
    class Loose(BaseModel):
        anything: object

    with pytest.raises(generate.UnsupportedSchemaError):
        generate.typescript(_module(Loose=Loose))
