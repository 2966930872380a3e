"""Finds livekit-server on PATH, or builds the pinned version with Go into a cache.

Owns: which versions are good enough, where the built one is kept.
Must not know: how the server is started or configured.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from launcher.errors import LaunchError

Version = tuple[int, int, int]

# The newest that `go install` can build: later ones have replace directives in go.mod.
PINNED_VERSION: Version = (1, 13, 5)
# Agent dispatch inside a token's room configuration came with the 1.8 line; 1.9 settled it.
OLDEST_VERSION: Version = (1, 9, 0)
MODULE = "github.com/livekit/livekit-server/cmd/server"
VERSION_TIMEOUT_S = 10
BUILD_TIMEOUT_S = 1800
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_NO_NETWORK = re.compile(
    r"dial tcp|lookup |i/o timeout|connection refused|no such host", re.IGNORECASE
)


def parse_version(output: str) -> Version | None:
    """The version in what `livekit-server --version` prints, or None."""
    found = _VERSION.search(output)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def is_usable(version: Version | None) -> bool:
    """Whether this project works with that livekit-server."""
    return version is not None and OLDEST_VERSION <= version < (OLDEST_VERSION[0] + 1, 0, 0)


def default_cache_dir() -> Path:
    """The user's cache folder for programs of ours, by the platform's own rule."""
    return platformdirs.user_cache_path("cicerone") / "bin"


def ensure(cache_dir: Path | None = None, say: Callable[[str], None] = lambda _text: None) -> Path:
    """Path of a livekit-server that can be used, built first when there is none.

    Raises:
        LaunchError: it has to be built and that is not possible.
    """
    on_path = shutil.which("livekit-server")
    if on_path is not None and is_usable(_version_of(Path(on_path))):
        return Path(on_path)
    pinned = ".".join(map(str, PINNED_VERSION))
    cached = (cache_dir or default_cache_dir()) / f"livekit-server-{pinned}"
    if not cached.is_file():
        say(f"Building livekit-server {pinned} with Go, once (some minutes) ...")
        _build(cached, pinned)
    return cached


def _version_of(binary: Path) -> Version | None:
    try:
        done = subprocess.run(
            [binary, "--version"],
            capture_output=True,
            text=True,
            timeout=VERSION_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return parse_version(done.stdout)


def _build(target: Path, version: str) -> None:
    go = shutil.which("go")
    if go is None:
        raise LaunchError(
            "livekit-server is not on PATH and building it needs Go: install livekit-server "
            f"{version} or Go (https://go.dev/dl) and run again."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    # Built beside its place and renamed, so that an interrupted build is never taken for a binary.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="build-") as build_dir:
        try:
            done = subprocess.run(
                [go, "install", f"{MODULE}@v{version}"],
                env={**os.environ, "GOBIN": build_dir},
                capture_output=True,
                text=True,
                timeout=BUILD_TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LaunchError(
                f"Building livekit-server {version} took over {BUILD_TIMEOUT_S // 60} minutes "
                "and was given up: check the network and run again."
            ) from None
        built = Path(build_dir) / "server"
        if done.returncode != 0 or not built.is_file():
            raise LaunchError(_build_failure(version, done.stderr))
        built.rename(target)


def _build_failure(version: str, stderr: str) -> str:
    if _NO_NETWORK.search(stderr):
        return (
            f"livekit-server {version} could not be built because its source could not be "
            "downloaded: check the network and run again."
        )
    lines = stderr.strip().splitlines()
    reason = lines[-1] if lines else "go install said nothing"
    return f"livekit-server {version} could not be built with Go: {reason}"


def main() -> int:
    """`python -m launcher.livekit_server`: have one ready, for tests."""
    try:
        ensure(say=lambda text: print(text, flush=True))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
