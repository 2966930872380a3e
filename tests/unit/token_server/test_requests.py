"""What happens to requests that are slow, broken off, or meet a bug of ours."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from token_server.errors import install_error_handlers
from token_server.metrics import Metrics
from token_server.requests import CapBodies, CountRequests

pytestmark = pytest.mark.unit

SCOPE: Scope = {
    "type": "http",
    "method": "POST",
    "path": "/",
    "headers": [(b"transfer-encoding", b"chunked")],
}


async def echo(_scope: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": message["body"]})


async def ask(messages: list[Message], *, then_silence: bool = False) -> list[Message]:
    """The messages that a capped echo sends for a body that comes as `messages`."""
    sent: list[Message] = []
    left = list(messages)

    async def receive() -> Message:
        if not left and then_silence:
            await asyncio.Event().wait()
        return left.pop(0) if left else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await CapBodies(echo, max_bytes=10, timeout_s=0.01)(SCOPE, receive, send)
    return sent


def part(body: bytes, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_body_that_comes_in_parts_is_handed_on_whole() -> None:
    sent = await ask([part(b"hel", True), part(b"lo", False)])
    assert sent[1]["body"] == b"hello"


async def test_body_of_exactly_the_cap_passes_and_one_byte_more_does_not() -> None:
    assert (await ask([part(b"x" * 10, False)]))[0]["status"] == 200
    assert (await ask([part(b"x" * 11, False)]))[0]["status"] == 413


async def test_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("token_server.requests.LINGER_S", 0.01)
    sent = await ask([part(b"x", True)], then_silence=True)
    assert sent[0]["status"] == 408
    assert sent[-1]["more_body"] is False


async def test_client_that_went_away_gets_no_answer() -> None:
    assert await ask([part(b"x", True)]) == []


async def test_bug_is_an_answer_without_details_and_is_counted() -> None:
    app = FastAPI()
    install_error_handlers(app)
    metrics = Metrics()

    @app.get("/bug")
    async def bug() -> None:
        raise ZeroDivisionError("hunter2")

    app.add_middleware(CountRequests, metrics=metrics)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.get("/bug")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "hunter2" not in answer.text
    assert b'status="500"} 1.0' in metrics.text()
