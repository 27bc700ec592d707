"""Signs of Indian scripts taken through a library that knows letters only."""

from __future__ import annotations

import re

from index.reading.hidden_signs import hide_signs, shown
from index.reading.markup import parse_html

TEXT = "दुसर्\u200dया वर्षी തിരുവനന്തപുരം ಕ್ಷ தமிழ் ਪੰਜਾਬੀ"


def test_signs_come_back() -> None:
    """A page whose signs are hidden has letters only; shown again, it is what it was."""
    root = parse_html(
        f'<head><meta name="author" content="{TEXT}"><script>{{"name": "\\u0936\\u0930\\u094d\\u092e\\u093e"}}</script>'
        f"</head><body>{TEXT}<p>{TEXT}</p>{TEXT}<!-- {TEXT} -->"
    )
    assert root is not None
    hide_signs(root)
    hidden = "".join(root.itertext()) + root.find(".//meta").get("content")
    assert re.fullmatch(r'[\w {}":]+', hidden)
    assert shown(hidden).count(TEXT) == 4
    assert "शर्मा" in shown(hidden)
    assert shown(None) == ""
