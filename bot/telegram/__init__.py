"""The bot on Telegram: from an update to a message, and nothing that other ways to talk to people would share."""
