"""The desk's pages of news: all items, one as its mail reads and as it goes out, and their forms."""
