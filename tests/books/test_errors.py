"""What Beancount reports, said in words of ours in both languages, and quoted where unknown."""

from __future__ import annotations

from collections import namedtuple
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.errors import as_finding
from sambruk_cli.findings import Finding
from sambruk_cli.messages.message import said
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, findings_in
from tests.sessions import read_checked
from tests.workspaces import FILES

LEDGER = "ledger/2021.beancount"
END = FILES[LEDGER].count("\n") + 1

# Lines at the end of a journal; the code, the English and a part of the Swedish of what is found.
PROVOKED = {
    "a token that is none": ("x\n", "BOK201", "invalid token: 'x'", "'x'"),
    "a text that does not end": ('"x\n', "BOK201", "invalid token: '\"x'", "går inte att tolka"),
    "a comma in an amount": (
        '2021-08-01 * "x"\n  ver: "A7"\n  Assets:1930-Bank 1,00 SEK\n',
        "BOK201",
        "invalid number format: '1,00'",
        "ogiltigt skrivet tal: '1,00'",
    ),
    "a thirteenth month": (
        "2021-13-01 open Assets:1999-X SEK\n",
        "BOK201",
        "there is no such month",
        "det finns ingen sådan månad",
    ),
    "a thirtieth of February": (
        "2021-02-30 open Assets:1999-X SEK\n",
        "BOK201",
        "the month has no such day",
        "månaden har ingen sådan dag",
    ),
    "another thing than expected": (
        "2021-08-01 open assets:1999-X\n",
        "BOK201",
        "syntax error, unexpected KEY, expecting ACCOUNT",
        '"ACCOUNT"',
    ),
    "a thing that nothing expects": (
        "2021-08-01\n",
        "BOK201",
        "syntax error, unexpected EOL",
        '"EOL" kan inte stå här',
    ),
    "an option that is none": (
        'option "foo" "x"\n',
        "BOK201",
        "invalid option: 'foo'",
        "ingen inställning",
    ),
    "three texts": (
        '2021-08-01 * "a" "b" "c"\n',
        "BOK201",
        "too many strings on transaction description: ['a', 'b', 'c']",
        "för många texter",
    ),
    "a tag that stays": ("pushtag #a\n", "BOK201", "unbalanced pushed tag: 'a'", "utan poptag"),
    "a tag that was not there": (
        "poptag #a\n",
        "BOK201",
        "attempting to pop absent tag: 'a'",
        "utan pushtag",
    ),
    "an account opened twice": (
        "2021-08-01 open Assets:1930-Bank SEK\n",
        "BOK220",
        "duplicate open directive for Assets:1930-Bank",
        "kontot Assets:1930-Bank läggs upp (open) två gånger",
    ),
    "an account closed unopened": (
        "2021-08-01 close Assets:1999-X\n",
        "BOK220",
        "unopened account Assets:1999-X is being closed",
        "utan att vara upplagt",
    ),
    "a pad without a balance": (
        "2021-08-01 pad Assets:1930-Bank Equity:2067-Balanserat-resultat\n",
        "BOK220",
        "unused Pad entry",
        "pad används inte",
    ),
    "two amounts left out": (
        '2021-08-01 * "x"\n  ver: "A7"\n  Assets:1930-Bank\n  Income:3190-Övrigt\n',
        "BOK220",
        "you may not have more than one auto-posting per currency",
        "högst ett belopp",
    ),
    "two numbers left out": (
        '2021-08-01 * "x"\n  ver: "A7"\n  Assets:1930-Bank SEK\n  Income:3190-Övrigt SEK\n',
        "BOK220",
        "too many missing numbers for currency group 'SEK'",
        "för många utelämnade belopp i 'SEK'",
    ),
    "an unknown account": (
        "2021-08-01 balance Assets:1999-X 0 SEK\n",
        "BOK206",
        "invalid reference to unknown account 'Assets:1999-X'",
        "kontot 'Assets:1999-X' finns inte",
    ),
    "no reference data in a balance": (
        "2021-08-01 balance Assets:1930-Bank 0 EUR\n",
        "BOK208",
        "invalid currency 'EUR' for Balance directive:",
        "valutan 'EUR'",
    ),
}


def faults_of_swedish(item: Finding) -> list[str]:
    """Values that the Swedish leaves out, and English that is left in it."""
    assert item.remedy is not None
    faults = [m.text("en") for m in (item.said, item.remedy) if m.text("en") == m.text("sv")]
    values = [said(value, "sv") for _, value in item.said.values]
    return faults + [value for value in values if value not in item.said.text("sv")]


