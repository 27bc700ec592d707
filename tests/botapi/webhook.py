"""An address that updates are sent to, and the rules that Telegram's own server, telegram-bot-api, has for it."""

import re
import time
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from tests.botapi.errors import bad_request

DEFAULT_CONNECTIONS = 40
MAX_CONNECTIONS = 100
MAX_SECRET = 256
SECRET = re.compile("[A-Za-z0-9_-]*")
PORTS = (80, 88, 443, 8443)


@dataclass(frozen=True)
class Failure:
    """What went wrong when an update was sent.

    Args:
        sentence: In Telegram's words.
        date: When, in Unix time.
    """

    sentence: str
    date: int = field(default_factory=lambda: int(time.time()))


@dataclass
class Webhook:
    """What setWebhook was told.

    Args:
        last_failure: The last one, which Telegram remembers also when all goes well again.
    """

    url: str
    secret_token: str
    max_connections: int
    ip_address: str
    has_certificate: bool
    last_failure: Failure | None = field(default=None, compare=False)

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> Self:
        """Return what the parameters of a call ask for."""
        connections = parameters.get("max_connections", DEFAULT_CONNECTIONS)
        return cls(
            url=parameters["url"],
            secret_token=parameters.get("secret_token", ""),
            max_connections=min(max(connections, 1), MAX_CONNECTIONS),
            ip_address=parameters.get("ip_address", ""),
            has_certificate="certificate" in parameters,
        )

    @property
    def is_within_reach(self) -> bool:
        """Tell whether it is on this machine; there is no network to others."""
        return _is_loopback(urlsplit(self.url).hostname or "")

    def check(self) -> None:
        """Refuse what Telegram does not take; on this machine plain HTTP and any port will do, as for a local server.

        Raises:
            ApiError: The address or the secret is wrong.
        """
        parts, port = _parsed(self.url)
        if len(self.secret_token) > MAX_SECRET:
            raise bad_request("secret token is too long")
        if not SECRET.fullmatch(self.secret_token):
            raise bad_request("secret token contains unallowed characters")
        if parts.scheme == "https" and port not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if parts.scheme == "http" and not self.is_within_reach:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def bent(parameters: dict[str, Any]) -> list[str]:
    """Return a sentence for each parameter of a call that Telegram silently takes for another."""
    sentences = []
    connections = parameters.get("max_connections", DEFAULT_CONNECTIONS)
    if not 1 <= connections <= MAX_CONNECTIONS:
        sentences.append(f"The max_connections {connections} is not within 1 and {MAX_CONNECTIONS}; Telegram bends it.")
    if parameters.get("secret_token") == "":
        sentences.append("The secret_token is empty; Telegram sends none.")
    return sentences


def _parsed(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    return parts, port


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
