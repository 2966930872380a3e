"""Who may enter which room, and a guide for every room with a person in it.

Owns: room tokens, rate limits, the dispatch watcher, health, metrics, and serving the page.
Must not know: the worker (`agent`), how the guide thinks, or where settings come from.
"""

from token_server.app import create_app

__all__ = ["create_app"]
