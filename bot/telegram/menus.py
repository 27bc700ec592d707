"""Which commands each menu has, in its order; what each does is in the message ``command-NAME``."""

from __future__ import annotations

PRIVATE_COMMANDS = ("start", "ask", "help", "sources", "settings")
"""In a private chat."""

GROUP_COMMANDS = ("ask", "sources", "help")
"""In a group."""

KEEPERS_COMMANDS = (*PRIVATE_COMMANDS, "stats", "unanswered")
"""In a private chat with somebody who keeps the library."""
