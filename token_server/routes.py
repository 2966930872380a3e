"""The API a page asks before anyone talks.

Owns: the routes for tokens, the client's configuration, health and metrics.
Must not know: how limits are counted, LiveKit's API, files.
"""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from config import Settings
from protocol.messages import ClientConfig, Language, voices_by_language
from token_server.errors import ErrorBody
from token_server.health import Health, HealthChecks, Liveness
from token_server.metrics import CONTENT_TYPE, Metrics
from token_server.security import websocket_url
from token_server.token_request import TokenRequest
from token_server.tokens import Signer, mint, new_access

TOKEN_PATH = "/api/v1/livekit/token"  # noqa: S105  (a path, not a secret)
METRICS_PATH = "/api/v1/metrics"
LIVE_PATH = "/healthz"
READY_PATHS = ("/health", "/api/v1/health")
NO_STORE = {"Cache-Control": "no-store"}
_REFUSALS = (400, 403, 413, 422, 429)


class TokenResponse(BaseModel):
    """LiveKit's standard answer."""

    server_url: str
    participant_token: str


def api_router(settings: Settings, signer: Signer, metrics: Metrics) -> APIRouter:
    """Tokens and the client's configuration."""
    router = APIRouter()
    server_url = websocket_url(settings.browser_livekit_url)
    voices = voices_by_language(local=settings.is_local, preferred=settings.gemini_voice)

    @router.post(
        TOKEN_PATH,
        status_code=201,
        tags=["livekit"],
        summary="A token for a new room with a guide in it",
        description="LiveKit's standard token endpoint, for `TokenSource.endpoint()`.",
        responses={status: {"model": ErrorBody} for status in _REFUSALS},
    )
    async def token(response: Response, body: TokenRequest | None = None) -> TokenResponse:
        request = body or TokenRequest()
        request.refuse_server_choices(settings.agent_name)
        access = new_access(request.clean_name(), request.clean_attributes())
        response.headers.update(NO_STORE)
        metrics.tokens.inc()
        return TokenResponse(
            server_url=server_url,
            participant_token=mint(access, signer, settings.agent_name, settings.token_ttl_s),
        )

    @router.get("/api/v1/client-config", tags=["page"], summary="What the page offers to choose")
    async def client_config(response: Response) -> ClientConfig:
        response.headers.update(NO_STORE)
        return ClientConfig(
            languages=list(Language),
            voices={language: list(able) for language, able in voices.items()},
            missing_setting=settings.missing_model_setting,
        )

    return router


def operations_router(health: HealthChecks, metrics: Metrics) -> APIRouter:
    """Health and metrics."""
    router = APIRouter(tags=["operations"])

    @router.get(LIVE_PATH, summary="Whether the process answers")
    async def live(response: Response) -> Liveness:
        response.headers.update(NO_STORE)
        return Liveness()

    async def ready(response: Response) -> Health:
        report = await health.report()
        response.headers.update(NO_STORE)
        response.status_code = 200 if report.ready else 503
        return report

    for path in READY_PATHS:
        router.add_api_route(
            path,
            ready,
            methods=["GET"],
            summary="Whether a person could start now",
            responses={503: {"model": Health}},
        )

    @router.get(METRICS_PATH, summary="Figures for Prometheus", response_class=Response)
    async def figures() -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE, headers=NO_STORE)

    return router
