"""Values that can be read, but are not what their record allows (SIE 4B § 5.7 and 6)."""

from __future__ import annotations

import re

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import short
from sambruk_cli.sie.model import (
    Account,
    AccountValue,
    Encoding,
    Extent,
    FiscalYear,
    Generated,
    OrgNumber,
    Program,
    Record,
    Value,
)
from sambruk_cli.sie.rules.report import Report, Whole

# The form of a value, and how a message describes it.
_VALUES = {
    "FLAGGA": (re.compile(r"[01]"), Message.of("0, or 1 once the file has been imported")),
    "FORMAT": (re.compile("PC8"), Message.of("PC8")),
    "SIETYP": (re.compile("[1-4]"), Message.of("1, 2, 3 or 4")),
    "FNAMN": (re.compile(r".*\S.*"), Message.of("the name of the company")),
    "TAXAR": (re.compile("[0-9]{4}"), Message.of("a year of four digits")),
    "VALUTA": (re.compile("[A-Z]{3}"), Message.of("a currency code of three capital letters")),
    "KTYP": (re.compile("[TSKI]"), Message.of("T, S, K or I")),
}
_DIGITS = re.compile("[0-9]+")
_ORG_NUMBER = re.compile("[0-9]{6}-[0-9]{4}")


class Form:
    """One value at a time."""

    def __init__(self, report: Report, encoding: Encoding) -> None:
        self._report = report
        self._encoding = encoding
        self._format = 0  # the line of #FORMAT

    def see(self, record: Record) -> None:
        match record:
            case Value() | AccountValue() if record.label in _VALUES:
                form, described = _VALUES[record.label]
                self._form(record.line, record.label, record.text, form, described)
                if record.label == "FORMAT":
                    self._format = self._format or record.line
            case OrgNumber():
                described = Message.of("an organisation number, nnnnnn-nnnn")
                self._form(record.line, "ORGNR", record.number, _ORG_NUMBER, described)
            case Account():
                described = Message.of("a number of digits alone")
                self._form(record.line, "KONTO", record.number, _DIGITS, described)
            case Program() if not record.name or not record.version:
                said = Message.of("#PROGRAM lacks the name or the version of the program")
                self._fail(record.line, said)
            case Generated() | Extent() if record.day is None:
                name = "GEN" if isinstance(record, Generated) else "OMFATTN"
                self._fail(
                    record.line,
                    Message.of("#{label} has no {field}", label=name, field=Message.of("date")),
                )
            case FiscalYear() if record.start is None or record.end is None:
                self._fail(
                    record.line,
                    Message.of("#RAR {year} lacks its first or last day", year=record.number),
                )
            case _:
                pass

    def end(self, whole: Whole) -> None:
        if self._encoding in ("utf-8", "cp1252"):
            named = self._encoding.upper()
            said = Message.of(
                "the bytes are {encoding}; SIE files are in code page 437", encoding=named
            )
            self._fail(self._format, said)

    def _form(
        self, line: int, name: str, text: str, form: re.Pattern[str], described: Message
    ) -> None:
        if not form.fullmatch(text):
            said = Message.of(
                '#{label} says "{text}", not {right}',
                label=name,
                text=short(text),
                right=described,
            )
            self._fail(line, said)

    def _fail(self, line: int, said: Message) -> None:
        self._report.error(line, "value", said)
