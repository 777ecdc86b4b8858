"""What `sambruk dues` shows: the dues of a year as computed, or against the books on a day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session
from sambruk_cli.views.arrears import standing_day
from sambruk_cli.views.dues import dues_view
from sambruk_cli.views.dues_paid import paid_view
from sambruk_cli.views.dues_reconciled import reconciled_view
from sambruk_cli.views.view import View

DuesWay = Literal["summed", "explained", "paid", "reconciled"]


def dues_shown(
    session: Session, year: FiscalYear, member: str | None, way: DuesWay, day: date | None
) -> View:
    """The dues of a year in the way asked for.

    Args:
      member: id of the only member that is asked for.
      day: of which day the books are looked at, by default `standing_day`.
    Raises:
      Stop: USE902 when no member has the id.
    """
    if way in ("summed", "explained"):
        return dues_view(session, year, member, explain=way == "explained")
    show = paid_view if way == "paid" else reconciled_view
    return show(session, year, day or standing_day(session), member)
