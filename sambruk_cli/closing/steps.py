"""The steps of a closing, and what they book."""

from __future__ import annotations

from enum import StrEnum

from sambruk_cli.edits.booking import NewVoucher
from sambruk_cli.edits.plan import Plan
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message


class StepName(StrEnum):
    """What closing a year consists of, in order."""

    ACCRUALS = "accruals"
    DEPRECIATION = "depreciation"
    RESULT = "result"
    BALANCES = "balances"
    DISPOSITION = "disposition"
    LOCK = "lock"


class StepState(StrEnum):
    """Whether a step changes anything: it does, is done already, or waits for somebody."""

    PLANNED = "planned"
    DONE = "done"
    WAITING = "waiting"


@frozen
class ClosingStep:
    """One step, and what is to be said of it.

    `vouchers` are those that it books. `number` counts the balances that are asserted, where it is
    about those.
    """

    name: StepName
    state: StepState
    said: Message
    vouchers: tuple[NewVoucher, ...] = ()
    number: int = 0


@frozen
class YearClosing:
    """What closes a year: its steps, and the change of the files; or what stands in the way."""

    year: FiscalYear
    steps: tuple[ClosingStep, ...] = ()
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether no file would change."""
        return self.plan is None or not self.plan.changes

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do, and nothing waits for anybody."""
        return bool(self.steps) and all(step.state is StepState.DONE for step in self.steps)
