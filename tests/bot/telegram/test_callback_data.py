"""What buttons carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import InlineKeyboardButtonLimit

from bot.catalogue import Catalogue
from bot.telegram.callback_data import (
    ArticlePage,
    Carried,
    Language,
    PassageView,
    Position,
    Suggestion,
    View,
    Vote,
    is_number,
    read,
)
from bot.words import languages
from tests.bot.articles import article, searcher_of

numbers = st.integers(0, 10**9 - 1)
spoken = st.sampled_from(languages())


@st.composite
def keys(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the keys of an article, whatever its id, and of its language."""
    language = draw(st.from_regex(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", fullmatch=True))
    only = article(draw(st.text(min_size=1)), "T", "सेना कब लौटी", language=language)
    catalogue = Catalogue(searcher_of(only))
    place = catalogue.language(catalogue.languages[0])
    assert place is not None
    return catalogue.article(only).key, place.key


places = keys().flatmap(lambda pair: st.sampled_from(["", *pair]))
articles = keys().map(lambda pair: pair[0])
carried_by_buttons = st.one_of(
    st.builds(View, numbers, st.booleans(), st.booleans(), st.booleans(), spoken, places),
    st.builds(PassageView, articles, numbers, numbers, st.booleans(), spoken),
    st.builds(Vote, st.booleans(), articles, numbers),
    st.builds(Position, numbers, numbers, spoken),
    st.builds(ArticlePage, numbers, spoken),
    st.builds(Suggestion, numbers),
    st.builds(Language, spoken),
)

# What each kind of button carries, as it has been written so far: buttons in old messages must be read for ever.
WRITTEN = {
    "view:0:0:0:0:en:": View(),
    "view:2:1:0:1:hi:lhi": View(2, context=True, together=True, language="hi", place="lhi"),
    "view:0:0:1:0:ta:a0123456789ab": View(short=True, language="ta", place="a0123456789ab"),
    "passage:a1:3:27:1:mr": PassageView("a1", 3, 27, context=True, language="mr"),
    "vote:1:a1:3": Vote(helpful=True, article="a1", number=3),
    "vote:0:a1:3": Vote(helpful=False, article="a1", number=3),
    "position:1:3:bn": Position(1, 3, "bn"),
    "articles:2:en": ArticlePage(2, "en"),
    "ask:0": Suggestion(0),
    "language:ur": Language("ur"),
}


@given(carried=carried_by_buttons)
def test_what_a_button_carries_comes_back(carried: Carried) -> None:
    """What a button carries is read as it was, kind and all; in any library it fits into a button."""
    data = carried.data()
    assert 1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    assert read(data) == carried


@pytest.mark.parametrize(("data", "carried"), WRITTEN.items())
def test_how_it_is_written(data: str, carried: Carried) -> None:
    """Numbers and words stand as they are, yes and no as 1 and 0: buttons of old messages are still understood."""
    assert carried.data() == data
    assert read(data) == carried


@pytest.mark.parametrize(
    "data",
    [
        *("", ":", "view", "view:0", "view:0:0:0:0:en", "view:0:0:0:0:en::", "view:0:0:0:0:en:a:b", "VIEW:0:0:0:0:en:"),
        *("view::0:0:0:en:", "view:-1:0:0:0:en:", "view:1.5:0:0:0:en:", "view:²:0:0:0:en:", "view:१:0:0:0:en:"),
        *("view: 1:0:0:0:en:", "view:9999999999:0:0:0:en:", "view:0:2:0:0:en:", "view:0::0:0:en:", "view:0:00:0:0:en:"),
        *("view:0:c:hi:", "view:0:x:0:0:en:", "view:0:True:0:0:en:", "page:0:0:0:0:en:", "0:2", "page:1", "पूछो"),
        *(
            "passage:a1:1:0:c:hi",
            "passage:a1:1:0:1",
            "passage:a1:-1:0:1:hi",
            "passage:a1:1:²:1:hi",
            "passage:a1::0:1:hi",
        ),
        *("vote:+:a1:1", "vote::a1:1", "vote:1:a1", "vote:1:a1:²", "vote:2:a1:1", "vote:1:a1:1:"),
        *("place:1:2:en", "position:1:2", "position:x:2:en", "sources:1:en", "articles:en:1", "ask", "ask:", "ask:x"),
        *("language", "language:hi:en", f"language:{'a' * 17}", f"view:0:0:0:0:en:{'a' * 17}"),  # no word is so long
    ],
)
def test_data_of_another_version_is_nothing(data: str) -> None:
    """Data that this version does not write is told apart from what it does, not misread."""
    assert read(data) is None


@given(
    data=st.text()
    | st.lists(st.sampled_from(["view", "passage", "vote", "ask", "language", "0", "1", "7", "", "hi", "²", "क"])).map(
        ":".join
    )
)
def test_any_data_is_read_without_an_error(data: str) -> None:
    """Whatever a client sends, reading it raises nothing, and what is read is written so that it is read the same."""
    carried = read(data)
    if carried is not None:
        assert read(carried.data()) == carried


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", True), ("7", True), ("007", True), ("123456789", True)),
        *(("", False), ("-1", False), ("+1", False), ("1_0", False), (" 1", False), ("1\n", False)),
        *(("१", False), ("²", False), ("1234567890", False), ("1" * 5000, False)),
    ],
)
def test_numbers_are_those_that_the_bot_writes(text: str, *, number: bool) -> None:
    """Only short runs of ASCII digits are numbers: others cannot be turned into one, or into one that fits."""
    assert is_number(text) is number
