"""The one settings object of every process, and the only reader of the environment.

Sources, strongest first: the process environment, `.env`, `config/env.<ENVIRONMENT>`, the
defaults below. The two files may only hold names that exist here: a misspelt name is refused
instead of silently ignored. Values of secrets never appear in an error or a repr.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from dotenv import dotenv_values
from limits import parse_many
from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticUndefined
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PROJECT_DIR = Path(__file__).resolve().parent.parent

# HMAC-SHA256 wants a key at least as long as its output (RFC 7518, 3.2).
MIN_SECRET_CHARS = 32
KNOWN_DEFAULT_SECRETS = frozenset({"secret", "devkey", "changeme", "change-me", "password"})


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one sentence for the person who starts us."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class TurnDetection(StrEnum):
    """Who decides when the user's turn starts and ends."""

    LOCAL = "local"  # Silero and the audio end-of-turn model, in the worker
    SERVER = "server"  # the Gemini server's own detection


class VoiceStackName(StrEnum):
    """What hears, thinks and speaks."""

    AUTO = "auto"  # Gemini with a key, else local
    GEMINI = "gemini"  # Gemini Live
    LOCAL = "local"  # this machine alone, or with an OpenAI-compatible server


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """Every setting, by its environment name in lower case. Units are in the names."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, env_ignore_empty=True
    )

    environment: Environment = Field(
        Environment.DEVELOPMENT, description="`development` or `production`."
    )

    # LiveKit
    livekit_url: str = Field(
        "ws://127.0.0.1:7880",
        description="LiveKit server, as the token server and the worker reach it.",
    )
    livekit_public_url: str | None = Field(
        None, description="LiveKit server as browsers reach it, when that differs."
    )
    livekit_api_key: str = Field("cicerone", description="Name of the LiveKit API key.")
    livekit_api_secret: SecretStr = Field(
        description="Secret of the LiveKit API key, 32 characters or more."
    )
    livekit_rtc_tcp_port: int = Field(
        7881, ge=1, le=65535, description="Media over TCP, of the livekit-server `make run` starts."
    )
    livekit_rtc_udp_port: int = Field(
        7882, ge=1, le=65535, description="Media over UDP, of the livekit-server `make run` starts."
    )

    # The model
    voice_stack: VoiceStackName = Field(
        VoiceStackName.AUTO,
        description="`auto` (Gemini with a key, else local), `gemini` or `local`.",
    )
    google_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("google_api_key", "gemini_api_key"),
        description="Gemini API key. `GEMINI_API_KEY` is accepted too.",
    )
    gemini_model: str = Field(
        "gemini-3.8-live", description="Gemini Live model; see `agent/voice/gemini.py` for why."
    )
    gemini_voice: str = Field("Puck", description="The voice unless the user picks another.")
    gemini_base_url: str | None = Field(
        None, description="Another address for the Gemini API: a proxy or a test server (https)."
    )
    turn_detection: TurnDetection = Field(
        TurnDetection.LOCAL,
        description="`local` (in the worker) or `server` (Gemini's own detection).",
    )
    whisper_model: str | None = Field(
        None,
        description="Local stack: a faster-whisper model, by path or name; "
        "without one the multilingual base model that comes in a package.",
    )
    openai_base_url: str | None = Field(
        None,
        description="Local stack: an OpenAI-compatible server that thinks (Ollama, vLLM, "
        "llama.cpp, OpenAI); without one the guide finds words on the screen.",
    )
    openai_api_key: SecretStr | None = Field(
        None, description="Key of that server, where it wants one."
    )
    openai_model: str | None = Field(None, description="The model to ask of that server.")

    # The worker
    agent_name: str = Field("cicerone", description="Name the worker registers for dispatch.")
    agent_capacity: int = Field(
        20, ge=1, le=1000, description="Conversations one worker takes at the same time."
    )
    agent_idle_processes: int = Field(
        2, ge=0, le=64, description="Warm processes kept waiting for the next conversation."
    )
    agent_health_host: str = Field("127.0.0.1", description="Where the worker's health answers.")
    agent_health_port: int = Field(8081, ge=0, le=65535, description="Its port; 0 picks one.")
    agent_drain_timeout_s: int = Field(
        60, ge=0, description="How long a stopping worker lets its conversations finish."
    )

    # The token server
    host: str = Field("127.0.0.1", description="Address the token server and the page listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Its port.")
    public_url: str | None = Field(
        None, description="Address of the page as people open it, when a proxy stands in front."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Other origins that may ask for tokens, separated by commas. Never `*`."
    )
    token_ttl_s: int = Field(600, ge=60, le=86400, description="Life of a room token.")
    token_rate_limit: str = Field(
        "10/minute;60/hour", description="Tokens one address may ask for."
    )
    rate_limit: str = Field("300/minute", description="Requests one address may make in all.")
    redis_url: SecretStr | None = Field(
        None, description="Redis for rate limits shared by several token servers."
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Addresses or networks whose X-Forwarded-For is believed."
    )
    max_body_bytes: int = Field(65536, ge=1024, description="Largest request body accepted.")
    dispatch_grace_s: float = Field(
        3.0, gt=0, description="A room with a person and no guide this long is dispatched again."
    )

    # Logs
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: LogFormat = Field(LogFormat.CONSOLE, description="`console` or `json`.")
    log_dir: Path = Field(Path("logs"), description="Folder of app.log and error.log.")

    @field_validator("cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("cors_origins")
    @classmethod
    def _no_wildcard_origin(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any("*" in origin for origin in value):
            raise ValueError("must name each origin; * would let any page use a visitor's session")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses_or_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ipaddress.ip_network(network, strict=False)
        return value

    @field_validator("token_rate_limit", "rate_limit")
    @classmethod
    def _rate_is_readable(cls, value: str) -> str:
        parse_many(value)
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        level = value.upper()
        if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level

    @field_validator("livekit_url", "livekit_public_url")
    @classmethod
    def _websocket_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("ws://", "wss://", "http://", "https://")):
            raise ValueError("must start with ws:// or wss://")
        return value

    @field_validator("openai_base_url")
    @classmethod
    def _http_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value

    @field_validator("gemini_base_url")
    @classmethod
    def _https_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("https://"):
            raise ValueError("must start with https:// (the key travels over it)")
        return value

    @model_validator(mode="after")
    def _production_secrets(self) -> Self:
        if self.environment is not Environment.PRODUCTION:
            return self
        secret = self.livekit_api_secret.get_secret_value()
        if len(secret) < MIN_SECRET_CHARS or secret.lower() in KNOWN_DEFAULT_SECRETS:
            raise ValueError(
                f"LIVEKIT_API_SECRET must be random and {MIN_SECRET_CHARS} characters or more "
                "in production"
            )
        return self

    @model_validator(mode="after")
    def _a_server_needs_a_model(self) -> Self:
        if self.openai_base_url is not None and not self.openai_model:
            raise ValueError("OPENAI_MODEL must name the model to ask of OPENAI_BASE_URL")
        return self

    @property
    def is_local(self) -> bool:
        """The guide hears, thinks and speaks without Gemini."""
        if self.voice_stack is VoiceStackName.AUTO:
            return self.google_api_key is None
        return self.voice_stack is VoiceStackName.LOCAL

    @property
    def browser_livekit_url(self) -> str:
        """The LiveKit address a browser is given."""
        return self.livekit_public_url or self.livekit_url

    @property
    def missing_model_setting(self) -> str | None:
        """Name of the variable the guide cannot think without, or None when all is there."""
        return None if self.is_local or self.google_api_key else "GOOGLE_API_KEY"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # The files are read by load_settings, which knows which of them to read.
        return (init_settings, env_settings)


def setting_names() -> tuple[str, ...]:
    """Every environment name that is read, in the order of the settings table."""
    return tuple(name for names in _names_by_field().values() for name in names)


def _names_by_field() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for field, info in Settings.model_fields.items():
        alias = info.validation_alias
        choices = alias.choices if isinstance(alias, AliasChoices) else [field]
        names[field] = tuple(str(choice).upper() for choice in choices)
    return names


def dotenv_path(project_dir: Path | None = None) -> Path:
    """Where `.env` is. `CICERONE_DOTENV` names another file, so that tests read no one's own."""
    if project_dir is not None:
        return project_dir / ".env"
    return Path(os.environ.get("CICERONE_DOTENV") or PROJECT_DIR / ".env")


