"""Where a text comes from."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Source
from index.origin import HELD_FROM, Origin, origin
from index.passage import Passage, split_passages
from index.search import Searcher
from index.spans import Span
from tests.index.articles import passages_of
from tests.texts import HOSTILE, any_text, indic_text

RIVER = "नदी पहाड़ से निकलती है। उसका पानी खेतों तक जाता है, और गाँव के लोग उसी से सिंचाई करते हैं।"
BRIDGE = "पुल पिछले साल बना था। उस पर से रोज़ सैकड़ों गाड़ियाँ शहर की ओर जाती हैं।"
SCHOOL = "विद्यालय में नया पुस्तकालय खुला है, जहाँ बच्चे दोपहर के बाद किताबें पढ़ते हैं।"
FOREIGN = "कल शाम तेज़ बारिश हुई और बिजली देर रात तक नहीं आई, इसलिए मोमबत्ती जलानी पड़ी।"

PASSAGES = passages_of([RIVER, BRIDGE], [SCHOOL])
SEARCHER = Searcher.of(PASSAGES)

# A text, and the part of its words that stand in the article.
SHARES = {
    "a passage": (BRIDGE, 1.0),
    "a sentence": ("पुल पिछले साल बना था।", 1.0),
    "a part of a sentence": ("रोज़ सैकड़ों गाड़ियाँ शहर की ओर", 1.0),
    "other punctuation, digits and capitals": ("“पुल”, पिछले साल... बना था!", 1.0),
    "half a text": ("पुल पिछले साल बना था। मुझे वह बहुत पसंद है।", 0.5),
    "quotation marks around what is nowhere": ("पुल पिछले साल बना था, यह “कमाल की चीज़” है।", 5 / 10),
}
# What has no four words in a row with an article, or too little of them.
NOWHERE = {
    "another text": FOREIGN,
    "three words in a row": "पिछले साल बना यह मकान बहुत सुंदर है।",
    "the words in another order": "था बना साल पिछले पुल।",
    "four words of many": f"पुल पिछले साल बना मकान। {FOREIGN}",
    "nothing": "",
    "no word": "🙂 …?",
}


def everything(_: str) -> list[Passage]:
    """Return all passages, whatever is looked for."""
    return PASSAGES


def marked(found: Origin) -> list[str]:
    """Return the parts of the passage that the text has."""
    return [found.hit.passage.text[start:end] for start, end in found.hit.matches]


@pytest.mark.parametrize(("text", "share"), SHARES.values(), ids=SHARES)
def test_a_text_is_found_where_it_stands(text: str, share: float) -> None:
    """A passage, or a part of it, is found with the share of its words that stand there in runs."""
    found = SEARCHER.origin(text)
    assert found is not None
    assert found.hit.passage.text == BRIDGE
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize("text", NOWHERE.values(), ids=NOWHERE)
def test_a_text_of_nowhere_has_no_origin(text: str) -> None:
    """A few words in common are everybody's: no article is claimed for them."""
    assert origin(text, everything) is None
    assert SEARCHER.origin(text) is None


def test_runs_are_marked_and_the_longest_is_the_best() -> None:
    """What the text has of the passage is marked there; the longest run stands out."""
    found = SEARCHER.origin("पुल पिछले साल बना था, कमाल है। रोज़ सैकड़ों गाड़ियाँ शहर की ओर जाती हैं।")
    assert found is not None
    assert marked(found) == ["पुल पिछले साल बना था", "रोज़ सैकड़ों गाड़ियाँ शहर की ओर जाती हैं"]
    start, end = found.hit.best_sentence
    assert BRIDGE[start:end] == "रोज़ सैकड़ों गाड़ियाँ शहर की ओर जाती हैं"
    assert found.hit.score == 13


def test_marks_lie_on_whole_letters() -> None:
    """Where a run begins within what a reader takes for one letter, all of the letter is marked."""
    passages = passages_of(["वह (\u0902पुल पिछले साल बना था।"])
    found = origin(passages[0].text, lambda _: passages)
    assert found is not None
    assert marked(found) == ["वह (\u0902पुल पिछले साल बना था"]
    found = origin("\u0902पुल पिछले साल बना था।", lambda _: passages)
    assert found is not None
    assert marked(found) == ["(\u0902पुल पिछले साल बना था"]


