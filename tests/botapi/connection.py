"""Methods about how bot and server are joined: webhook, files, chats, logging out."""

import time
from typing import Any

from tests.botapi.errors import too_many_requests
from tests.botapi.webhook import Webhook, bent
from tests.botapi.world import World


def set_webhook(world: World, parameters: dict[str, Any]) -> bool:
    """Send updates to an address from now on; an empty one ends that."""
    if not parameters["url"]:
        return delete_webhook(world, parameters)
    if time.monotonic() < world.next_webhook:
        raise too_many_requests(1)
    world.next_webhook = time.monotonic() + 1
    world.violations += bent(parameters)
    wanted = Webhook.of(parameters)
    if wanted != world.webhook or wanted.has_certificate or parameters.get("drop_pending_updates"):
        # Telegram gives up the old one before it looks at the new: a refusal leaves none.
        delete_webhook(world, parameters)
        wanted.check()
        world.send_to(wanted)
    world.updates.allow(parameters.get("allowed_updates"))
    return True


def delete_webhook(world: World, parameters: dict[str, Any]) -> bool:
    """Let the bot fetch its updates again."""
    if parameters.get("drop_pending_updates"):
        world.updates.waiting.clear()
    world.send_to(None)
    return True


def get_webhook_info(world: World, _: dict[str, Any]) -> dict[str, Any]:
    """Return the address, how many updates wait, and what went wrong with the last one that did."""
    webhook = world.webhook
    info = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": webhook is not None and webhook.has_certificate,
        "pending_update_count": len(world.updates.waiting),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if failure := webhook.last_failure:
            info |= {"last_error_date": failure.date, "last_error_message": failure.sentence}
    return info | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


def get_chat(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of a chat."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return world.chat(parameters["chat_id"]).about | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_file(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return where a file can be had."""
    return world.files.prepare(parameters["file_id"])


def leave(_: World, __: dict[str, Any]) -> bool:
    """Log the bot out of this server, or make ready to move it to another."""
    return True


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getChat": get_chat,
    "getFile": get_file,
    "logOut": leave,
    "close": leave,
}
