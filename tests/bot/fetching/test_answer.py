"""What a web server is asked, and what it may answer."""

from __future__ import annotations

import pytest

from bot.errors import FetchError, Unfetched
from bot.fetching.fetch import Fetcher
from index.article import MAX_BYTES
from tests.bot.fetching.pages import CERTIFICATE, Asked, Names, Page, Pages, Wire, fetcher_of, redirect

OK = b"HTTP/1.1 200 OK\r\n"


def asked_of(pages: Pages, fetcher: Fetcher, address: str) -> Asked:
    """Return what a server was asked at last."""
    fetcher.fetch(address)
    return pages.asked[-1]


def test_what_is_asked(pages: Pages) -> None:
    """A server is told who asks, in a word, and nothing else: no cookie, no referrer, no token."""
    pages["/%E0%A4%95?q=%E0%A4%96"] = Page(b"<p>")
    asked = asked_of(pages, fetcher_of(Names({"news.test": "127.0.0.1"})), pages.at("/क?q=ख#ग", "news.test"))
    assert asked.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}
    assert asked.headers["host"] == f"news.test:{pages.port}"
    assert asked.headers["user-agent"].startswith("Poochho/")


def test_a_host_that_is_an_address(pages: Pages) -> None:
    """An IPv6 address is asked for in its brackets (RFC 9110, section 7.2)."""
    pages["/"] = Page(b"<p>")
    asked = asked_of(pages, fetcher_of(Names({"2606:4700::1111": "127.0.0.1"})), pages.at("/", "[2606:4700::1111]"))
    assert asked.headers["host"] == f"[2606:4700::1111]:{pages.port}"


def test_nothing_is_kept(pages: Pages) -> None:
    """A cookie that a server sets goes nowhere, and a page is not told which one led to it."""
    pages["/"] = Page(status=302, headers={"Location": "/on", "Set-Cookie": "a=b; Path=/"})
    pages["/on"] = Page(b"<p>", headers={"Set-Cookie": "a=b; Path=/"})
    fetcher = fetcher_of()
    for _ in range(2):
        assert not asked_of(pages, fetcher, pages.at("/")).headers.keys() & {"cookie", "referer", "authorization"}
    assert [asked.path for asked in pages.asked] == ["/", "/on"] * 2


