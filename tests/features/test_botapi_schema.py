"""The description of the Bot API as a check: the quick one and the one that explains say the same."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi import arbitrary, table
from tests.botapi.fitting import Fitting
from tests.botapi.schema import Schema
from tests.botapi.table import Table

MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
CHOSEN = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "t"}}


@pytest.mark.parametrize("described", [table.load, table.small_table])
@given(data=st.data())
def test_both_checks_agree(described: Callable[[], Table], data: st.DataObject) -> None:
    """What fits has no problems and what does not fit has some, whatever has come of an update."""
    one = described()
    value = data.draw(arbitrary.updates(described=one) | arbitrary.mangled(described=one))
    assert Fitting(one).of(["Update"])(value) == (not Schema(one)._problems(["Update"], value, "update"))


@pytest.mark.parametrize(
    ("types", "value", "fits"),
    [
        (["Integer"], True, False),
        (["Float"], 1, True),
        (["Integer", "String"], "1", True),
        (["Array of Array of Integer"], [[1], []], True),
        (["Array of Array of Integer"], [[1], ["2"]], False),
        (["Array of Integer"], {}, False),
        (["MaybeInaccessibleMessage"], MESSAGE, True),
        (["MaybeInaccessibleMessage"], MESSAGE | {"text": 5}, False),
        (["InlineQueryResult"], CHOSEN, True),
        (["InlineQueryResult"], CHOSEN | {"type": 5}, False),
        (["InlineQueryResult"], CHOSEN | {"type": "sticker"}, False),
        (["User"], {"id": 1, "is_bot": False}, False),
        (["Nonsense"], {}, False),
    ],
)
def test_values_that_fit(types: list[str], value: object, *, fits: bool) -> None:
    """Numbers are no booleans, arrays are what they hold, objects have what they need and no more."""
    small = table.small_table()
    assert Fitting(small).of(types)(value) is fits
    assert (not Schema(small)._problems(types, value, "it")) is fits


def test_numbers_that_are_none_are_explained() -> None:
    """JSON as Python reads it has NaN, which is not even itself; the explanation copes with it."""
    update = {"update_id": json.loads("NaN"), "message": MESSAGE}
    assert Schema(table.small_table()).update_problems(update) == ["update.update_id is nan, not Integer"]
