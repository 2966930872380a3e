"""A shared picture is the same picture, a little worse; a still page gets sharper."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from evaluation.screen_share import shared

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def page() -> npt.NDArray[np.uint8]:
    image = Image.new("RGB", (321, 161), (250, 250, 250))
    draw = ImageDraw.Draw(image)
    for row in range(8):
        draw.text((10 + row * 7, 4 + row * 19), f"Save {row} changes as…", fill=(30, 30, 30))
    draw.rectangle((240, 20, 300, 60), fill=(20, 90, 200))
    return np.asarray(image)


def _psnr_db(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    error = np.mean((one.astype(float) - other.astype(float)) ** 2)
    return float(10 * np.log10(255**2 / error))


def test_it_is_the_same_picture_but_not_exactly(page: npt.NDArray[np.uint8]) -> None:
    arrived = shared(page)
    # VP8 has no odd sizes.
    assert arrived.shape == (160, 320, 3)
    assert arrived.dtype == np.uint8
    assert 28 < _psnr_db(page[:160, :320], arrived) < 60


def test_colours_survive(page: npt.NDArray[np.uint8]) -> None:
    assert shared(page)[40, 270] == pytest.approx((20, 90, 200), abs=12)


def test_waiting_makes_it_no_worse(page: npt.NDArray[np.uint8]) -> None:
    sharp = _psnr_db(page[:160, :320], shared(page, frames=8))
    assert sharp >= _psnr_db(page[:160, :320], shared(page, frames=1)) - 0.1


def test_without_frames_there_is_no_picture(page: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="no frame"):
        shared(page, frames=0)
