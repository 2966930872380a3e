"""Response headers that keep the page to its own.

Owns: the content policies, the other security headers, and adding them to every answer.
Must not know: what is answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config import Environment, Settings

LIVEKIT_CLOUD = "livekit.cloud"
HSTS = "max-age=31536000; includeSubDomains"
PERMISSIONS = "microphone=(self), camera=(self), display-capture=(self), geolocation=()"

_TO_HTTP = {"ws": "http", "wss": "https"}
_TO_WEBSOCKET = {"http": "ws", "https": "wss"}


def websocket_url(url: str) -> str:
    """A LiveKit address in the form clients connect to (ws or wss)."""
    parts = urlsplit(url)
    return parts._replace(scheme=_TO_WEBSOCKET.get(parts.scheme, parts.scheme)).geturl()


def http_url(url: str) -> str:
    """A LiveKit address in the form its API is asked at (http or https)."""
    parts = urlsplit(url)
    return parts._replace(scheme=_TO_HTTP.get(parts.scheme, parts.scheme)).geturl()


def page_policy(livekit_url: str) -> str:
    """What the page may load, and whom it may talk to: this server and LiveKit."""
    parts = urlsplit(livekit_url)
    livekit = [
        f"{urlsplit(form(livekit_url)).scheme}://{parts.netloc}"
        for form in (websocket_url, http_url)
    ]
    if (parts.hostname or "").endswith(f".{LIVEKIT_CLOUD}"):
        # LiveKit Cloud sends a client on to the server of the nearest region.
        livekit += [f"wss://*.{LIVEKIT_CLOUD}", f"https://*.{LIVEKIT_CLOUD}"]
    return join_policy({**_BASE, "connect-src": ["'self'", *livekit]})


def docs_policy(script_hashes: Sequence[str]) -> str:
    """What the API's documentation pages may load: this server's files and their own one script.

    Both viewers make style elements while they run, and Redoc a worker from a blob.
    """
    scripts = [f"'{script_hash}'" for script_hash in script_hashes]
    return join_policy(
        {
            **_BASE,
            "script-src": ["'self'", *scripts],
            "style-src": ["'self'", "'unsafe-inline'"],
            "connect-src": ["'self'"],
        }
    )


_BASE: Mapping[str, Sequence[str]] = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "blob:"],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}


def join_policy(directives: Mapping[str, Sequence[str]]) -> str:
    """A Content-Security-Policy header's value."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def is_https_site(settings: Settings) -> bool:
    """Whether people open the page over https, in production."""
    return settings.environment is Environment.PRODUCTION and (
        settings.public_url or ""
    ).startswith("https://")


@dataclass(frozen=True)
class SecurityHeaders:
    """ASGI middleware: adds what every answer carries; an answer's own header wins."""

    app: ASGIApp
    policy: str
    https: bool = False
    policy_by_path: Mapping[str, str] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _headers(self, path: str) -> dict[str, str]:
        headers = {
            "Content-Security-Policy": self.policy_by_path.get(path, self.policy),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        if self.https:
            headers["Strict-Transport-Security"] = HSTS
        return headers
