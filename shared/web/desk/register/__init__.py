"""The desk's pages of the register of errors: its list, one error, and the forms on both."""
