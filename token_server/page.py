"""The web client's built files.

Owns: serving them and how long browsers may keep them.
Must not know: what the page does.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from token_server.errors import PageNotBuiltError

INDEX = "index.html"
# Vite names these files by their content, so a name never gets another content.
HASHED = "assets/"
KEEP_FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
NOT_BUILT = "The page is not built. `make run` builds it; the API works without."
_NOT_BUILT_HTML = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Cicerone</title>
<h1>Cicerone</h1><p>{NOT_BUILT.replace("`make run`", "<code>make run</code>")}</p></html>
"""


class Page(StaticFiles):
    """The folder the web client was built into; it may be built while the server runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._folder = folder

    @property
    def built(self) -> bool:
        return (self._folder / INDEX).is_file()

    async def check_config(self) -> None:
        """The folder may be missing; `get_response` says so to who asks."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path in {".", INDEX} and not self.built:
            return self._not_built(scope)
        response = await super().get_response(path, scope)
        keep = path.startswith(HASHED) and response.status_code in {200, 206, 304}
        response.headers["Cache-Control"] = KEEP_FOREVER if keep else ASK_EACH_TIME
        return response

    def _not_built(self, scope: Scope) -> Response:
        if "text/html" in Headers(scope=scope).get("accept", ""):
            return HTMLResponse(
                _NOT_BUILT_HTML, status_code=503, headers={"Cache-Control": "no-store"}
            )
        return PageNotBuiltError(NOT_BUILT).response()