@pytest.mark.parametrize("name", PROVOKED)
def test_what_beancount_finds_is_said_in_both_languages(
    make_workspace: MakeWorkspace, name: str
) -> None:
    text, code, english, swedish = PROVOKED[name]
    findings = findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{text}"}))
    (item,) = [f for f in findings if f.code == code and f.message.startswith(english)]
    assert item.file == LEDGER
    assert item.line is None or item.line > END
    assert swedish in item.said.text("sv")
    assert faults_of_swedish(item) == []


@pytest.mark.parametrize(
    "amount",
    [
        "1/0",
        "1 / 0.00",
        "(2 - 1) / (1 - 1)",
        "1/-0",
        "0/0",
        "1/(0*3)",
        "00/000",
        "1,000/0.0",
        "2/1/0",
    ],
)
def test_a_division_by_zero_is_a_finding_and_no_crash(
    make_workspace: MakeWorkspace, amount: str
) -> None:
    voucher = (
        f'2021-08-01 * "x"\n  ver: "A7"\n  Assets:1930-Bank {amount} SEK\n'
        "  Income:3190-Övrigt -5.00 SEK\n"
    )
    findings = findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{voucher}"}))
    unbalanced, item = [f for f in findings if f.file == LEDGER]
    assert (unbalanced.code, unbalanced.line) == ("BOK202", END + 1)  # the rest of it is read
    assert item.code == "BOK201"
    assert (item.message, item.file, item.line) == ("division by zero", LEDGER, END + 3)
    assert item.said.text("sv") == "division med noll"


VOUCHER = '2021-08-01 * "x"\n  ver: "A7"\n  {}\n  Income:3190-Övrigt -5.00 SEK\n'
BREAKING = {
    "brackets too deep": (VOUCHER.format(f"Assets:1930-Bank {'(' * 20_000}5{')' * 20_000} SEK"), 3),
    "minus upon minus": (VOUCHER.format(f"Assets:1930-Bank {'-' * 20_000}5 SEK"), 3),
    "a division in a cost": (VOUCHER.format("Assets:1930-Bank 1 A {5/0 SEK}"), 3),
    "a division in a price": (VOUCHER.format("Assets:1930-Bank 1 A @ 5/0 SEK"), 3),
    "a division in metadata": (
        VOUCHER.format('Assets:1930-Bank 5 SEK\n    aa: "1"\n    bb: 1/0'),
        5,
    ),
    "a division in a balance": ("2021-08-01 balance Assets:1930-Bank 1/0 SEK\n", 1),
    "a division in a tolerance": ("2021-08-01 balance Assets:1930-Bank 1 ~ 0/0 SEK\n", 1),
    "a division in a price directive": ("2021-08-01 price EUR 1/0 SEK\n", 1),
    "a division in a budget": (
        '2021-08-01 custom "budget" Assets:1930-Bank "monthly" 1/0 SEK\n',
        1,
    ),
    "a number that is none": (VOUCHER.format("Assets:1930-Bank 1,000/0,0 SEK"), 3),
    "a product of many digits": (
        VOUCHER.format("Assets:1930-Bank " + "*".join(["999999999"] * 2_000) + " SEK"),
        3,
    ),
    "a number of many digits": (VOUCHER.format("Assets:1930-Bank " + "9" * 200_000 + " SEK"), 3),
    "very many decimals": (VOUCHER.format("Assets:1930-Bank 0." + "9" * 2_000 + " SEK"), 3),
    "nineteen digits": (VOUCHER.format("Assets:1930-Bank 1000000000000000000 SEK"), 3),
    "nineteen digits in groups": (
        VOUCHER.format("Assets:1930-Bank 1,000,000,000,000,000,000 SEK"),
        3,
    ),
    "a worth of nineteen digits": (
        VOUCHER.format("Assets:1930-Bank 1000000000 EUR @ 1000000000 SEK"),
        3,
    ),
    "a cost of nineteen digits": (
        VOUCHER.format("Assets:1930-Bank 1000000000 A {1000000000 SEK}"),
        3,
    ),
    "a balance of nineteen digits": (
        "2021-08-01 balance Assets:1930-Bank 1000000000000000000 SEK\n",
        1,
    ),
    "a product in metadata": (
        VOUCHER.format("Assets:1930-Bank 5 SEK\n    a: " + "*".join(["9" * 100] * 3_000)),
        4,
    ),
    "an option that is no number": ('option "tolerance_multiplier" "x"\n', 1),
    "a tolerance that is no number": ('option "inferred_tolerance_default" "SEK:x"\n', 1),
    "a tolerance of one part": ('option "inferred_tolerance_default" "x"\n', 1),
    "a tolerance without end": ('option "inferred_tolerance_default" "SEK:inf"\n', 1),
    "a price left out of nought": (VOUCHER.format("Assets:1930-Bank 0.00 SEK @"), 1),
    "custom without values": ('2021-08-01 custom "x"\n', 1),
}


