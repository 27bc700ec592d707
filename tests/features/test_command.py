"""The command as people type it: a process, its output and its exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli import app
from tests.conftest import POOCHHO, Run

PROMPT = "\x1b[?2004h"  # the prompt is drawn cell by cell; this is how it asks for pasted text to be bracketed
QUESTION = "सैनिक कब तक वापस जाएंगे?"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.split(r"\n\n|\n(?=\|)", README)  # paragraphs, and rows of tables
IN_ALL = {"--json", "--help"}
"""Options of many commands, which README.md tells of at once."""


def commands_of(command: Any, *words: str) -> list[tuple[str, ...]]:  # noqa: ANN401  # Typer's own kind of a click command
    """Return the words of every command under one, groups too."""
    inside = getattr(command, "commands", {})
    return [words, *(each for name, sub in inside.items() for each in commands_of(sub, *words, name))]


COMMANDS = [words for words in commands_of(get_command(app)) if words != ("feed",)]


def test_ask_answers_with_the_source(poochho: Run) -> None:
    """A question is answered in words with its source, without colours where the output is piped."""
    done = poochho("ask", QUESTION, "--top", "1")
    assert done.returncode == 0
    assert "19 जनवरी तक" in done.stdout
    assert "कज़ाख़स्तान से सीएसटीओ की शांति सेना की वापसी · paragraph 2" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_ask_json(poochho: Run) -> None:
    """For machines there is one JSON object, in UTF-8 whatever the locale."""
    done = poochho("ask", QUESTION, "--json", "--top", "2", LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["question"] == QUESTION
    assert answer["answered"]
    assert answer["hits"][0]["passage"] == 2
    assert len(answer["hits"]) == 2


def test_ask_reads_questions_from_standard_input(poochho: Run) -> None:
    """Every line piped in, an empty one too, gets its object, in order."""
    lines = [QUESTION, "", "   ", "🙂", "zzz", QUESTION]
    done = poochho("ask", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [line.strip() for line in lines]
    assert [answer["answered"] for answer in answers] == [True, False, False, False, False, True]


def test_articles_may_be_named_before_or_after_the_command(poochho: Run) -> None:
    """--articles is taken in both places."""
    for arguments in (("--articles", "nowhere", "ask", "x"), ("ask", "x", "--articles", "nowhere")):
        done = poochho(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "nowhere: there is no such folder. Name a folder that holds articles as .txt files.\n"


@pytest.mark.parametrize(
    "arguments", [("ask", ""), ("ask", " \n"), ("ask",), ("ask", "x", "--top", "0"), ("nonsense",)]
)
def test_wrong_use_is_said_in_a_sentence(poochho: Run, arguments: tuple[str, ...]) -> None:
    """Wrong use exits with 2 and says what is wrong, without a traceback."""
    done = poochho(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_setting_that_cannot_be_used(poochho: Run) -> None:
    """A setting that cannot be used is named, with exit code 2."""
    done = poochho("ask", "x", LOG_LEVEL="LOUD")
    assert done.returncode == 2
    assert done.stderr.startswith("LOG_LEVEL cannot be used")


def test_run_without_a_token_is_a_chat(poochho: Run) -> None:
    """Without BOT_TOKEN, `run` answers in the terminal, and one line says how to get a token."""
    done = poochho("run", stdin=f"{QUESTION}\n/sources\n/help\n/nonsense\n\n/quit\nnot asked any more\n")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert "@BotFather" in done.stderr
    assert "19 जनवरी तक" in done.stdout
    assert "7 passages" in done.stdout
    assert done.stdout.count("press Enter") == 2
    assert "not answer" not in done.stdout


def test_chat_speaks_the_terminals_language(poochho: Run) -> None:
    """The chat's own words are in the language of the terminal."""
    assert "इन लेखों में इसका उत्तर नहीं है।" in poochho("chat", stdin="zzz\n", LANG="hi_IN.UTF-8").stdout


def test_chat_at_a_keyboard(environment: dict[str, str], tmp_path: Path) -> None:
    """At a keyboard the chat prompts, answers, keeps a history, and ends with Ctrl-D."""
    keyboard, terminal = pty.openpty()
    process = subprocess.Popen(
        [POOCHHO, "chat"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment | {"TERM": "xterm", "COLUMNS": "100"},
        cwd=tmp_path,
        start_new_session=True,
    )
    os.close(terminal)
    try:
        welcome = read_until(keyboard, PROMPT)
        os.write(keyboard, "शोइगु ने क्या कहा?\r".encode())
        answer = read_until(keyboard, "paragraph 2")
        read_until(keyboard, PROMPT)
        os.write(keyboard, b"\x04")
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(keyboard)
    assert "/sources" in welcome
    assert "\x1b[1;4mकहा" in answer
    assert "शोइगु ने क्या कहा?" in Path(environment["POOCHHO_HOME"], "chat-history").read_text(encoding="utf-8")


def read_until(keyboard: int, wanted: str) -> str:
    """What the terminal shows until it shows what is wanted."""
    shown = b""
    while wanted.encode() not in shown:
        ready, _, _ = select.select([keyboard], [], [], 20)
        assert ready, shown.decode(errors="replace")
        shown += os.read(keyboard, 4096)
    return shown.decode(errors="replace")


def test_reader_that_leaves_early_is_no_error(environment: dict[str, str], tmp_path: Path) -> None:
    """`poochho ask - | head -1` ends without a complaint."""
    done = subprocess.run(
        f"yes '{QUESTION}' | head -3000 | '{POOCHHO}' ask - | head -1",
        shell=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout)["answered"]
    assert done.stderr == ""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """The command and every command under it explain themselves, each with an example that names it."""
    with pytest.raises(SystemExit) as ended:
        get_command(app).main([*words, "--help"], prog_name="poochho")
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    examples = [line for line in shown.splitlines() if "Example: " in line]
    assert len(examples) == 1
    assert " ".join(["poochho", *words]) in examples[0]


def test_help_of_the_process(poochho: Run) -> None:
    """Without anything to do, the command tells what there is to do; with a wrong word, how to find out."""
    helped, nothing = poochho("--help"), poochho()
    assert helped.returncode == 0
    for command in get_command(app).commands:  # type: ignore[attr-defined]
        assert re.search(rf"^  {command}  +[A-Z]", helped.stdout, re.MULTILINE)
    assert nothing.returncode == 2
    assert "Commands:" in nothing.stdout + nothing.stderr


@pytest.mark.parametrize("words", [words for words in COMMANDS if words], ids=" ".join)
def test_readme_has_every_command(words: tuple[str, ...]) -> None:
    """README.md names every command, with its options where it tells of it."""
    told = [block for block in BLOCKS if re.search(rf"`[^`]*\b{words[-1]}\b[^`]*`", block)]
    assert any("`poochho " in block for block in told)
    assert options_of(words) - IN_ALL - set(re.findall(r"--[a-z-]+", " ".join(told))) == set()


def options_of(words: tuple[str, ...]) -> set[str]:
    """Return the long options of a command."""
    command: Any = get_command(app)
    for word in words:
        command = command.commands[word]
    return {name for option in command.params for name in option.opts if name.startswith("--")}
