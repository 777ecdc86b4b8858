"""Members and fees said in TOML, as in a workspace, and what they are charged.

The register that a text gives must be faultless: everything that `sambruk validate` finds in it is
an error of the test, but for what the test says that it expects.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sambruk_cli.checks.attributes import check_attributes
from sambruk_cli.checks.fees import check_fees
from sambruk_cli.checks.groups import check_agreements, check_charge_kinds, check_groups
from sambruk_cli.checks.register import check_register
from sambruk_cli.checks.schedules import check_schedules
from sambruk_cli.dues.charge import Charge, Dues
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.render.lines import as_text
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import Session
from sambruk_cli.views.explained_charge import explanation
from sambruk_cli.workspace import Workspace
from tests.sessions import TERMS
from tests.workspaces import ASSOCIATION

# Who owes, for whom, what kind, on which day, how much.
Owed = list[tuple[str, str, str, str, str]]


def calendar(year: int) -> FiscalYear:
    """A fiscal year that is the calendar year."""
    return FiscalYear(str(year), date(year, 1, 1), date(year, 12, 31))


Y2021 = calendar(2021)


def said(members: str, fees: str, *, expected: tuple[str, ...] = ()) -> Register:
    """The register of config/members.toml and config/fees.toml.

    Args:
      expected: codes that `sambruk validate` finds, in order.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "config").mkdir()
        for name, text in (("association", ASSOCIATION), ("members", members), ("fees", fees)):
            (root / "config" / f"{name}.toml").write_text(text)
        register, faults = read_register(Workspace(root))
    files = ("config/members.toml", "config/fees.toml")
    faults = [fault for fault in (*faults, *_faults(register)) if fault.file in files]
    assert [fault.code for fault in faults] == list(expected), [f.message for f in faults]
    return register


def _faults(register: Register) -> list[Finding]:
    session = Session(Workspace(Path()), register, None, (), register.years, TERMS)
    checks = (
        check_register,
        check_attributes,
        check_groups,
        check_fees,
        check_agreements,
        check_charge_kinds,
        check_schedules,
    )
    return [fault for check in checks for fault in check(session)]


def dues(register: Register, year: FiscalYear = Y2021) -> Dues:
    """The dues of a year in which everybody can be charged."""
    computed, findings = compute_dues(register, year)
    assert findings == []
    return computed


def owed(register: Register, year: FiscalYear = Y2021) -> Owed:
    """The charges of a year: who owes, for whom, the kind, the day, kronor without VAT."""
    return [
        (c.payer.id, c.member.id, c.kind, c.day.isoformat(), f"{c.amount:f}")
        for c in dues(register, year).charges
    ]


def amounts(register: Register, year: FiscalYear = Y2021) -> dict[str, str]:
    """Kronor by member, of an association that charges each once in the year."""
    charges = dues(register, year).charges
    found = {charge.member.id: f"{charge.amount:f}" for charge in charges}
    assert len(found) == len(charges)
    return found


def explained(register: Register, charge: Charge, language: Language = "sv") -> str:
    """A charge as `sambruk dues --explain` prints it, 80 columns wide."""
    return as_text(block_lines([explanation(register, charge, language)], language, 80))
