"""The bot as a process: the library, the database and Telegram, opened and closed in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import ExitStack, closing

from bot.adding.bring import Bringing
from bot.errors import BotError
from bot.library import Served
from bot.settings import Settings
from bot.state.database import Database
from bot.state.remembered import Remembered
from bot.telegram.application import build_application, serve
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.upkeep import Upkeep

_log = logging.getLogger(__name__)


def answer_on_telegram(token: str, settings: Settings, served: Served) -> None:
    """Answer on Telegram until the process is stopped.

    Args:
        token: The bot's token.
        settings: The settings.
        served: What is answered from.

    Raises:
        BotError: It cannot go on.
    """
    with ExitStack() as open_things:
        library = open_things.enter_context(served.library) if served.library else None
        database = open_things.enter_context(closing(Database.open(settings.poochho_home, settings.database_url)))
        bringing = open_things.enter_context(Bringing.into(library)) if library else None
        remembered = Remembered.of(database, settings)
        upkeep = Upkeep(remembered, bringing)
        upkeep.start()
        open_things.callback(upkeep.stop)
        handlers = Handlers(served.searcher, remembered, Keepers(settings.admins), bringing)
        try:
            asyncio.run(serve(build_application(token, settings.bot_api_url, handlers), handlers))
        except BotError:
            raise
        except Exception:  # noqa: BLE001  # whatever it is, one sentence ends the process
            # Through the log, which cuts the token out of whatever the error says.
            _log.exception("stopped by an error")
            raise BotError("Poochho stopped by an error; the log has the details. Please report it.") from None
