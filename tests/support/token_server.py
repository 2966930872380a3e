"""The real token server in the test's own loop, on a free port of the loopback address."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from config import Settings
from token_server import create_app
from token_server.webhooks import PATH as WEBHOOK_PATH

START_POLL_S = 0.01


@dataclass(frozen=True)
class RunningTokenServer:
    url: str
    app: FastAPI


def listen() -> tuple[socket.socket, str]:
    """A listening socket and its address: known before the server runs, for webhooks."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


def webhook_url(url: str) -> str:
    return url + WEBHOOK_PATH


def build_page(folder: Path) -> Path:
    """The least that counts as a built web client."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "index-a1b2c3.js").write_text("export {};")
    return folder


@contextlib.asynccontextmanager
async def run_token_server(
    settings: Settings, listener: socket.socket, page_dir: Path
) -> AsyncIterator[RunningTokenServer]:
    """Serve on `listener` until the block is left; the socket is closed then."""
    app = create_app(settings, page_dir=page_dir)
    config = uvicorn.Config(app, log_config=None, proxy_headers=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    # The test runner owns the signals.
    task = asyncio.create_task(server._serve([listener]), name="token server")
    try:
        while not server.started:
            if task.done():
                await task
            await asyncio.sleep(START_POLL_S)
        yield RunningTokenServer(f"http://127.0.0.1:{listener.getsockname()[1]}", app)
    finally:
        server.should_exit = True
        await task
        listener.close()
