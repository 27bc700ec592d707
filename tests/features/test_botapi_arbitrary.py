"""Updates that nobody thought of: what is made of the Bot API's description, and what breaks it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.botapi import arbitrary, table
from tests.botapi.schema import Schema
from tests.botapi.table import Table

SCHEMA = Schema(table.load())


def values_of(name: str, value: object) -> list[Any]:
    """Return what stands under a name, at any depth."""
    if isinstance(value, list):
        return [found for item in value for found in values_of(name, item)]
    if not isinstance(value, dict):
        return []
    return [*([value[name]] if name in value else []), *values_of(name, list(value.values()))]


def strings_in(value: object) -> list[str]:
    """Return all strings, at any depth."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for item in inner for found in strings_in(item)]


def made(strategy: st.SearchStrategy[Any], number: int = 300) -> list[Any]:
    """Return so many examples, the same each time."""
    examples = []

    @settings(max_examples=number, derandomize=True, database=None)
    @given(strategy)
    def make(example: object) -> None:
        examples.append(example)

    make()
    return examples


@pytest.mark.parametrize("described", [table.load, table.small_table])
def test_telegram_may_send_what_is_made(described: Callable[[], Table]) -> None:
    """Every kind of update is made, and none that the description does not allow."""
    schema, kinds = Schema(described()), arbitrary.kinds(described())
    for kind in kinds:
        updates = made(arbitrary.updates(kind, described=described()), number=12)
        assert [schema.update_problems(update) for update in updates] == [[]] * len(updates)
        assert all(update.keys() == {"update_id", kind} for update in updates)
    assert {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"} <= set(kinds)


def test_updates_are_of_all_sorts() -> None:
    """Half of them are messages; texts, ids and places in texts go to the ends of what there is."""
    updates = made(arbitrary.updates())
    messages = [update["message"] for update in updates if "message" in update]
    assert len(updates) / 4 < len(messages) < len(updates)
    texts = strings_in(updates)
    assert {"", "शोइगु ने क्या कहा?", "न" * 4096} <= set(texts)
    assert all("\0" not in text and text.encode() is not None for text in texts)
    ids = [each for each in values_of("id", updates) if isinstance(each, int)]
    assert (min(ids), max(ids)) == (1 - 2**52, 2**52 - 1)
    offsets = values_of("offset", values_of("entities", updates))
    assert min(offsets) < 0 < 4096 < max(offsets)
    assert {"from" in message for message in messages} == {True, False}
    assert any("reply_to_message" in message for message in messages)


def test_what_is_mangled_is_often_no_update() -> None:
    """Most of it breaks the description, down to what is no object at all; all of it can be written as JSON."""
    mangled = made(arbitrary.mangled())
    broken = [each for each in mangled if not isinstance(each, dict) or SCHEMA.update_problems(each)]
    assert len(mangled) / 2 < len(broken)
    assert any(not isinstance(each, dict) for each in mangled)
    assert any(isinstance(each, dict) and "update_id" not in each for each in mangled)
    assert [json.loads(json.dumps(each)) for each in mangled] == mangled


def test_bodies_are_whatever_may_come() -> None:
    """Of the bodies some are updates, some no JSON, some no UTF-8, and some break the reader of JSON itself."""
    outcomes = set()
    for body in made(arbitrary.bodies()):
        try:
            update = json.loads(body)
            outcomes.add("an update" if isinstance(update, dict) and not SCHEMA.update_problems(update) else "none")
        except (ValueError, RecursionError) as error:
            outcomes.add(type(error).__name__)
    assert outcomes == {"an update", "none", "JSONDecodeError", "UnicodeDecodeError", "RecursionError", "ValueError"}


def test_the_same_is_made_each_time() -> None:
    """Tests that take their updates from here fail twice, if they fail once."""
    assert [made(strategy, 50) for strategy in (arbitrary.updates(), arbitrary.mangled(), arbitrary.bodies())] == [
        made(strategy, 50) for strategy in (arbitrary.updates(), arbitrary.mangled(), arbitrary.bodies())
    ]
