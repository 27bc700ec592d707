"""Articles out of a library, and back into it."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article, read_article
from index.errors import ArticleError, IndexingError, NoSuchArticleError
from index.library.catalogue import Filed
from index.library.library import Library
from index.library.shelf import TakenOut
from index.library.undoing import taken_back_on_error


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was removed, or a version that was replaced.

    Attributes:
        taken: Its file.
        article: The article in it.
    """

    taken: TakenOut
    article: Article


def remove(library: Library, identifier: str) -> str:
    """Remove an article, and return the name by which it is put back.

    Raises:
        index.NoSuchArticleError: There is none with the id.
        index.IndexingError: The library cannot be changed; the article is still there.
    """
    with library.changing():
        row = library.catalogue.with_id(identifier)
        if row is None:
            raise NoSuchArticleError(f"{identifier}: no article in the library has this id. See: poochho list")
        library.shelf.purge()
        if library.shelf.stamp(row.file) is None:
            library.follow({row.file: None})
            raise NoSuchArticleError(f"{identifier}: its file was removed by hand. See: poochho list")
        taken = library.shelf.take_out(row.file)
        try:
            library.follow({row.file: None})
        except IndexingError:
            library.shelf.put_back(taken, row.file)
            library.shelf.forget(taken)
            raise
        return taken.name


def removed(library: Library) -> list[Removed]:
    """Return what can be put back, the latest first; files that cannot be read are left out."""
    found = []
    for taken in library.shelf.taken_out():
        try:
            path = library.shelf.path_of(taken)
            found.append(Removed(taken, read_article(path, path.parents[taken.file.count("/")])))
        except ArticleError:
            continue
    return found


def restore(library: Library, name: str) -> Filed:
    """Put an article back, or the version before; a version that is there now is kept in its place.

    Args:
        library: The library.
        name: What :func:`remove` returned, or :attr:`index.library.adding.Added.replaced`.

    Raises:
        index.NoSuchArticleError: It is not kept any more.
        index.IndexingError: The library cannot be changed.
    """
    with library.changing():
        found = next((each for each in removed(library) if each.taken.name == name), None)
        if found is None:
            raise NoSuchArticleError(f"{name}: nothing of this name can be put back. See: poochho list --removed")
        file = _place_for(library, found)
        with taken_back_on_error(library) as put:
            put[file] = library.shelf.put_back(found.taken, file)
            library.follow(library.shelf.stamps_of([file]))
        library.shelf.forget(found.taken)
        row = library.catalogue.in_file(file)
        if row is None:
            raise NoSuchArticleError(f"{name}: the file that was put back holds no article. See: poochho list")
        return row


def _place_for(library: Library, found: Removed) -> str:
    """Return where an article is put back: in the place of its other version, or where it stood, if that is free."""
    now = library.catalogue.with_id(found.article.id)
    return now.file if now else library.shelf.free_name(found.taken.file)
