"""One module a version, each building on the one before. What was released is not changed any more."""
