"""Services run together: ready together, stopped together, nothing left behind.

Real processes, because the subject is what the system does with processes.
"""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import psutil
import pytest

from tests.support.processes import ChildProcess, free_port, http_ok, until

pytestmark = [pytest.mark.integration, pytest.mark.timeout(60)]

PROJECT_DIR = Path(__file__).parents[3]


@contextlib.asynccontextmanager
async def _supervised(tmp_path: Path, *specs: str) -> AsyncIterator[ChildProcess]:
    async with ChildProcess.running(
        "supervisor",
        [sys.executable, "-m", "tests.integration.launcher.supervised", tmp_path / "logs", *specs],
        log_path=tmp_path / "console",
        cwd=PROJECT_DIR,
    ) as supervisor:
        yield supervisor


async def _until_ready(supervisor: ChildProcess) -> list[psutil.Process]:
    async def ready() -> bool:
        assert supervisor.exit_code is None, supervisor.log_text()
        return "READY" in supervisor.log_text()

    await until(ready, 15)
    return supervisor.descendants()


async def _until_all_gone(processes: list[psutil.Process]) -> None:
    async def gone() -> bool:
        return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes)

    await until(gone, 5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_signal_stops_all_with_exit_code_zero(number: signal.Signals, tmp_path: Path) -> None:
    async with _supervised(tmp_path, f"one:{free_port()}", f"two:{free_port()}") as supervisor:
        family = await _until_ready(supervisor)
        supervisor.popen.send_signal(number)
        assert await supervisor.wait(10) == 0
        await _until_all_gone(family)
    assert supervisor.log_text().split() == ["READY"]


async def test_ready_waits_for_the_line_that_tells_of_it(tmp_path: Path) -> None:
    port = free_port()
    async with _supervised(tmp_path, f"one:{port}:late") as supervisor:
        await supervisor.until_http_ok(f"http://127.0.0.1:{port}/", 10)
        assert "READY" not in supervisor.log_text()
        await _until_ready(supervisor)
    assert "it is registered now" in (tmp_path / "logs" / "one.log").read_text()


async def test_one_that_dies_stops_all_and_is_named_with_its_last_words(tmp_path: Path) -> None:
    one, two = free_port(), free_port()
    async with _supervised(tmp_path, f"one:{one}", f"two:{two}") as supervisor:
        family = await _until_ready(supervisor)
        async with aiohttp.ClientSession() as session:
            assert not await http_ok(session, f"http://127.0.0.1:{two}/crash")
        assert await supervisor.wait(10) == 1
        await _until_all_gone(family)
    said = supervisor.log_text()
    assert "two ended with exit code 3, so everything was stopped." in said
    assert "  ERROR something broke" in said
    assert "Traceback" not in said


async def test_one_killed_while_its_child_lives_on_stops_all(tmp_path: Path) -> None:
    async with _supervised(tmp_path, f"one:{free_port()}", f"two:{free_port()}:child") as sup:
        family = await _until_ready(sup)
        (child_pid,) = re.findall(r"child (\d+)", (tmp_path / "logs" / "two.log").read_text())
        (parent,) = [p for p in family if int(child_pid) in {c.pid for c in p.children()}]
        parent.kill()
        assert await sup.wait(10) == 1
        await _until_all_gone(family)
    assert "two was killed by SIGKILL" in sup.log_text()


async def test_one_that_wants_asking_twice_is_asked_twice(tmp_path: Path) -> None:
    async with _supervised(tmp_path, f"one:{free_port()}", f"two:{free_port()}:twice") as sup:
        await _until_ready(sup)
        started_s = time.monotonic()
        sup.popen.terminate()
        assert await sup.wait(10) == 0
        assert time.monotonic() - started_s < 4


async def test_stubborn_ones_are_killed_within_ten_seconds(tmp_path: Path) -> None:
    specs = [f"one:{free_port()}:stubborn", f"two:{free_port()}:stubborn:child"]
    async with _supervised(tmp_path, *specs) as supervisor:
        family = await _until_ready(supervisor)
        supervisor.popen.terminate()
        assert await supervisor.wait(10) == 0
        await _until_all_gone(family)


async def test_second_ctrl_c_kills_at_once(tmp_path: Path) -> None:
    specs = [f"one:{free_port()}:stubborn", f"two:{free_port()}:stubborn"]
    async with _supervised(tmp_path, *specs) as supervisor:
        family = await _until_ready(supervisor)
        started_s = time.monotonic()
        supervisor.popen.send_signal(signal.SIGINT)
        supervisor.popen.send_signal(signal.SIGTERM)
        assert await supervisor.wait(10) == 0
        assert time.monotonic() - started_s < 3
        await _until_all_gone(family)


async def test_one_that_never_gets_ready_is_named_and_all_stop(tmp_path: Path) -> None:
    async with _supervised(tmp_path, f"one:{free_port()}", f"two:{free_port()}:mute") as sup:
        assert await sup.wait(20) == 1
    said = sup.log_text()
    assert "two was not ready within 4 s" in said
    assert "an ordinary line" in said
    assert "READY" not in said
