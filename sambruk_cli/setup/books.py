"""The files of ledger/ that a new association begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.edits.vouchers import NewPosting, voucher_text
from sambruk_cli.exchange.sie.into.journals import main_text
from sambruk_cli.findings import Finding, finding
from sambruk_cli.language import Language
from sambruk_cli.money import ZERO
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.setup.chart import BANK, account_names, chart_text, equity_of, is_debit
from sambruk_cli.setup.facts import Facts
from sambruk_cli.setup.texts import template

CHART = "chart.beancount"
_DAY = timedelta(days=1)


def journal_name(label: str) -> str:
    """The journal of a year, within ledger/."""
    return f"{folder_of(label)}.beancount"


def journal_text(facts: Facts, language: Language) -> str:
    """A journal without vouchers, that shows how they are written."""
    year = facts.year
    start = str(year.start)
    fee = template("", f"journal-{facts.accounting}.beancount", start=start)
    return template(language, "journal.beancount", label=year.label, start=start, fee=fee)


def wrong_opening(facts: Facts) -> Iterator[Finding]:
    """Opening balances of accounts that have none."""
    known, retained = account_names(facts.form), equity_of(facts.form).retained
    for number in facts.opening:
        if not is_account_number(number):
            yield finding("USE912.account_form", account=number)
        elif number not in known:
            yield finding("USE912.account", account=number)
        elif number[0] not in "12" or number == retained:
            yield finding("USE912.no_balance", account=number, equity=retained)


def new_ledger(facts: Facts, language: Language) -> dict[str, str]:
    """Chart, journal of the first year with what there was before it, and the file of both."""
    journal = journal_name(facts.year.label)
    return {
        "ledger/main.beancount": main_text(facts.name, [CHART, journal]),
        f"ledger/{CHART}": chart_text(facts.year.start - _DAY, language, facts.form),
        f"ledger/{journal}": "\n".join(
            part for part in (journal_text(facts, language), _opening(facts)) if part
        ),
    }


def _opening(facts: Facts) -> str:
    """The opening entry; equity is what the other accounts leave."""
    names = account_names(facts.form)
    amounts = {
        number: amount if is_debit(number) else -amount
        for number, amount in sorted(facts.opening.items())
        if amount
    }
    amounts = amounts or {BANK: ZERO}  # to be filled in
    amounts[equity_of(facts.form).retained] = -sum(amounts.values(), ZERO)
    postings = [NewPosting(names[number], amount) for number, amount in sorted(amounts.items())]
    day = facts.year.start - _DAY
    return voucher_text(day, "Ingående balans", [("opening", True)], postings)
