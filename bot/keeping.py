"""The library as the operator sees it: finding an article by what it is called, and showing what there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.printable import on_one_line, printable
from index import NoSuchArticleError, read_article
from index.analyzer import analyze
from index.library.catalogue import Filed
from index.library.library import Library
from index.library.removing import Removed, removed

_MOST_NAMED = 5  # of several that may be meant
_OUR_OWN = ("size", "changed", "text_key", "url_key")  # what nobody but the library needs to know


def found(library: Library, name: str) -> Filed:
    """Return the article that somebody means: by its id, or by words of its id or title that no other has.

    Raises:
        index.NoSuchArticleError: None is meant, or several may be.
    """
    exact = library.catalogue.with_id(name)
    if exact:
        return exact
    rows = [row for row in library.catalogue.all() if _is_meant(name, row.id, row.title)]
    return rows[_only([f"{row.id} ({row.title})" for row in rows], name, "poochho list")]


def found_removed(library: Library, name: str) -> Removed:
    """Return what was removed or replaced that somebody means: of one article the latest.

    Raises:
        index.NoSuchArticleError: None is meant, or several may be.
    """
    latest: dict[str, Removed] = {}
    for each in removed(library):
        if name in {each.taken.name, each.article.id}:
            return each
        if _is_meant(name, each.article.id, each.article.title):
            latest.setdefault(each.article.id, each)
    rows = list(latest.values())
    return rows[_only([f"{each.article.id} ({each.article.title})" for each in rows], name, "poochho list --removed")]


def listed(library: Library) -> RenderableType:
    """Return the list of articles, and of files that are none."""
    rows = library.catalogue.all()
    problems = [Text(on_one_line(f"Skipped {each.problem}")) for each in library.catalogue.unreadable()]
    if not rows:
        return Group(Text("There is no article in the library yet. Put some in: poochho add FILE"), *problems)
    table = _table("added", "passages", "language", "date", "id", "title")
    for row in rows:
        table.add_row(*_cells((row.added or "")[:10], f"{row.passages:,}", row.language, row.date, row.id, row.title))
    return Group(table, *problems)


def removed_list(library: Library) -> RenderableType:
    """Return the list of what can be put back."""
    rows = removed(library)
    if not rows:
        return Text("Nothing was removed or replaced in the last 30 days.")
    table = _table("when", "what happened", "kept until", "id", "title")
    for each in rows:
        taken = each.taken
        happened = "replaced" if taken.replaced else "removed"
        when, until = (f"{day:%Y-%m-%d}" for day in (taken.when, taken.until))
        table.add_row(*_cells(when, happened, until, each.article.id, each.article.title))
    return table


def article_shown(library: Library, row: Filed) -> RenderableType:
    """Return an article: what is known of it, and its text."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in _facts(row).items():
        facts.add_row(*_cells(name, f"{value:,}" if isinstance(value, int) else value))
    return Group(facts, Text(), Text(printable(_text(library, row))))


def listed_json(library: Library) -> str:
    """Return the articles as a JSON array."""
    return json.dumps([_facts(row) for row in library.catalogue.all()], ensure_ascii=False)


def removed_json(library: Library) -> str:
    """Return what can be put back as a JSON array."""
    rows = [
        {
            "name": each.taken.name,
            "id": each.article.id,
            "title": each.article.title,
            "replaced": each.taken.replaced,
            "when": each.taken.when.isoformat(timespec="seconds"),
            "until": each.taken.until.isoformat(timespec="seconds"),
        }
        for each in removed(library)
    ]
    return json.dumps(rows, ensure_ascii=False)


def article_json(library: Library, row: Filed) -> str:
    """Return an article with its text as a JSON object."""
    return row_json(row, text=_text(library, row))


def row_json(row: Filed, **more: object) -> str:
    """Return what is known of an article, and ``more``, as a JSON object."""
    return json.dumps(_facts(row) | more, ensure_ascii=False)


def _facts(row: Filed) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if name not in _OUR_OWN and value is not None}


def _text(library: Library, row: Filed) -> str:
    return read_article(library.shelf.articles / row.file, library.shelf.articles).text


def _is_meant(name: str, identifier: str, title: str) -> bool:
    known = _plain(f"{identifier} {title}")
    return name in identifier or all(word in known for word in _plain(name).split())


def _plain(text: str) -> str:
    """Return the words of a text as they are compared, in whatever spelling."""
    return " ".join(token.word for token in analyze(text))


def _only(names: Sequence[str], wanted: str, see: str) -> int:
    """Return the place of the only name.

    Raises:
        index.NoSuchArticleError: There is none, or more than one.
    """
    if not names:
        raise NoSuchArticleError(f"{wanted}: no article is called this. See: {see}")
    if len(names) > 1:
        some = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        raise NoSuchArticleError(f"{wanted}: may be {len(names)} articles: {some}. Name one by its id.")
    return 0


def _table(*columns: str) -> Table:
    # No lines between columns: terminals differ in how wide they show a vowel sign, and what is in ASCII comes first.
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, justify="right" if column == "passages" else "left", overflow="fold")
    return table


def _cells(*values: object) -> Iterable[Text]:
    return (Text(printable(str(value or ""))) for value in values)
