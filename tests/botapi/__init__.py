"""A strict double of Telegram's Bot API server, over real HTTP on loopback.

`server.py` is the way in: `with FakeBotApi() as api:` gives a server, `api.person()` somebody to talk to its bot.
"""

from tests.botapi.people import BotMessage, Group, Person, Said
from tests.botapi.server import Call, FakeBotApi

__all__ = ["BotMessage", "Call", "FakeBotApi", "Group", "Person", "Said"]
