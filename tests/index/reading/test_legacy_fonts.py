"""Text in the fonts of before Unicode."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.legacy_fonts import count_letters, is_legacy_font, refuse_legacy_fonts, refuse_legacy_text
from tests.index.reading.documents import CHANAKYA, KRUTI_DEV, PARAGRAPHS, SHUSHA

EVALUATION_SETS = Path("/work/shared/eval")

OTHERS = {
    "Hindi": " ".join(PARAGRAPHS),
    "romanised Hindi": "mujhe lagta hai ki sarkar ne kaha hai ki sainik kab tak wapas jayenge aur kisne kya kiya",
    "English": "The fox of the UN and the EU said that us and ls are not words; see /usr/bin or [key] {kS}.",
    "German": "Der Kranke sprach: »Könnten Sie mir, bitte, den Schlüssel für die Küche geben?« Kein Mensch wußte es.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw; są obdarzeni rozumem.",
    "Finnish": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan; heille on annettu järki.",
    "a program": "for k, v in sorted(ks.items()): print(f'{k}: {v[k]}'); kS = {'dk': dk, 'ds': ds, 'gS': gS}; ls -la",
    "Base64": "gkSAd2jDm8WW66F7jUgji4zzFA== 01kPwdE2fQF9AgLoVlo= eb6j8jepkA== +jXzIhNvWMEZyfp/zfE7Y t0pyxU3ef4TA",
    "UTF-8 taken for Latin-1": PARAGRAPHS[0].encode().decode("latin-1"),
    "shouting": "NATO UN EU GDP SMS TV DVD KGB FSB CSTO BRICS SAARC HDFC SBI LIC ONGC NTPC BHEL",
    "a word": "esa gS",
}


@pytest.mark.parametrize("text", [KRUTI_DEV, CHANAKYA, SHUSHA, "Jheh jke us dgk fd Hkkjr ljdkj us dke fd;k gSA"])
def test_text_for_old_fonts_is_recognised(text: str) -> None:
    """Hindi for Kruti Dev, Chanakya and Shusha is refused, a sentence of it too, with the mend."""
    with pytest.raises(UnreadableError) as caught:
        refuse_legacy_text(text)
    assert caught.value.refusal is Refusal.LEGACY_FONT
    assert caught.value.mend == "Convert it to Unicode first"


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_text_is_not(text: str) -> None:
    """No language, no program and no nonsense is taken for it, short or long."""
    refuse_legacy_text(text)
    refuse_legacy_text(f"{text} " * 50)


def test_only_most_of_a_text_counts() -> None:
    """A text that quotes some of it is read, one that has a heading in Unicode is not."""
    refuse_legacy_text("\n\n".join([*PARAGRAPHS * 4, KRUTI_DEV]))
    with pytest.raises(UnreadableError):
        refuse_legacy_text("\n\n".join([PARAGRAPHS[0], *[KRUTI_DEV] * 3]))


def test_a_long_text_is_judged_by_parts_of_it() -> None:
    """Of a text of a million words so many are looked at as tell about all."""
    with pytest.raises(UnreadableError):
        refuse_legacy_text(KRUTI_DEV * 2_000)


@pytest.mark.skipif(not EVALUATION_SETS.exists(), reason="the evaluation sets are not part of the project")
def test_real_questions_are_not_taken_for_it() -> None:
    """Thousands of real questions, in Hindi, in English and in Latin letters, are none."""
    for file in EVALUATION_SETS.glob("*/questions.*.jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        for line in lines[::4]:
            refuse_legacy_text(json.loads(line)["question"])


@pytest.mark.parametrize(
    ("font", "legacy"),
    [
        ("ABCDEF+KrutiDev010", True),
        ("Kruti Dev 010 Bold", True),
        ("DevLys 010", True),
        ("Walkman-Chanakya905", True),
        ("Shusha", True),
        ("SHREE-DEV-0714", True),
        ("Preeti", True),
        ("ShreeDevanagari714", False),
        ("Kruti Dev Unicode", False),
        ("Mangal", False),
        ("NotoSansDevanagari", False),
        ("Arial", False),
        ("", False),
    ],
)
def test_fonts_are_told_by_their_names(font: str, *, legacy: bool) -> None:
    """Fonts of before Unicode are known by name, in PDFs and in Word."""
    assert is_legacy_font(font) is legacy


def test_most_letters_decide() -> None:
    """A document is refused when most of its letters are Latin ones in such a font."""
    letters: Counter[str] = Counter()
    count_letters(letters, "Kruti Dev 010", "ljdkj 12 राम")
    assert letters == {"Kruti Dev 010": 5, "": 2}
    count_letters(letters, "Arial", "the")
    refuse_legacy_fonts(letters)
    count_letters(letters, "DevLys 010", "x")
    with pytest.raises(UnreadableError) as caught:
        refuse_legacy_fonts(letters)
    assert "Kruti Dev" in str(caught.value)
