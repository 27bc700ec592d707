"""What documents say of themselves, as far as it can be believed: programs fill in much that nobody wrote."""

from __future__ import annotations

import re
from datetime import date

from babel.core import get_global

from index.reading.lines import one_line
from index.scripts import SCRIPTS, UNDETERMINED, language_of

_LINE = 300  # characters of a title or a name; more is a text in the wrong place

# What programs put for a title that nobody gave, and names of files with the program's before them.
_NO_TITLE = re.compile(
    r"(microsoft|powerpoint|adobe|print|layout|slide|page|title|document|doc|presentation|book|sheet|scan|image|img)"
    r"[ _-]*(word|powerpoint|excel|presentation|document)?[ _-]*\d*( - .*)?"
    r"|(untitled|unnamed|new microsoft|new (word |text )?document)\b.*"
    r"|no title|unknown|none|null|test|default|word document"
    r"|.*\.(docx?|docm|odt|rtf|pdf|txt|html?|xlsx?|pptx?|pub|tex|dvi|ps|indd|idml|pmd|p65|qxd|cdr|ai|eps|tmp|jpe?g|png)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(the )?(user|admin|administrator|unknown|anonymous|author|owner|home|office|guest|pc|computer|default|none|null|"
    r"hp|dell|acer|asus|lenovo|sony|compaq|intel|system|root|test|scanner|canon|python-docx|microsoft( office)?|"
    r"(windows|ms|office|dell|hp)[ -]?(user|office)?|user[ -]?\d+)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?(?=$|[T\s+Z-])")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)  # BCP 47, or as POSIX has it


def title_said(title: str | None, name: str) -> str | None:
    """Return a title from metadata, unless a program made it up, such as from the file's name."""
    line = one_line(title or "", _LINE)
    stem = name.rpartition(".")[0] or name
    if not any(map(str.isalpha, line)) or _NO_TITLE.fullmatch(line) or line.casefold() == stem.casefold():
        return None
    return line


def name_said(*names: str | None) -> str | None:
    """Return names of people or houses from metadata, joined by commas, without those that computers have."""
    lines = (one_line(name or "", _LINE) for name in names)
    people = [line for line in lines if any(map(str.isalpha, line)) and not _NO_AUTHOR.fullmatch(line)]
    return ", ".join(dict.fromkeys(people))[:_LINE] or None


def date_said(written: str | None) -> str | None:
    """Return a date from metadata as ISO 8601 or a part of it, without the hour; None for one that cannot be."""
    match = _DATE.match((written or "").strip())
    # Calibre writes the year 101 for a date that is not known; before 1000 there are no dates of publication.
    if not match or match[1] < "1000":
        return None
    year, month, day = match.groups(default="")
    try:
        date.fromisoformat(f"{year}{month or '-01'}{day or '-01'}")
    except ValueError:
        return None
    return f"{year}{month}{day}"


def language_said(tag: str | None, text: str) -> str | None:
    """Return the language that a document says it is in; None if it says none that its text can be in.

    Templates say "en" of texts in Hindi. A script that is not the language's usual one is kept ("hi-Latn"), a country
    is not: it tells nothing of an article.
    """
    match = _TAG.fullmatch((tag or "").strip())
    if not match:
        return None
    language = match[1].lower()
    language = get_global("language_aliases").get(language, language)
    usual = _usual_script(language)
    script = (match[2] or usual).title()
    if not script or not _can_be_in(text, script):
        return None
    return language if script == usual else f"{language}-{script}"


def _can_be_in(text: str, script: str) -> bool:
    """Return whether a text may be in the script of an ISO 15924 code."""
    told = language_of(text)
    if told == UNDETERMINED:
        return all(_usual_script(known.language) != script for known in SCRIPTS)
    return _usual_script(told) == script


def _usual_script(language: str) -> str:
    """Return the script that a language is mostly written in (CLDR, likely subtags); nothing if it is not known."""
    likely = get_global("likely_subtags").get(language, "").split("_")
    return next((part for part in likely[1:] if len(part) == 4), "")
