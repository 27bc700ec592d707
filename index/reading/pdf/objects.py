"""Objects of a PDF that may stand elsewhere in the file, be missing, or be something else than they should."""

from __future__ import annotations

from pypdf import PageObject
from pypdf.generic import DictionaryObject, PdfObject

_DEPTH = 50  # groups of pages in groups


def dictionary(value: PdfObject | None) -> DictionaryObject:
    """Return a dictionary wherever it stands; an empty one in place of anything else."""
    found = None if value is None else value.get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def resources_of(page: PageObject) -> DictionaryObject:
    """Return the resources of a page; they may stand at a group of pages that it belongs to."""
    node: DictionaryObject = page
    for _ in range(_DEPTH):
        if "/Resources" in node:
            break
        node = dictionary(node.get("/Parent"))
    return dictionary(node.get("/Resources"))


def has_picture(page: PageObject) -> bool:
    """Return whether a page shows a picture, by itself or in a form."""
    drawn = list(map(dictionary, dictionary(resources_of(page).get("/XObject")).values()))
    for form in drawn:
        inside = dictionary(dictionary(form.get("/Resources")).get("/XObject")).values()
        if any(thing.get("/Subtype") == "/Image" for thing in (form, *map(dictionary, inside))):
            return True
    return False
