"""LiveKit's events about rooms: `POST /api/v1/livekit/webhook`.

Owns: checking that an event is LiveKit's, and which of them concern the watcher.
Must not know: what the watcher does about it.
"""

from __future__ import annotations

from collections.abc import Callable

import jwt
from fastapi import APIRouter, Request, Response
from google.protobuf.json_format import ParseError
from livekit import api

from token_server.errors import ErrorBody, WebhookRefusedError
from token_server.metrics import Metrics
from token_server.tokens import Signer

PATH = "/api/v1/livekit/webhook"
# LiveKit's own names, also the only label values the metrics may have.
EVENTS_OF_PRESENCE = frozenset(
    {
        "room_started",
        "participant_joined",
        "participant_left",
        "participant_connection_aborted",
        "room_finished",
    }
)


def webhook_router(signer: Signer, hint: Callable[[str], None], metrics: Metrics) -> APIRouter:
    """`hint` is called with the name of every room in which someone came or went."""
    router = APIRouter()
    receiver = api.WebhookReceiver(api.TokenVerifier(signer.api_key, signer.api_secret))

    @router.post(
        PATH,
        status_code=204,
        tags=["livekit"],
        summary="Events from LiveKit, signed with the API secret",
        responses={401: {"model": ErrorBody}, 413: {"model": ErrorBody}},
    )
    async def receive(request: Request) -> Response:
        event = verified_event(
            receiver, await request.body(), request.headers.get("authorization", "")
        )
        known = event.event in EVENTS_OF_PRESENCE
        metrics.webhooks.labels(event.event if known else "other").inc()
        if known:
            hint(event.room.name)
        return Response(status_code=204)

    return router


def verified_event(
    receiver: api.WebhookReceiver, body: bytes, authorization: str
) -> api.WebhookEvent:
    """The event, if LiveKit signed it.

    Raises:
        WebhookRefusedError: the signature is missing, wrong, expired or another body's.
    """
    refused = WebhookRefusedError("This event is not signed by LiveKit with this server's key.")
    try:
        return receiver.receive(body.decode(), authorization.removeprefix("Bearer "))
    except (jwt.PyJWTError, UnicodeDecodeError, ParseError, ValueError) as error:
        raise refused from error
    except Exception as error:
        # The library raises a bare Exception for a body that is not the signed one.
        if type(error) is not Exception:
            raise
        raise refused from error
