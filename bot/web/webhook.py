"""Taking the updates that Telegram posts (https://core.telegram.org/bots/api#setwebhook)."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from bot.errors import StateError
from bot.web.posted import NoUpdateError, TooLargeError, posted_update

_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_SECRET_OF = b"poochho webhook"
_CLOSE = {"Connection": "close"}  # what is left of the body is not read

_log = logging.getLogger(__name__)


def webhook_path(bot_id: int) -> str:
    """Return the path at which the updates of a bot are taken."""
    return f"/telegram/{bot_id}"


def webhook_secret(token: str) -> str:
    """Return what proves that Telegram posts, the same for every process with the token, which it does not tell.

    It is an HMAC-SHA256 (RFC 2104) in hexadecimal: Telegram takes 1 to 256 letters, digits, ``_`` and ``-``.
    """
    return hmac.new(token.encode(), _SECRET_OF, hashlib.sha256).hexdigest()


class Webhook:
    """Takes updates.

    Args:
        path: Where they are posted.
        secret: What Telegram was told to send with each.
        accept: Stores an update, and returns when nothing loses it any more; raises StateError where it cannot.
    """

    def __init__(self, path: str, secret: str, accept: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        if not secret:
            raise ValueError("without a secret everybody is Telegram")
        self.path = path
        self._secret = secret.encode()
        self._accept = accept
        self._in_trouble = False

    async def take(self, request: Request) -> Response:
        """Take one update; Telegram sends it again unless the answer is 200."""
        if not hmac.compare_digest(_secret_in(request), self._secret):
            return PlainTextResponse("Forbidden", 403, headers=_CLOSE)
        try:
            await self._accept(await posted_update(request))
        except ClientDisconnect:
            return Response()  # to nobody
        except TooLargeError:
            return PlainTextResponse("Content Too Large", 413, headers=_CLOSE)
        except NoUpdateError as error:
            return _refused(str(error))
        except RecursionError:  # what is nested could just be read, and cannot be written
            return _refused("it is nested too deep")
        except StateError as error:
            self._say_trouble(error)
            return PlainTextResponse("Service Unavailable", 503)
        self._say_over()
        return Response()

    def _say_trouble(self, error: StateError) -> None:
        if not self._in_trouble:
            _log.warning("Updates cannot be stored, Telegram will send them again: %s", error)
        self._in_trouble = True

    def _say_over(self) -> None:
        if self._in_trouble:
            _log.info("Updates are stored again")
        self._in_trouble = False


def _secret_in(request: Request) -> bytes:
    """Return the secret that came; of several, which no secret looks like, all."""
    headers: list[tuple[bytes, bytes]] = request.scope["headers"]
    return b",".join(value for name, value in headers if name == _SECRET_HEADER)


def _refused(why: str) -> Response:
    _log.warning("A webhook request is refused: %s", why)
    return PlainTextResponse("Bad Request", 400)