@pytest.mark.parametrize(
    ("wire", "content"),
    [
        ([OK, b"\r\n", b"until it ends"], b"until it ends"),
        ([b"HTTP/1.0 200\r\n\r\nold"], b"old"),
        ([OK, b"Transfer-Encoding: chunked\r\n\r\n", b"2\r\nin\r\n", b"7\r\n pieces\r\n0\r\n\r\n"], b"in pieces"),
        ([b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", OK, b"\r\nlate"], b"late"),
        ([OK, b"Content-Length: 2\r\n\r\nok, and more"], b"ok"),
        ([b"HTTP/1.1 203 As I Like It\r\n\r\nok"], b"ok"),
    ],
    ids=["no length", "HTTP/1.0", "chunks", "hints", "too much", "transformed"],
)
def test_answers_are_understood(pages: Pages, wire: list[bytes], content: bytes) -> None:
    """A body may come in any of the forms of HTTP/1."""
    pages["/"] = Wire(wire)
    assert fetcher_of().fetch(pages.at("/")).content == content


@pytest.mark.parametrize(
    "wire",
    [
        [b""],
        [b"\x00\xff\r\n\r\n" * 100],
        [b"<html>no headers</html>"],
        [b"SSH-2.0-OpenSSH_9.2\r\n"],
        [OK],
        [OK, b"Content-Length: 100\r\n\r\nless"],
        [OK, b"Content-Length: -1\r\n\r\nx"],
        [OK, b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx"],
        [OK, b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"],
        [OK, b"Transfer-Encoding: gzip\r\n\r\nxx"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n", b"ffffffffffffffffffffff\r\nx"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nab"],
        [OK, b"no colon\r\n\r\n"],
        [OK, b"X: " + b"x" * 10_000_000, b"\r\n\r\n"],
        [OK, b"X: y\r\n" * 1_000_000, b"\r\n"],
        [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"],
    ],
    ids=[
        "nothing",
        "rubbish",
        "no HTTP",
        "another protocol",
        "headers that break off",
        "body that breaks off",
        "length below nothing",
        "length beyond all",
        "two lengths",
        "unknown coding",
        "endless chunk",
        "chunk that breaks off",
        "broken header",
        "huge header",
        "many headers",
        "another protocol, politely",
    ],
)
def test_nonsense_is_refused(pages: Pages, wire: list[bytes]) -> None:
    """Whatever a server sends, it is an answer or it is said that it is none."""
    pages["/"] = Wire(wire)
    with pytest.raises(FetchError) as refused:
        fetcher_of().fetch(pages.at("/"))
    assert refused.value.unfetched in {Unfetched.UNREACHABLE, Unfetched.REFUSED}


@pytest.mark.parametrize("length", [None, -1], ids=["said", "unsaid"])
def test_too_large(pages: Pages, length: int | None) -> None:
    """A body that is larger than an article may be is not fetched, whether its size is said before or not."""
    pages["/"] = Page(bytes(MAX_BYTES + 2**20), length=length)
    with pytest.raises(FetchError) as refused:
        fetcher_of().fetch(pages.at("/"))
    assert refused.value.unfetched is Unfetched.TOO_LARGE


def test_what_is_too_large_is_not_begun(pages: Pages) -> None:
    """Where the size is said, nothing of the body is waited for."""
    pages["/"] = Wire([OK + b"Content-Length: 999999999\r\n\r\n", b"x"], pause=0.05, endless=True)
    with pytest.raises(FetchError) as refused:
        fetcher_of().fetch(pages.at("/"))
    assert refused.value.unfetched is Unfetched.TOO_LARGE


def test_bodies_of_no_use_are_not_read(pages: Pages) -> None:
    """Nothing is read of a redirect, nor of an error, but its headers."""
    pages["/"] = Page(bytes(MAX_BYTES * 2), status=302, headers={"Location": "/on"})
    pages["/on"] = Page(bytes(MAX_BYTES * 2), status=500)
    with pytest.raises(FetchError) as refused:
        fetcher_of().fetch(pages.at("/"))
    assert refused.value.unfetched is Unfetched.REFUSED


class TestTls:
    """Pages over TLS, whose certificate is believed if ``SSL_CERT_FILE`` says so."""

    @pytest.mark.parametrize("host", ["pages.test", "उदाहरण.भारत"])
    def test_a_certificate_is_held_against_the_name(self, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
        """The server that is connected to by its address is asked for, and believed, by its name."""
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        names = Names({"pages.test": "127.0.0.1", "xn--p1b6ci4b4b3a.xn--h2brj9c": "127.0.0.1"})
        with Pages(tls=True) as pages:
            pages["/"] = redirect("/समाचार")
            pages["/%E0%A4%B8%E0%A4%AE%E0%A4%BE%E0%A4%9A%E0%A4%BE%E0%A4%B0"] = Page(b"<p>")
            assert fetcher_of(names).fetch(pages.at("/", host)).content == b"<p>"

    @pytest.mark.parametrize(("host", "believed"), [("other.test", True), ("127.0.0.1", True), ("pages.test", False)])
    def test_another_certificate_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, host: str, *, believed: bool
    ) -> None:
        """A certificate for another name, or of nobody known, is not believed, and nothing is asked."""
        if believed:
            monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        names = Names({"pages.test": "127.0.0.1", "other.test": "127.0.0.1"})
        with Pages(tls=True) as pages:
            pages["/"] = Page(b"<p>")
            with pytest.raises(FetchError, match="certificate") as refused:
                fetcher_of(names).fetch(pages.at("/", host))
            assert (refused.value.unfetched, pages.asked) == (Unfetched.UNREACHABLE, [])
