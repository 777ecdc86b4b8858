"""config/bank.toml: columns of a bank's export of an account that the program does not know."""

from __future__ import annotations

from typing import Literal

from sambruk_cli.findings import Finding
from sambruk_cli.register.fields import PrintableLine
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/bank.toml"


class BankExport(Model):
    """The headings of an export. `date_` is the day of booking; `amount` is negative of money out.

    Columns that are not named are not read. `delimiter` and `decimal` follow from the file where
    they are left out.
    """

    name: PrintableLine
    date_: PrintableLine
    amount: PrintableLine
    text: PrintableLine | None = None
    payer: PrintableLine | None = None
    reference: PrintableLine | None = None
    message: PrintableLine | None = None
    phone: PrintableLine | None = None
    balance: PrintableLine | None = None
    currency: PrintableLine | None = None
    account: PrintableLine | None = None
    delimiter: Literal[";", ",", "|", "tab"] | None = None
    decimal: Literal[",", "."] | None = None


class BankToml(Model):
    """The whole file."""

    exports: tuple[BankExport, ...] = ()


def read_bank(workspace: Workspace) -> tuple[BankToml, Located, list[Finding]]:
    """The file, empty where there is none or it cannot be read, and what is wrong in it."""
    found, located, faults = read_model(workspace, FILE, BankToml, optional=True)
    return found or BankToml(), located, faults
