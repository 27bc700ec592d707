"""Sentences of a text, in the writing of many languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split_sentences
from tests.texts import HOSTILE, any_text, indic_text

LANGUAGES = "hi mr ne mai bn pa gu or ta te kn ml si ur en und hi-Latn".split()

# A language and the sentences of a text in it, which stands here with a space between them.
SENTENCES = [
    ("hi", ["सैनिक लौटे।", "सब ठीक है।"]),
    ("hi", ["यह वर्ष 2024।", "अगला वाक्य।"]),  # indic-nlp-library does not split after a digit
    ("hi", ["यह २०२४।", "अगला वाक्य।"]),
    ("hi", ["उसने कहा, “चलो।”", "फिर वह गया।"]),  # it leaves the closing quote to the next sentence
    ("hi", ["उसने कहा, 'चलो।'", "फिर वह गया।"]),
    ("hi", ["पहला वाक्य।", "The second one.", "The third one.", "चौथा वाक्य।"]),  # one danda switches its "." off
    ("hi", ["क्या वे लौटे?", "हाँ!", "वे लौट आए।"]),
    ("hi", ["पहला श्लोक॥", "दूसरा श्लोक॥"]),
    ("hi", ["दर 3.5 है।", "कुल 1,600 हैं।"]),
    # Abbreviations, which sentencex does not know
    ("hi", ["डॉ. शर्मा आए।", "श्री. राव गए।"]),
    ("hi", ["वहाँ डॉ. अ. भा. शर्मा और प्रो. राव थे।", "सब लौटे।"]),
    ("hi", ["अ. भा. कांग्रेस की बैठक हुई।", "फिर सब गए।"]),
    ("hi", ["उ. प्र. सरकार ने कहा।", "सब ठीक है।"]),
    ("hi", ["एस. जयशंकर और वी. पी. सिंह आए।", "वे गए।"]),
    ("hi", ["रु. 500 दिए गए।", "वह ५ कि.मी. दूर है।"]),
    ("hi", ["सी.एस.टी.ओ. की सेना आई।", "फिर गई।"]),
    ("hi", ["ई.पू. 300 की बात है।", "बहुत पुरानी।"]),
    ("hi", ["Mr. Sharma came.", "Dr. Rao left."]),
    # A word of one syllable before a full stop ends a sentence: it is no initial
    ("hi", ["यह घर है.", "वह बड़ा था.", "वे सब थे.", "आज भी हैं."]),
    ("gu", ["આ ઘર છે.", "તે મોટું છે.", "અમે ગયા."]),
    ("pa", ["ਇਹ ਘਰ ਹੈ.", "ਉਹ ਗਿਆ।"]),
    # One sentence end after another, script by script
    ("bn", ["ডা. রায় এলেন।", "তিনি গেলেন।"]),
    ("or", ["ଡା. ରାଓ ଆସିଲେ।", "ଜେ. ବି. ପଟ୍ଟନାୟକ ଗଲେ।"]),
    ("ta", ["அவர் மு. கருணாநிதி.", "அவர் சென்றார்."]),
    ("te", ["డా. రావు వచ్చారు.", "ఆయన వెళ్ళారు."]),
    ("kn", ["ಎಚ್. ಡಿ. ಕುಮಾರಸ್ವಾಮಿ ಬಂದರು.", "ಅವರು ಹೋದರು."]),
    ("ml", ["ഡോ. രാജൻ വന്നു.", "അവൻ പോയി."]),
    ("ur", ["یہ گھر ہے۔", "وہ گیا۔"]),
    ("en", ["J. P. Nadda came.", "He left."]),
]


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in split_sentences(text, language)]


def assert_sound(text: str, language: str) -> None:
    """Assert what holds for the sentences of any text."""
    spans = split_sentences(text, language)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(("language", "expected"), SENTENCES, ids=lambda value: value[0])
def test_sentences_end_where_they_end(language: str, expected: list[str]) -> None:
    """A sentence goes to its danda, full stop, question mark or closing quote, and over abbreviations."""
    assert sentences(" ".join(expected), language) == expected


def test_a_missing_space_ends_no_less() -> None:
    """A danda ends a sentence where the next one follows at once."""
    assert sentences("वह गया।फिर आया।", "hi") == ["वह गया।", "फिर आया।"]


def test_a_text_without_an_end_is_a_sentence() -> None:
    """The last sentence needs no full stop, nor does the only one; an abbreviation at the end ends it."""
    assert sentences("शांति सेना", "hi") == ["शांति सेना"]
    assert sentences("वे लौटे। शांति सेना", "hi") == ["वे लौटे।", "शांति सेना"]
    assert sentences("वे आए। साथ थे डॉ.\n", "hi") == ["वे आए।", "साथ थे डॉ."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dandas_end_sentences_in_every_language(language: str) -> None:
    """The sentences of a text do not hang on the right language being known."""
    assert sentences("सैनिक लौटे। सब ठीक है।", language) == ["सैनिक लौटे।", "सब ठीक है।"]


@given(indic_text() | any_text(), st.sampled_from(LANGUAGES))
def test_sentences_of_any_text_hold_all_of_it(text: str, language: str) -> None:
    """Whatever the text: sentences in order and apart, white space at no end, and nothing else left out."""
    assert_sound(text, language)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_sentences_of_hostile_texts_hold_all_of_them(text: str) -> None:
    """No text is an error: lone surrogates, which sentencex refuses, are none either."""
    assert_sound(text, "hi")