@pytest.mark.parametrize("name", BREAKING)
def test_what_beancount_breaks_down_on_is_a_finding_with_its_line(
    make_workspace: MakeWorkspace, name: str
) -> None:
    text, line = BREAKING[name]
    findings = findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{text}"}))
    said = [f for f in findings if (f.file, f.line) == (LEDGER, END + line)]
    assert {f.code for f in said} & {"BOK201", "BOK220"}
    assert not any("Traceback" in f.message or "/parser/" in f.message for f in findings)


def test_amounts_of_eighteen_digits_are_added_up_to_the_ore(make_workspace: MakeWorkspace) -> None:
    nines = "9" * 18
    voucher = (
        f'2021-08-01 * "x"\n  ver: "A7"\n  Assets:1930-Bank {nines}.99 SEK\n'
        f"    ocr: {'1' * 25}\n  Income:3190-Övrigt -{nines}.99 SEK\n\n"
    )
    second = voucher.replace("A7", "A8")
    folder = make_workspace({LEDGER: f"{FILES[LEDGER]}\n{voucher}{second}"})
    session = read_checked(Workspace(folder), cache=False)
    assert session.exit_code == 0
    held = {b.account: b.closing for b in trial_balance(session.books, session.years[1])}
    # Twice a quintillion less an öre, and 2700 before them.
    assert held["Assets:1930-Bank"] == Decimal("2000000000000002699.98")


def test_what_beancount_breaks_down_on_hides_nothing_else(make_workspace: MakeWorkspace) -> None:
    breaking = "".join(
        VOUCHER.replace("A7", ver).format("Assets:1930-Bank 0.00 SEK @") for ver in ("A7", "A8")
    )
    unbalanced = '2021-08-02 * "x"\n  ver: "A9"\n  Assets:1930-Bank 5.00 SEK\n'
    findings = findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{breaking}{unbalanced}"}))
    assert [(f.code, f.line) for f in findings if f.line and f.line > END] == [
        ("BOK220", END + 1),
        ("BOK220", END + 5),
        ("BOK202", END + 9),
        ("BOK204", END + 9),
    ]


def test_custom_without_values_is_judged_alike_beside_an_amount_left_out(
    make_workspace: MakeWorkspace,
) -> None:
    # Beancount's own steps, which break down on it, are all run only then.
    custom = '2021-08-01 custom "x"\n\n'
    left_out = '2021-08-02 * "x"\n  ver: "A7"\n  Assets:1930-Bank 5.00 SEK\n  Income:3190-Övrigt\n'
    for text in (custom, custom + left_out):
        (item,) = findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{text}"}))
        assert (item.code, item.file, item.line) == ("BOK220", LEDGER, END + 1)
        assert item.message == 'custom "x" says nothing after its name'


def test_a_text_over_lines_that_speaks_of_a_division_is_no_division(
    make_workspace: MakeWorkspace,
) -> None:
    note = '2021-08-01 note Assets:1930-Bank "Halva:\n  5 / 0"\n'
    assert findings_in(make_workspace({LEDGER: f"{FILES[LEDGER]}\n{note}"})) == ()


def test_amounts_that_can_be_divided_are_read(make_workspace: MakeWorkspace) -> None:
    voucher = (
        '2021/08/01 * "Delat 1/0" ; 1/0\n  ver: "A7"\n'
        "  Assets:1930-Bank (100 + 20) / -(4 - 2) / 0.5 SEK\n  Income:3190-Övrigt 120.00 SEK\n"
    )
    text = f"* En rubrik 1/0\n{FILES[LEDGER]}\n{voucher}"
    # While the year lasts: when it is over, the income stands in debit.
    assert findings_in(make_workspace({LEDGER: text}), today=date(2021, 12, 31)) == ()


Error = namedtuple("Error", ["source", "message", "entry"])


@pytest.mark.parametrize(
    ("message", "swedish"),
    [
        (
            "Transaction does not balance: (-1234.50 SEK)",
            f"verifikationen balanserar inte: {said(Decimal('-1234.50'), 'sv')} kr",
        ),
        (
            "Transaction does not balance: (0.004 SEK)",
            "verifikationen balanserar inte: (0.004 SEK)",
        ),
        ('Cost is negative: "-1"\nmore', 'Beancount rapporterar: "cost is negative: "-1""'),
        ("Disagreeing price entries", 'Beancount rapporterar: "disagreeing price entries"'),
    ],
)
def test_words_that_are_not_known_are_quoted(tmp_path: Path, message: str, swedish: str) -> None:
    source = {"filename": str(tmp_path / "ledger/a.beancount"), "lineno": 3}
    item = as_finding(Workspace(tmp_path), Error(source, message, None))
    assert (item.file, item.line) == ("ledger/a.beancount", 3)
    assert item.message == message[:1].lower() + message.partition("\n")[0][1:]
    assert item.said.text("sv") == swedish
