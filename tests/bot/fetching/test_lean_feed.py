"""What is left of a feed."""

from __future__ import annotations

import pytest

from bot.fetching.lean_feed import lean_feed

XML = '<?xml version="1.0" encoding="utf-8"?>'
ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
MEGABYTE = 2**20
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def text(feed: str) -> str:
    """Return what is left of a feed that is one."""
    lean = lean_feed(feed)
    assert lean is not None
    return lean.decode()


KEPT = '<rss version="2.0"><channel><title>स</title><item><title>क</title><link>/1</link></item></channel></rss>'
MORE = (
    KEPT.replace("<channel>", "<!-- x --><channel><ttl>5</ttl>")
    .replace("</link>", "</link><category>x</category>")
    .replace("</item>", "<description><title>x</title></description></item>")
)
BASES = '<rss xml:base="/a/"><channel><item xml:base="b/"><guid isPermaLink="false">1</guid></item></channel></rss>'


@pytest.mark.parametrize(
    ("feed", "lean"),
    [
        (XML + MORE, KEPT),
        (BASES, BASES),
        (
            f'<feed xmlns="{ATOM}"><entry><title type="xhtml"><div>a <b>b</b> &lt;</div></title></entry></feed>',
            f'<feed xmlns="{ATOM}"><entry><title>a b &lt;</title></entry></feed>',
        ),
        ("<rss><title><![CDATA[A & B]]></title></rss>", "<rss><title>A &amp; B</title></rss>"),
        ("<rss><title>A&B &amp; &shy;</title></rss>", "<rss><title>A&amp;B &amp; &amp;shy;</title></rss>"),
        ("<rss><title>a</title><item><title>b</item>", "<rss><title>a</title><item><title>b</title></item></rss>"),
        (
            '<rss xmlns="urn:rss"><channel><title>a</title></channel></rss>',
            "<rss><channel><title>a</title></channel></rss>",
        ),
        (
            "<rdf:RDF><item rdf:about='/1'><dc:date>2024</dc:date></item></rdf:RDF>",
            f'<rdf:RDF xmlns:rdf="{RDF}"><item><dc:date xmlns:dc="{DC}">2024</dc:date></item></rdf:RDF>',
        ),
        ("<rss><item><media:title>a</media:title><y:z k:l='m'/></item></rss>", "<rss><item/></rss>"),
        ("<rss><title>a\x00\x01\ufffeb&#xD800;c</title></rss>", "<rss><title>ab&amp;#xD800;c</title></rss>"),
    ],
    ids=[
        "RSS",
        "bases",
        "Atom",
        "CDATA",
        "ampersands",
        "not closed",
        "own namespace",
        "undeclared",
        "other titles",
        "characters",
    ],
)
def test_what_is_needed_is_left(feed: str, lean: str) -> None:
    """Titles, links, ids and dates are left, well-formed, of a feed that need not be."""
    assert text(feed) == lean


@pytest.mark.parametrize("feed", ["", "क्या?", "<", "<html><p>x</html>", "<opml/>", "{}", "\0"])
def test_no_feed(feed: str) -> None:
    """What is no feed is none."""
    assert lean_feed(feed) is None


@pytest.mark.parametrize("used", ["&a9;", "&a0;", "&file;", "&a0;&a9;&file;"])
def test_entities_are_inert(used: str) -> None:
    """A document type, and with it every entity that it declares, is gone."""
    declared = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{BOMB}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    lean = text(f"{declared}<rss><item><title>{used}</title><link href='{used}'/></item></rss>")
    assert len(lean) < 200
    assert "lol" not in lean
    assert "root:" not in lean


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel>" + "<item/>" * (MEGABYTE // 7),
        "<rss>" + "<item>" * (MEGABYTE // 6),
        "<rss>" + "<a xml:base='x/'>" * (MEGABYTE // 17),
        "<rss><item>" + "<link>a</link>" * (MEGABYTE // 14),
        "<rss><item>" + "".join(f"<a{n}>x</a{n}>" for n in range(MEGABYTE // 16)),
        "<rss " + " ".join(f"a{n}='b'" for n in range(MEGABYTE // 12)) + "/>",
        "<rss " + " ".join(f"xmlns:a{n}='b'" for n in range(MEGABYTE // 16)) + "/>",
        f"<rss><title>{'x' * MEGABYTE}</title></rss>",
        f"<rss xml:base='{'x' * MEGABYTE}'/>",
        f"<rss><item><link href='{'x' * MEGABYTE}'/></item></rss>",
        "\n" * MEGABYTE + "<rss/>",
        "<rss><title>" + "&" * MEGABYTE,
        "<rss>" + "<" * MEGABYTE,
    ],
    ids=[
        "entries",
        "nested entries",
        "nested bases",
        "links",
        "names",
        "attributes",
        "namespaces",
        "title",
        "base",
        "link",
        "lines",
        "ampersands",
        "brackets",
    ],
)
def test_a_hostile_feed_becomes_small(feed: str) -> None:
    """However a feed is blown up, what is left is no more than an honest one of many entries has."""
    assert len(text(feed)) < 100_000
