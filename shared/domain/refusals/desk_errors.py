"""What keeps somebody out of the desk's pages, or an act of its forms from being done."""

from shared.domain.refusals.error_sorts import NotConfigured, Unproved, Withheld


class DeskShut(NotConfigured):
    """The platform does not sign people in, so nobody's word on who he is can be believed."""


class NotSignedIn(Unproved):
    """Nobody is signed in, or not any more."""


class RoleMissing(Withheld):
    """Whoever is signed in has none of the roles that open the desk."""


class NoSupporter(Withheld):
    """Whoever is signed in is no supporter of the settings, and reads at most."""


class OwnerOnly(Withheld):
    """Whoever is signed in is a supporter, and this is the vendor's owner's alone."""


class OtherOrigin(Withheld):
    """The request was made by a page that is not the desk's."""


class FormTooOld(Withheld):
    """The form was not made for this person and page, or so long ago that it is not taken any more."""
