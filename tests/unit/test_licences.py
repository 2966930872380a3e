"""Every package of the local voice stack has its licence written down."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

PROJECT_DIR = Path(__file__).resolve().parents[2]


def test_every_package_of_the_local_stack_has_a_row() -> None:
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())["project"]
    packages = [re.split("[<>=~ ]", one)[0] for one in project["optional-dependencies"]["local"]]
    rows = (PROJECT_DIR / "docs/licences.md").read_text()
    assert packages
    assert [name for name in packages if not re.search(rf"\| {name}\b|, {name}\b", rows)] == []
