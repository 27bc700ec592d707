"""What tests bring: texts, pages, and a file that is no document."""

from __future__ import annotations

from pathlib import Path

from index.article import read_article
from index.library.library import Library
from tests.bot.fetching.pages import Page

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8)


def text_of(name: str) -> str:
    """Return a text of several sentences, the same for the same name."""
    return f"{name} के पुल पर कल शाम लोग खड़े रहे। पुलिस ने कहा कि {name} का पुल पाँच साल बाद फिर खुल गया है।"


def page_of(name: str) -> Page:
    """Return a web page with that text and its name for a title."""
    html = f"<!doctype html><html lang=hi><title>{name}</title><body><article><h1>{name}</h1><p>{text_of(name)}</p>"
    return Page(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def written(folder: Path, **texts: str) -> list[Path]:
    """Write text files with these names and texts into a folder, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.txt" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def texts_in(library: Library) -> list[str]:
    """Return the texts of a library's articles, in the order of the alphabet."""
    articles = library.shelf.articles
    return sorted(read_article(articles / row.file, articles).text for row in library.catalogue.all())
