"""The desk's page on which what somebody said on the telephone becomes a ticket."""
