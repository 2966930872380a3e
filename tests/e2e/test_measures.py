"""What the other tests measure with really tells things apart."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.e2e.conversing import spoken
from tests.e2e.measures import picture_likeness, speech_likeness, tone_s
from tests.support.visitor import HEARD_HZ, Samples

pytestmark = pytest.mark.e2e


def tone(tone_hz: float, length_s: float) -> Samples:
    times_s = np.arange(round(length_s * HEARD_HZ)) / HEARD_HZ
    return (5000 * np.sin(2 * np.pi * tone_hz * times_s)).astype(np.int16)


def jpeg(box: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    image = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(image).rectangle(box, fill="navy")
    encoded = io.BytesIO()
    image.resize(size).save(encoded, "JPEG")
    return encoded.getvalue()


def test_a_question_is_like_itself_and_unlike_another() -> None:
    one = spoken("Where do I change the margins of this letter?")
    other = spoken("How can I send it to the printer afterwards?")
    noise = np.random.default_rng(0).normal(0, 60, 16_000).astype(np.int16)
    late = np.concatenate([noise, one // 3, noise])
    assert speech_likeness(one, late) > 0.8
    assert speech_likeness(other, late) < 0.6
    assert speech_likeness(one, noise) < 0.4


def test_a_tone_is_counted_where_it_sounds_and_its_neighbour_is_not() -> None:
    heard = np.concatenate([tone(500.0, 1.0), tone(600.0, 0.5), np.zeros(12_000, np.int16)])
    assert tone_s(heard, 500.0) == pytest.approx(1.0)
    assert tone_s(heard, 600.0) == pytest.approx(0.5)
    assert tone_s(heard, 700.0) == 0.0


def test_a_picture_is_like_itself_at_another_size_and_unlike_another() -> None:
    assert (
        picture_likeness(jpeg((9, 9, 90, 90), (320, 200)), jpeg((9, 9, 90, 90), (640, 400))) > 0.95
    )
    assert (
        picture_likeness(jpeg((9, 9, 90, 90), (320, 200)), jpeg((150, 9, 300, 90), (320, 200)))
        < 0.5
    )
