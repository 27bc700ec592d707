"""What is believed of what documents say of themselves."""

from __future__ import annotations

import pytest

from index.reading.said import date_said, language_said, name_said, title_said

HINDI, LATIN, SANTALI = "हिन्दी में", "hindi mein", "ᱥᱟᱱᱛᱟᱲᱤ"


@pytest.mark.parametrize(
    "title", ["शांति सेना", "Microsoft to open an office", "Test of time", "New Delhi", "None of us"]
)
def test_titles_are_taken(title: str) -> None:
    """A title that somebody gave is taken."""
    assert title_said(f" {title}\n", "a.pdf") == title


@pytest.mark.parametrize(
    "title",
    [
        *(
            "",
            " ",
            None,
            "---",
            "12.05.2019",
            "Microsoft Word - x.doc",
            "Microsoft Word - शीर्षक",
            "untitled",
            "Untitled-1",
        ),
        *(
            "Document1",
            "Presentation 2",
            "PowerPoint Presentation",
            "Slide 1",
            "Layout 1",
            "report.indd",
            "C:\\x\\a.docx",
        ),
        *("लेख", "Word Document", "Title", "scan0001"),
    ],
)
def test_titles_of_programs_are_not(title: str | None) -> None:
    """What a program put for a title, or made of the file's name, is none."""
    assert title_said(title, "लेख.pdf") is None


def test_names_are_taken() -> None:
    """Names are joined, each once, without those of computers."""
    assert name_said("आशा शर्मा", " user ", None, "रवि", "आशा शर्मा") == "आशा शर्मा, रवि"
    assert name_said("python-docx") is None
    assert name_said("Windows User") is None
    assert name_said("Administrator", "HP") is None
    assert name_said("Usha Home") == "Usha Home"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05-17T10:00:00+05:30", "2024-05-17"),
        ("2024-05", "2024-05"),
        (" 2024 ", "2024"),
        ("0101-01-01T00:00:00+00:00", None),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("20240517", None),
        ("17 May", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_those_that_can_be(written: str | None, date: str | None) -> None:
    """A date is taken without its hour; one that is none, or means that none is known, is not."""
    assert date_said(written) == date


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("hi", HINDI, "hi"),
        ("hi-IN", HINDI, "hi"),
        ("hi_IN.UTF-8", HINDI, None),
        ("hin", HINDI, "hi"),
        ("MR", HINDI, "mr"),
        ("sd-Deva-IN", HINDI, "sd-Deva"),
        ("sd", HINDI, None),
        ("hi-Latn", LATIN, "hi-Latn"),
        ("hi", LATIN, None),
        ("en-US", HINDI, None),
        ("en-US", LATIN, "en"),
        ("sat", SANTALI, "sat"),
        ("en", SANTALI, None),
        ("ur", "یہ اردو ہے", "ur"),
        ("zxx", HINDI, None),
        ("Hindi", HINDI, None),
        ("", HINDI, None),
        (None, HINDI, None),
    ],
)
def test_a_language_is_one_that_the_text_can_be_in(tag: str | None, text: str, language: str | None) -> None:
    """The language that a document says is taken where its text is in a script of it, without a country."""
    assert language_said(tag, text) == language
