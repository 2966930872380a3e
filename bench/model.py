"""The fake model as a process of its own, answering with replies whose pitch tells the position.

Owns: the scripts of the bench, and starting the process. As a program (`python -m bench.model`) it
is the fake Gemini Live server with these scripts and without its two-minute limit on video, which
the default would run into for not compressing its context.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bench import sweep
from tests.fakes.gemini import FakeGeminiLive, Options, Reply, Script
from tests.fakes.gemini.control import PREFIX, Control
from tests.fakes.gemini.script import NAMED
from tests.fakes.gemini.speech import SAMPLE_RATE_HZ
from tests.support.processes import ChildProcess, until

THINKING_MS = 300.0
START_TIMEOUT_S = 20.0
# Lengths of reply that a session can ask for.
REPLY_LENGTHS_S = (2, 3, 12, 30)
WORDS_PER_S = 2.5  # so that captions are made and sent as for speech
TEXT = "open the layout tab at the top of the window and choose the margins you want"


def script_name(reply_s: int) -> str:
    return f"sweep-{reply_s}"


def _script(reply_s: int) -> Script:
    count = int(reply_s * WORDS_PER_S)
    say = " ".join(islice(cycle(TEXT.split()), count))
    audio = sweep.pcm(reply_s, SAMPLE_RATE_HZ)
    return Script(default=Reply(say, audio=audio, heard="where is it"))


@dataclass(frozen=True)
class Model:
    """The running fake model."""

    base_url: str
    ca_file: Path
    control: Control

    @property
    def env(self) -> dict[str, str]:
        """What points a worker at it."""
        return {
            "GEMINI_BASE_URL": self.base_url,
            "SSL_CERT_FILE": str(self.ca_file),
            "GOOGLE_API_KEY": "key-of-the-fake-model",
        }

    async def answer_with(self, reply_s: int) -> None:
        """Every reply from now on lasts this long."""
        # `Control.command` takes its own first argument as `name`, so this one goes by hand.
        query = urlencode({"name": script_name(reply_s)})
        context = ssl.create_default_context(cafile=str(self.ca_file))
        async with (
            aiohttp.ClientSession(raise_for_status=True) as session,
            session.get(f"{self.base_url}{PREFIX}script?{query}", ssl=context),
        ):
            pass

    async def last_connection(self) -> dict[str, Any]:
        """The record of the newest connection."""
        record = await self.control.record()
        connection: dict[str, Any] = record["connections"][-1]
        return connection

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls, folder: Path) -> AsyncIterator[Model]:
        """Start the process; stop it on leaving."""
        ca_file = folder / "ca.pem"
        command: list[str | Path] = [sys.executable, "-m", "bench.model", "--ca-file", ca_file]
        log = folder / "model.log"
        async with ChildProcess.running("fake model", command, log_path=log) as process:

            async def told() -> bool:
                if process.exit_code is not None:
                    raise RuntimeError(process.described("ended"))
                return "https://" in process.log_text()

            await until(told, START_TIMEOUT_S)
            base_url = next(line for line in process.log_text().split() if "https://" in line)
            yield cls(base_url, ca_file, Control(base_url, ca_file))


async def _serve(ca_file: Path) -> None:
    NAMED.update({script_name(n): lambda n=n: _script(n) for n in REPLY_LENGTHS_S})  # type: ignore[misc]
    options = Options(thinking_ms=THINKING_MS, video_limit_s=None, audio_limit_s=None)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with FakeGeminiLive(_script(3), options=options, ca_file=ca_file) as gemini:
        sys.stdout.write(f"{gemini.base_url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--ca-file", type=Path, required=True)
    asyncio.run(_serve(parser.parse_args().ca_file))
