"""Measuring the ranking on questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.answer import Answer, Hit
from index.embedded.memory import InMemory
from index.evaluation import (
    DEPTH,
    Asked,
    EvaluationError,
    EvaluationSet,
    Question,
    ask_all,
    auroc,
    measures,
    read_set,
    refused,
)
from index.search import Searcher
from index.spans import Span
from tests.index.articles import passages_of

PASSAGES: list[dict[str, Any]] = [
    {"id": "a1", "article": "a", "title": "वापसी", "text": "शोइगु ने पुष्टि की। सैनिक 19 जनवरी तक लौटेंगे।"},
    {"id": "a2", "article": "a", "title": "वापसी", "text": "टोकायव ने आपातकाल की घोषणा की।"},
    {"id": "b1", "article": "b", "title": None, "text": "नदी पहाड़ से निकलती है।"},
]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "1", "question": "सैनिक कब लौटेंगे?", "gold": ["a1"], "answer": "19 जनवरी", "answer_start": 26},
    {"id": "2", "question": "नदी कहाँ से निकलती है?", "gold": ["b1", "a2"]},
]


def lines(rows: Sequence[object]) -> str:
    """Return rows as a file of JSON, one a line."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


# What is wrong with a set, what each of its files then holds, and what the error names. None: there is no such file.
BAD_SETS: list[tuple[str, dict[str, str | None], str]] = [
    ("no passages", {"passages.jsonl": None}, "passages.jsonl"),
    ("an empty file of passages", {"passages.jsonl": ""}, "questions.hi.jsonl: line 1"),
    ("nothing at all", {"passages.jsonl": "", "questions.hi.jsonl": ""}, "no passages or no questions"),
    ("an id twice", {"passages.jsonl": lines([*PASSAGES, PASSAGES[0]])}, "the id 'a1' twice"),
    ("a title that is none", {"passages.jsonl": lines([*PASSAGES, PASSAGES[0] | {"id": "c", "title": 5}])}, "line 4"),
    ("a gold passage that is not there", {"questions.hi.jsonl": lines([QUESTIONS[0] | {"gold": ["x"]}])}, "line 1"),
    ("no gold passage", {"questions.hi.jsonl": lines([QUESTIONS[0] | {"gold": []}])}, "line 1"),
    ("lists for ids", {"questions.hi.jsonl": lines([QUESTIONS[0] | {"gold": [["a1"]]}])}, "line 1"),
    ("an offset in words", {"questions.hi.jsonl": lines([QUESTIONS[0] | {"answer_start": "5"}])}, "line 1"),
    ("no questions", {"questions.hi.jsonl": None}, "no passages or no questions"),
    ("an empty file of questions", {"questions.hi.jsonl": ""}, "no passages or no questions"),
    ("passages that are not JSON", {"passages.jsonl": '{"id": "a1"'}, "passages.jsonl: line 1"),
    (
        "questions that are not JSON",
        {"questions.hi.jsonl": '{"question": "कब?", "gold": ["a1"]}\nकब?\n'},
        "hi.jsonl: line 2",
    ),
]

SHARED = Path(__file__).parents[3] / "shared" / "eval"
"""Larger sets, which do not come with the project."""

# The least that MRR@10 may fall to, on every second question.
FLOORS = [
    ("xquad-hi", "questions.hi", 0.95),
    ("xquad-hi", "questions.hi-Latn", 0.93),
    ("obs-hi", "questions.hi", 0.47),
    ("obs-hi", "questions.hi-Latn", 0.45),
    ("tydi-te", "questions.te", 0.80),
]

MakeSet = Callable[..., Path]


