"""What is started follows from the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from config import Settings
from launcher.errors import LaunchError
from launcher.services import (
    WEBHOOK_PATH,
    is_ours_to_start,
    livekit_config,
    needed_ports,
    page_url,
    services,
)

pytestmark = pytest.mark.unit

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
TEMPLATE = (Path(__file__).parents[3] / "livekit.yaml").read_text()


def _settings(**values: Any) -> Settings:
    return Settings(livekit_api_secret=SecretStr(SECRET), **values)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("ws://127.0.0.1:7880", True),
        ("ws://localhost:7880", True),
        ("http://127.1.2.3:80", True),
        ("ws://[::1]:7880", True),
        ("wss://localhost", False),
        ("wss://mine.livekit.cloud", False),
        ("ws://192.168.1.5:7880", False),
        ("ws://livekit:7880", False),
    ],
)
def test_only_a_plain_address_on_this_machine_is_ours_to_start(url: str, ours: bool) -> None:
    assert is_ours_to_start(url) is ours


def test_template_as_it_stands_fits_the_default_settings() -> None:
    assert livekit_config(TEMPLATE, _settings()) == yaml.safe_load(TEMPLATE)


def test_settings_overlay_the_template() -> None:
    config = livekit_config(
        TEMPLATE,
        _settings(
            livekit_url="ws://127.0.0.1:1234",
            livekit_rtc_tcp_port=1235,
            livekit_rtc_udp_port=1236,
            port=9000,
            host="0.0.0.0",
            livekit_api_key="other",
        ),
    )
    assert config["port"] == 1234
    assert config["rtc"]["tcp_port"] == 1235
    assert config["rtc"]["udp_port"] == 1236
    assert config["rtc"]["node_ip"] == "127.0.0.1"
    assert config["webhook"] == {
        "api_key": "other",
        "urls": [f"http://127.0.0.1:9000{WEBHOOK_PATH}"],
    }


def test_secret_is_in_no_command_line_template_or_repr() -> None:
    found = services(_settings(), livekit_binary=Path("/livekit"), livekit_template=TEMPLATE)
    assert [service.name for service in found] == ["livekit", "token_server", "agent"]
    assert SECRET not in TEMPLATE
    assert SECRET not in repr(found)
    assert found[0].env["LIVEKIT_KEYS"] == f"cicerone: {SECRET}"


def test_another_livekit_server_means_none_here_and_no_ports_for_it() -> None:
    settings = _settings(livekit_url="wss://mine.livekit.cloud")
    found = services(settings, livekit_binary=None, livekit_template=TEMPLATE)
    assert [service.name for service in found] == ["token_server", "agent"]
    assert [port.setting for port in needed_ports(settings)] == ["PORT", "AGENT_HEALTH_PORT"]


def test_every_port_names_the_setting_that_moves_it() -> None:
    moved = {
        "port": 1001,
        "agent_health_port": 1002,
        "livekit_rtc_tcp_port": 1003,
        "livekit_rtc_udp_port": 1004,
    }
    ports = needed_ports(_settings(livekit_url="ws://127.0.0.1:1005", **moved))
    assert {port.setting: port.number for port in ports} == {
        **{name.upper(): number for name, number in moved.items()},
        "LIVEKIT_URL": 1005,
    }


def test_port_zero_is_refused_by_name() -> None:
    with pytest.raises(LaunchError, match="AGENT_HEALTH_PORT must not be 0"):
        needed_ports(_settings(agent_health_port=0))


def test_registration_is_not_waited_for_where_logs_leave_it_out() -> None:
    for level, waits in (("INFO", True), ("WARNING", False)):
        found = services(_settings(log_level=level), livekit_binary=None, livekit_template=TEMPLATE)
        assert (found[-1].ready.log_line is not None) is waits


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ({}, "http://localhost:8000"),
        ({"host": "0.0.0.0", "port": 9000}, "http://localhost:9000"),
        ({"host": "::1"}, "http://[::1]:8000"),
        ({"host": "192.168.1.5"}, "http://192.168.1.5:8000"),
        ({"public_url": "https://guide.example.org"}, "https://guide.example.org"),
    ],
)
def test_page_address(values: dict[str, Any], url: str) -> None:
    assert page_url(_settings(**values)) == url