def load_settings(project_dir: Path | None = None) -> Settings:
    """Read the environment and the two files below `project_dir`; by default this checkout's.

    Raises:
        SettingsError: one sentence naming the variable, never its value.
    """
    own = _read_env_file(dotenv_path(project_dir))
    environment = os.environ.get("ENVIRONMENT") or own.get("ENVIRONMENT") or "development"
    if environment not in tuple(Environment):
        raise SettingsError("ENVIRONMENT must be development or production.")
    base = _read_env_file((project_dir or PROJECT_DIR) / "config" / f"env.{environment}")
    try:
        return Settings(**_below_environment(own, base))
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def peek(name: str, project_dir: Path | None = None) -> str:
    """One setting as text, unchecked, "" without one: for the launcher, before there are secrets.

    Raises:
        SettingsError: `.env` cannot be read.
    """
    value = os.environ.get(name) or _read_env_file(dotenv_path(project_dir)).get(name)
    default = Settings.model_fields[name.lower()].get_default()
    return value or ("" if default in (None, PydanticUndefined) else str(default))


def _below_environment(*files: Mapping[str, str]) -> dict[str, Any]:
    """Field values from the files, strongest first, where the environment has none."""
    values: dict[str, Any] = {}
    for field, names in _names_by_field().items():
        if any(os.environ.get(name) for name in names):
            continue
        found = next((file[name] for file in files for name in names if file.get(name)), None)
        if found is not None:
            values[field] = found
    return values


def _read_env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        read = dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path.name} cannot be read as UTF-8 text ({type(error).__name__})."
        ) from None
    values = {name: value or "" for name, value in read.items()}
    unknown = sorted(set(values) - set(setting_names()))
    if unknown:
        raise SettingsError(
            f"{path.name} sets {', '.join(unknown)}, which is not a setting of Cicerone: "
            "check the spelling against the settings table in README.md."
        )
    return values


def _sentence(error: ValidationError) -> str:
    parts = []
    for item in error.errors(include_input=False, include_url=False):
        name = str(item["loc"][0]).upper() if item["loc"] else ""
        message = item["msg"].removeprefix("Value error, ").removeprefix("Input ")
        if item["type"] == "missing":
            message = "is not set"
        parts.append(f"{name} {message}".strip())
    return "; ".join(parts) + "."
