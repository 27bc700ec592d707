"""Read a call's parameters from whatever body or query string they came in."""

import email.policy
import json
from email.parser import BytesParser
from typing import Any, cast
from urllib.parse import parse_qsl

from starlette.requests import Request

from tests.botapi.errors import bad_request
from tests.botapi.upload import Upload

NOT_UTF_8 = "strings must be encoded in UTF-8"


async def parameters(request: Request) -> dict[str, object]:
    """Return the parameters of the query string and the body: JSON, form-encoded or multipart.

    Raises:
        ApiError: The body is no JSON object, or not valid UTF-8.
    """
    found: dict[str, object] = {**_form(request.scope["query_string"])}
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("application/json") and body:
        found |= _json(body)
    elif content_type.startswith("multipart/form-data"):
        found |= _multipart(content_type, body)
    else:
        found |= _form(body)
    return found


def require_whole_characters(decoded: dict[str, Any]) -> None:
    """Refuse half a surrogate pair, which JSON's escapes can write and UTF-8 cannot.

    Raises:
        ApiError: A string holds one, at any depth.
    """
    try:
        json.dumps(decoded, ensure_ascii=False, default=repr).encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad_request(NOT_UTF_8) from error


def _utf8(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_request(NOT_UTF_8) from error


def _form(encoded: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(_utf8(encoded), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise bad_request(NOT_UTF_8) from error
    return dict(pairs)


def _json(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(_utf8(body))
    except json.JSONDecodeError as error:
        raise bad_request("can't parse request body as a JSON object") from error
    if not isinstance(found, dict):
        raise bad_request("can't parse request body as a JSON object")
    return found


def _multipart(content_type: str, body: bytes) -> dict[str, object]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    whole = BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found: dict[str, object] = {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = cast("bytes", part.get_payload(decode=True))
        filename = part.get_filename()
        found[name] = _utf8(content) if filename is None else Upload(filename, content, part.get_content_type())
    return found
