"""Why nothing can be fetched, before it is said of which address."""

from __future__ import annotations

import re

from bot.errors import BotError, FetchError, Unfetched
from index.reading.lines import one_line

_SHOWN = 200  # characters of an address
_CREDENTIALS = re.compile(r"//[^/?#]*@")


class UnfetchableError(BotError):
    """What went wrong on the way to a page, which may lead through several addresses.

    Args:
        unfetched: Why.
        wrong: What is wrong, as a clause that begins with its verb.
        mend: What to do about it, as a clause.
    """

    def __init__(self, unfetched: Unfetched, wrong: str, mend: str) -> None:
        super().__init__(f"{wrong}. {mend}.")
        self.unfetched, self.wrong, self.mend = unfetched, wrong, mend

    def at(self, asked: str, reached: str | None = None) -> FetchError:
        """Return the error of a page.

        Args:
            asked: The address that was asked for.
            reached: The one that it led to, None if it led nowhere else.
        """
        wrong = f"leads to {_shown(reached)}, which {self.wrong}" if reached else self.wrong
        return FetchError(_shown(asked), self.unfetched, wrong, self.mend)


def _shown(address: str) -> str:
    """Return an address as an error names it: one short line, not empty, and no password in it."""
    return one_line(_CREDENTIALS.sub("//…@", address), _SHOWN) or "this"
