"""A folder of articles: all that can be read, and a line about each file that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from index.article import Article, read_article
from index.errors import ArticleError, CorpusError

SUFFIXES = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, ordered by file, and what kept other files from being articles."""

    articles: tuple[Article, ...]
    problems: tuple[ArticleError, ...]


def read_corpus(folder: Path) -> Corpus:
    """Read every article in ``folder`` and the folders in it; hidden files are passed over.

    Raises:
        CorpusError: The folder is missing or holds no article that can be read.
    """
    if not folder.is_dir():
        wrong = "is not a folder" if folder.exists() else "there is no such folder"
        raise CorpusError(folder, wrong, "Name a folder that holds articles as .txt files")
    articles: dict[str, Article] = {}
    problems: list[ArticleError] = []
    for file in _files(folder):
        try:
            article = _read(file, folder)
            if article.id in articles:
                other = articles[article.id].source.file
                raise ArticleError(
                    file,
                    f"has the same id {article.id!r} as {other}",
                    "Give one of them another id in its front matter",
                )
        except ArticleError as problem:
            problems.append(problem)
        else:
            articles[article.id] = article
    if not articles:
        mend = "Put an article into it as a .txt file"
        raise CorpusError(folder, "holds no article that can be read", " ".join([*map(str, problems), mend]))
    return Corpus(tuple(articles.values()), tuple(problems))


def is_hidden(path: PurePath) -> bool:
    """Return whether a path, relative to a folder, is that of a hidden file there, or of a file in a hidden folder."""
    return any(part.startswith(".") for part in path.parts)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_hidden(path.relative_to(folder)):
            yield path


def _read(file: Path, folder: Path) -> Article:
    if file.suffix.lower() not in SUFFIXES:
        raise ArticleError(file, "is not a text file", "Save the article as .txt or move the file away")
    return read_article(file, folder)
