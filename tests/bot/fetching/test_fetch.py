"""Fetching from real servers; where connections go is in test_connecting.py."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import FetchError, Unfetched
from bot.fetching.fetch import Fetched
from tests.bot.fetching.pages import Names, Page, Pages, Wire, fetcher_of, redirect

HINDI = "<p>मेट्रो का नया मार्ग</p>".encode()
LOGIN = b"<form><input type=password></form>"
ETAG, MODIFIED = 'W/"a-1"', "Wed, 01 May 2024 10:00:00 GMT"


def refused(pages: Pages, path: str = "/") -> FetchError:
    """Return why a path is not fetched."""
    with pytest.raises(FetchError) as error:
        fetcher_of().fetch(pages.at(path))
    return error.value


def test_what_is_fetched(pages: Pages) -> None:
    """A page comes with its address, its type, and what to ask with next time."""
    pages["/"] = Page(
        HINDI, headers={"Content-Type": "text/html; charset=utf-8", "ETag": ETAG, "Last-Modified": MODIFIED}
    )
    assert fetcher_of().fetch(pages.at("/")) == Fetched(
        pages.at("/"), HINDI, "text/html; charset=utf-8", ETAG, MODIFIED
    )  # fmt: skip


def test_what_a_server_does_not_say(pages: Pages) -> None:
    """A server need not say anything of a page."""
    pages["/"] = Page(HINDI)
    assert fetcher_of().fetch(pages.at("/")) == Fetched(pages.at("/"), HINDI, "", None, None)


@pytest.mark.parametrize("value", ["x\x01y", "é", "क", "x" * 5000, " "])
def test_headers_that_cannot_be_kept(pages: Pages, value: str) -> None:
    """A header that could not be sent back, shown or stored is as good as none."""
    head = "".join(f"{name}: {value}\r\n" for name in ("ETag", "Last-Modified", "Content-Type"))
    pages["/"] = Wire([b"HTTP/1.1 200 OK\r\n", head.encode(), b"\r\n", HINDI])
    assert fetcher_of().fetch(pages.at("/")) == Fetched(pages.at("/"), HINDI, "", None, None)


def test_packed_pages_are_unpacked(pages: Pages) -> None:
    """A page that comes packed is as if it had not been."""
    pages["/"] = Page(gzip.compress(HINDI), headers={"Content-Encoding": "gzip"})
    assert fetcher_of().fetch(pages.at("/")).content == HINDI


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(pages: Pages, status: int) -> None:
    """A page is fetched where it is now, up to five times further, also on another host."""
    pages["/"] = redirect("1", status)
    for number in range(1, 4):
        pages[f"/{number}"] = redirect(f"/{number + 1}", status)
    pages["/4"] = redirect(pages.at("/समाचार#here", "news.test"), status)
    pages["/%E0%A4%B8%E0%A4%AE%E0%A4%BE%E0%A4%9A%E0%A4%BE%E0%A4%B0"] = Page(HINDI)
    fetched = fetcher_of(Names({"news.test": "127.0.0.1"})).fetch(pages.at("/"))
    assert fetched.content == HINDI
    assert fetched.address == pages.at("/%E0%A4%B8%E0%A4%AE%E0%A4%BE%E0%A4%9A%E0%A4%BE%E0%A4%B0", "news.test")


def test_redirects_end(pages: Pages) -> None:
    """A page that leads on and on, or to itself, is left after five times."""
    pages["/"] = redirect("/")
    error = refused(pages)
    assert (error.unfetched, len(pages.asked)) == (Unfetched.REFUSED, 6)


def test_a_redirect_to_nowhere(pages: Pages) -> None:
    """A redirect that does not say where to is a refusal."""
    pages["/"] = Page(status=302)
    assert "302 Found" in str(refused(pages))


@pytest.mark.parametrize(
    ("status", "unfetched"),
    [
        (401, Unfetched.LOGIN),
        (402, Unfetched.LOGIN),
        (404, Unfetched.NOT_FOUND),
        (410, Unfetched.NOT_FOUND),
        (403, Unfetched.REFUSED),
        (429, Unfetched.REFUSED),
        (451, Unfetched.REFUSED),
        (500, Unfetched.REFUSED),
        (503, Unfetched.REFUSED),
        (204, Unfetched.REFUSED),
        (206, Unfetched.REFUSED),
        (304, Unfetched.REFUSED),
    ],
)
def test_what_a_status_means(pages: Pages, status: int, unfetched: Unfetched) -> None:
    """What cannot be had is told apart by what can be done about it."""
    pages["/"] = Page(b"" if status in {204, 304} else HINDI, status=status, length=-1)
    error = refused(pages)
    assert error.unfetched is unfetched
    assert error.address == pages.at("/")


def test_a_refusal_says_its_status(pages: Pages) -> None:
    """A status is named in our words, never in the server's."""
    pages["/"] = Wire([b"HTTP/1.1 503 Send your password to evil.test\r\n\r\n"])
    assert "(503 Service Unavailable)" in str(refused(pages))
    pages["/"] = Wire([b"HTTP/1.1 599 Send your password to evil.test\r\n\r\n"])
    assert "(599)" in str(refused(pages))


