"""The gate on Whisper's figures, the window it is shown, and its weights on disk."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent.engines import hearing
from agent.engines.hearing import SAMPLE_RATE_HZ, Figures, Gate
from agent.engines.weights import PartMissingError, SplitModel, joined

pytestmark = pytest.mark.unit

SPEECH = Figures(2.0, 0.05, -0.4, 1.0, ran_on=False)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Measured: a room's noise, a knock, a door.
        ("Thank you.", Figures(1.0, 0.88, -0.78, 0.6, ran_on=False)),
        ("Quoi ?", Figures(1.4, 0.54, -1.1, 0.4, ran_on=False)),
        ("PAPAPAPAPAPAPAPA", Figures(1.5, 0.53, -0.09, 17.0, ran_on=False)),
        ("Yes", replace(SPEECH, ran_on=True)),
        ("...", SPEECH),
    ],
)
def test_what_whisper_says_of_noise_is_not_let_through(text: str, figures: Figures) -> None:
    assert not Gate().lets_through(text, figures)


def test_sentences_and_short_words_are_let_through() -> None:
    assert Gate().lets_through("Where is it?", SPEECH)
    assert Gate().lets_through("último", Figures(0.6, 0.16, -1.05, 0.4, ran_on=False))


def test_a_hinted_hearing_is_taken_only_when_whisper_is_surer_of_it() -> None:
    plain = ("Next Cloud", SPEECH)
    surer = ("Nextcloud", replace(SPEECH, mean_log_probability=-0.2))
    less_sure = ("Save", replace(SPEECH, mean_log_probability=-0.9))
    in_a_loop = ("Save Save", replace(surer[1], compression_ratio=9.0))
    assert hearing.better_of(plain, surer, Gate()) == surer
    assert hearing.better_of(plain, less_sure, Gate()) == plain
    assert hearing.better_of(plain, in_a_loop, Gate()) == plain


@pytest.mark.parametrize("duration_s", [0.5, 3.0, 7.03, 26.0])
def test_the_window_leaves_silence_after_the_sound_and_is_whole_frames(duration_s: float) -> None:
    count = round(duration_s * SAMPLE_RATE_HZ)
    window = hearing.window_samples(count)
    assert window % 320 == 0
    assert window - count >= 2 * SAMPLE_RATE_HZ
    assert 8 * SAMPLE_RATE_HZ <= window <= 30 * SAMPLE_RATE_HZ


def test_silence_and_clicks_are_no_piece() -> None:
    assert hearing.pieces(np.zeros(SAMPLE_RATE_HZ, np.int16)) == []
    assert hearing.pieces(np.full(100, 20_000, np.int16)) == []
    assert hearing.pieces(np.zeros(0, np.int16)) == []


def test_a_long_turn_is_cut_in_its_pause_and_nothing_is_lost() -> None:
    samples = np.random.default_rng(0).normal(0, 3000, 40 * SAMPLE_RATE_HZ).astype(np.int16)
    samples[20 * SAMPLE_RATE_HZ : 21 * SAMPLE_RATE_HZ] //= 100
    cut = hearing.pieces(samples)
    assert len(cut) == 2
    assert 20.0 < len(cut[0]) / SAMPLE_RATE_HZ < 21.0
    assert np.array_equal(np.concatenate(cut), samples)


def test_hints_are_cut_and_none_is_no_prompt() -> None:
    def encode(text: str) -> list[int]:
        return list(text.encode())

    assert hearing.hint_tokens("  ", encode, 9) == []
    assert hearing.hint_tokens("a\n b", encode, 9) == [9, *b" a b"]
    assert len(hearing.hint_tokens("long " * 100, encode, 9)) == hearing.HINT_TOKENS + 1


def _split(monkeypatch: pytest.MonkeyPatch, folder: Path, sha256: str) -> SplitModel:
    for package, name in (("whisper_a", "bin.1"), ("whisper_b", "bin.2")):
        data = folder / package / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / name).write_bytes(name.encode())
    (folder / "whisper_a" / "data" / "config.json").write_text("{}")
    monkeypatch.syspath_prepend(folder)
    parts = (("whisper_a", "bin.1"), ("whisper_b", "bin.2"))
    return SplitModel("tiny", parts, ("config.json",), 10, sha256)


def test_weights_are_joined_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"bin.1bin.2").hexdigest()
    model = _split(monkeypatch, tmp_path / "packages", digest)
    folder = joined(model, tmp_path / "cache")
    assert (folder / "model.bin").read_bytes() == b"bin.1bin.2"
    first = (folder / "model.bin").stat().st_mtime_ns
    assert joined(model, tmp_path / "cache") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == first
    (folder / "model.bin").write_bytes(b"half")
    joined(model, tmp_path / "cache")
    assert (folder / "model.bin").read_bytes() == b"bin.1bin.2"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]


def test_damaged_weights_leave_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model = _split(monkeypatch, tmp_path / "packages", "0" * 64)
    with pytest.raises(PartMissingError, match="install them again"):
        joined(model, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_an_absent_package_is_named(tmp_path: Path) -> None:
    model = SplitModel("tiny", (("no_such_part", "bin.1"),), (), 1, "0" * 64)
    with pytest.raises(PartMissingError, match="no-such-part"):
        joined(model, tmp_path)
