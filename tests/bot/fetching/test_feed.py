"""Reading feeds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FetchError, Unfetched
from bot.fetching.feed import Entry, Feed, read_feed
from tests.bot.fetching.attempts import watched

ADDRESS = "https://news.test/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>नगर समाचार</title><link>https://news.test/</link>
{}
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.test/"><title>नगर समाचार</title></channel>
<item rdf:about="https://news.test/1"><title>मेट्रो</title><link>https://news.test/1</link>
<dc:date>2024-05-01T15:30:00+05:30</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/stories/">
<title type="html">नगर &lt;b&gt;समाचार&lt;/b&gt;</title><link rel="self" href="https://news.test/feed"/>
<entry><id>tag:news.test,2024:1</id><title>मेट्रो</title><published>2024-04-01T00:00:00Z</published>
<updated>2024-05-01T10:00:00Z</updated><link rel="enclosure" href="a.mp3"/><link href="1.html"/></entry></feed>"""
RSS_090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>नगर समाचार</title></channel><item><title>मेट्रो</title><link>https://news.test/1</link></item></rdf:RDF>"""
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
    "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>नगर समाचार</title>
<item><title>मेट्रो</title><link>https://news.test/1</link></item></channel></rss>"""


def item(inside: str) -> str:
    """Return an entry of RSS."""
    return f"<item>{inside}</item>"


def entries(*items: str) -> tuple[Entry, ...]:
    """Return the entries that are read of items of RSS."""
    return read_feed(RSS.format("".join(map(item, items))).encode(), ADDRESS).entries


@pytest.mark.parametrize(
    ("feed", "entry"),
    [
        (
            RSS.format(item("<title>मेट्रो</title><link>https://news.test/1</link><guid isPermaLink='false'>7</guid>"
                            "<pubDate>Wed, 01 May 2024 15:30:00 +0530</pubDate>")),
            Entry("7", "https://news.test/1", "मेट्रो", "2024-05-01T10:00:00+00:00"),
        ),
        (RDF, Entry("https://news.test/1", "https://news.test/1", "मेट्रो", "2024-05-01T10:00:00+00:00")),
        (ATOM, Entry("tag:news.test,2024:1", "https://news.test/stories/1.html", "मेट्रो", "2024-05-01T10:00:00+00:00")),
        (RSS_090, Entry("https://news.test/1", "https://news.test/1", "मेट्रो")),
        (RSS_091, Entry("https://news.test/1", "https://news.test/1", "मेट्रो")),
    ],
    ids=["RSS 2.0", "RSS 1.0", "Atom", "RSS 0.90", "RSS 0.91"],
)  # fmt: skip
def test_feeds_of_all_kinds(feed: str, entry: Entry) -> None:
    """A feed of each kind is read: what it is called, and of each entry its id, address, title and date."""
    read = read_feed(feed.encode(), ADDRESS)
    assert (read.title, read.entries) == ("नगर समाचार", (entry,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """A feed is read in its encoding, also where it says another."""
    feed = RSS.format(item("<title>मेट्रो</title><link>/1</link>")).replace("utf-8", "iso-8859-1")
    assert read_feed(feed.encode(encoding), ADDRESS).entries[0].title == "मेट्रो"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/1?a=1&amp;b=2", "https://news.test/1?a=1&b=2"),
        ("1", "https://news.test/feeds/1"),
        ("//other.test/1", "https://other.test/1"),
        ("https://उदाहरण.भारत/क", "https://xn--p1b6ci4b4b3a.xn--h2brj9c/%E0%A4%95"),
        ("<![CDATA[ https://news.test/1 ]]>", "https://news.test/1"),
    ],
)
def test_addresses_are_made_whole(link: str, address: str) -> None:
    """Relative addresses are relative to the feed; all can be fetched as they are."""
    (entry,) = entries(f"<link>{link}</link>")
    assert entry.address == address


def test_a_permanent_link_is_an_address() -> None:
    """An entry whose id is its address need not say it twice."""
    (entry,) = entries("<guid>https://news.test/1</guid>")
    assert (entry.guid, entry.address) == ("https://news.test/1", "https://news.test/1")


@pytest.mark.parametrize(
    "inside",
    [
        "<title>मेट्रो</title>",
        "<guid isPermaLink='false'>7</guid>",
        "<link>javascript:alert(1)</link>",
        "<link>file:///etc/passwd</link>",
        "<link>mailto:a@news.test</link>",
        "<link>https://a:b@news.test/</link>",
        "<link>http://[::1</link>",
        f"<link>https://news.test/{'x' * 6000}</link>",
    ],
)
def test_entries_that_lead_nowhere(inside: str) -> None:
    """An entry without an address that can be fetched is left out, and the others stay."""
    assert [entry.guid for entry in entries(inside, "<link>/1</link>")] == ["https://news.test/1"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&amp;T &lt; 5", "AT&T < 5"),
        ("A & B &nbsp; C", "A & B C"),
        ("A & &#2325;&#x916;", "A & कख"),
        ("&lt;b&gt;मेट्रो&lt;/b&gt; &amp;amp; बस", "मेट्रो & बस"),
        ("<![CDATA[<b>मेट्रो</b>]]>", "मेट्रो"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("a\r\n\u202eb&#x202e;\u2028c", "a b c"),
        ("क्\u200dष", "क्\u200dष"),
        ("", ""),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_titles_are_lines_of_text(title: str, shown: str) -> None:
    """A title is one line without markup and what would turn or break it; it is text: who shows it escapes it."""
    (entry,) = entries(f"<link>/1</link><title>{title}</title>")
    assert entry.title == shown


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("<pubDate>Wed, 1 May 2024 10:00 GMT</pubDate>", "2024-05-01T10:00:00+00:00"),
        ("<dc:date>2024-05-01</dc:date>", "2024-05-01T00:00:00+00:00"),
        ("<pubDate>कल</pubDate>", None),
        ("<pubDate>Wed, 99 May 2024 99:99:99 GMT</pubDate>", None),
        ("<pubDate>Wed, 1 May 99999 10:00:00 GMT</pubDate>", None),
        ("<pubDate>0000-00-00</pubDate>", None),
        ("", None),
    ],
)
def test_dates(date: str, updated: str | None) -> None:
    """A date is in UTC, or none at all."""
    (entry,) = entries(f"<link>/1</link>{date}")
    assert entry.updated == updated


