"""An entry of camt with its payments, each with an amount that has been added up."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.bank.camt.charges import fee_kept, rate_of
from sambruk_cli.exchange.bank.camt.remittance import (
    further_text,
    mobile_in,
    payer_of,
    references_of,
    remitted,
)
from sambruk_cli.exchange.bank.camt.values import (
    Fault,
    as_amount,
    as_day,
    as_number,
    fault,
    sign_of,
)
from sambruk_cli.exchange.bank.model import BankEntry, BankPayment, Nature, total
from sambruk_cli.exchange.bank.xml import all_of, first_of, text_of
from sambruk_cli.findings import Finding, Severity, finding

_BANKGIRO = re.compile(r"BG ?0*(\d{7,8})(?!\d)")


def status_of(entry: etree._Element) -> str:
    """BOOK of what is booked; PDNG and others of what is not yet."""
    return text_of(entry, "Sts/Cd", "Sts/Prtry", "Sts")


class EntryReader:
    """Reads entries, and collects what is wrong with them in `findings`."""

    def __init__(self, file: str, bankgiro: str = "") -> None:
        """
        Args:
          bankgiro: that the account of the entries is known by, where it is by one.
        """
        self._file = file
        self._bankgiro = bankgiro
        self.findings: list[Finding] = []

    def entry(self, element: etree._Element) -> BankEntry | None:
        """An entry; None, and said so, where amount, day or direction cannot be read."""
        try:
            return self._entry(element)
        except Fault as fault_:
            self.findings.append(fault_.finding)
            return None

    def _entry(self, element: etree._Element) -> BankEntry:
        stated = first_of(element, "Amt")
        if stated is None:
            raise fault(element, "Amt", "", self._file)
        unsigned, currency = as_amount(stated, self._file)
        amount = unsigned * sign_of(element, self._file)
        day = as_day(element, "BookgDt", self._file) or as_day(element, "ValDt", self._file)
        if day is None:
            raise fault(element, "BookgDt", "", self._file)
        name = text_of(element, "NtryRef")
        parts = list(all_of(element, "NtryDtls/TxDtls"))
        bankgiro = _paid_bankgiro(parts, name) or self._bankgiro
        self._check_batches(element, currency)
        payments = self._payments(element, parts, amount, currency, bankgiro)
        text = text_of(element, "AddtlNtryInf")
        key = text_of(element, "AcctSvcrRef") or name
        line = element.sourceline
        return BankEntry(day, amount, currency, payments, key, bankgiro, text, line)

    def _payments(
        self,
        element: etree._Element,
        parts: list[etree._Element],
        amount: Decimal,
        currency: str,
        bankgiro: str,
    ) -> tuple[BankPayment, ...]:
        """The payments of an entry, or one that is all of it where they cannot be told apart."""
        line = element.sourceline
        amounts = self._part_amounts(element, parts, amount, currency)
        if amounts is None:
            is_whole = not parts and not bankgiro and not _is_batch(element)
            nature = (
                _nature(element, None, amount, amount) if is_whole or amount < 0 else Nature.LUMP
            )
            text = text_of(element, "AddtlNtryInf")
            return (BankPayment(amount, nature, text=text, line=line),)
        is_reversed = text_of(element, "RvslInd") in {"true", "1"}
        phone = mobile_in(text_of(element, "NtryRef"))
        return tuple(
            self._payment(
                part,
                own,
                fee_kept(part, own, currency, self._file),
                is_reversed,
                phone,
                _nature(element, part, own, amount),
            )
            for part, own in zip(parts, amounts, strict=True)
        )

    def _payment(
        self,
        part: etree._Element,
        amount: Decimal,
        fee: Decimal,
        is_reversed: bool,
        phone: str,
        nature: Nature,
    ) -> BankPayment:
        references = references_of(part, self._file)
        came_in = (amount > 0) is not is_reversed  # the parties of a reversal are the original's
        payer = payer_of(part, "Dbtr" if came_in else "Cdtr")
        if phone and not payer.phone:
            payer = replace(payer, phone=phone)
        sums = remitted(references)
        rate = rate_of(part)
        if rate is None and sums and sums.isdisjoint({abs(amount), abs(amount) + fee}):
            self.findings.append(
                finding(
                    "BNK803.remitted",
                    stated=abs(amount),
                    found=max(sums),
                    file=self._file,
                    line=part.sourceline,
                    severity=Severity.WARNING,
                )
            )
        text = further_text(part, references)
        key = text_of(part, "Refs/AcctSvcrRef", "Refs/AcctSvcrTxId")
        line = part.sourceline
        return BankPayment(amount, nature, references, payer, text, key, line, fee, rate)

    def _part_amounts(
        self, element: etree._Element, parts: list[etree._Element], amount: Decimal, currency: str
    ) -> list[Decimal] | None:
        """What each part adds to the account; None where that cannot be told.

        Parts that do not add up to their entry are said, and not believed.
        """
        if not parts:
            return None
        found = [self._part_amount(part, amount) for part in parts]
        amounts = [own for own in found if own is not None]
        if len(amounts) < len(parts):
            return [amount] if len(parts) == 1 else None
        if any(own[1] not in {currency, ""} for own in amounts):
            if len(parts) == 1:
                return [amount]  # what the payer's account was charged, in its currency
            line = element.sourceline
            said = finding("BNK805.parts", currency=currency, file=self._file, line=line)
            self.findings.append(said)
            return None
        sums = total(own[0] for own in amounts)
        if sums != amount:
            said = finding(
                "BNK803.parts",
                stated=amount,
                found=sums,
                file=self._file,
                line=element.sourceline,
            )
            self.findings.append(said)
            return None
        return [own[0] for own in amounts]

    def _part_amount(self, part: etree._Element, whole: Decimal) -> tuple[Decimal, str] | None:
        """With its sign and currency; as .04 has it, as .02 has it, or as its references say."""
        way = 1 if whole >= 0 else -1
        stated = first_of(part, "Amt")
        if stated is not None:
            unsigned, currency = as_amount(stated, self._file)
            own = first_of(part, "CdtDbtInd")
            return unsigned * (way if own is None else sign_of(part, self._file)), currency
        stated = first_of(part, "AmtDtls/TxAmt/Amt")
        if stated is not None:
            unsigned, currency = as_amount(stated, self._file)
            return unsigned * way, currency
        sums = remitted(references_of(part, self._file))
        return (sums.pop() * way, "") if len(sums) == 1 else None

    def _check_batches(self, element: etree._Element, currency: str) -> None:
        """Say where a batch holds another number of payments, or another sum, than it says."""
        for details in all_of(element, "NtryDtls"):
            parts = list(all_of(details, "TxDtls"))
            batch = first_of(details, "Btch")
            if batch is None or not parts:
                continue
            number = text_of(batch, "NbOfTxs")
            if number.isdecimal() and int(number) != len(parts):
                self._say_count(batch, int(number), len(parts))
            stated = first_of(batch, "TtlAmt")
            if stated is None or stated.get("Ccy", currency) != currency:
                continue
            whole = as_number(stated, (stated.text or "").strip(), "TtlAmt", self._file)
            found = [self._part_amount(part, whole) for part in parts]
            sums = total(own[0] for own in found if own is not None)
            if all(found) and abs(sums) != whole:
                line = batch.sourceline
                self.findings.append(
                    finding("BNK803.batch", stated=whole, found=sums, file=self._file, line=line)
                )

    def _say_count(self, element: etree._Element, stated: int, found: int) -> None:
        line = element.sourceline
        self.findings.append(
            finding("BNK803.count", stated=stated, found=found, file=self._file, line=line)
        )


def _is_batch(element: etree._Element) -> bool:
    numbers = (text_of(each, "NbOfTxs") for each in all_of(element, "NtryDtls/Btch"))
    return any(number.isdecimal() and int(number) > 1 for number in numbers)


def _nature(
    entry: etree._Element, part: etree._Element | None, amount: Decimal, whole: Decimal
) -> Nature:
    """What a part is of an entry that comes to `whole`."""
    is_back = text_of(entry, "RvslInd") in {"true", "1"} or first_of(part, "RtrInf") is not None
    if is_back:
        return Nature.RETURN
    if amount < 0 < whole:
        return Nature.DEDUCTION
    return Nature.PAYMENT if amount >= 0 else Nature.OUT


def own_bankgiro(identity: etree._Element | None) -> str:
    """The bankgiro number that an account is known by, digits alone; "" of another account."""
    if identity is None or text_of(identity, "SchmeNm/Prtry") != "BGNR":
        return ""
    return "".join(c for c in text_of(identity, "Id") if c.isdigit()).lstrip("0")


def _paid_bankgiro(parts: list[etree._Element], name: str) -> str:
    """The bankgiro number that money came to, as its entry says; "" where it says none."""
    for part in parts:
        if number := own_bankgiro(first_of(part, "RltdPties/CdtrAcct/Id/Othr")):
            return number
    found = _BANKGIRO.match(name)
    return found[1] if found else ""
