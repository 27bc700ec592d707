"""A line of a passage, for lists."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.fitting import ELLIPSIS, utf16_length
from bot.snippet import snippet
from index import Hit, Searcher, Span
from tests.bot.answers import hits
from tests.bot.articles import article, passages_of, searcher_of
from tests.texts import any_text, indic_text

LONGEST = 120

RAIN = "पहाड़ पर बहुत बारिश हुई"  # 23 characters
LONG = "सब लोग अपने अपने घर में रहे और बाहर कोई भी नहीं गया, "  # 53

# A passage, a question, and how the snippet begins and ends.
SNIPPETS = {
    "all of a short passage": (f"{RAIN}।", "बारिश", f"{RAIN}।", f"{RAIN}।"),
    "lines become one": (f"मौसम\n{RAIN}।", "बारिश", f"मौसम {RAIN}।", f"मौसम {RAIN}।"),
    "the sentence from its beginning": (f"{LONG * 3}। {RAIN}, {LONG * 4}।", "बारिश", f"{ELLIPSIS}{RAIN}, सब", ELLIPSIS),
    "a long one from its match": (f"{LONG * 4}{RAIN}, {LONG * 4}।", "बारिश", f"{ELLIPSIS}बारिश हुई, सब", ELLIPSIS),
    "the end of a long one": (f"{LONG * 4}{RAIN}।", "बारिश", ELLIPSIS, "बारिश हुई।"),
}


@pytest.mark.parametrize(("text", "question", "begins", "ends"), SNIPPETS.values(), ids=SNIPPETS)
def test_a_snippet_is_what_matches(text: str, question: str, begins: str, ends: str) -> None:
    """A line shows the best sentence from its beginning, or where its first match stands too far in it, from there."""
    (hit,) = searcher_of(article("a", "", text)).ask(question).hits
    line = snippet(hit)
    assert line.startswith(begins)
    assert line.endswith(ends)


def test_a_match_elsewhere_is_not_looked_for() -> None:
    """Where the best sentence has no match, it is shown all the same, not a word of another sentence."""
    (passage,) = passages_of(article("a", "", f"{RAIN}। {LONG * 4}।"))
    elsewhere = passage.text.rindex("घर")
    line = snippet(Hit(passage, 1.0, Span(0, len(RAIN) + 1), (Span(elsewhere, elsewhere + 2),)))
    assert line.startswith(RAIN)


def test_without_a_match_it_is_the_sentence() -> None:
    """A passage that is shown for no question begins with the sentence that is best."""
    rainy = article("a", "", f"{LONG * 3}। {RAIN}, {LONG * 4}।")
    (passage,), searcher = passages_of(rainy), searcher_of(rainy)
    line = snippet(searcher.without_question(passage, passage.text.index(RAIN)))
    assert line.startswith(f"{ELLIPSIS}{RAIN}")


@given(hit=hits())
def test_a_snippet_is_a_short_line(hit: Hit) -> None:
    """Whatever the hit, a snippet is one line that fits, without white space around or twice."""
    line = snippet(hit)
    assert utf16_length(line) <= LONGEST
    assert line == " ".join(line.split())


@given(indic_text() | any_text(), indic_text())
def test_a_snippet_is_of_the_passage(text: str, other: str) -> None:
    """Whatever is found, what is shown stands in the passage, and a match of its best sentence is in sight."""
    for hit in searcher_of(article("a", "", f"{other} {text} {other}")).ask(text).hits:
        line = snippet(hit)
        assert line.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS).strip() in " ".join(hit.passage.text.split())


def test_each_snippet_of_the_shipped_article_shows_a_match(searcher: Searcher) -> None:
    """Somebody who reads a list of hits sees in each line why it is there, if its best sentence has a match at all."""
    for question in ("शोइगु", "कज़ाख़स्तान", "सीएसटीओ", "सैनिक", "पुतिन", "अमेरिका", "ज़िम्मेदार", "यूरेनियम"):
        for hit in searcher.ask(question, top=7).hits:
            best = hit.best_sentence
            matches = [hit.passage.text[start:end] for start, end in hit.matches if best.start <= start < best.end]
            assert not matches or any(match in snippet(hit) for match in matches)
