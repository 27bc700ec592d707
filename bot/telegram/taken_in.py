"""What is told of documents while they are taken in, and after. Sends nothing."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.digest import digest
from bot.errors import FetchError
from bot.printable import on_one_line
from bot.source_line import shortened
from bot.telegram.answers import Answers, Reply
from bot.telegram.articles import article_heading
from bot.telegram.callback_data import Undo
from bot.telegram.render import render_text
from bot.words import Words
from index import DocumentError
from index.article import MAX_BYTES
from index.library.adding import Added, Change

_SAID = {Change.ADDED: "added", Change.UPDATED: "added-updated", Change.UNCHANGED: "added-unchanged"}
_VERSION = 6  # bytes of a digest: twelve characters in a button


def under_way(name: str, words: Words, *, fetched: bool) -> Reply:
    """Return what is said while a document is fetched, and while it is read."""
    return Reply(render_text(words.text("adding-reading" if fetched else "adding-fetching", name=shown(name))))


def taken_in(answers: Answers, added: Added, words: Words) -> Reply:
    """Return what was understood of a document that is in, with a button to undo it."""
    article = added.article.entry
    html = f"{render_text(words.text(_SAID[added.change]))}\n{article_heading(answers, article, words)}"
    undo = Undo(answers.catalogue.article(article).key, version_key(added.replaced), words.language)
    button = InlineKeyboardButton(words.text("button-undo"), callback_data=undo.data())
    buttons = None if added.change is Change.UNCHANGED else InlineKeyboardMarkup([[button]])
    return Reply(html, buttons, f"document {added.change}")


def refused(name: str, error: Exception, words: Words) -> Reply:
    """Return why a document is not taken in."""
    reason = words.text(f"refused-{_reason(error)}", megabytes=MAX_BYTES // 2**20)  # only one of them says it
    return Reply(render_text(words.text("adding-not", name=shown(name), reason=reason)), outcome="document refused")


def version_key(replaced: str | None) -> str:
    """Return what names a replaced version in a button; empty for none."""
    return digest(replaced, _VERSION) if replaced else ""


def shown(name: str) -> str:
    """Return a document's name on one line."""
    return shortened(on_one_line(name)) or "…"


def _reason(error: Exception) -> str:
    match error:
        case DocumentError():
            return error.refusal.value
        case FetchError():
            return error.unfetched.value
    return "library"
