"""The files that the bot fetches, sent so that something can happen on the way."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

DOWNLOAD = "download"
"""What the fetching of a file is called where methods are named: in `calls_of`, `fail_next`, `drop_next`, ..."""


class Download(Response):
    """A file's bytes in two halves.

    Args:
        between: What happens after the first half.
    """

    media_type = "application/octet-stream"

    def __init__(self, content: bytes, between: Callable[[], Awaitable[None]]) -> None:
        super().__init__(content)
        self._between = between

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the file."""
        half = len(self.body) // 2
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body[:half], "more_body": True})
        await self._between()
        await send({"type": "http.response.body", "body": self.body[half:]})
