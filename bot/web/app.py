"""Everything that is asked over HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.health import Health
from bot.web.shared import Shared
from bot.web.webhook import Webhook

_log = logging.getLogger(__name__)


def build_app(
    health: Health, metrics_page: Callable[[], tuple[bytes, str]], webhook: Webhook | None = None
) -> Starlette:
    """Return the application.

    Args:
        health: Answers /healthz and /readyz.
        metrics_page: Makes /metrics, and says what type it is of; may block.
        webhook: Takes updates; None where the bot fetches them itself.
    """
    page = Shared(lambda: asyncio.to_thread(metrics_page))

    async def metrics(_: Request) -> Response:
        content, content_type = await page()
        return Response(content, media_type=content_type)

    routes = [Route("/healthz", health.alive), Route("/readyz", health.ready), Route("/metrics", metrics)]
    if webhook:
        routes.append(Route(webhook.path, webhook.take, methods=["POST"]))
    app = Starlette(routes=routes, middleware=[Middleware(_Unhandled)])
    app.router.redirect_slashes = False
    return app


class _Unhandled:
    """Tells the log of an error, and the client nothing; Starlette and the server each would log it on the way out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:  # noqa: BLE001  # whatever it is
            _log.exception("%s %s failed", scope["method"], scope["path"])
            await PlainTextResponse("Internal Server Error", 500)(scope, receive, send)
