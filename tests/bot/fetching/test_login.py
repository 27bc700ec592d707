"""Pages for logging in."""

from __future__ import annotations

import httpx
import pytest

from bot.fetching.login import is_login_address, is_login_page

FORM = "<form><label>पासवर्ड <input type=password name=p></label><button>लॉग इन</button></form>"
STORY = "<p>" + "मेट्रो का नया मार्ग सोमवार को खुल गया। " * 10 + "</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://news.test/login",
        "https://news.test/wp-login.php?redirect_to=x",
        "https://news.test/users/sign_in",
        "https://news.test/Account/SignIn/",
        "https://news.test/log-in",
        "https://login.news.test/x",
        "https://accounts.test/ServiceLogin?continue=y",
        "https://sso.test/",
    ],
)
def test_addresses_for_logging_in(address: str) -> None:
    """An address says by its words that one logs in there."""
    assert is_login_address(httpx.URL(address))


@pytest.mark.parametrize(
    "address",
    ["https://news.test/", "https://news.test/how-to-login-safely", "https://news.test/x?next=/login", "https://blog.test/"],
)  # fmt: skip
def test_other_addresses(address: str) -> None:
    """An article about logging in is an article."""
    assert not is_login_address(httpx.URL(address))


@pytest.mark.parametrize(
    "page",
    [
        FORM,
        f"<html><head><title>लॉग इन</title><script>{'x ' * 1000}</script></head><body><h1>स्वागत है</h1>{FORM}</body>",
        f"<nav>{'कड़ी ' * 100}</nav>{FORM}<footer>{'कड़ी ' * 100}</footer>",
        FORM.replace("password", "PassWord"),
        f"\ufeff{FORM}",
    ],
)
def test_pages_for_logging_in(page: str) -> None:
    """A page with a password and hardly a word beside it is for logging in, whatever is around it."""
    assert is_login_page(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<!-- nothing -->",
        "<p>थोड़ा",
        STORY,
        STORY + FORM,
        FORM + STORY,
        f"<form>{FORM}</form>" + STORY,
        FORM + "<p>" + "x" * 300_000,
    ],
    ids=["empty", "remark", "short", "story", "form below", "form above", "forms", "large"],
)
def test_other_pages(page: str) -> None:
    """A story with a form somewhere around it is a story."""
    assert not is_login_page(page.encode())
