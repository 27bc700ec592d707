"""The twelve languages of the bot's own words: which somebody is spoken to in, and that all of it is in that one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Self

import pytest
from telegram import Bot, BotCommand, BotCommandScope

from tests.botapi import Call, FakeBotApi, Person
from tests.botapi.library import post, run
from tests.features.conftest import Shared

# In English, so that what is in another script is the bot's own words.
ARTICLES = {
    "metro.txt": (
        "---\ntitle: The Delhi Metro\nlanguage: en\n---\n"
        "The first line of the Delhi Metro is red. It was opened in December 2002 at Shahdara.\n\n"
        "The second line of the Delhi Metro is yellow. It was opened in 2004 at Kashmere Gate."
    )
}
QUESTION = "When was the line of the Delhi Metro opened?"
NOT_THERE = "Who won the cricket world cup?"
NO_QUESTION = "🙂"
SAID = ("/start", "/help", "/sources", "/settings", "/nonsense", NO_QUESTION, NOT_THERE, f"{QUESTION} in: x")
SAID_IN_GROUPS = ("/help", "/ask", f"/ask {NOT_THERE}")
PHOTO = "a photo"

LANGUAGES = {
    "bn": ("বাংলা", "BENGALI"),
    "en": ("English", "LATIN"),
    "gu": ("ગુજરાતી", "GUJARATI"),
    "hi": ("हिन्दी", "DEVANAGARI"),
    "kn": ("ಕನ್ನಡ", "KANNADA"),
    "ml": ("മലയാളം", "MALAYALAM"),
    "mr": ("मराठी", "DEVANAGARI"),
    "or": ("ଓଡ଼ିଆ", "ORIYA"),
    "pa": ("ਪੰਜਾਬੀ", "GURMUKHI"),
    "ta": ("தமிழ்", "TAMIL"),
    "te": ("తెలుగు", "TELUGU"),
    "ur": ("اردو", "ARABIC"),
}
SCRIPTS = {language: script for language, (_, script) in LANGUAGES.items()}
MENUS = {
    "all_private_chats": ["start", "ask", "help", "sources", "settings"],
    "all_group_chats": ["ask", "sources", "help"],
}


def is_in(text: str, script: str) -> bool:
    """Return whether a text is in a script: letters of that one, and of no other but Latin."""
    found = {unicodedata.name(character).split()[0] for character in text if character.isalpha()}
    return script in found and found <= {script, "LATIN"}


def helped(person: Person) -> str:
    """Return what somebody is told who asks for help."""
    person.says("/help")
    return person.gets(timeout=20).text


class Talks:
    """All that somebody can say, in chats of their own, since a chat takes a message a second; answers come together.

    Args:
        api: The server.
        language: That of their Telegram.
    """

    def __init__(self, api: FakeBotApi, language: str) -> None:
        self._alone = {what: api.person("Somebody", language) for what in (*SAID, PHOTO)}
        self._member = api.person("Somebody", language)
        self._groups = {what: api.group(self._member) for what in SAID_IN_GROUPS}

    def begin(self) -> None:
        """Say it all; in groups twice, the second time too soon."""
        for text in SAID:
            self._alone[text].says(text)
        self._alone[PHOTO].sends_photo()
        for text, group in self._groups.items():
            self._member.says(text, group)
            self._member.says(text, group)

    def end(self) -> dict[str, str]:
        """Return what the bot says to each."""
        told = {what: person.gets(timeout=20).text for what, person in self._alone.items()}
        for again in ("", "too soon: "):
            for what, group in self._groups.items():
                told[f"group: {again}{what}"] = self._member.gets(group, timeout=20).text
        results = self._member.types_inline("")["results"]
        told |= {f"article: {result['title']}": result["description"] for result in results}
        return told | {"nothing found": self._member.types_inline(NOT_THERE)["button"]["text"]}


@pytest.fixture(scope="module")
def told(shared: Shared) -> dict[str, dict[str, str]]:
    """What the bot says in each language."""
    talks = {language: Talks(shared.api, language) for language in LANGUAGES}
    for talk in talks.values():
        talk.begin()
    return {language: talk.end() for language, talk in talks.items()}


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize(("language", "script"), SCRIPTS.items(), ids=SCRIPTS)
def test_all_that_the_bot_says_is_in_the_language(told: dict[str, dict[str, str]], language: str, script: str) -> None:
    """Whatever somebody says, the bot's own words are in their language, and fit what Telegram takes."""
    assert len(told[language]) == len(SAID) + 1 + 2 * len(SAID_IN_GROUPS) + len(ARTICLES) + 1
    assert {what: text for what, text in told[language].items() if not is_in(text, script)} == {}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("language", "script"), SCRIPTS.items(), ids=SCRIPTS)
def test_all_buttons_are_in_the_language(api: FakeBotApi, language: str, script: str) -> None:
    """The buttons below an answer, and what pressing them says, are in the language of who asked."""
    person = api.person("Somebody", language)
    person.says(QUESTION)
    answer = person.gets(timeout=20)
    place, following, context, copying, *votes = answer.buttons
    said = [
        following,
        context,
        copying,
        *votes,
        *(person.presses(answer, button)["text"] for button in (place, *votes)),
    ]
    person.presses(answer, context)
    around = person.gets_edit(answer)
    said += [button for button in around.buttons if button != place]
    person.presses(around, following)
    second = person.gets_edit(around)
    said += [next(iter(second.buttons)), second.text]
    assert [text for text in said if not is_in(text, script)] == []
    (below,) = second.text.splitlines()[-1:]
    assert below.endswith(QUESTION)


