"""Methods about how bot and server are joined: webhook, files, chats, logging out."""

from typing import Any

from tests.botapi.world import World


def set_webhook(world: World, parameters: dict[str, Any]) -> bool:
    """Keep the address that updates would be sent to; an empty one ends that."""
    if parameters.get("drop_pending_updates"):
        world.updates.waiting.clear()
    world.updates.allow(parameters.get("allowed_updates"))
    world.webhook = parameters if parameters["url"] else {}
    return True


def delete_webhook(world: World, parameters: dict[str, Any]) -> bool:
    """Go back to polling."""
    return set_webhook(world, parameters | {"url": ""})


def get_webhook_info(world: World, _: dict[str, Any]) -> dict[str, Any]:
    """Return the address and how many updates wait."""
    info = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": "certificate" in world.webhook,
        "pending_update_count": len(world.updates.waiting),
    }
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
