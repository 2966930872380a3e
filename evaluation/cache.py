"""Keeps what was drawn, read and heard, so that a change of the finder is judged in seconds.

Owns: files in `.cache`, named by a digest of all that made them. Must not know what they mean.
"""

from __future__ import annotations

import ast
import hashlib
import os
import tempfile
from importlib import metadata
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / ".cache"


class Cache:
    """Bytes by key. A file appears whole or not at all, so runs beside each other do no harm."""

    def __init__(self, folder: Path = FOLDER, *, fresh: bool = False) -> None:
        """
        Args:
            fresh: find nothing from before; what is put now is found by the next.
        """
        self._folder = folder
        self._known: set[str] | None = set() if fresh else None

    def get(self, key: str) -> bytes | None:
        if self._known is not None and key not in self._known:
            return None
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=self._folder, suffix=".partial")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(partial).replace(self._folder / key)
        if self._known is not None:
            self._known.add(key)


def key(kind: str, *parts: str | bytes) -> str:
    """A file name that is another one as soon as any part is."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return f"{kind}-{digest.hexdigest()[:40]}"


def fingerprint(module: str, *distributions: str, root: Path = REPOSITORY) -> str:
    """A digest of a module of ours, of all of ours that it imports, and of versions of packages.

    Raises:
        FileNotFoundError: there is no such module.
        importlib.metadata.PackageNotFoundError: a package is not installed.
    """
    versions = [f"{name} {metadata.version(name)}" for name in sorted(distributions)]
    sources = [path.read_bytes() for path in sorted(_with_imports(module, root))]
    return key("of", *versions, *sources)


def _with_imports(module: str, root: Path) -> set[Path]:
    found: set[Path] = set()
    first = _file(module, root)
    if first is None:
        raise FileNotFoundError(f"no module {module} under {root}")
    waiting = [first]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        names = _imported(ast.parse(path.read_bytes()))
        waiting += [file for name in names if (file := _file(name, root)) is not None]
    return found


def _imported(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.append(node.module)
            # `from agent.engines import text` names a module as well.
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def _file(module: str, root: Path) -> Path | None:
    path = root.joinpath(*module.split("."))
    return next(
        (file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None
    )
