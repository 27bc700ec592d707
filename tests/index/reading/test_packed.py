"""Reading what is packed as ZIP."""

from __future__ import annotations

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.packed import read_packed
from tests.index.reading.documents import PARAGRAPHS, epub, word, zipped


def test_parts_tell_what_it_is() -> None:
    """A document of Word and an e-book are told by their parts."""
    assert read_packed("a", word(PARAGRAPHS[0])).text == PARAGRAPHS[0]
    assert read_packed("a", epub(f"<p>{PARAGRAPHS[0]}</p>")).text == PARAGRAPHS[0]


@pytest.mark.parametrize("parts", [{}, {"a.txt": b"x"}, {"xl/workbook.xml": b"x"}, {"content.xml": b"x"}])
def test_other_archives_are_refused(parts: dict[str, bytes]) -> None:
    """Archives, spreadsheets and documents of other programs are not opened any further."""
    with pytest.raises(UnreadableError) as caught:
        read_packed("a", zipped(parts))
    assert caught.value.refusal is Refusal.UNKNOWN_KIND
    assert ".docx" in caught.value.mend
