"""Nothing stale is found: a key changes with all that made the content, imports included."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.cache import Cache, fingerprint, key

pytestmark = pytest.mark.unit


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"content")
    assert Cache(tmp_path).get("a") == b"content"
    assert Cache(tmp_path).get("b") is None


def test_fresh_finds_only_what_was_put_since(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"old")
    fresh = Cache(tmp_path, fresh=True)
    assert fresh.get("a") is None
    fresh.put("a", b"new")
    assert fresh.get("a") == b"new"
    assert Cache(tmp_path).get("a") == b"new"


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_parts_cannot_run_into_each_other() -> None:
    assert key("heard", "ab", "c") != key("heard", "a", "bc")
    assert key("heard", "ab", "c") == key("heard", b"ab", "c")
    assert key("heard", "ab") != key("read", "ab")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "eyes.py").write_text("import os\nfrom house import lids\n")
    (package / "lids.py").write_text("from house.lashes import COUNT\n")
    (package / "lashes.py").write_text("COUNT = 200\n")
    (package / "ears.py").write_text("import house.eyes\n")
    return tmp_path


@pytest.mark.parametrize("changed", ["eyes", "lids", "lashes"])
def test_a_change_in_what_is_imported_changes_the_fingerprint(sources: Path, changed: str) -> None:
    before = fingerprint("house.eyes", root=sources)
    assert fingerprint("house.eyes", root=sources) == before
    with (sources / "house" / f"{changed}.py").open("a") as file:
        file.write("# another\n")
    assert fingerprint("house.eyes", root=sources) != before


def test_what_is_not_imported_does_not_matter(sources: Path) -> None:
    before = fingerprint("house.eyes", root=sources)
    (sources / "house" / "ears.py").write_text("\n")
    assert fingerprint("house.eyes", root=sources) == before


def test_versions_of_packages_are_part_of_it(sources: Path) -> None:
    assert fingerprint("house.eyes", "numpy", root=sources) != fingerprint(
        "house.eyes", "pillow", root=sources
    )


def test_a_module_that_is_not_there_is_said(sources: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"house\.nose"):
        fingerprint("house.nose", root=sources)
