"""The README says what is true: every setting is in its table, every setting there exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from config.settings import Settings, setting_names

pytestmark = pytest.mark.unit

PROJECT_DIR = Path(__file__).resolve().parents[2]
README = (PROJECT_DIR / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", re.MULTILINE)
TABLE = {name: (default, text) for name, default, text in ROW.findall(README)}


def test_every_setting_is_documented_and_no_other() -> None:
    assert set(TABLE) == set(setting_names()) - {"GEMINI_API_KEY"}
    assert "`GEMINI_API_KEY`" in README


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_settings_row_says_its_default_and_its_description(name: str) -> None:
    field = Settings.model_fields[name.lower()]
    default, text = TABLE[name]
    assert text == field.description
    value = field.get_default()
    if value is PydanticUndefined:
        assert default == "made by `make run`"
    else:
        assert default == ("" if value in (None, ()) else f"`{value}`")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?!http)[^)]+)\)", README))))
def test_what_the_readme_points_to_is_there(path: str) -> None:
    assert (PROJECT_DIR / path).exists()
