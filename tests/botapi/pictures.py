"""Pictures that the bot sends as photos: what Telegram takes, and the sizes that it makes of them."""

import io
from typing import Any

from PIL import Image

from tests.botapi.errors import bad_request
from tests.botapi.files import File

# The limits of sendPhoto in the Bot API's description.
MAX_BYTES = 10 * 1024 * 1024
MAX_SIDES = 10_000
MAX_RATIO = 20
# The longest sides of the sizes s, m, x and y (core.telegram.org/api/files#image-thumbnail-types).
SIDES = (90, 320, 800, 1280)


def photo_sizes(file: File) -> list[dict[str, Any]]:
    """Return the `PhotoSize` objects of a picture, the largest last; the double keeps no bytes of the smaller ones.

    Raises:
        ApiError: Telegram takes no such picture.
    """
    width, height = _measured(file.upload.content)
    longest = max(width, height)
    smaller = [
        {"file_id": f"{file.file_id}-{side}", "file_unique_id": f"{file.about['file_unique_id']}-{side}"}
        | _scaled(width, height, side)
        for side in SIDES
        if side < min(longest, SIDES[-1])
    ]
    return [*smaller, file.about | _scaled(width, height, min(longest, SIDES[-1]))]


def _scaled(width: int, height: int, side: int) -> dict[str, int]:
    scale = side / max(width, height)
    return {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}


def _measured(content: bytes) -> tuple[int, int]:
    """Return the width and height of a whole PNG or JPEG within the limits."""
    if len(content) > MAX_BYTES:
        size = f"file of size {len(content)} bytes is too big for a photo"
        raise bad_request(f"{size}; the maximum size is {MAX_BYTES} bytes")
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            width, height = picture.size
            if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from error
    except OSError as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    return width, height
