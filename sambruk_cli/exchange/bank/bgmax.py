"""BgMax of Bankgirot: deposits and their payments in records of 80 characters.

Fields as in Bankgirot's technical manual; positions there count from 1.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    Payer,
    PaymentReference,
    total,
)
from sambruk_cli.exchange.bank.text import bank_text, lines_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE

START = "01BGMAX"
# From this day on payments of the new infrastructure are not in BgMax.
_WHOLE_UNTIL = date(2026, 9, 8)
_WIDTH = 80
_OF_PAYMENT = frozenset({"22", "23", "25", "26", "27", "28", "29"})
_VALID_OCR = "2"  # reference code


def read_bgmax(content: bytes, file: str) -> BankFile:
    """The deposits of a file, by bank account.

    Raises:
      Unreadable: BNK802 when it is cut off, holds records that are none, or is in two encodings.
    """
    reader = _Reader(file)
    for line, text in enumerate(lines_of(bank_text(content, file, "iso-8859-1")), 1):
        reader.take(line, text.expandtabs(8).ljust(_WIDTH))
    return reader.finished()


@dataclass
class _Made:
    """A payment that is being read."""

    line: int
    amount: Decimal
    own: str
    is_ocr: bool
    bankgiro: str
    key: str
    extra: list[PaymentReference] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    name: str = ""
    number: str = ""

    def payment(self) -> BankPayment:
        nature = Nature.PAYMENT if self.amount >= 0 else Nature.DEDUCTION
        payer = Payer(self.name, bankgiro=self.bankgiro, number=self.number)
        text = " ".join(self.texts)
        return BankPayment(self.amount, nature, self.references(), payer, text, self.key, self.line)

    def references(self) -> tuple[PaymentReference, ...]:
        """Its own reference, where it is not a list of the others, and the others."""
        said = {reference.text for reference in self.extra}
        if not self.own or set(self.own.split()) <= said:
            return tuple(self.extra)
        return (PaymentReference(self.own, "ocr" if self.is_ocr else "document"), *self.extra)


class _Reader:
    """Takes one record after the other."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._findings: list[Finding] = []
        self._entries: dict[tuple[str, str], list[BankEntry]] = defaultdict(list)
        self._version = ""
        self._is_open = False  # between start and end record
        self._section: str | None = None  # the opening record of the section that is read
        self._payments: list[_Made] = []
        self._numbers = [0, 0, 0, 0]  # payments, deductions, further references, deposits

    def take(self, line: int, record: str) -> None:
        """A record.

        Raises:
          Unreadable: BNK802 when it is none, or stands where it cannot; BNK801 of a test.
        """
        kind = record[:2]
        is_inside = self._section is not None
        if kind == "01" and not self._is_open:
            if record[44] == "T":
                raise Unreadable(finding("BNK801.test", file=self._file, line=line))
            self._is_open, self._version, self._numbers = True, record[22:24], [0, 0, 0, 0]
        elif kind == "05" and self._is_open and not is_inside:
            self._section = record
        elif kind in {"20", "21"} and is_inside:
            self._payments.append(self._made(line, record))
            self._numbers[int(kind) - 20] += 1
        elif kind in _OF_PAYMENT and self._payments:
            self._add(self._payments[-1], line, record)
        elif kind == "15" and is_inside:
            self._deposit(line, record)
        elif kind == "70" and self._is_open and not is_inside:
            self._end(line, record)
        else:
            said = finding("BNK802.record", text=record[:20].strip(), file=self._file, line=line)
            raise Unreadable(said)

    def finished(self) -> BankFile:
        """The file.

        Raises:
          Unreadable: BNK802 when its end record is missing.
        """
        if self._is_open:
            raise Unreadable(finding("BNK802.short", record="70", file=self._file))
        statements = tuple(
            BankStatement(account, currency, tuple(entries))
            for (account, currency), entries in self._entries.items()
        )
        late = [e for entries in self._entries.values() for e in entries if e.day > _WHOLE_UNTIL]
        if late:
            self._findings.append(finding("BNK809.bgmax", day=_WHOLE_UNTIL, file=self._file))
        version = self._version.strip()
        return BankFile(self._file, "bgmax", version, statements, tuple(self._findings))

    def _made(self, line: int, record: str) -> _Made:
        sign = 1 if record.startswith("20") else -1
        amount = sign * self._amount(line, record[37:55])
        is_ocr = record[55] == _VALID_OCR
        own = " ".join(record[12:37].split())
        bankgiro = record[2:12].strip().lstrip("0")
        return _Made(line, amount, own, is_ocr, bankgiro, record[57:69].strip())

    def _add(self, made: _Made, line: int, record: str) -> None:
        """What stands after a payment: further references, texts, name, organisation number."""
        match record[:2]:
            case "22" | "23" as kind:
                self._numbers[2] += 1
                amount = self._amount(line, record[37:55])
                text = " ".join(record[12:37].split())
                stated = amount or None  # nought: how much is meant for each is not said
                if text:
                    is_off = kind == "23"
                    made.extra.append(PaymentReference(text, "document", stated, is_off))
            case "25":
                made.texts.append(" ".join(record[2:52].split()))
            case "26":
                made.name = " ".join(record[2:72].split())
            case "29":
                number = record[2:14].strip()
                made.number = number[2:] if number.startswith("00") else number

    def _deposit(self, line: int, record: str) -> None:
        """The end of a section: its payments are one deposit."""
        section, payments = self._section or "", [made.payment() for made in self._payments]
        self._section, self._payments = None, []
        self._numbers[3] += 1
        amount = self._amount(line, record[50:68])
        number = self._count(line, record[71:79])
        day = self._day(line, record[37:45])
        if number != len(payments):
            self._say(line, "BNK803.count", number, len(payments))
        sums = total(payment.amount for payment in payments)
        if sums != amount:
            said = finding("BNK803.parts", stated=amount, found=sums, file=self._file, line=line)
            self._findings.append(said)
            payments = [BankPayment(amount, Nature.LUMP, line=line)]
        account = record[2:37].strip().lstrip("0")
        currency = record[68:71].strip() or section[22:25].strip()
        bankgiro = section[2:12].strip().lstrip("0")
        self._entries[account, currency].append(
            BankEntry(
                day,
                amount,
                currency,
                tuple(payments),
                record[45:50].strip().lstrip("0"),
                bankgiro,
                line=line,
            )
        )

    def _end(self, line: int, record: str) -> None:
        """Hold the numbers of the end record to the records."""
        self._is_open = False
        for at, found in enumerate(self._numbers):
            stated = self._count(line, record[2 + 8 * at : 10 + 8 * at])
            if stated != found:
                self._say(line, "BNK803.count", stated, found)

    def _say(self, line: int, code: str, stated: int, found: int) -> None:
        said = finding(code, stated=stated, found=found, file=self._file, line=line)
        self._findings.append(said)

    def _amount(self, line: int, text: str) -> Decimal:
        return (Decimal(self._count(line, text)) / 100).quantize(ORE)

    def _count(self, line: int, text: str) -> int:
        digits = text.strip() or "0"
        if not (digits.isascii() and digits.isdecimal()):
            raise self._fault(line, text)
        return int(digits)

    def _day(self, line: int, text: str) -> date:
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            raise self._fault(line, text) from None

    def _fault(self, line: int, text: str) -> Unreadable:
        said = finding("BNK802.record", text=text.strip(), file=self._file, line=line)
        return Unreadable(said)
