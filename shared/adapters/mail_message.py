"""A mail in the shape that Azure Communication Services wants it in."""

from base64 import b64encode
from typing import Any

from shared.ports.mailer import Address, Attachment, Mail


def as_message(mail: Mail) -> dict[str, Any]:
    """The body of a send request."""
    message: dict[str, Any] = {
        "senderAddress": mail.sender,
        "content": {"subject": mail.subject, "plainText": mail.text, "html": mail.html},
        "recipients": {"to": [_address(mail.to)]},
    }
    if mail.cc:
        message["recipients"]["cc"] = [_address(each) for each in mail.cc]
    if mail.reply_to:
        message["replyTo"] = [_address(mail.reply_to)]
    if mail.headers:
        message["headers"] = mail.headers
    if mail.attachments:
        message["attachments"] = [_attachment(each) for each in mail.attachments]
    return message


def _address(address: Address) -> dict[str, str]:
    """One address with its name, where it has one."""
    named = {"displayName": address.name} if address.name else {}
    return {"address": address.address, **named}


def _attachment(attachment: Attachment) -> dict[str, str]:
    """One file; the service takes bytes as base64 only."""
    return {
        "name": attachment.name,
        "contentType": attachment.content_type,
        "contentInBase64": b64encode(attachment.content).decode("ascii"),
    }
