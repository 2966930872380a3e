"""How long the local stack takes from the end of a question to the first sound of its answer.

Run: `python -m bench.local [--questions N]`. The real worker, livekit-server and engines; a page
that has been read already is shared, and questions about it are spoken. Times are a listener's: a
stage ends when the user's side of the room notices.

    turn over   the guide's state leaves "listening": the pause was judged to be the end
    words       the final caption of what was said
    first sound of the answer
"""

from __future__ import annotations

import argparse
import asyncio
import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PIL import Image
from playwright.async_api import async_playwright

from protocol.messages import GuideState
from tests.support.browser import CHROMIUM, PAGES_DIR
from tests.support.sounds.model import Kind, seconds
from tests.support.sounds.speech import neural
from tests.support.stack import running_stack
from tests.support.visitor import Samples, Visitor

GOAL_S = 1.5
WIDTH_PX, HEIGHT_PX = 1920, 1080
# The page is shared this long before the first question, so that it has been read.
READING_S = 12.0
LABELS = (
    "margins", "orientation", "columns", "watermark", "spacing", "breaks", "paper size", "insert",
    "references", "review", "help", "colour",
)  # fmt: skip


@dataclass(frozen=True)
class Stages:
    """Seconds after the last sound of a question."""

    turn_over_s: float
    words_s: float
    first_sound_s: float


async def main(questions: int) -> int:
    """0 when the median meets the goal, else 1."""
    with tempfile.TemporaryDirectory(prefix="cicerone-bench-") as folder:
        env = {"VOICE_STACK": "local", "OPENAI_BASE_URL": "", "LOG_LEVEL": "INFO"}
        async with running_stack(Path(folder), env=env) as stack:
            token = stack.user_token(name="bench")
            async with Visitor.joining(stack.livekit.url, token) as visitor:
                await visitor.share(await _page())
                await visitor.until_quiet(60.0)
                await asyncio.sleep(READING_S)
                found = [await _ask(visitor, label) for label in LABELS[:questions]]
    return _report(found)


async def _page() -> Image.Image:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
        page = await browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        await page.goto((PAGES_DIR / "writer.html").as_uri())
        picture = await page.screenshot()
        await browser.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


async def _ask(visitor: Visitor, label: str) -> Stages:
    samples, speech_s = _question(label)
    states, captions = len(visitor.states), len(visitor.final_captions)
    began_s, _ = await visitor.say(samples)
    ended_s = began_s + speech_s

    def spoken() -> list[float]:
        return [at for at, who, _ in visitor.final_captions[captions:] if who == "user"]

    def answered() -> bool:
        return visitor.heard.first_sound_s(ended_s) is not None and bool(spoken())

    await visitor.until(answered, 20.0, f"an answer about {label}")
    first_s = visitor.heard.first_sound_s(ended_s)
    assert first_s is not None
    over_s = next(at for at, state, _ in visitor.states[states:] if state != GuideState.LISTENING)
    await visitor.until_quiet(quiet_s=1.0)
    return Stages(over_s - ended_s, spoken()[0] - ended_s, first_s - ended_s)


def _question(label: str) -> tuple[Samples, float]:
    """The samples, and when in them the last sound is over."""
    sound = neural(f"Where is the {label} button?", Kind.SENTENCE)
    samples = sound.samples[: seconds(sound.end_s + 0.1)]
    return samples, sound.end_s


def _report(found: list[Stages]) -> int:
    print(f"{'seconds after the end of the question':<40}{'median':>8}{'worst':>8}")
    rows = {
        "turn judged to be over": [stages.turn_over_s for stages in found],
        "words known": [stages.words_s for stages in found],
        "first sound of the answer": [stages.first_sound_s for stages in found],
    }
    for name, values in rows.items():
        print(f"{name:<40}{median(values):>8.2f}{max(values):>8.2f}")
    met = median(rows["first sound of the answer"]) <= GOAL_S
    print(f"goal: first sound within {GOAL_S} s (median): {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.local", description=__doc__)
    parser.add_argument("--questions", type=int, default=len(LABELS))
    sys.exit(asyncio.run(main(parser.parse_args().questions)))
