"""Runs the supervisor over stand-ins.

`python -m tests.integration.launcher.supervised LOG_DIR NAME:PORT[:OPTION] ...`
"""

from __future__ import annotations

import sys
from pathlib import Path

from loguru import logger

from launcher.health import Readiness
from launcher.services import Service
from launcher.supervise import Supervisor

STAND_IN = "tests.integration.launcher.stand_in"


def main() -> int:
    logger.remove()
    services = []
    for spec in sys.argv[2:]:
        name, port, *options = spec.split(":")
        services.append(
            Service(
                name=name,
                command=(
                    sys.executable,
                    "-m",
                    "tests.integration.launcher.stand_in",
                    port,
                    *options,
                ),
                ready=Readiness(
                    f"http://127.0.0.1:{port}/",
                    log_line="registered" if "late" in options else None,
                ),
            )
        )
    return Supervisor(
        services,
        log_dir=Path(sys.argv[1]),
        on_ready=lambda: print("READY", flush=True),
        ready_timeout_s=4,
    ).run()


if __name__ == "__main__":
    sys.exit(main())
