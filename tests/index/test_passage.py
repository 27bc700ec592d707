"""Passages of an article: paragraphs, joined where short and split where long, always as they stand in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SHIPPED_ARTICLES
from index.article import Article, Source, read_article
from index.passage import TARGET_WORDS, split_passages
from tests.texts import HOSTILE, any_text, indic_text, indic_words

SEED = SHIPPED_ARTICLES / "kazakhstan-csto-peacekeepers-leave.txt"

SENTENCE = "रूसी सेना ने कहा कि शांति सेना के सैनिक जनवरी तक लौट आएंगे।"  # 12 words
PARAGRAPH = f"{SENTENCE} {SENTENCE}"

# Paragraphs as an article has them, and the passages that they make. What is joined keeps its line's end.
PASSAGES = [
    ([PARAGRAPH], [PARAGRAPH]),
    ([PARAGRAPH, PARAGRAPH, PARAGRAPH], [PARAGRAPH, PARAGRAPH, PARAGRAPH]),
    (["शांति सेना की वापसी", PARAGRAPH], [f"शांति सेना की वापसी\n{PARAGRAPH}"]),  # a heading goes with what it heads
    ([PARAGRAPH, "पृष्ठभूमि", PARAGRAPH], [PARAGRAPH, f"पृष्ठभूमि\n{PARAGRAPH}"]),
    ([PARAGRAPH, "पृष्ठभूमि", "संधि", PARAGRAPH], [PARAGRAPH, f"पृष्ठभूमि\nसंधि\n{PARAGRAPH}"]),
    ([PARAGRAPH, "(समाप्त)"], [f"{PARAGRAPH}\n(समाप्त)"]),  # nothing follows: it goes with what is before
    ([PARAGRAPH, "हाँ।", PARAGRAPH], [PARAGRAPH, f"हाँ।\n{PARAGRAPH}"]),  # a sentence that says nothing by itself
    ([PARAGRAPH, "सैनिक 19 जनवरी को लौटे।", PARAGRAPH], [PARAGRAPH, "सैनिक 19 जनवरी को लौटे।", PARAGRAPH]),
    ([PARAGRAPH, "“सब सैनिक लौट आए हैं।”", PARAGRAPH], [PARAGRAPH, "“सब सैनिक लौट आए हैं।”", PARAGRAPH]),
    (["सेना"], ["सेना"]),  # an article of one word is still found
    (["सेना", "शांति"], ["सेना\nशांति"]),
]


def article(text: str, language: str = "hi") -> Article:
    """Return an article with this text."""
    return Article(id="a", title="शीर्षक", language=language, text=text, source=Source())


def texts_of(text: str, language: str = "hi") -> list[str]:
    """Return the texts of an article's passages."""
    return [passage.text for passage in split_passages(article(text, language))]


