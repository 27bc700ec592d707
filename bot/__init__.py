"""Talk to people: on Telegram, in a terminal, and to machines. May import ``index``, never the reverse."""
