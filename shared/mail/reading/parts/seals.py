"""S/MIME parts (RFC 8551): what is signed or packed can be read by everybody; what is encrypted cannot."""

import zlib

from shared.mail.reading.text.notes import Notes

SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
ENCRYPTED = "the mail is encrypted and cannot be read here: it is kept whole, as it came"
BROKEN = "the mail is sealed in a way that cannot be read here: it is kept whole, as it came"
MOST_UNPACKED = 15 * 1024 * 1024
"""Bytes: as many as a mail may have."""


def is_seal(kind: str, name: str) -> bool:
    """Whether a part of this type and name is one; some gateways keep the name only."""
    return kind in SEALED or (kind == "application/octet-stream" and name.lower() == "smime.p7m")


def within_seal(raw: bytes, notes: Notes) -> bytes:
    """The part that was signed or packed (a MIME entity); b"" where none can be read."""
    from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]  # noqa: PLC0415 - 60 ms that few mails need; it has no py.typed

    try:
        sealed = ContentInfo.load(raw)
        kind, content = sealed["content_type"].native, sealed["content"]
        if kind == "signed_data":
            return bytes(content["encap_content_info"]["content"].native or b"")
        if kind == "compressed_data":
            packed = content["encap_content_info"]["content"].native or b""
            return zlib.decompressobj().decompress(packed, MOST_UNPACKED)
    except Exception:  # noqa: BLE001 - ValueError, TypeError, KeyError, zlib.error: whatever such bytes lead to
        notes.add(BROKEN)
        return b""
    notes.add(ENCRYPTED if "enveloped" in str(kind) or "encrypted" in str(kind) else BROKEN)
    return b""
