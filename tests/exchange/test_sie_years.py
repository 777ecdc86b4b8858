"""SIE files of several years: in any order, into a new folder or a workspace that is there.

Balances are reckoned from #IB and #TRANS with a few lines of the test's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambruk_cli import sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.findings import Severity
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.workspace import Workspace
from tests.conftest import RunCommand, findings_in
from tests.exchange.reading import read_all

Balances = Mapping[str, str]

CHART = {
    "1930": "Bank",
    "1630": "Skattekonto",
    "2010": "Eget kapital",
    "2013": "Egna uttag",
    "2019": "Årets resultat",
    "2091": "Balanserat resultat",
    "2099": "Årets resultat",
    "3001": "Försäljning",
    "5010": "Lokalhyra",
    "8999": "Årets resultat",
}


def se(
    year: int,
    opening: Balances,
    vouchers: Iterable[tuple[str, str, Balances]] = (),
    *,
    before: tuple[Balances, Balances, Balances] | None = None,
    closing: Balances | None = None,
    result: Balances | None = None,
    extra: str = "",
) -> str:
    """A type 4 file of a calendar year; `before` is what the year before opened and closed with,
    and its results."""
    lines = ["#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", '#FNAMN "Föreningen"', "#ORGNR 802428-2785"]
    lines += [f"#RAR 0 {year}0101 {year}1231", f"#RAR -1 {year - 1}0101 {year - 1}1231"]
    lines += [f'#KONTO {number} "{name}"' for number, name in CHART.items()]
    kinds = [("IB", 0, opening), ("UB", 0, closing or {}), ("RES", 0, result or {})]
    if before is not None:
        kinds += [(kind, -1, of) for kind, of in zip(("IB", "UB", "RES"), before, strict=True)]
    lines += [f"#{kind} {n} {a} {x}" for kind, n, of in kinds for a, x in of.items()]
    for number, day, rows in vouchers:
        lines += [f'#VER {number} {year}{day} "Text {number}"', "{"]
        lines += [f"#TRANS {account} {{}} {amount}" for account, amount in rows.items()]
        lines += ["}"]
    return "\n".join([*lines, extra, ""])


def source(text: str, name: str) -> ImportFile:
    return ImportFile(sie.read(text.encode("cp437")), name)


def planned(*texts: str, **choices: object) -> ImportPlan:
    sources = [source(text, f"{place}.se") for place, text in enumerate(texts)]
    return into_workspace(sources, Choices(**choices))  # type: ignore[arg-type]


def written(plan: ImportPlan, folder: Path) -> Workspace:
    assert plan.findings == ()
    assert plan.plan is not None
    write_folder(folder, plan.plan)
    return Workspace(folder)


def balances(workspace: Workspace, label: str) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """What accounts open and close a year with in the books, but for those that are nought."""
    register, books, _ = read_all(workspace)
    year = register.year(label)
    assert year is not None
    found = trial_balance(books, year)
    return (
        {books.number(b.account): b.opening for b in found if b.opening},
        {books.number(b.account): b.closing for b in found if b.closing},
    )


def reckoned(text: str) -> dict[str, Decimal]:
    """What each account closes with by #IB 0 and #TRANS."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in re.findall(r"(?m)^#IB 0 (\d+) (\S+)", text):
        sums[account] += Decimal(amount)
    for account, amount in re.findall(r"(?m)^#TRANS (\d+) \{\} (\S+)", text):
        sums[account] += Decimal(amount)
    return {account: amount for account, amount in sums.items() if amount}


def codes(plan: ImportPlan) -> list[str]:
    assert all(note.severity is Severity.WARNING for note in plan.notes)
    return [note.code for note in plan.notes]


