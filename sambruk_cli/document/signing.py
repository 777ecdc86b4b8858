"""What stands at a place for signatures, in words."""

from __future__ import annotations

from sambruk_cli import formats
from sambruk_cli.document.model import Signature, Signatures
from sambruk_cli.language import Language
from sambruk_cli.messages import say


def place_and_day(signatures: Signatures, language: Language) -> str:
    """Where and when people sign; "" where neither is known."""
    day = formats.long_date(signatures.date, language) if signatures.date else ""
    return " ".join(part for part in (signatures.place, day) if part)


def below_name(person: Signature, language: Language) -> list[str]:
    """What stands below a name: title, whom the person represents, and in whose place."""
    details = [text for text in (person.title, person.represents) if text]
    if person.in_place_of:
        details.append(say(language, "in place of {name}", name=person.in_place_of))
    return details
