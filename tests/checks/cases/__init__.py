"""Every check code with a smallest workspace that provokes it, by family of codes."""

from __future__ import annotations

from tests.checks.cases import (
    bank,
    dues,
    entries,
    fees,
    governance,
    grants,
    invoices,
    law,
    ledger,
    members,
    register,
    reminding,
    report,
    sides,
    sie,
    sie_import,
    statements,
    tables,
    usage,
    vouchers,
    workspace,
)
from tests.checks.cases.case import Case

FAMILIES = (
    workspace,
    register,
    members,
    fees,
    governance,
    grants,
    invoices,
    ledger,
    vouchers,
    entries,
    law,
    statements,
    dues,
    reminding,
    report,
    sides,
    sie,
    sie_import,
    tables,
    bank,
    usage,
)
CASES: dict[str, Case] = {name: case for family in FAMILIES for name, case in family.CASES.items()}