SALE = ("A 1", "0115", {"1930": "1000.00", "3001": "-1000.00"})
RENT = ("A 2", "0215", {"5010": "400.00", "1930": "-400.00"})
CLOSED = ("A 3", "1231", {"8999": "600.00", "2099": "-600.00"})
MOVED = ("A 3", "0105", {"2099": "600.00", "2091": "-600.00"})
OPEN_2022 = {"1930": "5000.00", "2091": "-5000.00"}
END_2022 = {"1930": "5600.00", "2091": "-5000.00", "2099": "-600.00"}
END_2023 = {"1930": "6200.00", "2091": "-5600.00", "2099": "-600.00"}
RESULT = {"3001": "-1000.00", "5010": "400.00", "8999": "600.00"}
Y2022 = se(2022, OPEN_2022, [SALE, RENT, CLOSED], closing=END_2022, result=RESULT)
Y2023 = se(
    2023,
    END_2022,
    [SALE, RENT, MOVED, ("B 1", "1231", CLOSED[2])],
    before=(OPEN_2022, END_2022, RESULT),
    closing=END_2023,
    result=RESULT,
)
Y2024 = se(2024, END_2023, [SALE, ("A 2", "0105", MOVED[2])], before=(END_2022, END_2023, RESULT))


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.longer
def test_several_years_in_any_order_become_the_same_workspace(tmp_path: Path) -> None:
    found = []
    texts = {"2022.se": Y2022, "2023.se": Y2023, "2024.se": Y2024}
    for place, names in enumerate(permutations(texts)):
        plan = into_workspace([source(texts[name], name) for name in names], Choices())
        assert (plan.findings, plan.notes) == ((), ())
        folder = tmp_path / str(place)
        workspace = written(plan, folder)
        found.append(files(folder))
    assert all(each == found[0] for each in found)
    assert findings_in(tmp_path / "0") == ()
    register, _, _ = read_all(workspace)
    assert [year.label for year in register.years] == ["2022", "2023", "2024"]
    for label, text in zip(("2022", "2023", "2024"), texts.values(), strict=True):
        assert balances(workspace, label)[1] == reckoned(text)


def test_years_come_one_by_one_in_any_order_into_a_workspace(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    texts = {"2022.se": Y2022, "2023.se": Y2023, "2024.se": Y2024}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode("cp437"))
    for order in (("2022.se", "2023.se", "2024.se"), ("2024.se", "2023.se", "2022.se")):
        folder = tmp_path / order[0].removesuffix(".se")
        for name in order:
            run = sambruk("sie", "import", name, "--into", str(folder), "--write", cwd=tmp_path)
            assert (run.returncode, run.stderr) == (0, "")
        assert findings_in(folder) == ()
        workspace = Workspace(folder)
        for label, text in zip(("2022", "2023", "2024"), texts.values(), strict=True):
            assert balances(workspace, label)[1] == reckoned(text)
        journal = (folder / "ledger/2022.beancount").read_text("utf-8")
        assert journal.count("  opening: TRUE\n") == 1
        assert "sie-balances" not in journal
    # Nothing is left to bring, and nothing changes.
    before = files(folder)
    run = sambruk("sie", "import", "2023.se", "--into", str(folder), "--write", cwd=tmp_path)
    assert (run.returncode, "SIE621" in run.stderr) == (1, True)
    assert files(folder) == before


def test_a_new_account_is_opened_and_a_renamed_one_keeps_its_history(tmp_path: Path) -> None:
    later = Y2023.replace('#KONTO 1930 "Bank"', '#KONTO 1930 "Företagskonto"\n#KONTO 6570 "Avgift"')
    later = later.replace(
        '"Text A 2"\n{', '"Text A 2"\n{\n#TRANS 6570 {} 10.00\n#TRANS 1930 {} -10'
    )
    later = re.sub(r"#(UB|RES) 0 .*\n", "", later)
    plan = planned(Y2022, later)
    assert [(n.code, n.file) for n in plan.notes] == [("SIE622", "1.se")]
    assert 'account 1930 is "Företagskonto", and was "Bank"' in plan.notes[0].message
    workspace = written(plan, tmp_path / "ny")
    _, books, _ = read_all(workspace)
    assert books.by_number["1930"].label == "Företagskonto"
    assert balances(workspace, "2022")[1] == reckoned(Y2022)
    assert balances(workspace, "2023")[1] == reckoned(later)


