"""What the articles' files hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from index.article import Article, read_with_front_matter
from index.errors import ArticleError
from index.library.catalogue import Filed, Note, Stamp, Unreadable
from index.library.filed import ADDED, ORIGIN
from index.library.same import text_key, url_key
from index.passage import split_passages


def read_file(folder: Path, file: str, stamp: Stamp, other: Callable[[str], str | None]) -> tuple[Article | None, Note]:
    """Return the article in a file and what is to be noted of it; no article where the file is none.

    Args:
        folder: The folder of articles.
        file: Relative to that.
        stamp: The file's size and time.
        other: Returns the other file that has an article of an id, None where there is none.
    """
    size, changed = stamp
    try:
        article, fields = read_with_front_matter(folder / file, folder)
        if same := other(article.id):
            raise ArticleError(
                folder / file,
                f"has the same id {article.id!r} as {same}",
                "Give one of them another id in its front matter",
            )
    except ArticleError as error:
        return None, Unreadable(file, size, changed, str(error))
    source = article.source
    note = Filed(
        file=file,
        size=size,
        changed=changed,
        id=article.id,
        title=article.title,
        language=article.language,
        publisher=source.publisher,
        author=source.author,
        date=source.date,
        url=source.url,
        added=_line(fields, ADDED),
        passages=len(split_passages(article)),
        text_key=text_key(article.text),
        url_key=url_key(source.url),
        origin=_line(fields, ORIGIN),
    )
    return article, note


def _line(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None
