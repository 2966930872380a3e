"""Says which port is in the way, and which setting changes it, before anything is started."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from launcher.errors import LaunchError


@dataclass(frozen=True)
class Port:
    """A port one of our processes will listen on."""

    number: int
    setting: str
    """The setting that changes it."""
    purpose: str
    host: str = "127.0.0.1"
    is_udp: bool = False

    @property
    def title(self) -> str:
        return f"{self.number}{'/udp' if self.is_udp else ''}"


def check(ports: Sequence[Port]) -> None:
    """Make sure each port is ours to take.

    Raises:
        LaunchError: two settings ask for the same port, or another program has one.
    """
    for (number, is_udp), count in Counter((port.number, port.is_udp) for port in ports).items():
        if count > 1:
            same = [p.setting for p in ports if (p.number, p.is_udp) == (number, is_udp)]
            raise LaunchError(
                f"{' and '.join(same)} name the same port {number}: give each its own."
            )
    busy = [port for port in ports if not _is_free(port)]
    if busy:
        titles = ", ".join(f"{port.title} ({port.purpose})" for port in busy)
        settings = ", ".join(port.setting for port in busy)
        raise LaunchError(
            f"{'Port' if len(busy) == 1 else 'Ports'} {titles} {'is' if len(busy) == 1 else 'are'} "
            f"in use: stop the program that listens there, or set {settings} in .env to another "
            "value."
        )


def _is_free(port: Port) -> bool:
    family = socket.AF_INET6 if ":" in port.host else socket.AF_INET
    kind = socket.SOCK_DGRAM if port.is_udp else socket.SOCK_STREAM
    try:
        with socket.socket(family, kind) as probe:
            if not port.is_udp:
                # As servers do: connections of the last run that linger are not in the way.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((port.host, port.number))
            if not port.is_udp:
                probe.listen(1)
    except PermissionError:
        raise LaunchError(
            f"Port {port.title} ({port.purpose}) needs administrator rights: set {port.setting} in "
            ".env to one above 1023."
        ) from None
    except OSError:
        return False
    return True
