"""A file on its way to somewhere."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file that somebody sends.

    Args:
        name: Its name, empty where it has none.
        mime_type: Its type, as the sender tells it.
    """

    name: str
    content: bytes = dataclasses.field(repr=False)
    mime_type: str | None = None
