"""What `sambruk dues --reconcile` shows: the dues of a year from assessed to open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.document.cell import Cell, Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, without_empty
from sambruk_cli.dues.names import kind_name, kind_title
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, exact
from sambruk_cli.receivables.wording import against_accounts, party_name
from sambruk_cli.receivables.year_dues import (
    MIXED,
    DueDifference,
    DueLine,
    YearDues,
    year_dues,
)
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.arrears import decimals_of
from sambruk_cli.views.view import View

_AMOUNTS: tuple[str, ...] = (
    "assessed",
    "vat",
    "invoiced",
    "credited",
    "paid",
    "written_off",
    "moved",
    "undivided",
    "open",
    "direct",
    "difference",
)


def reconciled_view(session: Session, year: FiscalYear, day: date, member: str | None) -> View:
    """The dues of a year from assessed to open, by kind and by payer, as the day ends.

    Args:
      member: id of the only payer that is asked for.
    Raises:
      Stop: USE902 when no member has the id.
    """
    language, names = session.language, session.register.party_names()
    wanted = None if member is None else known_member(session.register, member).id
    dues = year_dues(session, year, day)
    lines = [line for line in dues.lines if wanted in (None, line.member)]
    decimals = decimals_of(getattr(line, key) for line in lines for key in _AMOUNTS)
    table = _lines(session, dues, lines)
    title = say(language, "Dues {year} from assessed to paid, {day}", year=year.label, day=day)
    blocks: list[Block] = [Heading(2, title)]
    if lines:
        blocks += [
            _by_kind(session, lines, decimals),
            Heading(3, say(language, "Differences between assessed and booked")),
            _differences(session, dues, lines, names, decimals),
            Heading(3, say(language, "By member and kind")),
            _by_member(session, lines, names, decimals),
        ]
        if any(line.kind == MIXED for line in lines):
            said = say(
                language,
                "Mixed: of an invoice with several kinds a part is paid, and nobody says of which.",
            )
            blocks.append(Paragraph.of(said))
    else:
        blocks.append(Paragraph.of(say(language, "No dues are charged.")))
    if wanted is None and not (dues.when_paid and not dues.receivable):
        blocks += [
            Heading(3, say(language, "Against the books")),
            _against(dues, language, decimals_of((dues.other_open, dues.receivable))),
            Paragraph.of(against_accounts(session.books, day, dues.receivable, language)),
        ]
    return View(
        tuple(blocks),
        table,
        lambda: {
            "year": year.label,
            "on": day.isoformat(),
            "when_paid": dues.when_paid,
            "lines": records(table),
            "totals": {kind: _sums(lines, kind) for kind in _kinds(session, lines)},
            "open": {
                "dues": exact(dues.receivable - dues.other_open),
                "other": exact(dues.other_open),
                "receivable": exact(dues.receivable),
            },
        },
    )


def _sums(lines: Iterable[DueLine], kind: str) -> dict[str, str]:
    of = [line for line in lines if line.kind == kind]
    return {_key(key): exact(_total(of, key)) for key in _AMOUNTS}


def _key(amount: str) -> str:
    """What an amount is called for programs."""
    return "without_invoice" if amount == "direct" else amount


def _total(lines: Iterable[DueLine], key: str) -> Decimal:
    return sum((getattr(line, key) for line in lines), ZERO)


def _kinds(session: Session, lines: Iterable[DueLine]) -> list[str]:
    """The kinds that there are lines of, in the order of the register."""
    used = {line.kind for line in lines}
    known = [kind.id for kind in session.register.fees.kinds]
    return [kind for kind in (*known, MIXED) if kind in used]


def _title(session: Session, kind: str) -> str:
    if kind == MIXED:
        return say_in(session.language, "dues", "Mixed")
    return kind_title(session.register.fees, kind, session.language)


def _step(key: str, language: Language) -> str:
    """A step from assessed to open, as a line."""
    steps: Mapping[str, Callable[[], str]] = {
        "assessed": lambda: say(language, "Assessed"),
        "vat": lambda: say(language, "VAT on it"),
        "invoiced": lambda: say(language, "Invoiced"),
        "credited": lambda: say(language, "less credited"),
        "paid": lambda: say(language, "less paid"),
        "written_off": lambda: say(language, "less written off"),
        "moved": lambda: say(language, "less moved to others"),
        "undivided": lambda: say(language, "less mixed"),
        "open": lambda: say(language, "Open"),
        "direct": lambda: say(language, "Booked without invoice"),
        "difference": lambda: say(language, "Booked above assessed"),
    }
    return steps[key]()


def _by_kind(session: Session, lines: Sequence[DueLine], decimals: int) -> Table:
    """The steps from assessed to open, a column for each kind."""
    language, kinds = session.language, _kinds(session, lines)
    of = {kind: [line for line in lines if line.kind == kind] for kind in kinds}
    rows = []
    for key in _AMOUNTS:
        sums = [_total(of[kind], key) for kind in kinds]
        if any(sums) or key in ("assessed", "invoiced", "paid", "open", "difference"):
            cells: tuple[Cell, ...] = (_step(key, language), *sums, sum(sums, ZERO))
            rows.append(Row(cells, "subtotal" if key == "open" else "plain"))
    columns = (
        Column(""),
        *(Column(_title(session, kind), "amount", decimals) for kind in kinds),
        Column(say(language, "Total"), "amount", decimals),
    )
    return Table("dues_by_kind", columns, tuple(rows))


def _why(why: DueDifference, language: Language) -> str:
    words: Mapping[DueDifference, Callable[[], str]] = {
        DueDifference.NONE: lambda: "",
        DueDifference.LATER: lambda: say(language, "charged later"),
        DueDifference.NOT_INVOICED: lambda: say(language, "not invoiced"),
        DueDifference.UNPAID: lambda: say_in(language, "dues", "not paid"),
        DueDifference.CREDITED: lambda: say_in(language, "dues", "credited"),
        DueDifference.LESS: lambda: say(language, "invoiced less"),
        DueDifference.MORE: lambda: say(language, "invoiced more"),
        DueDifference.BY_HAND: lambda: say(language, "by hand, nothing is assessed"),
    }
    return words[why]()


def _differences(
    session: Session,
    dues: YearDues,
    lines: Sequence[DueLine],
    names: Mapping[str, str],
    decimals: int,
) -> Block:
    """The lines on which the books charge something else than what is assessed, and why."""
    language = session.language
    differing = [line for line in lines if line.difference]
    if not differing:
        return Paragraph.of(
            say(language, "The books charge what is assessed, no more and no less.")
        )
    rows = [
        Row(
            (
                party_name(line.member, names, language),
                _title(session, line.kind),
                line.expected,
                line.expected + line.difference,
                line.difference,
                _why(dues.why(line), language),
            )
        )
        for line in differing
    ]
    expected, difference = (_total(differing, key) for key in ("expected", "difference"))
    total: tuple[Cell, ...]
    total = (say(language, "Total"), "", expected, expected + difference, difference, "")
    columns = (
        Column(say(language, "Member")),
        Column(say_in(language, "charge", "Kind")),
        Column(say_in(language, "dues", "Assessed"), "amount", decimals),
        Column(say_in(language, "dues", "Booked"), "amount", decimals),
        Column(say(language, "Difference"), "amount", decimals),
        Column(say_in(language, "dues", "Why")),
    )
    last = Row(total, "total", sums=tuple(range(len(rows))))
    return Table("dues_differences", columns, (*rows, last))


def _by_member(
    session: Session, lines: Sequence[DueLine], names: Mapping[str, str], decimals: int
) -> Table:
    """A line for each payer, and below it one for each kind."""
    language = session.language
    keys = ("assessed", "invoiced", "credited", "paid", "written_off", "moved", "open", "direct")
    rows: list[Row] = []
    member = None
    for line in lines:
        if line.member != member:
            member = line.member
            name = party_name(member, names, language)
            rows.append(Row((name, *([None] * len(keys)))))
        amounts: Iterable[Cell] = (getattr(line, key) or None for key in keys)
        rows.append(Row((_title(session, line.kind), *amounts), indent=1))
    rows.append(
        Row((say(language, "Total"), *(_total(lines, key) or None for key in keys)), "total")
    )
    columns = (
        Column(say(language, "Member")),
        *(Column(_short(key, language), "amount", decimals) for key in keys),
    )
    return without_empty(Table("dues_by_member", columns, tuple(rows)))


def _short(key: str, language: Language) -> str:
    """A step above a column."""
    titles: Mapping[str, Callable[[], str]] = {
        "assessed": lambda: say_in(language, "dues", "Assessed"),
        "invoiced": lambda: say_in(language, "dues", "Invoiced"),
        "credited": lambda: say_in(language, "dues", "Credited"),
        "paid": lambda: say_in(language, "dues", "Paid"),
        "written_off": lambda: say_in(language, "dues", "Written off"),
        "moved": lambda: say_in(language, "dues", "Moved"),
        "open": lambda: say(language, "Open"),
        "direct": lambda: say_in(language, "dues", "No invoice"),
    }
    return titles[key]()


def _against(dues: YearDues, language: Language, decimals: int) -> Table:
    """What is open of the dues of the year, and of all else, beside the accounts."""
    columns = (Column(""), Column("kr", "amount", decimals))
    of_dues = dues.receivable - dues.other_open
    rows = (
        Row((say(language, "Open of the dues of {year}", year=dues.year.label), of_dues)),
        Row((say(language, "Other open items"), dues.other_open)),
        Row((say(language, "All open items"), dues.receivable), "total", sums=(0, 1)),
    )
    return Table("dues_against_books", columns, rows)


def _lines(session: Session, dues: YearDues, lines: Sequence[DueLine]) -> Table:
    """Every line with every amount, for programs."""
    names = session.register.party_names()
    keys = ("member", "name", "kind")
    columns = (
        *(Column("", key=key) for key in keys),
        *(Column("", "amount", 2, key=_key(key)) for key in _AMOUNTS),
        Column("", key="explanation"),
        Column("", "date", key="last_paid"),
    )
    rows = (
        Row(
            (
                line.member or None,
                names.get(line.member, line.member) or None,
                Shown(kind_name(session.register.fees, line.kind, session.language), line.kind),
                *(getattr(line, key) for key in _AMOUNTS),
                dues.why(line).value or None,
                line.last_paid,
            )
        )
        for line in lines
    )
    return Table("dues_lines", columns, tuple(rows))
