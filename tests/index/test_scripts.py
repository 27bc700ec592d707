"""Scripts of texts, and the languages taken for granted in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

from index.scripts import SCRIPTS, UNDETERMINED, language_of, script_of, script_of_letter
from tests.texts import HOSTILE, UNKNOWN_SCRIPTS, any_text

# The language's own name, its script and the language that the index takes the script for.
TEXTS = [
    ("हिन्दी", "Devanagari", "hi"),
    ("मराठी", "Devanagari", "hi"),
    ("नेपाली", "Devanagari", "hi"),
    ("বাংলা", "Bengali", "bn"),
    ("অসমীয়া", "Bengali", "bn"),
    ("ਪੰਜਾਬੀ", "Gurmukhi", "pa"),
    ("ગુજરાતી", "Gujarati", "gu"),
    ("ଓଡ଼ିଆ", "Oriya", "or"),
    ("தமிழ்", "Tamil", "ta"),
    ("తెలుగు", "Telugu", "te"),
    ("ಕನ್ನಡ", "Kannada", "kn"),
    ("മലയാളം", "Malayalam", "ml"),
    ("සිංහල", "Sinhala", "si"),
    ("اردو", "Arabic", "ur"),
    ("English", "Latin", "en"),
]


@pytest.mark.parametrize(("text", "name", "language"), TEXTS)
def test_language_follows_from_the_script(text: str, name: str, language: str) -> None:
    """A text's script is told by its letters, and its language by the script."""
    script = script_of(text)
    assert script is not None
    assert (script.name, language_of(text)) == (name, language)


def test_most_letters_decide() -> None:
    """A foreign name or two in a text do not change its script."""
    assert language_of("NFL के एक मैच में COVID-19 की जाँच हुई।") == "hi"
    assert language_of("The Hindi word for army is सेना.") == "en"


@pytest.mark.parametrize(
    "text", [*UNKNOWN_SCRIPTS, "", " ", "2024", "[_]", "«»", "°½×", "\u00a0", "?!", "।", "॥", "🙂"]
)
def test_texts_without_a_known_script_are_undetermined(text: str) -> None:
    """Digits, dandas, symbols and scripts that the index does not know decide nothing."""
    assert script_of(text) is None
    assert language_of(text) == UNDETERMINED


def test_danda_belongs_to_every_script() -> None:
    """Bengali text full of dandas is Bengali, although dandas are in the Devanagari block."""
    assert language_of("না।।।॥॥") == "bn"


def test_every_block_belongs_to_one_script() -> None:
    """No two blocks overlap, so that the order of the scripts decides nothing."""
    blocks = sorted(block for script in SCRIPTS for block in script.ranges)
    assert all(last < first for (_, last), (first, _) in pairwise(blocks))


def test_every_normalizer_is_one_the_library_has() -> None:
    """indic-nlp-library has the normaliser that each script names."""
    factory = IndicNormalizerFactory()
    assert all(factory.is_language_supported(script.normalizer) for script in SCRIPTS if script.normalizer)


@given(any_text())
def test_any_text_has_a_language(text: str) -> None:
    """No text is an error, and the script of a text is the script of one of its letters."""
    script = script_of(text)
    assert language_of(text) == (script.language if script else UNDETERMINED)
    assert script is None or script in map(script_of_letter, text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_have_a_language(text: str) -> None:
    """No text is an error."""
    assert language_of(text)
