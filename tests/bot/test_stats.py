"""What was asked, as text and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.state.insight import Asked, Day, Insight, Slow, Unanswered
from bot.state.votes import ArticleVotes
from bot.stats import as_json, show
from tests.bot.rendering import rendered

TODAY = date(2024, 5, 17)
NOW = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
LONG = " ".join(f"शब्द{number}" for number in range(100))
HOSTILE = "सेना\n\x1b[31m\u202e कहाँ \x07\tहै?"


def insight(*counts: tuple[int, int], **more: object) -> Insight:
    """Return what there is to tell of some days, up to today, on which so many questions were asked and answered."""
    first = TODAY - timedelta(days=len(counts) - 1)
    days = tuple(Day(first + timedelta(days=number), *count) for number, count in enumerate(counts))
    told = {"median_ms": 12, "p95_ms": 40, "slowest": (), "most_asked": (), "unanswered": (), "votes": ()}
    return Insight(days=days, **(told | more))  # type: ignore[arg-type]


FULL = insight(
    (0, 0),
    (1200, 900),
    (300, 150),
    slowest=(Slow("पुल कब खुला?", 1234),),
    most_asked=(Asked("चाय कहाँ उगती है?", 1000), Asked("एक बार", 1)),
    unanswered=(Unanswered("सोने का भाव क्या है?", 450, NOW, (9, 4)),),
    votes=(ArticleVotes("a", 3, 1), ArticleVotes("gone", 0, 2)),
)


def test_what_is_told() -> None:
    """The sums, a bar a day, and each list under its heading; an article that is gone by its id."""
    shown = rendered(show(FULL, {"a": "पुल खुला"})).splitlines()
    assert shown[0] == (
        "In the last 3 days: 1,500 questions, 70% answered; half of them within 12 ms, 95 in 100 within 40 ms."
    )
    assert [line.split()[-1] for line in shown[2:5]] == ["–", "answered)", "answered)"]
    assert shown[3].startswith("2024-05-16 █")
    assert shown[3].endswith("1,200 (900 answered)")
    assert shown[4].count("█") == shown[3].count("█") // 4
    rows = [" ".join(line.split()) for line in shown[6:] if line]
    assert rows == [
        *("Without an answer:", "सोने का भाव क्या है? 450 ×", "Asked most:", "चाय कहाँ उगती है? 1,000 ×"),
        *("Slowest:", "पुल कब खुला? 1,234 ms", "Votes by article:", "पुल खुला +3 −1", "gone +0 −2"),
    ]


@pytest.mark.parametrize(("days", "said"), [(1, "Today nobody"), (30, "In the last 30 days nobody")])
def test_nothing_was_asked(days: int, said: str) -> None:
    """Where nothing was asked, that is all there is to say."""
    assert rendered(show(insight(*[(0, 0)] * days, median_ms=None, p95_ms=None), {})) == f"{said} asked anything."


def test_one_day() -> None:
    """A single day is today."""
    assert rendered(show(insight((1, 1)), {})).startswith("Today: 1 question, 100% answered;")


def test_unanswered_are_not_too_many() -> None:
    """Of very many questions without an answer, the first ten are told."""
    groups = tuple(Unanswered(f"प्रश्न{number}", 99 - number, NOW, (number,)) for number in range(50))
    shown = rendered(show(insight((99, 0), unanswered=groups), {}))
    assert ("प्रश्न9 " in shown, "प्रश्न10" in shown) == (True, False)


def test_hostile_questions() -> None:
    """What people ask steers no terminal and stays on its line."""
    asked = insight(
        (1, 1),
        slowest=(Slow(HOSTILE, 1),),
        most_asked=(Asked(HOSTILE, 2),),
        unanswered=(Unanswered(HOSTILE, 1, NOW, (1,)),),
        votes=(ArticleVotes(HOSTILE, 1, 0),),
    )
    shown = rendered(show(asked, {}))
    assert not set("\x1b\x07\u202e\t") & set(shown)
    assert len([line for line in shown.splitlines() if "सेना" in line and "है?" in line]) == 4


def test_piped() -> None:
    """In a pipe each question is on one line, whole, and there are no colours."""
    shown = rendered(show(insight((1, 0), most_asked=(Asked(LONG, 7),)), {}))
    (line,) = [line for line in shown.splitlines() if "शब्द0" in line]
    assert line.startswith(LONG)
    assert "\x1b" not in shown


@pytest.mark.parametrize("width", [40, 80, 120])
def test_in_a_terminal(width: int) -> None:
    """In a terminal a long question is folded, and nothing of it is lost."""
    asked = Asked(LONG, 8), Asked("क" * 300, 7)
    shown = rendered(show(insight((1, 0), most_asked=asked), {}), width)
    assert all(word in shown.replace("\n", "") for word in LONG.split())
    assert shown.count("क") == 300
    assert "7 ×" in shown


def test_for_machines() -> None:
    """Machines get all of it, dates as ISO 8601."""
    told = json.loads(as_json(FULL))
    assert (told["asked"], told["answered_share"], told["median_ms"]) == (1500, 0.7, 12)
    assert told["days"][-1] == {"date": "2024-05-17", "asked": 300, "answered": 150}
    assert told["unanswered"] == [
        {"question": "सोने का भाव क्या है?", "times": 450, "last": "2024-05-17T09:30:00+00:00", "ids": [9, 4]}
    ]
    assert told["votes"][0] == {"article": "a", "helpful": 3, "unhelpful": 1}
    assert json.loads(as_json(insight((0, 0), median_ms=None, p95_ms=None)))["answered_share"] is None
    assert "\n" not in as_json(insight((1, 1), most_asked=(Asked(HOSTILE, 1),)))
