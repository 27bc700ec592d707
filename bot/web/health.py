"""Whether the bot is alive, and whether it can answer now: for whoever restarts processes and spreads requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import BotError
from bot.printable import on_one_line
from bot.web.shared import Shared
from index import IndexingError

Facts = Mapping[str, object]
Check = Callable[[], Coroutine[Any, Any, Facts]]
"""Returns what there is to tell where all is well, as JSON; raises where it is not."""

_PATIENCE = 1.0  # seconds; Kubernetes by default waits no longer for an answer

_log = logging.getLogger(__name__)


class Health:
    """Tells how the bot is.

    Args:
        checks: What must be well for it to answer, by name.

    Attributes:
        stopping: Whether it ends: it is alive then, and not ready.
    """

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self.stopping = False
        self._checks = {name: Shared(check) for name, check in checks.items()}
        self._was_wrong: dict[str, str] = {}

    async def alive(self, _: Request) -> Response:
        """Answer, which says it all."""
        return JSONResponse({"status": "alive"})

    async def ready(self, _: Request) -> Response:
        """Answer 200 where every check is well, else 503, and what is wrong."""
        if self.stopping:
            return JSONResponse({"status": "stopping"}, 503)
        found = dict(zip(self._checks, await asyncio.gather(*map(_outcome, self._checks.values())), strict=True))
        wrong = {name: str(facts["error"]) for name, facts in found.items() if not facts["ok"]}
        self._say(wrong)
        status = "not ready" if wrong else "ready"
        return JSONResponse({"status": status, "checks": found}, 503 if wrong else 200)

    def _say(self, wrong: dict[str, str]) -> None:
        """Log what is wrong once, not whenever somebody asks."""
        for name, error in wrong.items():
            if name not in self._was_wrong:
                _log.warning("not ready: %s: %s", name, error)
        if self._was_wrong and not wrong:
            _log.info("ready again")
        self._was_wrong = wrong


async def _outcome(check: Shared[Facts]) -> dict[str, object]:
    try:
        return {"ok": True, **await asyncio.wait_for(check(), _PATIENCE)}
    except TimeoutError:
        error = f"It does not answer within {_PATIENCE:g} s."
    except (BotError, IndexingError) as told:
        error = on_one_line(str(told))
    except Exception as untold:  # noqa: BLE001  # whatever it is, and without its text, which is not ours
        error = f"It failed ({type(untold).__name__})."
    return {"ok": False, "error": error}
