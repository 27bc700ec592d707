"""Links that somebody sends to be read."""

from __future__ import annotations

import pytest
from telegram import Message

from bot.telegram.links import Links, link_in
from tests.botapi import origins, writing

METRO = "https://example.org/metro?a=1&b=2#top"
POST = f'मेट्रो का <b>नया</b> मार्ग 🙂 खुला। <a href="{METRO}">पूरा लेख</a> पढ़िए।'
CHAT = {"id": 1, "type": "private", "first_name": "Asha"}
CHANNEL = origins.channel("समाचार")


def message(text: str, *, html: bool = False, forwarded: bool = False, below: bool = False) -> Message:
    """Return a message as Telegram tells it, with the links that it finds.

    Args:
        text: What it says.
        html: Whether that is marked up.
        forwarded: Whether it is a channel's post.
        below: Whether it stands below a picture.
    """
    said = writing.captioned(text, html=html) | writing.photo("p") if below else writing.typed(text, html=html)
    origin = writing.forwarded(origin=CHANNEL if forwarded else False)
    return Message.de_json({"message_id": 1, "date": 1, "chat": CHAT, **said, **origin}, None)


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    ("text", "address"),
    [
        (METRO, METRO),
        (f"  {METRO}\n", METRO),
        ("example.org/metro", "https://example.org/metro"),
        ("http://उदाहरण.भारत/लेख", "http://उदाहरण.भारत/लेख"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
    ],
)
def test_a_link_alone_is_meant(text: str, address: str, *, below: bool) -> None:
    """A message that says nothing but a link is about it, as a text or below a picture; a bare host gets https."""
    assert link_in(message(text, below=below)) == address


@pytest.mark.parametrize("below", [False, True])
def test_the_link_behind_words_alone_is_meant(*, below: bool) -> None:
    """Where all words of a message are a link, what is behind them is meant."""
    assert link_in(message(f'<a href="{METRO}">पूरा लेख</a>', html=True, below=below)) == METRO


@pytest.mark.parametrize("below", [False, True])
def test_the_link_in_a_forwarded_post_is_meant(*, below: bool) -> None:
    """In what is passed on, the only link is meant, whatever stands around it, behind words or not."""
    assert link_in(message(POST, html=True, forwarded=True, below=below)) == METRO
    assert link_in(message(f"मेट्रो 🙂 {METRO} पढ़िए", forwarded=True, below=below)) == METRO
    twice = f'{METRO} और फिर <a href="{METRO}">यही</a>'
    assert link_in(message(twice, html=True, forwarded=True, below=below)) == METRO


@pytest.mark.parametrize("forwarded", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "मेट्रो का मार्ग कब खुला?",
        "asha@example.org",
        "@poochho_bot",
        "/start",
        "example.org और example.com",
        "टोकायव ने क्या कहा? 5.30 बजे",
    ],
)
def test_no_link_or_several_are_not_meant(text: str, *, forwarded: bool) -> None:
    """Where there is no link, or nobody can say which, the message is about none."""
    assert link_in(message(text, forwarded=forwarded)) is None


def test_a_question_with_a_link_is_a_question() -> None:
    """Who writes more than a link asks something."""
    assert link_in(message(f"{METRO} में किराया कितना है?")) is None
    assert link_in(message(POST, html=True)) is None


def test_a_message_without_words_has_no_link() -> None:
    """A picture, or an event in the chat, is about no link."""
    assert link_in(message("", below=True)) is None
    assert link_in(Message.de_json({"message_id": 1, "date": 1, "chat": CHAT, "pinned_message": None}, None)) is None


def test_the_filter_takes_what_is_about_a_link() -> None:
    """The filter lets a message through that is about a link, and no other."""
    links = Links()
    assert links.filter(message(METRO))
    assert not links.filter(message("मार्ग कब खुला?"))
