"""Health: what counts, what only warns, and how often LiveKit is asked."""

from __future__ import annotations

import asyncio

import pytest

from tests.unit.token_server.conftest import MakeClient
from token_server.health import KEEP_S, CheckResult, HealthChecks

pytestmark = pytest.mark.unit


async def fine() -> CheckResult:
    return CheckResult(ok=True)


async def broken() -> CheckResult:
    return CheckResult(ok=False, message="Broken.")


async def wanted() -> CheckResult:
    return CheckResult(ok=False, required=False, message="Would be nice.")


async def test_ready_when_all_that_is_required_is_there() -> None:
    report = await HealthChecks({"a": fine, "b": wanted}).report()
    assert report.ready
    assert (report.not_ready, report.warnings) == ([], ["b"])


async def test_not_ready_names_what_is_missing() -> None:
    report = await HealthChecks({"a": fine, "b": broken}).report()
    assert not report.ready
    assert report.not_ready == ["b"]
    assert report.checks["b"].message == "Broken."


async def test_many_questions_at_once_are_one_question_to_livekit_until_it_is_stale() -> None:
    asked, now_s = 0, 100.0

    async def counted() -> CheckResult:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        return CheckResult(ok=True)

    checks = HealthChecks({"a": counted}, clock=lambda: now_s)
    await asyncio.gather(*(checks.report() for _ in range(50)))
    assert asked == 1
    now_s += KEEP_S
    await checks.report()
    assert asked == 2


@pytest.mark.parametrize("path", ["/health", "/api/v1/health"])
async def test_server_that_was_not_started_lives_but_is_not_ready(
    make_client: MakeClient, path: str
) -> None:
    async with make_client(built=False, voice_stack="gemini") as client:
        answer = await client.get(path)
        live = await client.get("/healthz")
    assert answer.status_code == 503
    body = answer.json()
    assert body["live"] is True
    assert set(body["not_ready"]) == {"livekit", "dispatch", "page"}
    assert body["warnings"] == ["model"]
    assert "GOOGLE_API_KEY" in body["checks"]["model"]["message"]
    assert (live.status_code, live.json()) == (200, {"live": True})
