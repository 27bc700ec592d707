"""Encodings."""

from __future__ import annotations

import codecs

import pytest

from bot.fetching.charset import to_text

HINDI = "<p>कज़ाख़स्तान से सैनिक लौटेंगे</p>"
FRENCH = "<p>café – “oui”</p>"
RUSSIAN = "<p>новости</p>"


def declaring(encoding: str, text: str) -> bytes:
    """Return a page that says its encoding itself."""
    return f'<meta charset="{encoding}">{text}'.encode(encoding)


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        (HINDI.encode(), None, HINDI),
        (HINDI.encode(), "utf-8", HINDI),
        (HINDI.encode(), "iso-8859-1", HINDI),
        (b"<meta charset=iso-8859-1>" + HINDI.encode(), None, "<meta charset=iso-8859-1>" + HINDI),
        (HINDI.encode("utf-8-sig"), "windows-1252", HINDI),
        (HINDI.encode("utf-16"), "utf-8", HINDI),
        (codecs.BOM_UTF16_BE + HINDI.encode("utf-16-be"), None, HINDI),
        (HINDI.encode("utf-16-le"), "UTF-16LE", HINDI),
        (FRENCH.encode("cp1252"), "iso-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), "US-ASCII", FRENCH),
        (FRENCH.encode("cp1252"), "windows-1252", FRENCH),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (declaring("windows-1252", FRENCH), None, '<meta charset="windows-1252">' + FRENCH),
        (declaring("windows-1251", RUSSIAN), None, '<meta charset="windows-1251">' + RUSSIAN),
        (declaring("windows-1251", RUSSIAN), "no-such-thing", '<meta charset="windows-1251">' + RUSSIAN),
        (b'<?xml encoding="cp1251"?>' + RUSSIAN.encode("cp1251"), None, '<?xml encoding="cp1251"?>' + RUSSIAN),
    ],
)  # fmt: skip
def test_text_is_read_in_its_encoding(content: bytes, declared: str | None, text: str) -> None:
    """A mark counts first, then that text is UTF-8, then what the server says, then what the page says."""
    assert to_text(content, declared) == text


@pytest.mark.parametrize("declared", [None, "utf-8", "no-such-thing"])
def test_one_broken_letter_stays_alone(declared: str | None) -> None:
    """A letter that was cut in two somewhere does not make gibberish of all the others."""
    broken = HINDI.encode() + "क".encode()[:2] + HINDI.encode()
    assert to_text(broken, declared) == f"{HINDI}\ufffd{HINDI}"


@pytest.mark.parametrize(
    "name",
    ["punycode", "idna", "unicode_escape", "rot13", "zip", "base64", "undefined", "utf-7", "mbcs", "../x", "x\0y"],
)
def test_only_encodings_of_pages_are_used(name: str) -> None:
    """Python's codecs for other things, some of which take hours for a megabyte, are not at a server's command."""
    assert to_text(b"\xff\\u0041-+AGE-", name) == "\ufffd\\u0041-+AGE-"
