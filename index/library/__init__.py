"""The library: articles as files, which are the truth, and beside them the index, which is derived from them."""
