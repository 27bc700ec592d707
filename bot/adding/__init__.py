"""What people bring becomes articles: files, folders, web pages, feeds, documents from chats."""
