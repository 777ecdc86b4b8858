"""The layout of the statements and notes: config/statements.toml."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from sambruk_cli.account_numbers import DIGITS, falls_under
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import (
    AccountNumber,
    AccountRange,
    PrintableLine,
    Slug,
    Unfit,
)
from sambruk_cli.register.model import Bounds, Check, Model

Sign = Literal["debit", "credit"]
RowMovement = Literal["closing", "opening", "change", "result"]
RowStyle = Literal["plain", "subtotal", "total"]


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


# The number of a note, or several in a list.
NoteNumbers = Annotated[tuple[int, ...], Check(_several, "before")]


@frozen
class AccountSpan:
    """An inclusive range of BAS account numbers, with the parts of those accounts.

    `apart` are parts (193010 of 1930) that another row names, and that are not in this one.
    """

    first: str
    last: str
    apart: tuple[str, ...] = ()

    def __contains__(self, number: str) -> bool:
        last = self.last
        if number < self.first or (number > last and not number.startswith(last)):
            return False
        return (len(last) == DIGITS or number == last) and number not in self.apart


def spans(ranges: tuple[str, ...]) -> tuple[AccountSpan, ...]:
    """ "1500-1599" or "1930" as spans; "1930!193010" is 1930 without that part of it."""
    return tuple(map(_span, ranges))


@cache
def _span(text: str) -> AccountSpan:
    whole, *apart = text.split("!")
    first, _, last = whole.partition("-")
    return AccountSpan(first, last or first, tuple(apart))


def is_within(number: str, ranges: Iterable[AccountSpan]) -> bool:
    """Whether an account is in one of some ranges, by its number."""
    return any(number in span for span in ranges)


class LayoutRow(Model):
    """A row of a statement: a heading, a leaf (accounts) or a sum of other rows.

    `sign` says which side of the accounts prints as positive. `result` marks the leaf of the
    balance sheet that also holds the result that no closing voucher has booked yet. `tags` name
    what else falls in the row, whatever its number: fees and gifts have no accounts of BAS.
    `movement` is for equity that is shown from its opening to its closing balance: what the
    accounts of the row opened with, how they have changed since beside the result, the result.
    """

    key: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    accounts: tuple[AccountRange, ...] = ()
    tags: tuple[Slug, ...] = ()
    sum: tuple[Slug, ...] = ()
    sign: Sign = "credit"
    result: bool = False
    movement: RowMovement = "closing"
    note: NoteNumbers = ()
    indent: Annotated[int, Bounds(0, 3)] = 0
    style: RowStyle = "plain"
    hide_zero: bool = False

    def whole(self) -> None:
        if (self.accounts or self.tags) and self.sum:
            raise Unfit(Message.of("a row has either accounts or a sum, not both"))

    @property
    def is_leaf(self) -> bool:
        return bool(self.accounts or self.tags or self.result or self.movement != "closing")

    @property
    def is_heading(self) -> bool:
        return not self.is_leaf and not self.sum


class RowChange(Model):
    """What a layout has otherwise than the one that it is made from: a row by its key.

    `accounts` are moved to the row from those that hold them. With `after` or `before` it is a row
    that is added, with `left_out` one that is not there.
    """

    key: Slug
    label: PrintableLine | None = None
    label_en: PrintableLine | None = None
    accounts: tuple[AccountRange, ...] = ()
    tags: tuple[Slug, ...] = ()
    sum: tuple[Slug, ...] = ()
    sign: Sign | None = None
    movement: RowMovement | None = None
    note: NoteNumbers = ()
    indent: Annotated[int, Bounds(0, 3)] | None = None
    style: RowStyle | None = None
    hide_zero: bool | None = None
    after: Slug | None = None
    before: Slug | None = None
    left_out: bool = False

    def whole(self) -> None:
        if self.after and self.before:
            raise Unfit(Message.of("a row is added after another or before it, not both"))
        if (self.after or self.before) and self.label is None:
            raise Unfit(Message.of("a row that is added needs a label"))
        if (self.accounts or self.tags) and self.sum:
            raise Unfit(Message.of("a row has either accounts or a sum, not both"))

    @property
    def is_added(self) -> bool:
        return self.beside is not None

    @property
    def beside(self) -> str | None:
        """The key of the row that an added one stands beside."""
        return self.after or self.before


class NoteRowLayout(Model):
    """A row of a note.

    Built from `accounts`; with `each` it becomes one row per value of that metadata, labelled
    by the posting's `note` or the party's name; with `movement` it is the opening balance, the
    change in the given accounts, one side of that change or the result of the year. With `sum`
    it is a subtotal of rows above it.
    """

    key: Slug
    label: PrintableLine | None = None
    label_en: PrintableLine | None = None
    accounts: tuple[AccountRange, ...] = ()
    each: Literal["counterparty", "member", "project"] | None = None
    movement: Literal["opening", "change", "debit", "credit", "result"] | None = None
    sum: tuple[Slug, ...] = ()
    hide_zero: bool = False

    def whole(self) -> None:
        if self.sum and (self.accounts or self.each or self.movement):
            raise Unfit(Message.of("a row has either accounts or a sum, not both"))


class NoteLayout(Model):
    """A note: text, or rows that sum to a row of a statement.

    A text that explains no row, as of events after the end of the year, stands alone.
    """

    number: Annotated[int, Bounds(1)]
    title: PrintableLine
    title_en: PrintableLine | None = None
    text: PrintableLine | None = None
    row: Slug | None = None
    sign: Sign = "credit"
    total_label: PrintableLine | None = None
    total_label_en: PrintableLine | None = None
    rows: tuple[NoteRowLayout, ...] = ()

    @property
    def may_stand_alone(self) -> bool:
        """Whether it needs no row that refers to it."""
        return self.text is not None and self.row is None and not self.rows


class CashFlowRow(Model):
    """A row of the cash flow statement: what some accounts have brought in money, or a sum.

    Of `accounts` the whole change counts, of `debit` and `credit` that side of it, and of `less`
    what another row counts is taken out again. `row` is a row of the income statement with all of
    its accounts, `cash` what there was in cash at the start or end of the year.
    """

    key: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    accounts: tuple[AccountRange, ...] = ()
    debit: tuple[AccountRange, ...] = ()
    credit: tuple[AccountRange, ...] = ()
    less: tuple[AccountRange, ...] = ()
    row: Slug | None = None
    cash: Literal["opening", "closing"] | None = None
    sum: tuple[Slug, ...] = ()
    note: NoteNumbers = ()
    indent: Annotated[int, Bounds(0, 3)] = 0
    style: RowStyle = "plain"
    hide_zero: bool = False

    def whole(self) -> None:
        accounts = self.accounts or self.debit or self.credit or self.less
        kinds = (accounts, self.sum, self.row is not None, self.cash is not None)
        if sum(map(bool, kinds)) > 1:
            raise Unfit(Message.of("a row has accounts, row, cash or a sum: one of them"))

    @property
    def _has_accounts(self) -> bool:
        return bool(self.accounts or self.debit or self.credit or self.less)

    @property
    def is_heading(self) -> bool:
        return not (self._has_accounts or self.sum or self.row or self.cash)


class OverviewFigure(Model):
    """A key figure of the association's own, printed with so many `decimals`.

    It is a `row` of the statements, alone or in per cent `of` another row or for each of a number
    of members (`per`); or such a number by itself (`value`), or a `fact` of the year's facts.toml.
    """

    key: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    row: Slug | None = None
    of: Slug | None = None
    per: PrintableLine | None = None
    value: PrintableLine | None = None
    fact: Slug | None = None
    decimals: Annotated[int, Bounds(0, 6)] = 0

    def whole(self) -> None:
        if sum(given is not None for given in (self.row, self.value, self.fact)) != 1:
            raise Unfit(Message.of("has row, value or fact: one of them"))
        if (self.of or self.per) and (self.row is None or (self.of and self.per)):
            raise Unfit(Message.of("a row may have of or per, one of them"))


class OverviewLayout(Model):
    """The rows that a multi-year overview (flerårsöversikt) shows, by key.

    `decimals` are those of solvency; `figures` are the association's own.
    """

    turnover: Slug
    result: Slug
    equity: Slug
    total: Slug
    decimals: Annotated[int, Bounds(0, 6)] = 0
    figures: tuple[OverviewFigure, ...] = ()

    @property
    def named(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The rows that it names, each with the path of its key in the file."""
        usual = ("turnover", "result", "equity", "total")
        found: list[tuple[tuple[str | int, ...], str]] = [
            ((name,), getattr(self, name)) for name in usual
        ]
        for i, figure in enumerate(self.figures):
            for name in ("row", "of"):
                if key := getattr(figure, name):
                    found.append((("figures", i, name), key))
        return found