def test_the_article_is_judged_by_all_of_its_passages() -> None:
    """A text from several passages is its article's to the sum of them; shown is the one with most of it."""
    found = SEARCHER.origin(f"पुल पिछले साल बना था। {RIVER}")
    assert found is not None
    assert found.share == 1
    assert found.hit.passage.text == RIVER


def test_the_article_with_most_of_a_text_is_its_origin() -> None:
    """Of a text put together from two articles, the one with more of its words is named, with its own share."""
    found = SEARCHER.origin(f"{SCHOOL} पुल पिछले साल बना था।")
    assert found is not None
    assert found.hit.passage.text == SCHOOL
    assert found.share == pytest.approx(14 / 19)


def test_words_repeated_in_a_text_count_once_in_each_place() -> None:
    """A share is never more than all, though two passages hold the same words."""
    found = origin(BRIDGE, lambda _: passages_of([BRIDGE, f"{BRIDGE} फिर वही।"]))
    assert found is not None
    assert found.share == 1
    assert found.hit.passage.number == 1


def test_every_part_of_a_long_text_is_looked_up() -> None:
    """An article is found by its sentence wherever in a text of many others it stands, in few questions."""
    asked: list[str] = []

    def find(chunk: str) -> list[Passage]:
        asked.append(chunk)
        return PASSAGES if "पुल पिछले" in chunk else []

    text = f"{RIVER} {FOREIGN} पुल पिछले साल बना था। {FOREIGN}"
    assert origin(text, find) is not None
    assert " ".join(asked).split() == text.split()
    asked.clear()
    assert origin(f"{FOREIGN} " * 200, find) is None
    assert 2 < len(asked) <= 12


def test_quotation_marks_demand_nothing() -> None:
    """What a question quotes must occur; a text is looked up without the marks, for any part of it may be foreign."""
    asked: list[str] = []

    def find(chunk: str) -> list[Passage]:
        asked.append(chunk)
        return []

    assert origin('उसने कहा "पुल" और “नदी” और «घर»।', find) is None
    assert "".join(asked).split() == "उसने कहा पुल और नदी और घर ।".split()


def test_every_sentence_of_the_shipped_article_is_found(searcher: Searcher) -> None:
    """Each passage of the shipped article, pasted, is traced to itself, word for word."""
    (article,) = searcher.articles
    for passage in searcher.passages_of(article):
        found = searcher.origin(passage.text)
        assert found is not None
        assert (found.share, found.hit.passage) == (1, passage)


def assert_sound(text: str, passages: list[Passage]) -> None:
    """Assert what holds for the origin of any text."""
    found = origin(text, lambda _: passages)
    if found is None:
        return
    inside = found.hit.passage.text
    edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", inside))}
    assert HELD_FROM <= found.share <= 1
    assert found.hit.passage in passages
    assert found.hit.matches
    assert found.hit.best_sentence in found.hit.matches
    assert all(start < end and {start, end} <= edges for start, end in found.hit.matches)
    assert all(one.end < other.start for one, other in zip(found.hit.matches, found.hit.matches[1:], strict=False))


@given(indic_text(40) | any_text(), indic_text(10), st.integers(0, 60), st.integers(0, 60))
def test_any_origin_is_sound(article: str, foreign: str, first: int, last: int) -> None:
    """Whatever is cut out of an article: the share is one, and runs lie in the passage on whole letters."""
    passages = split_passages(Article("a", "", "hi", article, Source()))
    assert_sound(f"{foreign} {article[first:last]} {foreign}", passages)
    assert_sound(article[min(first, last) : max(first, last)], passages)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_have_an_origin_or_none(text: str) -> None:
    """Nothing that is sent breaks it."""
    article = Article("a", "", "hi", text[:2000], Source())
    assert_sound(text[:2000], [Passage(article, 1, Span(0, len(article.text)))])
