"""The setting that says which sites may show the request form, and call the intake from their pages."""

from pydantic import Field

from shared.domain.values.origin import Origin
from shared.flood_settings import FloodSettings


class EmbedSettings(FloodSettings):
    """A part of all settings, which are read and described together."""

    embed_origins: tuple[Origin, ...] = Field(
        default=(),
        description="JSON list of the sites that may show the request form in a frame and call `/api/intake` "
        'from their pages: `["https://app.example.com"]`. Without any, no site may.',
    )
