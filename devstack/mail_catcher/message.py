"""What a send request may contain, and what is kept of a mail."""

import re
from datetime import datetime
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    Base64Bytes,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic.alias_generators import to_camel

MOST_RECIPIENTS = 50
MOST_BYTES = 10 * 1024 * 1024
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_HEADER_NAME = re.compile(r"[!-9;-~]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9-]+)*", re.IGNORECASE)


class MessageInvalid(Exception):
    """The service would refuse this message; ``str()`` is its sentence, ``code`` its error code."""

    def __init__(self, sentence: str, code: str = "BadRequest") -> None:
        """Keep both."""
        super().__init__(sentence)
        self.code = code


def _one_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        reason = "is not an e-mail address"
        raise ValueError(reason)
    return text


def _one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        reason = "has a line break"
        raise ValueError(reason)
    return text


def _header_name(text: str) -> str:
    if not _HEADER_NAME.fullmatch(text):
        reason = "is not a header name"
        raise ValueError(reason)
    return text


def _media_type(text: str) -> str:
    if not _MEDIA_TYPE.fullmatch(text):
        reason = "is not a media type"
        raise ValueError(reason)
    return text


type MediaType = Annotated[str, AfterValidator(_media_type)]
type EmailAddress = Annotated[str, AfterValidator(_one_address)]
type Line = Annotated[str, AfterValidator(_one_line)]
type HeaderName = Annotated[str, AfterValidator(_header_name)]


class _Part(BaseModel):
    """A part of the request: camelCase, nothing that is not known."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


class _Recipient(_Part):
    address: EmailAddress
    display_name: Line = ""


class _Recipients(_Part):
    to: list[_Recipient] = Field(min_length=1)
    cc: list[_Recipient] = []
    bcc: list[_Recipient] = []

    def count(self) -> int:
        """How many there are in all."""
        return len(self.to) + len(self.cc) + len(self.bcc)


class _Content(_Part):
    subject: Annotated[Line, Field(min_length=1)]
    plain_text: str = ""
    html: str = ""

    @model_validator(mode="after")
    def _has_a_body(self) -> Self:
        if not self.plain_text and not self.html:
            reason = "needs plainText or html"
            raise ValueError(reason)
        return self


class _Attachment(_Part):
    name: Annotated[Line, Field(min_length=1)]
    content_type: MediaType
    content_in_base64: Base64Bytes


class Message(_Part):
    """A send request as documented, attachments without ``contentId``: the desk puts none inside a text."""

    sender_address: EmailAddress
    content: _Content
    recipients: _Recipients
    reply_to: list[_Recipient] = []
    headers: dict[HeaderName, Line] = {}
    attachments: list[_Attachment] = []
    user_engagement_tracking_disabled: bool = False


class NamedAddress(BaseModel):
    """An address and the name shown with it, which may be empty."""

    address: str
    name: str = ""


class CaughtFile(BaseModel):
    """A file that came with a mail. The JSON view leaves ``content`` out; it has an address of its own."""

    name: str
    content_type: str
    size: int
    content: Base64Bytes


class CaughtMail(BaseModel):
    """One mail as it was delivered. ``headers`` are the sender's own ones; ``received`` is aware, in UTC."""

    number: int
    to: list[NamedAddress]
    cc: list[NamedAddress]
    bcc: list[NamedAddress]
    reply_to: list[NamedAddress]
    sender: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    received: datetime
    operation_id: str
    attachments: list[CaughtFile] = []

    def recipients(self) -> set[str]:
        """Every address it was delivered to, in lower case."""
        return {each.address.lower() for each in (*self.to, *self.cc, *self.bcc)}


def read_message(body: bytes) -> Message:
    """The message in a request's body.

    Raises:
        MessageInvalid: as the service would refuse it.
    """
    if len(body) > MOST_BYTES:
        sentence = f"A request has at most {MOST_BYTES} bytes."
        raise MessageInvalid(sentence, "RequestTooLarge")
    try:
        message = Message.model_validate_json(body)
    except ValidationError as error:
        raise _what_is_invalid(error) from None
    if message.recipients.count() > MOST_RECIPIENTS:
        sentence = f"A mail has at most {MOST_RECIPIENTS} recipients."
        raise MessageInvalid(sentence, "TooManyRecipients")
    return message


def caught(message: Message, *, number: int, received: datetime, operation_id: str) -> CaughtMail:
    """The message as a delivered mail."""
    return CaughtMail(
        number=number,
        to=_named(message.recipients.to),
        cc=_named(message.recipients.cc),
        bcc=_named(message.recipients.bcc),
        reply_to=_named(message.reply_to),
        sender=message.sender_address,
        subject=message.content.subject,
        text=message.content.plain_text,
        html=message.content.html,
        headers=message.headers,
        received=received,
        operation_id=operation_id,
        attachments=[_file(each) for each in message.attachments],
    )


def _file(attachment: _Attachment) -> CaughtFile:
    content = attachment.content_in_base64
    return CaughtFile.model_construct(
        name=attachment.name, content_type=attachment.content_type, size=len(content), content=content
    )


def _named(recipients: list[_Recipient]) -> list[NamedAddress]:
    return [NamedAddress(address=each.address, name=each.display_name) for each in recipients]


def _what_is_invalid(error: ValidationError) -> MessageInvalid:
    """The first problem, with the value where it is an address: the real service repeats addresses too."""
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"]) or "body"
    if place.endswith("ddress") and problem["type"] == "value_error":
        return MessageInvalid(f"{place}: {problem['input']!r} {problem['msg']}", "InvalidEmailAddress")
    return MessageInvalid(f"{place}: {problem['msg']}")
