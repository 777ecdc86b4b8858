"""Conditional grants and gifts with a purpose: who gave what, for what, and until when."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Literal

from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.register.fields import AccountRange, Kronor, PrintableLine, Slug, Unfit
from sambruk_cli.register.model import Model

GrantKind = Literal["conditional", "purpose"]
Repays = Literal["unused", "all"]


class GrantInstalment(Model):
    """A part of a grant that the funder has said it will pay, in kronor, and when."""

    amount: Kronor
    expected: datetime.date | None = None


class Grant(Model):
    """A grant that is given on a condition, or a gift for a purpose.

    What is not known is left out, and nothing is concluded from it. `amount` is what was decided,
    in kronor; `from_` and `to` are the period of use. `condition` is the condition, or the purpose.
    `postings` says which postings are of it besides those with `grant`: none, those of its project,
    or all on its accounts. `partial` says that they show only a part of its use. `repays` says
    what is to be paid back, `repay_amount` what the funder claims in all.
    """

    id: Slug
    name: PrintableLine
    funder: Slug
    kind: GrantKind
    amount: Kronor | None = None
    decided: datetime.date | None = None
    decision: PrintableLine | None = None
    from_: datetime.date | None = None
    to: datetime.date | None = None
    condition: PrintableLine | None = None
    condition_due: datetime.date | None = None
    condition_met: bool | None = None
    report_due: datetime.date | None = None
    repays: Repays | None = None
    repay_amount: Kronor | None = None
    repay_due: datetime.date | None = None
    project: Slug | None = None
    postings: Literal["grant", "project", "accounts"] = "grant"
    partial: bool = False
    income: tuple[AccountRange, ...] = ()
    liability: tuple[AccountRange, ...] = ()
    receivable: tuple[AccountRange, ...] = ()
    costs: tuple[AccountRange, ...] = ()
    instalments: tuple[GrantInstalment, ...] = ()
    signatories: tuple[Slug, ...] = ()
    source: PrintableLine | None = None

    def whole(self) -> None:
        """Amounts above nought, days in their order, and what the choice of postings needs.

        Raises:
          Unfit: when they are not.
        """
        for key, amount in (("amount", self.amount), ("repay_amount", self.repay_amount)):
            if amount is not None and amount <= 0:
                raise Unfit(Message.of("must be above nought"), key)
        if any(part.amount <= 0 for part in self.instalments):
            raise Unfit(Message.of("must have amounts above nought"), "instalments")
        expected = sum((part.amount for part in self.instalments), ZERO)
        if self.amount is not None and expected > self.amount:
            raise Unfit(Message.of("sum to more than amount"), "instalments")
        if self.from_ and self.to and self.to < self.from_:
            raise Unfit(Message.of("must not be before from"), "to")
        for key, day in (("report_due", self.report_due), ("repay_due", self.repay_due)):
            first = self.from_ or self.decided
            if day is not None and first is not None and day < first:
                raise Unfit(Message.of("must not be before the grant begins"), key)
        self._decided_before()
        if self.postings == "project" and self.project is None:
            raise Unfit(Message.of('must not be "project" where project is not stated'), "postings")
        if self.postings == "accounts" and not (self.income and self.costs):
            said = Message.of('must not be "accounts" where income and costs are not stated')
            raise Unfit(said, "postings")

    def _decided_before(self) -> None:
        """Nothing that is to come is dated before the decision; use may be over when it is made."""
        days = [("condition_due", self.condition_due)]
        days += [("instalments", part.expected) for part in self.instalments]
        for key, day in days:
            if self.decided is not None and day is not None and day < self.decided:
                raise Unfit(Message.of("must not be before decided"), key)


class GrantsFile(Model):
    """config/grants.toml."""

    grants: tuple[Grant, ...] = ()

    def whole(self) -> None:
        """No two grants take what is posted on one project.

        Raises:
          Unfit: when they do: a posting would be counted for both.
        """
        taking = (grant for grant in self.grants if grant.postings == "project")
        projects = Counter(grant.project or "" for grant in taking)
        for project, number in projects.items():
            if number > 1:
                said = Message.of(
                    'must not take the postings of the project "{project}" twice: write grant '
                    "below them instead",
                    project=project,
                )
                raise Unfit(said, "grants")

    def grant(self, grant_id: str) -> Grant | None:
        """The grant with an id."""
        return next((grant for grant in self.grants if grant.id == grant_id), None)
