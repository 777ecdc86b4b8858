"""Every check code has a smallest workspace that provokes it, at a line known beforehand.

The workspaces are the faultless one with as little changed as will do. Each case states the
whole list of what is found, so that a fault is neither missed nor reported as something else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.digest import digest
from sambruk_cli.findings import NAMES, Finding
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
from tests.workspaces import FILES, edited

ASSOCIATION = "config/association.toml"
MEMBERS = "config/members.toml"
COUNTERPARTIES = "config/counterparties.toml"
FEES = "config/fees.toml"
BOARD = "config/board.toml"
PROJECTS = "config/projects.toml"
STATEMENTS = "config/statements.toml"
CHAPTER = "config/report/2021/01-verksamheten.md"
FACTS = "config/report/2021/facts.toml"
PUBLISHED = "config/published/2021.toml"
MAIN = "ledger/main.beancount"
CHART_FILE = "ledger/chart.beancount"
LEDGER_2020 = "ledger/2020.beancount"
LEDGER = "ledger/2021.beancount"


Place = tuple[str, str | None, int | None]


@dataclass(frozen=True)
class At:
    """Where something is found: a line by its number, and what that line holds."""

    code: str
    file: str | None
    line: int | None = None
    holds: str = ""


@dataclass(frozen=True)
class Case:
    """A change to the faultless workspace and all that is found in it, the case's code first.

    With `arguments` the finding is that of a command, which gives `code` as its exit code.
    """

    changes: Changes
    found: tuple[At, ...]
    says: str = ""
    hints: str = ""
    arguments: tuple[str, ...] = ()
    code: int = 2


def case(
    changes: Changes,
    *found: At,
    says: str = "",
    hints: str = "",
    arguments: tuple[str, ...] = (),
    code: int = 2,
) -> Case:
    return Case(changes, found, says, hints, arguments, code)


def appended(file: str, text: str) -> Changes:
    """A text at the end of one file."""
    return {file: FILES[file] + text}


def both(*changes: Changes) -> Changes:
    """Changes to several files."""
    merged: Changes = {}
    for change in changes:
        assert not merged.keys() & change.keys()
        merged.update(change)
    return merged


def published(*figures: str) -> Changes:
    """Published figures of 2021; a figure's own keys begin on the third line."""
    return {PUBLISHED: 'source = "tryckt"\n' + "".join(f"[[figures]]\n{f}" for f in figures)}


# An account that no row holds, used and emptied by one voucher.
UNUSED_ACCOUNT = both(
    appended(CHART_FILE, "2019-12-31 open Assets:1630-Skattekonto SEK\n"),
    appended(
        LEDGER,
        '\n2021-08-01 * "Insättning och uttag"\n'
        '  ver: "A7"\n'
        "  Assets:1630-Skattekonto 10.00 SEK\n"
        "  Assets:1630-Skattekonto -10.00 SEK\n",
    ),
)

NEW_MEMBER = """
[[members]]
id = "nyby"
name = "Nyby"
kind = "organisation"
"""

# A deputy of the board, and a person who is nothing in it.
DEPUTY = appended(
    BOARD,
    """
[[people]]
id = "eva-po"
name = "Eva Po"

[[people]]
id = "cia-by"
name = "Cia By"

[[mandates]]
person = "eva-po"
role = "deputy"
elected_at = "stamma-2021"
""",
)

PNG_HEAD = b"\x89PNG\r\n\x1a\n"

# A chapter with the overview of several years; the income of 2021 is half again that of 2020.
OVERVIEW = both(
    edited(
        STATEMENTS,
        (
            "header_note = 1",
            'header_note = 1\noverview = { turnover = "income", result = "net_result", '
            'equity = "retained", total = "total_assets" }',
        ),
    ),
    appended(CHAPTER, "\n{{ block.multi_year }}\n"),
)

NEXT_MEETING = """
[[meetings]]
id = "stamma-2022"
kind = "annual"
date = {day}
title = "Årsstämma 2022"
"""


def levy_on(day: str) -> Changes:
    """A levy of 2021, charged on a day of the calendar."""
    return both(
        appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
        appended(
            FEES,
            f"""
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2021-01-01
charged_on = "{day}"
account = "3120"
decision = "Stämman 2021"
amounts = {{ organisation = 10, small = 20, large = 30 }}
""",
        ),
    )


# A levy on the account of the annual fee, but not in these years.
NEVER_LEVIED = """\
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2031-01-01
account = "3110"
decision = "Stämman 2021"
amounts = { organisation = 10, small = 20, large = 30 }

[[schedules]]
id = "arsavgift\""""


def ended(day: str) -> str:
    """The schedules, with the annual fee's in force through a day."""
    start = "valid_from = 2020-01-01\ncharged_on"
    text = edited(FEES, (start, f"valid_from = 2020-01-01\nvalid_to = {day}\ncharged_on"))[FEES]
    assert isinstance(text, str)
    return text


def second_fee(day: str) -> str:
    """A schedule of the same fee, in force from a day."""
    return f"""
[[schedules]]
id = "arsavgift-2"
kind = "annual_fee"
tiers = "storlek"
valid_from = {day}
charged_on = "02-01"
account = "3110"
decision = "Stämman 2021"
amounts = {{ organisation = 100, small = 200, large = 400 }}
"""


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


