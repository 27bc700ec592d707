"""Draw the README's pictures: real questions, the real index, the real messages and buttons.

Run ``python docs/pictures.py`` with Chromium and a Devanagari font installed (Debian: chromium, fonts-noto-core).
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from pathlib import Path
from random import Random

from PIL import Image, ImageChops
from sqlalchemy.orm import Session
from telegram import InlineKeyboardMarkup

from bot.chart import questions_a_day
from bot.library import open_served
from bot.settings import SHIPPED_ARTICLES, read_settings
from bot.state.database import Database
from bot.state.insight import insight
from bot.state.question_log import LoggedQuestion
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View
from bot.telegram.insights import DAYS
from bot.telegram.results import results
from bot.telegram.taken_in import taken_in
from bot.telegram.told_insight import render_insight
from bot.words import words_in
from index import Searcher
from index.grouping import wording
from index.library.adding import add
from index.library.library import Library
from index.reading.reading import read_document

FOLDER = Path(__file__).parent
WIDTH, HEIGHT, SCALE = 440, 1800, 2
HINDI = View(language="hi")
ASKED = (
    *("सैनिक कब तक वापस जाएंगे?", "शोइगु ने क्या कहा?", "toqayev ne aapatkaal kab lagaya", "CSTO ke kitne sainik the?"),
    *("क्रिकेट विश्व कप किसने जीता?", "cricket world cup kisne jeeta", "दिल्ली में आज मौसम कैसा है?"),
)
STYLE = """
body { margin: 0; padding: 14px; font: 15px/1.4 "Noto Sans", "Noto Sans Devanagari", sans-serif;
       background: #d6e4d1; color: #000; --bot: #fff; --person: #e3fec9; --quote: #eaf4fc; --button: #0004 }
body.dark { background: #0e1621; color: #f5f5f5; --bot: #182533; --person: #2b5278; --quote: #20374d; --button: #fff2 }
div { margin: 6px 0 2px; padding: 8px 12px; border-radius: 14px; white-space: pre-wrap; width: fit-content;
      max-width: 90%; box-sizing: border-box }
.person { background: var(--person); margin-left: auto }
.bot { background: var(--bot) }
img { display: block; width: 100%; border-radius: 8px; margin-bottom: 6px }
a { color: #3a91d8; text-decoration: none }
blockquote { margin: 0; padding: 2px 8px; border-left: 3px solid #3a91d8; background: var(--quote); border-radius: 4px }
blockquote[expandable] { max-height: 4.2em; overflow: hidden }
table { width: 90%; border-spacing: 3px 0; margin: 0 0 -1px -3px; table-layout: fixed }
td { background: var(--button); color: #fff; border-radius: 6px; text-align: center; padding: 6px 2px; font-size: 14px;
     overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
.result { background: var(--bot); border-radius: 0; width: 100%; max-width: 100%; margin: 0 0 1px; font-size: 14px }
.result b { display: block; font-size: 15px }
.field { background: var(--bot); border-radius: 0; width: 100%; max-width: 100%; color: #777 }
"""


def main() -> None:
    """Ask, render, take the pictures, and keep them small."""
    answers = Answers(open_served(SHIPPED_ARTICLES, None, read_settings()).searcher)
    asked = ("सैनिक कब तक वापस जाएंगे?", "toqayev ne aapatkaal kab lagaya")
    _draw("conversation", [part for question in asked for part in _exchange(answers, question)])
    _draw("no-answer", _exchange(answers, "cricket world cup kisne jeeta"))
    _draw("inline", _inline(answers, "toqayev ne kya kaha"))
    question = "putin ne shoigu ko dhanyavad kyon diya"
    in_group = answers.reply(Asked(question), replace(HINDI, short=True))
    _draw("group", [_person(f"/ask {question}"), _bot(in_group)], dark=True)
    article = answers.searcher.articles[0]
    excerpt = "देखिए यह खबर: " + answers.searcher.passages_of(article)[3].text
    _draw("origin", _exchange(answers, excerpt), dark=True)
    _draw("adding", _adding())
    _draw("stats", _stats(answers))


def _exchange(answers: Answers, question: str) -> list[str]:
    return [_person(question), _bot(answers.reply(Asked(question), HINDI))]


def _person(text: str) -> str:
    return f'<div class="person">{escape(text)}</div>'


def _bot(reply: Reply) -> str:
    html = reply.html.replace("</blockquote>\n", "</blockquote>")  # in Telegram a quote's line break is its own
    return f'<div class="bot">{html}</div>{_keyboard(reply.buttons)}'


def _keyboard(buttons: InlineKeyboardMarkup | None) -> str:
    rows = buttons.inline_keyboard if buttons else ()
    return "".join(
        f"<table><tr>{''.join(f'<td>{escape(button.text)}</td>' for button in row)}</tr></table>" for row in rows
    )


def _inline(answers: Answers, question: str) -> list[str]:
    found, _ = results(answers, question, 0, words_in("hi"), "poochho_bot")
    listed = [
        f'<div class="result"><b>{escape(result.title)}</b>{escape(result.description or "")}</div>' for result in found
    ]
    return [*listed, f'<div class="field">@poochho_bot {escape(question)}</div>']


def _adding() -> list[str]:
    """Return how the shipped article is taken in, and then asked."""
    words = words_in("hi")
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder)) as library:
        (file,) = SHIPPED_ARTICLES.glob("*.txt")
        answers = Answers(Searcher(library))
        added = taken_in(answers, add(library, read_document(file.name, file.read_bytes())), words)
        question = "शोइगु ने क्या कहा?"
        return [_person(f"📄 {file.name}"), _bot(added), _person(question), _bot(answers.reply(Asked(question), HINDI))]


def _stats(answers: Answers) -> list[str]:
    """Return what a keeper sees after a month of questions, which are drawn by lot from a few."""
    lot, now = Random(7), datetime.now(UTC)  # noqa: S311  # the same picture each time
    with tempfile.TemporaryDirectory() as folder, closing(Database.open(Path(folder), None)) as database:
        for day in range(DAYS):
            for _ in range(lot.randrange(4, 16)):
                question = lot.choice(ASKED)
                answer = answers.searcher.ask(question)
                row = LoggedQuestion(
                    at=now - timedelta(days=day),
                    question=question,
                    wording=wording(question),
                    answered=answer.answered,
                    dismissed=False,
                    confidence=answer.confidence,
                    latency_ms=round(answer.took_ms),
                    place="private",
                )
                database.run(partial(_stored, row))
        seen = insight(database, DAYS, now)
    picture = base64.b64encode(questions_a_day(seen.days)).decode()
    caption = render_insight(seen, answers.catalogue, words_in("hi"))
    return [_person("/stats"), f'<div class="bot"><img src="data:image/png;base64,{picture}">{caption}</div>']


def _stored(row: LoggedQuestion, session: Session) -> None:
    session.add(row)


def _draw(name: str, parts: list[str], *, dark: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        body = f'<body class="{"dark" if dark else "light"}">{"".join(parts)}</body>'
        page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style>{body}', encoding="utf-8")
        options = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
        )
        size = f"--window-size={WIDTH},{HEIGHT}"
        subprocess.run(  # noqa: S603  # our own page, nothing from outside
            ["chromium", *options, f"--force-device-scale-factor={SCALE}", size, f"--screenshot={shot}", page.as_uri()],  # noqa: S607
            check=True,
            capture_output=True,
        )
        picture = _trimmed(Image.open(shot).convert("RGB")).quantize(48)
        picture.save(FOLDER / f"{name}.png", optimize=True)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Cut off the empty background below the last message."""
    background = picture.getpixel((0, picture.height - 1))
    empty = Image.new("RGB", picture.size, background)
    box = ImageChops.difference(picture, empty).getbbox()
    bottom = box[3] if box else picture.height
    return picture.crop((0, 0, picture.width, min(picture.height, bottom + 14 * SCALE)))


if __name__ == "__main__":
    main()
