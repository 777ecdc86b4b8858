"""config/sie.toml: what a SIE file says that books and register have no place for."""

from __future__ import annotations

import re
from typing import Annotated

from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import AccountNumber, PrintableLine, Unfit, YearLabel, of_form
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Check, Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/sie.toml"
# What an import writes into books: the series of the vouchers that it adds (balances, transfers,
# results), and the metadata of the one that stands for a year of balances alone (TRUE).
IMPORT_SERIES = "SIE"
OF_BALANCES = "sie-balances"

Digits = Annotated[str, of_form(r"[0-9]{1,9}", Message.of('must be a number in "quotes"'))]
Digest = Annotated[
    str, of_form(r"[0-9a-f]{64}", Message.of("must be a SHA-256 of 64 digits, as it was written"))
]
CompanyType = Annotated[
    str, of_form(r"[A-Z]{1,3}", Message.of("must be one to three capitals of A-Z"))
]
_NUMBERS = re.compile(r"([A-ZÅÄÖ]{1,3})([1-9][0-9]{0,8})(?:-\1([1-9][0-9]{0,8}))?")


def numbers_in(text: str) -> tuple[str, int, int]:
    """The series, first and last number of "A103" or "A1-A99".

    Raises:
      Unfit: where a text is neither, or runs backwards.
    """
    found = _NUMBERS.fullmatch(text)
    if found is None:
        raise Unfit(Message.of('must be a number of a voucher, as "A103", or a span "A1-A99"'))
    series, first, last = found[1], int(found[2]), int(found[3] or found[2])
    if last < first:
        raise Unfit(
            Message.of("runs backwards; write {right}", right=f"{series}{last}-{series}{first}")
        )
    return series, first, last


def _numbers(text: str) -> str:
    numbers_in(text)
    return text


def _number(text: str) -> str:
    series, first, last = numbers_in(text)
    if text != f"{series}{first}" or first != last:
        raise Unfit(Message.of('must be a number of a voucher, as "A103"'))
    return text


class Import(Model):
    """A file that was imported; `sha256` is of what it says, not of its bytes.

    `journal` is the file that its vouchers were written to, where that is one of their own. `year`
    is the label of the fiscal year that they are of, `last` the highest number of each series, and
    `missing` the numbers that the file itself lacked below those, as "A103" or "A1-A99": nothing
    that the association can mend.
    """

    file: PrintableLine
    sha256: Digest
    journal: PrintableLine | None = None
    year: YearLabel | None = None
    last: tuple[Annotated[str, Check(_number)], ...] = ()
    missing: tuple[Annotated[str, Check(_numbers)], ...] = ()


class AccountDetails(Model):
    """SRU codes and the unit of an account's quantities."""

    number: AccountNumber
    sru: tuple[PrintableLine, ...] = ()
    unit: PrintableLine | None = None


class DimensionDetails(Model):
    """A dimension (#DIM), or a part of another one (#UNDERDIM)."""

    number: Digits
    name: str
    parent: Digits | None = None


class ObjectDetails(Model):
    """An object (#OBJEKT); `id` is what the books call it where that is not its number."""

    dimension: Digits
    number: str
    name: str
    id: str | None = None


class SeriesDetails(Model):
    """What SIE calls a series of vouchers, and the capitals that stand for it in the books."""

    sie: str
    books: Annotated[str, of_form(r"[A-ZÅÄÖ]{1,3}", Message.of("must be one to three capitals"))]


class SieDetails(Model):
    """config/sie.toml. `company_type` is the code of #FTYP."""

    company_type: CompanyType = "X"
    imports: tuple[Import, ...] = ()
    accounts: tuple[AccountDetails, ...] = ()
    dimensions: tuple[DimensionDetails, ...] = ()
    objects: tuple[ObjectDetails, ...] = ()
    series: tuple[SeriesDetails, ...] = ()


ReadImports = tuple[tuple[Import, ...], Located, list[Finding]]


def read_imports(workspace: Workspace) -> ReadImports:
    """The files that were imported, where they stand, and what is wrong in the file."""
    found, located, findings = read_model(workspace, FILE, SieDetails, optional=True)
    return found.imports if found else (), located, findings


def read_sie_details(workspace: Workspace) -> tuple[SieDetails, list[Finding]]:
    """The file, or what holds where there is none, and what is wrong in it."""
    found, _, findings = read_model(workspace, FILE, SieDetails, optional=True)
    return found or SieDetails(), findings
