"""The distinct words of a corpus, and what in them is alike to a question's."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.grams import gram_codes
from index.lexicon import answers
from index.likeness import Alike
from index.normalize import normalize_words
from index.strings import keys_of
from index.vocabulary import Numbering, Vocabulary
from index.words import FITTING, RUN_LENGTHS, Words, WordTable
from tests.texts import indic_numbers, indic_words

CORPUS = "सेना सैनिक शांति रूस नदी पानी बाज़ार लोग शोइगु कजाकिस्तान सीएसटीओ NFL 19 1900 2000 सड़क पुल".split()

# A word as it is asked and the word of the corpus that it stands for, by ear.
BY_EAR = [
    ("Shoigu", "शोइगु"),
    ("शोयगु", "शोइगु"),
    ("kazakhstan", "कजाकिस्तान"),
    ("कज़ाख़स्तान", "कजाकिस्तान"),
    ("কাজাকিস্তান", "कजाकिस्तान"),
    ("CSTO", "सीएसटीओ"),
    ("C.S.T.O.", "सीएसटीओ"),
    ("सी.एस.टी.ओ.", "सीएसटीओ"),
    ("एनएफएल", "NFL"),
    ("nfl", "NFL"),
    ("sainiko", "सैनिक"),
    ("१९", "19"),
]
# By eye, where the ear may take more for equal.
BY_EYE = [("सड़कों", "सड़क"), ("सैनिकों", "सैनिक"), ("NFL", "NFL"), ("२,०००", "2000")]
NUMBERS_APART = [("19", "1900"), ("190", "19"), ("2001", "2000"), ("1990s", "1900"), ("9", "19")]
UNLIKE = [("सेना", "सोना"), ("पुल", "फूल"), ("NFL", "NBA"), ("लोग", "रोग"), ("CSTO", "CSTP")]

WORDS = st.lists(indic_words() | indic_numbers(), max_size=8)


def words_of(written: list[str]) -> list[str]:
    """Return the distinct words as they are compared."""
    return [form for form in dict.fromkeys(normalize_words(written)) if form]


def pairs(alike: Alike) -> dict[tuple[int, int], float]:
    """Return the cosine of each pair of a question's word and the vocabulary's."""
    return dict(zip(zip(alike.word.tolist(), alike.term.tolist(), strict=True), alike.cosine.tolist(), strict=True))


def alike(word: str, corpus: list[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Return how much alike the words of a corpus are to one, by ear and by eye; those that are not are left out."""
    asked = Words.of(normalize_words([word.replace(".", "").replace(",", "")]))
    forms = normalize_words(corpus)
    ear, eye = Vocabulary.of(forms).alike(asked)
    by_ear, by_eye = ({corpus[term]: cosine for (_, term), cosine in pairs(one).items()} for one in (ear, eye))
    return by_ear, by_eye


@pytest.mark.parametrize(("asked", "written"), BY_EAR)
def test_a_word_stands_for_what_sounds_alike(asked: str, written: str) -> None:
    """Of all the corpus's words, the one that is meant is the most alike by ear."""
    by_ear, _ = alike(asked, CORPUS)
    assert max(by_ear, key=lambda word: by_ear[word]) == written


@pytest.mark.parametrize(("asked", "written"), BY_EYE)
def test_a_word_stands_for_what_is_written_alike(asked: str, written: str) -> None:
    """Of all the corpus's words, the one that is meant is the most alike by eye."""
    _, by_eye = alike(asked, CORPUS)
    assert max(by_eye, key=lambda word: by_eye[word]) == written


@pytest.mark.parametrize(("asked", "written"), NUMBERS_APART)
def test_a_number_is_no_other_number(asked: str, written: str) -> None:
    """Numbers that share digits have nothing in common."""
    assert alike(asked, [written]) == ({}, {})


@pytest.mark.parametrize("number", ["19", "२०००", "1990s"])
def test_a_number_is_alike_to_itself_alone(number: str) -> None:
    """A number matches the same number wholly, and no word."""
    assert alike(number, ["सेना", number, "9"]) == ({number: 1}, {number: 1})


@pytest.mark.parametrize(("asked", "written"), UNLIKE)
def test_a_word_is_not_wholly_alike_to_another(asked: str, written: str) -> None:
    """Words that share letters are not each other."""
    by_ear, by_eye = alike(asked, [written, *CORPUS])
    assert by_ear.get(written, 0) < 0.9
    assert by_eye.get(written, 0) < 0.9


@pytest.mark.parametrize(("asked", "written"), [("CSTO", "सीएसटीओ"), ("सीएसटीओ", "CSTO"), ("USA", "यूएसए")])
def test_an_acronym_is_its_letters_names(asked: str, written: str) -> None:
    """An acronym in Latin letters is the same word as the names of its letters, and the reverse."""
    assert alike(asked, [written, "सेना"]) == ({written: 1}, {written: 1})


@given(WORDS, WORDS)
def test_a_word_of_the_vocabulary_is_alike_to_itself_most(corpus: list[str], others: list[str]) -> None:
    """Whatever the words: itself counts 1 by ear and by eye, nothing counts more, and numbers match nothing else."""
    forms = words_of(corpus)
    asked = list(dict.fromkeys([*forms, *words_of(others)]))
    for one in Vocabulary.of(forms).alike(Words.of(asked)):
        cosines = pairs(one)
        assert one.shape == (len(asked), len(forms))
        assert all(0 < cosine <= 1 for cosine in cosines.values())
        assert all(cosines[number, number] == pytest.approx(1, abs=1e-5) for number in range(len(forms)))
        assert all(asked[word] == forms[term] for word, term in cosines if asked[word][0].isdigit())


