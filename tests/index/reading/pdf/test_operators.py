"""The operators of a page of a PDF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.pdf.operators import Operand, operators_in

OPERATORS: dict[bytes, list[tuple[bytes, list[Operand]]]] = {
    b"1 -2.5 .5 +3. 0 0 Tm": [(b"Tm", [1.0, -2.5, 0.5, 3.0, 0.0, 0.0])],
    b"/F1 12 Tf(x)Tj": [(b"Tf", ["/F1", 12.0]), (b"Tj", [b"x"])],
    b"/A#20B#zz gs": [(b"gs", ["/A B#zz"])],
    rb"(a\(b\)\\\n\101\7\q) Tj": [(b"Tj", [b"a(b)\\\nA\x07q"])],
    b"(a\\\nb) Tj": [(b"Tj", [b"ab"])],
    b"(a(b(c))d) Tj": [(b"Tj", [b"a(b(c))d"])],
    b"<48 69\n7> Tj": [(b"Tj", [b"Hip"])],
    b"[(a)-20<62>]TJ": [(b"TJ", [[b"a", -20.0, b"b"]])],
    b"/Span<</ActualText(x)/N[1 2]/D<</E true>>>>BDC": [
        (b"BDC", ["/Span", {"/ActualText": b"x", "/N": [1.0, 2.0], "/D": {"/E": 1.0}}])
    ],
    b"% no (\nBT%x\nET": [(b"BT", []), (b"ET", [])],
    b"BI /W 1 ID \x00)](<< EI Q": [(b"BI", []), (b"ID", ["/W", 1.0]), (b"Q", [])],
    b"BI ID \x00": [(b"BI", []), (b"ID", [])],
    b"(x": [],
    b"(x(y) Tj": [],
    b"1 2": [],
    b"] >> ) } 1 w": [(b"w", [1.0])],
    b"[1 [2 w": [(b"w", [])],
    b"1-2 w": [(b"1-2", []), (b"w", [])],
    b"[" * 20 + b"1" + b"]" * 20 + b" w 2 w": [],
    b"": [],
}


@pytest.mark.parametrize(("data", "operators"), OPERATORS.items())
def test_operators_are_read_with_their_operands(data: bytes, operators: list[tuple[bytes, list[Operand]]]) -> None:
    """Numbers, strings, names, lists and dictionaries are read; what is broken ends nothing."""
    read = list(operators_in(data))
    if operators or not data.startswith(b"[["):
        assert read == operators
    else:  # lists deeper than any page has are cut, and what follows is read
        assert read[-1] == (b"w", [2.0])


@given(st.binary(max_size=200) | st.text("[]<>()/%\\ 1aTJ\n", max_size=200).map(str.encode))
def test_anything_is_read_to_its_end(data: bytes) -> None:
    """Whatever a page holds, reading it ends without an error."""
    assert len(list(operators_in(data))) <= len(data)
