"""config/documentation.toml: what only the association knows of its bookkeeping system (BFL 5:11).

All of it is words for `sambruk documentation`; no figure and no check rests on them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import AccountNumber, PrintableLine, of_form
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/documentation.toml"

Series = Annotated[str, of_form(r"[A-ZÅÄÖ]{1,3}", Message.of("must be one to three capitals"))]


class SeriesUse(Model):
    """What a series of vouchers is used for."""

    series: Series
    use: PrintableLine


class AccountUse(Model):
    """What is booked on an account, where its name does not say so."""

    account: AccountNumber
    use: PrintableLine


class ArchivedKind(Model):
    """A kind of accounting record that the workspace does not hold, and where it is kept."""

    what: PrintableLine
    where: PrintableLine
    form: Literal["paper", "digital"]


class DocumentationFile(Model):
    """The whole file. A key that is left out is a blank in the printed documentation.

    `responsible` keeps the books, `access` is who can change the files, `review` how a change is
    looked at by somebody else, `backups` where copies are kept and how often they are made,
    `other_programs` what the books get their data from besides (bank, cash register, payroll).
    `vouchers_on_paper` and `digital_documents` are where documents of vouchers are kept;
    `abroad` says where records are kept that are not in Sweden.
    """

    responsible: PrintableLine | None = None
    access: PrintableLine | None = None
    review: PrintableLine | None = None
    backups: PrintableLine | None = None
    other_programs: PrintableLine | None = None
    vouchers_on_paper: PrintableLine | None = None
    digital_documents: PrintableLine | None = None
    abroad: PrintableLine | None = None
    series: tuple[SeriesUse, ...] = ()
    accounts: tuple[AccountUse, ...] = ()
    archive: tuple[ArchivedKind, ...] = ()


def read_documentation(
    workspace: Workspace,
) -> tuple[DocumentationFile, Located, list[Finding]]:
    """The file, empty where there is none or it cannot be read, and what is wrong in it."""
    found, located, faults = read_model(workspace, FILE, DocumentationFile, optional=True)
    return found or DocumentationFile(), located, faults
