"""Whether files are scanned, by a setting."""

from enum import StrEnum


class FileScanning(StrEnum):
    """Whether something outside looks into the files: Microsoft Defender for Storage, or nothing."""

    DEFENDER = "defender"
    OFF = "off"
