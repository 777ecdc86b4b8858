"""config/reminders.toml: every reminder that has been made, so that the next run knows."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated

from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.register.fields import Kronor, PrintableLine, Slug, Unfit, of_form
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Bounds, Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/reminders.toml"
# The keys of an entry, in the order in which they are written.
KEYS = (
    *("member", "level", "day", "invoices", "amount", "fee", "interest", "says_interest"),
    *("charge", "file", "sha256"),
)


class Reminder(Model):
    """One level that some invoices of a member, or of another party, have come to on a day.

    `amount` is what was open of them, `fee` and `interest` what that day's reminder charged for
    them, in kronor. `charge` is the number that fee and interest are booked by, None where they are
    not booked. `says_interest` is whether the letter said that late payment costs interest
    (räntelagen 4 §). `file` is the letter, or a collector's list, within the workspace. One letter
    may hold invoices of several levels, and then has an entry for each.
    """

    member: Slug
    level: Annotated[int, Bounds(1, 99)]
    day: datetime.date
    invoices: tuple[PrintableLine, ...]
    amount: Kronor
    fee: Kronor = ZERO
    interest: Kronor = ZERO
    says_interest: bool = False
    charge: PrintableLine | None = None
    file: PrintableLine
    sha256: Annotated[
        str, of_form(r"[0-9a-f]{64}", Message.of("must be a SHA-256 in 64 hexadecimal digits"))
    ]

    def whole(self) -> None:
        """It is of some invoice, and charges nothing below nought.

        Raises:
          Unfit: when it does not.
        """
        if not self.invoices:
            raise Unfit(Message.of("must name an invoice"), "invoices")
        for key in ("fee", "interest"):
            if getattr(self, key) < 0:
                raise Unfit(Message.of("must not be below nought"), key)

    @property
    def charged(self) -> Decimal:
        """Fee and interest, in kronor."""
        return self.fee + self.interest


class RemindersFile(Model):
    """The whole file, in the order in which the reminders were made."""

    reminders: tuple[Reminder, ...] = ()

    def of(self, member: str, invoice: str) -> tuple[Reminder, ...]:
        """The reminders of one invoice of a member."""
        return tuple(
            each for each in self.reminders if each.member == member and invoice in each.invoices
        )

    @property
    def charges(self) -> frozenset[tuple[str, str]]:
        """Member and number of what fees and interest are booked by."""
        return frozenset((each.member, each.charge) for each in self.reminders if each.charge)


def read_reminders(workspace: Workspace) -> tuple[RemindersFile, Located, list[Finding]]:
    """The file, empty where there is none or it cannot be read, and what is wrong in it."""
    found, located, faults = read_model(workspace, FILE, RemindersFile, optional=True)
    return found or RemindersFile(), located, faults
