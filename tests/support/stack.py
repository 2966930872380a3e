"""The whole house on free ports: livekit-server, the fake model, the worker, the token server.

Every process is ours, on loopback, and ended when the block is left.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from livekit import api

from protocol.messages import ROOM_PREFIX, USER_IDENTITY_PREFIX
from tests.fakes.gemini import FakeGeminiLive, Options, Script
from tests.support.livekit import LiveKitServer
from tests.support.processes import ChildProcess, free_port, until

PROJECT_DIR = Path(__file__).resolve().parents[2]
AGENT_NAME = "cicerone-test"
START_TIMEOUT_S = 120.0


@dataclass(kw_only=True)
class Servers:
    """What runs, and where, without a worker."""

    livekit: LiveKitServer
    gemini: FakeGeminiLive
    env: Mapping[str, str]
    log_dir: Path
    page_url: str | None = None

    def user_token(self, room: str | None = None, *, name: str = "ada", metadata: str = "") -> str:
        """A token as the token server mints it, without asking the token server."""
        room = room or f"{ROOM_PREFIX}{name}"
        return (
            api.AccessToken(self.livekit.api_key, self.livekit.api_secret)
            .with_identity(f"{USER_IDENTITY_PREFIX}{name}")
            .with_grants(api.VideoGrants(room_join=True, room=room))
            .with_room_config(
                api.RoomConfiguration(
                    agents=[api.RoomAgentDispatch(agent_name=AGENT_NAME, metadata=metadata)]
                )
            )
            .to_jwt()
        )

    def api(self) -> api.LiveKitAPI:
        return api.LiveKitAPI(self.livekit.http_url, self.livekit.api_key, self.livekit.api_secret)


@dataclass(kw_only=True)
class Stack(Servers):
    """The same with a worker."""

    worker: ChildProcess


@contextlib.asynccontextmanager
async def running_stack(
    log_dir: Path,
    *,
    script: Script | None = None,
    options: Options | None = None,
    with_page: bool = False,
    env: Mapping[str, str] | None = None,
) -> AsyncIterator[Stack]:
    """Run it all until the block is left; with the token server and its page on request."""
    async with contextlib.AsyncExitStack() as running:
        servers = await running.enter_async_context(
            running_servers(log_dir, script=script, options=options, with_page=with_page, env=env)
        )
        worker = await running.enter_async_context(running_worker(servers.env, log_dir))
        yield Stack(**vars(servers), worker=worker)


@contextlib.asynccontextmanager
async def running_servers(
    log_dir: Path,
    *,
    script: Script | None = None,
    options: Options | None = None,
    with_page: bool = False,
    env: Mapping[str, str] | None = None,
) -> AsyncIterator[Servers]:
    """The same without a worker; start those with `running_worker(servers.env, ...)`."""
    port = free_port()
    webhook_url = f"http://127.0.0.1:{port}/api/v1/livekit/webhook" if with_page else None
    async with contextlib.AsyncExitStack() as running:
        livekit = await running.enter_async_context(
            LiveKitServer.start(webhook_url, log_dir=log_dir)
        )
        gemini = await running.enter_async_context(
            FakeGeminiLive(script=script or Script(), options=options or Options())
        )
        settings = {
            **livekit.env,
            "GOOGLE_API_KEY": "test-key",
            "GEMINI_BASE_URL": gemini.base_url,
            "SSL_CERT_FILE": str(gemini.ca_file),
            "AGENT_NAME": AGENT_NAME,
            "AGENT_HEALTH_PORT": str(free_port()),
            "PORT": str(port),
            "LOG_DIR": str(log_dir),
            "LOG_LEVEL": "DEBUG",
            # All the users of a run come from one address, and none waits for a goodbye.
            "TOKEN_RATE_LIMIT": "1000/minute",
            "RATE_LIMIT": "10000/minute",
            "AGENT_DRAIN_TIMEOUT_S": "1",
            **(env or {}),
        }
        servers = Servers(livekit=livekit, gemini=gemini, env=settings, log_dir=log_dir)
        if with_page:
            await running.enter_async_context(running_token_server(settings, log_dir))
            servers.page_url = f"http://localhost:{port}"
        yield servers


@contextlib.asynccontextmanager
async def running_worker(env: Mapping[str, str], log_dir: Path) -> AsyncIterator[ChildProcess]:
    """The agent worker, registered."""
    async with ChildProcess.running(
        "worker",
        [sys.executable, "-m", "agent.worker"],
        log_path=log_dir / "worker.log",
        env=env,
        cwd=PROJECT_DIR,
    ) as worker:
        already = worker.log_text().count("registered worker")

        async def registered() -> bool:
            if worker.exit_code is not None:
                raise RuntimeError(worker.described("ended"))
            return worker.log_text().count("registered worker") > already

        await until(registered, START_TIMEOUT_S)
        yield worker


@contextlib.asynccontextmanager
async def running_token_server(
    env: Mapping[str, str], log_dir: Path
) -> AsyncIterator[ChildProcess]:
    """The token server, answering."""
    async with ChildProcess.running(
        "token-server",
        [sys.executable, "-m", "token_server"],
        log_path=log_dir / "token_server.log",
        env=env,
        cwd=PROJECT_DIR,
    ) as server:
        await server.until_http_ok(f"http://127.0.0.1:{env['PORT']}/healthz", START_TIMEOUT_S)
        yield server
