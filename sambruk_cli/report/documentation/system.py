"""Whose books they are, their years, of which parts they consist, and what guards them."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli import __version__
from sambruk_cli.document.model import Block, Column, Items, Paragraph, Row, Table
from sambruk_cli.document.words import role_name
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.messages.codes import CODES
from sambruk_cli.register.board import ROLES
from sambruk_cli.register.layout import Layout
from sambruk_cli.report.documentation.facts import (
    DocumentationFacts,
    blank,
    facts_table,
)


def association_blocks(facts: DocumentationFacts) -> list[Block]:
    """Who keeps the books, by which method, and who answers for them."""
    language, register = facts.language, facts.session.register
    assert register.association is not None
    of = register.association.association
    methods = {
        "cash": say(language, "When paid (cash method, BFL 5:2)"),
        "invoice": say(language, "When invoiced (accrual method)"),
    }
    method = methods.get(of.accounting or "") or blank(
        say(language, "cash or accrual method"), language
    )
    rows = (
        (say_in(language, "front of a report", "Name"), of.name),
        (say(language, "Organisation number"), of.organisation_number),
        (say(language, "Seat"), of.seat),
        (say(language, "When events are booked"), method),
        (
            say(language, "Keeps the books"),
            facts.or_blank("responsible", say(language, "who keeps the books")),
        ),
        (say(language, "Answers for them"), _board(facts)),
        *((say(language, "Signs for the association"), rule) for rule in _signing(facts)),
    )
    titles = (say(language, "The association"), say_in(language, "grant", "Details"))
    return [facts_table("association", titles, rows)]


def _board(facts: DocumentationFacts) -> str | None:
    """Chair and members of the board on the day; None where the register has none."""
    session = facts.session
    board = session.register.board
    names = []
    for mandate in board.mandates_on(session.today):
        role = board.role(mandate)
        if role in {"chair", "member"} and mandate.person is not None:
            person = session.register.person(mandate.person)
            name = person.name if person else mandate.person
            chair = f" ({role_name('chair', facts.language).lower()})" if role == "chair" else ""
            names.append(f"{name}{chair}")
    if not names:
        return None
    return say(facts.language, "The board: {names}", names=", ".join(names))


def _signing(facts: DocumentationFacts) -> Iterator[str]:
    """The rules on who signs for the association that hold on the day."""
    session, language = facts.session, facts.language
    board, day = session.register.board, session.today
    called = {role: role_name(role, language).lower() for role in ROLES}
    called |= {role.id: pick(language, role.label, role.label_en) for role in board.roles}
    for rule in board.firm_signing:
        if not (rule.from_ or day) <= day <= (rule.until or day):
            continue
        people = [p.name for id_ in rule.people if (p := session.register.person(id_))]
        roles = [called.get(id_, id_) for id_ in rule.roles]
        named = ", ".join((*people, *roles))
        if rule.together > 1:
            yield say(language, "{number} together of {named}", number=rule.together, named=named)
        else:
            yield say(language, "each of {named}", named=named)


def year_blocks(facts: DocumentationFacts) -> list[Block]:
    """The fiscal years, whether they are open, and what their statements follow."""
    language, session = facts.language, facts.session
    sealed = {seal.year: seal for seal in facts.seals}
    rows = []
    for year in session.register.years:
        seal = sealed.get(year.label)
        if seal is not None:
            state = say(language, "sealed {day}", day=seal.sealed_on.isoformat())
        else:
            state = say(language, "closed") if year.closed else say(language, "open")
        number = len([v for v in session.books.in_year(year) if not v.is_opening])
        rows.append(Row((year.label, year.start, year.end, state, number, _framework(facts, year))))
    columns = (
        Column(say(language, "Year"), key="year"),
        Column(say(language, "First day"), "date", key="start"),
        Column(say(language, "Last day"), "date", key="end"),
        Column(say_in(language, "fiscal year", "State"), key="state"),
        Column(say(language, "Vouchers"), "count", key="vouchers"),
        Column(say(language, "Framework"), key="framework"),
    )
    return [Table("fiscal_years", columns, tuple(rows))]


def _framework(facts: DocumentationFacts, year: FiscalYear) -> str:
    layout: Layout | None = facts.session.register.layout_for(year)
    return layout.framework if layout is not None else ""


def system_blocks(facts: DocumentationFacts) -> list[Block]:
    """The plan of the system: its parts, where each is, and how they hang together."""
    language, session = facts.language, facts.session
    there = session.workspace.is_there
    parts = [
        (
            say(language, "Vouchers, in the form of plain text"),
            ", ".join(_journals(facts)),
            say(language, "what is registered; everything else is computed from it"),
        ),
        (
            say(language, "Journal (order of registration)"),
            "sambruk audit",
            say(
                language,
                "every voucher by day of entry, in the journal of the auditor's pack; sambruk "
                "journal prints them by date",
            ),
        ),
        (
            say(language, "General ledger (systematic order)"),
            "sambruk ledger",
            say(language, "every posting by account, with voucher and balance"),
        ),
        (
            say(language, "Subsidiary ledger of receivables"),
            "sambruk dues",
            say(language, "by member and invoice; sums to the account"),
        )
        if session.register.fees.schedules
        else None,
        (
            say(language, "Register of fixed assets"),
            "config/assets.toml",
            say(language, "cost, depreciation and what is left"),
        )
        if there("config/assets.toml")
        else None,
        (
            say(language, "Members, fees, board and layout of the statements"),
            "config/",
            say(language, "what charges, statements and signatures follow from"),
        ),
        (
            say(language, "Statements and annual report"),
            "sambruk statements, sambruk report",
            say(language, "rows that are sums of accounts; chapter 4 says which"),
        ),
        (
            say(language, "Exchange with other programs"),
            "sambruk sie export",
            say(language, "SIE 4, with every voucher"),
        ),
        (
            say(language, "Other programs that the books get data from"),
            facts.or_blank("other_programs", say(language, "bank, cash register, payroll…")),
            "",
        ),
    ]
    columns = (
        Column(say_in(language, "system", "Part"), key="part"),
        Column(say_in(language, "system", "Where"), key="where"),
        Column(say_in(language, "system", "What it is"), key="what"),
    )
    rows = tuple(Row(part) for part in parts if part is not None)
    return [
        Paragraph.of(
            say(
                language,
                "The books are kept with sambruk {version}, in files of plain text in Beancount's "
                "format, and read anew by every command: nothing is stored but these files.",
                version=__version__,
            )
        ),
        Table("parts", columns, rows),
        Paragraph.of(
            say(
                language,
                "From voucher to report: a voucher has a number and postings on accounts "
                "(sambruk journal); each account stands in one row of the statements (chapter 4); "
                "sambruk statements --accounts shows a row's accounts, sambruk ledger an account's "
                "postings with the number of each voucher, and the voucher its document.",
            )
        ),
    ]


def _journals(facts: DocumentationFacts) -> list[str]:
    return list(facts.session.books.files[:1]) + (["…"] if facts.session.books.files[1:] else [])


def control_blocks(facts: DocumentationFacts) -> list[Block]:
    """What guards the books: checks, seals, history, and who can change the files."""
    language = facts.language
    said = [
        say(
            language,
            "sambruk validate runs {number} checks of vouchers, register and statements; sambruk "
            "explain CODE says what each looks for.",
            number=len(CODES),
        ),
        say(
            language,
            "What has been booked is corrected by another voucher that names it (BFL 5:5); a "
            "closed year is not changed.",
        ),
        _history(facts, language),
    ]
    blocks: list[Block] = [Items(tuple((Paragraph.of(text),) for text in said))]
    if facts.seals:
        blocks.append(_seals(facts))
    rows = (
        (
            say(language, "Who can change the files"),
            facts.or_blank("access", say(language, "who can write to the files, and how")),
        ),
        (
            say(language, "How a change is reviewed"),
            facts.or_blank("review", say(language, "who looks at a change before it counts")),
        ),
        *_kept(facts),
    )
    blocks.append(
        facts_table("access", (say(language, "Access"), say_in(language, "grant", "Details")), rows)
    )
    return blocks


def _kept(facts: DocumentationFacts) -> Iterator[tuple[str, str]]:
    """What the association says of how it keeps its books, and which period is locked last."""
    language, file = facts.language, facts.session.register.association
    policy = file.bookkeeping if file is not None else None
    if policy is None:
        return
    names = {
        "counterparty": say(language, "counterparty"),
        "document": say(language, "document"),
        "digest": say(language, "the digest of each file"),
        "registered": say(language, "the day of entry"),
        "corrects": say(language, "what it corrects"),
    }
    if policy.keeps:
        title = say(language, "What vouchers say from {day} on", day=policy.from_.isoformat())
        yield title, ", ".join(names[each] for each in policy.keeps)
    when = {
        "month": say(language, "within 50 days after the month"),
        "quarter": say(language, "within 50 days after the quarter"),
        "year": say(language, "within 60 days after the fiscal year"),
    }
    if policy.entered is not None:
        cash = say(language, "cash within 50 days after the month, from a cash register")
        if not policy.cash_register:
            cash = say(language, "cash the next working day")
        yield say(language, "When payments are entered"), f"{when[policy.entered]}; {cash}"
    if policy.locks:
        last = max(lock.through for lock in policy.locks)
        yield say(language, "Locked through"), last.isoformat()


def _history(facts: DocumentationFacts, language: Language) -> str:
    """Where the processing history is (behandlingshistorik, BFL 5:11)."""
    if not facts.in_git:
        return say(
            language,
            "The files lie in no git repository: who has changed what, and when, is not kept by "
            "the program, but in the copies that are made.",
        )
    if facts.commit is None:
        return say(language, "The files lie in a git repository in which nothing is committed yet.")
    return say(
        language,
        "Git keeps who has changed what, and when (processing history); the stamp at the foot of "
        "the printed document names the commit that it is made from.",
    )


def _seals(facts: DocumentationFacts) -> Table:
    language = facts.language
    columns = (
        Column(say(language, "Sealed year"), key="year"),
        Column(say_in(language, "seal", "Sealed on"), "date", key="day"),
        Column(say_in(language, "seal", "By"), key="by"),
        Column(say_in(language, "seal", "Digest"), key="digest"),
    )
    rows = tuple(
        Row(
            (
                seal.year,
                seal.sealed_on,
                facts.session.masks.text(seal.sealed_by),
                seal.digest[:16],
            )
        )
        for seal in facts.seals
    )
    return Table("seals", columns, rows)
