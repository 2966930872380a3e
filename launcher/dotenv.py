"""Writes `.env`: random secrets on the first start, and nothing that is there is ever changed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dotenv import dotenv_values

from launcher.errors import LaunchError

SECRET_BYTES = 32
FILE_MODE = 0o600
_HEADER = """\
# Settings of this machine, with secrets: never commit this file.
# Every setting is described in README.md. The one to set first:
# GOOGLE_API_KEY=

"""


def ensure_secrets(path: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Add a random value for each of `names` that `path` lacks; return those added.

    A new file can be read by its owner only.

    Raises:
        LaunchError: the file cannot be read or written.
    """
    try:
        present = dotenv_values(path, interpolate=False) if path.exists() else {}
        missing = tuple(name for name in names if not present.get(name))
        if missing:
            _append(path, missing)
    except (OSError, UnicodeDecodeError) as error:
        raise LaunchError(
            f"{path} cannot be read and written ({type(error).__name__}): check who owns it."
        ) from None
    return missing


def _append(path: Path, names: tuple[str, ...]) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, FILE_MODE)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        text = file.read()
        if not text:
            file.write(_HEADER)
        elif not text.endswith("\n"):
            file.write("\n")
        file.writelines(f"{name}={secrets.token_urlsafe(SECRET_BYTES)}\n" for name in names)
