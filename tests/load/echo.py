"""The least that a bot of the library can do: say the same again. Run as `python -m tests.load.echo [concurrent]`."""

import logging
import os
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Reply with what was said, as the library's own example does."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text, do_quote=True)


def main() -> None:
    """Answer until the process is stopped."""
    logging.basicConfig(level=logging.WARNING)
    url = os.environ["BOT_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{url}/bot").base_file_url(f"{url}/file")
    application = builder.concurrent_updates("concurrent" in sys.argv).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
