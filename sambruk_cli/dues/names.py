"""What kinds of charge are called, in sentences and above columns."""

from __future__ import annotations

from sambruk_cli.language import Language, pick
from sambruk_cli.messages import Message, say_in
from sambruk_cli.register.fees import CHARGE_KINDS, FeesFile

_WORDS = {
    "entry_contribution": Message.of("entry contribution"),
    "annual_fee": Message.of("annual fee"),
    "special_levy": Message.of("special levy"),
}


def kind_word(fees: FeesFile, kind_id: str) -> Message | str:
    """A kind of charge in a sentence: a message where it is ours, else the label it was given."""
    kind = fees.kind(kind_id)
    if kind is None or kind in CHARGE_KINDS:
        return _WORDS.get(kind_id, kind_id)
    return kind.label


def kind_name(fees: FeesFile, kind_id: str, language: Language) -> str:
    """A kind of charge as a title of its own, unabridged."""
    kind = fees.kind(kind_id)
    if kind is None:
        return kind_id
    if kind in CHARGE_KINDS:
        name = _WORDS[kind_id].text(language)
    else:
        name = pick(language, kind.label, kind.label_en)
    return name[:1].upper() + name[1:]


def kind_title(fees: FeesFile, kind_id: str, language: Language) -> str:
    """A kind of charge, short enough to head a column."""
    kind = fees.kind(kind_id)
    if kind is not None and kind not in CHARGE_KINDS:
        label = pick(language, kind.label, kind.label_en)
        return label[:1].upper() + label[1:]
    match kind_id:
        case "entry_contribution":
            return say_in(language, "charge", "Entry")
        case "annual_fee":
            return say_in(language, "charge", "Annual fee")
        case "special_levy":
            return say_in(language, "charge", "Levy")
        case _:
            return kind_id
