"""Events from LiveKit: believed when signed, and then only as a reason to look."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json

import httpx
import jwt
import pytest
from fastapi import FastAPI
from livekit import api

from tests.unit.token_server.conftest import SECRET, MakeClient
from token_server.errors import install_error_handlers
from token_server.metrics import Metrics
from token_server.tokens import Signer
from token_server.webhooks import PATH, webhook_router

pytestmark = pytest.mark.unit

BODY = json.dumps({"event": "participant_joined", "room": {"name": "cicerone-r"}, "new": 1})


def sign(body: str, secret: str = SECRET, key: str = "cicerone", ttl_s: int = 300) -> str:
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    token = api.AccessToken(key, secret).with_sha256(digest)
    return token.with_ttl(dt.timedelta(seconds=ttl_s)).to_jwt()


async def send(body: str, authorization: str) -> tuple[int, list[str]]:
    hints: list[str] = []
    app = FastAPI()
    install_error_handlers(app)
    app.include_router(webhook_router(Signer("cicerone", SECRET), hints.append, Metrics()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        headers = {"Authorization": authorization, "Content-Type": "application/webhook+json"}
        answer = await client.post(PATH, content=body, headers=headers)
    return answer.status_code, hints


async def test_signed_event_is_a_hint_to_look_at_its_room() -> None:
    assert await send(BODY, sign(BODY)) == (204, ["cicerone-r"])
    assert await send(BODY, f"Bearer {sign(BODY)}") == (204, ["cicerone-r"])


async def test_event_about_something_else_is_accepted_and_passed_over() -> None:
    body = json.dumps({"event": "track_published", "room": {"name": "cicerone-r"}})
    assert await send(body, sign(body)) == (204, [])


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer nonsense",
        sign(BODY, secret="f" * 32),
        sign(BODY, key="someone"),
        sign(BODY + " "),
        sign(BODY, ttl_s=-120),
        api.AccessToken("cicerone", SECRET).to_jwt(),
        jwt.encode({"iss": "cicerone", "sha256": "x", "exp": 9e9}, "", algorithm="none"),
    ],
    ids=["none", "nonsense", "secret", "key", "body", "expired", "no hash", "alg none"],
)
async def test_event_that_livekit_did_not_sign_is_refused(authorization: str) -> None:
    assert await send(BODY, authorization) == (401, [])


@pytest.mark.parametrize("body", ["", "{", "5", '{"event": 5}'])
async def test_signed_nonsense_is_refused_without_a_crash(body: str) -> None:
    assert await send(body, sign(body)) == (401, [])


async def test_webhooks_are_capped_but_not_counted(make_client: MakeClient) -> None:
    async with make_client(rate_limit="1/minute") as client:
        for _ in range(3):
            assert (await client.post(PATH, content=b"{}")).status_code == 401
        assert (await client.post(PATH, content=b" " * 70_000)).status_code == 413
