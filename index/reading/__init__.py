"""Reading documents of any kind, such as come from a disk, a web page or a chat: what the article in each is."""
