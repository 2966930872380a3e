"""Which source of a setting wins, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from config import Environment, Settings, SettingsError, TurnDetection, load_settings
from config.settings import dotenv_path, peek, setting_names

pytestmark = pytest.mark.unit

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def no_settings_in_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper() in setting_names():
            monkeypatch.delenv(name)


def _project(tmp_path: Path, dotenv: str = "", development: str = "", production: str = "") -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / ".env").write_text(dotenv)
    (tmp_path / "config" / "env.development").write_text(development)
    (tmp_path / "config" / "env.production").write_text(production)
    return tmp_path


def test_environment_beats_dotenv_beats_environment_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "1001")
    project = _project(
        tmp_path,
        dotenv=f"PORT=2002\nAGENT_NAME=mine\nLIVEKIT_API_SECRET={SECRET}\n",
        development="PORT=3003\nAGENT_NAME=theirs\nAGENT_CAPACITY=7\n",
    )

    settings = load_settings(project)

    assert (settings.port, settings.agent_name, settings.agent_capacity) == (1001, "mine", 7)


def test_environment_chooses_the_environment_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _project(
        tmp_path,
        dotenv=f"LIVEKIT_API_SECRET={SECRET}\n",
        development="LOG_LEVEL=DEBUG\n",
        production="LOG_LEVEL=ERROR\n",
    )
    assert load_settings(project).log_level == "DEBUG"
    monkeypatch.setenv("ENVIRONMENT", "production")
    assert load_settings(project).environment is Environment.PRODUCTION
    assert load_settings(project).log_level == "ERROR"


def test_empty_values_count_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_API_KEY", "")
    project = _project(
        tmp_path,
        dotenv=f"LIVEKIT_API_SECRET={SECRET}\nGOOGLE_API_KEY=\nPORT=\nPUBLIC_URL\n"
        "VOICE_STACK=gemini\n",
    )
    settings = load_settings(project)
    assert settings.port == 8000
    assert settings.missing_model_setting == "GOOGLE_API_KEY"


@pytest.mark.parametrize(
    ("chosen", "key", "local"),
    [
        ("auto", "", True),
        ("auto", "k", False),
        ("gemini", "", False),
        ("gemini", "k", False),
        ("local", "", True),
        ("local", "k", True),
    ],
)
def test_without_a_key_the_guide_is_local_unless_told_otherwise(
    chosen: str, key: str, local: bool, tmp_path: Path
) -> None:
    project = _project(
        tmp_path,
        dotenv=f"LIVEKIT_API_SECRET={SECRET}\nVOICE_STACK={chosen}\nGOOGLE_API_KEY={key}\n",
    )
    settings = load_settings(project)
    assert settings.is_local is local
    missing = None if local or key else "GOOGLE_API_KEY"
    assert settings.missing_model_setting == missing


def test_a_server_that_thinks_needs_the_name_of_a_model(tmp_path: Path) -> None:
    dotenv = f"LIVEKIT_API_SECRET={SECRET}\nOPENAI_BASE_URL=http://127.0.0.1:11434/v1\n"
    project = _project(tmp_path, dotenv=dotenv)
    with pytest.raises(SettingsError, match="OPENAI_MODEL"):
        load_settings(project)
    (project / ".env").write_text(f"{dotenv}OPENAI_MODEL=llama\n")
    assert load_settings(project).openai_model == "llama"


@pytest.mark.parametrize("name", ["GOOGLE_API_KEY", "GEMINI_API_KEY"])
@pytest.mark.parametrize("in_dotenv", ["GOOGLE_API_KEY", "GEMINI_API_KEY"])
def test_key_in_the_environment_beats_dotenv_under_either_name(
    name: str, in_dotenv: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "from-environment")
    project = _project(
        tmp_path, dotenv=f"LIVEKIT_API_SECRET={SECRET}\n{in_dotenv}=from-dotenv-file\n"
    )
    settings = load_settings(project)
    assert settings.google_api_key == SecretStr("from-environment")
    assert settings.missing_model_setting is None


@pytest.mark.parametrize("file", [".env", "config/env.development"])
def test_unknown_name_in_a_file_is_refused_by_name(file: str, tmp_path: Path) -> None:
    project = _project(tmp_path, dotenv=f"LIVEKIT_API_SECRET={SECRET}\n")
    with (project / file).open("a") as opened:
        opened.write("GOGLE_API_KEY=very-private\n")
    with pytest.raises(SettingsError, match="GOGLE_API_KEY") as raised:
        load_settings(project)
    assert "very-private" not in str(raised.value)


def test_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    project = _project(tmp_path)
    (project / ".env").write_bytes(b"LIVEKIT_API_SECRET=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings(project)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "LIVEKIT_API_SECRET is not set"),
        ("PORT=eighty", "PORT should be a valid integer"),
        ("PORT=70000", "PORT should be less than or equal to 65535"),
        ("LIVEKIT_RTC_UDP_PORT=0", "LIVEKIT_RTC_UDP_PORT should be greater"),
        ("CORS_ORIGINS=*", "CORS_ORIGINS must name each origin"),
        ("CORS_ORIGINS=https://*.example.org", "CORS_ORIGINS must name each origin"),
        ("TOKEN_RATE_LIMIT=often", "TOKEN_RATE_LIMIT"),
        ("TRUSTED_PROXIES=10.0.0.0/8,the-proxy", "TRUSTED_PROXIES"),
        ("LOG_LEVEL=loud", "LOG_LEVEL must be DEBUG"),
        ("LIVEKIT_URL=livekit.example.org", "LIVEKIT_URL must start with ws://"),
        ("GEMINI_BASE_URL=http://proxy.example.org", "GEMINI_BASE_URL must start with https://"),
        ("TURN_DETECTION=both", "TURN_DETECTION should be 'local' or 'server'"),
        ("ENVIRONMENT=staging", "ENVIRONMENT must be development or production"),
    ],
)
def test_wrong_value_is_one_sentence_that_names_the_variable(
    line: str, words: str, tmp_path: Path
) -> None:
    secret = f"LIVEKIT_API_SECRET={SECRET}\n" if line else ""
    with pytest.raises(SettingsError) as raised:
        load_settings(_project(tmp_path, dotenv=f"{secret}{line}\n"))
    message = str(raised.value)
    assert message.startswith(words)
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("secret", ["secret", "devkey", "x" * 31])
def test_production_refuses_short_secrets_and_never_shows_them(
    secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    with pytest.raises(SettingsError, match="LIVEKIT_API_SECRET must be random") as raised:
        load_settings(_project(tmp_path, dotenv=f"LIVEKIT_API_SECRET={secret}\n"))
    assert f"={secret}" not in str(raised.value)


def test_another_dotenv_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.env"
    other.write_text(f"LIVEKIT_API_SECRET={SECRET}\nPORT=4321\n")
    monkeypatch.setenv("CICERONE_DOTENV", str(other))
    assert dotenv_path() == other
    assert load_settings().port == 4321


def test_peek_follows_the_same_order_and_checks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _project(tmp_path, dotenv="LIVEKIT_URL=ws://from-dotenv\n")
    assert peek("LIVEKIT_URL", project) == "ws://from-dotenv"
    monkeypatch.setenv("LIVEKIT_URL", "ws://from-environment")
    assert peek("LIVEKIT_URL", project) == "ws://from-environment"
    assert peek("LIVEKIT_API_KEY", project) == "cicerone"
    assert peek("LIVEKIT_API_SECRET", project) == ""
    assert peek("PUBLIC_URL", project) == ""


def test_lists_are_split_at_commas(tmp_path: Path) -> None:
    project = _project(
        tmp_path,
        dotenv=f"LIVEKIT_API_SECRET={SECRET}\n"
        "CORS_ORIGINS= https://a.example.org/ , https://b.example.org,\n"
        "TRUSTED_PROXIES=10.0.0.0/8,::1\n",
    )
    settings = load_settings(project)
    assert settings.cors_origins == ("https://a.example.org", "https://b.example.org")
    assert settings.trusted_proxies == ("10.0.0.0/8", "::1")


def test_browser_gets_the_public_address_where_there_is_one() -> None:
    inside = Settings(livekit_api_secret=SecretStr(SECRET))
    outside = Settings(
        livekit_api_secret=SecretStr(SECRET), livekit_public_url="wss://guide.example.org"
    )
    assert inside.browser_livekit_url == "ws://127.0.0.1:7880"
    assert outside.browser_livekit_url == "wss://guide.example.org"


def test_settings_cannot_be_changed() -> None:
    settings = Settings(livekit_api_secret=SecretStr(SECRET))
    with pytest.raises(ValueError, match="frozen"):
        settings.turn_detection = TurnDetection.SERVER  # type: ignore[misc]


# The sign keeps the secret from being a word of the repr itself.
@given(secret=st.text(st.characters(min_codepoint=33, max_codepoint=126)).map("§".__add__))
def test_secrets_never_show_in_text(secret: str) -> None:
    settings = Settings(
        livekit_api_secret=SecretStr(secret),
        google_api_key=SecretStr(secret),
        redis_url=SecretStr(secret),
    )
    assert secret not in repr(settings)
    assert secret not in str(settings)


def test_every_setting_is_described_and_the_shipped_files_load(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = Path(__file__).parents[3] / "config"
    for environment in Environment:
        project = tmp_path / environment
        project.mkdir()
        _project(
            project,
            dotenv=f"LIVEKIT_API_SECRET={SECRET}\n",
            development=(shipped / "env.development").read_text(),
            production=(shipped / "env.production").read_text(),
        )
        monkeypatch.setenv("ENVIRONMENT", environment)
        assert load_settings(project).environment is environment
    assert all(field.description for field in Settings.model_fields.values())
