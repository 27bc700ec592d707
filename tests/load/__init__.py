"""How much the bot bears, beside a bare echo bot of the same library: `python -m tests.load`."""