@pytest.fixture
def make_set(tmp_path: Path) -> MakeSet:
    """Write a set of the passages and questions above, with some files in the place of its own, or without them."""

    def make(files: dict[str, str | None]) -> Path:
        folder = tmp_path / "set"
        folder.mkdir()
        own = {"passages.jsonl": lines(PASSAGES), "questions.hi.jsonl": lines(QUESTIONS)}
        for name, text in (own | files).items():
            if text is not None:
                (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        return folder

    return make


def answer(*scores: float, confidence: float = 0.5, answered: bool = True, took_ms: float = 1) -> Answer:
    """Return an answer with hits of these scores: the passages of a searcher, in order."""
    passages = passages_of(*[["सेना लौटी। नदी बही।"]] * len(scores))
    hits = tuple(Hit(passage, score, Span(0, 10), ()) for passage, score in zip(passages, scores, strict=True))
    return Answer("?", answered=answered, vague=False, confidence=confidence, took_ms=took_ms, hits=hits)


def asked(rank: int | None, *, sentence: bool | None = None, confidence: float = 0.5, took_ms: float = 1) -> Asked:
    """Return a question as it was answered."""
    given = answer(confidence=confidence, answered=confidence >= 0.5, took_ms=took_ms)
    return Asked(given, rank, sentence)


class Fixed(Searcher):
    """A searcher that answers what it is told to, whatever the question."""

    def __init__(self, told: Answer) -> None:
        super().__init__(InMemory.of([hit.passage for hit in told.hits]))
        self.told = told

    def ask(self, question: str, top: int = 3, within: Collection[str] | None = None) -> Answer:  # noqa: ARG002
        """Return the answer, with as many hits as asked for."""
        told = self.told
        return Answer("?", told.answered, told.vague, told.confidence, told.took_ms, told.hits[:top])


def rank_of(gold: set[int], *scores: float, answer_start: int | None = None) -> Asked:
    """Return a question whose gold passages are at these places of an answer with these scores, from 1."""
    told = answer(*scores)
    ids = [str(number) for number in range(1, len(scores) + 1)]
    question = Question("?", frozenset(map(str, gold)), answer_start)
    own = EvaluationSet([hit.passage for hit in told.hits], ids, {"questions.hi": [question]})
    (one,) = ask_all(Fixed(told), own, [question], lambda: None)
    return one


def test_a_set_is_read(make_set: MakeSet) -> None:
    """Passages are taken as they are given, one article's together; questions have their gold passages."""
    read = read_set(make_set({"questions.en.jsonl": lines(QUESTIONS[1:]), "notes.txt": "?"}))
    assert [passage.text for passage in read.passages] == [row["text"] for row in PASSAGES]
    assert read.ids == ["a1", "a2", "b1"]
    assert [(passage.article.id, passage.number) for passage in read.passages] == [("a", 1), ("a", 2), ("b", 1)]
    assert [passage.article.title for passage in read.passages] == ["वापसी", "वापसी", ""]
    assert [*read.questions] == ["questions.en", "questions.hi"]
    assert read.questions["questions.hi"] == [
        Question("सैनिक कब लौटेंगे?", frozenset({"a1"}), 26),
        Question("नदी कहाँ से निकलती है?", frozenset({"a2", "b1"}), None),
    ]


@pytest.mark.parametrize(("files", "named"), [row[1:] for row in BAD_SETS], ids=[row[0] for row in BAD_SETS])
def test_a_bad_set_is_named(make_set: MakeSet, files: dict[str, str | None], named: str) -> None:
    """The error says which folder, file and line is wrong, and is no traceback."""
    folder = make_set(files)
    with pytest.raises(EvaluationError) as error:
        read_set(folder)
    assert str(folder) in str(error.value)
    assert named in str(error.value)


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_a_line_ends_with_its_newline(make_set: MakeSet, separator: str) -> None:
    """What else ends a line to Python may stand inside a string of JSON."""
    text = f"सेना लौटी।{separator}नदी बही।"
    files = {
        "passages.jsonl": lines([{"id": "a", "article": "a", "text": text}]),
        "questions.hi.jsonl": lines([{"question": "कब?", "gold": ["a"]}]),
    }
    read = read_set(make_set(files))
    assert [passage.text for passage in read.passages] == [text]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A misspelt folder is an error that names it."""
    with pytest.raises(EvaluationError, match="nowhere"):
        read_set(tmp_path / "nowhere")


def test_questions_are_asked_as_a_person_would(make_set: MakeSet) -> None:
    """Every question goes through the searcher, and each is counted for the progress bar."""
    read = read_set(make_set({}))
    searcher = Searcher.of(read.passages)
    ticks: list[int] = []
    results = ask_all(searcher, read, read.questions["questions.hi"], lambda: ticks.append(1))
    assert len(ticks) == 2
    assert [one.answer.question for one in results] == [row["question"] for row in QUESTIONS]
    assert [one.rank for one in results] == [1, 1]
    assert [one.sentence for one in results] == [True, None]


# Places of gold passages, the scores of an answer, and the rank that counts.
RANKS: list[tuple[set[int], list[float], int | None]] = [
    ({1}, [3, 2, 1], 1),
    ({2}, [3, 2, 1], 2),
    ({3, 2}, [3, 2, 1], 2),  # the first of several
    ({1}, [2, 2, 1], 2),  # equals are before it
    ({1}, [2, 2, 2], 3),
    ({2}, [3, 2, 2, 1], 3),
    ({4}, [3, 2, 1, 1], 4),
    ({9}, [3, 2, 1], None),  # not found
    ({1}, [], None),
    ({10}, [float(20 - place) for place in range(12)], 10),
    ({11}, [float(20 - place) for place in range(12)], None),  # too deep to count
    ({10}, [*(float(20 - place) for place in range(9)), 1, 1], None),  # an equal makes it too deep
    ({1}, [1] * 12, None),
]


@pytest.mark.parametrize(("gold", "scores", "rank"), RANKS)
def test_ties_count_against_us(gold: set[int], scores: list[float], rank: int | None) -> None:
    """A gold passage stands behind all passages of its score; beyond the depth it does not count."""
    assert rank_of(gold, *scores).rank == rank


@pytest.mark.parametrize(
    ("gold", "answer_start", "sentence"),
    [
        ({1}, 0, [True]),
        ({1}, 9, [True]),
        ({1}, 10, [False]),
        ({2}, 0, [None]),
        ({1}, None, [None]),
        ({1, 2}, 0, [True]),
    ],
)
def test_the_best_sentence_has_the_beginning_of_the_answer(
    gold: set[int], answer_start: int | None, sentence: list[bool | None]
) -> None:
    """Counted where the gold passage is first and it is known where the answer begins."""
    assert [rank_of(gold, 2, 1, answer_start=answer_start).sentence] == sentence


def test_figures_by_hand() -> None:
    """MRR, success at each depth, the best sentence's share and the share refused are what their names say."""
    times = [10.0, 20.0, 30.0, 40.0, 50.0]
    places = [(1, True, 0.9), (2, None, 0.6), (4, None, 0.5), (10, None, 0.4), (None, None, 0.1)]
    results = [
        asked(rank, sentence=sentence, confidence=sure, took_ms=time)
        for (rank, sentence, sure), time in zip(places, times, strict=True)
    ]
    assert measures([*results, asked(1, sentence=False, confidence=0.7, took_ms=60)]) == pytest.approx(
        {
            "n": 6,
            f"mrr@{DEPTH}": (1 + 1 / 2 + 1 / 4 + 1 / 10 + 0 + 1) / 6,
            "s@1": 2 / 6,
            "s@3": 3 / 6,
            "s@5": 4 / 6,
            "s@10": 5 / 6,
            "best_sentence": 1 / 2,
            "refused": 2 / 6,
            "ms_p50": 35,
            "ms_p95": 57.5,
        }
    )


def test_refused_is_what_is_not_answered() -> None:
    """The share of questions without an answer."""
    assert refused([asked(1, confidence=sure) for sure in (0.9, 0.5, 0.49, 0.1)]) == 0.5


@pytest.mark.parametrize(
    ("own", "foreign", "expected"),
    [
        ([0.9, 0.8], [0.2, 0.1], 1),
        ([0.2, 0.1], [0.9, 0.8], 0),
        ([0.5], [0.5], 0.5),  # equal ones count half
        ([0.9, 0.5], [0.5, 0.1], 0.875),
        ([0.9, 0.1], [0.5], 0.5),
    ],
)
def test_auroc_is_the_chance_that_an_own_question_is_surer(
    own: list[float], foreign: list[float], expected: float
) -> None:
    """The area under the ROC curve, as Mann and Whitney count it."""
    mine, others = ([asked(1, confidence=sure) for sure in all_sure] for all_sure in (own, foreign))
    assert auroc(mine, others) == pytest.approx(expected)


@pytest.fixture(scope="module")
def searchers() -> dict[str, Searcher]:
    """The searchers of larger sets, each built once."""
    return {}


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the larger evaluation sets are not at {SHARED}")
@pytest.mark.parametrize(("folder", "name", "floor"), FLOORS, ids=lambda value: str(value))
def test_ranking_does_not_get_worse(folder: str, name: str, floor: float, searchers: dict[str, Searcher]) -> None:
    """MRR@10 on larger sets stays above what was reached."""
    read = read_set(SHARED / folder)
    searcher = searchers.setdefault(folder, Searcher.of(read.passages))
    results = ask_all(searcher, read, read.questions[name][::2], lambda: None)
    assert measures(results)[f"mrr@{DEPTH}"] >= floor
