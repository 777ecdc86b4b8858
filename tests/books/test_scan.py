"""The short way of reading gives what Beancount gives, voucher by voucher and fault by fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sambruk_cli.books.parts import ReadLedger
from sambruk_cli.books.plain import read_plainly
from sambruk_cli.books.scan import scan
from sambruk_cli.books.with_beancount import read_with_beancount
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.extent import tried

HEAD = """\
option "operating_currency" "SEK"
2019-12-31 open Assets:1930-Bank SEK
2019-12-31 open Assets:1510-Kundfordringar SEK
2019-12-31 open Income:3110-Årsavgifter SEK
2020-03-01 open Expenses:4010-Kostnader
2019-12-31 open Assets:1940-Euro EUR
"""
PLAIN = """\
2020-02-01 * "Malmö stad" "Årsavgift 2020"
  ver: "A1"
  reconstructed: TRUE
  Assets:1510-Kundfordringar   100.00 SEK
    member: "malmo"
  Income:3110-Årsavgifter     -100.00 SEK
"""

# Lines that vouchers are made of: right, unusual and wrong.
DAYS = ["2020-02-01", "2020-04-30", "2019-12-30", "2020-02-30", "2020/02/01", "2020-2-1"]
HEADERS = [
    '* "Text"',
    '! "Vem" "Text"',
    '* "Text" ; kommentar "med citat',
    'txn "Text"',
    '* "Text" #etikett',
    '* "Text" ^lank',
    '* "Med \\"citat\\""',
    '* "Vem" | "Text"',
    '* "a" "b" "c"',
    "*",
    '* "över\nflera rader"',
    '* "öppen',
    'note Assets:1930-Bank "anteckning"',
    'note Assets:1930-Bank "anteckning\növer rader"',
    "balance Assets:1930-Bank 0.00 SEK",
    "close Assets:1510-Kundfordringar",
    "open Assets:1930-Bank",
    'event "plats" "Sandviken"',
    'custom "budget" "x" 1.00 SEK',
    "pad Assets:1930-Bank Income:3110-Årsavgifter",
    "price SEK 1.00 EUR",
    'document Assets:1930-Bank "finns-inte.pdf"',
]
ROWS = [
    "  Assets:1930-Bank   100.00 SEK",
    "  Income:3110-Årsavgifter  -100.00 SEK",
    "\tAssets:1510-Kundfordringar\t100 SEK",
    "  Income:3110-Årsavgifter  -100 SEK   ; kommentar",
    "  Expenses:4010-Kostnader  100.00 SEK",
    "  Expenses:4010-Kostnader  -0.00 SEK",
    "  Assets:9999-Okänt  100.00 SEK",
    "  Assets:1930-Bank  1,000.00 SEK",
    "  Assets:1930-Bank  (50.00 + 50.00) SEK",
    "  Assets:1930-Bank  -100.005 SEK",
    "  Assets:1930-Bank",
    "  Assets:1930-Bank  100.00",
    "  Assets:1940-Euro  100.00 EUR",
    "  Assets:1930-Bank  100.00 EUR",
    "  Assets:1930-Bank  1 AKTIE {100.00 SEK}",
    "  Assets:1930-Bank  100.00 SEK @ 1.00 SEK",
    "  ! Assets:1930-Bank  100.00 SEK",
    "  Assets:1930-Bank  99999999999999999999999999999999.99 SEK",
    "  Income:3110-Årsavgifter  -99999999999999999999999999999999.99 SEK",
    '  ver: "A1"',
    "  ver: TRUE",
    '    member: "malmo"',
    '    member: "lund"',
    "  opening: TRUE",
    "  registered: 2020-02-01",
    "  registered: 2020-02-30",
    "  registered: 2020-02-01 ; dag",
    "  tal: 17.50",
    "  tal: -0.00",
    "    quantity: -2",
    "  ver: 12",
    "  tal: 17 - 5",
    "  tal: 1,750.00",
    "  tal: 2020-02",
    "  tal: 17.",
    "  tal: 17.50 SEK",
    "  konto: Assets:1930-Bank",
    "  tom:",
    '  filename: "annan"',
    '  not: "med \\\\ snedstreck"',
    "  ; kommentar",
    "; kommentar i kanten",
    "; kommentar \\ med snedstreck",
    "",
    "   ",
    "* rubrik",
    "#rubrik",
    "  #etikett",
    "Assets:1930-Bank 1.00 SEK",
    "pushtag #projekt",
    "poptag #projekt",
    'pushmeta ort: "Gävle"',
    "popmeta ort:",
    'plugin "beancount.plugins.noduplicates"',
    'option "title" "Bok"',
    "skräp i kanten",
    "  skräp",
    "  \x0c",
]

voucher_texts = st.builds(
    lambda day, header, rows: "\n".join([f"{day} {header}", *rows]),
    st.sampled_from(DAYS),
    st.sampled_from(HEADERS[:2] * 8 + HEADERS),
    st.lists(st.sampled_from(ROWS[:4] * 8 + ROWS), max_size=5),
)
pieces = st.one_of(st.just(PLAIN), st.just(PLAIN), voucher_texts, st.sampled_from(ROWS))
ledgers = st.lists(pieces, max_size=6).map("\n".join)


def outcome(read: ReadLedger) -> object:
    errors = {
        (
            str(e.message).splitlines()[0],
            (e.source or {}).get("filename"),
            (e.source or {}).get("lineno"),
        )
        for e in read.errors
    }
    vouchers = [
        (v, repr(v.meta), [(p, repr(p.amount), repr(p.meta)) for p in v.postings])
        for v in read.vouchers
    ]
    stated = [(a, repr(a.amount)) for a in read.assertions]
    return list(read.accounts.items()), vouchers, stated, read.files, read.findings, errors


def both_ways(folder: Path, text: str) -> tuple[ReadLedger, ReadLedger]:
    (folder / "ledger").mkdir(exist_ok=True)
    (folder / "ledger/main.beancount").write_text(HEAD + text)
    return tuple(read_with_beancount(Workspace(folder), plainly=way) for way in (True, False))  # type: ignore[return-value]


@tried(600, HealthCheck.function_scoped_fixture)
@given(ledgers)
def test_both_ways_of_reading_give_the_same(tmp_path: Path, text: str) -> None:
    short, long = both_ways(tmp_path, text)
    assert outcome(short) == outcome(long)


SPLIT = [
    ("a root misspelt in the chart", "2019-12-31 open Asset:1930-Bank SEK\n", "Asset:1930-Bank"),
    (
        "another name of a root in the chart alone",
        'option "name_assets" "Tillg"\n2019-12-31 open Tillg:1930-Bank SEK\n',
        "Tillg:1930-Bank",
    ),
]


@pytest.mark.parametrize(("_", "chart", "account"), SPLIT, ids=[case[0] for case in SPLIT])
def test_names_of_accounts_are_judged_file_by_file(
    _: str, chart: str, account: str, tmp_path: Path
) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger/chart.beancount").write_text(chart)
    voucher = PLAIN.replace("Assets:1510-Kundfordringar", account)
    short, long = both_ways(tmp_path, f'include "chart.beancount"\n{voucher}')
    assert outcome(short) == outcome(long)
    assert any("Invalid account name" in error.message for error in short.errors)


def test_vouchers_of_one_day_and_line_stand_in_the_order_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    tagged = PLAIN.replace('"Årsavgift 2020"', '"Märkt" #x')
    (tmp_path / "ledger/a.beancount").write_text(tagged)
    (tmp_path / "ledger/b.beancount").write_text(PLAIN)
    includes = 'include "a.beancount"\ninclude "b.beancount"\n'
    short, long = both_ways(tmp_path, includes)
    assert outcome(short) == outcome(long)
    assert [v.file for v in short.vouchers] == ["ledger/a.beancount", "ledger/b.beancount"]


def test_what_is_refused_is_refused_too_where_a_voucher_is_handed_to_beancount(
    tmp_path: Path,
) -> None:
    outside = tmp_path / "outside"
    (outside / "Assets").mkdir(parents=True)
    text = (
        f'option "documents" "{outside}"\noption "insert_pythonpath" "TRUE"\n'
        '2020-01-01 document Assets:1930-Bank "/finns/inte"\n' + PLAIN.replace("-100.00", "-200.00")
    )
    looked: list[str] = []
    sys.addaudithook(lambda event, args: looked.append(str(args[0])) if event in LOOKING else None)
    root = tmp_path / "w"
    root.mkdir()
    short, long = both_ways(root, text)
    assert outcome(short) == outcome(long)
    assert {f.code for f in short.findings} == {"BOK215", "WSP005"}
    assert not any(str(outside) in path or "finns" in path for path in looked)
    assert [e.message[:28] for e in short.errors] == ["Transaction does not balance"]


LOOKING = {"open", "os.scandir", "os.listdir"}


@pytest.mark.longer
def test_the_example_reads_the_same_both_ways_and_needs_beancount_for_no_voucher() -> None:
    workspace = Workspace(PROJECT)
    short, long = (read_with_beancount(workspace, plainly=way) for way in (True, False))
    shortest, _ = read_plainly(workspace)
    assert shortest is not None
    assert outcome(shortest) == outcome(short) == outcome(long)
    assert shortest.parts == short.parts
    for year in ("2006", "2007"):
        file = f"ledger/{year}.beancount"
        text = (PROJECT / file).read_text()
        headers = sum(1 for line in text.splitlines() if line[11:13] == "* ")
        assert len(scan(text, file).vouchers) == headers > 100


def test_a_plain_voucher_is_read_with_its_lines() -> None:
    scanned = scan(f"; först\n\n{PLAIN}\n2020-12-31 balance Assets:1930-Bank 0.00 SEK\n", "x")
    (voucher,) = scanned.vouchers
    assert (voucher.ver, voucher.payee, voucher.text) == ("A1", "Malmö stad", "Årsavgift 2020")
    assert voucher.meta == {"ver": "A1", "reconstructed": True}
    assert (voucher.line, [p.line for p in voucher.postings]) == (3, [6, 8])
    assert scanned.rest.count("\n") == 10
    assert scanned.rest.split("\n")[9] == "2020-12-31 balance Assets:1930-Bank 0.00 SEK"


@pytest.mark.parametrize(
    "before",
    [
        '2020-01-01 note Assets:1930-Bank "öppen\n',
        'pushmeta ort: "Gävle"\n',
        "  pushtag #x\n",
        'option "title" "a \\" b\n',
    ],
)
def test_where_a_voucher_may_be_inside_a_text_nothing_is_read_plainly(before: str) -> None:
    text = f'{before}{PLAIN}\n"\n'
    scanned = scan(text, "x")
    assert scanned.vouchers == []
    assert scanned.rest == text


def test_an_indented_line_after_a_comment_or_an_empty_line_is_left_to_beancount() -> None:
    for between in ("\n", "; kommentar\n", "  \n", "* rubrik\n"):
        text = f"{PLAIN}{between}  Assets:1930-Bank  1.00 SEK\n"
        assert scan(text, "x").vouchers == [], between
