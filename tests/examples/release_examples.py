"""Releases of the example products."""

from typing import Any

from shared.domain.releases.release import ReleaseBody

ADDRESS = "https://download.example.com/planner.msi"
NOTES = {"sv": "Kalendern öppnas igen.", "en": "The calendar opens again."}


def release(version: str = "7.2", product: str = "planner", **other: Any) -> ReleaseBody:  # noqa: ANN401 - any field
    """A release of this version; at an address, unless another place is given."""
    place = {} if "file" in other else {"address": ADDRESS}
    return ReleaseBody.model_validate(
        {"product": product, "version": version, "notes": NOTES, "author": "anna", **place, **other}
    )
