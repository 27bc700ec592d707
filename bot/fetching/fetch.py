"""Fetching one address of the web: input from chats and feeds, taken for hostile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from bot.errors import Unfetched
from bot.fetching.addresses import IpAddress, is_public
from bot.fetching.answer import Answer, ask
from bot.fetching.connecting import CheckedBackend
from bot.fetching.deadline import Deadline
from bot.fetching.errors import UnfetchableError
from bot.fetching.login import is_login_address, is_login_page, login_needed
from bot.fetching.resolving import Resolve, resolve
from bot.fetching.web_address import next_address, web_address

_SECONDS = 20.0
_MAX_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_WHO_ARE_YOU = frozenset((401, 402, 407))  # the second asks who pays
_GOOD = frozenset((200, 203))
_VISIBLE = re.compile(r"[\x20-\x7e]{1,256}")  # what can be sent back and kept; longer ones are no use to anybody


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was at an address.

    Attributes:
        address: Where it was in the end, after redirects; host and path in ASCII.
        content: As it is, not packed; at most :data:`index.article.MAX_BYTES`.
        content_type: The header, with its parameters; empty where it is missing.
        etag: What to ask with next time (RFC 9110, section 8.8.3).
        last_modified: What to ask with next time (section 8.8.2).
    """

    address: str
    content: bytes
    content_type: str
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches pages, files and feeds; several threads may share one.

    Args:
        allowed: Whether an address may be connected to.
        resolve: Returns the addresses of a host.
        seconds: How long everything together may take: looking up hosts, redirects, the last byte.
    """

    def __init__(
        self,
        allowed: Callable[[IpAddress], bool] = is_public,
        resolve: Resolve = resolve,
        seconds: float = _SECONDS,
    ) -> None:
        self._allowed, self._resolve, self._seconds = allowed, resolve, seconds
        self._tls = httpx.create_ssl_context()

    def fetch(self, address: str) -> Fetched:
        """Return what is at an address.

        Raises:
            FetchError: It cannot be had.
        """
        return _fetched(address, self._follow(address, {}))

    def fetch_if_changed(self, address: str, etag: str | None, last_modified: str | None) -> Fetched | None:
        """Return what is at an address, None if it is what it was (RFC 9110, section 13.1).

        Args:
            address: The address.
            etag: What was fetched before had it.
            last_modified: The same.

        Raises:
            FetchError: It cannot be had.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in known.items() if value and _VISIBLE.fullmatch(value)}
        answer = self._follow(address, conditions)
        if conditions and answer.status == HTTPStatus.NOT_MODIFIED:
            return None
        return _fetched(address, answer)

    def _follow(self, asked: str, conditions: Mapping[str, str]) -> Answer:
        """Return the first answer that is no redirect."""
        backend = CheckedBackend(self._resolve, self._allowed, Deadline(self._seconds))
        reached: str | None = None
        try:
            address = web_address(asked)
            for _ in range(1 + _MAX_REDIRECTS):
                answer = ask(address, conditions, backend, self._tls)
                location = answer.headers.get("location")
                if answer.status not in _REDIRECTS or not location:
                    return answer
                reached = location
                address = next_address(address, location)
                reached = str(address)
            raise UnfetchableError(
                Unfetched.REFUSED,
                f"leads on and on, more than {_MAX_REDIRECTS} times",
                "Give the address where it ends",
            )
        except UnfetchableError as error:
            raise error.at(asked, reached) from error


def _fetched(asked: str, answer: Answer) -> Fetched:
    """Return what an answer holds.

    Raises:
        FetchError: Not what was asked for.
    """
    began = web_address(asked)
    if refusal := _refusal(answer, began):
        raise refusal.at(asked, None if answer.address == began else str(answer.address))
    return Fetched(
        address=str(answer.address),
        content=answer.content,
        content_type=_visible(answer, "content-type") or "",
        etag=_visible(answer, "etag"),
        last_modified=_visible(answer, "last-modified"),
    )


def _visible(answer: Answer, header: str) -> str | None:
    value = answer.headers.get(header, "")
    return value if _VISIBLE.fullmatch(value) else None


def _refusal(answer: Answer, asked: httpx.URL) -> UnfetchableError | None:
    if _asks_who_one_is(answer, asked):
        return login_needed()
    if answer.status in _GONE:
        return UnfetchableError(Unfetched.NOT_FOUND, "is not there", "Check the address")
    if answer.status not in _GOOD:
        return UnfetchableError(
            Unfetched.REFUSED,
            f"is refused by its server ({_named(answer.status)})",
            "Try again later, or save it in a browser, and send the file",
        )
    return None


def _asks_who_one_is(answer: Answer, asked: httpx.URL) -> bool:
    return (
        answer.status in _WHO_ARE_YOU
        or (answer.status == HTTPStatus.FORBIDDEN and is_login_page(answer.content))
        or (is_login_address(answer.address) and not is_login_address(asked))
    )


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
