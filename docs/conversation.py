"""Draw the README's picture of a conversation: real questions, the real index, the real renderer.

Run ``python docs/conversation.py`` with Chromium and a Devanagari font installed (Debian: chromium, fonts-noto-core).
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from bot.library import open_library
from bot.telegram.render import render_answer
from bot.settings import SHIPPED_ARTICLES
from bot.words import words_in

QUESTIONS = ("सैनिक कब तक वापस जाएंगे?", "toqayev ne aapatkaal kab lagaya", "क्रिकेट विश्व कप किसने जीता?")
PICTURE = Path(__file__).with_name("conversation.png")
WIDTH, HEIGHT, SCALE = 480, 1400, 2
STYLE = """
body { margin: 0; padding: 14px; background: #d6e4d1; font: 15px/1.4 "Noto Sans", "Noto Sans Devanagari", sans-serif }
div { margin: 6px 0; padding: 8px 12px; border-radius: 14px; white-space: pre-wrap; width: fit-content; max-width: 88% }
.person { background: #e3fec9; margin-left: auto }
.bot { background: #fff }
blockquote { margin: 0; padding: 2px 8px; border-left: 3px solid #3a91d8; background: #eaf4fc; border-radius: 4px }
blockquote[expandable] { max-height: 4.2em; overflow: hidden }
"""


def main() -> None:
    """Ask, render, take the picture, and keep it small."""
    searcher = open_library(SHIPPED_ARTICLES).searcher
    lines = []
    for question in QUESTIONS:
        answer = render_answer(searcher.ask(question), words_in("hi"), searcher.articles)
        answer = answer.replace("</blockquote>\n", "</blockquote>")  # in Telegram a quote's line break is its own
        lines.append(f'<div class="person">{escape(question)}</div><div class="bot">{answer}</div>')
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style>{"".join(lines)}', encoding="utf-8")
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
        _trimmed(Image.open(shot).convert("RGB")).quantize(48).save(PICTURE, optimize=True)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Cut off the empty background below the last message."""
    background = picture.getpixel((0, picture.height - 1))
    empty = Image.new("RGB", picture.size, background)
    box = ImageChops.difference(picture, empty).getbbox()
    bottom = box[3] if box else picture.height
    return picture.crop((0, 0, picture.width, min(picture.height, bottom + 14 * SCALE)))


if __name__ == "__main__":
    main()