def test_the_newest_entries() -> None:
    """A hundred entries are read, those that are the newest by their dates; without dates, in the feed's order."""
    dated = [f"<link>/{day}</link><pubDate>{day % 28 + 1:02} May 2024 00:00:00 GMT</pubDate>" for day in range(200)]
    days = [entry.updated or "" for entry in entries(*dated)]
    assert len(days) == 100
    assert days == sorted(days, reverse=True)
    assert days[-1][:10] == "2024-05-14"
    undated = entries(*[f"<link>/{number}</link>" for number in range(200)])
    assert [entry.address for entry in undated] == [f"https://news.test/{number}" for number in range(100)]


def test_each_entry_once() -> None:
    """An entry that stands in a feed twice is read where it stands first."""
    twice = "<guid isPermaLink='false'>7</guid><link>/{}</link>"
    assert [entry.address for entry in entries(twice.format(1), twice.format(2), "<link>/3</link>")] == [
        "https://news.test/1",
        "https://news.test/3",
    ]


def test_long_ids() -> None:
    """An entry whose id is too long to be kept goes by its address."""
    (entry,) = entries(f"<guid isPermaLink='false'>{'x' * 600}</guid><link>/1</link>")
    assert entry.guid == "https://news.test/1"


def test_an_empty_feed() -> None:
    """A feed in which nothing stands yet is a feed."""
    assert entries() == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"/etc/passwd", b"http://127.0.0.1/", b"<html><p>x", b"{}", b"\x00" * 100, b"%PDF-1.7", b"\xff\xfe<"],
)
def test_no_feed(content: bytes) -> None:
    """What is no feed is refused; nothing is opened or fetched that it may be the name of."""
    with watched() as attempts, pytest.raises(FetchError) as error:
        read_feed(content, ADDRESS)
    assert (error.value.unfetched, attempts) == (Unfetched.NO_FEED, [])


def test_a_feed_is_no_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is called like a feed is not read in its place."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss").mkdir()
    (tmp_path / "<rss" / ">").write_text(RSS.format(""))
    assert read_feed(b"<rss/>", ADDRESS) == Feed("", ())


def test_nothing_is_fetched_by_itself() -> None:
    """A feed that names others, and document types, and style sheets, is read without asking for any."""
    feed = RSS_091.replace(
        "<channel>",
        '<channel xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://127.0.0.1/"/>'
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="http://127.0.0.1/"/>',
    )
    with watched() as attempts:
        read_feed(b'<?xml-stylesheet href="http://127.0.0.1/"?>' + feed.encode(), ADDRESS)
    assert attempts == []


BROKEN = [
    *("'", '"', "<", ">", "/", "&", "\0", "\ufffe", "&x;", "&#xD800;", "<!--", "<![CDATA[", "<svg>", "<x:item>"),
    *("x:y='1' ", "xmlns='' ", "xmlns:x='' ", "xml:base='http://[' ", "<link href='http://['/>"),
    *("<title type='image/png'>//8=</title>", "<title mode='base64'>/</title>"),
]


@given(
    st.sampled_from([RSS, RDF, ATOM, RSS_090, RSS_091]), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(BROKEN)))
)
def test_however_broken(feed: str, breaks: list[tuple[float, str]]) -> None:
    """A feed into which whatever has fallen is read as far as it goes, or refused."""
    for place, broken in breaks:
        at = int(place * len(feed))
        feed = feed[:at] + broken + feed[at:]
    with suppress(FetchError):
        assert len(read_feed(feed.encode(), ADDRESS).entries) <= 100


def test_too_large() -> None:
    """What is larger than any feed is not read at all."""
    with pytest.raises(FetchError) as error:
        read_feed(RSS.format(" " * 6_000_000).encode(), ADDRESS)
    assert error.value.unfetched is Unfetched.TOO_LARGE


def test_a_feed_as_hostile_as_it_can_be() -> None:
    """What would keep feedparser busy for minutes is read like any other."""
    feed = RSS.format(
        "<a xml:base='x/'>" * 100_000 + "<category>x</category>" * 50_000 + item("<link>/1</link>" * 50_000)
    )
    assert read_feed(b"\n" * 1_000_000 + feed.encode(), ADDRESS).title == "नगर समाचार"
