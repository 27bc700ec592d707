"""The refusals of a Bot API server, as exceptions."""

from http import HTTPStatus
from typing import Any


class ApiError(Exception):
    """A call that is answered with `ok: false`.

    Args:
        status: HTTP status, which is the answer's `error_code` too.
        description: The sentence sent to the bot, with its prefix ("Bad Request: …").
        parameters: `ResponseParameters`, such as `retry_after`.
    """

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}

    def answer(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(sentence: str) -> ApiError:
    """Return the refusal of a call that is wrong in itself."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> ApiError:
    """Return the refusal of a call that somebody does not want."""
    return ApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {sentence}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return the refusal of a call that came some seconds too early."""
    sentence = f"Too Many Requests: retry after {retry_after}"
    return ApiError(HTTPStatus.TOO_MANY_REQUESTS, sentence, {"retry_after": retry_after})


def conflict(sentence: str) -> ApiError:
    """Return the refusal of a second way of getting updates."""
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {sentence}")
