"""Which livekit-server is taken, and what is said when there is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launcher.errors import LaunchError
from launcher.livekit_server import ensure, is_usable, parse_version

pytestmark = pytest.mark.unit


def _program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def path_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH but for the shell's own tools."""
    folder = tmp_path / "path"
    folder.mkdir()
    for tool in ("sh", "cat", "cp", "chmod"):
        found = next(d for d in ("/bin", "/usr/bin") if Path(d, tool).exists())
        (folder / tool).symlink_to(f"{found}/{tool}")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@given(st.tuples(*[st.integers(0, 10**6)] * 3), st.text(alphabet="abc v\n"))
def test_version_is_found_in_what_the_program_prints(
    version: tuple[int, int, int], around: str
) -> None:
    text = ".".join(map(str, version))
    assert parse_version(f"{around} version {text}\n{around}") == version


@pytest.mark.parametrize("output", ["", "livekit-server version dev", "1.13"])
def test_no_version_in_other_output(output: str) -> None:
    assert parse_version(output) is None


@pytest.mark.parametrize(
    ("version", "usable"),
    [
        ((1, 8, 9), False),
        ((1, 9, 0), True),
        ((1, 13, 5), True),
        ((1, 99, 0), True),
        ((2, 0, 0), False),
        (None, False),
    ],
)
def test_usable_versions(version: tuple[int, int, int] | None, usable: bool) -> None:
    assert is_usable(version) is usable


def test_usable_server_on_path_is_taken(path_dir: Path, tmp_path: Path) -> None:
    program = _program(path_dir / "livekit-server", "echo livekit-server version 1.10.0")
    assert ensure(tmp_path / "cache") == program


def test_built_one_is_taken_before_an_old_one_on_path(path_dir: Path, tmp_path: Path) -> None:
    _program(path_dir / "livekit-server", "echo livekit-server version 1.4.0")
    cached = _program(tmp_path / "cache" / "livekit-server-1.13.5", "exit 0")
    assert ensure(tmp_path / "cache") == cached


def test_missing_server_is_built_once_and_kept(path_dir: Path, tmp_path: Path) -> None:
    _program(
        path_dir / "go",
        f'echo "$@" >> {tmp_path}/go-calls\n'
        'printf "#!/bin/sh\\necho livekit-server version 1.13.5\\n" > "$GOBIN/server"\n'
        'chmod +x "$GOBIN/server"',
    )
    said: list[str] = []
    built = ensure(tmp_path / "cache", say=said.append)
    again = ensure(tmp_path / "cache", say=said.append)
    assert built == again
    assert os.access(built, os.X_OK)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [built.name]
    assert (tmp_path / "go-calls").read_text().count("\n") == 1
    assert "@v1.13.5" in (tmp_path / "go-calls").read_text()
    assert len(said) == 1


@pytest.mark.parametrize(
    ("go_script", "words"),
    [
        (None, "needs Go: install"),
        ('echo "dial tcp: lookup host: no such host" >&2; exit 1', "could not be downloaded"),
        ('echo "go: some other trouble" >&2; exit 1', "go: some other trouble"),
        ("exit 1", "go install said nothing"),
        ("exit 0", "could not be built"),
    ],
)
def test_build_that_fails_is_one_sentence_and_leaves_nothing(
    go_script: str | None, words: str, path_dir: Path, tmp_path: Path
) -> None:
    if go_script is not None:
        _program(path_dir / "go", go_script)
    with pytest.raises(LaunchError, match=words) as raised:
        ensure(tmp_path / "cache")
    assert "\n" not in str(raised.value)
    assert not list((tmp_path / "cache").glob("*"))
