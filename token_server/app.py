"""The token server's composition root: `create_app(settings)`.

Owns: which part is given what, and the lifetime of every task and connection.
Must not know: what any part does.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from loguru import logger
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Scope

from config import Settings
from config.settings import PROJECT_DIR
from token_server import routes, webhooks
from token_server.addresses import TrustedProxies, client_key
from token_server.dispatch import Policy
from token_server.docs import OPENAPI_PATH, install_docs
from token_server.errors import install_error_handlers
from token_server.health import CheckResult, HealthChecks
from token_server.limits import RateLimiter
from token_server.metrics import Metrics
from token_server.page import NOT_BUILT, Page
from token_server.requests import CapBodies, CountRequests, LimitRequests
from token_server.rooms import LiveKitRooms, LiveKitUnavailableError
from token_server.security import SecurityHeaders, is_https_site, page_policy
from token_server.tokens import Signer
from token_server.watcher import DispatchWatcher

PAGE_DIR = PROJECT_DIR / "web_client" / "dist"
CORS_MAX_AGE_S = 600
_NOT_LIMITED = frozenset(
    {webhooks.PATH, routes.METRICS_PATH, routes.LIVE_PATH, *routes.READY_PATHS}
)


@dataclass
class _Running:
    """What exists only between start and stop."""

    rooms: LiveKitRooms | None = None
    watcher: DispatchWatcher | None = None

    def hint(self, room: str) -> None:
        if self.watcher is not None:
            self.watcher.hint(room)


def create_app(settings: Settings, *, page_dir: Path = PAGE_DIR) -> FastAPI:
    """The whole token server; the page is served from `page_dir`."""
    metrics = Metrics()
    signer = Signer(settings.livekit_api_key, settings.livekit_api_secret.get_secret_value())
    running = _Running()
    page = Page(page_dir)
    limiters = _limiters(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            for limiter in limiters:
                stack.push_async_callback(limiter.close)
            running.rooms = await stack.enter_async_context(LiveKitRooms.connect(settings))
            running.watcher = DispatchWatcher(
                running.rooms, Policy(grace_s=settings.dispatch_grace_s), metrics
            )
            await stack.enter_async_context(_task(running.watcher))
            yield

    app = FastAPI(
        title="Cicerone",
        description="Room tokens for the guide that sees your screen.",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=OPENAPI_PATH,
    )
    install_error_handlers(app)
    app.include_router(routes.api_router(settings, signer, metrics))
    app.include_router(webhooks.webhook_router(signer, running.hint, metrics))
    app.include_router(routes.operations_router(_health(settings, running, page), metrics))
    docs_policies = install_docs(app)
    app.mount("/", page, name="page")

    # The last one added sees a request first.
    app.add_middleware(CapBodies, max_bytes=settings.max_body_bytes)
    overall, tokens = limiters
    app.add_middleware(
        LimitRequests,
        key_of=_address_reader(settings),
        overall=overall,
        by_path={("POST", routes.TOKEN_PATH): tokens},
        exempt=_NOT_LIMITED,
        metrics=metrics,
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Retry-After"],
            max_age=CORS_MAX_AGE_S,
        )
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(
        SecurityHeaders,
        policy=page_policy(settings.browser_livekit_url),
        https=is_https_site(settings),
        policy_by_path=docs_policies,
    )
    return app


@contextlib.asynccontextmanager
async def _task(watcher: DispatchWatcher) -> AsyncIterator[None]:
    task = asyncio.create_task(watcher.run(), name="dispatch watcher")
    try:
        yield
    finally:
        task.cancel()
        (result,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(result, Exception):
            logger.error("The dispatch watcher had failed: {}", result)


def _limiters(settings: Settings) -> tuple[RateLimiter, RateLimiter]:
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
    return (
        RateLimiter(settings.rate_limit, "all", redis_url),
        RateLimiter(settings.token_rate_limit, "token", redis_url),
    )


def _address_reader(settings: Settings) -> Callable[[Scope], str]:
    trusted = TrustedProxies.parse(settings.trusted_proxies)

    def read(scope: Scope) -> str:
        client = scope.get("client")
        forwarded = Headers(scope=scope).getlist("x-forwarded-for")
        return client_key(client[0] if client else None, forwarded, trusted)

    return read


def _health(settings: Settings, running: _Running, page: Page) -> HealthChecks:
    async def livekit() -> CheckResult:
        if running.rooms is None:
            return CheckResult(ok=False, message="The server is starting.")
        try:
            await running.rooms.check()
        except LiveKitUnavailableError as error:
            hint = " Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET." if error.refused else ""
            return CheckResult(ok=False, message=f"{error}.{hint}")
        return CheckResult(ok=True)

    async def dispatch() -> CheckResult:
        ok = running.watcher is not None and running.watcher.running
        return CheckResult(ok=ok, message="" if ok else "Rooms are not watched.")

    async def built() -> CheckResult:
        return CheckResult(ok=page.built, message="" if page.built else NOT_BUILT)

    async def model() -> CheckResult:
        missing = settings.missing_model_setting
        message = f"{missing} is not set: the guide cannot answer." if missing else ""
        return CheckResult(ok=not missing, required=False, message=message)

    return HealthChecks({"livekit": livekit, "dispatch": dispatch, "page": built, "model": model})
