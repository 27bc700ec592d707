"""The files that people and the bot sent, and the paths at which `getFile` lets the bot fetch them."""

import itertools
import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.upload import Upload

# MAX_DOWNLOAD_FILE_SIZE of Telegram's own server, telegram-bot-api.
MAX_DOWNLOAD = 20 * 1024 * 1024
FILE_UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"
"""What getFile says of a file that Telegram knows but cannot give just now: a description for `fail_next`."""


@dataclass(frozen=True)
class File:
    """A file as Telegram keeps it.

    Args:
        kind: What it was sent as: photo or document.
        number: What tells it from all others.
    """

    kind: str
    number: int
    upload: Upload

    @property
    def file_id(self) -> str:
        """Return the id by which the bot asks for it."""
        return f"{self.kind}-{self.number}"

    @property
    def about(self) -> dict[str, Any]:
        """Return what `File`, `Document` and `PhotoSize` objects have in common."""
        size = len(self.upload.content)
        return {"file_id": self.file_id, "file_unique_id": f"unique-{self.number}", "file_size": size}

    @property
    def document(self) -> dict[str, Any]:
        """Return the `Document` object, without the name or the type that the sender does not tell."""
        told = {"file_name": self.upload.name, "mime_type": self.upload.mime_type}
        return self.about | {key: value for key, value in told.items() if value}

    @property
    def path(self) -> str:
        """Return where it is fetched: of its name nothing remains but a plain suffix, as with Telegram."""
        suffix = PurePath(self.upload.name).suffix
        return f"{self.kind}s/file_{self.number}{suffix if re.fullmatch(r'[.][A-Za-z0-9]+', suffix) else ''}"


@dataclass
class Files:
    """All files by their ids."""

    _sent: dict[str, File] = field(default_factory=dict)
    _ready: dict[str, File] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def keep(self, kind: str, upload: Upload) -> File:
        """Keep a file that somebody sends."""
        file = File(kind, next(self._numbers), upload)
        self._sent[file.file_id] = file
        return file

    def again(self, kind: str, file_id: str) -> File:
        """Return a file that the bot sends once more by its id.

        Raises:
            ApiError: There is none, or it was sent as something else; the double fetches no addresses either.
        """
        file = self._sent.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
        return file

    def prepare(self, file_id: str) -> dict[str, Any]:
        """Return the `File` object of a file, which can be fetched at its path from now on.

        Raises:
            ApiError: There is none, or it is too big.
        """
        file = self._sent.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.upload.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        self._ready[file.path] = file
        return file.about | {"file_path": file.path}

    def at(self, path: str) -> bytes | None:
        """Return what the bot fetches at a path; None where getFile has not led to it."""
        file = self._ready.get(path)
        return file.upload.content if file else None
