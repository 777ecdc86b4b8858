"""config/invoicing.toml: how the association invoices, is paid, and reminds."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Literal

from sambruk_cli.messages import Message
from sambruk_cli.register.association import Bankgiro
from sambruk_cli.register.electronic_address import PeppolAddress
from sambruk_cli.register.fields import (
    AccountNumber,
    Email,
    Factor,
    Kronor,
    Measure,
    PrintableLine,
    Slug,
    Unfit,
    of_form,
)
from sambruk_cli.register.model import Bounds, Check, Model
from sambruk_cli.register.organisation_number import OrganisationNumber, digits_of, is_luhn

FILE = "config/invoicing.toml"
HIGHEST_REMINDER_FEE = Decimal(60)  # kronor, excl. interest (lag 1981:739, 4 §)


def plusgiro_number(text: str) -> str:
    """A plusgiro number as it is printed, "12 34 56-6": two to eight digits, the last of them Luhn.

    Raises:
      Unfit: when it is none; says why.
    """
    digits = digits_of(text)
    if not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 8):
        raise Unfit(Message.of("must be two to eight digits"))
    if not is_luhn(digits):
        raise Unfit(Message.of("its check digit does not agree with the others"))
    backwards = re.findall(r"..?", digits[-2::-1])
    return f"{' '.join(pair[::-1] for pair in reversed(backwards))}-{digits[-1]}"


def iban_number(text: str) -> str:
    """An IBAN in groups of four, whose check digits agree (ISO 13616: modulus 97).

    Raises:
      Unfit: when it is none; says why.
    """
    plain = digits_of(text).upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", plain):
        raise Unfit(Message.of("must be an IBAN, as SE35 5000 0000 0549 1000 0003"))
    as_digits = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    if int(as_digits) % 97 != 1 or (plain.startswith("SE") and len(plain) != 24):
        raise Unfit(Message.of("its check digits do not agree with the others"))
    return " ".join(re.findall(r".{1,4}", plain))


def swish_number(text: str) -> str:
    """An association's number for Swish as it is printed, "123 456 78 90": ten digits from 123.

    Raises:
      Unfit: when it is none; says why.
    """
    digits = digits_of(text)
    if not re.fullmatch(r"123[0-9]{7}", digits):
        raise Unfit(Message.of("must be ten digits that begin with 123"))
    return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"


Plusgiro = Annotated[str, Check(plusgiro_number)]
Iban = Annotated[str, Check(iban_number)]
Swish = Annotated[str, Check(swish_number)]
_Series = Annotated[str, of_form(r"[A-ZÅÄÖ]{1,3}", Message.of("must be one to three capitals"))]
_Days = Annotated[int, Bounds(0, 366)]
_Rate = Factor


class Payee(Model):
    """Who is paid, and how: what stands on every invoice.

    `name` is the exact name of who holds the bankgiro or account, by default the association's
    firm or name. `bankgiro` is by default that of config/association.toml. `electronic_address` is
    the scheme and id of the seller in Peppol, "0007:8024282785" by default from the organisation
    number. `f_tax` says that the association is approved for F-tax.
    """

    name: PrintableLine | None = None
    address: tuple[PrintableLine, ...] = ()
    postal_code: PrintableLine | None = None
    town: PrintableLine | None = None
    email: Email | None = None
    phone: PrintableLine | None = None
    contact: PrintableLine | None = None
    bankgiro: Bankgiro | None = None
    plusgiro: Plusgiro | None = None
    iban: Iban | None = None
    bic: (
        Annotated[
            str,
            of_form(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", Message.of("must be a BIC")),
        ]
        | None
    ) = None
    swish: Swish | None = None
    vat_number: (
        Annotated[
            str, of_form(r"SE[0-9]{10}01", Message.of("must be a VAT number, as SE802428278501"))
        ]
        | None
    ) = None
    f_tax: bool = False
    electronic_address: PeppolAddress | None = None


class InvoicingAccounts(Model):
    """The accounts, by BAS number, that commands book on.

    `suspense` holds what came in and matches nothing, `advances` what members have paid too much
    or too early. What is left out is asked for by the command that needs it.
    """

    receivables: AccountNumber = "1510"
    bank: AccountNumber = "1930"
    swish: AccountNumber | None = None
    suspense: AccountNumber | None = None
    advances: AccountNumber | None = None
    bad_debts: AccountNumber | None = None
    bank_fees: AccountNumber | None = None
    reminder_fees: AccountNumber | None = None
    interest: AccountNumber | None = None
    exchange: AccountNumber | None = None
    vat_25: AccountNumber = "2611"
    vat_12: AccountNumber = "2621"
    vat_6: AccountNumber = "2631"

    def vat(self, rate: int) -> str:
        """The account of output VAT of a rate in per cent: 25, 12 or 6."""
        return {25: self.vat_25, 12: self.vat_12, 6: self.vat_6}[rate]


class BankAccount(Model):
    """Which account of the books an account or a bankgiro of the bank's files is."""

    number: PrintableLine
    account: AccountNumber


