"""The desk's pages about members: the list, a member, a new one, billing customers, a file of members."""
