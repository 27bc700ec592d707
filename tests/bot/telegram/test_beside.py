"""Long work beside the conversation."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from threading import Event

import pytest

from bot.telegram.beside import beside

FOREVER = 60  # seconds; no test waits so long unless it fails

STOPPED = """
import asyncio, threading
from bot.telegram.beside import beside

began = threading.Event()

def hang():
    began.set()
    threading.Event().wait()

async def stop():
    task = asyncio.create_task(beside(hang))
    await asyncio.to_thread(began.wait)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

asyncio.run(stop())
print("stopped")
"""
"""A process that begins something endless, and stops."""


@pytest.mark.parametrize("found", ["hi", 0, None])
def test_what_a_call_returns_is_returned(found: object) -> None:
    """What was found on the other thread is handed on."""
    assert asyncio.run(beside(lambda: found)) is found


def test_an_error_is_handed_on() -> None:
    """An error on the other thread is one here."""

    def fail() -> None:
        raise ZeroDivisionError("here")

    with pytest.raises(ZeroDivisionError, match="here"):
        asyncio.run(beside(fail))


def test_the_conversation_goes_on_meanwhile() -> None:
    """While something takes long, others are heard, and other long work is done: it needs them to end here."""
    others = [Event(), Event()]

    def work(mine: Event, other: Event) -> str:
        mine.set()
        assert other.wait(FOREVER)
        return threading.current_thread().name

    async def work_side_by_side() -> tuple[str, str]:
        return await asyncio.gather(beside(lambda: work(*others)), beside(lambda: work(*others[::-1])))

    assert threading.current_thread().name not in asyncio.run(work_side_by_side())


def test_what_is_given_up_disturbs_nothing() -> None:
    """What ends after nobody waits for it any more, or after everything has stopped, is nobody's."""
    go_on, ended = Event(), Event()
    unhandled: list[object] = []

    def work() -> None:
        go_on.wait(FOREVER)
        ended.set()
        raise ZeroDivisionError

    async def give_up(then: Event) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: unhandled.append(context))
        task = asyncio.create_task(beside(work))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        then.set()

    asyncio.run(give_up(go_on))  # which ends on the loop
    assert ended.wait(FOREVER)
    go_on.clear()
    asyncio.run(give_up(Event()))  # and this one after it is closed
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "beside":
            thread.join(FOREVER)
    assert unhandled == []


def test_a_process_that_stops_does_not_wait() -> None:
    """A process ends although something beside the conversation would go on for ever."""
    ended = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, timeout=FOREVER, check=True)
    assert ended.stdout == "stopped\n"
    assert ended.stderr == ""
