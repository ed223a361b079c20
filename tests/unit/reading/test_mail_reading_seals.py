"""S/MIME: what is signed or packed is read; of what is encrypted it is said that it cannot be."""

import base64
import zlib

import pytest
from asn1crypto.cms import (  # type: ignore[import-untyped]  # it has no py.typed
    CompressedData,
    ContentInfo,
    EnvelopedData,
    SignedData,
)

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.mail.mail_requests import words_of
from shared.mail.reading import read_mail
from tests.examples.raw_mails import parts, raw_mail

WORDS = "Veckovyn i Planner är tom sedan i morse."
ENTITY = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n".encode()


def signed(content: bytes | None = ENTITY) -> bytes:
    sealed = SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "data", "content": content},
            "signer_infos": [],
        }
    )
    return bytes(ContentInfo({"content_type": "signed_data", "content": sealed}).dump())


def packed(content: bytes) -> bytes:
    sealed = CompressedData(
        {
            "version": 0,
            "compression_algorithm": {"algorithm": "zlib"},
            "encap_content_info": {"content_type": "data", "content": zlib.compress(content)},
        }
    )
    return bytes(ContentInfo({"content_type": "compressed_data", "content": sealed}).dump())


def encrypted() -> bytes:
    sealed = EnvelopedData(
        {
            "version": "v0",
            "recipient_infos": [],
            "encrypted_content_info": {
                "content_type": "data",
                "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": b"\0" * 16},
                "encrypted_content": b"\0" * 32,
            },
        }
    )
    return bytes(ContentInfo({"content_type": "enveloped_data", "content": sealed}).dump())


def of_no_stated_length(content: bytes) -> bytes:
    """Signed, as programs write that do not know how long it becomes (BER): pieces, and an end."""

    def begun(tag: int, *inner: bytes) -> bytes:
        return bytes([tag, 0x80]) + b"".join(inner) + b"\0\0"

    half = len(content) // 2
    pieces = [bytes([4, len(each)]) + each for each in (content[:half], content[half:])]
    data, signed_data = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010702")
    within = begun(0x30, data, begun(0xA0, begun(0x24, *pieces)))
    return begun(0x30, signed_data, begun(0xA0, begun(0x30, b"\2\1\1", b"\x31\0", within, b"\x31\0")))


TWICE = signed(b"Content-Type: application/pkcs7-mime\r\n\r\n" + signed())


def sealed_mail(content: bytes, kind: str = "application/pkcs7-mime; smime-type=signed-data") -> IncomingMail:
    body = base64.encodebytes(content).decode()
    return read_mail(
        raw_mail(
            body,
            content_type=f'{kind}; name="smime.p7m"',
            content_transfer_encoding="base64",
            content_disposition='attachment; filename="smime.p7m"',
        )
    )


@pytest.mark.parametrize(
    "content",
    [
        signed(),
        packed(ENTITY),
        of_no_stated_length(ENTITY),
        TWICE,
    ],
)
@pytest.mark.parametrize(
    "kind", ["application/pkcs7-mime; smime-type=x", "application/x-pkcs7-mime", "application/octet-stream"]
)
def test_the_text_inside_an_opaque_signature_is_the_mails_text(content: bytes, kind: str) -> None:
    mail = sealed_mail(content, kind)
    assert (mail.fresh.strip(), mail.files, mail.unreadable) == (WORDS, (), "")


def test_the_files_inside_an_opaque_signature_are_the_mails_files() -> None:
    file = 'Content-Type: image/png; name="a.png"\n\nx'
    entity = b"Content-Type: multipart/mixed; boundary=in\r\n\r\n" + parts(f"\n{WORDS}", file, boundary="in")
    mail = sealed_mail(signed(entity))
    assert WORDS in mail.text
    assert [each.name for each in mail.files] == ["a.png"]


@pytest.mark.parametrize("content", [encrypted(), encrypted()[:40], b"", b"\x30\x80" * 400, b"no such thing"])
def test_what_cannot_be_read_is_said_to_be_kept_whole_and_not_as_a_file(content: bytes) -> None:
    mail = sealed_mail(content)
    assert "kept whole, as it came" in mail.unreadable
    assert mail.files == ()
    assert "kept whole, as it came" in words_of(mail)


def test_an_encrypted_mail_is_called_encrypted() -> None:
    assert "the mail is encrypted" in sealed_mail(encrypted()).unreadable


def test_certificates_alone_are_nothing_to_read() -> None:
    mail = sealed_mail(signed(None))
    assert (mail.text.strip(), mail.files, mail.unreadable) == ("", (), "")