def test_files_that_differ_on_a_year_are_held_against_each_other_by_account() -> None:
    other = Y2023.replace("#UB -1 1930 5600.00", "#UB -1 1930 5590.00")
    other = other.replace("#UB -1 2099 -600.00", "#UB -1 1630 10.00\n#UB -1 2099 -600.00")
    other = other.replace("#IB 0 1930 5600.00", "#IB 0 1930 5590.00\n#IB 0 1630 10.00")
    plan = planned(Y2022, re.sub(r"#(UB|RES) 0 .*\n", "", other))
    said = [f.message for f in plan.findings if "differs from" in f.message]
    assert said == [
        "2022 differs from what its own file, or the books, have of it: "
        "1630 Skattekonto 10.00, 1930 Bank -10.00"
    ]
    assert all(f.file == "1.se" for f in plan.findings)
    assert plan.plan is None


def test_two_files_with_vouchers_of_a_year_are_refused() -> None:
    other = Y2022.replace("Text A 2", "En annan text")
    assert [f.code for f in planned(Y2022, other).findings] == ["SIE621"]


def test_a_year_that_was_closed_after_its_export_is_closed(tmp_path: Path) -> None:
    open_ = se(2022, OPEN_2022, [SALE, RENT], closing={**OPEN_2022, "1930": "5600.00"})
    plan = planned(open_, Y2023)
    assert codes(plan) == ["SIE625"]
    assert "2022 has been closed since" in plan.notes[0].message
    workspace = written(plan, tmp_path / "ny")
    assert balances(workspace, "2022")[1] == reckoned(Y2022)
    assert balances(workspace, "2023")[1] == reckoned(Y2023)
    assert findings_in(tmp_path / "ny") == ()


def test_years_that_nobody_closed_are_closed_one_after_another(tmp_path: Path) -> None:
    # No result is ever booked: every opening sums to what all years before have earned.
    one = se(2022, OPEN_2022, [SALE, RENT])
    two = se(2023, {"1930": "5600.00", "2091": "-5000.00"}, [SALE, RENT])
    three = se(2024, {"1930": "6200.00", "2091": "-5000.00"}, [SALE])
    plan = planned(three, one, two)
    assert codes(plan) == ["SIE625", "SIE625"]
    workspace = written(plan, tmp_path / "ny")
    opening, closing = balances(workspace, "2024")
    # 2022's 600 has gone on to 2091, where 2023's took its place.
    assert {a: str(x) for a, x in opening.items()} == {
        "1930": "6200.00",
        "2091": "-5600.00",
        "2099": "-600.00",
    }
    assert sum(closing.values()) == 0
    assert {f.code for f in findings_in(tmp_path / "ny") if f.severity is Severity.ERROR} == set()


@pytest.mark.parametrize(
    ("closing", "opening", "moved"),
    [
        # An aktiebolag: the result goes to retained earnings.
        (END_2022, {"1930": "5600.00", "2091": "-5600.00"}, {"2091": "-600", "2099": "600"}),
        # A sole trader: what was taken out and the result go to equity.
        (
            {"1930": "5400.00", "2010": "-5000.00", "2013": "200.00", "2019": "-600.00"},
            {"1930": "5400.00", "2010": "-5400.00"},
            {"2010": "-400", "2013": "-200", "2019": "600"},
        ),
    ],
)
def test_equity_that_moved_between_two_years_is_a_transfer(
    closing: Balances, opening: Balances, moved: Balances, tmp_path: Path
) -> None:
    start = {**closing, "1930": str(Decimal(closing["1930"]) - 600)}
    start = {
        account: amount for account, amount in start.items() if account not in ("2019", "2099")
    }
    text = se(2023, opening, [SALE, RENT], before=(start, closing, RESULT))
    plan = planned(text)
    assert codes(plan) == ["SIE625"]
    workspace = written(plan, tmp_path / "ny")
    before, after = balances(workspace, "2022"), balances(workspace, "2023")
    results = {a: Decimal(x) for a, x in RESULT.items()}
    assert before[1] == {a: Decimal(x) for a, x in closing.items()} | results
    assert after[1] == reckoned(text)
    _, books, _ = read_all(workspace)
    voucher = next(v for v in books.vouchers if v.text.startswith("Omföring"))
    assert (str(voucher.date), voucher.ver) == ("2023-01-01", "SIE1")
    rows = {books.number(p.account): f"{p.amount:.0f}" for p in voucher.postings}
    assert rows == moved
    assert {f.code for f in findings_in(tmp_path / "ny") if f.severity is Severity.ERROR} == set()


