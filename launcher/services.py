"""What `make run` starts: commands, ports and signs of readiness, from the settings (pure).

Must not know: how processes are started, watched or stopped.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from config import Settings
from launcher.errors import LaunchError
from launcher.health import Readiness
from launcher.ports import Port

DEFAULT_PORTS = {"ws": 80, "http": 80, "wss": 443, "https": 443}
WEBHOOK_PATH = "/api/v1/livekit/webhook"
# What the framework logs once the LiveKit server has accepted the worker.
REGISTERED = "registered worker"
# A developer who presses Ctrl-C does not wait for conversations to end by themselves.
DRAIN_S = 2


@dataclass(frozen=True)
class Service:
    """One process to start."""

    name: str
    command: tuple[str, ...]
    ready: Readiness
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Added to the environment it inherits."""


def is_ours_to_start(livekit_url: str) -> bool:
    """Whether that address means a livekit-server on this machine, without TLS in front."""
    parts = urlsplit(livekit_url)
    if parts.scheme not in ("ws", "http"):
        return False
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def port_of(url: str) -> int:
    """The port of an address, by its scheme where it names none."""
    parts = urlsplit(url)
    return parts.port or DEFAULT_PORTS[parts.scheme]


def needed_ports(settings: Settings) -> list[Port]:
    """Every port that must be free.

    Raises:
        LaunchError: a port is 0, so that nobody would know where to look for it.
    """
    ports = [
        Port(settings.port, "PORT", "the page", settings.host),
        Port(
            settings.agent_health_port,
            "AGENT_HEALTH_PORT",
            "the worker's health",
            settings.agent_health_host,
        ),
    ]
    if is_ours_to_start(settings.livekit_url):
        ports += [
            Port(port_of(settings.livekit_url), "LIVEKIT_URL", "livekit-server"),
            Port(settings.livekit_rtc_tcp_port, "LIVEKIT_RTC_TCP_PORT", "media over TCP"),
            Port(
                settings.livekit_rtc_udp_port,
                "LIVEKIT_RTC_UDP_PORT",
                "media over UDP",
                is_udp=True,
            ),
        ]
    for port in ports:
        if port.number == 0:
            raise LaunchError(
                f"{port.setting} must not be 0 here: {port.purpose} needs an address."
            )
    return ports


def livekit_config(template: str, settings: Settings) -> dict[str, Any]:
    """`livekit.yaml` with the ports and the webhook's address and key that the settings say."""
    config: dict[str, Any] = yaml.safe_load(template)
    config["port"] = port_of(settings.livekit_url)
    rtc = config.setdefault("rtc", {})
    rtc["tcp_port"] = settings.livekit_rtc_tcp_port
    rtc["udp_port"] = settings.livekit_rtc_udp_port
    config["webhook"] = {
        "api_key": settings.livekit_api_key,
        "urls": [f"http://{_loopback(settings.host)}:{settings.port}{WEBHOOK_PATH}"],
    }
    return config


def services(
    settings: Settings, *, livekit_binary: Path | None, livekit_template: str
) -> list[Service]:
    """All services in the order they start; livekit-server only when it is to run here."""
    found = []
    if livekit_binary is not None:
        secret = settings.livekit_api_secret.get_secret_value()
        config = livekit_config(livekit_template, settings)
        found.append(
            Service(
                name="livekit",
                command=(str(livekit_binary),),
                # By environment, not by flags: a command line can be read by other users.
                env={
                    "LIVEKIT_CONFIG": yaml.safe_dump(config),
                    "LIVEKIT_KEYS": f"{settings.livekit_api_key}: {secret}",
                },
                ready=Readiness(f"http://127.0.0.1:{config['port']}/"),
            )
        )
    # -u: a line that waits in a buffer while the process dies is the line that was needed.
    python = (sys.executable, "-u", "-m")
    found.append(
        Service(
            name="token_server",
            command=(*python, "token_server"),
            ready=Readiness(f"http://{_loopback(settings.host)}:{settings.port}/healthz"),
        )
    )
    tells_info = settings.log_level in ("DEBUG", "INFO")
    found.append(
        Service(
            name="agent",
            command=(*python, "agent.worker"),
            env={"AGENT_DRAIN_TIMEOUT_S": str(min(settings.agent_drain_timeout_s, DRAIN_S))},
            ready=Readiness(
                f"http://{_loopback(settings.agent_health_host)}:{settings.agent_health_port}/",
                # Quieter logs leave registration out; then its health has to do.
                log_line=REGISTERED if tells_info else None,
            ),
        )
    )
    return found


def page_url(settings: Settings) -> str:
    """The address to open. Browsers allow a microphone on localhost without TLS."""
    if settings.public_url:
        return settings.public_url
    host = _loopback(settings.host)
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{settings.port}"


def _loopback(host: str) -> str:
    """Where to reach a server that listens on `host`, from this machine."""
    if host in ("0.0.0.0", "localhost"):  # noqa: S104
        return "127.0.0.1"
    if host == "::":
        return "[::1]"
    return f"[{host}]" if ":" in host else host
