"""All checks, side by side: whatever fails or hangs, the others are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from threading import Thread
from time import monotonic

from bot.doctor.articles import check_articles
from bot.doctor.finding import Finding, Level
from bot.doctor.listen import check_listen
from bot.doctor.storage import check_database, check_disk
from bot.doctor.telegram import check_telegram
from bot.errors import BotError
from bot.settings import Settings
from bot.web.webhook import webhook_secret
from index import IndexingError

_PATIENCE = 10.0  # seconds for a check
_REDACTED = "<secret>"


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at.

    Attributes:
        name: What, in a word.
        look: Looks at it; may block, and raise anything.
        late: What to do where that takes too long.
    """

    name: str
    look: Callable[[Settings], Iterable[Finding]]
    late: str


CHECKS = (
    Check("telegram", check_telegram, "See that nothing between here and Telegram holds connections up."),
    Check("listen", check_listen, "See what listens there; it takes connections and does not answer."),
    Check("disk", check_disk, "See that the disk of POOCHHO_HOME answers; it may be a network's."),
    Check("database", check_database, "See that the database's server is well, and that nobody keeps it locked."),
    Check("articles", check_articles, "Another process may be changing them, or their index is made anew. Try later."),
)


def examine(settings: Settings, checks: Sequence[Check] = CHECKS, patience: float = _PATIENCE) -> list[Finding]:
    """Return what is found, check by check, without a secret in it.

    Args:
        settings: The settings.
        checks: What is looked at.
        patience: Seconds that each check may take.
    """
    begun = [(check, _begun(check, settings)) for check in checks]
    until = monotonic() + patience
    found = [each for check, looking in begun for each in _found(check, looking, until, patience)]
    return [_redacted(each, _secrets(settings)) for each in found]


def _begun(check: Check, settings: Settings) -> Future[list[Finding]]:
    """Begin with a check, in a thread that nobody waits for at the end: it may hang."""
    looking: Future[list[Finding]] = Future()

    def look() -> None:
        try:
            looking.set_result(list(check.look(settings)))
        except BaseException as error:  # noqa: BLE001  # to be told by who waits
            looking.set_exception(error)

    Thread(target=look, name=f"doctor: {check.name}", daemon=True).start()
    return looking


def _found(check: Check, looking: Future[list[Finding]], until: float, patience: float) -> list[Finding]:
    try:
        return looking.result(max(0.0, until - monotonic()))
    except TimeoutError:
        found, mend = f"It took longer than {patience:g} s.", check.late
    except (BotError, IndexingError) as error:
        found, mend = str(error), ""  # the sentence says what to do
    except Exception as error:  # noqa: BLE001  # whatever it is, the other checks are told
        found, mend = f"It could not be checked ({type(error).__name__}: {error}).", "Please report it."
    return [Finding(check.name, Level.PROBLEM, found, mend)]


def _secrets(settings: Settings) -> list[str]:
    if settings.bot_token is None:
        return []
    token = settings.bot_token.get_secret_value()
    return [token, token.rpartition(":")[2], webhook_secret(token)]


def _redacted(finding: Finding, secrets: Iterable[str]) -> Finding:
    """Return a finding without secrets: others' words are in it, and a webhook's address may hold a token."""
    found = finding.found
    for secret in filter(None, secrets):
        found = found.replace(secret, _REDACTED)
    return replace(finding, found=found)
