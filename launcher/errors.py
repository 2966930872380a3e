"""What `make run` says when it cannot go on."""

from __future__ import annotations


class LaunchError(Exception):
    """Start-up is not possible; the message is one sentence that says what to do."""