def test_an_ore_that_the_opening_lacks_is_rounding(tmp_path: Path) -> None:
    text = se(2023, {"1930": "5000.01", "2091": "-5000.00"}, [SALE, RENT])
    plan = planned(text)
    assert codes(plan) == ["SIE625"]
    assert "-0.01 is booked on 3740 Öres- och kronutjämning" in plan.notes[0].message
    workspace = written(plan, tmp_path / "ny")
    closing = balances(workspace, "2023")[1]
    assert closing == {**reckoned(text), "3740": Decimal("-0.01")}
    assert not sum(closing.values())
    assert findings_in(tmp_path / "ny") == ()
    # The same result in both statements, with half a krona too.
    half = planned(text.replace("5000.01", "5000.50"))
    register, books, _ = read_all(written(half, tmp_path / "half"))
    statements = build_statements(books, register, register.years[-1], Options(exact=True))
    assert statements is not None
    rows = {r.key: r.printed for r in (*statements.income_statement, *statements.balance_sheet)}
    assert rows["net_result"]["2023"] == rows["result"]["2023"] == Decimal("600.50")


def test_an_account_that_is_named_gets_what_the_opening_lacks(tmp_path: Path) -> None:
    text = se(2023, {"1930": "5000.00", "2091": "-4000.00"}, [SALE, RENT])
    proposed = written(planned(text), tmp_path / "a")
    assert balances(proposed, "2023")[0]["2099"] == Decimal("-1000.00")
    named = written(planned(text, account="2010"), tmp_path / "b")
    assert balances(named, "2023")[0]["2010"] == Decimal("-1000.00")


@pytest.mark.parametrize("missing", ["IB 0", "UB -1"])
def test_either_of_two_balances_serves_where_the_other_is_missing(
    missing: str, tmp_path: Path
) -> None:
    text = "\n".join(row for row in Y2023.split("\n") if not row.startswith(f"#{missing} "))
    plan = planned(text)
    assert (plan.findings, plan.notes) == ((), ())
    workspace = written(plan, tmp_path / "ny")
    assert balances(workspace, "2022")[1] == reckoned(Y2022)
    assert balances(workspace, "2023")[1] == reckoned(Y2023)


def test_a_year_before_that_contradicts_the_year_is_left_out(tmp_path: Path) -> None:
    text = Y2023.replace("#UB -1 1930 5600.00", "#UB -1 1930 5500.00")
    plan = planned(text)
    assert plan.findings == ()
    assert {(n.code, n.hint) for n in plan.notes} == {
        (code, "2022 is left out: the other years come in without it")
        for code in ("SIE605", "SIE625")
    }
    workspace = written(plan, tmp_path / "ny")
    register, _, _ = read_all(workspace)
    assert [year.label for year in register.years] == ["2023"]
    assert balances(workspace, "2023")[1] == reckoned(Y2023)


def test_an_account_that_only_shows_what_is_not_booked_is_left_out(tmp_path: Path) -> None:
    shown = '#KONTO 9030 "Obokat resultat"\n#KONTO 9031 "Obokat resultat"\n'
    closing = {**OPEN_2022, "1930": "5600.00", "9030": "-600.00"}
    before = (OPEN_2022, closing, {"3001": "-1000.00", "5010": "400.00", "9031": "600.00"})
    text = se(2023, {"1930": "5600.00", "2091": "-5000.00"}, [SALE], before=before)
    plan = planned(text.replace("#KONTO 1930", f"{shown}#KONTO 1930"))
    assert plan.findings == ()
    assert codes(plan) == ["SIE625", "SIE626"]
    workspace = written(plan, tmp_path / "ny")
    assert balances(workspace, "2022")[1] == reckoned(Y2022)
    assert balances(workspace, "2023")[0] == {a: Decimal(x) for a, x in END_2022.items()}


def test_years_with_a_year_missing_between_them_are_refused() -> None:
    said = [f.message for f in planned(Y2022, se(2024, END_2023, [SALE])).findings]
    assert "a year ends on 2022-12-31, and the next one starts on 2024-01-01" in said