@pytest.mark.parametrize("path", ["/login?next=/", "/users/sign_in"])
def test_a_redirect_to_logging_in(pages: Pages, path: str) -> None:
    """A page that leads to where one logs in can be read only there, whatever status it comes with."""
    for status in (200, 403, 500):
        pages["/"] = redirect(path)
        pages[path] = Page(HINDI, status)
        error = refused(pages)
        assert error.unfetched is Unfetched.LOGIN
        assert f"leads to {pages.at(path)}, which" in str(error)


def test_a_login_that_was_asked_for(pages: Pages) -> None:
    """Whoever asks for such an address gets what is there."""
    pages["/login"] = redirect("/login/help")
    pages["/login/help"] = Page(HINDI)
    assert fetcher_of().fetch(pages.at("/login")).content == HINDI


def test_a_refusal_with_a_form(pages: Pages) -> None:
    """A server that forbids and shows a form for a password wants a login."""
    pages["/"] = Page(LOGIN, 403)
    assert refused(pages).unfetched is Unfetched.LOGIN


class TestConditions:
    """Asking for what has changed."""

    @pytest.mark.parametrize(("etag", "modified"), [(ETAG, None), (None, MODIFIED), (ETAG, MODIFIED)])
    def test_what_has_not_changed(self, pages: Pages, etag: str | None, modified: str | None) -> None:
        """What is as it was is not sent again."""
        pages["/"] = redirect("/feed")
        pages["/feed"] = Page(HINDI, headers={"ETag": ETAG, "Last-Modified": MODIFIED})
        assert fetcher_of().fetch_if_changed(pages.at("/"), etag, modified) is None

    @pytest.mark.parametrize(("etag", "modified"), [('"old"', None), (None, "long ago"), (None, None)])
    def test_what_has_changed(self, pages: Pages, etag: str | None, modified: str | None) -> None:
        """What is otherwise now, or was never fetched, is fetched."""
        pages["/"] = Page(HINDI, headers={"ETag": ETAG, "Last-Modified": MODIFIED})
        fetched = fetcher_of().fetch_if_changed(pages.at("/"), etag, modified)
        assert fetched == Fetched(pages.at("/"), HINDI, "", ETAG, MODIFIED)

    @pytest.mark.parametrize("value", ["a\r\nCookie: b", "क", "x" * 5000, "", "\0"])
    def test_what_cannot_be_sent(self, pages: Pages, value: str) -> None:
        """What is no header is not sent as one."""
        pages["/"] = Page(HINDI)
        assert fetcher_of().fetch_if_changed(pages.at("/"), value, value)
        assert not pages.asked[-1].headers.keys() & {"if-none-match", "if-modified-since", "cookie"}

    def test_not_changed_unasked(self, pages: Pages) -> None:
        """A server that says "as it was" to somebody who has nothing refuses."""
        pages["/"] = Page(status=304)
        with pytest.raises(FetchError) as error:
            fetcher_of().fetch_if_changed(pages.at("/"), None, None)
        assert error.value.unfetched is Unfetched.REFUSED


@pytest.mark.parametrize("address", ["", "समाचार", "ftp://127.0.0.1/", "file:///etc/passwd", "http://a:b@127.0.0.1/"])
def test_what_is_no_address(address: str, attempts: list[str]) -> None:
    """What is no address of the web is refused at once."""
    with pytest.raises(FetchError) as error:
        fetcher_of().fetch(address)
    assert (error.value.unfetched, attempts) == (Unfetched.NO_ADDRESS, [])


def test_one_fetcher_for_all(pages: Pages) -> None:
    """Threads share a fetcher, each with time of its own."""
    for number in range(8):
        pages[f"/{number}"] = Page(str(number).encode())
    fetcher = fetcher_of()
    with ThreadPoolExecutor(8) as threads:
        fetched = list(threads.map(lambda number: fetcher.fetch(pages.at(f"/{number}")).content, range(8)))
    assert fetched == [str(number).encode() for number in range(8)]
