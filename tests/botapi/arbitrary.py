"""Updates that nobody thought of, for Hypothesis: all that the Bot API's description allows, and what it does not."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.botapi import table
from tests.botapi.table import Table

DEPTH = 3
MAX_ITEMS = 2
MAX_FIELDS = 6
MAX_ID = 2**52 - 1
# Fields that bots look at: each of the first is there as often as not, one of the others now and then; all that are not
# named here come least often.
USUAL = frozenset("data entities from text".split())
FREQUENT = frozenset(
    """
    caption caption_entities chat document file_name forward_origin guest_query_id inline_message_id language_code
    message new_chat_members photo quote reply_to_message sender_chat title username via_bot
    """.split()
)
# The description has these only in prose.
ENTITIES = "mention hashtag bot_command url bold code pre text_link text_mention blockquote".split()
WORDS = {
    ("Chat", "type"): ["private", "group", "supergroup", "channel"],
    ("MessageEntity", "type"): ENTITIES,
    ("User", "language_code"): ["hi", "en", "pt-br", "", "zz"],
}
QUESTIONS = [
    "शोइगु ने क्या कहा?",
    "shoigu ne kya kaha",
    "/start",
    "/ask@poochho_bot ",
    "/settings extra",
    "@poochho_bot",
    "?",
]
ODD = ["", " ", "\n\n", "।", "्", "ி", "क्\u200dष", "\u202eback", "\U0010ffff", "👩\u200d👧", "न" * 4096, "😀" * 2048]
HOSTILE = ["<b>&amp;", "%s {0} \\", "../../etc/passwd", "'; DROP TABLE inbox; --", "http://" + "a" * 300]
IDS = [0, 1, -1, 2**31, -(2**31), MAX_ID, -MAX_ID, -1_001_234_567_890]

# Telegram's texts hold neither halves of surrogate pairs nor null characters.
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_texts = st.sampled_from(QUESTIONS + ODD + HOSTILE) | st.text(_characters, max_size=20)
_ids = st.sampled_from(IDS) | st.integers(-MAX_ID, MAX_ID)
_dates = st.integers(0, 2**31 - 1)
# Lengths, and offsets of entities: within the text or far from it.
_numbers = st.integers(-2, 40) | st.integers(-(2**31), 2**31 - 1)
_fractions = st.floats(allow_nan=False, allow_infinity=False)
_plain: dict[str, st.SearchStrategy[object]] = {"Boolean": st.booleans(), "Float": _fractions, "String": _texts}

_anything = st.text(st.characters(), max_size=9)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | _fractions | _anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_anything, inner, max_size=3),
    max_leaves=6,
)
# These break readers of JSON rather than readers of updates.
_DEEP, _LONG_NUMBER = b"[" * 100_000, b'{"update_id":' + b"9" * 5_000 + b"}"
_broken = st.sampled_from([b"", b"{}", b"null", b"\xff\xfe", b'{"update_id":NaN}', _DEEP, _LONG_NUMBER])


def kinds(described: Table | None = None) -> list[str]:
    """Return the kinds of updates that the description has, the fullest at hand if none is given."""
    return [name for name in (described or table.load())["types"]["Update"]["fields"] if name != "update_id"]


def updates(*kind: str, described: Table | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Return updates that Telegram may send, by the description.

    Args:
        kind: The kinds; where none is named, half of the updates are messages and half are of any kind.
        described: The description; the fullest at hand if none is given.
    """
    description = described or table.load()
    anything = st.just("message") | st.sampled_from(kinds(description))
    return _updates(description, st.sampled_from(kind) if kind else anything)


def mangled(*kind: str, described: Table | None = None) -> st.SearchStrategy[object]:
    """Return updates but for one to three places, where a part is gone or is some other JSON; arguments as above."""
    return _mangled(updates(*kind, described=described))


def bodies() -> st.SearchStrategy[bytes]:
    """Return what may come in the body of a request: updates, mangled ones, halves of them, any bytes."""
    written = (updates() | mangled()).map(lambda update: json.dumps(update).encode())
    cut = st.tuples(written, st.integers(0, 100)).map(lambda pair: pair[0][: len(pair[0]) * pair[1] // 100])
    return written | cut | st.binary(max_size=50) | _broken


@st.composite
def _updates(draw: st.DrawFn, described: Table, named: st.SearchStrategy[str]) -> dict[str, Any]:
    kind = draw(named)
    event = _Maker(draw, described).value(described["types"]["Update"]["fields"][kind]["types"], kind, DEPTH)
    return {"update_id": draw(st.integers(1, 2**31 - 1)), kind: event}


@st.composite
def _mangled(draw: st.DrawFn, sound: st.SearchStrategy[dict[str, Any]]) -> object:
    root: dict[str, object] = {"update": draw(sound)}
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(_places(root))))
        if container is not root and draw(st.booleans()):
            del container[key]
        else:
            container[key] = draw(_json)
    return root["update"]


def _places(container: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  # whatever stands in JSON
    """Return where something stands: in which object or array, at which name or number."""
    keys = range(len(container)) if isinstance(container, list) else container if isinstance(container, dict) else ()
    for key in keys:
        yield container, key
        yield from _places(container[key])


class _Maker:
    """Makes values of the types that a table describes.

    Args:
        draw: Hypothesis' choice.
        described: The table.
    """

    def __init__(self, draw: st.DrawFn, described: Table) -> None:
        self._draw = draw
        self._types = described["types"]

    def value(self, types: list[str], name: str, depth: int, of: str = "") -> object:
        """Return a value for a field.

        Args:
            types: The types that it may have.
            name: The field.
            depth: How deep its objects may hold others that need not be there.
            of: The type of object that has the field.
        """
        choices = [choice for each in types for choice in self._types.get(each, {}).get("subtypes", [each])]
        flat = [choice for choice in choices if choice not in self._types]
        kind = self._draw(st.sampled_from(flat if flat and depth <= 0 else choices))
        if kind.startswith("Array of "):
            items = self._draw(st.integers(0, MAX_ITEMS)) if depth > 0 else 0
            return [self.value([kind.removeprefix("Array of ")], name, depth - 1, of) for _ in range(items)]
        if kind in self._types:
            return self._object(kind, depth)
        if kind == "Integer":
            return self._draw(_integers(name))
        words = WORDS.get((of, name))
        return self._draw(st.sampled_from(words) | _texts if words else _plain[kind])

    def _object(self, kind: str, depth: int) -> dict[str, object]:
        fields = self._types[kind].get("fields", {})
        wanted = {name for name, field in fields.items() if field.get("required")}
        optional = [name for name in fields if name not in wanted]
        if depth > 0 and optional:
            wanted |= {name for name in optional if name in USUAL and self._draw(st.booleans())}
            frequent = [name for name in optional if name in FREQUENT] or optional
            either = st.sampled_from(frequent) | st.sampled_from(optional)
            wanted |= set(self._draw(st.lists(either, max_size=MAX_FIELDS)))
        return {
            name: field["constant"] if "constant" in field else self.value(field["types"], name, depth - 1, kind)
            for name, field in fields.items()
            if name in wanted
        }


def _integers(name: str) -> st.SearchStrategy[int]:
    if name == "id" or name.endswith("_id"):
        return _ids
    return _dates if name == "date" or name.endswith("_date") else _numbers
