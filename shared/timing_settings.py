"""The settings that say when the desk looks at its clocks and into its mailbox. The platform reads them."""

from pydantic import Field

from shared.embed_settings import EmbedSettings

EVERY_FIVE_MINUTES = "0 */5 * * * *"
EVERY_MINUTE = "0 * * * * *"
ONCE_A_DAY = "0 0 3 * * *"
_SIX_FIELDS = r"^\S+( \S+){5}$"


class TimingSettings(EmbedSettings):
    """A part of all settings, which are read and described together."""

    scan_schedule: str = Field(
        default=EVERY_FIVE_MINUTES,
        pattern=_SIX_FIELDS,
        description="When the clocks are scanned: NCRONTAB with six fields, in UTC. Oftener than every five "
        "minutes makes nothing more exact than warnings; seldomer than every ten, and health finds no scan.",
    )
    mailbox_schedule: str = Field(
        default=EVERY_MINUTE,
        pattern=_SIX_FIELDS,
        description="When the mailbox is read, in the same form. Where neither this nor `DESK_GRAPH_MAILBOX` "
        "is set, the function runs once a day and ends at once.",
    )
