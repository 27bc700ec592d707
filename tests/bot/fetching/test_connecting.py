"""To which addresses connections are tried: watched where the system is asked for them."""

from __future__ import annotations

import pytest

from bot.errors import FetchError, Unfetched
from bot.fetching.fetch import Fetcher
from tests.bot.fetching.pages import Names, Page, Pages, Wire, fetcher_of, redirect

INSIDE = [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "127.0.0.2",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "[::1]",
    "[::]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::10.0.0.1]",
]
NUMBERS = ["2130706433", "0x7f000001", "0x7f.1", "127.1", "017700000001", "3232235777", "0xA9FEA9FE"]
BARE = [host.strip("[]") for host in INSIDE]


def refused(fetcher: Fetcher, address: str) -> FetchError:
    """Return why an address is not fetched."""
    with pytest.raises(FetchError) as error:
        fetcher.fetch(address)
    return error.value


def test_the_watch_sees(pages: Pages, attempts: list[str]) -> None:
    """The connection to a page that may be fetched is seen: an empty list means that none was tried."""
    pages["/"] = Page(b"<p>")
    assert fetcher_of().fetch(pages.at("/")).content == b"<p>"
    assert attempts == ["127.0.0.1"]


@pytest.mark.parametrize("host", INSIDE)
def test_no_inside_address(attempts: list[str], host: str) -> None:
    """An address inside is refused, and no connection to it is tried."""
    error = refused(fetcher_of(), f"http://{host}:8080/latest/meta-data/")
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, [])


@pytest.mark.parametrize("number", NUMBERS)
def test_no_inside_address_in_disguise(attempts: list[str], number: str) -> None:
    """An inside address written as a number is refused by what the system takes it for, loopback by default too."""
    error = refused(Fetcher(), f"http://{number}/")
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, [])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_by_default_not_even_the_own_machine(attempts: list[str], host: str) -> None:
    """The machine that the bot runs on is not on the public internet."""
    error = refused(Fetcher(), f"https://{host}/")
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, [])


@pytest.mark.parametrize("address", BARE)
def test_no_name_that_leads_inside(attempts: list[str], address: str) -> None:
    """A name whose address is inside is refused, and no connection to it is tried."""
    error = refused(fetcher_of(Names({"news.test": address})), "https://news.test/")
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, [])


@pytest.mark.parametrize("addresses", ["127.0.0.1 10.0.0.1", "10.0.0.1 127.0.0.1", "127.0.0.1 fd00::1"])
def test_not_one_of_several(pages: Pages, attempts: list[str], addresses: str) -> None:
    """A name with an inside address among others is refused altogether."""
    error = refused(fetcher_of(Names({"news.test": addresses})), pages.at("/", "news.test"))
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, [])


@pytest.mark.parametrize("host", INSIDE)
def test_no_redirect_inside(pages: Pages, attempts: list[str], host: str) -> None:
    """A page that leads inside is followed no further."""
    pages["/"] = redirect(f"http://{host}/")
    error = refused(fetcher_of(), pages.at("/"))
    assert (error.unfetched, attempts) == (Unfetched.PRIVATE, ["127.0.0.1"])
    assert f"leads to http://{host}/, which is not on the public internet" in str(error)


def test_no_redirect_to_a_name_that_leads_inside(pages: Pages, attempts: list[str]) -> None:
    """Nor is one that leads to a name with an inside address, after honest ones."""
    pages["/"] = redirect("/on")
    pages["/on"] = redirect(pages.at("/", "inside.test"))
    error = refused(fetcher_of(Names({"inside.test": "192.168.0.1"})), pages.at("/"))
    assert (error.unfetched, set(attempts)) == (Unfetched.PRIVATE, {"127.0.0.1"})


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "data:text/html,x", "javascript:x"]
)
def test_no_redirect_to_another_scheme(pages: Pages, attempts: list[str], location: str) -> None:
    """A page that leads out of the web is followed no further."""
    pages["/"] = redirect(location)
    error = refused(fetcher_of(), pages.at("/"))
    assert (error.unfetched, attempts) == (Unfetched.NO_ADDRESS, ["127.0.0.1"])
    assert f"leads to {location}, which" in str(error)


