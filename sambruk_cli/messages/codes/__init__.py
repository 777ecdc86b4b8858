"""Every check code. The page docs/checks/CODE.md says what it means and how to mend it."""

from __future__ import annotations

from sambruk_cli.messages.codes import (
    bank,
    books,
    dues,
    einvoice,
    entries,
    grants,
    invoices,
    register,
    reminding,
    report,
    sending,
    sides,
    sie,
    statements,
    tables,
    usage,
    workspace,
)
from sambruk_cli.messages.table import Code

_FAMILIES = (
    workspace,
    register,
    books,
    entries,
    sides,
    grants,
    statements,
    dues,
    reminding,
    report,
    sie,
    tables,
    bank,
    einvoice,
    invoices,
    sending,
    usage,
)
CODES: dict[str, Code] = {each.code: each for family in _FAMILIES for each in family.CODES}