def test_files_of_two_associations_do_not_become_one() -> None:
    # The second with a check digit that is wrong: it is of somebody else all the same.
    for number in ("802000-0009", "716401-1234"):
        other = Y2022.replace("802428-2785", number)
        assert [f.code for f in planned(other, Y2023).findings] == ["SIE627"], number
    vat = Y2022.replace("802428-2785", "SE802428278501")
    assert planned(vat, Y2023).findings == ()


def test_a_voucher_of_last_year_without_rows_keeps_its_number_and_day(tmp_path: Path) -> None:
    removed = (
        '#VER A 3 20221231 "Borttagen" 20230301\n{\n#BTRANS 1930 {} 50\n#BTRANS 3001 {} -50\n}'
    )
    text = se(2023, OPEN_2022, [SALE, RENT], extra=removed)
    plan = planned(text)
    assert codes(plan) == ["SIE623"]
    workspace = written(plan, tmp_path / "ny")
    _, books, _ = read_all(workspace)
    voucher = next(v for v in books.vouchers if v.ver == "A3")
    assert (str(voucher.date), str(voucher.meta["sie-date"])) == ("2023-01-01", "2022-12-31")
    assert voucher.meta["voided"] is True
    assert balances(workspace, "2023")[1] == reckoned(text)
    counting = text.replace("#BTRANS", "#TRANS")
    assert [f.code for f in planned(counting).findings] == ["SIE623"]


def test_numbers_that_stand_twice_are_numbered_anew_and_none_is_lost(tmp_path: Path) -> None:
    twice = [("# 1", "0115", SALE[2]), ("# 1", "0215", RENT[2]), ("# 7b", "0301", SALE[2])]
    text = se(2023, OPEN_2022, twice)
    plan = planned(text)
    assert codes(plan) == ["SIE624"]
    assert "2 vouchers are numbered anew, the first is # 1 and becomes A2" in plan.notes[0].message
    workspace = written(plan, tmp_path / "ny")
    _, books, _ = read_all(workspace)
    found = [(v.ver, v.meta.get("sie-ver")) for v in books.vouchers if v.ver]
    assert found == [("A1", None), ("A2", "# 1"), ("A3", "# 7b")]
    assert balances(workspace, "2023")[1] == reckoned(text)
    assert findings_in(tmp_path / "ny") == ()


def test_a_file_of_accounts_alone_is_taken_only_where_that_is_asked_for(tmp_path: Path) -> None:
    text = se(2023, {})
    assert [f.code for f in planned(text).findings] == ["SIE627"]
    workspace = written(planned(text, chart_only=True), tmp_path / "ny")
    _, books, _ = read_all(workspace)
    assert set(books.by_number) == set(CHART)


def test_a_flag_says_nothing_about_a_new_folder() -> None:
    assert planned(Y2022.replace("#FLAGGA 0", "#FLAGGA 1")).findings == ()


def test_balances_are_compared_only_as_far_as_the_file_has_them() -> None:
    # Many programs write no #UB and #RES of a year in progress.
    assert planned(se(2023, OPEN_2022, [SALE])).findings == ()
    some = se(2023, OPEN_2022, [SALE], result={"3001": "-1000.00"})
    assert planned(some).findings == ()
    wrong = se(2023, OPEN_2022, [SALE], result={"3001": "-999.00"})
    assert [f.code for f in planned(wrong).findings] == ["SIE605"]


