"""Figures for Prometheus, in a registry of this application's own.

Owns: the names of the figures. No figure has a label a client can invent values for.
Must not know: what the figures mean to anyone.
"""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """One application's figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Counter(
            "cicerone_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.request_s = Histogram(
            "cicerone_http_request_seconds",
            "Time from a request's head to its answer's end.",
            ("route",),
            registry=self.registry,
        )
        self.tokens = Counter(
            "cicerone_tokens_issued", "Room tokens issued.", registry=self.registry
        )
        self.limited = Counter(
            "cicerone_rate_limited",
            "Requests refused because their address made too many.",
            ("limit",),
            registry=self.registry,
        )
        self.webhooks = Counter(
            "cicerone_webhooks", "LiveKit events received.", ("event",), registry=self.registry
        )
        self.watched_rooms = Gauge(
            "cicerone_watched_rooms", "Rooms with a person in them.", registry=self.registry
        )
        self.dispatches = Counter(
            "cicerone_dispatches",
            "Agents called again to a room that had none.",
            registry=self.registry,
        )
        self.agents_removed = Counter(
            "cicerone_agents_removed",
            "Agents removed from a room: dead ones, and second ones.",
            ("reason",),
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The figures in Prometheus's text format."""
        return generate_latest(self.registry)
