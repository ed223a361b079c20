"""A local endpoint that speaks the e-mail REST API of Azure Communication Services, and shows the mails."""

from devstack.mail_catcher.faults import Fault
from devstack.mail_catcher.message import CaughtMail, NamedAddress
from devstack.mail_catcher.running import MailCatcher, PortTaken, running_mail_catcher

__all__ = ["CaughtMail", "Fault", "MailCatcher", "NamedAddress", "PortTaken", "running_mail_catcher"]
