"""`python -m bench`: ours beside the livekit-agents default, one table and one JSON file."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench import endpointing, plan, report
from bench.plan import FULL, QUICK, Extent, Part
from bench.systems import DEFAULT_SYSTEMS, SYSTEMS

END_OF_TURN = "end_of_turn"
# Above this one-minute load average the machine has something else to do.
QUIET_LOAD = 0.7


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parts = [*(str(part) for part in Part), END_OF_TURN]
    systems = ",".join(system.name for system in DEFAULT_SYSTEMS)
    parser.add_argument("--systems", default=systems, help=f"of {', '.join(SYSTEMS)}")
    parser.add_argument("--only", default=",".join(parts), help=f"of {', '.join(parts)}")
    parser.add_argument("--quick", action="store_true", help="a few of each, one round")
    parser.add_argument("--rounds", type=int, help="how often the systems take turns")
    parser.add_argument("--keep", type=Path, help="folder for the logs of all processes")
    arguments = parser.parse_args()
    for name in arguments.systems.split(","):
        if name not in SYSTEMS:
            parser.error(f"--systems knows {', '.join(SYSTEMS)}, not {name}")
    for name in arguments.only.split(","):
        if name not in parts:
            parser.error(f"--only knows {', '.join(parts)}, not {name}")
    return arguments


def _extent(arguments: argparse.Namespace) -> Extent:
    extent = QUICK if arguments.quick else FULL
    return (
        extent
        if arguments.rounds is None
        else Extent(**{**asdict(extent), "rounds": arguments.rounds})
    )


def main() -> int:
    """0 when every goal that was measured is met, else 1."""
    arguments = _arguments()
    # Stopped like by Ctrl-C, so that no worker or server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("bench").setLevel(logging.INFO)
    began_s, load = time.monotonic(), os.getloadavg()
    if load[0] > QUIET_LOAD:
        logging.getLogger("bench").warning("the machine is busy (load %.1f)", load[0])
    only = arguments.only.split(",")
    extent, chosen = _extent(arguments), [SYSTEMS[n] for n in arguments.systems.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if arguments.keep is not None:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix="run-", dir=arguments.keep))
        parts = [part for part in Part if part in only]
        samples = asyncio.run(plan.run(chosen, parts, extent, folder)) if parts else []
    rows = endpointing.table(4 if arguments.quick else 1) if END_OF_TURN in only else []
    print(report.render(samples, rows))
    # Not the same for all: said beside the figures, since it is part of the CPU's.
    shares = ", ".join(f"{system.title} {system.share_fps:g}" for system in chosen)
    print(f"\nshared frames a second: {shares}")
    run = {
        "systems": {system.name: {"share_fps": system.share_fps} for system in chosen},
        "only": only,
        "extent": asdict(extent),
        "load_before": load,
        "load_after": os.getloadavg(),
        "took_s": round(time.monotonic() - began_s),
    }
    print(f"\n{report.write(samples, rows, run)}")
    missed = [verdict for verdict in report.verdicts(samples, rows) if verdict.met is False]
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
