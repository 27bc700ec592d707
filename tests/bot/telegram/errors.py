"""Errors as the library and the connections raise them."""

from __future__ import annotations

from telegram.error import TelegramError


def because_of(error: TelegramError, cause: Exception) -> TelegramError:
    """Return an error with what caused it."""
    error.__cause__ = cause
    return error
