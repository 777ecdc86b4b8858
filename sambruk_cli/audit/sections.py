"""The sections of the pack, in the order of its index: a new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable

from sambruk_cli.audit.accruals import accruals_section
from sambruk_cli.audit.assets import assets_section
from sambruk_cli.audit.balances import trial_balance_section
from sambruk_cli.audit.documentation import documentation_section
from sambruk_cli.audit.documents import documents_section
from sambruk_cli.audit.findings import findings_section
from sambruk_cli.audit.grants import grants_section
from sambruk_cli.audit.history import history_section
from sambruk_cli.audit.journal import journal_section
from sambruk_cli.audit.lay.checklist import checklist_section
from sambruk_cli.audit.lay.opinion import opinion_section
from sambruk_cli.audit.ledger import ledger_section
from sambruk_cli.audit.patterns.section import patterns_section
from sambruk_cli.audit.receivables import receivables_section
from sambruk_cli.audit.review.section import review_section
from sambruk_cli.audit.sampling.section import sample_section
from sambruk_cli.audit.seals import seals_section
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.sie_file import sie_section
from sambruk_cli.audit.statements import statements_section
from sambruk_cli.audit.year import AuditYear

# Each makes its section from the year alone: no clock, no file but the workspace's.
SECTIONS: tuple[Callable[[AuditYear], Section], ...] = (
    statements_section,
    trial_balance_section,
    ledger_section,
    journal_section,
    receivables_section,
    accruals_section,
    assets_section,
    grants_section,
    documents_section,
    seals_section,
    findings_section,
    sie_section,
    sample_section,
    review_section,
    patterns_section,
    documentation_section,
    history_section,
    checklist_section,
    opinion_section,
)