class InvoiceRules(Model):
    """How invoices are made.

    `terms` are the days until an invoice falls due. `series` is the series of their vouchers.
    Numbers are the label of the fiscal year, a hyphen and `digits` digits; with `continuous` they
    run on from year to year, without the label. `text` stands on each invoice. `language` is that
    of members who say none. `vat_exempt_reason` is why no VAT is charged where the dues are
    exempt; without it they are outside the scope of VAT.
    """

    terms: _Days = 30
    series: _Series = "F"
    digits: Annotated[int, Bounds(1, 9)] = 4
    continuous: bool = False
    text: PrintableLine | None = None
    text_en: PrintableLine | None = None
    language: Literal["sv", "en"] = "sv"
    vat_exempt_reason: PrintableLine | None = None
    folder: Annotated[
        str,
        of_form(r"[A-Za-z0-9ÅÄÖåäö_-]{1,60}", Message.of("must be the name of a folder")),
    ] = "invoices"

    def whole(self) -> None:
        """Documents are kept where no program reads what stands there.

        Raises:
          Unfit: when the folder is one of config, ledger.
        """
        if self.folder.casefold() in ("config", "ledger"):
            raise Unfit(Message.of("must be another folder than config and ledger"), "folder")


class ReminderLevel(Model):
    """One level of reminding: how many days after the due day, and what is said and charged.

    `terms` are the days that the letter gives to pay in; the next level waits for their end. What
    comes to a level with `collector` goes to a collector as a list, and no letter is made.
    """

    days: _Days
    fee: Kronor | None = None
    terms: _Days = 10
    text: PrintableLine | None = None
    text_en: PrintableLine | None = None
    collector: bool = False


class ReminderRules(Model):
    """How members are reminded.

    `fee_agreed` says where it is agreed that reminders cost, and `fee_agreed_from` since when: a
    debt that arose before bears no fee (lag 1981:739, 2 §). `interest` charges interest on overdue
    payments by räntelagen 6 §, the reference rate and eight percentage points, or `interest_rate`
    per cent where another one is agreed. `due_agreed` says where the due day is set beforehand, so
    that interest runs from it (3 §); else it runs from 30 days after a demand that says so (4 §):
    the invoice with `invoice_says_interest`, otherwise the first reminder. `series` is that of the
    vouchers, P by default. Within `under_way` days of the due day a payment may be on its way.
    What is below `least` kronor is not reminded of.
    """

    levels: tuple[ReminderLevel, ...] = ()
    fee_agreed: PrintableLine | None = None
    fee_agreed_from: datetime.date | None = None
    interest: bool = False
    interest_rate: _Rate | None = None
    due_agreed: PrintableLine | None = None
    invoice_says_interest: bool = False
    series: _Series = "P"
    under_way: _Days = 3
    least: Kronor = Decimal(0)

    def whole(self) -> None:
        """Days rise from level to level, and no fee is higher than the law's or without agreement.

        Raises:
          Unfit: when they do not, or one is.
        """
        days = [level.days for level in self.levels]
        if days != sorted(set(days)):
            raise Unfit(Message.of("must have rising days"), "levels")
        fees = [level.fee for level in self.levels if level.fee is not None]
        if any(not 0 <= fee <= HIGHEST_REMINDER_FEE for fee in fees):
            said = Message.of("must have fees from 0 to 60 kr (lag 1981:739, 4 §)")
            raise Unfit(said, "levels")
        if any(fees) and (self.fee_agreed is None or self.fee_agreed_from is None):
            said = Message.of(
                "must say in fee_agreed and fee_agreed_from where fees are agreed and since when "
                "(lag 1981:739, 2 §)"
            )
            raise Unfit(said, "levels")
        if any(level.collector for level in self.levels[:-1]):
            raise Unfit(Message.of("must have a collector at the last one only"), "levels")
        if any(level.collector and level.fee for level in self.levels):
            raise Unfit(Message.of("must have no fee where there is a collector"), "levels")
        if self.interest_rate is not None and not self.interest:
            raise Unfit(Message.of("needs interest = true"), "interest_rate")


