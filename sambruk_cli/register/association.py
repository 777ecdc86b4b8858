"""The association itself, its fiscal years and what each annual report carries on its front."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import (
    AccountNumber,
    Kronor,
    Measure,
    PrintableLine,
    Slug,
    Unfit,
    YearLabel,
    of_form,
    printable_line,
)
from sambruk_cli.register.model import Bounds, Check, Model
from sambruk_cli.register.organisation_number import (
    PartedNumber,
    digits_of,
    is_luhn,
    organisation_number,
)


def bankgiro_number(text: str) -> str:
    """A bankgiro number as it is printed, "991-2346" or "5050-1055".

    Raises:
      Unfit: when it is none; says why.
    """
    digits = digits_of(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (7, 8)):
        raise Unfit(Message.of("must be seven or eight digits"))
    if not is_luhn(digits):
        raise Unfit(Message.of("its check digit does not agree with the others"))
    return f"{digits[:-4]}-{digits[-4:]}"


Bankgiro = Annotated[str, Check(bankgiro_number)]

LONGEST_NAME = 120  # characters; the heads of pages hold no more
_Name = Annotated[str, Bounds(characters=LONGEST_NAME), Check(printable_line)]

LegalForm = Literal["nonprofit", "economic", "housing"]
# How the firm of an ekonomisk förening says that it is one; one of economists may well be called
# Ekonomiska föreningen too, but then not first in its name.
_ECONOMIC = re.compile(
    r"\bekonomiska? förening\b|^ekonomiska föreningen\b"
    r"|\bek\. ?för(?:ening)?\b|\bek ?för(?:ening)?$|\bu\.? ?p\.? ?a\.?$"
)
_HOUSING = re.compile(r"bostadsrättsförening(?:en)?\b|\bbrf\b")


_Digest = Annotated[
    str, of_form(r"[0-9a-f]{64}", Message.of("must be a SHA-256 of 64 digits, as it was written"))
]


class Reference(Model):
    """Figures about the world that computed shares need, with their source."""

    municipalities_total: int
    source: PrintableLine


class Association(Model):
    """Who keeps the books. `seat` is the municipality of its seat (säte).

    `accounting` is "cash" where income is booked when it is paid (kontantmetoden, BFL 5:2).
    `legal_form` says what the association is: an ideell förening ("nonprofit"), an ekonomisk
    förening ("economic") or a bostadsrättsförening ("housing"). `organisation_number_checked` says
    that the number is known to be as it stands, whatever its check digit.
    """

    name: _Name
    firm: _Name | None = None
    short_name: _Name
    organisation_number: PartedNumber | None = None
    organisation_number_checked: bool = False
    seat: PrintableLine
    reference: Reference | None = None
    accounting: Literal["invoice", "cash"] | None = None
    bankgiro: Bankgiro | None = None
    legal_form: LegalForm | None = None

    def whole(self) -> None:
        """The check digit agrees with the others, unless the number is said to be known.

        Raises:
          Unfit: when it does not.
        """
        if self.organisation_number is None or self.organisation_number_checked:
            return
        try:
            organisation_number(self.organisation_number)
        except Unfit as unfit:
            raise Unfit(unfit.said, "organisation_number") from None

    @property
    def form(self) -> LegalForm:
        """What it is by law: as stated, else by its organisation number and name.

        Numbers of ekonomiska föreningar begin with 7. Those of samfällighetsföreningar do too, with
        71, which older ekonomiska föreningar share: there the name decides, in which an ekonomisk
        förening and a bostadsrättsförening must say what they are. So it does where no number is
        known.
        """
        if self.legal_form is not None:
            return self.legal_form
        number = self.organisation_number or ""
        if number and not number.startswith("7"):
            return "nonprofit"
        names = [name.casefold().strip() for name in (self.name, self.firm or "")]
        if any(map(_HOUSING.search, names)):
            return "housing"
        is_named = any(map(_ECONOMIC.search, names))
        return "economic" if is_named or (number and number[1] != "1") else "nonprofit"


class Contact(Model):
    """Somebody to turn to; `person` is an id of board.toml."""

    role: PrintableLine
    person: Slug
    email: PrintableLine | None = None
    phone: PrintableLine | None = None


class Year(Model):
    """A fiscal year as configured; see fiscal.FiscalYear.

    `employees` is the average number of employees in it (medelantalet anställda).
    """

    label: YearLabel
    start: datetime.date
    end: datetime.date
    closed: bool = False
    employees: Annotated[int, Bounds(0)] | None = None

    def as_fiscal_year(self) -> FiscalYear:
        return FiscalYear(self.label, self.start, self.end, self.closed)


class Signatory(Model):
    """Who signs; a deputy names the member of the board in whose place (ÅRL 2:7)."""

    person: Slug
    in_place_of: Slug | None = None


class Commitment(Model):
    """A pledged asset or a contingent liability, in kronor."""

    description: PrintableLine
    amount: Kronor


class ConditionalGrant(Model):
    """A grant that must be paid back if its conditions are not met."""

    counterparty: Slug
    account: AccountNumber


class FundTransfer(Model):
    """What is brought to a fund, in kronor; from it where it is below nought."""

    account: AccountNumber
    amount: Kronor


class ResultDecision(Model):
    """What a meeting has decided on the result of a year; no proposal.

    `meeting` is an id of board.toml. `transfers` is what funds get (below nought: give); all else
    is carried on to `carried_to`, by default the account that goes with that of the result.
    """

    meeting: Slug
    transfers: tuple[FundTransfer, ...] = ()
    carried_to: AccountNumber | None = None


class ReportDetails(Model):
    """Approval metadata of one year's annual report.

    `signed_at` is the place of signing; `overview_comment` explains a turnover that moved more
    than 30 % (K2 p. 5.5).
    """

    year: YearLabel
    prepared_by: Slug
    date: datetime.date
    version: PrintableLine
    approved_by: PrintableLine | None = None
    signed_on: datetime.date | None = None
    signed_at: PrintableLine | None = None
    auditor: Slug | None = None
    auditors_report_on: datetime.date | None = None
    overview_comment: PrintableLine | None = None
    signatories: tuple[Signatory, ...] = ()
    pledged_assets: tuple[Commitment, ...] = ()
    contingent_liabilities: tuple[Commitment, ...] = ()
    conditional_grants: tuple[ConditionalGrant, ...] = ()
    transfers: tuple[FundTransfer, ...] = ()
    decision: ResultDecision | None = None


class StatedFigures(Model):
    """Key figures of a year that the books do not hold, in kronor, and where they stand.

    `total` is the balance-sheet total; `solvency` is equity in per cent of it. `figures` are
    those of the association's own, by key in the layout's overview.
    """

    year: YearLabel
    source: PrintableLine
    turnover: Kronor | None = None
    result: Kronor | None = None
    equity: Kronor | None = None
    total: Kronor | None = None
    solvency: Kronor | None = None
    figures: dict[Slug, Measure] = {}  # noqa: RUF012 (frozen with the model)


_Said = Literal["counterparty", "document", "digest", "registered", "corrects"]


class PeriodLock(Model):
    """A period in which nothing is booked any more: through a day, since another.

    `digest` is the SHA-256 of its vouchers in canonical form.
    """

    through: datetime.date
    on: datetime.date
    digest: _Digest | None = None


class Bookkeeping(Model):
    """What the association says of how it keeps its books, from a day on; then it is held to it.

    `keeps` is what each voucher says where the law asks for it. `entered` is by when payments are
    booked: within 50 days after their month or quarter, or 60 after their fiscal year (BFNAR 2013:2
    p. 3.6-3.8); cash the next working day, unless a `cash_register` records it (p. 3.1, 3.10).
    """

    from_: datetime.date
    keeps: tuple[_Said, ...] = ()
    entered: Literal["month", "quarter", "year"] | None = None
    cash_register: bool = False
    locks: tuple[PeriodLock, ...] = ()


class AssociationFile(Model):
    """config/association.toml."""

    association: Association
    bookkeeping: Bookkeeping | None = None
    contacts: tuple[Contact, ...] = ()
    fiscal_years: tuple[Year, ...]
    key_figures: tuple[StatedFigures, ...] = ()
    reports: tuple[ReportDetails, ...] = ()