def articles() -> st.SearchStrategy[Article]:
    """Articles of arbitrary text: short and long lines, with and without sentences, blank lines or none."""
    line = st.one_of(
        indic_text(),
        st.lists(indic_words(), max_size=20).map(lambda words: " ".join(words) + "।"),
        st.integers(8, 30).map(lambda count: " ".join([SENTENCE] * count)),
        st.integers(100, 400).map(lambda count: "शब्द " * count),
    )
    text = st.builds(str.join, st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"]), st.lists(line, max_size=6))
    return st.builds(article, text | any_text(), st.sampled_from(["hi", "ta", "ur", "en", "und"]))


def assert_sound(whole: Article) -> None:
    """Assert what holds for the passages of any article."""
    passages = split_passages(whole)
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    assert all(whole.text[passage.span.start : passage.span.end] == passage.text for passage in passages)
    assert all(passage.text and passage.text == passage.text.strip() for passage in passages)
    assert all(one.span.end <= other.span.start for one, other in pairwise(passages))
    assert "".join("".join(passage.text for passage in passages).split()) == "".join(whole.text.split())


def test_the_shipped_article_has_a_passage_for_each_paragraph() -> None:
    """The seed article's seven paragraphs are its seven passages."""
    whole = read_article(SEED)
    passages = split_passages(whole)
    assert [passage.text for passage in passages] == whole.text.strip().split("\n")
    assert len(passages) == 7


@pytest.mark.parametrize(("paragraphs", "passages"), PASSAGES)
def test_a_paragraph_is_a_passage_and_fragments_join(paragraphs: list[str], passages: list[str]) -> None:
    """Each paragraph is a passage, but what is shorter than a sentence goes with its neighbour."""
    assert texts_of("\n".join(paragraphs)) == passages


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n \t\n", "\n\n\n\n"])
def test_paragraphs_are_apart_with_and_without_blank_lines(separator: str) -> None:
    """It is all one whether an article puts blank lines between its paragraphs."""
    assert texts_of(separator.join([PARAGRAPH] * 3)) == [PARAGRAPH] * 3


def test_wrapped_lines_are_one_paragraph() -> None:
    """Where an editor broke the lines and blank lines part the paragraphs, a line is no paragraph."""
    wrapped = PARAGRAPH.replace("सैनिक ", "सैनिक\n")
    assert texts_of(f"{wrapped}\n\n{wrapped}\n \n{wrapped}\n") == [wrapped] * 3


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (SENTENCE, "hi"),
        ("প্রতিরক্ষা মন্ত্রী বলেছেন যে শান্তি সেনার সৈন্যরা জানুয়ারির মধ্যে ফিরে আসবে।", "bn"),
        ("ரஷ்ய இராணுவ வீரர்கள் ஜனவரி மாதம் பத்தொன்பதாம் தேதிக்குள் தங்கள் நாட்டுக்கு திரும்புவார்கள் என்று அமைச்சர் கூறினார்.", "ta"),
        ("The defence minister said that all the soldiers would be back home by then.", "en"),
        ("اس نے کہا کہ فوج کے سب جوان جنوری تک واپس آ جائیں گے۔", "ur"),
    ],
)
def test_a_long_paragraph_is_split_between_sentences(sentence: str, language: str) -> None:
    """A paragraph much over the target becomes parts of about that size, each of whole sentences, none much longer."""
    parts = texts_of(" ".join([sentence] * 40), language)
    assert all(part == " ".join([sentence] * (len(part) // len(sentence))) for part in parts)
    sizes = [len(part.split()) for part in parts]
    assert all(TARGET_WORDS / 2 <= size <= TARGET_WORDS * 1.5 for size in sizes)
    assert max(sizes) - min(sizes) <= len(sentence.split())


def test_an_abbreviation_is_no_place_to_split() -> None:
    """A long paragraph is not cut behind a doctor's title."""
    sentence = SENTENCE.replace("सेना के", "सेना के डॉ. शर्मा और")
    assert all(part.endswith("।") for part in texts_of(" ".join([sentence] * 40)))


def test_a_long_sentence_is_split_between_words() -> None:
    """A list or a text without full stops is no reason for an endless passage."""
    parts = texts_of(" ".join(f"शब्द{number}" for number in range(1000)))
    assert " ".join(parts).split() == [f"शब्द{number}" for number in range(1000)]
    assert all(TARGET_WORDS / 2 <= len(part.split()) <= TARGET_WORDS * 1.5 for part in parts)


def test_a_paragraph_of_about_the_target_stays_whole() -> None:
    """A paragraph is not split to be as long as its neighbours."""
    paragraph = " ".join([SENTENCE] * 10)
    assert texts_of(paragraph) == [paragraph]


def test_an_article_without_text_has_no_passages() -> None:
    """White space alone makes no passage."""
    assert texts_of("") == texts_of(" \n\t\n") == []


@given(articles())
def test_passages_of_any_article_hold_all_of_it(whole: Article) -> None:
    """Whatever the text: passages in order and apart, exactly as they stand in it, every character in one of them."""
    assert_sound(whole)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_passages_of_hostile_articles_hold_all_of_them(text: str) -> None:
    """No text is an error, and none of it is lost."""
    assert_sound(article(text))
    assert_sound(article(f"{PARAGRAPH}\n{text}\n\n{PARAGRAPH}"))
