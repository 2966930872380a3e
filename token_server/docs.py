"""The API's documentation, `/docs` and `/redoc`, from files on this machine.

Owns: the two pages and what their content policies must allow. The viewers' files come with the
package fastapi-offline, so the pages work without the internet and the policy needs no other
origin; the one script written into the page is allowed by its hash.
Must not know: what is documented.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from token_server.security import docs_policy

OPENAPI_PATH = "/api/v1/openapi.json"
ASSETS_PATH = "/docs/assets"
_ASSETS = Path(fastapi_offline.__file__).parent / "static"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def install_docs(app: FastAPI) -> dict[str, str]:
    """Add both pages to `app`; the answer is the content policy of each path."""
    icon = f"{ASSETS_PATH}/favicon.png"
    pages = {
        "/docs": get_swagger_ui_html(
            openapi_url=OPENAPI_PATH,
            title=f"{app.title} API",
            swagger_js_url=f"{ASSETS_PATH}/swagger-ui-bundle.js",
            swagger_css_url=f"{ASSETS_PATH}/swagger-ui.css",
            swagger_favicon_url=icon,
        ),
        "/redoc": get_redoc_html(
            openapi_url=OPENAPI_PATH,
            title=f"{app.title} API",
            redoc_js_url=f"{ASSETS_PATH}/redoc.standalone.js",
            redoc_favicon_url=icon,
            with_google_fonts=False,
        ),
    }
    app.mount(ASSETS_PATH, StaticFiles(directory=_ASSETS), name="docs-assets")
    for path, page in pages.items():
        _add_page(app, path, page)
    return {path: docs_policy(_script_hashes(page)) for path, page in pages.items()}


def _add_page(app: FastAPI, path: str, page: HTMLResponse) -> None:
    async def show() -> HTMLResponse:
        return page

    app.add_api_route(path, show, include_in_schema=False, response_class=HTMLResponse)


def _script_hashes(page: HTMLResponse) -> list[str]:
    scripts = _INLINE_SCRIPT.findall(bytes(page.body).decode())
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]
