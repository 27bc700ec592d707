"""What was asked, as the command shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from bot.state.database import Database
from bot.state.question_log import Logged, LoggedQuestion, QuestionLog
from tests.conftest import Run

LONG = " ".join(f"शब्द{number}" for number in range(60))


def logged(question: str, *, answered: bool = True) -> Logged:
    """Return a question as it was asked."""
    return Logged(question, answered, "a", 1, 0.5, 12, "private", 42)


def ask(home: Path, questions: Iterable[Logged], *, ago: timedelta = timedelta()) -> None:
    """Write down questions, as asked some time ago."""
    with closing(Database.open(home, None)) as database:
        log = QuestionLog(database)
        for question in questions:
            database.run(log.recording(question))
        if ago:
            database.run(lambda session: session.execute(update(LoggedQuestion).values(at=datetime.now(UTC) - ago)))


def test_nothing_was_asked(poochho: Run) -> None:
    """Where nothing was asked yet, that is said."""
    done = poochho("stats")
    assert (done.returncode, done.stdout, done.stderr) == (0, "In the last 30 days nobody asked anything.\n", "")


def test_questions_are_shown(poochho: Run, tmp_path: Path) -> None:
    """In a pipe there is a line a day and a question, without colours; --days says how far back."""
    ask(tmp_path / "home", [logged("पुराना प्रश्न?")], ago=timedelta(days=20))
    ask(
        tmp_path / "home",
        [
            *[logged("चाय कहाँ उगती है?")] * 2,
            logged("सोने का \x1b[31mभाव\n क्या है?", answered=False),
            logged(LONG, answered=False),
        ],
    )
    done = poochho("stats", "--days", "7", COLUMNS="40")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("In the last 7 days: 4 questions, 50% answered;")
    assert "\x1b" not in done.stdout
    assert "पुराना" not in done.stdout
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    days = [line for line in lines if line[:2] == "20"]
    assert len(days) == 7
    assert [line[-14:] for line in days if line[-1] == ")"] == ["4 (2 answered)"]
    assert "चाय कहाँ उगती है? 2 ×" in lines
    assert "सोने का [31mभाव क्या है? 1 ×" in lines
    assert f"{LONG} 1 ×" in lines


def test_for_machines(poochho: Run, tmp_path: Path) -> None:
    """Machines get the same as an object."""
    ask(tmp_path / "home", [logged("पुराना प्रश्न?")], ago=timedelta(days=20))
    ask(tmp_path / "home", [logged("सोने का भाव क्या है?", answered=False)])
    done = poochho("stats", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["asked"], told["answered_share"], len(told["days"])) == (2, 0.5, 30)
    assert [each["question"] for each in told["unanswered"]] == ["सोने का भाव क्या है?"]
