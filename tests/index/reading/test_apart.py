"""Reading in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import DocumentError, Refusal
from index.reading.apart import Apart, TooHeavyError
from index.reading.reading import read_document
from tests.index.reading import processes
from tests.index.reading.documents import LINES, PARAGRAPHS, locked_pdf, long_pdf, pdf, web_page, word

PDF = pdf(LINES)
ADDRESS = "https://news.in/a"


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """What reads documents apart."""
    with Apart() as made:
        yield made


def ended(pid: int) -> bool:
    """Return whether a process has ended, whoever is to hear of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def eventually(true: Callable[[], bool]) -> bool:
    """Return whether something comes true."""
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


@pytest.mark.parametrize("content", [PDF, word(*PARAGRAPHS), web_page(*PARAGRAPHS)])
def test_documents_are_read_as_here(apart: Apart, content: bytes) -> None:
    """What is read apart is what would be read here."""
    assert apart.read("a/लेख", content, address=ADDRESS) == read_document("a/लेख", content, address=ADDRESS)


def test_why_a_document_is_refused_is_told(apart: Apart) -> None:
    """The error of the other process is the one that is raised here."""
    with pytest.raises(DocumentError) as caught:
        apart.read("लेख.pdf\n", locked_pdf())
    assert caught.value.refusal is Refusal.LOCKED
    assert str(caught.value) == "लेख.pdf: has a password. Save or print it without one."


def test_it_is_another_process(apart: Apart) -> None:
    """A function is run elsewhere, with what it takes, and what it raises is raised here."""
    assert apart.run(os.getpid) != os.getpid()
    assert apart.run(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(LookupError, match="nothing there"):
        apart.run(processes.fail)


def test_plain_text_needs_no_process() -> None:
    """Texts, and what is refused at the first look, are read here at once."""
    before = multiprocessing.active_children()
    with Apart() as reader:
        assert reader.read("a.txt", PARAGRAPHS[0].encode()).text == PARAGRAPHS[0]
        for name, content in (("a.png", b"\x89PNG\r\n\x1a\n"), ("a.txt", b"\0"), ("a.pdf", b"x" * (20 * 2**20 + 1))):
            with pytest.raises(DocumentError):
                reader.read(name, content)
        assert multiprocessing.active_children() == before


@pytest.mark.parametrize("function", [processes.hang, processes.eat, processes.die])
def test_what_is_too_heavy_is_ended(function: Callable[[], object]) -> None:
    """What hangs, eats memory or crashes is ended, and the next is done by a process that is whole."""
    with Apart(seconds=1, memory=2**28) as reader:
        with pytest.raises(TooHeavyError):
            reader.run(function)
        assert reader.run(os.getpid)


def test_a_document_that_takes_too_long_is_refused() -> None:
    """A document that takes longer than it may is refused, with what to do."""
    with Apart(seconds=0.001) as reader, pytest.raises(DocumentError) as caught:
        reader.read("a.pdf", long_pdf(2_000))
    assert caught.value.refusal is Refusal.TOO_HEAVY


def test_a_process_that_the_system_ends_is_begun_anew(apart: Apart) -> None:
    """A process that is killed while it does nothing is no reason to refuse the next document."""
    first = apart.run(os.getpid)
    pool = apart._pool
    assert pool
    os.kill(first, 9)
    assert eventually(lambda: not pool.active)
    assert apart.run(os.getpid) != first


def test_threads_share_it(apart: Apart) -> None:
    """Documents of several threads are read one after another, each for the one that asked."""
    names = [f"{number}.pdf" for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        documents = list(threads.map(lambda name: apart.read(name, PDF), names))
    assert [document.source.file for document in documents] == names


def test_closing_ends_what_is_being_done() -> None:
    """What is being read when it is closed is given up, and nothing is read apart afterwards."""
    reader = Apart()
    pid = reader.run(os.getpid)
    given_up = threading.Event()

    def wait() -> None:
        with pytest.raises(CancelledError):
            reader.run(processes.hang)
        given_up.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert eventually(lambda: reader._running is not None)
    reader.close()
    thread.join()
    assert given_up.is_set()
    assert ended(pid)
    with pytest.raises(CancelledError):
        reader.read("a.pdf", PDF)
    reader.close()


@pytest.mark.parametrize("killed", [False, True], ids=["ends", "is killed"])
def test_no_process_is_left_behind(*, killed: bool) -> None:
    """When this process ends, closed or not, or is killed, the other ends too, whatever it is doing."""
    command = [sys.executable, "-m", processes.__name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as forgetting:
        assert forgetting.stdin
        assert forgetting.stdout
        pid = int(forgetting.stdout.readline())
        if killed:
            forgetting.kill()
        forgetting.stdin.close()
        assert forgetting.wait(60) == (-9 if killed else 0)
        assert eventually(lambda: ended(pid))
