"""A real livekit-server for one test run, on free ports of the loopback address.

async with LiveKitServer.start() as server:
    api.LiveKitAPI(server.url, server.api_key, server.api_secret)
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from launcher import livekit_server
from tests.support.processes import ChildProcess, free_port

START_TIMEOUT_S = 15.0
STOP_TIMEOUT_S = 2.0
PORT_RACES = 5


@dataclass(frozen=True)
class LiveKitServer:
    """Where the server answers and how to sign for it."""

    port: int
    api_key: str
    api_secret: str = field(repr=False)
    process: ChildProcess

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def http_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_path(self) -> Path:
        return self.process.log_path

    @property
    def env(self) -> dict[str, str]:
        """The settings that point a process of ours at this server."""
        return {
            "LIVEKIT_URL": self.url,
            "LIVEKIT_API_KEY": self.api_key,
            "LIVEKIT_API_SECRET": self.api_secret,
        }

    @classmethod
    @contextlib.asynccontextmanager
    async def start(
        cls,
        webhook_url: str | None = None,
        *,
        log_dir: Path | None = None,
        api_secret: str | None = None,
        port: int | None = None,
    ) -> AsyncIterator[Self]:
        """Run a server until the block is left.

        `webhook_url` gets LiveKit's events, signed with the server's own key. With `port` the
        same address can be taken again, as after an outage. A port lost to another process
        between choosing and binding is chosen anew.
        """
        key, secret = "cicerone", api_secret or secrets.token_urlsafe(32)
        with contextlib.ExitStack() as stack:
            if log_dir is None:
                log_dir = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            server = await cls._started(port, webhook_url, key, secret, log_dir)
            try:
                yield server
            finally:
                await server.process.stop(STOP_TIMEOUT_S)

    @classmethod
    async def _started(
        cls, wanted_port: int | None, webhook_url: str | None, key: str, secret: str, log_dir: Path
    ) -> Self:
        races_left = PORT_RACES
        while True:
            port = wanted_port or free_port()
            process = ChildProcess.start(
                "livekit-server",
                [livekit_server.ensure()],
                log_path=log_dir / f"livekit-server-{port}.log",
                env={
                    "LIVEKIT_CONFIG": yaml.safe_dump(_config(port, webhook_url, key)),
                    "LIVEKIT_KEYS": f"{key}: {secret}",
                },
            )
            try:
                await process.until_http_ok(f"http://127.0.0.1:{port}/", START_TIMEOUT_S)
            except RuntimeError:
                await process.stop(STOP_TIMEOUT_S)
                races_left -= 1
                if races_left == 0 or "address already in use" not in process.log_text():
                    raise
            except BaseException:
                await process.stop(STOP_TIMEOUT_S)
                raise
            else:
                return cls(port=port, api_key=key, api_secret=secret, process=process)


def _config(port: int, webhook_url: str | None, key: str) -> dict[str, Any]:
    config: dict[str, Any] = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "rtc": {
            "tcp_port": free_port(),
            "udp_port": free_port(socket.SOCK_DGRAM),
            "node_ip": "127.0.0.1",
            "use_external_ip": False,
            "enable_loopback_candidate": True,
        },
        "logging": {"level": "info"},
    }
    if webhook_url is not None:
        config["webhook"] = {"api_key": key, "urls": [webhook_url]}
    return config