@pytest.mark.usefixtures("api")
def test_chosen_language_holds_and_is_remembered(shared: Shared) -> None:
    """Each language can be chosen by its own name; it holds at once, is ticked from then on, and outlives a restart."""
    people = {}
    for language, (name, script) in LANGUAGES.items():
        person = people[language] = shared.api.person(name, "hi" if language == "en" else "en")
        person.says("/settings")
        menu = person.gets(timeout=20)
        assert [button.removeprefix("✓ ") for button in menu.buttons] == [name for name, _ in LANGUAGES.values()]
        person.presses(menu, name)
        assert is_in(person.gets_edit(menu).text, script)
        person.says("/settings")
    for person in people.values():
        ticked = [button for button in person.gets(timeout=20).buttons if button.startswith("✓")]
        assert ticked == [f"✓ {person.user['first_name']}"]
    shared.restart()
    spoken = {language: helped(person) for language, person in people.items()}
    assert all(is_in(text, SCRIPTS[language]) for language, text in spoken.items())
    assert spoken["hi"] != spoken["mr"]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("language_code", "script"),
    [("ta", "TAMIL"), ("hi-IN", "DEVANAGARI"), ("pt-br", "LATIN"), ("sa", "LATIN"), (None, "LATIN")],
)
def test_language_is_that_of_telegram(api: FakeBotApi, language_code: str | None, script: str) -> None:
    """Who has chosen nothing is spoken to in the language of their Telegram, whatever its region, else in English."""
    assert is_in(helped(api.person("Somebody", language_code)), script)


@pytest.mark.usefixtures("api")
def test_language_that_telegram_does_not_tell_is_the_last_known(shared: Shared, asha: Person) -> None:
    """Telegram does not always tell a language: then the last one holds that it told, after a restart too."""
    asha.user["language_code"] = "te"
    assert is_in(helped(asha), "TELUGU")
    del asha.user["language_code"]
    assert is_in(helped(asha), "TELUGU")
    shared.restart()
    assert is_in(helped(asha), "TELUGU")
    asha.user["language_code"] = "bn"
    assert is_in(helped(asha), "BENGALI")


# What Telegram shows by itself


@dataclass(frozen=True)
class Profile:
    """What Telegram shows of the bot in a language: the menus by their scope, and the descriptions."""

    menus: dict[str, tuple[BotCommand, ...]]
    descriptions: tuple[str, str]

    @classmethod
    async def of(cls, bot: Bot, language: str) -> Self:
        """Return what is shown in a language; the one of no language is shown where there is none for it."""
        menus = {scope: await bot.get_my_commands(BotCommandScope(scope), language) for scope in MENUS}
        long, short = await bot.get_my_description(language), await bot.get_my_short_description(language)
        return cls(menus, (long.description, short.short_description))


def has_set_all(api: FakeBotApi) -> bool:
    """Return whether the bot has set its profile at some start: the last text in the last language."""
    calls = api.calls_of("setMyShortDescription")
    return any(call.answer and call.parameters.get("language_code") == max(LANGUAGES) for call in calls)


@pytest.mark.usefixtures("shared")
def test_profile_is_set_in_every_language(api: FakeBotApi) -> None:
    """Menus, for private chats and for groups, and descriptions are in each language, and in English for others."""
    assert api.waits_for(has_set_all, timeout=20)
    scripts = {**SCRIPTS, "": "LATIN"}

    async def profiles(bot: Bot) -> dict[str, Profile]:
        return {language: await Profile.of(bot, language) for language in scripts}

    for language, profile in run(api, profiles).items():
        commands = {scope: [command.command for command in menu] for scope, menu in profile.menus.items()}
        assert commands == MENUS
        shown = [*profile.descriptions, *(command.description for menu in profile.menus.values() for command in menu)]
        assert [text for text in shown if not is_in(text, scripts[language])] == []


def test_profile_is_set_only_where_it_differs(shared: Shared, api: FakeBotApi) -> None:
    """A second start sets nothing of what is there; what somebody changed in between is set again, and only that."""
    assert api.waits_for(has_set_all, timeout=20)
    changes: dict[str, dict[str, Any]] = {
        "setMyCommands": {"commands": [], "scope": {"type": "all_group_chats"}, "language_code": "pa"},
        "setMyDescription": {"description": "?", "language_code": "ta"},
        "setMyShortDescription": {"short_description": "?", "language_code": max(LANGUAGES)},  # the last to be set
    }
    shared.stop()
    for method, change in changes.items():
        post(api, method, **change)
    start = len(api.calls)
    shared.start()

    def again() -> list[Call]:
        return [call for call in api.calls[start:] if call.method.startswith("setMy")]

    assert api.waits_for(lambda _: any(call.method == "setMyShortDescription" for call in again()), timeout=20)
    assert [(call.method, call.parameters["language_code"]) for call in again()] == [
        (method, change["language_code"]) for method, change in changes.items()
    ]
