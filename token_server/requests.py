"""What every request passes before its route sees it: counted, limited, its body capped.

Owns: three ASGI middlewares. They answer refusals themselves, because a refused request must cost
next to nothing.
Must not know: what the routes do.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_server.errors import ApiError, BodyTooLargeError, RateLimitedError, SlowBodyError
from token_server.limits import Limiter
from token_server.metrics import Metrics

BODY_TIMEOUT_S = 10.0
LINGER_S = 1.0
LINGER_BYTES = 1024 * 1024
# Before a route is known, and for paths nobody serves: one label, so that a client cannot make
# figures without end.
NO_ROUTE = "(none)"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


@dataclass(frozen=True)
class CountRequests:
    """Counts and times every answer by its route's pattern."""

    app: ASGIApp
    metrics: Metrics
    clock: Callable[[], float] = time.monotonic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started_s = self.clock()
        # A connection that ends without an answer counts as a failure of ours.
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            route = getattr(scope.get("route"), "path", None) or NO_ROUTE
            method = scope["method"] if scope["method"] in METHODS else "other"
            self.metrics.requests.labels(method, route, str(status)).inc()
            self.metrics.request_s.labels(route).observe(self.clock() - started_s)


@dataclass(frozen=True)
class LimitRequests:
    """Refuses an address that asks too often, in all or of one path.

    `exempt` paths are not counted at all: monitors ask them, and LiveKit, which signs what it
    sends.
    """

    app: ASGIApp
    key_of: Callable[[Scope], str]
    overall: Limiter
    by_path: Mapping[tuple[str, str], Limiter]
    exempt: frozenset[str]
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in self.exempt:
            refusal = await self._refusal(scope)
            if refusal is not None:
                await refusal.response()(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> RateLimitedError | None:
        key = self.key_of(scope)
        own = self.by_path.get((scope["method"], scope["path"]))
        for name, limiter in (("all", self.overall), (scope["path"], own)):
            retry_after_s = await limiter.take(key) if limiter else None
            if retry_after_s is not None:
                self.metrics.limited.labels(name).inc()
                return RateLimitedError(retry_after_s)
        return None


@dataclass(frozen=True)
class CapBodies:
    """Hands routes a body that is whole and small; a larger one is refused without being read.

    The cap is small enough to hold a body in memory, which is also what catches a body sent in
    chunks without a length. FastAPI's own `max_body_size` answers in plain text past the other
    middlewares, so without our error's shape and without the security headers.
    """

    app: ASGIApp
    max_bytes: int
    timeout_s: float = field(default=BODY_TIMEOUT_S)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except ApiError as error:
            await _refuse_and_close(error, scope, receive, send)
            return
        if body is None:
            return  # the client went away
        first = True

        async def replay() -> Message:
            nonlocal first
            if first:
                first = False
                return {"type": "http.request", "body": body, "more_body": False}
            return await receive()

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self.max_bytes:
            raise self._too_large()
        body = bytearray()
        try:
            async with asyncio.timeout(self.timeout_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message.get("body", b"")
                    if len(body) > self.max_bytes:
                        raise self._too_large()
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            raise SlowBodyError("The request body did not arrive in time.") from None

    def _too_large(self) -> BodyTooLargeError:
        return BodyTooLargeError(
            f"The request body may have at most {self.max_bytes} bytes.",
            {"limit_bytes": self.max_bytes},
        )


async def _refuse_and_close(error: ApiError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once; then take in a little more, so that a client still sending sees the answer.

    A connection closed on unread bytes is reset, and the answer lost with it.
    """
    error.headers["Connection"] = "close"

    async def send_but_stay(message: Message) -> None:
        await send({**message, "more_body": True} if "body" in message else message)

    await error.response()(scope, receive, send_but_stay)
    left_bytes = LINGER_BYTES
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_S):
            while left_bytes > 0:
                message = await receive()
                left_bytes -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    break
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
