"""What the bot says over HTTP: it takes updates by webhook, and tells whether it is well and how much it does."""