# What a layout says that is not made from another.
_OF_ITS_OWN = ("id", "framework", "income_statement", "balance_sheet")


class Layout(Model):
    """Statements and notes for the fiscal years that start from `from_` through `to`.

    `layout` names one that comes with the program, which `rows` then change; else all rows are
    given. `disposition` names the rows of equity whose treatment the meeting decides, `equity` the
    row that sums it. `budget` shows what was planned in the annual report, too.
    `cash` names the row of the balance sheet that holds cash and bank, and asks for a cash flow
    statement: with the rows of `cash_flow`, or else with those that come with the program.
    """

    id: Slug = ""
    layout: Slug | None = None
    framework: PrintableLine = ""
    from_: date
    to: date | None = None
    closing_account: AccountNumber = "8999"
    header_note: int | None = None
    disposition: tuple[Slug, ...] = ()
    equity: Slug | None = None
    overview: OverviewLayout | None = None
    budget: bool = False
    cash: Slug | None = None
    cash_flow: tuple[CashFlowRow, ...] = ()
    income_statement: tuple[LayoutRow, ...] = ()
    balance_sheet: tuple[LayoutRow, ...] = ()
    rows: tuple[RowChange, ...] = ()
    notes: tuple[NoteLayout, ...] = ()

    def whole(self) -> None:
        if self.layout is None:
            missing = tuple(key for key in _OF_ITS_OWN if not getattr(self, key))
            if missing:
                raise Unfit(
                    Message.of(
                        "must have {keys}, or layout with the name of one that comes with the "
                        "program",
                        keys=missing,
                    )
                )
            if self.rows:
                raise Unfit(Message.of("has rows, which change a layout that layout names"))
        elif self.income_statement or self.balance_sheet:
            raise Unfit(Message.of("has both layout and statements: write what differs in rows"))

        if self.cash_flow and self.cash is None:
            raise Unfit(Message.of("has cash_flow, which needs cash: the row with cash and bank"))

    def is_closing(self, number: str) -> bool:
        """Whether an account is the one that the result of a year is booked on."""
        return falls_under(number, self.closing_account)

    def holds_for(self, start: date) -> bool:
        """Whether a fiscal year that starts on the day uses this layout."""
        return self.from_ <= start and (self.to is None or start <= self.to)


class StatementsFile(Model):
    """config/statements.toml.

    `layout` alone chooses one that comes with the program for every year. `tags` says of which tag
    accounts are.
    """

    layout: Slug | None = None
    tags: dict[Slug, tuple[AccountRange, ...]] = {}  # noqa: RUF012 (frozen with the model)
    layouts: tuple[Layout, ...] = ()

    def whole(self) -> None:
        if self.layout is not None and self.layouts:
            raise Unfit(Message.of("has both layout and layouts: write layout in [[layouts]]"))

    @property
    def entries(self) -> tuple[Layout, ...]:
        """The layouts as the file chooses and changes them."""
        if self.layout is None:
            return self.layouts
        return (Layout(id=self.layout, layout=self.layout, from_=date.min),)
