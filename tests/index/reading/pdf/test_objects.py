"""Objects of PDFs that are not what they should be."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from index.reading.pdf.objects import dictionary, has_picture, resources_of
from tests.index.reading.documents import pdf, scanned_pdf


def test_a_dictionary_is_one_or_empty() -> None:
    """What should be a dictionary and is none is an empty one."""
    full = DictionaryObject({NameObject("/A"): NumberObject(1)})
    assert dictionary(full) == full
    assert dictionary(None) == dictionary(NumberObject(1)) == {}


def test_resources_may_stand_above_the_page() -> None:
    """A page has the resources of the group that it belongs to, and none where groups go round in circles."""
    page = PdfReader(io.BytesIO(pdf(["क"]))).pages[0]
    resources = resources_of(page)
    assert "/Font" in resources
    del page["/Resources"]
    dictionary(page["/Parent"])[NameObject("/Resources")] = resources
    assert resources_of(page) == resources
    page[NameObject("/Parent")] = page
    assert resources_of(page) == {}


def test_pictures_are_found() -> None:
    """A page that has a picture, by itself or in a form, has one."""
    page = PdfReader(io.BytesIO(scanned_pdf())).pages[0]
    assert has_picture(page)
    drawn = dictionary(resources_of(page)["/XObject"])
    inside = DictionaryObject({NameObject("/XObject"): DictionaryObject(drawn)})
    drawn.clear()
    assert not has_picture(page)
    drawn[NameObject("/X")] = DictionaryObject({NameObject("/Resources"): inside})
    assert has_picture(page)
