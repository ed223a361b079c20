"""Mails that leave: leased, rendered, handed over, marked; and what is reported of them later."""
