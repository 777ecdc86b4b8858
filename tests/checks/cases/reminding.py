"""Findings on reminders, and on vouchers on what is owed."""

from __future__ import annotations

from hashlib import sha256

from tests.checks.cases.case import At, Case, case
from tests.conftest import Changes

INVOICING = "config/invoicing.toml"
REMINDERS = "config/reminders.toml"
_LETTER = "reminders/2021/a.pdf"
_CONTENT = b"%PDF-1.7 made up"
_DIGEST = sha256(_CONTENT).hexdigest()


def reminder(*keys: tuple[str, str], content: bytes | None = _CONTENT, levels: int = 1) -> Changes:
    """A reminder of 2021-1 to storstad on 20 April, with some keys otherwise. It has nine lines."""
    values = {
        "member": '"storstad"',
        "level": "1",
        "day": "2021-04-20",
        "invoices": '["2021-1"]',
        "file": f'"{_LETTER}"',
        "sha256": f'"{_DIGEST}"',
        "amount": "400",
        **dict(keys),
    }
    text = "[[reminders]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())
    days = "".join(f"[[reminders.levels]]\ndays = {day}\n" for day in range(5, 5 + levels))
    return {REMINDERS: text, INVOICING: days, _LETTER: content}


def _twice() -> Changes:
    made = reminder()
    text = made[REMINDERS]
    assert isinstance(text, str)
    return {**made, REMINDERS: f"{text}\n{text.replace('04-20', '05-20')}"}


CASES: dict[str, Case] = {
    "DUE450": case(
        reminder(("invoices", '["2021-9"]')),
        At("DUE450", REMINDERS, 5, "2021-9"),
        says="no invoice of storstad",
        hints="what has been sent stays",
    ),
    "DUE450 of nobody": case(
        reminder(("member", '"storstd"')),
        At("DUE450", REMINDERS, 2, "storstd"),
        says="neither a member nor a counterparty",
    ),
    "DUE450 of another's invoice": case(
        reminder(("member", '"lillby"')),
        At("DUE450", REMINDERS, 5, "2021-1"),
        says="no invoice of lillby",
    ),
    "DUE450 of a charge": case(
        reminder(("charge", '"P20210420-001"')),
        At("DUE450", REMINDERS, 9, "P20210420-001"),
        says="booked by P20210420-001",
    ),
    "DUE450 twice": case(
        _twice(), At("DUE450", REMINDERS, 12, "level"), says="level 1 on 2021-04-20 already"
    ),
    "DUE450 of a hold": case(
        {INVOICING: '[[holds]]\nkind = "disputed"\ninvoice = "2021-7"\n'},
        At("DUE450", INVOICING, 3, "2021-7"),
        says="2021-7",
        hints="did you mean",
    ),
    "DUE451": case(
        reminder(content=None),
        At("DUE451", REMINDERS, 6, "a.pdf"),
        says="kept through 2028-12-31",
        hints="as it was sent",
    ),
    "DUE451 of another content": case(
        reminder(content=b"other"),
        At("DUE451", REMINDERS, 6, "a.pdf"),
        says=sha256(b"other").hexdigest(),
    ),
    "DUE451 outside": case(
        reminder(("file", '"../a.pdf"')),
        At("DUE451", REMINDERS, 6, "../a.pdf"),
        says="leads outside",
    ),
    "DUE452": case(
        reminder(("level", "3"), levels=2),
        At("DUE452", REMINDERS, 3, "level = 3"),
        says="has 2",
    ),
    "USE960": case(
        {},
        At("USE960", None),
        says="500.00 kr is more than the 400.00 kr",
        hints="--amount",
        arguments=(
            *("receivables", "transfer", "--from", "2020-1", "--to", "2021-1"),
            *("--amount", "500", "--today", "2021-12-31", "-f", "json"),
        ),
        code=1,
    ),
    "USE960 of a key": case(
        {},
        At("USE960", INVOICING),
        says="no bad_debts",
        hints='bad_debts = "..."',
        arguments=("receivables", "write-off", "2021-1", "--today", "2021-12-31", "-f", "json"),
        code=1,
    ),
    "USE961": case(
        {},
        At("USE961", INVOICING),
        says="no levels of reminding",
        hints="[[reminders.levels]]",
        arguments=("remind", "--on", "2021-12-31", "-f", "json"),
        code=1,
    ),
    "USE961 of how to pay": case(
        {INVOICING: "[[reminders.levels]]\ndays = 5\n"},
        At("USE961", INVOICING),
        says="how the association is paid",
        hints="[payee]",
        arguments=("remind", "--on", "2021-12-31", "-f", "json"),
        code=1,
    ),
    "USE961 of a rate": case(
        {
            INVOICING: '[reminders]\ninterest = true\ndue_agreed = "Stadgarna"\n'
            "[[reminders.levels]]\ndays = 5\n"
        },
        At("USE961", INVOICING, 1),
        says="half-year from 2021-01-01",
        hints="from = 2021-01-01",
        arguments=("remind", "--on", "2021-06-30", "-f", "json"),
        code=1,
    ),
}