CASES: dict[str, Case] = {
    "WSP001": case(
        {ASSOCIATION: None},
        At("WSP001", None),
        says="config/association.toml",
        arguments=("validate", "-f", "json"),
    ),
    "WSP002": case(
        {MEMBERS: None}, At("WSP002", MEMBERS), says="no such file", hints="create the file"
    ),
    "WSP002 of a folder": case(
        {"config/published/2021.toml/x": ""}, At("WSP002", PUBLISHED), says="not an ordinary file"
    ),
    "WSP002 of a note's text": case(
        {"config/report/2021/note-1.md": None}, At("WSP002", "config/report/2021/note-1.md")
    ),
    "WSP003": case(
        {COUNTERPARTIES: '[[counterparties]]\nid = "banken"\nname = "Bänken"\n'.encode("latin-1")},
        At("WSP003", COUNTERPARTIES, 3),
        says="0xe4",
        hints="UTF-8",
    ),
    "WSP004": case(
        edited(
            CHAPTER,
            ("Föreningen hade", "<<<<<<< HEAD\nFöreningen hade\n=======\nVi hade\n>>>>>>> andras"),
        ),
        At("WSP004", CHAPTER, 3, "<<<<<<< HEAD"),
        # What the chapter would have held is now missing.
        *[At("RPT505", "config/report/2021")] * 4,
    ),
    "WSP004 in the register": case(
        edited(COUNTERPARTIES, ('name = "Banken"', '>>>>>>> andras\nname = "Banken"')),
        At("WSP004", COUNTERPARTIES, 3, ">>>>>>> andras"),
    ),
    "WSP005": case(
        appended(MAIN, 'include "../../stranger.beancount"\n'),
        At("WSP005", MAIN, 6, "stranger"),
        says="../../stranger.beancount",
    ),
    "WSP005 of a pattern": case(
        appended(MAIN, 'include "/etc/*"\n'), At("WSP005", MAIN, 6, "/etc/*")
    ),
    "WSP006": case(
        edited(COUNTERPARTIES, ('"Banken"', "Banken")),
        At("WSP006", COUNTERPARTIES, 3, "Banken"),
        hints="quotes",
    ),
    "WSP007": case(
        {"ledger/.main.beancount.picklecache": b"\x80"},
        At("WSP007", "ledger/.main.beancount.picklecache"),
        hints="delete it",
    ),
    "WSP009": case(
        {".sambruk-change/list.json": "{}"},
        At("WSP009", ".sambruk-change"),
        arguments=("members", "-f", "json"),
        says="not made here",
        hints="delete the folder",
    ),
    "REG101": case(
        edited(COUNTERPARTIES, ('name = "Banken"', 'name = "Banken"\nreconstucted = true')),
        At("REG101", COUNTERPARTIES, 4, "reconstucted"),
        hints='did you mean "reconstructed"?',
    ),
    "REG102": case(
        edited(PROJECTS, ('status = "active"', 'status = "actve"')),
        At("REG102", PROJECTS, 7, "actve"),
        hints='did you mean "active"?',
    ),
    "REG103": case(
        appended(COUNTERPARTIES, '\n[[counterparties]]\nid = "banken"\nname = "En annan"\n'),
        At("REG103", COUNTERPARTIES, 6, "banken"),
        says="line 2",
    ),
    "REG103 of a member's name": case(
        appended(MEMBERS, NEW_MEMBER.replace('"Nyby"', '"Förbundet"') + "joined = 2031-01-01\n"),
        At("REG103", MEMBERS, 27, "Förbundet"),
        says="line 21",
    ),
    "REG103 of a counterparty that is a member": case(
        appended(COUNTERPARTIES, '\n[[counterparties]]\nid = "lillby"\nname = "Lillby"\n'),
        At("REG103", COUNTERPARTIES, 6, "lillby"),
        says="member",
    ),
    "REG103 of a tier": case(
        edited(FEES, ('id = "organisation"\nlabel', 'id = "small"\nlabel')),
        At("REG103", FEES, 10, "small"),
        At("REG104", FEES, 28, "organisation"),
        At("REG104", FEES, 38, "organisation"),
        At("REG104", MEMBERS, 23, "organisation"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE401", LEDGER_2020, 15, "Förbundet"),
        At("DUE401", LEDGER, 11, "Förbundet"),
    ),
    "REG103 of a report": case(
        appended(
            ASSOCIATION,
            '\n[[reports]]\nyear = "2021"\nprepared_by = "bo-al"\ndate = 2022-02-02\n'
            'version = "2"\n',
        ),
        At("REG103", ASSOCIATION, 36, "2021"),
        says="line 23",
    ),
    "REG103 of a project's year": case(
        appended(PROJECTS, '\n[[projects.years]]\nyear = "2021"\nstatus = "dormant"\n'),
        At("REG103", PROJECTS, 11, "2021"),
        says="line 6",
    ),
    "REG103 of a fact": case(
        {FACTS: '[[facts]]\nid = "a"\nvalue = 1\nsource = "s"\n' * 2},
        At("REG103", FACTS, 5, "[[facts]]"),
        says='"a"',
    ),
    "REG104": case(
        edited(BOARD, ('represents = "storstad"', 'represents = "storsta"')),
        At("REG104", BOARD, 18, "storsta"),
        hints='did you mean "storstad"?',
    ),
    "REG104 of a participant": case(
        edited(PROJECTS, ('["storstad"]', '["storstad",\n  "stor"]')),
        At("REG104", PROJECTS, 9, "stor"),
        says='"stor"',
    ),
    "REG104 of a fiscal year": case(
        edited(PROJECTS, ('year = "2021"', 'year = "2022"')), At("REG104", PROJECTS, 6, "2022")
    ),
    "REG104 of a person": case(
        edited(ASSOCIATION, ('prepared_by = "anna-ek"', 'prepared_by = "anna-eg"')),
        At("REG104", ASSOCIATION, 24, "anna-eg"),
        hints='did you mean "anna-ek"?',
    ),
    "REG104 of an account": case(
        edited(FEES, ('account = "2083"', 'account = "2084"')),
        At("REG104", FEES, 26, "2084"),
        At("DUE401", MEMBERS, 8, "[[members]]"),  # what is booked is on the other account
        hints='did you mean "2083"?',
    ),
    "REG104 of a meeting": case(
        edited(FEES, ('decision = "Stadgarna"', 'decision = "Stadgarna"\nmeeting = "stamman"')),
        At("REG104", FEES, 28, "stamman"),
    ),
    "REG105": case(
        {FEES: ended("2021-12-31") + second_fee("2021-12-31")},
        At("REG105", FEES, 45, "2021-12-31"),
        says="2021-12-31",
    ),
    "REG105 of a schedule that ends before it starts": case(
        appended(
            FEES,
            """
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2021-06-01
valid_to = 2021-05-31
account = "3190"
decision = "Stämman 2021"
amounts = { organisation = 0, small = 0, large = 0 }
""",
        ),
        At("REG105", FEES, 45, "2021-05-31"),
        At("DUE401", LEDGER, 45, "3190"),  # 3190 is now an account of levies, and nobody pays
    ),
    "REG105 of two kinds on one account": case(
        edited(FEES, ('[[schedules]]\nid = "arsavgift"', NEVER_LEVIED)),
        At("REG105", FEES, 45, "3110"),
        says="3110",
    ),
    "REG106": case(
        edited(FEES, ("from = 10000", "from = 10001")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="10000 to 10000",
    ),
    "REG106 of tiers that overlap": case(
        edited(FEES, ("below = 10000", "to = 10000")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="overlaps",
    ),
    "REG106 of no tier for the largest": case(
        edited(FEES, ("from = 10000", "from = 10000\nto = 99999")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="100000 inhabitants or more",
    ),
    "REG106 of a tier without an amount": case(
        edited(FEES, ("small = 500, large = 1000", "small = 500")),
        At("REG106", FEES, 28, "amounts"),
        says="large",
    ),
    "REG107": case(
        appended(MEMBERS, NEW_MEMBER + "joined = 2031-01-02\nleft = 2031-01-01\n"),
        At("REG107", MEMBERS, 30, "2031-01-01"),
        says="2031-01-02",
    ),
    "REG108": case(
        edited(ASSOCIATION, ("802428-2785", "802428-2783")),
        At("REG108", ASSOCIATION, 4, "802428-2783"),
        says="802428-2783",
    ),
    "REG109": case(
        edited(MEMBERS, ('tier_source = "exempel"\n', "")),
        At("REG109", MEMBERS, 5, 'tier = "large"'),
        hints="tier_source",
    ),
    "REG109 of a tier for another kind": case(
        edited(MEMBERS, ('tier = "organisation"', 'tier = "large"\ntier_source = "x"')),
        At("REG109", MEMBERS, 23, "large"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE401", LEDGER_2020, 15, "Förbundet"),
        At("DUE401", LEDGER, 11, "Förbundet"),
    ),
    "REG109 of a tier that the population is outside": case(
        edited(MEMBERS, ("joined = 2021-05-10", 'joined = 2021-05-10\ntier = "large"')),
        At("REG109", MEMBERS, 13, "large"),
        says="9999",
    ),
    "REG110": case(
        edited(ASSOCIATION, ("start = 2021-01-01", "start = 2021-01-02")),
        At("REG110", ASSOCIATION, 19, "2021-01-02"),
        says="does not follow on",
    ),
    "REG110 of years that overlap": case(
        edited(ASSOCIATION, ("start = 2021-01-01", "start = 2020-12-31")),
        At("REG110", ASSOCIATION, 19, "2020-12-31"),
        # The closing voucher of 2020 lies in both, so the result of 2021 is 300 kr short.
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        says="overlaps",
    ),
    "REG110 of nineteen months": case(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2022-07-31")),
        At("REG110", ASSOCIATION, 20, "2022-07-31"),
        says="19 months",
    ),
    "REG111": case(
        edited(ASSOCIATION, ("signed_on = 2022-03-01", "signed_on = 2021-03-31")),
        # The day before the meeting that elected both.
        At("REG111", ASSOCIATION, 30, "anna-ek"),
        At("REG111", ASSOCIATION, 33, "bo-al"),
        says="2021-03-31",
    ),
    "REG111 of one who does not sign": case(
        edited(ASSOCIATION, ('\n[[reports.signatories]]\nperson = "bo-al"\n', "")),
        At("REG111", ASSOCIATION, 29, "[[reports.signatories]]"),
        says="Bo Al",
    ),
    "REG111 of one who signs twice": case(
        appended(ASSOCIATION, '\n[[reports.signatories]]\nperson = "bo-al"\n'),
        At("REG111", ASSOCIATION, 36, "bo-al"),
        says="twice",
    ),
    "REG111 of a mandate that ends before it starts": case(
        edited(BOARD, ('represents = "storstad"', 'represents = "storstad"\nuntil = 2021-03-31')),
        At("REG111", ASSOCIATION, 30, "anna-ek"),  # nor is she then on the board to sign
        At("REG111", BOARD, 19, "2021-03-31"),
    ),
    "BOK201": case(
        edited(LEDGER, ('"Övrig intäkt"', '"Övrig" intäkt')),
        At("BOK201", LEDGER, 42, "Övrig"),
        hints="a voucher is",
    ),
    "BOK201 of a date that no calendar has": case(
        edited(LEDGER, ("2021-07-01", "2021-02-30")), At("BOK201", LEDGER, 42, "2021-02-30")
    ),
    "REG111 of a term that a later meeting has ended": case(
        appended(BOARD, NEXT_MEETING.format(day="2022-03-01")),
        At("REG111", ASSOCIATION, 30, "anna-ek"),
        At("REG111", ASSOCIATION, 33, "bo-al"),
        says="2022-03-01",
    ),
    "REG111 of a deputy in nobody's place": case(
        both(DEPUTY, edited(ASSOCIATION, ('person = "bo-al"', 'person = "eva-po"'))),
        At("REG111", ASSOCIATION, 33, "eva-po"),
        At("REG111", ASSOCIATION, 29, "[[reports.signatories]]"),  # nor does Bo Al sign
        says="Eva Po is a deputy and signs in nobody's place",
    ),
    "REG111 of a deputy in the place of a stranger": case(
        both(
            DEPUTY,
            appended(
                ASSOCIATION,
                '\n[[reports.signatories]]\nperson = "eva-po"\nin_place_of = "cia-by"\n',
            ),
        ),
        At("REG111", ASSOCIATION, 36, "eva-po"),
        says="Cia By",
    ),
    "BOK202": case(
        edited(LEDGER, ("-50.00 SEK", "-49.99 SEK")),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says="0.01",
    ),
    "BOK202 of a fraction that Beancount lets pass": case(
        edited(LEDGER, ("-50.00 SEK", "-50.004 SEK")),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("BOK207", LEDGER, 45, "50.004"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
    ),
    "BOK202 of a voucher without postings": case(
        appended(LEDGER, '\n2021-08-01 * "Tom"\n  ver: "A7"\n'),
        At("BOK202", LEDGER, 47, "Tom"),
        says="no postings",
    ),
    "BOK203": case(
        edited(LEDGER, ('  ver: "A6"\n', "")),
        At("BOK203", LEDGER, 42, "Övrig intäkt"),
        says="no number",
    ),
    "BOK203 of a number that is none": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A06"')),
        At("BOK203", LEDGER, 42, "Övrig intäkt"),
        says='"A06"',
    ),
    "BOK204": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A7"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="A6 is missing in 2021",
    ),
    "BOK204 of several numbers": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A9"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="A6-A8 are missing in 2021",
    ),
    "BOK204 of a series that does not begin with one": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "B2"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="B1 is missing in 2021",
    ),
    "BOK205": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A5"')),
        At("BOK205", LEDGER, 42, "Övrig intäkt"),
        says=f"{LEDGER}:35",
    ),
    "BOK206": case(
        edited(LEDGER, ("Income:3190-Övrigt", "Income:3191-Övrigt")),
        At("BOK206", LEDGER, 42, "Övrig intäkt"),
        says="Income:3191-Övrigt",
        hints="chart.beancount",
    ),
    "BOK206 of an account that is closed": case(
        appended(CHART_FILE, "2021-06-30 close Income:3190-Övrigt\n"),
        At("BOK206", LEDGER, 42, "Övrig intäkt"),
        hints="closed",
    ),
    "BOK207": case(
        edited(
            LEDGER,
            ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                 50.001"),
            ("-50.00 SEK", "-50.001 SEK"),
        ),
        At("BOK207", LEDGER, 44, "50.001"),
        At("BOK207", LEDGER, 45, "-50.001"),
        says="50.001",
    ),
    "BOK208": case(
        both(
            edited(
                LEDGER,
                (
                    "Assets:1930-Bank                 50.00 SEK",
                    "Assets:1930-Bank                 50.00 EUR",
                ),
                ("-50.00 SEK", "-50.00 EUR"),
            ),
            edited(
                CHART_FILE,
                ("Assets:1930-Bank SEK", "Assets:1930-Bank"),
                ("Income:3190-Övrigt SEK", "Income:3190-Övrigt"),
            ),
        ),
        At("BOK208", LEDGER, 44, "EUR"),
        At("BOK208", LEDGER, 45, "EUR"),
        says="EUR",
    ),
    "BOK208 on accounts that are opened in kronor": case(
        edited(
            LEDGER,
            (
                "Assets:1930-Bank                 50.00 SEK",
                "Assets:1930-Bank                 50.00 EUR",
            ),
            ("-50.00 SEK", "-50.00 EUR"),
        ),
        At("BOK208", LEDGER, 42, "Övrig intäkt"),
        At("BOK208", LEDGER, 42, "Övrig intäkt"),
    ),
    "BOK209": case(
        edited(LEDGER, ("2021-07-01", "2022-01-01")),
        At("BOK209", LEDGER, 42, "2022-01-01"),
        says="2022-01-01",
    ),
    "BOK209 of balances brought in after the last year": case(
        edited(LEDGER, ("2021-07-01", "2022-01-01"), ('  ver: "A6"\n', "  opening: TRUE\n")),
        At("BOK209", LEDGER, 42, "2022-01-01"),
    ),
    "BOK210": case(
        edited(LEDGER, ('  ver: "A6"\n', "  opening: TRUE\n")),
        At("BOK210", LEDGER, 42, "Övrig intäkt"),
        says="2021",
    ),
    "BOK210 of a balance on the first day": case(
        edited(LEDGER, ("2300.00", "2301.00")), At("BOK210", LEDGER, 1, "2301.00")
    ),
    "BOK210 of a result that never reached equity": case(
        edited(ASSOCIATION, ("closed = true\n", ""))
        | edited(
            LEDGER_2020,
            (
                "  Expenses:8999-Årets-resultat    300.00",
                "  Expenses:8999-Årets-resultat    290.00",
            ),
            ("Equity:2069-Årets-resultat     -300.00", "Equity:2069-Årets-resultat     -290.00"),
        )
        | edited(
            LEDGER,
            ("Equity:2069-Årets-resultat      300.00", "Equity:2069-Årets-resultat      290.00"),
            ("Equity:2067-Balanserat-resultat -300.00", "Equity:2067-Balanserat-resultat -290.00"),
        ),
        At("BOK210", LEDGER_2020, 39, "Årets resultat"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),  # of 2021
        says="10.00 kr",
    ),
    "BOK211": case(
        appended(LEDGER, "\n2021-07-02 balance Assets:1930-Bank 2699.00 SEK\n"),
        At("BOK211", LEDGER, 47, "balance"),
        says="2699",
    ),
    "BOK212": case(
        appended(LEDGER, '    project: "broon"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        says='"broon"',
        hints='did you mean "bron"?',
    ),
    "BOK212 of a member": case(
        appended(LEDGER, '    member: "storstd"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        hints='did you mean "storstad"?',
    ),
    "BOK212 of a counterparty": case(
        appended(LEDGER, '    counterparty: "kassan"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        hints="config/counterparties.toml",
    ),
    "BOK212 of an invoice": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Inbetalning"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 400.00 SEK\n"
            "  Assets:1510-Kundfordringar -400.00 SEK\n"
            '    member: "storstad"\n'
            '    invoice: "2021-7"\n',
        ),
        At("BOK212", LEDGER, 50, "Assets:1510-Kundfordringar"),
        says='"2021-7"',
        hints="an invoice is a debit that comes before",
    ),
    "BOK213": case(
        edited(MEMBERS, ("joined = 2021-05-10", "joined = 2021-05-11")),
        At("BOK213", LEDGER, 27, "Equity:2083-Insatser"),
        At("BOK213", LEDGER, 32, "Income:3110-Årsavgifter"),
        says="Lillby kommun",
    ),
    "BOK214": case(appended(MAIN, 'plugin "os"\n'), At("BOK214", MAIN, 6, "plugin"), says='"os"'),
    "BOK214 of a plugin asked for twice": case(
        appended(MAIN, 'plugin "os"\n\nplugin "os"\n'),
        At("BOK214", MAIN, 6, "plugin"),
        At("BOK214", MAIN, 8, "plugin"),
    ),
    "BOK214 of a configuration": case(
        appended(CHART_FILE, 'plugin "beancount.plugins.leafonly" "1 + 1"\n'),
        At("BOK214", CHART_FILE, 11, "leafonly"),
        says="with a configuration",
    ),
    "BOK215": case(
        appended(MAIN, 'option "insert_pythonpath" "TRUE"\n'),
        At("BOK215", MAIN, 6, "insert_pythonpath"),
        says="insert_pythonpath",
    ),
    "BOK216": case({MAIN: 'include "chart.beancount"\n'}, At("BOK216", MAIN), says="no voucher"),
    "BOK217": case(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        At("BOK217", ASSOCIATION, 17, "[[fiscal_years]]"),
        says="600.00 kr",
        hints="600.00 kr",
    ),
    "BOK217 of a result booked in part": case(
        both(
            edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
            appended(
                LEDGER,
                '\n2021-12-31 * "Årets resultat"\n'
                '  ver: "A7"\n'
                "  Expenses:8999-Årets-resultat 590.00 SEK\n"
                "  Equity:2069-Årets-resultat -590.00 SEK\n",
            ),
        ),
        At("BOK217", LEDGER, 47, "Årets resultat"),
        says="10.00 kr",
        hints="600.00 kr",
    ),
    "BOK218": case(
        appended(CHART_FILE, "2019-12-31 open Assets:Handkassa SEK\n"),
        At("BOK218", CHART_FILE, 11, "Assets:Handkassa"),
        says="no account number",
    ),
    "BOK218 under the wrong root": case(
        appended(CHART_FILE, "2019-12-31 open Expenses:3990-Bidrag SEK\n"),
        At("BOK218", CHART_FILE, 11, "3990"),
        hints="Income",
    ),
    "BOK218 of a liability among equity": case(
        appended(CHART_FILE, "2019-12-31 open Equity:2690-Skuld SEK\n"),
        At("BOK218", CHART_FILE, 11, "2690"),
        hints="under Liabilities",
    ),
    "BOK218 of a number given twice": case(
        appended(CHART_FILE, "2019-12-31 open Assets:1930-Plusgiro SEK\n"),
        At("BOK218", CHART_FILE, 11, "1930"),
        says="Assets:1930-Bank",
    ),
    "BOK219": case(
        edited(LEDGER, ('    invoice: "2021-1"\n', "")),
        At("BOK219", LEDGER, 5, "400.00"),
        says="without invoice",
    ),
    "BOK219 without a member": case(
        edited(LEDGER, ('    member: "storstad"\n    invoice', "    invoice")),
        At("BOK219", LEDGER, 5, "400.00"),
        says="without member",
    ),
    "BOK219 of another's invoice": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Inbetalning"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 100.00 SEK\n"
            "  Assets:1510-Kundfordringar -100.00 SEK\n"
            '    member: "storstad"\n'
            '    invoice: "2021-2"\n',
        ),
        At("BOK219", LEDGER, 50, "Assets:1510-Kundfordringar"),
        says='"forbundet"',
    ),
    "BOK220": case(
        appended(CHART_FILE, "2019-12-31 open Assets:1930-Bank SEK\n"),
        At("BOK220", CHART_FILE, 11, "Assets:1930-Bank"),
    ),
    "BOK221": case(
        appended(MAIN, 'include "2022.beancount"\n'),
        At("BOK221", MAIN, 6, "2022.beancount"),
        says="2022.beancount",
        hints="ledger/",
    ),
    "BOK221 of a file included twice": case(
        appended(CHART_FILE, 'include "2021.beancount"\n'),
        At("BOK221", LEDGER),
        says="more than once",
    ),
    "BOK222": case(
        appended(LEDGER, '2021-01-01 custom "budget" Expenses:4010-Kostnader "hourly" 1 SEK\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        says="how often",
        hints="weekly, fortnightly",
        code=0,
    ),
    "BOK222 of another currency": case(
        appended(LEDGER, '2021-01-01 custom "budget" Expenses:4010-Kostnader "daily" 1 EUR\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        code=0,
    ),
    "BOK222 of an account as text": case(
        appended(LEDGER, '2021-01-01 custom "budget" "Expenses:4010-Kostnader" "daily" 1 SEK\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        code=0,
    ),
    "STM301": case(
        UNUSED_ACCOUNT, At("STM301", CHART_FILE, 11, "1630"), says="balance sheet for 2021"
    ),
    "STM301 in the income statement": case(
        edited(STATEMENTS, ('"4000-8998"', '"4000-4009", "4011-8998"')),
        At("STM301", CHART_FILE, 9, "4010"),
        At("STM301", CHART_FILE, 9, "4010"),  # in 2020 and in 2021
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        says="income statement for 2020",
    ),
    "STM302": case(
        both(
            UNUSED_ACCOUNT,
            edited(
                STATEMENTS,
                ('"1500-1599"', '"1500-1599", "1630"'),
                ('"1900-1999"', '"1900-1999", "1600-1699"'),
            ),
        ),
        At("STM302", CHART_FILE, 11, "1630"),
        says="receivables, bank",
    ),
    "STM303": case(
        edited(STATEMENTS, ("result = true\n", "")),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says="difference 600.00 kr",
    ),
    "STM304": case(
        edited(STATEMENTS, (', "3111-3999"', "")),
        At("STM304", STATEMENTS, 77, "[[layouts.notes]]"),
        says="700.00 kr, its row intäkter is 750.00 kr",
    ),
    "STM305": case(
        edited(STATEMENTS, ('accounts = ["4000-8998"]', 'accounts = ["4000-8998"]\nnote = 3')),
        At("STM305", STATEMENTS, 20, "note = 3"),
        says="note 3",
    ),
    "STM305 of a note that no row refers to": case(
        edited(STATEMENTS, ("note = 2\n", "")),
        At("STM305", STATEMENTS, 77, "number = 2"),
        says="note 2",
    ),
    "STM305 of the note that heads the statements": case(
        edited(STATEMENTS, ("header_note = 1", "header_note = 9")),
        At("STM305", STATEMENTS, 6, "header_note"),
        At("STM305", STATEMENTS, 73, "number = 1"),
        says="note 9",
    ),
    "STM305 of two notes with one number": case(
        edited(STATEMENTS, ("number = 2", "number = 1"), ("\nnote = 2", "\nnote = 1")),
        At("STM305", STATEMENTS, 78, "number = 1"),
        says="two notes 1",
    ),
    "STM306": case(
        edited(STATEMENTS, ("to = 2025-12-31", "to = 2020-12-31")),
        At("STM306", STATEMENTS, 5, "to = 2020-12-31"),
        says="2021",
    ),
    "STM307": case(
        edited(
            LEDGER,
            ("Equity:2069-Årets-resultat      300.00", "Equity:2067-Balanserat-resultat 300"),
        ),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        says="900.00 kr, the income statement 600.00 kr",
    ),
    "STM308": case(
        edited(STATEMENTS, ('disposition = ["retained", "result"]', 'disposition = ["retaned"]')),
        At("STM308", STATEMENTS, 7, "retaned"),
        hints='did you mean "retained"?',
    ),
    "STM308 of a sum of a row that is not there": case(
        edited(STATEMENTS, ('sum = ["income", "costs"]', 'sum = ["income", "costs", "tax"]')),
        At("STM308", STATEMENTS, 24, "tax"),
        says='"tax"',
    ),
    "STM308 of a sum of a row below": case(
        edited(
            STATEMENTS,
            ('sum = ["receivables", "bank"]', 'sum = ["receivables", "bank", "liabilities"]'),
            ('"result", "liabilities"]', '"result"]'),
        ),
        At("STM308", STATEMENTS, 42, "liabilities"),
        says='"liabilities"',
    ),
    "STM308 of a sum of itself": case(
        edited(
            STATEMENTS, ('sum = ["receivables", "bank"]', 'sum = ["receivables", "total_assets"]')
        ),
        At("STM308", STATEMENTS, 42, "total_assets"),
        says='"total_assets"',
    ),
    "STM308 of a row summed twice": case(
        edited(
            STATEMENTS,
            (
                'style = "total"\n\n[[layouts.balance_sheet]]\nkey = "retained"',
                'style = "total"\n\n[[layouts.balance_sheet]]\nkey = "more"\nlabel = "M"\n'
                'sum = ["bank"]\n\n[[layouts.balance_sheet]]\nkey = "retained"',
            ),
        ),
        At("STM308", STATEMENTS, 48, "bank"),
        says='"total_assets" and again in "more"',
    ),
    "STM308 of a key given twice": case(
        edited(STATEMENTS, ('key = "liabilities"', 'key = "contributions"')),
        At("STM308", STATEMENTS, 62, "contributions"),
        At("STM308", STATEMENTS, 69, "liabilities"),
        # Neither year's 2083 is counted: only the last of two rows with one key is.
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says='"contributions"',
    ),
    "STM308 of two rows of a note": case(
        edited(STATEMENTS, ('key = "other"', 'key = "fees"')),
        At("STM308", STATEMENTS, 88, "fees"),
        says="note 2",
    ),
    "STM308 of a note for a row that is not there": case(
        edited(STATEMENTS, ('row = "income"', 'row = "incom"')),
        At("STM308", STATEMENTS, 80, "incom"),
        hints='did you mean "income"?',
    ),
    "DUE401": case(
        edited(
            LEDGER,
            ("Income:3110-Årsavgifter        -400.00", "Income:3110-Årsavgifter        -399.00"),
            ("Kundfordringar      400.00", "Kundfordringar      399.00"),
        ),
        At("DUE401", LEDGER, 3, "Storstads kommun"),
        says="booked 399.00 kr, computed 400.00 kr",
        hints="--member storstad --explain",
    ),
    "DUE401 of a charge that was never booked": case(
        appended(MEMBERS, NEW_MEMBER),
        At("DUE401", MEMBERS, 25, "[[members]]"),
        At("DUE401", MEMBERS, 25, "[[members]]"),  # of 2020 and of 2021
        says="booked 0.00 kr, computed 100.00 kr",
    ),
    "DUE401 of a charge on nobody": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Årsavgift"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 1.00 SEK\n"
            "  Income:3110-Årsavgifter -1.00 SEK\n",
        ),
        At("DUE401", LEDGER, 50, "Income:3110-Årsavgifter"),
        says="1.00 kr",
    ),
    "DUE401 of a levy that fell due on the day of the last voucher": case(
        levy_on("07-01"),
        At("DUE401", MEMBERS, 1, "[[members]]"),
        At("DUE401", MEMBERS, 8, "[[members]]"),
        At("DUE401", MEMBERS, 19, "[[members]]"),
        says="special levy 2021: booked 0.00 kr, computed 30.00 kr",
    ),
    "DUE402": case(
        appended(
            MEMBERS,
            """
[[members]]
id = "nyby"
name = "Nyby"
kind = "municipality"
joined = 2021-06-01

[[members.populations]]
date = 2021-06-02
count = 1
source = "exempel"
""",
        ),
        At("DUE402", MEMBERS, 25, "[[members]]"),
        At("DUE402", MEMBERS, 25, "[[members]]"),  # neither contribution nor fee
        says="2021-06-01",
    ),
    "RPT501": case(
        published('item = "income_statement.income"\nyear = "2021"\nvalue = 749\n'),
        At("RPT501", PUBLISHED, 5, "749"),
        says="published 749, computed 750, difference -1",
    ),
    "RPT501 of a difference that is known": case(
        published(
            'item = "income_statement.income"\nyear = "2020"\nvalue = 501\n'
            'difference = 1\nexplanation = "tryckfel"\n'
        ),
        At("RPT501", PUBLISHED, 5, "501"),
        hints="known: tryckfel",
    ),
    "RPT501 of a difference other than the known one": case(
        published(
            'item = "income_statement.income"\nyear = "2020"\nvalue = 502\n'
            'difference = 1\nexplanation = "tryckfel"\n'
        ),
        At("RPT501", PUBLISHED, 5, "502"),
        says="difference 2",
        hints="state and explain it",
    ),
    "RPT501 of a difference that is no more": case(
        published('item = "members.total"\nyear = "2021"\nvalue = 3\ndifference = 1\n'),
        At("RPT501", PUBLISHED, 5, "3"),
        says="the figures agree",
    ),
    "RPT502": case(
        published('item = "income_statement.incom"\nyear = "2021"\nvalue = 750\n'),
        At("RPT502", PUBLISHED, 5, "750"),
        hints='did you mean "income_statement.income"?',
    ),
    "RPT502 of a year that is not shown": case(
        published('item = "members.total"\nyear = "2019"\nvalue = 2\n'),
        At("RPT502", PUBLISHED, 5, "2"),
        hints="2021, 2020",
    ),
    "RPT502 of a file for no year": case(
        {"config/published/2022.toml": 'source = "tryckt"\n'},
        At("RPT502", "config/published/2022.toml"),
        says="2022",
    ),
    "RPT503": case(
        edited(CHAPTER, ("members.total", "members.totl")),
        At("RPT503", CHAPTER, 3, "members.totl"),
        hints='did you mean "members.total"?',
    ),
    "RPT503 of a block": case(
        appended(CHAPTER, "\n{{ block.fes }}\n"),
        At("RPT503", CHAPTER, 13, "block.fes"),
        hints='did you mean "block.fees"?',
    ),
    "RPT503 of a block within a sentence": case(
        appended(CHAPTER, "\nAvgifterna är {{ block.fees }}.\n"),
        At("RPT503", CHAPTER, 13, "block.fees"),
        hints="stands alone",
    ),
    "RPT503 on the second line of a paragraph": case(
        edited(CHAPTER, ("medlemmar.", "medlemmar\noch {{ members.fel }}.")),
        At("RPT503", CHAPTER, 4, "members.fel"),
    ),
    "RPT504": case({CHAPTER: None}, At("RPT504", "config/report/2021"), hints="01-name.md"),
    "RPT505": case(
        edited(CHAPTER, ("{{ block.signatures }}\n", "")),
        At("RPT505", "config/report/2021"),
        says="block.signatures",
    ),
    "RPT506": case(
        edited(CHAPTER, ("{{ members.total }}", "{{ members.total }")),
        At("RPT506", CHAPTER, 3, "members.total"),
    ),
    "RPT507": case(
        appended(CHAPTER, "\n## Ett\n\n#### Två\n"),
        At("RPT507", CHAPTER, 15, "#### Två"),
        hints="use ###;",
    ),
    "RPT508": case(
        {"config/report/2021/03-mer.md": "# Mer\n"},
        At("RPT508", "config/report/2021/03-mer.md"),
        says="chapter 3",
    ),
    "RPT508 of two chapters with one number": case(
        {"config/report/2021/01-z.md": "# Mer\n"}, At("RPT508", "config/report/2021/01-z.md")
    ),
    "RPT509": case(
        appended(CHAPTER, "\nRaden är **fet.\n"), At("RPT509", CHAPTER, 13, "fet"), says="**"
    ),
    "RPT509 of HTML": case(
        appended(CHAPTER, "\nRaden är <b>fet</b>.\n"), At("RPT509", CHAPTER, 13), says="HTML"
    ),
    "RPT509 of a table": case(
        appended(CHAPTER, "\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
        At("RPT509", CHAPTER, 13, "| a |"),
        says="table",
    ),
    "RPT509 of a block of code without an end": case(
        appended(CHAPTER, "\n```\nkod\n"), At("RPT509", CHAPTER, 13, "```")
    ),
    "RPT510": case(
        {},
        At("RPT510", CHAPTER),
        hints="01-verksamheten.en.md",
        arguments=("--lang", "en", "report", "2021", "-f", "json"),
        code=0,
    ),
    "RPT511": case(
        OVERVIEW, At("RPT511", ASSOCIATION), says="from 2020 to 2021", hints="overview_comment"
    ),
    "RPT512": case(
        both(
            appended(CHAPTER, "\n![Medlemmar](bild.png)\n"),
            {"config/report/2021/bild.png": b"GIF89a"},
        ),
        At("RPT512", CHAPTER, 13, "bild.png"),
        says="neither a PNG nor a JPEG",
    ),
    "RPT512 of a picture without a text": case(
        both(appended(CHAPTER, "\n![](bild.png)\n"), {"config/report/2021/bild.png": PNG_HEAD}),
        At("RPT512", CHAPTER, 13, "bild.png"),
        says="no text",
    ),
    "WSP002 of a picture": case(
        appended(CHAPTER, "\n![Medlemmar](bild.png)\n"), At("WSP002", CHAPTER, 13, "bild.png")
    ),
    "WSP005 of a picture": case(
        appended(CHAPTER, "\n![Medlemmar](../../../../bild.png)\n"),
        At("WSP005", CHAPTER, 13, "bild.png"),
    ),
    "RPT513": case(
        both(
            appended(CHAPTER, "\n![Medlemmar](bild.png)\n"),
            {"config/report/2021/bild.png": PNG_HEAD + b"damaged"},
        ),
        At("RPT513", None),
        arguments=("report", "2021", "-o", "arsredovisning.pdf"),
    ),
    "SIE601": sie_case(
        books_file(("-100.00\n}\n", "-100.00\n")), "SIE601", 14, "cut off", hints="export"
    ),
    "SIE601 of an empty file": sie_case({"bok.se": ""}, "SIE601", None, "empty"),
    "SIE601 of another file": sie_case({"bok.se": "hello world\n"}, "SIE601", 1, "not a SIE file"),
    "SIE602": sie_case(books_file(("#GEN 20220301\n", "")), "SIE602", None, "must have #GEN"),
    "SIE602 of vouchers": sie_case(
        vouchers_file(("#FORMAT PC8\n", "")), "SIE602", None, "type 4I must have #FORMAT"
    ),
    "SIE603": sie_case(
        books_file(
            ('#KONTO 3110 "Avgifter"\n', ""),
            ("3110 -100.00\n#VER", '3110 -100.00\n#KONTO 3110 "Avgifter"\n#VER'),
        ),
        "SIE603",
        13,
        "#KONTO stands after balances",
        hints="the order is",
    ),
    "SIE603 of an account's kind": sie_case(
        books_file(('#KONTO 1930 "Bank"', '#KTYP 1930 T\n#KONTO 1930 "Bank"')),
        "SIE603",
        9,
        "before its #KONTO",
    ),
    "SIE603 of a balance among vouchers to import": sie_case(
        vouchers_file(("#VER", "#IB 0 1930 0\n#VER")), "SIE603", 11, "#IB does not belong"
    ),
    "SIE604": sie_case(
        vouchers_file(("{} -100.00", "{} -99.00")), "SIE604", 11, "its rows sum to 1.00"
    ),
    "SIE605": sie_case(
        books_file(
            ("#SIETYP 4", "#SIETYP 1"),
            ("#IB", "#SRU 1930 7281\n#IB"),
            (SIE_BOOKS[SIE_BOOKS.index("#VER") :], ""),
            ("150.00", "151.00"),
        ),
        "SIE605",
        13,
        "is 1.00, not 0",
    ),
    "SIE606": sie_case(vouchers_file(("3110 {}", "3111 {}")), "SIE606", 14, '"3111" has no #KONTO'),
    "SIE606 of a dimension": sie_case(
        books_file(("3110 {}", '3110 {20 ""}')), "SIE606", 17, 'dimension "20" has no #DIM'
    ),
    "SIE606 of an object": sie_case(
        books_file(("3110 {}", '3110 {6 "P1"}')), "SIE606", 17, 'object "P1" of dimension 6'
    ),
    "SIE606 of an account's code": sie_case(
        books_file(("#IB", "#SRU 1931 7281\n#IB")), "SIE606", 11, "#SRU of account"
    ),
    "SIE607": sie_case(
        vouchers_file(("-100.00\n}\n", "-100.00\n}\n#VER A 01 20210302\n{\n}\n")),
        "SIE607",
        16,
        "has the number of A 1 of line 11",
    ),
    "SIE607 of a descending number": sie_case(
        vouchers_file(
            ("A 1 2021", "A 10 2021"), ("{} -100.00\n}", "{} -100.00\n}\n#VER A 9 20210302\n{\n}")
        ),
        "SIE607",
        16,
        "stands after A 10",
    ),
    "SIE607 of a voucher without one": sie_case(
        books_file(("A 1 2021", 'A "" 2021')), "SIE607", 14, "without a number"
    ),
    "SIE608": sie_case(
        vouchers_file(
            ("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n"), ("-100.00\n}\n", "-100.00\n}\n#KSUMMA 17\n")
        ),
        "SIE608",
        17,
        "the file says 17",
    ),
    "SIE609": sie_case(
        vouchers_file(("{} 100.00", "{} 100,00")), "SIE609", 13, '"100,00" is not an amount'
    ),
    "SIE609 of three decimals": sie_case(
        vouchers_file(("{} 100.00", "{} 100.000")), "SIE609", 13, "at most two decimals"
    ),
    "SIE609 of a day that is not": sie_case(
        vouchers_file(("20210301", "20210229")),
        "SIE609",
        11,
        '"20210229" is no day of the calendar',
    ),
    "SIE609 of the format": sie_case(
        books_file(("PC8", "ANSI")), "SIE609", 3, '#FORMAT says "ANSI", not PC8'
    ),
    "SIE609 of UTF-8": sie_case(
        books_file(('"Bank"', '"Åbo"')), "SIE609", 3, "the bytes are UTF-8"
    ),
    "SIE609 of a quote": sie_case(
        books_file(('"Bank"', '"Ba"nk"')), "SIE609", 9, "lacks its backslash"
    ),
    "SIE610": sie_case(
        books_file(('#FNAMN "Prov"', '#FNAMN "Prov"\n#FNAMN "Prov AB"')),
        "SIE610",
        7,
        "the first one is on line 6",
    ),
    "SIE610 of a balance": sie_case(
        books_file(("#UB", "#IB 0 1930 0\n#UB")), "SIE610", 12, "a second #IB 0 1930"
    ),
    "SIE611": sie_case(
        books_file(("20200101 20201231", "20201231 20200101")), "SIE611", 8, "ends before it starts"
    ),
    "SIE611 of years that overlap": sie_case(
        books_file(("20200101 20201231", "20200101 20210101")), "SIE611", 8, "overlaps #RAR 0"
    ),
    "SIE611 of a voucher": sie_case(
        books_file(("20210301", "20220101")), "SIE611", 14, "dated 2022-01-01, outside"
    ),
    "SIE611 of a period": sie_case(
        books_file(("#VER", "#PBUDGET 0 202012 3110 {} -1\n#VER")), "SIE611", 14, "period 202012"
    ),
    "SIE612": sie_case(
        vouchers_file(("-100.00\n}", "-100.00\n#RTRANS 1930 {} 5.00\n}")),
        "SIE612",
        15,
        "does not count",
    ),
    "SIE613": sie_case(
        books_file(("#RAR 0", "#FOO 1\n#RAR 0")), "SIE613", 7, "#FOO is no label", clean=True
    ),
    "SIE614": sie_case(
        books_file(("#RAR -1 20200101 20201231\n", "")), "SIE614", None, "#RAR -1", clean=True
    ),
    "SIE615": case(
        edited(LEDGER, ('  ver: "A4"', '  ver: "A4"\n  sie-balances: TRUE')),
        At("SIE615", LEDGER, 24),
        says="2021 is one voucher",
        hints="types 1 and 4",
        arguments=("sie", "export", "2021", "--type", "2", "-o", "ut.se"),
        code=0,
    ),
    "SIE615 of the year before": case(
        edited("ledger/2020.beancount", ('  ver: "A1"', '  ver: "A1"\n  sie-balances: TRUE')),
        At("SIE615", "ledger/2020.beancount", 7),
        says="2020 is one voucher",
        arguments=("sie", "export", "2021", "--type", "3", "-o", "ut.se"),
        code=0,
    ),
    "SIE620": case(
        edited(LEDGER, ("Insats och", "Insats –")),
        At("SIE620", LEDGER, 24),
        says="voucher A4 of 2021-05-10",
        hints="--replace",
        arguments=("sie", "export", "2021", "-o", "ut.se"),
    ),
    "SIE620 of a history": case(
        edited(LEDGER, ('  ver: "A4"', '  ver: "A4"\n  sie-history-2: "removed 3110"')),
        At("SIE620", LEDGER, 24),
        says="sie-history-2 of voucher A4",
        hints="account | amount",
        arguments=("sie", "export", "2021", "-o", "ut.se"),
    ),
    "SIE621": import_case(
        vouchers_file(NEXT, ("#FLAGGA 0", "#FLAGGA 1")), "SIE621", 1, "marked", hints="--again"
    ),
    "SIE621 of a digest": import_case(
        both(
            vouchers_file(NEXT),
            {
                "config/sie.toml": '[[imports]]\nfile = "mars.si"\nsha256 = "'
                + digest(sie.read(SIE_VOUCHERS.replace(*NEXT).encode()))
                + '"\n'
            },
        ),
        "SIE621",
        None,
        "imported before, as mars.si",
        hints="config/sie.toml",
    ),
    "SIE622": import_case(
        books_file(
            ("#IB 0 1930 50.00", '#KONTO 1930 "Plusgiro"'),
            ("#UB 0 1930 150.00", "#UB 0 1930 100.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        "SIE622",
        12,
        '"1930" is "Plusgiro" here and "Bank" on line 10',
        hints="keep the name",
        into="ny",
        name="bok.se",
    ),
    "SIE623": import_case(
        vouchers_file(NEXT, ("#RAR 0 20210101", "#RAR 0 20210201")),
        "SIE623",
        7,
        "from 2021-02-01 through 2021-12-31, 2021 from 2021-01-01",
        hints="name the year",
    ),
    "SIE623 of a voucher": import_case(
        vouchers_file(("A 1 20210301", "A 7 20220301")),
        "SIE623",
        11,
        "voucher A 7 is dated 2022-03-01",
        hints="2021-12-31",
    ),
    "SIE624": import_case(
        vouchers_file(), "SIE624", 11, "A1 stands at ledger/2021.beancount:3", hints="imported"
    ),
    "SIE624 of a number that is none": import_case(
        vouchers_file(("A 1 2021", "A 7b 2021")), "SIE624", 11, '"7b"', hints="whole"
    ),
    "SIE625": import_case(
        books_file(('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"')),
        "SIE625",
        12,
        "sum to 50.00",
        hints="export it anew",
        into="ny",
        name="bok.se",
    ),
    "SIE625 of the year before": import_case(
        books_file(
            ("#IB 0 1930 50.00", "#UB -1 1930 0.01\n#RES -1 3110 -0.01"),
            ("#UB 0 1930 150.00", "#UB 0 1930 100.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        "SIE625",
        12,
        "opens year 0 with 0.00, but closed year -1 with 0.01",
        hints="--no-comparatives",
        into="ny",
        name="bok.se",
    ),
    "SIE626": import_case(
        vouchers_file(NEXT, ("3110 {}", "3111 {}")), "SIE626", 14, '"3111"', hints="chart"
    ),
    "SIE627": import_case(
        books_file(("#IB 0 1930 50.00\n", ""), ("#UB 0 1930 150.00", "#UB 0 1930 100.00")),
        "SIE627",
        None,
        "no #ORGNR",
        hints="--organisation-number",
        into="ny",
        name="bok.se",
    ),
    "SIE628": import_case(
        vouchers_file(NEXT, ("3110 {}", '3110 {6 "P1"}')),
        "SIE628",
        14,
        'no project has the number "P1"',
        hints="[[objects]]",
    ),
    "SIE629": case(
        books_file(
            ("#IB 0 1930 50.00\n", ""),
            ("#UB 0 1930 150.00", "#UB 0 1930 100.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        At("SIE629", None),
        says="config is there and not empty",
        hints="new or empty",
        arguments=("sie", "import", "bok.se", "--into", "config", "--write", "-f", "json"),
        code=1,
    ),
    "USE901": case(
        {},
        At("USE901", ASSOCIATION),
        says="2019",
        hints="2020, 2021",
        arguments=("validate", "2019", "-f", "json"),
    ),
    "USE902": case(
        {},
        At("USE902", MEMBERS),
        says='"storstd"',
        hints='did you mean "storstad"?',
        arguments=("dues", "2021", "--member", "storstd", "-f", "json"),
    ),
    "USE903": case(
        {},
        At("USE903", None),
        says='"1931"',
        hints='did you mean "1930"?',
        arguments=("ledger", "1931", "2021", "-f", "json"),
    ),
    "USE904": case(
        {},
        At("USE904", None),
        says="missing/a.json",
        arguments=("balances", "2021", "-f", "json", "-o", "missing/a.json"),
    ),
    "USE905": case(
        {},
        At("USE905", None),
        says='"juni"',
        hints="2007-Q2",
        arguments=("journal", "2021", "--period", "juni", "-f", "json"),
    ),
}


def voucher(number: str, *postings: str) -> Changes:
    """One more voucher of 2021, on the first of August."""
    rows = "".join(f"  {posting}\n" for posting in postings)
    return appended(LEDGER, f'\n2021-08-01 * "Ett till"\n  ver: "{number}"\n{rows}')


BROKEN_YEAR = both(
    edited(
        ASSOCIATION,
        ('label = "2021"', 'label = "2021/22"'),
        ("end = 2021-12-31", "end = 2022-06-30"),
        ('year = "2021"', 'year = "2021/22"'),
    ),
    edited(PROJECTS, ('year = "2021"', 'year = "2021/22"')),
    {
        CHAPTER: None,
        "config/report/2021/note-1.md": None,
        "config/report/2021-22/01-verksamheten.md": FILES[CHAPTER],
        "config/report/2021-22/note-1.md": "Enligt lag.\n",
        "config/published/2021-22.toml": 'source = "tryckt"\n[[figures]]\n'
        'item = "income_statement.income"\nyear = "2021/22"\nvalue = 750\n',
    },
)

# What lies just on the right side of a rule.
FAULTLESS: dict[str, Changes] = {
    "a schedule that ends the day before the next begins": {
        FEES: ended("2020-12-31") + second_fee("2021-01-01")
    },
    "a deputy who signs in a member's place": both(
        DEPUTY,
        edited(ASSOCIATION, ('person = "bo-al"', 'person = "eva-po"\nin_place_of = "bo-al"')),
    ),
    "a report signed on the day of the election": edited(
        ASSOCIATION, ("signed_on = 2022-03-01", "signed_on = 2021-04-01")
    ),
    "a report signed on the eve of the next election": appended(
        BOARD, NEXT_MEETING.format(day="2022-03-02")
    ),
    "a payment from a member who has left": both(
        edited(MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-03-01')),
        voucher(
            "A7",
            "Assets:1930-Bank 100.00 SEK",
            "Assets:1510-Kundfordringar -100.00 SEK",
            '  member: "forbundet"',
            '  invoice: "2021-2"',
        ),
    ),
    "a fee paid back to a member who has left": both(
        edited(MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-03-01')),
        voucher(
            "A7",
            "Income:3110-Årsavgifter 100.00 SEK",
            '  member: "forbundet"',
            "Assets:1510-Kundfordringar -100.00 SEK",
            '  member: "forbundet"',
            '  invoice: "2021-2"',
        ),
    ),
    "a charge on the last day of membership": edited(
        MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-02-01')
    ),
    "a member of one day": appended(
        MEMBERS, NEW_MEMBER + "joined = 2031-01-01\nleft = 2031-01-01\n"
    ),
    "a shortened fiscal year": edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-07-01")),
    "a fiscal year of eighteen months": edited(
        ASSOCIATION, ("end = 2021-12-31", "end = 2022-06-30")
    ),
    "a broken fiscal year with a label of two years": BROKEN_YEAR,
    "a voucher on the last day of the fiscal year": edited(LEDGER, ("2021-07-01", "2021-12-31")),
    "a second series of vouchers": edited(LEDGER, ('ver: "A6"', 'ver: "B1"')),
    "amounts of whole öre": edited(
        LEDGER,
        ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                 50.01"),
        ("-50.00 SEK", "-50.010 SEK"),
    ),
    "a receivable on a counterparty": voucher(
        "A7",
        "Assets:1510-Kundfordringar 10.00 SEK",
        '  counterparty: "banken"',
        '  invoice: "2021-9"',
        "Income:3190-Övrigt -10.00 SEK",
    ),
    "a part payment": voucher(
        "A7",
        "Assets:1930-Bank 1.00 SEK",
        "Assets:1510-Kundfordringar -1.00 SEK",
        '  member: "storstad"',
        '  invoice: "2021-1"',
    ),
    "tiers bounded by other words at the same number": edited(
        FEES, ("below = 10000", "to = 9999"), ("from = 10000", "above = 9999")
    ),
    "a levy that falls due after the last voucher": levy_on("07-02"),
    "a layout through the first day of the year": edited(
        STATEMENTS, ("to = 2025-12-31", "to = 2021-01-01")
    ),
    "a layout from the first day of the year": edited(
        STATEMENTS, ("from = 2000-01-01", "from = 2020-01-01")
    ),
    "a balance that holds": appended(LEDGER, "\n2021-07-02 balance Assets:1930-Bank 2700.00 SEK\n"),
    "a closed year whose result is booked": both(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        appended(
            LEDGER,
            '\n2021-12-31 * "Årets resultat"\n'
            '  ver: "A7"\n'
            "  Expenses:8999-Årets-resultat 600.00 SEK\n"
            "  Equity:2069-Årets-resultat -600.00 SEK\n",
        ),
    ),
    "a plugin that only looks": appended(MAIN, 'plugin "beancount.plugins.leafonly"\n'),
    "an include of several files": {
        MAIN: 'option "operating_currency" "SEK"\ninclude "*t.beancount"\ninclude "20*.beancount"\n'
    },
    "a heading underlined as in a merge conflict": edited(
        CHAPTER, ("# Verksamheten", "Verksamheten\n=======")
    ),
    "a turnover that moved by thirty per cent and no more": both(
        OVERVIEW,
        edited(
            LEDGER,
            ("Assets:1930-Bank                 50.00", "Assets:1930-Bank -50.00"),
            ("Income:3190-Övrigt              -50.00", "Income:3190-Övrigt 50.00"),
        ),
    ),
    "a turnover that moved more, with a comment": both(
        OVERVIEW,
        edited(ASSOCIATION, ('version = "1.0"', 'version = "1.0"\noverview_comment = "Fler."')),
    ),
    "chapters in unbroken order": {
        "config/report/2021/02-mer.md": "# Mer\n\n## Ett\n\n### Två\n\n## Tre\n\n**fet** `<b>`\n",
        "config/report/2021/bilaga.md": "#### Läses inte\n",
    },
    "published figures that agree": published(
        'item = "income_statement.income"\nyear = "2021"\nvalue = 750\n',
        'item = "balance_sheet.bank"\nyear = "2020"\nvalue = 2300\n',
        'item = "members.total"\nyear = "2020"\nvalue = 2\n',
        'item = "note.2.total"\nyear = "2021"\nvalue = 750.00\n',
    ),
}


def at(item: Finding) -> Place:
    return item.code, item.file, item.line


def in_order_of_place(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place[1] or "", place[2] or 0, place[0]))


def lines_are_as_told(folder: Path, case: Case) -> None:
    """The workspace has at each line what the case says stands there."""
    for place in case.found:
        if place.line is not None:
            assert place.file is not None
            text = (folder / place.file).read_text("utf-8", errors="replace")
            assert place.holds in text.split("\n")[place.line - 1], place


# What takes a second process at the same moment is provoked in tests/edits/test_carry_out.py.
AT_ONCE = {"WSP010", "WSP011"}


def test_every_code_has_a_case_that_provokes_it() -> None:
    assert {name.partition(" ")[0] for name in CASES} | AT_ONCE == set(NAMES)


def test_a_case_begins_with_its_own_code() -> None:
    assert [n for n, c in CASES.items() if c.found[0].code != n.partition(" ")[0]] == []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.arguments])
def test_a_fault_in_a_workspace_is_found_where_it_is_and_nothing_else_is(
    make_workspace: MakeWorkspace, name: str
) -> None:
    case = CASES[name]
    folder = make_workspace(case.changes)
    lines_are_as_told(folder, case)
    findings = findings_in(folder)
    wanted = [(place.code, place.file, place.line) for place in case.found]
    assert [at(item) for item in findings] == in_order_of_place(wanted)
    own = [item for item in findings if at(item) == wanted[0]]
    assert case.says in own[0].message
    assert case.hints in (own[0].hint or "")
    assert [item.code for item in findings if not (item.hint or "").strip()] == []


@pytest.mark.parametrize("name", FAULTLESS)
def test_what_lies_just_on_the_right_side_of_a_rule_is_not_found(
    make_workspace: MakeWorkspace, name: str
) -> None:
    assert findings_in(make_workspace(FAULTLESS[name])) == ()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param(
            edited(STATEMENTS, ('key = "retained"', 'key = "total_assets"')),
            ("STM308", STATEMENTS, 46),
            id="a sum and an account row with one key",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["2067"]\n', "")),
            ("STM301", CHART_FILE, 3),
            id="a heading at the meeting's disposal",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["2069"]\n', "")),
            ("STM301", CHART_FILE, 4),
            id="a heading that holds the result",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["3000-3999"]\n', "")),
            ("STM301", CHART_FILE, 7),
            id="a heading that a sum and a note name",
        ),
        pytest.param(
            edited(ASSOCIATION, ("end = 2021-12-31", "end = 9999-12-31")),
            ("REG110", ASSOCIATION, 20),
            id="a year without an end",
        ),
        pytest.param(
            edited(ASSOCIATION, ("start = 2020-01-01", "start = 0001-01-01")),
            ("REG110", ASSOCIATION, 14),
            id="a year without a beginning",
        ),
    ],
)
def test_a_fault_that_others_follow_from_is_among_what_is_found(
    make_workspace: MakeWorkspace, changes: Changes, place: Place
) -> None:
    assert place in [at(item) for item in findings_in(make_workspace(changes))]


def test_an_amount_of_thirty_digits_does_not_break_the_checks_down(
    make_workspace: MakeWorkspace,
) -> None:
    amount = f"1{'0' * 27}.00"
    folder = make_workspace(
        voucher("A7", f"Assets:1930-Bank {amount} SEK", f"Income:3190-Övrigt -{amount} SEK")
    )
    assert "BOK202" not in {item.code for item in findings_in(folder)}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.arguments])
def test_what_a_command_finds_it_says_with_code_and_remedy(
    make_workspace: MakeWorkspace, sambruk: RunCommand, name: str
) -> None:
    case = CASES[name]
    (place,) = case.found
    folder = make_workspace(case.changes)
    run = sambruk("--root", folder, *case.arguments, cwd=folder)
    assert run.returncode == case.code
    if "json" not in case.arguments:
        head, _, hint = run.stderr.partition("\n    = ")
        where = f"{place.file}:{place.line}: " if place.file else ""
        severity = "error" if case.code else "warning"
        assert head.startswith(f"{where}{place.code} {severity}: ")
        assert case.says in head
        assert case.hints in hint
        assert hint.strip()
        return
    assert run.stderr == ""
    (item,) = json.loads(run.stdout)["findings"]
    assert (item["code"], item["file"], item["line"]) == (place.code, place.file, place.line)
    assert item["severity"] == ("error" if case.code else "warning")
    assert case.says in item["message"]
    assert case.hints in item["hint"]
    assert item["hint"].strip()


def test_a_report_that_cannot_be_set_writes_nothing(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    case = CASES["RPT513"]
    folder = make_workspace(case.changes)
    before = sorted(path.name for path in folder.iterdir())
    sambruk("--root", folder, *case.arguments, cwd=folder)
    assert sorted(path.name for path in folder.iterdir()) == before
