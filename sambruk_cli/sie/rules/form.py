"""Values that can be read, but are not what their record allows (SIE 4B § 5.7 and 6)."""

from __future__ import annotations

import re

from sambruk_cli.sie.errors import quoted
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
    "FLAGGA": (re.compile(r"[01]"), "0, or 1 once the file has been imported"),
    "FORMAT": (re.compile("PC8"), "PC8"),
    "SIETYP": (re.compile("[1-4]"), "1, 2, 3 or 4"),
    "FNAMN": (re.compile(r".*\S.*"), "the name of the company"),
    "TAXAR": (re.compile("[0-9]{4}"), "a year of four digits"),
    "VALUTA": (re.compile("[A-Z]{3}"), "a currency code of three capital letters"),
    "KTYP": (re.compile("[TSKI]"), "T, S, K or I"),
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
                described = "an organisation number, nnnnnn-nnnn"
                self._form(record.line, "ORGNR", record.number, _ORG_NUMBER, described)
            case Account():
                self._form(record.line, "KONTO", record.number, _DIGITS, "a number of digits alone")
            case Program() if not record.name or not record.version:
                self._fail(record.line, "#PROGRAM lacks the name or the version of the program")
            case Generated() | Extent() if record.day is None:
                name = "GEN" if isinstance(record, Generated) else "OMFATTN"
                self._fail(record.line, f"#{name} has no date")
            case FiscalYear() if record.start is None or record.end is None:
                self._fail(record.line, f"#RAR {record.number} lacks its first or last day")
            case _:
                pass

    def end(self, whole: Whole) -> None:
        if self._encoding in ("utf-8", "cp1252"):
            named = self._encoding.upper()
            self._fail(self._format, f"the bytes are {named}; SIE files are in code page 437")

    def _form(self, line: int, name: str, text: str, form: re.Pattern[str], described: str) -> None:
        if not form.fullmatch(text):
            self._fail(line, f"#{name} says {quoted(text)}, not {described}")

    def _fail(self, line: int, message: str) -> None:
        self._report.error(line, "value", message)