class ReferenceRate(Model):
    """The reference rate of Sveriges riksbank for half a calendar year (räntelagen 9 §), per cent.

    `from_` is its first day. The rate has been below nought.
    """

    from_: datetime.date
    rate: Measure
    source: PrintableLine | None = None

    def whole(self) -> None:
        """It is of half a calendar year.

        Raises:
          Unfit: when it is not, or is no rate.
        """
        if (self.from_.month, self.from_.day) not in {(1, 1), (7, 1)}:
            raise Unfit(Message.of("must be 1 January or 1 July (räntelagen 9 §)"), "from")
        if not -100 <= self.rate <= 100:
            raise Unfit(Message.of("must be per cent from -100 to 100"), "rate")


class Hold(Model):
    """Why an invoice, or all of a member's, is not reminded of, and until when.

    `kind` is "disputed" where the member denies the claim, "agreement" where it may pay later.
    """

    kind: Literal["disputed", "agreement"]
    member: Slug | None = None
    invoice: PrintableLine | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None
    reason: PrintableLine | None = None

    def whole(self) -> None:
        if self.member is None and self.invoice is None:
            raise Unfit(Message.of("must name a member or an invoice"))
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise Unfit(Message.of("is before from"), "until")

    def holds(self, member: str, invoice: str, day: datetime.date) -> bool:
        """Whether it is of an invoice of a member, on a day; first and last day included."""
        is_of = self.member in (None, member) and self.invoice in (None, invoice)
        is_begun = self.from_ is None or self.from_ <= day
        return is_of and is_begun and (self.until is None or day <= self.until)


class MailTexts(Model):
    """What the letters say that invoices and reminders are sent with."""

    sender: Email | None = None
    sender_name: PrintableLine | None = None
    reply_to: Email | None = None
    invoice_subject: PrintableLine | None = None
    invoice_text: str | None = None
    reminder_subject: PrintableLine | None = None
    reminder_text: str | None = None


class MemberInvoicing(Model):
    """What invoices to one member or counterparty need besides the register.

    `address`, `organisation_number` and `email` go before those of the register, which holds none
    of counterparties.
    `electronic_address` is its scheme and id in Peppol, by default 0007 and its organisation
    number; `language` that of its invoices.
    """

    member: Slug
    language: Literal["sv", "en"] | None = None
    organisation_number: OrganisationNumber | None = None
    address: tuple[PrintableLine, ...] = ()
    email: Email | None = None
    electronic_address: PeppolAddress | None = None
    buyer_reference: PrintableLine | None = None
    order_reference: PrintableLine | None = None
    postal_code: PrintableLine | None = None
    town: PrintableLine | None = None
    country: Annotated[str, of_form(r"[A-Z]{2}", Message.of("must be two capitals"))] = "SE"


class InvoicingFile(Model):
    """The whole file; everything has a default, and no file is needed."""

    payee: Payee = Payee()
    accounts: InvoicingAccounts = InvoicingAccounts()
    bank_accounts: tuple[BankAccount, ...] = ()
    invoices: InvoiceRules = InvoiceRules()
    reminders: ReminderRules = ReminderRules()
    reference_rates: tuple[ReferenceRate, ...] = ()
    holds: tuple[Hold, ...] = ()
    mail: MailTexts = MailTexts()
    members: tuple[MemberInvoicing, ...] = ()

    def member(self, member_id: str) -> MemberInvoicing | None:
        """What is said of the invoices to a member; None where nothing is."""
        return next((each for each in self.members if each.member == member_id), None)