def test_the_address_that_was_checked_is_the_one_connected_to(pages: Pages, attempts: list[str]) -> None:
    """A name is looked up once for a connection: one that has another address a moment later gains nothing."""
    pages["/"] = Page(b"<p>")
    names = Names({"news.test": ["127.0.0.1", "10.0.0.1"]})
    assert fetcher_of(names).fetch(pages.at("/", "news.test")).content == b"<p>"
    assert (names.asked, attempts) == (["news.test"], ["127.0.0.1"])


def test_what_a_name_leads_to_is_checked_every_time(pages: Pages, attempts: list[str]) -> None:
    """A name that was public a moment ago is checked anew, in the next fetch and behind a redirect to itself."""
    pages["/"] = redirect("/inside")
    for names in (Names({"news.test": ["127.0.0.1", "10.0.0.1"]}), Names({"news.test": ["10.0.0.1"]})):
        error = refused(fetcher_of(names), pages.at("/", "news.test"))
        assert error.unfetched is Unfetched.PRIVATE
    assert attempts == ["127.0.0.1"]


def test_the_next_address_has_its_chance(pages: Pages, attempts: list[str]) -> None:
    """Where one address of a host does not answer, the next one is tried; both are checked before."""
    pages["/"] = Page(b"<p>")
    names = Names({"news.test": "2606:4700::1111 127.0.0.1"})
    assert fetcher_of(names).fetch(pages.at("/", "news.test")).content == b"<p>"
    assert attempts == ["2606:4700::1111", "127.0.0.1"]


def test_nobody_answers(attempts: list[str]) -> None:
    """A host none of whose addresses answers cannot be reached."""
    error = refused(fetcher_of(Names({"news.test": "1.1.1.1 2606:4700::1111"})), "https://news.test/")
    assert (error.unfetched, attempts) == (Unfetched.UNREACHABLE, ["1.1.1.1", "2606:4700::1111"])


def test_no_proxy(pages: Pages, attempts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy, which would connect to whatever it is told, is not taken from the environment."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.168.0.1:3128")
    pages["/"] = Page(b"<p>")
    assert fetcher_of().fetch(pages.at("/")).content == b"<p>"
    assert attempts == ["127.0.0.1"]


@pytest.mark.parametrize(
    "wire",
    [
        Wire([b"x"], pause=0.01, endless=True),
        Wire([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 10_000], pause=0.01),
        Wire([b"HTTP/1.1 100 Continue\r\n\r\n"], pause=0.01, endless=True),
        Wire([b"HTTP/1.1 100 Continue\r\n\r\n"], endless=True),
        Wire([b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 10_000], pause=0.01),
        Wire([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 10_000], pause=0.01),
        Wire([b"", b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"], pause=0.1),
        Wire([b""], pause=0.01, endless=True),
    ],
    ids=["status", "headers", "go on", "go on, quickly", "body", "chunks", "redirects", "silence"],
)
def test_a_server_that_drips_is_left(pages: Pages, wire: Wire) -> None:
    """However little a server sends at a time, everything together takes no longer than the deadline."""
    pages["/"] = wire
    assert refused(fetcher_of(seconds=0.3), pages.at("/")).unfetched is Unfetched.TOO_SLOW


def test_a_server_that_does_not_speak_tls_is_left(pages: Pages) -> None:
    """A handshake takes no longer than the deadline either."""
    address = pages.at("/").replace("http:", "https:")
    assert refused(fetcher_of(seconds=0.3), address).unfetched in {Unfetched.TOO_SLOW, Unfetched.UNREACHABLE}
