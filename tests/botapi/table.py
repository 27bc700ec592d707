"""The Bot API's description, as data: of every method its parameters and results, of every object its fields.

Where the whole API lies beside the repository (`../shared/botapi/api-*.json`) that is used; otherwise `methods.json`,
the part of it that the bot needs, which `python -m tests.botapi` writes anew from the whole.
"""

import functools
import json
import re
from pathlib import Path
from typing import Any, NotRequired, TypedDict

HERE = Path(__file__).parent
SMALL_TABLE = HERE / "methods.json"
WHOLE_API_FOLDER = HERE.parents[2] / "shared" / "botapi"

KEPT_METHODS = """
    answerCallbackQuery answerGuestQuery answerInlineQuery close deleteMessage deleteMyCommands deleteWebhook
    editMessageCaption editMessageMedia editMessageReplyMarkup editMessageText getChat getFile getMe getMyCommands
    getMyDescription getMyName getMyShortDescription getUpdates getWebhookInfo logOut sendChatAction sendDocument
    sendMessage sendPhoto setMyCommands setMyDescription setMyName setMyShortDescription setWebhook
""".split()
KEPT_TYPES = """
    AcceptedGiftTypes BotCommand BotCommandScope BotCommandScopeAllChatAdministrators BotCommandScopeAllGroupChats
    BotCommandScopeAllPrivateChats BotCommandScopeChat BotCommandScopeChatAdministrators BotCommandScopeChatMember
    BotCommandScopeDefault BotDescription BotName BotShortDescription CallbackQuery Chat ChatFullInfo ChatMember
    ChatMemberBanned ChatMemberLeft ChatMemberMember ChatMemberUpdated ChosenInlineResult CopyTextButton Document
    File ForceReply InaccessibleMessage InlineKeyboardButton InlineKeyboardMarkup InlineQuery InlineQueryResult
    InlineQueryResultArticle InlineQueryResultsButton InputFile InputMedia InputMediaDocument InputMediaPhoto
    InputMessageContent InputTextMessageContent LinkPreviewOptions MaybeInaccessibleMessage Message MessageEntity
    MessageOrigin MessageOriginChannel MessageOriginChat MessageOriginHiddenUser MessageOriginUser PhotoSize
    ReplyKeyboardRemove ReplyParameters SentGuestMessage Sticker SwitchInlineQueryChosenChat TextQuote Update User
    WebhookInfo
""".split()


class Field(TypedDict):
    """A parameter or a field: its types, whether it must be there, the one value that it may have."""

    types: list[str]
    required: NotRequired[bool]
    constant: NotRequired[str]


class Kind(TypedDict):
    """An object (its fields), a choice of objects (its subtypes), or a method (its parameters and results)."""

    fields: NotRequired[dict[str, Field]]
    subtypes: NotRequired[list[str]]
    returns: NotRequired[list[str]]


class Table(TypedDict):
    """The API as far as it is described: methods and types by their names."""

    version: str
    methods: dict[str, Kind]
    types: dict[str, Kind]


def condensed(api: dict[str, Any]) -> Table:
    """Return the facts of the whole API's description: names, types, what is required; no prose."""

    def fields(entry: dict[str, Any]) -> dict[str, Field]:
        return {field["name"]: _field(field) for field in entry.get("fields", [])}

    def kind(entry: dict[str, Any]) -> Kind:
        return {"subtypes": entry["subtypes"]} if "subtypes" in entry else {"fields": fields(entry)}

    return {
        "version": api["version"],
        "methods": {
            name: {"returns": entry["returns"], "fields": fields(entry)} for name, entry in api["methods"].items()
        },
        "types": {name: kind(entry) for name, entry in api["types"].items()},
    }


def _field(entry: dict[str, Any]) -> Field:
    field: Field = {"types": entry["types"]}
    if entry["required"]:
        field["required"] = True
    # What tells the objects of a choice apart stands only in the description: 'Type of the result, must be article'.
    constant = re.search(r'(?:, always "|, must be )([a-z0-9_]+)"?$', entry["description"])
    if constant and entry["types"] == ["String"]:
        field["constant"] = constant[1]
    # So does it where a string may name a file in the same body, which `attached` puts in its place.
    if "attach://" in entry["description"] and "InputFile" not in entry["types"]:
        field["types"] = [*entry["types"], "InputFile"]
    return field


def reduced(table: Table) -> Table:
    """Return what the bot needs of a table; fields and choices of types that are not kept are left out."""
    plain = {"Integer", "Float", "Boolean", "String"}

    def is_kept(name: str) -> bool:
        return name.split()[-1] in plain.union(KEPT_TYPES)

    def kept(kind: Kind) -> Kind:
        few = kind.copy()
        if "subtypes" in kind:
            few["subtypes"] = [name for name in kind["subtypes"] if is_kept(name)]
        few_fields: dict[str, Field] = {}
        for key, field in kind.get("fields", {}).items():
            if types := [name for name in field["types"] if is_kept(name)]:
                few_fields[key] = {**field, "types": types}
        if "fields" in kind:
            few["fields"] = few_fields
        return few

    return {
        "version": table["version"],
        "methods": {name: kept(table["methods"][name]) for name in KEPT_METHODS},
        "types": {name: kept(table["types"][name]) for name in KEPT_TYPES},
    }


@functools.cache
def whole_api() -> Table | None:
    """Return the newest whole description that lies beside the repository, or None."""
    files = sorted(WHOLE_API_FOLDER.glob("api-*.json"))
    return condensed(json.loads(files[-1].read_text("utf-8"))) if files else None


def small_table() -> Table:
    """Return the part that the repository carries."""
    table: Table = json.loads(SMALL_TABLE.read_text("utf-8"))
    return table


def load() -> Table:
    """Return the fullest description at hand."""
    return whole_api() or small_table()


def write_small_table() -> None:
    """Write `methods.json` anew from the whole API."""
    whole = whole_api()
    if whole is None:
        raise SystemExit(f"{WHOLE_API_FOLDER} holds no api-*.json to take methods.json from.")
    SMALL_TABLE.write_text(as_text(reduced(whole)), "utf-8")


def as_text(table: Table) -> str:
    """Return the table as JSON with one field a line, so that a change of the API shows as a change of few lines."""
    lines = json.dumps(table, indent=1)
    # Fields are the innermost objects; everything about one fits on its line.
    return re.sub(r"\{[^{}]*\}|\[[^\[\]{}]*\]", lambda inner: re.sub(r"\s*\n\s*", " ", inner[0]), lines) + "\n"
