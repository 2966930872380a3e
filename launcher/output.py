"""Where the services' output goes: all of it to log files, the troubling lines to the console.

Must not know: how services are started or stopped.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from loguru import logger

from config.logging import RETENTION, ROTATION, redact
from launcher.errors import LaunchError
from launcher.services import Service

if TYPE_CHECKING:
    from loguru import Record

TAIL_LINES = 8
_TROUBLE = re.compile(
    r"\b(?:WARNING|WARN|ERROR|CRITICAL|FATAL)\b|^(?:Traceback|panic:|\w+(?:Error|Exception):)"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Line(Protocol):
    """What honcho hands to a printer."""

    data: bytes | str
    name: str


class Output:
    """A honcho printer. Its `write` is called by one thread, `say` by any."""

    # honcho sets it, to align the columns of its own printer.
    width = 0

    def __init__(self, services: Sequence[Service], log_dir: Path, console: TextIO) -> None:
        self._console = console
        self._tails: dict[str, deque[str]] = {
            service.name: deque(maxlen=TAIL_LINES) for service in services
        }
        self._marks = {service.name: service.ready.log_line for service in services}
        self._marked: set[str] = set()
        self._sinks: list[int] = []
        for service in services:
            self._sinks.append(_add_file(log_dir / f"{service.name}.log", service.name))

    def write(self, line: Line) -> None:
        """Take one line of a service; honcho's own commentary is left out."""
        if line.name not in self._tails:
            return
        raw = line.data if isinstance(line.data, str) else line.data.decode("utf-8", "replace")
        text = redact(_COLOUR.sub("", raw).rstrip(), ())
        if not text:
            return
        logger.bind(child=line.name).info("{}", text)
        self._tails[line.name].append(text)
        mark = self._marks[line.name]
        if mark is not None and mark in text:
            self._marked.add(line.name)
        if _TROUBLE.search(text):
            self.say(f"{line.name}: {text}")

    def say(self, text: str) -> None:
        """Show `text` on the console."""
        print(text, file=self._console, flush=True)

    def has_mark(self, name: str) -> bool:
        """Whether the line that tells of a service's readiness has come, if it has one."""
        return self._marks[name] is None or name in self._marked

    def tail(self, name: str) -> str:
        """The last lines of a service, indented."""
        return "\n".join(f"  {line}" for line in self._tails[name]) or "  (it said nothing)"

    def close(self) -> None:
        for sink in self._sinks:
            logger.remove(sink)


def _add_file(path: Path, child: str) -> int:
    try:
        return logger.add(
            path,
            format="{time:YYYY-MM-DDTHH:mm:ss.SSSZZ} {message}",
            filter=_only(child),
            rotation=ROTATION,
            retention=RETENTION,
        )
    except OSError as error:
        raise LaunchError(f"{path} cannot be written ({type(error).__name__}).") from None


def _only(child: str) -> Callable[[Record], bool]:
    return lambda record: record["extra"].get("child") == child
