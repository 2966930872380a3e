"""The application as a client meets it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import jwt
import pytest

from protocol.messages import LOCAL_VOICES, VOICES, ClientConfig
from tests.unit.token_server.conftest import SECRET, MakeClient
from token_server.requests import LINGER_BYTES
from token_server.routes import METRICS_PATH, TOKEN_PATH

pytestmark = pytest.mark.unit

JSON = {"Content-Type": "application/json"}


def assert_refused(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"code", "message", "details"}
    assert body["code"] == code
    assert body["message"].endswith(".")
    assert answer.headers["cache-control"] == "no-store"


async def test_token_answers_as_the_standard_says(make_client: MakeClient) -> None:
    async with make_client(livekit_public_url="https://lk.example", token_ttl_s=120) as client:
        answer = await client.post(TOKEN_PATH, json={"participant_name": "Ana"})
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"server_url", "participant_token"}
    assert answer.json()["server_url"] == "wss://lk.example"
    claims = jwt.decode(answer.json()["participant_token"], SECRET, algorithms=["HS256"])
    assert claims["name"] == "Ana"
    assert claims["exp"] - claims["nbf"] == 120


@pytest.mark.parametrize(
    "body", [b"", b"null", b"{}", b'{"room_name":null}', b'{"participant_name":"\\ud800"}']
)
async def test_body_that_asks_nothing_gets_a_token(make_client: MakeClient, body: bytes) -> None:
    async with make_client() as client:
        assert (await client.post(TOKEN_PATH, content=body, headers=JSON)).status_code == 201


async def test_body_of_the_official_client_library_is_accepted(make_client: MakeClient) -> None:
    # What livekit-client 2.23 sends for TokenSource.endpoint(url).fetch({agentName: ...}).
    body = b'{"participant_attributes":{},"room_config":{"agents":[{"agent_name":"cicerone"}]}}'
    async with make_client() as client:
        assert (await client.post(TOKEN_PATH, content=body, headers=JSON)).status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed_body"),
        (b"\xff\xfe{}", 400, "malformed_body"),
        (b"[" * 50_000, 400, "malformed_body"),
        (b"[]", 422, "invalid_field"),
        (b'"x"', 422, "invalid_field"),
        (b'{"room_name": 5}', 422, "invalid_field"),
        (b'{"admin": true}', 422, "invalid_field"),
        (b'{"participant_name": "%s"}' % (b"n" * 61), 422, "invalid_field"),
        (b'{"participant_attributes": {"cicerone.voice": "HAL"}}', 422, "invalid_field"),
        (b'{"participant_attributes": {"lk.agent_name": "x"}}', 403, "field_not_allowed"),
        (b'{"room_name": "theirs"}', 403, "field_not_allowed"),
        (b'{"participant_identity": "them"}', 403, "field_not_allowed"),
        (b'{"room_config": {"agents": [{"agent_name": "x"}]}}', 403, "field_not_allowed"),
    ],
)
async def test_wrong_body_gets_its_own_clear_error(
    make_client: MakeClient, body: bytes, status: int, code: str
) -> None:
    async with make_client() as client:
        assert_refused(await client.post(TOKEN_PATH, content=body, headers=JSON), status, code)


async def test_error_names_fields_and_never_repeats_values(make_client: MakeClient) -> None:
    async with make_client() as client:
        answer = await client.post(
            TOKEN_PATH, json={"room_name": ["hunter2"], "x" * 500: "hunter2"}
        )
    assert "room_name" in answer.text
    assert "hunter2" not in answer.text
    assert len(answer.text) < 1000


async def test_ten_megabytes_are_refused_by_their_length_and_not_read_whole(
    make_client: MakeClient,
) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(160):
            read += 65536
            yield b" " * 65536

    async with make_client() as client:
        headers = {**JSON, "Content-Length": str(10 * 1024 * 1024)}
        answer = await client.post(TOKEN_PATH, content=body(), headers=headers)
        assert_refused(answer, 413, "body_too_large")
        assert answer.headers["connection"] == "close"
        assert read <= LINGER_BYTES + 65536, "only what lets the client see the answer"


async def test_body_in_chunks_is_refused_at_the_cap_and_not_read_whole(
    make_client: MakeClient,
) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(10_000):
            read += 1024
            yield b" " * 1024

    async with make_client(max_body_bytes=4096) as client:
        answer = await client.post(TOKEN_PATH, content=body(), headers=JSON)
        assert_refused(answer, 413, "body_too_large")
        assert answer.json()["details"] == {"limit_bytes": 4096}
        assert read <= LINGER_BYTES + 4096 + 2 * 1024


async def test_burst_of_a_thousand_is_answered_in_order_and_cheaply(
    make_client: MakeClient,
) -> None:
    async with make_client(token_rate_limit="10/minute", rate_limit="300/minute") as client:
        start_s = time.perf_counter()
        answers = [await client.post(TOKEN_PATH) for _ in range(1000)]
        took_s = time.perf_counter() - start_s
        statuses = [answer.status_code for answer in answers]
        assert statuses == [201] * 10 + [429] * 990
        for answer in answers[10:]:
            assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert_refused(answers[-1], 429, "rate_limited")
        assert took_s < 10, "10 ms each would be too dear; 1 ms is usual"
        async with make_client(peer="198.51.100.4") as other:
            assert (await other.post(TOKEN_PATH)).status_code == 201


async def test_burst_at_the_same_moment_lets_no_more_through(make_client: MakeClient) -> None:
    async with make_client(token_rate_limit="10/minute") as client:
        answers = await asyncio.gather(*(client.post(TOKEN_PATH) for _ in range(200)))
    assert sum(answer.status_code == 201 for answer in answers) == 10


async def test_health_and_metrics_answer_an_address_that_is_over_its_limit(
    make_client: MakeClient,
) -> None:
    async with make_client(rate_limit="1/minute") as client:
        await client.get("/")
        assert (await client.get("/")).status_code == 429
        assert (await client.get("/healthz")).status_code == 200
        figures = (await client.get(METRICS_PATH)).text
    assert 'cicerone_rate_limited_total{limit="all"} 1.0' in figures


async def test_forwarded_address_counts_only_behind_a_trusted_proxy(
    make_client: MakeClient,
) -> None:
    async with make_client(token_rate_limit="1/minute") as client:
        await client.post(TOKEN_PATH, headers={"X-Forwarded-For": "1.2.3.1"})
        answer = await client.post(TOKEN_PATH, headers={"X-Forwarded-For": "1.2.3.2"})
        assert answer.status_code == 429
    async with make_client(
        peer="10.0.0.1", token_rate_limit="1/minute", trusted_proxies="10.0.0.0/8"
    ) as client:
        for number in range(3):
            answer = await client.post(TOKEN_PATH, headers={"X-Forwarded-For": f"1.2.3.{number}"})
            assert answer.status_code == 201


async def test_client_config_names_the_choices_and_what_is_missing(
    make_client: MakeClient,
) -> None:
    async with make_client(voice_stack="gemini", gemini_voice="Kore") as client:
        without_key = ClientConfig.model_validate(
            (await client.get("/api/v1/client-config")).json()
        )
    assert without_key.missing_setting == "GOOGLE_API_KEY"
    for voices in without_key.voices.values():
        assert voices[0] == "Kore"
        assert sorted(voices) == sorted(VOICES)
    async with make_client(google_api_key="k" * 20) as client:
        answer = await client.get("/api/v1/client-config")
    assert answer.json()["missing_setting"] is None
    assert "kkkk" not in answer.text


async def test_without_a_key_the_local_voices_are_offered_and_nothing_is_missing(
    make_client: MakeClient,
) -> None:
    async with make_client() as client:
        config = ClientConfig.model_validate((await client.get("/api/v1/client-config")).json())
    assert config.missing_setting is None
    assert {language: tuple(able) for language, able in config.voices.items()} == LOCAL_VOICES


async def test_other_origins_may_ask_only_when_they_are_named(make_client: MakeClient) -> None:
    ask = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    async with make_client(cors_origins="https://app.example") as client:
        allowed = await client.options(TOKEN_PATH, headers=ask)
        assert allowed.headers["access-control-allow-origin"] == "https://app.example"
        assert "access-control-allow-credentials" not in allowed.headers
        answer = await client.post(TOKEN_PATH, headers={"Origin": "https://app.example"})
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        other = await client.post(TOKEN_PATH, headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers
    async with make_client() as client:
        answer = await client.post(TOKEN_PATH, headers={"Origin": "https://app.example"})
        assert "access-control-allow-origin" not in answer.headers


async def test_refusals_can_be_read_by_a_named_origin(make_client: MakeClient) -> None:
    async with make_client(
        cors_origins="https://app.example", token_rate_limit="1/minute", max_body_bytes=1024
    ) as client:
        origin = {"Origin": "https://app.example"}
        too_large = await client.post(TOKEN_PATH, content=b" " * 2048, headers={**origin, **JSON})
        limited = await client.post(TOKEN_PATH, headers=origin)
    for answer, status in ((too_large, 413), (limited, 429)):
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
    assert "Retry-After" in limited.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/", TOKEN_PATH, "/health", "/nothing-here", "/docs"])
async def test_every_answer_carries_the_security_headers(
    make_client: MakeClient, path: str
) -> None:
    async with make_client() as client:
        headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


async def test_https_is_insisted_on_in_production_behind_https(make_client: MakeClient) -> None:
    production: dict[str, Any] = {"environment": "production"}
    async with make_client(**production, public_url="https://guide.example") as client:
        assert "strict-transport-security" in (await client.get("/")).headers
    async with make_client(**production) as client:
        assert "strict-transport-security" not in (await client.get("/")).headers


async def test_unknown_path_and_method_answer_in_the_error_shape(make_client: MakeClient) -> None:
    async with make_client() as client:
        nothing = await client.get("/api/v1/nothing")
        assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")
        wrong = await client.put(TOKEN_PATH)
        assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")


async def test_metrics_count_by_route_and_invent_no_labels(make_client: MakeClient) -> None:
    async with make_client() as client:
        await client.post(TOKEN_PATH)
        for number in range(20):
            await client.get(f"/made/up/{number}")
        await client.request("BREW", "/made/up")
        answer = await client.get(METRICS_PATH)
    assert answer.headers["content-type"].startswith("text/plain")
    assert "cicerone_tokens_issued_total 1.0" in answer.text
    assert (
        f'cicerone_http_requests_total{{method="POST",route="{TOKEN_PATH}",status="201"}} 1.0'
        in answer.text
    )
    assert "made/up" not in answer.text
    assert "BREW" not in answer.text


async def test_two_applications_in_one_process_count_apart(make_client: MakeClient) -> None:
    async with make_client() as one:
        await one.post(TOKEN_PATH)
    async with make_client() as other:
        assert "cicerone_tokens_issued_total 0.0" in (await other.get(METRICS_PATH)).text
