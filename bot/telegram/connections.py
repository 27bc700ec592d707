"""The connections to the Bot API server.

By aiohttp: a call takes an eighth of the processor's time that it takes by the library's own client, and calls are most
of what a bot does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECTS = 5.0  # seconds


class Connections(BaseRequest):
    """Makes the library's requests.

    Args:
        most: How many at a time.
        answers_in: Seconds until an answer is late.
        look: Is told the date in the header of each answer; None where it has none.
    """

    def __init__(self, most: int, answers_in: float, look: Callable[[str | None], None]) -> None:
        self._most = most
        self._answers_in = answers_in
        self._look = look
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer is late."""
        return self._answers_in

    async def initialize(self) -> None:
        """Make ready, in the event loop in which requests are made."""
        if self._session is None:
            # The certificates are those that the library's own client trusts.
            connector = aiohttp.TCPConnector(limit=self._most, ssl=httpx.create_ssl_context())
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a request, and return the status and the body of its answer.

        Raises:
            telegram.error.TimedOut: There was no answer in time; the cause is aiohttp's, but for that of a gateway.
            telegram.error.NetworkError: There was none at all; the cause is aiohttp's.
            RuntimeError: The connections are closed.
        """
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise RuntimeError("the connections are closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._answers_in
        timeout = aiohttp.ClientTimeout(total=None, connect=_CONNECTS, sock_connect=_CONNECTS, sock_read=seconds)
        server = urlsplit(url)
        proxy = _proxy_for(server.scheme, server.hostname or "")
        body, headers = _body_of(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=proxy
            ) as answer:
                self._look(answer.headers.get("Date"))
                if answer.status == HTTPStatus.GATEWAY_TIMEOUT:  # whoever is behind it may have done it
                    raise TimedOut
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its own text may hold the address, which holds the token.
            raise NetworkError(type(error).__name__) from error


@cache
def _proxy_for(scheme: str, host: str) -> str | None:
    """Return the proxy that the environment names for a server; aiohttp would look for it again with every request."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _body_of(asked: RequestData | None) -> tuple[Any, dict[str, str]]:
    """Return what is sent, and its headers: JSON, or a form where files come along."""
    if asked is None:
        return None, {}
    if not asked.contains_files:
        return asked.json_payload, {"Content-Type": "application/json"}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in asked.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in asked.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
