"""The fake Gemini server as a process: its line, its control address, its files."""

from __future__ import annotations

import asyncio
import json
import sys
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fakes.gemini.control import Control
from tests.fakes.gemini.plugin import client
from tests.unit.fakes.test_gemini_detection import noise

pytestmark = pytest.mark.contract
PROJECT_DIR = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def fake_process(folder: Path, *more: str) -> AsyncIterator[Control]:
    ca_file = folder / "ca.pem"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.fakes.gemini",
        *("--ca-file", str(ca_file), "--record-dir", str(folder / "record")),
        *("--speed", "10", *more),
        cwd=PROJECT_DIR,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        yield Control(line.decode().strip(), ca_file)
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_a_process_records_a_conversation_and_takes_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with fake_process(tmp_path, "--script", "tones") as control:
        async with client(control, monkeypatch) as plugin:
            plugin.show()
            await plugin.manual_turn(noise(0.5))
            heard = await plugin.generation(0)
            assert heard.hz == pytest.approx(400, abs=2)
            await plugin.until(lambda: plugin.session.session_resumption_handle is not None)
            await control.command("script", json='{"default": {"tone": {"hz": 900, "seconds": 1}}}')
            await control.command("close", code=1011, reason="as told")
            await plugin.until(lambda: "error" in plugin.events)
            await plugin.manual_turn(noise(0.5))
            assert (await plugin.generation(1)).hz == pytest.approx(900, abs=2)
        record = await control.record()
        assert record["connections"][0]["close_code"] == 1011
        assert [c["resumed"] for c in record["connections"]] == [False, True]
        with pytest.raises(ValueError, match="commands"):
            await control.command("nonsense")
        with pytest.raises(ValueError, match="KeyError"):
            await control.command("tool_call")
    lines = [json.loads(line) for line in (tmp_path / "record" / "events.jsonl").open()]
    events = [line["event"] for line in lines]
    assert events.count("setup") == 2
    assert events.count("turn") == 2
    assert events[-1] == "closed"
    (first, _second) = [line for line in lines if line["event"] == "turn"]
    with wave.open(str(tmp_path / "record" / first["file"])) as recorded:
        assert recorded.getframerate() == 16000
        assert recorded.readframes(recorded.getnframes()) == noise(0.5)
    (frame,) = [line for line in lines if line["event"] == "frame"]
    assert (tmp_path / "record" / frame["file"]).read_bytes().startswith(b"\xff\xd8")
