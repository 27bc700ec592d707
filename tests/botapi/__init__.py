"""A strict double of Telegram's Bot API server, over real HTTP on loopback.

`server.py` is the way in: `with FakeBotApi() as api:` gives a server, `api.person()` somebody to talk to its bot.
"""

from tests.botapi.balancer import Balancer
from tests.botapi.chats import ELSEWHERE, Group
from tests.botapi.downloads import DOWNLOAD
from tests.botapi.endpoint import Call
from tests.botapi.files import FILE_UNAVAILABLE
from tests.botapi.people import Person
from tests.botapi.seen import BotMessage, InlineMessage, Said
from tests.botapi.server import FakeBotApi

__all__ = [
    "DOWNLOAD",
    "ELSEWHERE",
    "FILE_UNAVAILABLE",
    "Balancer",
    "BotMessage",
    "Call",
    "FakeBotApi",
    "Group",
    "InlineMessage",
    "Person",
    "Said",
]
