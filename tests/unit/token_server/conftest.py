"""The application without a network: httpx talks to it directly."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

from config import Settings
from tests.support.token_server import build_page
from token_server import create_app

SECRET = "0123456789abcdef0123456789abcdef"
NOBODY = "ws://127.0.0.1:9"  # the discard port: nothing listens there

MakeClient = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


def make_settings(**changes: Any) -> Settings:
    """Settings for tests: no LiveKit there, limits out of the way."""
    values: dict[str, Any] = {
        "livekit_url": NOBODY,
        "livekit_api_secret": SECRET,
        "google_api_key": None,
        "rate_limit": "100000/minute",
        "token_rate_limit": "100000/minute",
        **changes,
    }
    return Settings(**values)


@pytest.fixture
def make_client(tmp_path: Path) -> MakeClient:
    """`async with make_client(setting=...) as client`. The application's tasks do not run."""

    @contextlib.asynccontextmanager
    async def client(
        peer: str = "203.0.113.7", built: bool = True, **changes: Any
    ) -> AsyncIterator[httpx.AsyncClient]:
        page_dir = build_page(tmp_path / "dist") if built else tmp_path / "missing"
        app = create_app(make_settings(**changes), page_dir=page_dir)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(peer, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
            yield http

    return client
