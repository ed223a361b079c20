"""A release as it is published, and as it is kept."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from shared.domain.news.news import Words
from shared.domain.releases.versions import Version, newest_first
from shared.domain.tickets.entries import told_by
from shared.domain.values.fields import EntryName, FileId, SupporterId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.identity import content_digest, digest
from shared.domain.values.intake import Line

LARGEST_FILE = 50 * 1024 * 1024
LONGEST_FILE_NAME = 100
MOST_FIXES = 100
_ONE_PLACE = "Give either address or file: where the release is fetched from."

type HttpsAddress = Annotated[
    str,
    StringConstraints(
        max_length=1000,
        pattern=r"^https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]^_a-~]*)?$",
    ),
]


ReleaseFileName = Annotated[
    Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_FILE_NAME)
]


class ReleaseFile(Frozen):
    """The file that the release is fetched as."""

    id: FileId = Field(description="The file's id, as it was answered when the file was uploaded.")
    name: ReleaseFileName = Field(description="The name under which it is saved, with its ending.")


class ReleaseBody(Frozen):
    """A new version of a product: what is new, and where members fetch it."""

    product: str = Field(min_length=1, max_length=63, description="The id of the product in the settings.")
    version: Version = Field(
        description="One to four numbers with full stops between them. 7.2 and 7.2.0 are the same, and the "
        "greatest version is the newest."
    )
    notes: Words = Field(description="What is new, in each language.")
    fixes: tuple[EntryName, ...] = Field(
        default=(),
        max_length=MOST_FIXES,
        description="The entries of the register that it fixes, as `E-12`. They are released with it, and "
        "whoever reported them is told.",
    )
    address: HttpsAddress = Field(
        default="", description="The https address of the release; left out where it is a file."
    )
    file: ReleaseFile | None = Field(
        default=None, description="The uploaded file that the release is; left out where it has an address."
    )

    author: SupporterId = Field(description="Who publishes it: the id of a supporter in the settings.")

    @field_validator("fixes")
    @classmethod
    def _each_once(cls, fixes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fixes))

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.address) == (self.file is not None):
            raise ValueError(_ONE_PLACE)
        return self


class Release(Frozen):
    """A release that is out. ``place``: where the product's releases stand, a digest; ``news`` tells of it.

    ``content`` tells whether another request says the same.
    """

    product: str
    version: str
    place: str
    notes: Words
    fixes: tuple[str, ...] = ()
    address: str = ""
    file: ReleaseFile | None = None
    author: str = ""
    published: Instant
    content: str
    news: str


def release_of(body: ReleaseBody, now: datetime, house: House) -> Release:
    """The release that this publishes now. Its news item is the same however often it is published."""
    place = place_of(house.secret, body.product)
    return Release.of(
        body,
        place=place,
        published=now,
        content=content_digest(house.secret, "release", told_by(body)),
        news=digest(house.secret, "release-news", body.product, newest_first(body.version)),
    )


def place_of(secret: bytes, product: str) -> str:
    """Where the releases of this product stand; links name the product so."""
    return digest(secret, "releases", product)
