"""Everything a client can do wrong, and the one place that turns it into JSON.

Owns: the error tree and its shape on the wire, `{code, message, details}`.
Must not know: what any request is about. No message repeats a value the client sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

# An error names the client's own fields: so many, and so much of each name.
MAX_FIELDS = 5
MAX_NAME_CHARS = 60
UNREADABLE_JSON = "The request body is not valid JSON."
NOT_AN_OBJECT = "The request body must be a JSON object, sent as application/json."


class ErrorBody(BaseModel):
    """What every refused request gets."""

    code: str
    """A name that does not change; programs look at this."""
    message: str
    """One or two sentences for a person."""
    details: dict[str, Any] = {}


class ApiError(Exception):
    """A request that is refused; the subclasses say why."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"

    def __init__(
        self,
        message: str,
        details: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details = dict(details or {})
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        body = ErrorBody(code=self.code, message=self.message, details=self.details)
        headers = {"Cache-Control": "no-store", **self.headers}
        return JSONResponse(body.model_dump(), status_code=self.status, headers=headers)


class MalformedBodyError(ApiError):
    status, code = 400, "malformed_body"


class WebhookRefusedError(ApiError):
    status, code = 401, "webhook_refused"


class FieldNotAllowedError(ApiError):
    status, code = 403, "field_not_allowed"


class SlowBodyError(ApiError):
    status, code = 408, "body_too_slow"


class BodyTooLargeError(ApiError):
    status, code = 413, "body_too_large"


class InvalidFieldError(ApiError):
    status, code = 422, "invalid_field"


class RateLimitedError(ApiError):
    status, code = 429, "rate_limited"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"Too many requests from this address. Try again in {retry_after_s} s.",
            {"retry_after_s": retry_after_s},
            {"Retry-After": str(retry_after_s)},
        )


class PageNotBuiltError(ApiError):
    status, code = 503, "page_not_built"


def install_error_handlers(app: FastAPI) -> None:
    """Make every refusal and every crash of `app` answer in the shape of ErrorBody."""
    app.add_exception_handler(ApiError, _answer_api_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(Exception, _answer_crash)


async def _answer_api_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)
    return error.response()


async def _answer_validation_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return as_api_error(error.errors()).response()


async def _answer_http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:
        # FastAPI's answer to a body it cannot decode at all, such as bytes that are no text.
        return MalformedBodyError(UNREADABLE_JSON).response()
    status = HTTPStatus(error.status_code)
    body = ErrorBody(code=status.name.lower(), message=f"{status.phrase}.")
    return JSONResponse(
        body.model_dump(), status_code=status, headers={**(error.headers or {})} or None
    )


async def _answer_crash(_request: Request, _error: Exception) -> JSONResponse:
    return ApiError("Something went wrong here. It has been logged.").response()


def as_api_error(errors: Sequence[Any]) -> ApiError:
    """Pydantic's findings as one error of ours, without what the client sent."""
    if any(item["type"] == "json_invalid" for item in errors):
        return MalformedBodyError(UNREADABLE_JSON)
    if any(item["loc"] == ("body",) for item in errors):
        return InvalidFieldError(NOT_AN_OBJECT)
    fields = {
        ".".join(str(part)[:MAX_NAME_CHARS] for part in item["loc"] if part != "body"): (
            "is not a field of this request"
            if item["type"] == "extra_forbidden"
            else item["msg"].removeprefix("Value error, ")
        )
        for item in errors[:MAX_FIELDS]
    }
    sentence = "; ".join(f"{name}: {message}" for name, message in fields.items())
    return InvalidFieldError(f"{sentence}.", {"fields": fields})
