"""Trees of XML and HTML, and their text."""

from __future__ import annotations

import pytest

from index.reading.markup import Block, blocks_of, first_heading, joined, parse_html, parse_xml

TEXTS = {
    "paragraphs": ("<h1>क</h1><p>ख  ग\nघ</p>ङ<p>च", "क\n\nख ग घ\n\nङ\n\nच"),
    "words in parts": ("<p>कि<b>ता</b>ब <i>है</i>।", "किताब है।"),
    "line breaks": ("<p>क<br>ख<br/><br/>ग", "क\nख\nग"),
    "lists": ("<p>क<ul><li>ख<ul><li>ग</ul><li><p>घ</p></ul><ol><li>ङ</ol>", "क\n\nख\nग\nघ\n\nङ"),
    "a table": ("<table><tr><th>क<th>ख<tr><td><p>ग</p>घ<td>ङ</table><p>च", "क | ख\nग घ | ङ\n\nच"),
    "a table for the layout": ("<table><tr><td><p>क</p><p>ख</p></table>", "क\n\nख"),
    "preformatted": ("<pre>क\n  ख</pre>", "क\nख"),
    "what is not seen": ("<p>क<script>x</script><style>y</style><svg><title>z</title></svg>ख<!-- w -->", "कख"),
    "entities": ("<p>&lt;क&gt;&nbsp;&amp; &eacute;&#x200d;", "<क> & é\u200d"),
}


@pytest.mark.parametrize(("markup", "text"), TEXTS.values(), ids=TEXTS)
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    """Blocks are apart by blank lines, items and rows stand together, and words are whole."""
    assert joined(blocks_of(parse_html(f"<body>{markup}"))) == text


def test_entities_of_html_in_xml_are_read() -> None:
    """XHTML has names for characters that its document type tells, which is not fetched."""
    root = parse_xml(b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd"><p>a&nbsp;b&eacute;&unknown;c</p>')
    assert joined(blocks_of(root)) == "a béc"


def test_entities_are_not_expanded() -> None:
    """An entity that a document defines stays out of its text: no file is read, nothing grows."""
    root = parse_xml(b'<!DOCTYPE p [<!ENTITY a "aaa"><!ENTITY f SYSTEM "file:///etc/hostname">]><p>x&a;&f;y</p>')
    assert joined(blocks_of(root)) == "xy"


@pytest.mark.parametrize("content", [b"", b"<p>", b"no", b"<a>" * 100_000])
def test_what_is_no_xml_is_told(content: bytes) -> None:
    """What is no XML, or far too deep, is an error of one kind."""
    with pytest.raises(ValueError, match="no XML"):
        parse_xml(content)


def test_deep_trees_are_walked() -> None:
    """Elements in elements in elements are no harm."""
    root = parse_html("<div>" * 100_000 + "क")
    assert root is not None
    assert len(blocks_of(root)) <= 1
    assert parse_html("") is None


def test_the_first_heading_is_found() -> None:
    """The first heading is the first, wherever it stands."""
    assert first_heading(blocks_of(parse_html("<p>क</p><div><h2>ख <i>ग</i></h2></div><h1>घ</h1>"))) == "ख ग"
    assert first_heading([Block("क")]) is None
