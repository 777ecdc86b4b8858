"""Everything that is wrong with a SIE file, by the specification and by arithmetic."""

from __future__ import annotations

from typing import BinaryIO

from sambruk_cli.sie import values
from sambruk_cli.sie.errors import Problem, SieError
from sambruk_cli.sie.model import Balance, Value, Voucher
from sambruk_cli.sie.read import RecordReader
from sambruk_cli.sie.rules.balances import Balances
from sambruk_cli.sie.rules.form import Form
from sambruk_cli.sie.rules.names import Names
from sambruk_cli.sie.rules.report import Report, Rule, Whole
from sambruk_cli.sie.rules.structure import Once, Order, Presence
from sambruk_cli.sie.rules.vouchers import Balanced, Numbers
from sambruk_cli.sie.rules.years import Years


def check(stream: BinaryIO, *, vouchers_only: bool | None = None) -> tuple[Problem, ...]:
    """Every problem of a seekable stream in order of lines; those of the whole file come first.

    Nothing is raised. A record that cannot be read is a problem like others; what could only be
    told from a whole file (mandatory records, names, years, balances) is then left unchecked.

    Args:
      vouchers_only: whether a file of type 4 is a 4I file; without it, one without balances is.
    """
    reader = RecordReader(stream)
    report = Report()
    rules: tuple[Rule, ...] = (
        *(Order(report), Once(report), Presence(report), Form(report, reader.encoding)),
        *(Names(report), Balanced(report), Numbers(report), Years(report), Balances(report)),
    )
    sie_type, vouchers, balances, readable = "", False, False, True
    try:
        for record in reader:
            if isinstance(record, Voucher):
                vouchers = True
            elif isinstance(record, Balance):
                balances = True
            elif isinstance(record, Value) and record.label == "SIETYP":
                sie_type = sie_type or record.text
            for rule in rules:
                rule.see(record)
    except SieError as error:
        readable, problems = False, error.problems
    else:
        problems = reader.problems
    if readable:
        known = values.sie_type(sie_type) or ("4" if vouchers else "1")
        only = not balances if vouchers_only is None else vouchers_only
        whole = Whole(known, known == "4" and only)
        for rule in rules:
            rule.end(whole)
    report.end()
    # That a day cannot be read, and that its field is empty, is one fault.
    told = {problem.line for problem in problems if problem.kind == "date"}
    rest = (p for p in report.problems if p.kind != "value" or p.line not in told)
    found = dict.fromkeys((*problems, *rest))
    return tuple(sorted(found, key=lambda problem: problem.line))
