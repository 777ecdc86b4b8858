"""What sending shows: each letter, to whom, and whether it has gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.exchange.mail.letters import MailBatch, MailLetter
from sambruk_cli.findings import Finding
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_count
from sambruk_cli.money import plain


def sending_payload(
    letters: MailBatch,
    sent: Iterable[MailLetter],
    findings: Iterable[Finding],
    language: Language,
    *,
    written: bool,
) -> dict[str, Any]:
    """The letters as JSON. `sent` says of each whether it has gone, or been made."""
    gone = {letter.path for letter in sent}
    return {
        "letters": [
            {
                "number": letter.document.number,
                "kind": letter.document.kind,
                "member": letter.document.party,
                "to": None if letter.is_private else letter.mail.to,
                "subject": letter.mail.subject,
                "amount": plain(letter.document.amount),
                "file": letter.path,
                "sent": letter.path in gone,
            }
            for letter in letters.letters
        ],
        "already": letters.already,
        "written": written,
        "findings": [item.as_json(language) for item in findings],
    }


def sending_summary(
    letters: MailBatch, sent: Sequence[MailLetter], language: Language, *, written: bool
) -> list[Block]:
    """A table of the letters, and what has become of them."""
    found: list[Block] = [Heading(2, say(language, "Mail to be sent"))]
    if letters.letters:
        columns = (
            Column(say(language, "Number")),
            Column(say(language, "Name")),
            Column(say(language, "To")),
            Column(say(language, "Amount"), "amount", 2),
        )
        gone = {letter.path for letter in sent}
        rows = tuple(
            Row(
                (
                    letter.document.number,
                    letter.name,
                    "–" if letter.is_private else letter.mail.to,
                    letter.document.amount,
                )
            )
            for letter in letters.letters
            if not written or letter.path in gone
        )
        found.append(Table("letters", columns, rows))
    if letters.already:
        found.append(
            Paragraph.of(
                say_count(
                    language,
                    letters.already,
                    "1 has been sent before.",
                    "{number} have been sent before.",
                )
            )
        )
    found.append(Paragraph.of(_outcome(letters, sent, language, written=written)))
    return found


def _outcome(
    letters: MailBatch, sent: Sequence[MailLetter], language: Language, *, written: bool
) -> str:
    if not letters.letters:
        return say(language, "Nothing is to be sent.")
    if not written:
        return say(language, "Nothing is sent: add --write, and -o DIR or --smtp.")
    return say_count(
        language, len(sent), "1 letter has been made or sent.", "{number} letters are made or sent."
    )
