"""Whether a started service is of use yet."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

PROBE_TIMEOUT_S = 2.0


@dataclass(frozen=True)
class Readiness:
    """What must be seen before a service counts as ready."""

    url: str
    """Answers 2xx."""
    log_line: str | None = None
    """Stands in the service's output: for what no address tells."""


def http_ok(url: str) -> bool:
    """Whether `url` (http, this machine) answers 2xx now. No proxy is ever asked."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "127.0.0.1", parts.port, timeout=PROBE_TIMEOUT_S
    )
    try:
        connection.request("GET", parts.path or "/")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return 200 <= status < 300
