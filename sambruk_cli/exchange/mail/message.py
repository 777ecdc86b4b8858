"""A letter by e-mail with one document attached, the same bytes for the same document."""

from __future__ import annotations

import hashlib
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from posixpath import basename

from sambruk_cli.frozen import frozen


@frozen
class Mail:
    """What is sent: who to whom, what it says, and a PDF by its path and content."""

    sender: str
    sender_name: str
    reply_to: str
    to: str
    to_name: str
    subject: str
    text: str
    file: str
    content: bytes
    on: date


def eml(mail: Mail, *, is_draft: bool) -> bytes:
    """The message as RFC 5322 has it, with lines that end in CR and LF.

    A draft (`X-Unsent`) is one that mail programs open to be sent; its day is set when it is. The
    id follows from the document and who gets it: the same mail given twice is known for one.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(mail.sender_name, addr_spec=mail.sender)
    message["To"] = Address(mail.to_name, addr_spec=mail.to)
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    message["Subject"] = mail.subject
    if is_draft:
        message["X-Unsent"] = "1"
    else:
        message["Date"] = f"{_weekday(mail.on)}, {mail.on.day} {_month(mail.on)} 12:00:00 +0000"
    message["Message-ID"] = f"<{_id(mail)}@{mail.sender.rpartition('@')[2]}>"
    message.set_content(mail.text)
    message.add_attachment(
        mail.content, maintype="application", subtype="pdf", filename=basename(mail.file)
    )
    # Else random: the same mail has the same bytes.
    message.set_boundary(f"=_{_id(mail)}")
    return message.as_bytes()


def _id(mail: Mail) -> str:
    known = hashlib.sha256(mail.content)
    known.update("\0".join((mail.sender, mail.to, mail.file)).encode())
    return known.hexdigest()[:32]


def _weekday(day: date) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


def _month(day: date) -> str:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{months[day.month - 1]} {day.year}"
