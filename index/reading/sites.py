"""Which address a web page goes by: its own word for it, as long as it speaks of its own site."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urljoin, urlsplit

from tld import get_fld

from index.front_matter import is_web_address

_UNSEEN = re.compile(r"[\u0080-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LONGEST = 2000  # characters: what browsers and servers agree on
_PORTS = {"http": 80, "https": 443}


def web_address(address: str | None) -> str | None:
    """Return an http or https address without its fragment, None for anything else."""
    parts = _parts(address or "")
    return parts._replace(fragment="").geturl() if parts else None


def own_address(said: str | None, address: str | None) -> str | None:
    """Return the address that a page goes by.

    Args:
        said: What the page says; it may be relative.
        address: Where it was fetched, None if it was not.

    Returns:
        What the page says, unless it was fetched from another site (one that somebody else may have registered), or
        the page calls the front page its own, as some content systems do on every page. Then where it was fetched.
    """
    fetched = _parts(address or "")
    try:
        claimed = _parts(urljoin(address or "", said.strip())) if said and said.strip() else None
    except ValueError:
        claimed = None
    trusted = claimed and (fetched is None or (_site(claimed) == _site(fetched) and not _is_front(claimed, fetched)))
    own = claimed if trusted else fetched
    return own._replace(fragment="").geturl() if own else None


def _parts(address: str) -> SplitResult | None:
    if len(address) > _LONGEST or _UNSEEN.search(address) or not is_web_address(address):
        return None
    parts = urlsplit(address)
    return parts if parts.username is None else None


def _site(parts: SplitResult) -> str:
    """Return the domain that somebody registered, by the Public Suffix List; the host and port where there is none."""
    host = _in_letters((parts.hostname or "").rstrip("."))
    registered = None if _is_number(host) else get_fld(f"http://{host}", fail_silently=True, search_private=True)
    return registered or f"{host}:{parts.port or _PORTS[parts.scheme]}"


def _in_letters(host: str) -> str:
    """Return a host as the list has it: in its own script."""
    try:
        return host.encode("idna").decode("idna")
    except UnicodeError:
        return host


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_front(claimed: SplitResult, fetched: SplitResult) -> bool:
    return claimed.path in {"", "/"} and not claimed.query and fetched.path not in {"", "/"}