amounts = st.integers(-(10**7), 10**7).map(lambda n: Decimal(n) / 100)
vouchers = st.lists(
    st.tuples(st.sampled_from(["1930", "1630"]), st.sampled_from(["3001", "5010"]), amounts),
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=25)
@given(
    st.lists(st.tuples(vouchers, st.booleans()), min_size=1, max_size=4),
    st.booleans(),
    st.integers(-200, 200),
)
def test_no_ore_is_lost_over_any_years(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[list[tuple[str, str, Decimal]], bool]],
    carried: bool,
    lacking: int,
) -> None:
    """Random vouchers, years closed or not: all balances but those of equity are the files'."""
    opening = {"1930": Decimal(100), "2091": Decimal(lacking) - 100}
    texts, expected = [], []
    for place, (rows, is_closed) in enumerate(drawn):
        sums = defaultdict(Decimal, opening)
        made = []
        for number, (one, other, amount) in enumerate(rows, 1):
            sums[one] += amount
            sums[other] -= amount
            made.append((f"A {number}", "0601", {one: str(amount), other: str(-amount)}))
        result = sum((sums[a] for a in ("3001", "5010")), Decimal(0))
        if is_closed and result:
            made.append((f"A {len(rows) + 1}", "1231", {"8999": str(-result), "2099": str(result)}))
            sums["2099"] += result
        texts.append(se(2020 + place, {a: str(x) for a, x in opening.items()}, made))
        expected.append(
            {a: x for a, x in sums.items() if x and a in ("1930", "1630", "3001", "5010")}
        )
        opening = {a: x for a, x in sums.items() if x and a[0] in "12"}
        if carried:
            opening["2091"] = opening.get("2091", Decimal(0)) + opening.pop("2099", Decimal(0))
    plan = planned(*reversed(texts))
    workspace = written(plan, tmp_path_factory.mktemp("years") / "ny")
    for place, wanted in enumerate(expected):
        _, closing = balances(workspace, str(2020 + place))
        assert sum(closing.values()) == 0 or place > 0
        assert {a: x for a, x in closing.items() if a in ("1930", "1630", "3001", "5010")} == wanted
    _, books, reading = read_all(workspace)
    assert reading == ()
    assert len([v for v in books.vouchers if (v.ver or "").startswith("A")]) == sum(
        text.count("#VER") for text in texts
    )


def test_a_file_that_is_named_twice_is_passed_over(tmp_path: Path) -> None:
    plan = planned(Y2022, Y2022, Y2023)
    assert [(n.code, n.severity) for n in plan.notes] == [("SIE621", "warning")]
    written(plan, tmp_path / "ny")
    assert findings_in(tmp_path / "ny") == ()


def test_a_file_without_opening_balances_opens_with_what_follows(tmp_path: Path) -> None:
    text = se(2023, {}, [SALE, RENT], closing={**OPEN_2022, "1930": "5600.00"}, result={})
    text = text.replace("#VER A 1", "#RES 0 3001 -1000.00\n#RES 0 5010 400.00\n#VER A 1")
    plan = planned(text)
    assert codes(plan) == ["SIE625"]
    opening, _ = balances(written(plan, tmp_path / "ny"), "2023")
    assert opening == {a: Decimal(x) for a, x in OPEN_2022.items()}
    # Not where #RES shows that vouchers are missing.
    assert planned(text.replace("3001 -1000.00", "3001 -1100.00")).findings != ()


@pytest.mark.parametrize(
    ("closing", "result"),
    [
        ({"2099": "-600.00"}, {"8999": "600.00"}),
        ({"2099": "-600.00"}, {}),
        ({"2999": "-600.00"}, {}),
        ({"9030": "-600.00"}, {"9031": "600.00"}),
    ],
)
def test_a_result_that_is_shown_before_it_is_booked_is_left_out(
    closing: Balances, result: Balances, tmp_path: Path
) -> None:
    ours = {"3001": "-1000.00", "5010": "400.00"}
    shown = {**OPEN_2022, "1930": "5600.00", **closing}
    text = se(2023, OPEN_2022, [SALE, RENT], closing=shown, result={**ours, **result})
    names = "".join(f'#KONTO {n} "X"\n' for n in (*closing, *result) if n not in CHART)
    plan = planned(text.replace("#KONTO 1930", f"{names}#KONTO 1930"))
    assert plan.findings == ()
    assert codes(plan) == ["SIE626"]
    assert balances(written(plan, tmp_path / "ny"), "2023")[1] == reckoned(text)
    # Another amount is no such result.
    assert planned(text.replace("-600.00", "-599.00")).findings != ()


def test_an_ore_between_two_files_is_rounding(tmp_path: Path) -> None:
    later = {**END_2022, "1930": "5600.01"}
    plan = planned(Y2022, se(2023, later, [SALE]))
    assert plan.findings == ()
    assert codes(plan) == ["SIE625"]
    workspace = written(plan, tmp_path / "ny")
    assert balances(workspace, "2023")[1]["1930"] == Decimal("6600.01")
