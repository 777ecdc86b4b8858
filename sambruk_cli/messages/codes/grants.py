"""Codes of grants and gifts with a purpose, held against the books."""

from __future__ import annotations

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "BOK280",
        "grant-overspent",
        Said(
            "{used} kr is booked as use of {grant}, but only {kept} kr of it was received",
            hint="what is used beyond the grant is the association's own: book it without grant; "
            "where more is to come, state amount and the day it is expected",
        ),
        warning=True,
    ),
    code(
        "BOK281",
        "grant-not-repaid",
        Said(
            "{amount} kr of {grant} was to be paid back by {day}, and is not booked as paid",
            hint="pay it and book the voucher with grant; correct repay_due where the funder has "
            "given more time",
        ),
        unused=Said(
            "{amount} kr of {grant} was not used when the day for paying back came, {day}",
            hint="ask the funder, and state repays or repay_amount; where nothing is to be paid "
            "back, take repay_due out",
        ),
        reminder=True,
    ),
    code(
        "BOK282",
        "grant-cost-outside",
        Said(
            "the cost is of {grant}, but {day} is outside its period of use",
            hint="take grant off the posting, or correct from and to in config/grants.toml",
        ),
        warning=True,
    ),
    code(
        "BOK283",
        "grant-income-early",
        Said(
            "{taken} kr of {grant} was income by the end of {year}, but only {used} kr was used",
            hint="what is unused is to be paid back, and no income: keep it on {account}",
        ),
        reminder=True,
    ),
)
