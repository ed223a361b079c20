"""By what the desk knows who does something."""

from enum import StrEnum


class By(StrEnum):
    """Whose word it is that somebody did it.

    A function key's holder says who acts, and nothing proves the name: a key is as good as every supporter.
    Who has signed in is Microsoft Entra ID's word.
    """

    KEY = "key"
    SIGN_IN = "sign_in"
    MAIL = "mail"
    UNTOLD = ""
