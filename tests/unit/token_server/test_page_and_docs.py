"""The web client's files, the documentation pages, and what browsers are told about them."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.unit.token_server.conftest import MakeClient
from token_server.security import http_url, page_policy, websocket_url

pytestmark = pytest.mark.unit


async def test_page_is_asked_for_each_time_and_its_hashed_files_are_kept(
    make_client: MakeClient,
) -> None:
    async with make_client() as client:
        page = await client.get("/")
        script = await client.get("/assets/index-a1b2c3.js")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    assert page.headers["content-type"].startswith("text/html")
    assert "immutable" in script.headers["cache-control"]
    assert "javascript" in script.headers["content-type"]


async def test_page_that_did_not_change_is_not_sent_again(make_client: MakeClient) -> None:
    async with make_client() as client:
        etag = (await client.get("/")).headers["etag"]
        assert (await client.get("/", headers={"If-None-Match": etag})).status_code == 304


@pytest.mark.parametrize("path", ["/../config/settings.py", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f"])
async def test_nothing_outside_the_pages_folder_is_served(
    make_client: MakeClient, path: str
) -> None:
    async with make_client() as client:
        assert (await client.get(path)).status_code == 404


async def test_missing_page_is_said_plainly_to_people_and_programs(
    make_client: MakeClient,
) -> None:
    async with make_client(built=False) as client:
        person = await client.get("/", headers={"Accept": "text/html"})
        program = await client.get("/")
        assert (await client.get("/assets/x.js")).status_code == 404
        assert (await client.post("/api/v1/livekit/token")).status_code == 201
    assert person.status_code == program.status_code == 503
    assert "make run" in person.text
    assert program.json()["code"] == "page_not_built"


def test_page_may_talk_to_this_server_and_livekit_only() -> None:
    policy = page_policy("ws://127.0.0.1:7880")
    assert "connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880" in policy
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_page_may_follow_livekit_cloud_to_another_region() -> None:
    assert "wss://*.livekit.cloud" in page_policy("wss://me.livekit.cloud")
    assert "*" not in page_policy("wss://livekit.cloud.example")


@pytest.mark.parametrize(
    ("url", "websocket", "http"),
    [
        ("ws://h:1", "ws://h:1", "http://h:1"),
        ("https://h/p", "wss://h/p", "https://h/p"),
        ("wss://h", "wss://h", "https://h"),
    ],
)
def test_livekit_address_in_both_forms(url: str, websocket: str, http: str) -> None:
    assert websocket_url(url) == websocket
    assert http_url(url) == http


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_documentation_loads_its_own_files_and_its_policy_allows_them(
    make_client: MakeClient, path: str
) -> None:
    async with make_client() as client:
        page = await client.get(path)
        policy = page.headers["content-security-policy"]
        for source in re.findall(r'(?:src|href)="([^"]+)"', page.text):
            assert source.startswith("/"), "nothing from the internet"
            assert (await client.get(source)).status_code == 200
        for script in re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
        schema = await client.get("/api/v1/openapi.json")
    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "/api/v1/livekit/token" in schema.json()["paths"]


async def test_loose_policy_is_the_documentations_alone(make_client: MakeClient) -> None:
    async with make_client() as client:
        for path in ("/", "/docs/", "/docs/assets/swagger-ui.css", "/redoc/x"):
            assert "unsafe" not in (await client.get(path)).headers["content-security-policy"]
