"""Ids on postings: members, counterparties, projects and invoices, and open items by member."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.books.receivables import RECEIVABLES, party_of
from sambruk_cli.books.vouchers import Books, Posting, Voucher
from sambruk_cli.checks.inputs import Inputs
from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.fiscal import year_of
from sambruk_cli.money import exact


def check_postings(inputs: Inputs, books: Books) -> Iterator[Finding]:
    """Every id on a posting is known, and charges fall on those who are members that day."""
    register = inputs.register
    members = {m.id: m for m in register.members}
    parties = {*members, *(c.id for c in register.counterparties.counterparties)}
    projects = {p.id for p in register.projects}
    known: dict[str, tuple[set[str], str, tuple[str, ...]]] = {
        "member": (set(members), "members", ("members",)),
        "counterparty": (parties, "counterparties", ("members", "counterparties")),
        "project": (projects, "projects", ("projects",)),
    }
    checked = {year.label for year in inputs.years}
    dues_accounts = {s.account for s in register.fees.schedules}
    for voucher, posting in books.postings():
        year = year_of(register.years, voucher.date)
        if year is not None and year.label not in checked:
            continue
        for key, (ids, source, files) in known.items():
            value = posting.tag(key)
            if value is not None and value not in ids and inputs.readable(*files):
                yield finding(
                    "BOK212",
                    f'no {key} is called "{value}"',
                    file=voucher.file,
                    line=posting.line,
                    hint=did_you_mean(value, ids, f"add it to config/{source}.toml"),
                )
        member = members.get(posting.tag("member") or "")
        is_charge = books.number(posting.account) in dues_accounts and posting.amount < 0
        if member is not None and is_charge and not member.is_member(voucher.date):
            joined = f"joined {member.joined}" if member.joined else ""
            left = f"left {member.left}" if member.left else ""
            when = ", ".join(part for part in (joined, left) if part)
            yield finding(
                "BOK213",
                f"{member.name} is charged on {voucher.date} but is no member then ({when})",
                file=voucher.file,
                line=posting.line,
                hint="correct the voucher, or the dates in config/members.toml",
            )


def check_receivables(inputs: Inputs, books: Books) -> Iterator[Finding]:
    """Open items: every receivable on a party and an invoice, so that they sum to the account."""
    owners: dict[str, str] = {}
    checked = {year.label for year in inputs.years}
    for voucher, posting in books.postings():
        if not books.number(posting.account).startswith(RECEIVABLES):
            continue
        year = year_of(inputs.register.years, voucher.date)
        quiet = year is not None and year.label not in checked
        for item in _receivable(voucher, posting, owners):
            if not quiet:
                yield item


def _receivable(voucher: Voucher, posting: Posting, owners: dict[str, str]) -> Iterator[Finding]:
    party = party_of(posting)
    invoice = posting.tag("invoice")
    if party is None or invoice is None:
        lacks = " and ".join(
            name for name, value in (("member", party), ("invoice", invoice)) if value is None
        )
        yield finding(
            "BOK219",
            f"{exact(posting.amount)} kr on the receivables without {lacks}: "
            "the open items do not sum to the account",
            file=voucher.file,
            line=posting.line,
            hint='add member: "..." and invoice: "..." to the posting',
        )
        return
    if invoice not in owners:
        if posting.amount < 0:
            yield finding(
                "BOK212",
                f'no invoice is called "{invoice}"',
                file=voucher.file,
                line=posting.line,
                hint=did_you_mean(invoice, owners, "an invoice is a debit that comes before"),
            )
            return
        owners[invoice] = party
    elif owners[invoice] != party:
        yield finding(
            "BOK219",
            f'the invoice {invoice} stands on "{owners[invoice]}", not on "{party}"',
            file=voucher.file,
            line=posting.line,
            hint="correct the member or the invoice number",
        )
