"""Where on a page text is written."""

from __future__ import annotations

import pytest

from index.reading.pdf.operators import operators_in
from index.reading.pdf.place import Place, Spot

SPOTS = {
    b"BT 12 100 Td": (12, 100),
    b"BT 1 0 0 1 12 100 Tm 2 3 Td 1 1 Td": (15, 104),
    b"BT 2 0 0 2 12 100 Tm 2 3 Td": (16, 106),
    b"BT 0 100 TD 5 -14 TD T*": (5, 72),
    b"BT 9 TL 0 100 Td T*": (0, 91),
    b"q 1 0 0 1 50 50 cm BT 1 1 Td Q": (1, 1),
    b"1 0 0 1 50 50 cm q 2 0 0 2 0 0 cm Q BT 1 1 Td": (51, 51),
    b"BT 5 Ts 0 100 Td": (0, 105),
    b"Q Q BT 1 Td": (0, 0),
    b"1 0 0 -1 0 842 cm BT 1 0 0 -1 12 42 Tm": (12, 800),
    # a page that is turned: along the line is up the page
    b"BT 0 1 -1 0 100 12 Tm": (12, -100),
}


@pytest.mark.parametrize(("operators", "spot"), SPOTS.items())
def test_operators_lead_to_a_place(operators: bytes, spot: tuple[float, float]) -> None:
    """Lines, matrices and what is saved and restored lead where a reader sees the text."""
    place = Place()
    for operator, operands in operators_in(operators):
        place.follow(operator, operands)
    assert (place.spot().start, place.spot().across) == pytest.approx(spot)


def test_sizes_are_those_on_the_page() -> None:
    """Letters are as large as both matrices make them, and glyphs go on along the line."""
    place = Place()
    place.state.size = 10
    for operator, operands in operators_in(b"2 0 0 2 0 0 cm BT 3 0 0 4 5 5 Tm 50 Tz 1 Tc 2 Tw"):
        place.follow(operator, operands)
    place.advance(7)
    assert place.spot() == Spot(start=2 * (5 + 3 * 7), across=10, scale=6, size=80)
    assert (place.state.percent, place.state.between_letters, place.state.between_words) == (50, 1, 2)


def test_a_form_begins_where_it_is_drawn() -> None:
    """A form has a matrix of its own on top of the page's, and changes nothing outside."""
    place = Place()
    place.follow(b"cm", [1.0, 0.0, 0.0, 1.0, 5.0, 5.0])
    inner = place.inner([1.0, 0.0, 0.0, 1.0, 10.0, 10.0])
    inner.state.size = 99
    assert (inner.spot().start, place.spot().start, place.state.size) == (15, 5, 1)


def test_nothing_is_divided_by_nothing() -> None:
    """Text without any size is somewhere too."""
    place = Place()
    place.follow(b"cm", [0.0] * 6)
    assert place.spot() == Spot(0, 0, 0, 0)
