"""Logging by loguru: console, `app.log`, `error.log`, rotated; the standard library routed in.

Nothing personal is written: the framework marks such fields with an `lk.pii.` prefix and only
constant message text is kept; known secret values are blanked wherever they appear.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from types import FrameType
from typing import TYPE_CHECKING

from loguru import logger

from config.settings import LogFormat, Settings, SettingsError

if TYPE_CHECKING:
    from loguru import Record

ROTATION = "10 MB"
RETENTION = 5
# They log each request, some with its address and the key in it.
NOISY = ("asyncio", "google_genai", "httpcore", "httpcore2", "httpx", "httpx2", "websockets")
BLANK = "***"
# A JWT, whoever signed it: three base64url parts, the first of which opens a JSON object.
_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]+\.[\w-]*")
_CONSOLE = (
    "<dim>{time:HH:mm:ss.SSS}</dim> <level>{level: <7}</level> "
    "<cyan>{extra[service]}</cyan> {message}{extra[trace]}"
)
_FILE = "{time:YYYY-MM-DDTHH:mm:ss.SSSZZ} {level} {extra[service]} {name} {message}{extra[trace]}"


class _Intercept(logging.Handler):
    """Hands the standard library's records to loguru, with the caller's place kept."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            # Arguments that do not fit are the caller's slip; logging must not raise for it.
            self.handleError(record)
            return
        frame: FrameType | None = logging.currentframe()
        depth = 0
        while frame and (depth == 0 or frame.f_code.co_filename == logging.__file__):
            frame, depth = frame.f_back, depth + 1
        try:
            level: str | int = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno
        logger.opt(depth=depth, exception=record.exc_info).log(level, "{}", message)


def configure_logging(settings: Settings, service: str) -> None:
    """Send every log of this process to the console and the two files. Call once at start-up.

    Raises:
        SettingsError: LOG_DIR cannot be written.
    """
    secrets = tuple(_secret_values(settings))

    def blank(record: Record) -> None:
        record["message"] = redact(record["message"], secrets)
        # An exception's text holds URLs, and those hold keys and tokens: blanked here, where
        # loguru would append it untouched.
        record["extra"]["trace"] = redact(_traceback(record), secrets)
        record["exception"] = None

    logger.remove()
    logger.configure(extra={"service": service}, patcher=blank)
    serialize = settings.log_format is LogFormat.JSON
    logger.add(sys.stderr, level=settings.log_level, format=_CONSOLE, serialize=serialize)
    for name, level in (("app.log", settings.log_level), ("error.log", "ERROR")):
        try:
            logger.add(
                settings.log_dir / name,
                level=level,
                format=_FILE,
                serialize=serialize,
                rotation=ROTATION,
                retention=RETENTION,
                # Several processes share the files: who did not rotate must open the new one.
                watch=True,
            )
        except OSError as error:
            raise SettingsError(
                f"LOG_DIR: {settings.log_dir} cannot be written ({type(error).__name__})."
            ) from None
    logging.basicConfig(handlers=[_Intercept()], level=settings.log_level, force=True)
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)


def redact(text: str, secrets: Iterable[str]) -> str:
    """Blank the given secrets and anything shaped like a JWT."""
    for secret in secrets:
        text = text.replace(secret, BLANK)
    return _JWT.sub(BLANK, text)


def _traceback(record: Record) -> str:
    raised = record["exception"]
    if raised is None or raised.type is None:
        return ""
    lines = traceback.format_exception(raised.type, raised.value, raised.traceback)
    return "\n" + "".join(lines).rstrip()


def _secret_values(settings: Settings) -> Iterable[str]:
    for secret in (settings.livekit_api_secret, settings.google_api_key, settings.redis_url):
        if secret is not None and len(secret.get_secret_value()) >= 6:
            yield secret.get_secret_value()