@pytest.mark.parametrize(("corpus", "asked"), [([], []), ([], ["सेना", "19"]), (["सेना"], [])])
def test_no_words_are_alike_to_none(corpus: list[str], asked: list[str]) -> None:
    """An empty vocabulary and a question without words are no errors."""
    vocabulary = Vocabulary.of(corpus)
    assert len(vocabulary) == len(corpus)
    for one in vocabulary.alike(Words.of(asked)):
        assert one.shape == (len(asked), len(corpus))
        assert pairs(one) == {}


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of words asked for only saves time: known, new and forgotten words get the same rows."""
    asked = Words.of(normalize_words(["सैनिकों", "shoigu", "csto", "19"]))
    vocabulary = Vocabulary.of(normalize_words(CORPUS))
    expected = [pairs(one) for one in vocabulary.alike(asked)]
    assert [pairs(one) for one in vocabulary.alike(asked)] == expected
    monkeypatch.setattr("index.vocabulary._MOST_REMEMBERED", 0)
    vocabulary.alike(Words.of(["नदी"]))
    assert [pairs(one) for one in vocabulary.alike(asked)] == expected


def tables_of(parts: list[list[str]]) -> tuple[list[WordTable], list[str]]:
    """Return words that came in one after another, each once, and all of them."""
    seen: dict[str, None] = {}
    tables = []
    for part in parts:
        tables.append(WordTable.of([form for form in part if form not in seen]))
        seen.update(dict.fromkeys(part))
    return tables, [*seen]


FORMS = WORDS.map(words_of)


@given(st.lists(FORMS, max_size=4), FORMS)
def test_a_vocabulary_of_tables_is_that_of_all_words(parts: list[list[str]], others: list[str]) -> None:
    """However the words came in, exactly the same is alike to any word as if they had come in together."""
    tables, forms = tables_of(parts)
    asked = Words.of(list(dict.fromkeys([*forms, *others])))
    grown, whole = Vocabulary(tables), Vocabulary.of(forms)
    assert len(grown) == len(whole)
    for one, other in zip(grown.alike(asked), whole.alike(asked), strict=True):
        assert one.shape == other.shape
        assert pairs(one) == pairs(other)


@given(st.lists(FORMS, min_size=1, max_size=3), FORMS, st.data())
def test_words_that_are_gone_are_alike_to_none(parts: list[list[str]], others: list[str], data: st.DataObject) -> None:
    """Without the words that stand nowhere any more, exactly the same is alike as if they had never been."""
    tables, forms = tables_of(parts)
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(forms), max_size=len(forms))), dtype=bool)
    asked = Words.of(list(dict.fromkeys([*forms, *others])))
    numbers = np.flatnonzero(live)
    left = Vocabulary.of([forms[number] for number in numbers])
    for one, other in zip(Vocabulary(tables, live).alike(asked), left.alike(asked), strict=True):
        assert pairs(one) == {(word, numbers[term]): cosine for (word, term), cosine in pairs(other).items()}


def test_an_acronym_that_is_gone_is_not_its_letters() -> None:
    """Numbers, acronyms, stems and skeletons of words that stand nowhere any more are passed over."""
    forms = normalize_words(["CSTO", "19", "कजाकिस्तान", "दंगों"])
    gone = Vocabulary([WordTable.of(forms)], np.zeros(len(forms), dtype=bool))
    for one in gone.alike(Words.of(normalize_words(["सीएसटीओ", "19", "kazakhstan", "दंगे"]))):
        assert pairs(one) == {}


@given(st.lists(FORMS, max_size=4), FORMS)
def test_words_are_numbered_through_all_tables(parts: list[list[str]], others: list[str]) -> None:
    """A word's number counts the words that came before it; of a number there is the word, of other words none."""
    tables, forms = tables_of(parts)
    numbering = Numbering(tables)
    assert len(numbering) == len(forms)
    assert [numbering.form(number) for number in range(len(forms))] == forms
    asked = [*others, *forms]
    expected = [forms.index(form) if form in forms else -1 for form in asked]
    assert numbering.numbers_of(asked).tolist() == expected
    assert numbering.numbers_of_keys(keys_of(asked)).tolist() == expected


@given(st.lists(FORMS, max_size=4), st.data())
def test_answers_and_runs_are_those_of_each_word(parts: list[list[str]], data: st.DataObject) -> None:
    """What a word answers, and which runs of consonants it has how often, is found through all tables."""
    tables, forms = tables_of(parts)
    numbering, words = Numbering(tables), Words.of(forms)
    drawn = data.draw(st.lists(st.sampled_from(range(len(forms))), max_size=6)) if forms else []
    terms = np.array(drawn, np.int64)
    for kind in FITTING:
        expected = [answers(kind, forms[term], words.sounds[term]) for term in terms]
        assert numbering.answers(kind, terms).tolist() == expected
    codes, owners = gram_codes(words.skeletons, RUN_LENGTHS)
    assert numbering.run_sizes().tolist() == np.bincount(owners, minlength=len(forms)).tolist()
    wanted = np.append(codes[::2], np.array([2**63], np.uint64))
    runs, found, counts = numbering.runs_of(wanted)
    assert (np.diff(runs) >= 0).all()
    expected_runs = Counter((run, int(owner)) for run, code in enumerate(wanted) for owner in owners[codes == code])
    assert dict(zip(zip(runs.tolist(), found.tolist(), strict=True), counts.tolist(), strict=True)) == expected_runs
