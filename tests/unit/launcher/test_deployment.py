"""What the deployment files say agrees with the code they deploy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.settings import Settings, load_settings, setting_names
from launcher.livekit_server import PINNED_VERSION
from launcher.services import WEBHOOK_PATH

pytestmark = pytest.mark.unit

PROJECT_DIR = Path(__file__).parents[3]
OURS = ("token_server", "agent")
# Names that are not settings of ours: LiveKit's own.
LIVEKITS = {"LIVEKIT_KEYS", "LIVEKIT_WEBHOOK_API_KEY"}


def _text(path: str) -> str:
    return (PROJECT_DIR / path).read_text()


def _compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_text("docker-compose.yml"))
    return loaded


def test_every_name_in_the_compose_file_is_a_setting() -> None:
    known = set(setting_names()) | LIVEKITS
    set_by_us = {
        name for service in _compose()["services"].values() for name in service["environment"]
    }
    read_by_compose = set(re.findall(r"\$\{(\w+)", _text("docker-compose.yml")))
    assert set_by_us - known == set()
    assert read_by_compose - known == set()


def test_every_name_in_images_and_guides_is_a_setting() -> None:
    known = set(setting_names())
    for dockerfile in ("docker/agent.Dockerfile", "docker/token_server.Dockerfile"):
        (image_env,) = re.findall(r"^ENV PATH((?:.*\\\n)*.*)", _text(dockerfile), re.MULTILINE)
        named = set(re.findall(r"\b([A-Z_]+)=", image_env)) - {
            "PYTHONUNBUFFERED",
            "PYTHONDONTWRITEBYTECODE",
        }
        assert named
        assert named - known == set()
    blocks = re.findall(r"```sh\n(.*?)```", _text("docs/deployment.md"), re.DOTALL)
    named = set(re.findall(r"^ *([A-Z_]+)=", "\n".join(blocks), re.MULTILINE))
    assert "LIVEKIT_API_SECRET" in named
    assert named - known == set()


@pytest.mark.parametrize("name", OURS)
def test_containers_run_in_production_with_the_settings_they_need(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in setting_names():
        monkeypatch.delenv(setting, raising=False)
    for key, value in _compose()["services"][name]["environment"].items():
        # ${NAME:-default} gets its default, ${NAME:?message} a value that a person would give.
        given = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
        given = re.sub(r"\$\{LIVEKIT_API_SECRET:\?[^}]*\}", "0123456789abcdef" * 2, given)
        given = re.sub(r"\$\{\w+:\?[^}]*e\.g\. ([^}]*)\}", r"\1", given)
        monkeypatch.setenv(key, given)
    settings = load_settings()
    assert settings.environment == "production"
    assert settings.livekit_url == "ws://livekit:7880"
    assert settings.browser_livekit_url == "wss://guide.example.org"


def test_conversations_get_their_drain_time_before_they_are_killed() -> None:
    drain_s = Settings.model_fields["agent_drain_timeout_s"].default
    grace = _compose()["services"]["agent"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > drain_s + 10


def test_livekit_is_the_pinned_version_with_the_ports_that_are_opened() -> None:
    livekit = _compose()["services"]["livekit"]
    assert livekit["image"].endswith(f":v{'.'.join(map(str, PINNED_VERSION))}")
    config = yaml.safe_load(_text("docker/livekit.yaml"))
    assert livekit["ports"] == [
        f"{config['rtc']['tcp_port']}:{config['rtc']['tcp_port']}/tcp",
        f"{config['rtc']['udp_port']}:{config['rtc']['udp_port']}/udp",
    ]
    assert config["webhook"]["urls"] == [f"http://token_server:8000{WEBHOOK_PATH}"]


@pytest.mark.parametrize("name", OURS)
def test_images_copy_only_what_the_build_context_holds(name: str) -> None:
    ignore = _text(".dockerignore").splitlines()
    assert ignore[1] == "*"
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", _text(f"docker/{name}.Dockerfile"), re.MULTILINE
    )
    sources = {source.split("/")[0] for line in copied for source in line.split()}
    assert sources
    assert sources <= {line.removeprefix("!") for line in ignore if line.startswith("!")}


@pytest.mark.parametrize("name", OURS)
def test_images_hold_all_first_party_code_they_import(name: str) -> None:
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]
    imported: set[str] = set()
    for path in (PROJECT_DIR / name).rglob("*.py"):
        imported |= set(re.findall(r"^(?:from|import) (\w+)", path.read_text(), re.MULTILINE))
    ours = imported & set(contracts["root_packages"])
    copied = set(re.findall(r"^COPY (\w+) \1$", _text(f"docker/{name}.Dockerfile"), re.MULTILINE))
    assert ours <= copied
