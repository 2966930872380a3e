"""Where logs go and what never gets into them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loguru import logger
from pydantic import SecretStr

from config.logging import configure_logging, redact
from config.settings import LogFormat, Settings, SettingsError

pytestmark = pytest.mark.unit

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logger.remove()
    logger.configure(extra={}, patcher=lambda _record: None)
    root.handlers[:] = handlers
    root.setLevel(level)


def _settings(log_dir: Path, log_format: LogFormat = LogFormat.CONSOLE) -> Settings:
    return Settings(
        livekit_api_secret=SecretStr(SECRET),
        google_api_key=SecretStr("AIza-a-google-key"),
        log_dir=log_dir,
        log_format=log_format,
    )


def test_app_log_takes_all_and_error_log_the_errors(tmp_path: Path) -> None:
    configure_logging(_settings(tmp_path), "tested")
    logger.info("calm")
    logger.error("trouble")
    app, error = (tmp_path / "app.log").read_text(), (tmp_path / "error.log").read_text()
    assert "calm" in app
    assert "trouble" in app
    assert "tested" in app
    assert "calm" not in error
    assert "trouble" in error


def test_standard_library_records_arrive_with_their_callers_name(tmp_path: Path) -> None:
    configure_logging(_settings(tmp_path), "tested")
    logging.getLogger("livekit.agents").warning("told by %s {not a field}", "the framework")
    line = (tmp_path / "app.log").read_text()
    assert "told by the framework {not a field}" in line
    assert f" {__name__} " in line


def test_record_whose_arguments_do_not_fit_raises_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    configure_logging(_settings(tmp_path), "tested")
    logging.getLogger("careless").warning("%d pieces", "three")
    logger.info("still alive")
    assert "still alive" in (tmp_path / "app.log").read_text()


@pytest.mark.parametrize("log_format", LogFormat)
def test_secrets_and_tokens_are_blank_in_messages_and_tracebacks(
    log_format: LogFormat, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configure_logging(_settings(tmp_path, log_format), "tested")
    hidden = f"wss://host/?access_token={JWT}&key=AIza-a-google-key&secret={SECRET}"
    logger.info(hidden)
    try:
        raise ConnectionError(hidden)
    except ConnectionError:
        logging.getLogger("websockets.client").exception("lost")
    written = (
        (tmp_path / "app.log").read_text()
        + (tmp_path / "error.log").read_text()
        + capfd.readouterr().err
    )
    assert "ConnectionError" in written
    assert "wss://host/?access_token=***" in written
    for private in (JWT, "AIza-a-google-key", SECRET):
        assert private not in written


def test_json_format_writes_one_object_a_line(tmp_path: Path) -> None:
    configure_logging(_settings(tmp_path, LogFormat.JSON), "tested")
    logger.warning("one\ntwo")
    (line,) = (tmp_path / "app.log").read_text().splitlines()
    record = json.loads(line)["record"]
    assert record["message"] == "one\ntwo"
    assert record["extra"]["service"] == "tested"


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SettingsError, match="LOG_DIR"):
        configure_logging(_settings(tmp_path / "file"), "tested")


@given(before=st.text(), after=st.text(alphabet=" \n&\"'"))
def test_redact_blanks_a_token_wherever_it_stands(before: str, after: str) -> None:
    assert JWT not in redact(f"{before} {JWT}{after}", ())
