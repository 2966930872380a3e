"""The lock files say what pyproject.toml asks for, with hashes, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.unit

PROJECT_DIR = Path(__file__).parents[3]
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)[^\\]*\\$", re.MULTILINE)


def _lock_text(name: str) -> str:
    return (PROJECT_DIR / "requirements" / f"{name}.txt").read_text()


def _pins(name: str) -> dict[str, set[str]]:
    """Versions by package; several where they differ by platform or Python version."""
    pins: dict[str, set[str]] = {}
    for package, version in PINNED.findall(_lock_text(name)):
        pins.setdefault(canonicalize_name(package), set()).add(version)
    return pins


def _asked_for(section: str) -> list[Requirement]:
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())
    lines = {
        "base": project["project"]["dependencies"],
        "dev": project["dependency-groups"]["dev"],
    }[section]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("section", "lock"), [("base", "base"), ("base", "dev"), ("dev", "dev")])
def test_lock_pins_what_the_project_asks_for(section: str, lock: str) -> None:
    pins = _pins(lock)
    unmet = [
        str(requirement)
        for requirement in _asked_for(section)
        if not pins.get(canonicalize_name(requirement.name))
        or not all(
            requirement.specifier.contains(version, prereleases=True)
            for version in pins[canonicalize_name(requirement.name)]
        )
    ]
    assert unmet == [], "run `make lock`"


def test_development_and_production_use_the_same_versions() -> None:
    base, dev = _pins("base"), _pins("dev")
    assert {name: dev.get(name) for name in base} == base
    assert _pins("uv")["uv"] == dev["uv"]


@pytest.mark.parametrize("lock", ["base", "dev", "uv"])
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    text = _lock_text(lock)
    blocks = [block for block in re.split(r"\n(?=\w)", text) if "==" in block.split("\n")[0]]
    assert len(blocks) == len(PINNED.findall(text)) > 0
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
