"""When the local stack's packages are installed, and what is said when they cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from launcher.errors import LaunchError
from launcher.local_stack import STAMPS, ensure

pytestmark = pytest.mark.unit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose set-up only leaves a mark."""
    for folder in ("launcher", "requirements", ".venv"):
        (tmp_path / folder).mkdir()
    (tmp_path / "requirements/local.txt").touch()
    (tmp_path / "launcher/setup.sh").write_text("echo $1 >>ran\n")
    return tmp_path


def runs(project: Path) -> list[str]:
    ran = project / "ran"
    return ran.read_text().split() if ran.exists() else []


def test_it_is_installed_once(project: Path) -> None:
    ensure(project)
    ensure(project)
    assert runs(project) == ["local"]


def test_it_is_installed_again_when_its_lock_is_newer(project: Path) -> None:
    ensure(project)
    later_s = (project / STAMPS[0]).stat().st_mtime + 10
    os.utime(project / "requirements/local.txt", (later_s, later_s))
    ensure(project)
    assert runs(project) == ["local", "local"]


def test_what_the_tests_need_holds_it_too(project: Path) -> None:
    (project / ".venv/.installed-dev").touch()
    ensure(project)
    assert runs(project) == []


def test_a_failure_is_one_sentence_and_is_tried_again(project: Path) -> None:
    (project / "launcher/setup.sh").write_text("echo $1 >>ran; exit 1\n")
    for _ in range(2):
        with pytest.raises(LaunchError, match="GOOGLE_API_KEY"):
            ensure(project)
    assert runs(project) == ["local", "local"]
