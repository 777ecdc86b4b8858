"""config/assets.toml: fixed assets, what they cost, and how they are depreciated."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.register.fields import AccountNumber, Kronor, PrintableLine, Slug, Unfit
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Bounds, Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/assets.toml"


class FixedAsset(Model):
    """A fixed asset (anläggningstillgång), or a component of one; amounts in kronor.

    `account` holds what it cost, `accumulated` its depreciation so far, `expense` that of a year.
    It is depreciated over `months` or `years` from the month of `from_` (by default that of
    `acquired`), which counts whole, down to `residual`. `earlier` is what had been depreciated
    before that, however it was done. `disposed` is the day that it was sold or scrapped, for
    `proceeds`; that month does not count.
    """

    id: Slug
    name: PrintableLine
    account: AccountNumber
    accumulated: AccountNumber
    expense: AccountNumber
    acquired: datetime.date
    value: Kronor
    months: Annotated[int, Bounds(1, 1200)] | None = None
    years: Annotated[int, Bounds(1, 100)] | None = None
    method: Literal["straight-line"] = "straight-line"
    from_: datetime.date | None = None
    residual: Kronor = ZERO
    earlier: Kronor = ZERO
    part_of: Slug | None = None
    disposed: datetime.date | None = None
    proceeds: Kronor | None = None

    def whole(self) -> None:
        """What the keys say of each other can be.

        Raises:
          Unfit: when it cannot.
        """
        if self.value <= 0:
            raise Unfit(Message.of("must be above nought"), "value")
        if not 0 <= self.residual <= self.value:
            raise Unfit(Message.of("must be from nought to what the asset cost"), "residual")
        if (self.months is None) is (self.years is None):
            said = Message.of("is used for some time: state months or years, one of them")
            raise Unfit(said, "id" if self.months is None else "years")
        if not 0 <= self.earlier <= self.base:
            raise Unfit(Message.of("must be from nought to what is depreciated in all"), "earlier")
        if self.earlier and self.from_ is None:
            raise Unfit(Message.of("needs from: the day from which the plan holds"), "earlier")
        if self.proceeds is not None and self.disposed is None:
            raise Unfit(Message.of("needs disposed: the day of the sale"), "proceeds")
        if self.proceeds is not None and self.proceeds < 0:
            raise Unfit(Message.of("must not be below nought"), "proceeds")
        if self.from_ is not None and self.from_ < self.acquired:
            raise Unfit(Message.of("is before the asset was acquired"), "from")
        if self.disposed is not None and self.disposed < self.acquired:
            raise Unfit(Message.of("is before the asset was acquired"), "disposed")

    @property
    def starts(self) -> datetime.date:
        """The day in whose month depreciation begins."""
        return self.from_ or self.acquired

    @property
    def life(self) -> int:
        """The useful life (nyttjandeperiod) in months, from the day in whose month it begins."""
        return self.months if self.months is not None else 12 * (self.years or 1)

    @property
    def base(self) -> Decimal:
        """What is depreciated in all."""
        return self.value - self.residual


class AssetsFile(Model):
    """config/assets.toml."""

    assets: tuple[FixedAsset, ...] = ()


def read_assets(workspace: Workspace) -> tuple[AssetsFile, Located, list[Finding]]:
    """The register of fixed assets, empty where there is none or it cannot be read."""
    found, located, faults = read_model(workspace, FILE, AssetsFile, optional=True)
    return found or AssetsFile(), located, faults
