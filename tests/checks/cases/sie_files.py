"""SIE files without faults, with parts of them replaced, and the commands that read them."""

from __future__ import annotations

import re

from tests.checks.cases.case import (
    At,
    Case,
    case,
)
from tests.conftest import Changes

# A type 4E and a type 4I file without faults.
SIE_BOOKS = """\
#FLAGGA 0
#PROGRAM "Prov" 1
#FORMAT PC8
#GEN 20220301
#SIETYP 4
#FNAMN "Prov"
#RAR 0 20210101 20211231
#RAR -1 20200101 20201231
#KONTO 1930 "Bank"
#KONTO 3110 "Avgifter"
#IB 0 1930 50.00
#UB 0 1930 150.00
#RES 0 3110 -100.00
#VER A 1 20210301
{
   #TRANS 1930 {} 100.00
   #TRANS 3110 {} -100.00
}
"""


SIE_VOUCHERS = re.sub(r"(?m)^#(IB|UB|RES).*\n", "", SIE_BOOKS)


# The number after the last one that the workspace has.
NEXT = ("A 1 2021", "A 7 2021")


def books_file(*changes: tuple[str, str], text: str = SIE_BOOKS, name: str = "bok.se") -> Changes:
    """A SIE file beside the workspace, with parts of it replaced."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {name: text}


def vouchers_file(*changes: tuple[str, str]) -> Changes:
    return books_file(*changes, text=SIE_VOUCHERS, name="fakt.si")


def import_case(
    changes: Changes,
    code: str,
    line: int | None,
    says: str,
    *,
    hints: str,
    into: str = "2021",
    name: str = "fakt.si",
) -> Case:
    """An import that writes nothing; where it could, it would: A7 is the next number."""
    arguments = ("sie", "import", name, "--into", into, "--write", "-f", "json")
    return case(changes, At(code, name, line), says=says, hints=hints, arguments=arguments, code=1)


def sie_case(
    changes: Changes,
    code: str,
    line: int | None,
    says: str,
    *,
    hints: str = "",
    clean: bool = False,
) -> Case:
    (name,) = changes
    arguments = ("sie", "check", name, "-f", "json")
    return case(
        changes, At(code, name, line), says=says, hints=hints, arguments=arguments, code=not clean
    )
