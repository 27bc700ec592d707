"""Bad days by order: calls that fail, get lost or take long."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from tests.botapi.errors import ApiError, too_many_requests


@dataclass
class Mishap:
    """What happens to the next calls of one method.

    Args:
        method: The method's name; DOWNLOAD for files that are fetched.
        chat_id: The chat whose calls it happens to; None for any.
        times: How many calls it happens to still.
        error: The answer instead of the right one.
        dropped: Whether the connection closes without an answer, or half-way through a file.
        delay: Seconds from the deed to its answer, or from a file's first half to its second.
    """

    method: str
    chat_id: int | None = None
    times: int = 1
    error: ApiError | None = None
    dropped: bool = False
    delay: float = 0


@dataclass
class Mishaps:
    """The mishaps to come, in the order in which they were asked for."""

    pending: list[Mishap] = field(default_factory=list)

    def take(self, method: str, parameters: dict[str, Any]) -> Mishap:
        """Return what happens to this call; a mishap without content if all goes well."""
        for mishap in self.pending:
            if mishap.method == method and mishap.chat_id in {None, parameters.get("chat_id")}:
                mishap.times -= 1
                if mishap.times == 0:
                    self.pending.remove(mishap)
                return mishap
        return Mishap(method)


def error(status: int, description: str, retry_after: int | None) -> ApiError:
    """Return the error to answer with; Telegram's own words where no description is given."""
    if retry_after is not None:
        usual = too_many_requests(retry_after)
        return ApiError(status, description or usual.description, usual.parameters)
    return ApiError(status, description or HTTPStatus(status).phrase)
