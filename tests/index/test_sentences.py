"""Sentences of a text, in the writing of many languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from index.sentences import split_sentences
from tests.texts import HOSTILE, any_text, indic_text

# The sentences of a text, which has a space between them.
SENTENCES = [
    ["सैनिक लौटे।", "सब ठीक है।"],
    ["यह वर्ष 2024।", "अगला वाक्य।"],  # indic-nlp-library does not split after a digit
    ["यह २०२४।", "अगला वाक्य।"],
    ["उसने कहा, “चलो।”", "फिर वह गया।"],  # it leaves the closing quote to the next sentence
    ["उसने कहा, 'चलो।'", "फिर वह गया।"],
    ["पहला वाक्य।", "The second one.", "The third one.", "चौथा वाक्य।"],  # one danda switches its "." off
    ["पहला श्लोक॥", "दूसरा श्लोक॥"],
    ["दर 3.5 है।", "कुल 1,600 हैं।"],
    # Abbreviations, which sentencex does not know
    ["डॉ. शर्मा आए।", "श्री. राव गए।"],
    ["वहाँ डॉ. अ. भा. शर्मा और प्रो. राव थे।", "सब लौटे।"],
    ["अ. भा. कांग्रेस की बैठक हुई।", "फिर सब गए।"],
    ["उ. प्र. सरकार ने कहा।", "सब ठीक है।"],
    ["एस. जयशंकर और वी. पी. सिंह आए।", "वे गए।"],
    ["रु. 500 दिए गए।", "वह ५ कि.मी. दूर है।"],
    ["सी.एस.टी.ओ. की सेना आई।", "फिर गई।"],
    ["ई.पू. 300 की बात है।", "बहुत पुरानी।"],
    ["Mr. Sharma came.", "Dr. Rao left."],
    # A word of one syllable before a full stop ends a sentence: it is no initial
    ["यह घर है.", "वह बड़ा था.", "वे सब थे.", "आज भी हैं."],
    ["આ ઘર છે.", "તે મોટું છે.", "અમે ગયા."],
    ["ਇਹ ਘਰ ਹੈ.", "ਉਹ ਗਿਆ।"],
    # One sentence end after another, script by script
    ["ডা. রায় এলেন।", "তিনি গেলেন।"],
    ["ଡା. ରାଓ ଆସିଲେ।", "ଜେ. ବି. ପଟ୍ଟନାୟକ ଗଲେ।"],
    ["அவர் மு. கருணாநிதி.", "அவர் சென்றார்."],
    ["డా. రావు వచ్చారు.", "ఆయన వెళ్ళారు."],
    ["ಎಚ್. ಡಿ. ಕುಮಾರಸ್ವಾಮಿ ಬಂದರು.", "ಅವರು ಹೋದರು."],
    ["ഡോ. രാജൻ വന്നു.", "അവൻ പോയി."],
    ["یہ گھر ہے۔", "وہ گیا۔"],
    ["J. P. Nadda came.", "He left."],
]

# Sentences with what does not make one.
WITH_FRAGMENTS = [
    ["क्या वे लौटे? हाँ!", "वे लौट आए।"],
    ["सैनिक लौटे। [1]", "सब ठीक है।"],
    ["सैनिक लौटे। 2.", "सब ठीक है।"],
]
# A word or two in each script that the index knows, and in one that it does not.
BEGINNINGS = "मराठी বাংলা ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල اردو English ᱥᱟᱱᱛᱟᱲᱤ 2022".split()


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in split_sentences(text)]


def assert_sound(text: str) -> None:
    """Assert what holds for the sentences of any text."""
    spans = split_sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda sentences: sentences[0])
def test_sentences_end_where_they_end(expected: list[str]) -> None:
    """A sentence goes to its danda, full stop, question mark or closing quote, and over abbreviations."""
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_ends_no_less() -> None:
    """A danda ends a sentence where the next one follows at once."""
    assert sentences("वह गया।फिर आया।") == ["वह गया।", "फिर आया।"]


def test_a_text_without_an_end_is_a_sentence() -> None:
    """The last sentence needs no full stop, nor does the only one; an abbreviation at the end ends it."""
    assert sentences("शांति सेना") == ["शांति सेना"]
    assert sentences("वे लौटे। शांति सेना") == ["वे लौटे।", "शांति सेना"]
    assert sentences("वे आए। साथ थे डॉ.\n") == ["वे आए।", "साथ थे डॉ."]


def test_blank_lines_are_in_no_sentence() -> None:
    """White space between sentences belongs to none, however much of it there is."""
    assert sentences("वे लौटे आए।\n\nसब ठीक है।\n \n") == ["वे लौटे आए।", "सब ठीक है।"]


@pytest.mark.parametrize("text", WITH_FRAGMENTS)
def test_what_has_no_two_words_is_no_sentence(text: list[str]) -> None:
    """A footnote's mark, an item's number or an exclamation goes with the sentence before it."""
    assert sentences(" ".join(text)) == text


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_dandas_end_sentences_in_every_script(beginning: str) -> None:
    """The sentences of a text do not hang on its script: a Hindi quotation in a text of another is split too."""
    assert sentences(f"{beginning} सैनिक लौटे। सब ठीक है।") == [f"{beginning} सैनिक लौटे।", "सब ठीक है।"]


@given(indic_text() | any_text())
def test_sentences_of_any_text_hold_all_of_it(text: str) -> None:
    """Whatever the text: sentences in order and apart, white space at no end, and nothing else left out."""
    assert_sound(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_sentences_of_hostile_texts_hold_all_of_them(text: str) -> None:
    """No text is an error: lone surrogates, which sentencex refuses, are none either."""
    assert_sound(text)
