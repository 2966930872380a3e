"""Rules of every test run, and the servers tests share.

A test module says what kind it is, once: `pytestmark = pytest.mark.unit` (or contract,
integration, e2e, bench). The kind decides when `make` runs it and how long a test may take.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from hypothesis import settings

from tests.support.livekit import LiveKitServer

# The developer's own key and ports are no business of the tests, nor of what they start.
os.environ["CICERONE_DOTENV"] = os.devnull

# A busy machine is no fault of the tested code: each test has its kind's limit anyway.
settings.register_profile("cicerone", deadline=None)
settings.load_profile("cicerone")

# Seconds one test of the kind may take before it is broken off.
TIMEOUT_S_BY_KIND = {"unit": 60, "contract": 120, "integration": 120, "e2e": 300, "bench": 900}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a module without exactly one kind; give every test its kind's time limit."""
    wrong: dict[str, list[str]] = {}
    for item in items:
        kinds = sorted({mark.name for mark in item.iter_markers()} & set(TIMEOUT_S_BY_KIND))
        if len(kinds) != 1:
            wrong[str(item.path.relative_to(config.rootpath))] = kinds
        elif item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(TIMEOUT_S_BY_KIND[kinds[0]]))
    if wrong:
        listed = "; ".join(f"{path} has {kinds or 'none'}" for path, kinds in wrong.items())
        raise pytest.UsageError(
            f"every test module sets pytestmark to exactly one of {', '.join(TIMEOUT_S_BY_KIND)}: "
            f"{listed}"
        )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def livekit_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LiveKitServer]:
    """One livekit-server for the whole run; tests keep apart by using rooms of their own."""
    async with LiveKitServer.start(log_dir=tmp_path_factory.mktemp("livekit")) as server:
        yield server
