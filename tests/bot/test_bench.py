"""What `poochho bench` prints."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from rich.console import Console

from bot import bench
from bot.bench import as_json, show
from index.bench import Measured, Row
from tests.conftest import Run

OURS = Row("Poochho, words", "0.1.0", 0.5, 20_000, None, 5_500_000, None, None, None, 0.25, 0.5, 0.5, 1.0)
PEER = Row("tantivy", "0.27.0", 2.0, 5_000, 0.01, 1_234_000_000, 40_000_000, 50_000_000, 1_500, 0.5, 1.0, 1.0, 0.995)
LEFT_OUT = "bm25s, numba is left out: numba is not installed. Install: python -m pip install numba"
MEASURED = Measured(10_000, 200, 20_000, [OURS, PEER], [LEFT_OUT])


def shown(measured: Measured) -> str:
    """Return what is printed where there is no terminal."""
    output = io.StringIO()
    show(Console(file=output, width=80), measured)
    return output.getvalue()


def cells(line: str) -> list[str]:
    """Return the cells of a line of a table."""
    return [cell.strip() for cell in re.split("[│┃]", line)[1:-1]]


def test_table_has_every_column_and_peer() -> None:
    """A row a peer, a column a figure, dashes where there is nothing to measure; no cell is folded."""
    title, _, header, _, *rows = shown(MEASURED).splitlines()
    assert title.strip() == "10,000 passages, 20,000 words, 200 questions"
    assert cells(header) == [
        *("", "version", "p50 ms", "p95 ms", "× fastest", "overlap", "build s", "passages/s", "load ms"),
        *("peak MB", "rest MB", "asked MB", "disk MB"),
    ]
    assert cells(rows[0]) == [
        *("Poochho, words", "0.1.0", "0.250", "0.500", "0.50", "1.0000", "0.50", "20,000", "–", "5.5", "–", "–", "–"),
    ]
    assert cells(rows[1]) == [
        *(
            "tantivy",
            "0.27.0",
            "0.500",
            "1.000",
            "1.00",
            "0.9950",
            "2.00",
            "5,000",
            "10.0",
            "1,234",
            "40",
            "50",
            "0.0",
        ),
    ]


def test_each_peer_left_out_has_a_line() -> None:
    """A line below the table says why, and is not folded."""
    assert shown(MEASURED).splitlines()[-1] == LEFT_OUT


def test_nothing_left_out_is_no_line() -> None:
    """Below a whole table nothing follows."""
    assert shown(Measured(100, 1, 2000, [OURS], [])).splitlines()[-1].startswith("└")


def test_json_has_every_figure() -> None:
    """JSON has what the table has, unrounded; null where there is nothing to measure."""
    assert json.loads(as_json(MEASURED)) == asdict(MEASURED)
    assert json.loads(as_json(MEASURED))["rows"][0]["load_s"] is None


def test_command_measures(poochho: Run) -> None:
    """The command prints one JSON object with every peer, and nothing on standard error where that is no terminal."""
    done = poochho("bench", "--passages", "120", "--questions", "3", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    measured = json.loads(done.stdout)
    assert (measured["passages"], measured["questions"], measured["left_out"]) == (120, 3, [])
    assert [row["name"] for row in measured["rows"]] == [
        *("Poochho, words", "Poochho, all fields", "rank-bm25", "bm25s, numba", "tantivy")
    ]
    for row in measured["rows"]:
        assert [*row] == [field.name for field in fields(Row)]
        assert row["overlap"] == (None if row["name"] == "Poochho, all fields" else 1)


@pytest.mark.parametrize("arguments", [("--passages", "99"), ("--questions", "0"), ("--passages", "many")])
def test_wrong_numbers_are_wrong_use(poochho: Run, arguments: tuple[str, str]) -> None:
    """Too few passages, no questions, and no numbers exit with 2 and a sentence."""
    done = poochho("bench", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_articles_are_not_for_this_command(poochho: Run) -> None:
    """The corpus is generated: a folder of articles is refused with the mend."""
    done = poochho("--articles", "nowhere", "bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "bench takes no --articles. Leave it out.\n"


def test_words_are_modelled_on_the_shipped_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped article's text goes to the corpus, and the progress is told."""

    def measure(texts: list[str], *_: object, **__: object) -> Measured:
        assert ["सीएसटीओ" in text for text in texts] == [True]
        return MEASURED

    monkeypatch.setattr(bench, "measure", measure)
    assert bench.bench(100, 1, all_fields=False) is MEASURED


def test_readme_names_the_options() -> None:
    """README.md's table of commands has the command with its options."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^\| `poochho bench` \|.*`--passages N`.*`--questions N`.*`--json`", readme, re.MULTILINE)
