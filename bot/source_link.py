"""The address of a passage: its article's, with a text fragment that scrolls to it and marks it.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import regex

from index import Passage

_WORDS_AT_AN_END = 4  # enough to be found once in an article, few enough to be the same on the page
LONGEST_URL = 2048
"""Characters of an address that every client opens."""

# What Telegram takes for a web address under a button: a name with a dot and a top-level domain, or an IPv4 address,
# with no port or a true one.
_AUTHORITY = regex.compile(
    r"(?:[^@]*@)?(?:[\p{L}\p{M}\p{N}_-]+\.)+(?:\p{L}[\p{L}\p{M}\p{N}-]+|[0-9]{1,3})(?::[1-9][0-9]{0,4})?"
)


def source_link(passage: Passage) -> str | None:
    """Return the address of a passage; None where its article has none that Telegram would open."""
    url = passage.article.source.url
    if url is None or len(url) > LONGEST_URL or not _AUTHORITY.fullmatch(urlsplit(url).netloc):
        return None
    link = f"{url}{'' if '#' in url else '#'}:~:text={_fragment(passage.text)}"
    return link if len(link) <= LONGEST_URL else url


def _fragment(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * _WORDS_AT_AN_END:
        return _encoded(words)
    return f"{_encoded(words[:_WORDS_AT_AN_END])},{_encoded(words[-_WORDS_AT_AN_END:])}"


def _encoded(words: list[str]) -> str:
    # "-" and "," are the fragment's own syntax.
    return quote(" ".join(words).encode("utf-8", "replace"), safe="").replace("-", "%2D")
