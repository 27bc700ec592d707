"""Whether everything that the bot needs is in order, and how to mend what is not."""
