"""Which documents are to be sent, and the letters that they are sent with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from sambruk_cli import formats
from sambruk_cli.edits.toml import TomlTable
from sambruk_cli.exchange.mail.message import Mail
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.receivables.items import open_items_on
from sambruk_cli.receivables.sendable import (
    SendableDocument,
    sendable_documents,
    sendable_reminders,
)
from sambruk_cli.register.dispatch import FILE, DispatchFile, read_dispatch
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import Member
from sambruk_cli.register.reminders import read_reminders
from sambruk_cli.session import Session

_NAMED = 6  # parties whose ids a finding says


SendingWay = Literal["eml", "smtp"]


@frozen
class MailLetter:
    """A mail that is to be sent, and what it is about. `name` is the buyer's as it is printed."""

    document: SendableDocument
    path: str
    name: str
    mail: Mail
    is_private: bool

    def as_sent(self, way: SendingWay, state: str) -> TomlTable:
        """What the register of dispatch holds of it."""
        return {
            "file": self.path,
            "sha256": hashlib.sha256(self.mail.content).hexdigest(),
            "party": self.document.party,
            "number": self.document.number,
            "on": self.mail.on,
            "way": way,
            **({} if self.is_private else {"to": self.mail.to}),
            "state": state,
        }


@frozen
class MailBatch:
    """What is to be sent now, what is in the way of all, and what of single ones."""

    letters: tuple[MailLetter, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    already: int = 0


class MailAsked(NamedTuple):
    """Numbers of documents, none for all; days that they are of; and who sends them.

    `sender` goes before that of config/invoicing.toml.
    """

    numbers: tuple[str, ...]
    first: date
    last: date
    sender: str = ""


def letters_of(session: Session, asked: MailAsked) -> MailBatch:
    """The letters of what has not been sent: open invoices, credit notes and reminders.

    An invoice that is paid is sent only where its number is asked for. What may have been sent, as
    a process was stopped while it was, is left and told of (SND674).

    Raises:
      Stop: when config/dispatch.toml cannot be read: nobody knows what has been sent.
    """
    dispatch, located, faults = read_dispatch(session.workspace)
    if faults:
        raise Stop(*faults)
    documents = [
        *sendable_documents(session.books, asked.first, asked.last),
        *_reminders(session, asked.first, asked.last),
    ]
    sender = asked.sender or session.register.invoicing.mail.sender or ""
    if not sender:
        return MailBatch(findings=(finding("SND670", file="config/invoicing.toml"),))
    wrong = tuple(_unknown(asked.numbers, documents, dispatch))
    if wrong:
        return MailBatch(findings=wrong)
    sent = {each.file: each for each in dispatch.sent}
    wanted = list(_wanted(session, documents, asked.numbers))
    found: list[MailLetter] = []
    notes: list[Finding] = list(_begun(dispatch, located))
    without: list[str] = []
    already = 0
    for document in wanted:
        if any(place in sent for place in document.places):
            already += 1
            continue
        member = session.register.member(document.party)
        if member is None or member.email is None:
            without.append(document.party)
            continue
        read = _read(session, document)
        if isinstance(read, Finding):
            notes.append(read)
            continue
        path, content = read
        found.append(_letter(session, document, member, path, content, sender))
    if without:
        parties = list(dict.fromkeys(without))
        ids = tuple(parties[:_NAMED]) + (("...",) if len(parties) > _NAMED else ())
        notes.append(finding("SND675", number=len(parties), ids=ids, file="config/members.toml"))
    return MailBatch(tuple(found), (), tuple(notes), already)


def _reminders(session: Session, first: date, last: date) -> list[SendableDocument]:
    """The letters of reminder.

    Raises:
      Stop: when config/reminders.toml cannot be read.
    """
    found, _, faults = read_reminders(session.workspace)
    if faults:
        raise Stop(*faults)
    return list(sendable_reminders(found.reminders, first, last))


def _unknown(
    numbers: Iterable[str], documents: Sequence[SendableDocument], dispatch: DispatchFile
) -> Iterator[Finding]:
    """SND676: numbers that no document has, and those that have been sent."""
    known = {each.number: each for each in documents}
    sent = {each.file: each for each in dispatch.sent}
    for number in numbers:
        document = known.get(number)
        if document is None:
            yield finding("SND676", number=number)
            continue
        was = next((sent[place] for place in document.places if place in sent), None)
        if was is not None and was.state == "sent":
            yield finding("SND676.sent", number=number, day=was.on, file=FILE)


def _wanted(
    session: Session, documents: Iterable[SendableDocument], numbers: tuple[str, ...]
) -> Iterator[SendableDocument]:
    unpaid = {
        (item.party, item.invoice)
        for item in open_items_on(session.books, session.register.invoicing, date.max)
        if item.open > 0
    }
    for document in documents:
        of = document.invoices or (document.number,)
        is_owed = any((document.party, number) in unpaid for number in of)
        if document.number in numbers if numbers else document.kind == "credit-note" or is_owed:
            yield document


def _begun(dispatch: DispatchFile, located: Located) -> Iterator[Finding]:
    """SND674: what may have been sent."""
    for at, each in enumerate(dispatch.sent):
        if each.state == "begun":
            yield finding(
                "SND674",
                path=each.file,
                party=each.party,
                file=FILE,
                line=located.line("sent", at),
            )


def _read(session: Session, document: SendableDocument) -> tuple[str, bytes] | Finding:
    """The path and content of a document, or why it is not sent."""
    for place in document.places:
        try:
            if not session.workspace.is_there(place):
                continue
            content = session.workspace.read_bytes(place)
        except Unreadable:
            continue
        if document.sha256 and hashlib.sha256(content).hexdigest() != document.sha256:
            return finding("SND673.changed", path=place, file=place)
        return place, content
    return finding("SND673.missing", path=document.places[-1])


def _letter(
    session: Session,
    document: SendableDocument,
    member: Member,
    path: str,
    content: bytes,
    sender: str,
) -> MailLetter:
    texts = session.register.invoicing.mail
    stated = session.register.invoicing.member(member.id)
    language: Language = (stated.language if stated else None) or "sv"
    association = session.register.association
    assert association is not None  # a session is not opened without
    us = texts.sender_name or association.association.short_name
    subject, text = _said(document, language, us)
    if language == "sv":
        own_subject, own_text = {
            "invoice": (texts.invoice_subject, texts.invoice_text),
            "reminder": (texts.reminder_subject, texts.reminder_text),
        }.get(document.kind, (None, None))
        subject = _filled(own_subject, document, us, language) or subject
        text = _filled(own_text, document, us, language) or text
    mail = Mail(
        sender,
        us,
        texts.reply_to or "",
        member.email or "",
        member.name,
        subject,
        text,
        path,
        content,
        session.today,
    )
    name = session.masks.about((member.id,), member.name)
    return MailLetter(document, path, name, mail, member.private)


def _said(document: SendableDocument, language: Language, us: str) -> tuple[str, str]:
    """Subject and text where the association says none."""
    amount = formats.kronor(document.amount, language)
    number = document.number
    if document.kind == "credit-note":
        subject = say(language, "Credit note {number} from {us}", number=number, us=us)
        text = say(
            language,
            "The credit note {number} of {amount} is attached. Nothing is to be paid.",
            number=number,
            amount=amount,
        )
    elif document.kind == "reminder":
        subject = say(language, "Reminder from {us}", us=us)
        text = say(
            language,
            "A reminder of what has not been paid is attached. It is about: {invoices}.",
            invoices=", ".join(document.invoices),
        )
    else:
        subject = say(language, "Invoice {number} from {us}", number=number, us=us)
        text = say(
            language,
            "The invoice {number} of {amount} is attached. It falls due on {due}. Please state the "
            "reference {ocr} when you pay.",
            number=number,
            amount=amount,
            due=document.due or "",
            ocr=document.ocr or number,
        )
    greeting = say(language, "Kind regards")
    hello = say(language, "Hello")
    return subject, f"{hello},\n\n{text}\n\n{greeting}\n{us}\n"


def _filled(template: str | None, document: SendableDocument, us: str, language: Language) -> str:
    """The association's own words, with what stands in braces filled in; nothing else is read."""
    filled = template or ""
    values = {
        "number": document.number,
        "amount": formats.kronor(document.amount, language),
        "due": document.due.isoformat() if document.due else "",
        "ocr": document.ocr,
        "invoices": ", ".join(document.invoices),
        "association": us,
    }
    for key, value in values.items():
        filled = filled.replace(f"{{{key}}}", value)
    return filled
