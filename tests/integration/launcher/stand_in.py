"""A service for the launcher's tests: `python -m ...stand_in PORT [option ...]`.

Answers HTTP on PORT. Options: `stubborn` ignores SIGTERM; `twice` stops at the second SIGTERM;
`child` starts a child that ignores SIGTERM; `mute` never answers; `late` says its mark after a
moment.
"""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import sys
import threading
from types import FrameType

CHILD = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/crash":
            print("ERROR something broke", flush=True)
            os._exit(3)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def main() -> None:
    port, options = int(sys.argv[1]), sys.argv[2:]
    terms = 0

    def on_term(_number: int, _frame: FrameType | None) -> None:
        nonlocal terms
        terms += 1
        if "stubborn" in options or ("twice" in options and terms < 2):
            return
        sys.exit(0)

    signal.signal(signal.SIGTERM, on_term)
    if "child" in options:
        child = subprocess.Popen([sys.executable, "-c", CHILD])
        print(f"child {child.pid}", flush=True)
    print("an ordinary line", flush=True)
    if "late" in options:
        threading.Timer(0.5, lambda: print("it is registered now", flush=True)).start()
    if "mute" in options:
        while True:
            signal.pause()
    http.server.HTTPServer(("127.0.0.1", port), _Handler).serve_forever()


if __name__ == "__main__":
    main()
