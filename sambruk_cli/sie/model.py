"""The records of a SIE file, and the file as a whole (SIE 4B § 5).

Amounts are kronor (or the file's currency) as Decimal, debit positive, credit negative. Numbers of
accounts, dimensions, objects and vouchers are texts, as they stand in the file. An optional field
that is absent or empty is "" (text) or None (date, quantity); a record that is absent is None.
`line` counts from 1 and takes no part in comparison; 0 in what was never read from a file.

Vouchers and rows are tuples, since a frozen dataclass takes three times as long to make and a file
has a million rows; to change one is `row._replace(text="")`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import MAX_PREC, Context, Decimal
from typing import Literal, NamedTuple

from sambruk_cli.sie import values
from sambruk_cli.sie.errors import Problem

BalanceKind = Literal["IB", "UB", "RES", "OIB", "OUB", "PSALDO", "PBUDGET"]
RowKind = Literal["TRANS", "RTRANS", "BTRANS"]
ROWS: tuple[RowKind, ...] = ("TRANS", "RTRANS", "BTRANS")
Encoding = Literal["ascii", "cp437", "utf-8", "cp1252"]
Objects = tuple[tuple[str, str], ...]  # (dimension, object) pairs

# Amounts have no upper limit, so a sum must not round at the usual 28 digits.
EXACT = Context(prec=MAX_PREC)


def exact_sum(amounts: list[Decimal]) -> Decimal:
    """The sum of amounts of any length, without rounding."""
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


@dataclass(frozen=True, slots=True)
class Value:
    """A record of one text.

    `label` is FLAGGA, FORMAT, SIETYP, PROSA, FTYP, FNR, BKOD, FNAMN, TAXAR, KPTYP or VALUTA.
    """

    label: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Program:
    """#PROGRAM: the program that wrote the file."""

    name: str
    version: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Generated:
    """#GEN: when the file was written, and by whom."""

    day: date | None
    sign: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """#ORGNR: organisation number, acquisition number (förvnr), activity number (verknr)."""

    number: str
    acquisition: str = ""
    activity: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Address:
    """#ADRESS."""

    contact: str = ""
    street: str = ""
    postal: str = ""
    phone: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Extent:
    """#OMFATTN: the last day that the period balances cover."""

    day: date | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """#RAR: 0 is this year, -1 the one before. Some programs leave the days out of a 4I file."""

    number: int
    start: date | None = None
    end: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Account:
    """#KONTO with its #KTYP, #ENHET and #SRU; kind is T, S, K or I."""

    number: str
    name: str
    kind: str | None = None
    unit: str | None = None
    sru: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AccountValue:
    """#KTYP, #ENHET or #SRU as it stands; in a whole file they are part of their Account."""

    label: str
    account: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Dimension:
    """#DIM, or #UNDERDIM where `parent` is given."""

    number: str
    name: str
    parent: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Object:
    """#OBJEKT."""

    dimension: str
    number: str
    name: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Balance:
    """#IB, #UB, #RES, #OIB, #OUB, #PSALDO, #PBUDGET. `period` is YYYYMM, "" for a whole year."""

    kind: BalanceKind
    year: int
    account: str
    amount: Decimal
    period: str = ""
    objects: Objects = ()
    quantity: Decimal | None = None
    line: int = field(default=0, compare=False)


class Row(NamedTuple):
    """#TRANS, #RTRANS (added afterwards) or #BTRANS (removed)."""

    kind: RowKind
    account: str
    amount: Decimal
    objects: Objects = ()
    day: date | None = None
    text: str = ""
    quantity: Decimal | None = None
    sign: str = ""
    line: int = 0

    def __eq__(self, other: object) -> bool:
        return type(other) is Row and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])


_COUNTING: frozenset[RowKind] = frozenset({"TRANS"})


class Voucher(NamedTuple):
    """#VER with every row, in the order of the file. Series and number may be "" in a 4I file."""

    series: str
    number: str
    day: date
    text: str = ""
    registered: date | None = None
    sign: str = ""
    rows: tuple[Row, ...] = ()
    line: int = 0

    def __eq__(self, other: object) -> bool:
        return type(other) is Voucher and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @property
    def booked(self) -> tuple[Row, ...]:
        """The rows that count: each #RTRANS stands once more as #TRANS, #BTRANS is removed."""
        if self.is_plain:
            return self.rows
        return tuple(row for row in self.rows if row.kind == "TRANS")

    @property
    def is_plain(self) -> bool:
        """Whether every row counts: none was added or removed afterwards."""
        return {row[0] for row in self.rows} <= _COUNTING

    @property
    def balance(self) -> Decimal:
        """The sum of the rows that count; 0 in a correct voucher."""
        return exact_sum([row.amount for row in self.rows if row.kind == "TRANS"])


@dataclass(frozen=True, slots=True)
class Checksum:
    """#KSUMMA: `stated` is the value in the file, None on the record that starts the sum."""

    stated: int | None
    computed: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record whose label SIE 4B does not have; its object lists are flattened."""

    label: str
    fields: tuple[str, ...]
    line: int = field(default=0, compare=False)


Record = (
    Value
    | Program
    | Generated
    | OrgNumber
    | Address
    | Extent
    | FiscalYear
    | Account
    | AccountValue
    | Dimension
    | Object
    | Balance
    | Voucher
    | Checksum
    | Unknown
)


@dataclass(frozen=True, slots=True)
class SieFile:
    """A whole file, its fields in the order of the specification.

    `strays` keeps what has no place: the second of a record that may stand once, the second name
    of an account, and #KTYP, #ENHET or #SRU of an account that has no #KONTO.
    What stands after `checksum` (does the file carry #KSUMMA?) takes no part in comparison.
    """

    flag: Value | None = None
    program: Program | None = None
    format: Value | None = None
    generated: Generated | None = None
    sie_type: Value | None = None
    prose: tuple[Value, ...] = ()
    company_type: Value | None = None
    company_id: Value | None = None
    org_number: OrgNumber | None = None
    industry: Value | None = None
    address: Address | None = None
    company_name: Value | None = None
    years: tuple[FiscalYear, ...] = ()
    tax_year: Value | None = None
    extent: Extent | None = None
    chart_type: Value | None = None
    currency: Value | None = None
    accounts: tuple[Account, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    objects: tuple[Object, ...] = ()
    balances: tuple[Balance, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    strays: tuple[Record, ...] = ()
    checksum: bool = False
    stated: Checksum | None = field(default=None, compare=False)
    unknown: tuple[Unknown, ...] = field(default=(), compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    encoding: Encoding = field(default="cp437", compare=False)

    @property
    def type(self) -> str:
        """What the file is, "1" to "4": a file with vouchers is of type 4, whatever it says.

        Another is what #SIETYP says, where 4E and 4I are 4, and else what its balances make it.
        """
        if self.has_vouchers:
            return "4"
        stated = values.sie_type(self.sie_type.text) if self.sie_type else None
        if stated is not None:
            return stated
        if any(b.objects or b.kind in ("OIB", "OUB") for b in self.balances):
            return "3"
        return "2" if any(b.period for b in self.balances) else "1"

    @property
    def has_vouchers(self) -> bool:
        return bool(self.vouchers)

    @property
    def currency_code(self) -> str:
        return self.currency.text if self.currency else "SEK"
