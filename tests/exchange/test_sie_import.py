"""SIE files become books: the samples by their own balances, the 2007 books there and back."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli import sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.receivables import open_items
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.exchange.sie.export import ExportOrder, export
from sambruk_cli.exchange.sie.history import entries as history_entries
from sambruk_cli.exchange.sie.history import with_history
from sambruk_cli.exchange.sie.into.by_object import Splitter
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import account_name, series_names
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import BalancesCompared, ImportPlan
from sambruk_cli.register.ids import slug
from sambruk_cli.register.sie import read_sie_details
from sambruk_cli.statements.build import build_statements
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.exchange.reading import read_all, unchecked
from tests.extent import sample
from tests.sie.samples import FOLDER, NAMES, labelled

# Why a sample is no workspace of its own, and where: found in the files with grep and a sum over
# the lines of a label. All others import.
REFUSED: dict[str, dict[str, list[int | None]]] = {
    "BL0001_typ4I.SI": {"SIE627": [None, 7]},
    "FAKT.SI": {"SIE627": [None]},  # no #RAR
    "Lön.si": {"SIE627": [None]},
    "si.SI": {"SIE627": [None]},
    "SIE_exempelfil.se": {"SIE627": [8]},  # an empty #ORGNR
    # #IB sums to 0, #UB to 1553165.56, #RES to -1586291.28: said at the first #IB.
    "Sie2.se": {"SIE605": [593]},
    "Sie3.se": {"SIE605": [714]},
    "XE_SIE_1_20151125094750.SE": {
        "SIE605": [1006, 1007],  # the first #IB of each year
        "SIE623": [12],  # 26 months
        "SIE625": [1110, 1115],  # the first #IB of each year of accounts 3 to 8
        "SIE627": [8],  # 5560602345 fails its check digit
    },
    "testWrite.se": {
        "SIE604": [1368],
        "SIE605": [1071],  # year -1 does not foot
        "SIE623": [11],
        "SIE625": [1174, 1179],
        "SIE627": [7],
    },
    "transaktioner_ovnbolag-bad-balance.se": {"SIE604": [3905], "SIE605": [1754]},
    "Sie4.se": {"SIE605": [679], "SIE626": [721]},  # the account FEL
    "Sie_1and2.se": {"SIE605": [2584]},
    "Sie_3_and_4.se": {"SIE605": [2582]},
}
BOOKED = {
    # Exported before the year before was closed: #IB 0 sums to what #RES -1 sums to with the
    # other sign (both summed by awk), and to nought with the result on the account.
    "BokslutSIE1.se": (1203, "1074344.11", "2099"),
    "objektsaldo_ovnbolag.se": (1731, "1151678.15", "2099"),
    "SIE_exempelfil.se": (559, "63532.92", "2019"),
    # No voucher of the year before books its result, but #IB 0 has it on 2099, in whole kronor but
    # for 3 öre: 2611 and 2650, of VAT, take the rest of the difference.
    "MAMUT_SIE1_EXPORT.SE": (228, "9295294.03", "2099"),
    "MAMUT_SIE2_EXPORT.SE": (230, "9295294.03", "2099"),
    # Without the year before: what #IB 0 sums to, with the other sign.
    "SIE-fil_från_Visma_Eget_Aktiebolag_2010.se": (494, "-3909.00", "2099"),
    "live2011.se": (98, "493601.42", "2099"),
}
# The number of the association that the files are of is none; any valid one makes them import.
NUMBERED = {
    f"magenta_bokföring_SIE{kind}.se": "802428-2785" for kind in ("1", "2", "3", "4E", "4I")
}
# Accounts that are used and have no #KONTO, and where (grep, and the difference of two lists).
NAMELESS = {"SIE4_Visma_Anläggningsregister.si": [12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 26]}
GOOD = [name for name in NAMES if name not in REFUSED]


@cache
def planned(name: str, **choices: bool | str) -> ImportPlan:
    content = (FOLDER / name).read_bytes()
    source = ImportFile(sie.read(content), name)
    choices.setdefault("organisation_number", NUMBERED.get(name, ""))
    return into_workspace([source], Choices(again=True, **choices))  # type: ignore[arg-type]


def written(plan: ImportPlan, folder: Path) -> Workspace:
    assert plan.findings == ()
    assert plan.plan is not None
    write_folder(folder, plan.plan)
    return Workspace(folder)


def stated(name: str, label: str, year: int) -> dict[str, Decimal]:
    """Balances by account, read with a regular expression."""
    found = {}
    for line in labelled((FOLDER / name).read_bytes(), label):
        row = re.match(rb'#\w+\s+"?(-?\d+)"?\s+"?(\d+)"?\s+"?(-?[\d.]+)', line)
        assert row is not None, line
        if int(row[1]) == year and Decimal(row[3].decode()):
            found[row[2].decode()] = Decimal(row[3].decode())
    return found


# The accounts that the books have other balances of than the file, and why: see BOOKED.
BOOKED_ON = {name: {"8999", account} for name, (_, _, account) in BOOKED.items()}
for _name in ("MAMUT_SIE1_EXPORT.SE", "MAMUT_SIE2_EXPORT.SE"):
    BOOKED_ON[_name] |= {"2611", "2650"}  # year 0 opens with what year -1 closed with


def without(balances: dict[str, Decimal], accounts: set[str]) -> dict[str, Decimal]:
    return {number: amount for number, amount in balances.items() if number not in accounts}


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(GOOD, GOOD[::3]))
def test_a_sample_becomes_a_workspace_with_the_balances_of_the_file(
    name: str, tmp_path: Path
) -> None:
    workspace = written(planned(name), tmp_path / "ny")
    register, books, reading = read_all(workspace)
    assert reading == ()
    findings_in(tmp_path / "ny")  # no check breaks down
    data = (FOLDER / name).read_bytes()
    for number, year in zip((0, -1), reversed(register.years), strict=False):
        found = trial_balance(books, year)
        closing = {books.number(b.account): b.closing for b in found if b.closing}
        opening = {books.number(b.account): b.opening for b in found if b.opening}
        apart = BOOKED_ON.get(name, set())
        if labelled(data, "UB"):
            assert without(closing, apart) == without(
                stated(name, "UB", number) | stated(name, "RES", number), apart
            )
            assert not sum(closing.values())
            if stated(name, "IB", number):
                assert without(opening, apart) == without(stated(name, "IB", number), apart)
        else:  # vouchers to import
            sums: dict[str, Decimal] = defaultdict(Decimal)
            for line in labelled(data, "TRANS"):
                row = re.match(rb'#TRANS\s+"?(\d+)"?\s+\{[^}]*\}\s+(-?[\d.]+)', line)
                assert row is not None
                sums[row[1].decode()] += Decimal(row[2].decode())
            assert closing == {account: total for account, total in sums.items() if total}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_that_contradicts_itself_is_refused_at_its_line(name: str) -> None:
    plan = planned(name)
    found: dict[str, list[int | None]] = defaultdict(list)
    for item in plan.findings:
        assert item.file == name
        found[item.code].append(item.line)
    assert found == REFUSED[name]
    assert plan.plan is None


@pytest.mark.parametrize("name", sample(GOOD, GOOD[::3]))
def test_balances_are_said_to_agree_only_where_nothing_is_booked_for_them(name: str) -> None:
    plan = planned(name)
    has_balances = any(labelled((FOLDER / name).read_bytes(), k) for k in ("IB", "UB", "RES"))
    agree = BalancesCompared.AGREE if has_balances else BalancesCompared.NOT_COMPARED
    assert plan.balances is (BalancesCompared.BOOKED if name in BOOKED else agree)
    assert any(note.code == "SIE625" for note in plan.notes) == (name in BOOKED)


@pytest.mark.longer
@pytest.mark.parametrize("name", BOOKED)
def test_what_balances_lack_is_said_where_it_is_booked(name: str, tmp_path: Path) -> None:
    line, amount, account = BOOKED[name]
    plan = planned(name, organisation_number="802428-2785")
    assert plan.findings == ()
    notes = [n for n in plan.notes if n.code == "SIE625" and amount in n.message]
    assert [(n.severity, n.file, n.line) for n in notes] == [("warning", name, line)]
    assert f"booked on {account} " in notes[0].message
    register, books, _ = read_all(written(plan, tmp_path / "ny"))
    opening = {books.number(b.account): b.opening for b in trial_balance(books, register.years[-1])}
    before = stated(name, "IB", 0)
    # MAMUT: of the result only what 2611 and 2650 do not take stands on 2099 in #IB 0.
    lacking = Decimal("0.10") if "MAMUT" in name else sum(before.values())
    assert opening[account] == before.get(account, 0) - lacking
    assert not sum(opening.values())


@pytest.mark.longer
@pytest.mark.parametrize("name", ["BokslutSIE1.se", "SIE_exempelfil.se"])
def test_the_account_that_a_difference_is_booked_on_can_be_named(name: str) -> None:
    plan = planned(name, organisation_number="802428-2785", account="2091")
    assert plan.findings == ()
    assert "booked on 2091" in next(n.message for n in plan.notes if n.code == "SIE625")
    alone = planned(name, organisation_number="802428-2785", comparatives=False)
    line, total, account = BOOKED[name]
    (note,) = (item for item in alone.notes if item.code == "SIE625")
    assert note.line == line
    said = f"the opening balances sum to {total}, not to 0: -{total} is booked on {account}"
    assert said in note.message


def test_a_result_that_no_voucher_books_is_booked_where_the_next_year_has_it(
    tmp_path: Path,
) -> None:
    text = (
        SMALL[: SMALL.index("#VER")]
        .replace("#SIETYP 4", "#SIETYP 1")
        .replace(
            "#KONTO 1930",
            "#RAR -1 20200101 20201231\n#RES -1 3110 -50\n#UB -1 1930 50\n#IB 0 1930 50\n"
            "#IB 0 3110 1\n#UB 0 1930 50\n#KONTO 1930",
        )
    )
    plan = into_workspace([small(text)], Choices())
    assert [(f.code, f.line) for f in plan.findings] == [("SIE625", 10)]  # 3110 opens with 1
    right = into_workspace([small(text.replace("#IB 0 3110 1", ""))], Choices())
    _, books, _ = read_all(written(right, tmp_path / "ny"))
    last = books.vouchers[-1]
    assert last.meta["sie-balances"] is True
    assert {books.number(p.account): p.amount for p in last.postings} == {
        "1930": Decimal("50.00"),
        "3110": Decimal("-50.00"),
        "8999": Decimal("50.00"),
        "2069": Decimal("-50.00"),
    }


def test_the_summary_does_not_claim_that_balances_agree(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    file = str(FOLDER / "BokslutSIE1.se")
    run = sambruk("sie", "import", file, "--into", "ny", cwd=tmp_path)
    assert run.returncode == 0
    assert "Saldona stämmer." not in run.stdout
    assert "BokslutSIE1.se:1203: SIE625 warning" in run.stderr
    assert "när det som sägs ovan har bokförts" in " ".join(run.stdout.split())
    data = json.loads(sambruk("sie", "import", file, "--into", "ny", "-f", "json").stdout)
    assert data["balances"] == "difference-booked"
    # The result of 2008 stands beside that of 2009, and of both beside that of 2010: 2099, #UB -1.
    of_balances = [(n["code"], n["line"]) for n in data["notes"]]
    assert of_balances == [("SIE625", 1203), ("SIE605", 1241)]


def test_an_import_warns_of_letters_that_were_lost(tmp_path: Path, sambruk: RunCommand) -> None:
    # 702 by `grep -o` of the three bytes, the first in #FNAMN on line 6.
    file = str(FOLDER / "SIE4_Exempelfil_med_underdim.SE")
    run = sambruk("sie", "import", file, "--into", "ny", "--again", cwd=tmp_path)
    assert run.returncode == 0
    said = " ".join(run.stderr.split())
    assert ".SE:6: SIE609 warning: 702 letters are lost" in said


WITHOUT_VOUCHERS = """#FLAGGA 0
#PROGRAM "Provet" 1.0
#FORMAT PC8
#GEN 20230101
#SIETYP 4
#ORGNR 802428-2785
#FNAMN "Åkern"
#RAR 0 20210101 20211231
#KONTO 1930 "Bank"
#KONTO 3110 "Avgifter"
#IB 0 1930 0.00
#UB 0 1930 500.00
#RES 0 3110 -500.00
"""
VOUCHERS = """#VER A 1 20210801 "Avgift" 20210802
{
#TRANS 1930 {} 500.00
#TRANS 3110 {} -500.00
}
#VER A 2 20211001 "Makulerad" 20211001
{
}
#VER A 3 20211002 "Tom" 20211002
{
#BTRANS 1930 {} 7.00
#BTRANS 3110 {} -7.00
}
"""


def new_workspace(text: str, folder: Path) -> Workspace:
    source = ImportFile(sie.read(text.encode("cp437")), "in.se")
    return written(into_workspace([source], Choices()), folder)


def test_a_voucher_without_rows_keeps_its_number_and_the_books_pass(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    new_workspace(WITHOUT_VOUCHERS + VOUCHERS, folder)
    assert findings_in(folder) == ()
    journal = (folder / "ledger/2021.beancount").read_text("utf-8")
    for number in ("A2", "A3"):
        assert f'  ver: "{number}"\n  registered: 2021-10-' in journal
    assert journal.count("  voided: TRUE\n") == 2
    again = exported(folder, "2021")
    assert [(v.number, len(v.booked), len(v.rows)) for v in again.vouchers] == [
        ("1", 2, 2),
        ("2", 0, 0),
        ("3", 0, 2),
    ]


def test_balances_of_type_4_without_a_voucher_become_books_that_pass(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    new_workspace(WITHOUT_VOUCHERS, folder)
    assert findings_in(folder) == ()
    journal = (folder / "ledger/2021.beancount").read_text("utf-8")
    assert "sie-balances: TRUE" in journal
    assert "Assets:1930-Bank  500.00 SEK" in journal


def test_an_import_warns_of_letters_that_were_mistaken(tmp_path: Path, sambruk: RunCommand) -> None:
    text = (WITHOUT_VOUCHERS + VOUCHERS).replace("Avgifter", "F”reningsavgifter")
    (tmp_path / "in.se").write_text(text.replace("Åkern", "Akern"), "utf-8")
    run = sambruk("sie", "import", "in.se", "--into", "ny", cwd=tmp_path)
    assert run.returncode == 0
    said = " ".join(run.stderr.split())
    assert "in.se:10: SIE616 warning: letters have been taken for others on the way" in said
    assert '"F”reningsavgifter"' in said


def test_an_import_mends_letters_where_that_is_asked_for(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    text = (WITHOUT_VOUCHERS + VOUCHERS).replace("Avgifter", "F”reningsavgifter")
    (tmp_path / "in.se").write_text(text.replace("Åkern", "Akern"), "utf-8")
    arguments = ("--into", "ny", "--write", "--repair-letters")
    run = sambruk("sie", "import", "in.se", *arguments, cwd=tmp_path)
    assert run.returncode == 0
    said = " ".join(run.stderr.split())
    assert '"F”reningsavgifter" is mended to "Föreningsavgifter": CP437 had been read' in said
    chart = (tmp_path / "ny/ledger/chart.beancount").read_text("utf-8")
    assert 'name: "Föreningsavgifter"' in chart


@pytest.mark.parametrize("name", NUMBERED)
def test_a_number_that_is_none_is_reported_where_it_stands(name: str) -> None:
    plan = planned(name, organisation_number="")
    assert plan.plan is None
    assert [(f.code, f.line) for f in plan.findings] == [("SIE627", 7)]


@pytest.mark.parametrize("name", NAMELESS)
def test_accounts_without_a_name_get_one_that_says_so(name: str, tmp_path: Path) -> None:
    plan = planned(name)
    (note,) = plan.notes
    assert (note.code, note.severity, note.line) == ("SIE626", "warning", NAMELESS[name][0])
    assert note.message.endswith(", ...")  # ten are named of twelve
    assert len(NAMELESS[name]) == 12
    _, books, _ = read_all(written(plan, tmp_path / "ny"))
    assert books.by_number["1039"].name == "Assets:1039-Konto-utan-namn"
    assert books.by_number["7813"].label == "Konto utan namn"


def test_internal_accounts_stand_in_a_row_of_their_own(tmp_path: Path, sambruk: RunCommand) -> None:
    # 9999 Obs-konto: #RES 0 11120, #RES -1 -800; all #RES 0 sum to -212583.47 (awk).
    written(planned("BL0001_typ1.SE"), tmp_path / "ny")
    run = sambruk("statements", "--format", "json", cwd=tmp_path / "ny")
    rows = {
        row["key"]: row["amounts"] for row in json.loads(run.stdout)["income_statement"]["rows"]
    }
    assert rows["internal"] == {"2009/10": "-11120", "2008/09": "800"}
    assert rows["net_result"]["2009/10"] == "212583"
    # Not in a layout for books that have no such accounts.
    plan = planned("typ2.se").plan
    assert plan is not None
    assert b'key = "internal"' not in plan.content("config/statements.toml")


def test_what_the_findings_advise_helps(tmp_path: Path) -> None:
    plan = planned("SIE_exempelfil.se", organisation_number="802428-2785")
    written(plan, tmp_path / "a")
    written(
        planned("SIE_exempelfil.se", organisation_number="802428-2785", comparatives=False),
        tmp_path / "b",
    )


def exported(folder: Path, label: str) -> sie.SieFile:
    """A year of a workspace as a file of type 4."""
    workspace = Workspace(folder)
    register, books, _ = read_all(workspace)
    year = register.year(label)
    assert year is not None
    order = ExportOrder(year, 4, year.end, read_sie_details(workspace)[0])
    return export(unchecked(register, books), order).file


# The result of 2010, which the file has booked nowhere, with a voucher by which the import does.
ADDED = {
    "SIE_exempelfil.se": {
        "IB": {(0, "2019"): "-63532.92"},
        "UB": {(0, "2019"): "-63532.92", (-1, "2019"): "-63532.92"},
        "RES": {(-1, "8999"): "63532.92"},
    }
}


@pytest.mark.longer
@pytest.mark.parametrize("name", ["SIE4_Exempelfil_med_underdim.SE", "SIE_exempelfil.se"])
def test_a_type_4_file_comes_out_as_it_went_in(name: str, tmp_path: Path) -> None:
    before = sie.read((FOLDER / name).read_bytes())
    number = before.org_number.number if before.org_number else ""
    written(planned(name, organisation_number=number or "802428-2785"), tmp_path / "ny")
    assert before.years[0].start is not None
    file = exported(tmp_path / "ny", str(before.years[0].start.year))
    after = sie.read(sie.write(file, replace=True))

    def vouchers(file: sie.SieFile) -> Sequence[object]:
        return sorted(
            (
                (
                    v.series,
                    int(v.number),
                    v.day,
                    v.text.replace("\ufffd", "?"),
                    v.registered,
                    v.sign,
                ),
                [
                    (
                        *(r.account, r.amount, tuple(sorted(r.objects)), r.day, r.quantity),
                        *(r.text.replace("\ufffd", "?"), r.sign),
                    )
                    for r in v.booked
                ],
            )
            for v in file.vouchers
        )

    assert vouchers(after) == vouchers(before)
    for kind in ("IB", "UB", "RES"):
        sums = [
            {(b.year, b.account): b.amount for b in f.balances if b.kind == kind and b.amount}
            for f in (before, after)
        ]
        added = ADDED.get(name, {}).get(kind, {})
        assert sums[0] | {key: Decimal(amount) for key, amount in added.items()} == sums[1]
    named = [
        {(o.dimension, o.number): o.name.replace("\ufffd", "?") for o in f.objects}
        for f in (before, after)
    ]
    used = {pair for v in before.vouchers for row in v.rows for pair in row.objects}
    assert named[0].items() <= named[1].items()
    assert named[1].keys() - named[0].keys() <= used  # 6 0037 is used but not declared
    assert {d.number: d.parent for d in before.dimensions} == {
        d.number: d.parent for d in after.dimensions
    }
    assert {a.number: a.sru for a in before.accounts} == {a.number: a.sru for a in after.accounts}


@pytest.mark.longer
def test_budgets_come_out_as_they_went_in(tmp_path: Path) -> None:
    written(planned("typ2.se"), tmp_path / "ny")
    file = exported(tmp_path / "ny", "2012")
    rows = [
        re.findall(rb"[\d.-]+", row)
        for row in labelled((FOLDER / "typ2.se").read_bytes(), "PBUDGET")
    ]
    went_in = {
        (period.decode(), account.decode(), Decimal(amount.decode()))
        for year, period, account, amount in rows
        if int(year) == 0 and Decimal(amount.decode())
    }
    came_out = {
        (b.period, b.account, b.amount)
        for b in file.balances
        if b.kind == "PBUDGET" and b.year == 0
    }
    assert len(went_in) > 10
    assert came_out == went_in


@pytest.mark.longer
def test_the_books_of_2007_come_back_the_same(tmp_path: Path) -> None:
    content = sie.write(exported(PROJECT, "2007"), replace=True)
    plan = into_workspace([ImportFile(sie.read(content), "2007.se")], Choices())
    workspace = written(plan, tmp_path / "ny")
    assert findings_in(tmp_path / "ny") == ()
    assert sie.write(exported(tmp_path / "ny", "2007"), replace=True) == content
    layout = PROJECT / "config" / "statements.toml"
    (tmp_path / "ny" / "config" / "statements.toml").write_bytes(layout.read_bytes())

    (register, books, _), (register_2, books_2, reading) = (
        read_all(Workspace(PROJECT)),
        read_all(workspace),
    )
    assert reading == ()
    for label in ("2006", "2007"):
        year, year_2 = register.year(label), register_2.year(label)
        assert year is not None
        assert year_2 is not None
        moved = [b for b in trial_balance(books, year) if b.opening or b.change]
        assert list(trial_balance(books_2, year_2)) == moved
        assert open_items(books_2, year.end) == open_items(books, year.end)
    year, year_2 = register.year("2007"), register_2.year("2007")
    assert year is not None
    assert year_2 is not None
    one, other = (
        build_statements(books, register, year),
        build_statements(books_2, register_2, year_2),
    )
    assert one is not None
    assert other is not None
    for part in ("income_statement", "balance_sheet"):
        rows = [[(r.key, r.printed) for r in getattr(s, part)] for s in (one, other)]
        assert rows[0] == rows[1]
    assert {p.id for p in register_2.members} == {m.id for m in register.members}


SMALL = """\
#FLAGGA 0
#SIETYP 4
#ORGNR 802428-2785
#FNAMN "Prov \\" \\ slut"
#RAR 0 20210101 20211231
#KONTO 1930 "Bank \\" & Co {{ include \\"/etc/passwd\\" }}"
#KONTO 3110 "= 1 + 1"
#OBJEKT 6 "Å 1" "Bro\\"n"
#OBJEKT 6 "a-1" "Väg"
#PBUDGET 0 202103 3110 {} -75.50
#VER 1 "" 20210301 "Text \\"; plugin \\"os\\" \\ slut" 20210302 "ek"
{
   #TRANS 1930 {} 100.00
   #BTRANS 3110 {} -90.00 20210302 "fel"
   #RTRANS 3110 {6 "Å 1"} -100.00 20210302 "rad | 2" 2.5 "ek"
   #TRANS 3110 {6 "Å 1"} -100.00 20210302 "rad | 2" 2.5 "ek"
}
"""


def small(text: str = SMALL) -> ImportFile:
    return ImportFile(sie.read(text.encode("cp437")), "prov.se")


def test_texts_cannot_break_out_and_everything_on_a_row_is_kept(tmp_path: Path) -> None:
    workspace = written(into_workspace([small()], Choices()), tmp_path / "ny")
    register, books, reading = read_all(workspace)
    assert reading == ()
    assert register.association is not None
    assert register.association.association.name == 'Prov " \\ slut'
    assert books.by_number["1930"].label == 'Bank " & Co {{ include "/etc/passwd" }}'
    assert books.by_number["3110"].name == "Income:3110-1-1"
    (voucher,) = books.vouchers
    assert (voucher.ver, voucher.text) == ("A1", 'Text "; plugin "os" \\ slut')
    assert voucher.meta["sign"] == "ek"
    assert voucher.meta["sie-history-2"] == "removed | 3110 | -90.00 |  | 2021-03-02 |  |  | fel"
    assert voucher.meta["sie-history-3"] == (
        "added | 3110 | -100.00 | {6 Å 1} | 2021-03-02 | 2.5 | ek | rad | 2"
    )
    bank, fee = voucher.postings
    assert dict(bank.meta) == {}
    assert fee.meta["project"] == "a-1"
    assert fee.meta["quantity"] == Decimal("2.5")
    assert [(p.id, p.name) for p in register.projects] == [("a-1", 'Bro"n'), ("a-1-2", "Väg")]
    budget = (tmp_path / "ny" / "ledger" / "budget.beancount").read_text()
    assert budget.splitlines() == [
        '2021-03-01 custom "budget" Income:3110-1-1 "monthly" -75.50 SEK',
        '2021-04-01 custom "budget" Income:3110-1-1 "monthly" 0.00 SEK',
    ]


@given(st.text(max_size=60), st.from_regex("[1-8][0-9]{3}", fullmatch=True))
def test_any_name_makes_an_account_that_beancount_reads(name: str, number: str) -> None:
    from beancount.core import account

    made = account_name(number, name)
    assert account.is_valid(made)
    assert made.partition(":")[2].startswith(f"{number}-")


@given(st.text(max_size=90))
def test_any_text_makes_an_id(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


@given(st.lists(st.text(max_size=4), max_size=30))
def test_every_series_gets_capitals_of_its_own(series: list[str]) -> None:
    names = series_names(series, {})
    assert set(names) == set(series)
    assert len(set(names.values())) == len(names)
    assert all(re.fullmatch("[A-ZÅÄÖ]{1,3}", name) for name in names.values())
    assert all(names[s] == s for s in series if re.fullmatch("[A-ZÅÄÖ]{1,3}", s))


OPENING = """\
#FLAGGA 0
#SIETYP 4
#ORGNR 802428-2785
#FNAMN "Prov"
#RAR 0 20210101 20211231
#KONTO 1510 "Kundfordringar"
#KONTO 1930 "Bank"
#KONTO 2067 "Balanserat"
#IB 0 1510 100.00
#IB 0 1930 50.00
#IB 0 2067 -150.00
#UB 0 1510 60.00
#UB 0 1930 90.00
#UB 0 2067 -150.00
#OIB 0 1510 {8 "a"} 70.00
#OIB 0 1510 {8 "b"} 30.00
#OIB 0 1510 {10 "1"} 40.00
#OIB 0 1510 {10 "2"} 30.00
#OIB 0 1510 {10 "3"} 30.00
#OIB 0 1930 {1 "x"} 20.00
#OIB 0 1930 {2 "y"} 50.00
#VER A 1 20210301
{
   #TRANS 1930 {} 40.00
   #TRANS 1510 {8 "a" 10 "1"} -40.00
}
"""
BANK = [(None, None, "x", "20.00"), (None, None, None, "30.00")]
# Only the payment of invoice 1 says whose it is; 2 and 3 are of 30 both, and may be anyone's.
UNTOLD = [("a", "1", None, "40.00"), ("a", None, None, "30.00"), ("b", None, None, "30.00")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", UNTOLD),
        # Nothing but the 60 of a is left for 2 and 3.
        (
            '#OIB 0 1510 {8 "a"} 70.00\n#OIB 0 1510 {8 "b"} 30.00',
            '#OIB 0 1510 {8 "a"} 100.00',
            [("a", "1", None, "40.00"), ("a", "2", None, "30.00"), ("a", "3", None, "30.00")],
        ),
        # What no record speaks of stays on the account.
        (
            '#OIB 0 1510 {8 "b"} 30.00\n',
            "",
            [(None, None, None, "30.00"), ("a", "1", None, "40.00"), ("a", None, None, "30.00")],
        ),
        # Two rows that contradict each other: then neither is believed, nor is what would be left.
        (
            '#TRANS 1510 {8 "a" 10 "1"} -40.00',
            '#TRANS 1510 {8 "a" 10 "1"} -30.00\n#TRANS 1510 {8 "b" 10 "1"} -10.00',
            [("a", None, None, "70.00"), ("b", None, None, "30.00")],
        ),
        # The first row draws an invoice 1 of its own: the number began anew this year.
        (
            '#VER A 1 20210301\n{\n   #TRANS 1930 {} 40.00',
            '#VER A 9 20210201\n{\n#TRANS 1510 {8 "a" 10 "1"} 9\n#TRANS 2067 {} -9\n}\n'
            '#VER A 1 20210301\n{\n   #TRANS 1930 {} 40.00',
            [("a", None, None, "70.00"), ("b", None, None, "30.00")],
        ),
        # More than the whole of what a owes: other invoices have the number 1 too.
        (
            '#OIB 0 1510 {10 "1"} 40.00',
            '#OIB 0 1510 {10 "1"} 90.00',
            [("a", None, None, "70.00"), ("b", None, None, "30.00")],
        ),
        # So it is not said either whose 2 and 3 are, which sum to what a owes.
        (
            '{8 "a"} 70.00\n#OIB 0 1510 {8 "b"} 30.00\n#OIB 0 1510 {10 "1"} 40.00',
            '{8 "a"} 60.00\n#OIB 0 1510 {10 "1"} 90.00',
            [("a", None, None, "60.00"), (None, None, None, "40.00")],
        ),
        # The payer of 1 stands for nought in all: 1 is not a's because a is the only one left.
        (
            '#OIB 0 1510 {8 "a"} 70.00\n#OIB 0 1510 {8 "b"} 30.00',
            '#OIB 0 1510 {8 "b"} 100.00',
            [("b", None, None, "100.00")],
        ),
        # Suppliers cut the same sum once more.
        (
            '#OIB 0 1510 {10 "3"} 30.00\n',
            '#OIB 0 1510 {10 "3"} 30.00\n#OIB 0 1510 {9 "l"} 100.00\n',
            UNTOLD,
        ),
        ("#OIB 0 1510", "#OUB -1 1510", UNTOLD),  # what year -1 closed with says the same
        ("#OIB 0 1510", "#OIB -1 1510", [(None, None, None, "100.00")]),
    ],
)  # fmt: skip
def test_an_opening_is_split_by_what_the_file_says(
    old: str, new: str, expected: list[tuple[str | None, ...]], tmp_path: Path
) -> None:
    text = OPENING.replace(old, new) if old else OPENING
    # What else is booked on 1510 and 2067 shows in what they close with.
    if "#TRANS 2067" in text:
        text = text.replace("#UB 0 1510 60.00", "#UB 0 1510 69.00")
        text = text.replace("#UB 0 2067 -150.00", "#UB 0 2067 -159.00")
    workspace = written(into_workspace([small(text)], Choices()), tmp_path / "ny")
    _, books, reading = read_all(workspace)
    assert reading == ()
    opening = books.vouchers[0]
    assert opening.is_opening
    found = [
        (*(p.tag(key) for key in ("member", "invoice", "dim-1")), f"{p.amount:.2f}")
        for account in ("1510", "1930")
        for p in opening.postings
        if books.number(p.account) == account
    ]
    assert Counter(found) == Counter([*expected, *BANK])


@pytest.mark.parametrize(
    ("customer", "supplier", "expected"),
    [
        # One of the dimensions says all of the 100.
        ("100", "20", {"8": "100"}),
        ("20", "100", {"9": "100"}),
        # Together they do.
        ("60", "40", {"8": "60", "9": "40"}),
        # Neither: then only customers are believed, and the rest is on the account.
        ("60", "60", {"8": "60", "": "40"}),
    ],
)
def test_customers_and_suppliers_of_one_account_are_not_added_up(
    customer: str, supplier: str, expected: dict[str, str]
) -> None:
    text = f'#FLAGGA 0\n#OIB 0 1510 {{8 "c"}} {customer}\n#OIB 0 1510 {{9 "l"}} {supplier}\n'
    found = Splitter(sie.read(text.encode())).opening(0, {"1510": Decimal(100)}).parts
    parts = {"".join(d for d, _ in objects): amount for (_, objects), amount in found.items()}
    assert parts == {dimension: Decimal(amount) for dimension, amount in expected.items()}


def test_parts_of_a_balance_of_nought_that_is_left_out_are_kept(tmp_path: Path) -> None:
    text = OPENING.replace("#IB 0 1510 100.00\n", "").replace("-150.00", "-50.00")
    text = text.replace("#UB 0 1510 60.00", "#UB 0 1510 -40.00").replace('"b"} 30', '"b"} -70')
    _, books, reading = read_all(written(into_workspace([small(text)], Choices()), tmp_path / "ny"))
    assert reading == ()
    found = [
        (p.tag("member"), p.tag("invoice"), f"{p.amount:.2f}")
        for p in books.vouchers[0].postings
        if books.number(p.account) == "1510"
    ]
    assert sorted(found, key=str) == sorted(
        [("a", "1", "40.00"), ("a", None, "30.00"), ("b", None, "-70.00")], key=str
    )


def test_a_balance_of_an_object_that_stands_twice_is_refused() -> None:
    line = '#OIB 0 1510 {8 "a"} 70.00\n'
    assert into_workspace([small(OPENING.replace(line, line * 2))], Choices()).findings == ()
    other = line + line.replace("70.00", "71.00")
    plan = into_workspace([small(OPENING.replace(line, other))], Choices())
    at = OPENING.splitlines().index(line.strip()) + 2
    assert [(f.code, f.line) for f in plan.findings] == [("SIE610", at)]


def test_a_balance_of_class_0_or_9_stands_in_the_balance_sheet(tmp_path: Path) -> None:
    text = OPENING.replace("#IB 0 1930", "#KONTO 9100 X\n#IB 0 9100 5\n#UB 0 9100 5\n#IB 0 1930")
    text = text.replace("0 2067 -150.00", "0 2067 -155.00")
    workspace = written(into_workspace([small(text)], Choices()), tmp_path / "ny")
    _, books, reading = read_all(workspace)
    assert reading == ()
    assert books.by_number["9100"].name == "Equity:9100-X"
    assert findings_in(tmp_path / "ny") == ()


def test_amounts_by_object_that_are_left_out_are_counted(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    data = (FOLDER / "typ3.se").read_bytes()
    budgets = [row for row in labelled(data, "PBUDGET") if re.search(rb"\{\s*[^\s}]", row)]
    assert len(budgets) == 180
    assert not labelled(data, "OIB")
    assert not labelled(data, "OUB")
    assert planned("typ3.se").parts_left_out == 180
    run = sambruk("sie", "import", str(FOLDER / "typ3.se"), "--into", "ny", cwd=tmp_path)
    assert "180 belopp per objekt" in " ".join(run.stdout.split())
    # 12 rows of #OUB on accounts 3 to 8, and of dimension 2 on 1930, which dimension 1 cuts too,
    # what year -1 opens and closes with and what year 0 closes with.
    assert planned("BL0001_typ3.SE").parts_left_out == 12 + 3
    # On 1510 invoices 2 and 3, whose customer no row tells; on 1930 dimension 2.
    left = into_workspace([small(OPENING)], Choices()).parts_left_out
    assert left == 3


def test_books_without_customers_get_one_warning_for_each_account_and_year(
    tmp_path: Path,
) -> None:
    written(planned("SIE_exempelfil.se", organisation_number="802428-2785"), tmp_path / "ny")
    # As the association's own: nothing says that they were imported.
    (tmp_path / "ny" / "config/sie.toml").unlink()
    found = [f for f in findings_in(tmp_path / "ny") if f.code == "BOK219"]
    assert {f.severity for f in found} == {"warning"}
    # One for the year before, of which balances are known, one for the 22 rows of this one.
    assert len({f.file for f in found}) == len(found) > 1
    data = (FOLDER / "SIE_exempelfil.se").read_bytes()
    assert sum(b" 1510 " in row for row in labelled(data, "TRANS")) == 22


def test_a_file_of_another_association_is_not_booked(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    ours = re.search(r"[0-9]{6}-[0-9]{4}", (folder / "config/association.toml").read_text())
    assert ours is not None
    for number, code in ((ours[0], 0), (ours[0].replace("-", ""), 0), ("556036-0793", 1), ("x", 0)):
        (folder / "fakt.si").write_text(FAKT.replace("#FNAMN", f"#ORGNR {number}\n#FNAMN"))
        run = sambruk("sie", "import", "fakt.si", cwd=folder)
        assert (run.returncode, "SIE627 error" in run.stderr) == (code, bool(code)), number


def test_a_budget_of_a_year_that_begins_within_a_month_comes_back(tmp_path: Path) -> None:
    text = SMALL.replace("#RAR 0 20210101", "#RAR 0 20210115").replace("0 202103", "0 202101")
    written(into_workspace([small(text)], Choices()), tmp_path / "ny")
    budgets = [
        (b.period, b.amount)
        for b in exported(tmp_path / "ny", "2021").balances
        if b.kind == "PBUDGET"
    ]
    assert budgets == [("202101", Decimal("-75.50"))]


def test_an_account_that_only_the_history_names_is_opened(tmp_path: Path) -> None:
    text = SMALL.replace("#BTRANS 3110 {} -90.00", "#BTRANS 3888 {} -90.00")
    plan = into_workspace([small(text)], Choices())
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "#BTRANS" in row)
    assert [(n.code, n.line) for n in plan.notes] == [("SIE626", line)]
    written(plan, tmp_path / "ny")
    content = sie.write(exported(tmp_path / "ny", "2021"))
    assert b"#BTRANS 3888" in content
    assert [p for p in sie.check(BytesIO(content)) if p.severity == "error"] == []


def test_added_and_removed_rows_come_out_where_they_stood(tmp_path: Path) -> None:
    source = small()
    written(into_workspace([source], Choices()), tmp_path / "ny")
    came_out = exported(tmp_path / "ny", "2021")
    (before,), (after,) = source.file.vouchers, came_out.vouchers
    assert after.rows == before.rows
    assert [row.kind for row in after.rows] == ["TRANS", "BTRANS", "RTRANS", "TRANS"]
    assert not [p for p in sie.check(BytesIO(sie.write(came_out))) if p.kind == "history"]


row_texts = st.text('abå |{}"\\0', max_size=9)
sie_rows = st.builds(
    sie.Row,
    st.sampled_from(["TRANS", "BTRANS", "RTRANS"]),
    st.sampled_from(["1930", "3110"]),
    st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 100),
    st.sampled_from([(), (("6", "Å 1"),), (("6", "a | {b} %7C"), ("10", "2021-1"))]),
    st.none() | st.dates(),
    row_texts,
    st.none() | st.just(Decimal("2.5")),
    st.sampled_from(["", "ek", "a|b %"]),
)


@given(st.lists(sie_rows, max_size=6))
def test_rows_that_were_taken_apart_come_together_again(drawn: list[sie.Row]) -> None:
    rows: list[sie.Row] = []
    for row in drawn:
        rows += [row, row._replace(kind="TRANS")] if row.kind == "RTRANS" else [row]
    voucher = sie.Voucher("A", "1", date(2021, 1, 1), rows=tuple(rows))
    assert with_history(voucher.booked, dict(history_entries(voucher))) == voucher.rows


def test_an_added_row_that_is_no_longer_there_is_left_out_and_one_that_moved_is_followed() -> None:
    bank, fee = (sie.Row("TRANS", a, Decimal("1.00")) for a in ("1930", "3110"))
    meta = {"sie-history-1": "added | 3110 | 1 |  |  |  |  | "}
    assert with_history([bank, fee], meta) == (bank, fee._replace(kind="RTRANS"), fee)
    assert with_history([bank], meta) == (bank,)


FAKT = """\
#FLAGGA 0
#SIETYP 4
#FNAMN "Prov"
#OBJEKT 8 "LILLBY" "Lillby"
#VER A "" 20210801 "Faktura"
{
   #TRANS 1510 {8 "LILLBY" 10 "2021-4"} 200.00
   #TRANS 3190 {} -200.00
}
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_vouchers_become_part_of_a_year_once(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": FAKT})
    before = tree(folder)
    shown = sambruk("sie", "import", "fakt.si", "-f", "json", cwd=folder)
    assert shown.returncode == 0
    assert tree(folder) == before
    assert json.loads(shown.stdout)["written"] is False

    run = sambruk("sie", "import", "fakt.si", "--into", "2021", "--write", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(len(line) <= 80 for line in run.stdout.splitlines())
    after = tree(folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        "ledger/imported/fakt.beancount",
        "ledger/main.beancount",
        "config/sie.toml",
    }
    assert findings_in(folder) == ()
    _, books, _ = read_all(Workspace(folder))
    found = next(v for v in books.vouchers if v.ver == "A7")
    assert found.postings[0].tag("member") == "lillby"
    assert found.postings[0].tag("invoice") == "2021-4"

    again = sambruk("sie", "import", "fakt.si", "--into", "2021", "--write", cwd=folder)
    assert again.returncode == 1
    assert "SIE621 error" in again.stderr
    assert tree(folder) == after


def test_vouchers_get_the_next_numbers_of_a_series_that_is_chosen(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    # A1 is taken, and B comes after A in the file; the workspace ends on A6.
    text = FAKT.replace('#VER A ""', '#VER A "1"') + '#VER B 7 20210802 "Sen"\n{\n}\n'
    folder = make_workspace({"fakt.si": text})
    assert sambruk("sie", "import", "fakt.si", cwd=folder).returncode == 1
    run = sambruk("sie", "import", "fakt.si", "--series", "A", "--write", cwd=folder)
    assert run.returncode == 0, run.stderr
    _, books, _ = read_all(Workspace(folder))
    found = {v.ver: v.meta.get("sie-ver") for v in books.vouchers if v.date.month == 8}
    assert found == {"A7": "A 1", "A8": "B 7"}

    shutil.rmtree(folder)
    other = make_workspace({"fakt.si": FAKT})
    run = sambruk("sie", "import", "fakt.si", "--series", "L", "--write", cwd=other)
    assert run.returncode == 0, run.stderr
    assert findings_in(other) == ()
    _, books, _ = read_all(Workspace(other))
    assert [v.ver for v in books.vouchers if v.date.month == 8] == ["L1"]


@pytest.mark.parametrize("arguments", [("--series", "a1"), ("--series", "A", "--into", "ny")])
def test_a_series_that_cannot_be_followed_is_wrong_usage(
    arguments: tuple[str, ...], make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": FAKT})
    run = sambruk("sie", "import", "fakt.si", *arguments, cwd=folder)
    assert run.returncode == 2
    assert "one to three capitals" in run.stderr


OTHERWISE = {
    "another day": ("#FNAMN", '#GEN 20211231 "any"\n#PROGRAM "x" 2\n#FNAMN'),
    "line ends and blank lines": ("\n", "\r\n\r\n"),
    "decimals": ("200.00", "200"),
    "a checksum": ("#SIETYP 4", "#FNR 7\n#SIETYP 4"),
    "spaces and quotes": ("#TRANS 3190 {}", '#TRANS  "3190"  { }'),
    "an unknown label": ("#FNAMN", "#X 1\n#FNAMN"),
    "objects in another order": ('{8 "LILLBY" 10 "2021-4"}', '{10 "2021-4" 1 "" 8 "LILLBY"}'),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_the_same_vouchers_written_otherwise_are_known_again(
    change: tuple[str, str], make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": FAKT, "igen.si": FAKT.replace(*change)})
    assert (folder / "igen.si").read_bytes() != (folder / "fakt.si").read_bytes()
    assert sambruk("sie", "import", "fakt.si", "--write", cwd=folder).returncode == 0
    before = tree(folder)
    again = sambruk("sie", "import", "igen.si", "--write", cwd=folder)
    assert again.returncode == 1
    assert "SIE621 error: the file was imported before, as fakt.si" in " ".join(
        again.stderr.split()
    )
    assert tree(folder) == before


def test_the_order_of_vouchers_and_noughts_before_a_number_do_not_make_another_file() -> None:
    one, other = (f"#VER A {n} 20210801 Faktura\n{{\n#TRANS 1930 {{}} 0\n}}\n" for n in (7, 8))
    files = (one + other, other + one, one.replace("A 7", "A 007") + other)
    assert len({small("#FLAGGA 0\n" + text).sha256 for text in files}) == 1
    assert small("#FLAGGA 0\n" + one).sha256 != small("#FLAGGA 0\n" + other).sha256


def test_an_account_that_only_the_history_names_has_to_be_in_the_chart(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    text = FAKT.replace("   #TRANS 3190", "   #BTRANS 3888 {} 5.00\n   #TRANS 3190")
    folder = make_workspace({"fakt.si": text})
    run = sambruk("sie", "import", "fakt.si", cwd=folder)
    assert run.returncode == 1
    assert 'fakt.si:8: SIE626 error: the account "3888" is not in the chart' in run.stderr


DIFFERENT = {
    "an amount": ("200.00", "200.01"),
    "a text": ("Faktura", "Faktura 2"),
    "a day": ("20210801", "20210802"),
    "an object": ("2021-4", "2021-5"),
    "a day of a row": ("3190 {} -200.00", "3190 {} -200.00 20210801"),
    "a text of a row": ("3190 {} -200.00", '3190 {} -200.00 "" x'),
    "a quantity": ("3190 {} -200.00", '3190 {} -200.00 "" "" 1'),
}


@pytest.mark.parametrize("change", DIFFERENT.values(), ids=DIFFERENT)
def test_other_vouchers_are_another_file(change: tuple[str, str]) -> None:
    one, other = (small(text).sha256 for text in (FAKT, FAKT.replace(*change)))
    assert one != other


ODD = FAKT.replace('"Faktura"', '"Fak\x1btura').replace("#FNAMN", "#FOO 1\n#FNAMN")


def test_what_the_reader_took_its_own_way_is_shown_with_its_line(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": ODD})
    run = sambruk("sie", "import", "fakt.si", cwd=folder)
    assert run.returncode == 0
    assert "\x1b" not in run.stdout + run.stderr
    heads = re.findall(r"^fakt.si:(\d+): (SIE\d+) (\w+)", run.stderr, re.MULTILINE)
    expected = [("3", "SIE613"), ("6", "SIE609"), ("6", "SIE609")]
    assert heads == [(line, code, "warning") for line, code in expected]
    data = json.loads(sambruk("sie", "import", "fakt.si", "-f", "json", cwd=folder).stdout)
    assert [(str(n["line"]), n["code"]) for n in data["notes"]] == expected
    assert all(n["severity"] == "warning" for n in data["notes"])
    assert data["findings"] == []


def many(number: int) -> str:
    """FAKT, then that many vouchers more, numbered downwards from B 29, of 10 kronor and 0.25."""
    rows = "{\n#TRANS 1510 {} 10\n#TRANS 1510 {} 0.25\n#TRANS 3190 {} -10.25\n}\n"
    return FAKT + "".join(
        f'#VER B {29 - n} 202109{n + 1:02} "Text {n}"\n{rows}' for n in range(number)
    )


@pytest.mark.parametrize("number", [9, 10])
def test_the_vouchers_that_come_to_a_year_are_shown(
    number: int, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": many(number)})
    run = sambruk("sie", "import", "fakt.si", cwd=folder)
    assert run.returncode == 0, run.stderr
    assert all(len(line) <= 80 for line in run.stdout.splitlines())
    assert "Saldona stämmer." not in run.stdout
    rows = [line.split() for line in run.stdout.splitlines()]
    assert ["A", "A7", "A7", "1"] in rows
    assert ["B", f"B{30 - number}", "B29", str(number)] in rows
    few = number + 1 <= 10
    assert (["2021-08-01", "A7", "Faktura", "200,00"] in rows) is few
    assert (["2021-09-03", "B27", "Text", "2", "10,25"] in rows) is few
    data = json.loads(sambruk("sie", "import", "fakt.si", "-f", "json", cwd=folder).stdout)
    assert data["series"] == [
        {"series": "A", "first": 7, "last": 7, "count": 1},
        {"series": "B", "first": 30 - number, "last": 29, "count": number},
    ]
    assert len(data["added"]) == number + 1
    assert data["added"][3] == {
        "date": "2021-09-03", "ver": "B27", "text": "Text 2", "debit": "10.25"
    }  # fmt: skip
    assert data["balances"] == "not-compared"


def test_more_than_twenty_remarks_are_counted(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"fakt.si": FAKT.replace("#FNAMN", "#FOO 1\n" * 23 + "#FNAMN")})
    run = sambruk("sie", "import", "fakt.si", cwd=folder)
    assert run.stderr.count("SIE613 warning") == 20
    assert "Ytterligare 3 anmärkningar" in run.stdout


def test_the_errors_of_an_unreadable_file_stand_in_order_of_line(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # A file that ends within its voucher: the reader sees the faults of the rows before that.
    text = SMALL.replace("{} 100.00", "{} x").replace("{} -90.00", "{} y").replace("\n}\n", "\n")
    (tmp_path / "prov.se").write_bytes(text.encode("cp437"))
    run = sambruk("sie", "import", "prov.se", "--into", "ny", cwd=tmp_path)
    assert run.returncode == 2
    lines = [int(n) for n in re.findall(r"^prov.se:(\d+): SIE", run.stderr, re.MULTILINE)]
    head = SMALL.splitlines().index(next(x for x in SMALL.splitlines() if x[:4] == "#VER")) + 1
    assert lines == [head, head + 2]  # a removed row counts for nothing


@pytest.mark.parametrize("write", [(), ("--write",)])
@pytest.mark.parametrize(
    ("into", "says"),
    [
        ("no/ny", "there is no folder no to make ny in"),
        ("prov.se", "prov.se is a file"),
        ("full", "full is there and not empty"),
    ],
)
def test_a_folder_that_cannot_be_made_is_a_finding(
    into: str, says: str, write: tuple[str, ...], tmp_path: Path, sambruk: RunCommand
) -> None:
    (tmp_path / "prov.se").write_bytes(SMALL.encode("cp437"))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    before = tree(tmp_path)
    run = sambruk("sie", "import", "prov.se", "--into", into, *write, cwd=tmp_path)
    assert run.returncode == 1
    assert f"SIE629 error: {says}" in run.stderr
    assert tree(tmp_path) == before
