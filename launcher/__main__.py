"""`python -m launcher`: starts everything, says where to go, stops everything.

Exit code 0 after a stop that was asked for, 1 otherwise.
"""

from __future__ import annotations

import sys

from loguru import logger

from config import Settings, SettingsError, load_settings
from config.settings import PROJECT_DIR, dotenv_path, peek
from launcher import dotenv, livekit_server, local_stack, ports
from launcher.errors import LaunchError
from launcher.services import is_ours_to_start, needed_ports, page_url, services
from launcher.supervise import Supervisor

SECRETS = ("LIVEKIT_API_SECRET",)


def main() -> int:
    """Run until stopped; problems are one sentence on standard error."""
    logger.remove()
    try:
        return _run()
    except (LaunchError, SettingsError) as error:
        print(f"Cicerone cannot start: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


def _run() -> int:
    # For a LiveKit server elsewhere a secret made up here would only hide that its own is missing.
    if is_ours_to_start(peek("LIVEKIT_URL")):
        missing = tuple(name for name in SECRETS if not peek(name))
        if dotenv.ensure_secrets(dotenv_path(), missing):
            print(f"Wrote random secrets to {dotenv_path()}.")
    settings = load_settings()
    if settings.is_local:
        local_stack.ensure(PROJECT_DIR)
    livekit = None
    if is_ours_to_start(settings.livekit_url):
        livekit = livekit_server.ensure(say=lambda text: print(text, flush=True))
    ports.check(needed_ports(settings))
    supervisor = Supervisor(
        services(
            settings,
            livekit_binary=livekit,
            livekit_template=(PROJECT_DIR / "livekit.yaml").read_text(encoding="utf-8"),
        ),
        log_dir=settings.log_dir,
        on_ready=lambda: _announce(settings),
    )
    print("Starting ... (Ctrl-C stops; logs are in " + str(settings.log_dir) + "/)", flush=True)
    return supervisor.run()


def _announce(settings: Settings) -> None:
    if settings.missing_model_setting is not None:
        print(
            f"The guide cannot think yet: set {settings.missing_model_setting} in {dotenv_path()} "
            "and start again.",
            flush=True,
        )
    if settings.is_local and settings.openai_base_url is None:
        print(
            "The guide works on this machine alone: it finds what is written on the screen. "
            f"For one that understands more, set GOOGLE_API_KEY in {dotenv_path()}.",
            flush=True,
        )
    print(f"\nCicerone is ready: {page_url(settings)}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
