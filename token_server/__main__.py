"""`python -m token_server`: one process on HOST and PORT.

Owns: reading settings, logs, the listening socket, and one clear sentence when these fail.
Must not know: what is served.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import sys

import uvicorn
from loguru import logger

from config import Settings, SettingsError, load_settings
from config.logging import configure_logging
from token_server.app import create_app

CANNOT_START = 2
SHUTDOWN_TIMEOUT_S = 5
BACKLOG = 2048


class WithoutQuery(logging.Filter):
    """Keeps query strings out of uvicorn's access log: (address, method, path, version, status)."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            path = str(record.args[2]).partition("?")[0]
            record.args = (*record.args[:2], path, *record.args[3:])
        return True


def main() -> int:
    """Serve until told to stop; the exit code."""
    try:
        settings = load_settings()
        configure_logging(settings, "token_server")
        app = create_app(settings)
        listener = bind(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201  (there may be no log yet)
        return CANNOT_START
    with contextlib.closing(listener):
        logging.getLogger("uvicorn.access").addFilter(WithoutQuery())
        host, port = listener.getsockname()[:2]
        logger.info("The token server listens on {}:{}", host, port)
        config = uvicorn.Config(
            app,
            log_config=None,
            # X-Forwarded-For is read by us, from the proxies named in the settings only.
            proxy_headers=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
        )
        server = uvicorn.Server(config)
        server.run(sockets=[listener])
    return 0 if server.started else CANNOT_START


def bind(settings: Settings) -> socket.socket:
    """The socket to listen on.

    Raises:
        SettingsError: it cannot be had; the sentence says why.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise SettingsError(
            f"The token server cannot listen on {settings.host}:{settings.port} "
            f"({error.strerror or error}). Choose another PORT, or stop what uses it."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
