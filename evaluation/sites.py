"""Where the evaluated pages come from: our own folder, and pages that installed packages bring.

Owns: an ASGI application and a version for each site. Must not know questions, browsers, pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from fastapi_offline import FastAPIOffline
from importlinter.ui.server import create_app
from pydantic import BaseModel, Field
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

PAGES_DIR = Path(__file__).parent / "pages"
_NODE_MODULES = Path(__file__).parent.parent / "web_client" / "node_modules"


@dataclass(frozen=True)
class Site:
    """Attributes:
    make: builds the application that answers the browser's requests.
    version: changes, for a path, whenever what is shown there may have changed.
    """

    make: Callable[[], ASGIApp]
    version: Callable[[str], str]


class Guest(BaseModel):
    name: str = Field(examples=["Ada Thorne"])
    nights: int = Field(ge=1, examples=[3])
    breakfast: bool = False


def _folder(path: Path) -> ASGIApp:
    return Starlette(routes=[Mount("/", StaticFiles(directory=path, html=True))])


def _digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _digest_of_page(path: str) -> str:
    """Our own pages stand alone: nothing else is part of one."""
    return hashlib.sha256((PAGES_DIR / path.lstrip("/")).read_bytes()).hexdigest()


def _digest_of_this() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _hotel() -> ASGIApp:
    """A made-up interface, so that the documentation pages have something to show."""
    app = FastAPIOffline(
        title="Lakeside Hotel", version="2.3", description="Rooms, bookings and bills."
    )

    @app.get("/rooms", tags=["rooms"])
    def list_free_rooms(arrival: str, departure: str) -> list[str]:
        return []

    @app.put("/rooms/{number}/price", tags=["rooms"])
    def change_price(number: int, price: float) -> None: ...

    @app.post("/bookings", tags=["bookings"], status_code=201)
    def create_booking(guest: Guest) -> int:
        return 1

    @app.get("/bookings/{booking_id}", tags=["bookings"])
    def read_booking(booking_id: int) -> Guest:
        return Guest(name="", nights=1)

    @app.delete("/bookings/{booking_id}", tags=["bookings"])
    def cancel_booking(booking_id: int) -> None: ...

    @app.post("/bills/{booking_id}/send", tags=["bills"])
    def send_bill_by_email(booking_id: int, address: str) -> None: ...

    @app.get("/bills/{booking_id}/download", tags=["bills"])
    def download_bill(booking_id: int) -> str:
        return ""

    return app


def _import_graph() -> ASGIApp:
    package = "importlinter"
    return create_app([package], [package], package)


SITES: dict[str, Site] = {
    "own": Site(lambda: _folder(PAGES_DIR), _digest_of_page),
    "fastapi-offline": Site(
        _hotel, lambda _: metadata.version("fastapi-offline") + _digest_of_this()
    ),
    "import-linter": Site(
        _import_graph, lambda _: metadata.version("import-linter") + metadata.version("grimp")
    ),
    "loglevel": Site(
        lambda: _folder(_NODE_MODULES / "loglevel" / "demo"),
        lambda _: _digest_of(_NODE_MODULES / "loglevel" / "demo"),
    ),
}
