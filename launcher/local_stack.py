"""The packages of the local voice stack, installed when it is chosen: 350 MB that Gemini needs not.

Owns: whether they are there. Must not know what they are for.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from launcher.errors import LaunchError

STAMP = ".venv/.installed-local"
# What tests need holds them too.
STAMPS = (STAMP, ".venv/.installed-dev")
LOCK = "requirements/local.txt"


def ensure(project_dir: Path) -> None:
    """Install what is missing; says itself what it does.

    Raises:
        LaunchError: it cannot be installed.
    """
    if _is_installed(project_dir):
        return
    step = subprocess.run(
        ["sh", "launcher/setup.sh", "local"],  # noqa: S607 - the shell that make uses too
        cwd=project_dir,
        check=False,
    )
    if step.returncode != 0:
        raise LaunchError(
            "the local voice stack could not be installed (see above); set GOOGLE_API_KEY in .env "
            "to do without it."
        )
    (project_dir / STAMP).touch()


def _is_installed(project_dir: Path) -> bool:
    locked_s = (project_dir / LOCK).stat().st_mtime
    stamps = (project_dir / name for name in STAMPS)
    return any(stamp.exists() and stamp.stat().st_mtime >= locked_s for stamp in stamps)
