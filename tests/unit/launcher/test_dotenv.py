"""`.env` gets what it lacks and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from dotenv import dotenv_values

from config.settings import MIN_SECRET_CHARS
from launcher.dotenv import ensure_secrets
from launcher.errors import LaunchError

pytestmark = pytest.mark.unit

NAMES = ("LIVEKIT_API_SECRET",)


def test_new_file_holds_a_long_random_secret_for_its_owner_only(tmp_path: Path) -> None:
    one, other = tmp_path / "one.env", tmp_path / "other.env"
    assert ensure_secrets(one, NAMES) == NAMES
    ensure_secrets(other, NAMES)
    secret = dotenv_values(one)["LIVEKIT_API_SECRET"]
    assert secret is not None
    assert len(secret) >= MIN_SECRET_CHARS
    assert secret != dotenv_values(other)["LIVEKIT_API_SECRET"]
    assert one.stat().st_mode & 0o777 == 0o600


def test_complete_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("LIVEKIT_API_SECRET=mine # kept\n")
    before = path.stat().st_mtime_ns
    assert ensure_secrets(path, NAMES) == ()
    assert path.read_text() == "LIVEKIT_API_SECRET=mine # kept\n"
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["PORT=9000", "PORT=9000\n", "PORT=9000\nLIVEKIT_API_SECRET=\n"])
def test_missing_secret_is_added_below_what_is_there(text: str, tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(text)
    ensure_secrets(path, NAMES)
    assert path.read_text().startswith(text)
    values = dotenv_values(path)
    assert values["PORT"] == "9000"
    assert values["LIVEKIT_API_SECRET"]
    assert ensure_secrets(path, NAMES) == ()


def test_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="check who owns it"):
        ensure_secrets(tmp_path / "no" / "folder" / ".env", NAMES)
