"""What a change means, on Föreningen Exempel, whose figures can be checked in one's head."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.diff.compare import Difference
from sambruk_cli.diff.fields import FieldChange
from sambruk_cli.diff.figures import PrintedFigures, figure_changes
from sambruk_cli.diff.touched import TouchedPeriod
from sambruk_cli.diff.vouchers import PostingChange
from tests.conftest import Changes
from tests.diff.versions import changed
from tests.workspaces import (
    ASSOCIATION,
    BOARD,
    FEES,
    JOURNAL_2020,
    JOURNAL_2021,
    MEMBERS,
    PROJECTS,
    STATEMENTS,
)

Y2020, Y2021 = "ledger/2020.beancount", "ledger/2021.beancount"
NEW = '\n2021-08-01 * "Gåva"\n  ver: "A7"\n  Assets:1930-Bank 30.00 SEK\n  Income:3190-Övrigt\n'


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.longer
def test_nothing_has_changed_where_only_space_comments_and_order_of_rows_have(
    tmp_path: Path,
) -> None:
    text = replaced(
        JOURNAL_2021,
        (
            '2021-07-01 * "Övrig intäkt"\n  ver: "A6"\n'
            "  Assets:1930-Bank                 50.00 SEK\n"
            "  Income:3190-Övrigt              -50.00 SEK\n",
            '; en kommentar\n2021-07-01   *   "Övrig intäkt"\n  ver: "A6"\n'
            "  Income:3190-Övrigt -50.00 SEK\n  Assets:1930-Bank 50.0 SEK\n",
        ),
    )
    found = changed(tmp_path, {}, {Y2021: text})
    assert not [*found.vouchers.touched]
    assert (found.vouchers.in_other_file, found.vouchers.on_other_line) == (0, 1)
    assert (found.accounts, found.figures, found.new_findings) == ({}, (), ())
    assert found.files == {Y2021: "changed"}


@pytest.mark.longer
def test_a_voucher_that_is_added_changes_accounts_rows_and_notes(tmp_path: Path) -> None:
    found = changed(tmp_path, {}, {Y2021: JOURNAL_2021 + NEW})
    assert [v.ver for v in found.vouchers.added] == ["A7"]
    assert found.accounts == {
        ("2021", "Assets:1930-Bank"): Decimal(30),
        ("2021", "Income:3190-Övrigt"): Decimal(-30),
    }
    # 400 + 100 + 200 + 50 of income becomes 780, the result 600 becomes 630.
    rows: dict[Any, Any] = {
        (f.part, f.key): (f.before, f.after) for f in found.figures if f.year == "2021"
    }
    assert rows == {
        ("income_statement", "income"): (750, 780),
        ("income_statement", "net_result"): (600, 630),
        ("balance_sheet", "bank"): (2700, 2730),
        ("balance_sheet", "total_assets"): (3400, 3430),
        ("balance_sheet", "result"): (600, 630),
        ("balance_sheet", "total_equity_and_liabilities"): (3400, 3430),
        ("note_2", "other"): (50, 80),
        ("note_2", "total"): (750, 780),
    }
    assert {f.year for f in found.figures} == {"2021"}
    assert found.touched == ()


@pytest.mark.longer
def test_each_field_of_a_voucher_that_changes_is_named(tmp_path: Path) -> None:
    text = replaced(
        JOURNAL_2021,
        ('2021-06-01 * "Banken" "Kostnad"', '2021-06-02 ! "Bank" "Kostnader"\n  document: "a.pdf"'),
        ("Expenses:4010-Kostnader         150.00", "Expenses:4010-Kostnader         160.00"),
        ('    project: "bron"\n', ""),
        ("Assets:1930-Bank               -150.00", "Assets:1510-Kundfordringar   -160.00"),
    )
    (change,) = changed(tmp_path, {}, {Y2021: text}).vouchers.changed
    assert {(f.field, f.before, f.after) for f in change.fields} == {
        ("date", "2021-06-01", "2021-06-02"),
        ("payee", "Banken", "Bank"),
        ("text", "Kostnad", "Kostnader"),
        ("flag", "*", "!"),
        ("document", None, "a.pdf"),
    }
    cost, *others = change.postings
    assert cost == PostingChange(
        "Expenses:4010-Kostnader",
        Decimal(150),
        Decimal(160),
        (FieldChange("project", "bron", None),),
    )
    assert [(p.account, p.before, p.after) for p in others] == [
        ("Assets:1930-Bank", Decimal(-150), None),
        ("Assets:1510-Kundfordringar", None, Decimal(-160)),
    ]


def test_a_number_that_changes_is_a_change_and_not_another_voucher(tmp_path: Path) -> None:
    text = replaced(JOURNAL_2021, ('ver: "A6"', 'ver: "A7"'))
    found = changed(tmp_path, {}, {Y2021: text})
    (change,) = found.vouchers.changed
    assert change.fields == (FieldChange("ver", "A6", "A7"),)
    assert (change.postings, found.vouchers.added, found.vouchers.removed) == ((), (), ())
    assert [f.code for f in found.new_findings] == ["BOK204"]


def test_a_number_that_stands_for_another_event_is_one_voucher_that_changed(
    tmp_path: Path,
) -> None:
    text = replaced(JOURNAL_2021, ("Övrig intäkt", "Lotteri"), ('"A6"', '"A6"\n  note: "x"'))
    (change,) = changed(tmp_path, {}, {Y2021: text}).vouchers.changed
    assert [f.field for f in change.fields] == ["text", "note"]


def test_vouchers_that_move_to_another_file_are_counted_and_not_listed(tmp_path: Path) -> None:
    head, _, tail = JOURNAL_2021.partition("2021-06-01")
    main = (
        'include "chart.beancount"\ninclude "2020.beancount"\ninclude "2021*.beancount"\n'
        'option "operating_currency" "SEK"\n'
    )
    after: Changes = {
        "ledger/main.beancount": main,
        Y2021: head,
        "ledger/2021-senare.beancount": f"2021-06-01{tail}",
    }
    found = changed(tmp_path, {}, after)
    assert not [*found.vouchers.touched]
    assert (found.vouchers.in_other_file, found.vouchers.on_other_line) == (2, 0)
    assert (found.accounts, found.figures, found.new_findings) == ({}, (), ())


def test_a_closed_year_that_is_changed_is_named_with_what_was_changed(tmp_path: Path) -> None:
    text = replaced(JOURNAL_2020, ('"Inbetalningar"', '"Betalningar"'))
    (year,) = changed(tmp_path, {}, {Y2020: text}).touched
    assert (year.year, year.is_closed, year.is_sealed) == ("2020", True, False)
    assert (year.vouchers, year.figures, year.is_reopened, year.seal) == (1, 0, False, "")


def test_a_year_that_is_opened_again_is_named(tmp_path: Path) -> None:
    text = replaced(ASSOCIATION, ("closed = true\n", ""))
    (year,) = changed(tmp_path, {}, {"config/association.toml": text}).touched
    assert (year.year, year.is_reopened) == ("2020", True)


def test_a_year_that_is_closed_in_the_change_itself_is_not_touched(tmp_path: Path) -> None:
    before: Changes = {"config/association.toml": replaced(ASSOCIATION, ("closed = true\n", ""))}
    found = changed(tmp_path, before, {})
    assert found.touched == ()
    (entry,) = found.register
    assert entry.fields == (FieldChange("closed", "FALSE", "TRUE"),)


@pytest.mark.longer
def test_a_sealed_year_is_touched_where_its_seal_is_edited_or_gone(tmp_path: Path) -> None:
    seal = "ledger/seals/2020.toml"
    edits: tuple[tuple[Changes, str], ...] = (({}, "removed"), ({seal: "b"}, "changed"))
    for number, (after, what) in enumerate(edits):
        (year,) = changed(tmp_path / str(number), {seal: "a"}, after).touched
        assert (year.year, year.is_sealed, year.seal) == ("2020", True, what)
    assert changed(tmp_path / "new", {}, {seal: "a"}).touched == ()
    text, signature = "ledger/seals/2020.txt", "ledger/seals/2020.toml.sig"
    for number, beside in enumerate((text, signature)):
        was: Changes = {seal: "a", beside: "x"}
        (year,) = changed(tmp_path / f"gone{number}", was, {seal: "a"}).touched
        assert (year.is_sealed, year.seal) == (True, "changed")
    signed: Changes = {seal: "a", signature: "x"}
    assert changed(tmp_path / "signed", {seal: "a"}, signed).touched == ()


def test_members_who_join_leave_and_move_to_another_tier_and_what_they_are_charged(
    tmp_path: Path,
) -> None:
    text = replaced(
        MEMBERS,
        ('name = "Förbundet"', 'name = "Förbundet"\nleft = 2021-01-31'),
        ("value = 9999", "value = 10000"),
    )
    text += '\n[[members]]\nid = "nyby"\nname = "Nyby"\nkind = "organisation"\n'
    text += 'joined = 2021-03-01\ntier = "organisation"\n'
    found = changed(tmp_path, {}, {"config/members.toml": text})
    members = found.members
    assert [(e.id, e.day) for e in members.joined] == [("nyby", date(2021, 3, 1))]
    assert [(e.id, e.day) for e in members.left] == [("forbundet", date(2021, 1, 31))]
    assert [(t.id, t.year, t.before, t.after) for t in members.tiers] == [
        ("lillby", "2021", "small", "large")
    ]
    # Small pays 500 and 200, large 1000 and 400, an organisation 500 and 100.
    charges: dict[Any, Any] = {
        (c.year, c.member, c.kind): (c.before, c.after) for c in found.charges
    }
    assert charges == {
        ("2021", "lillby", "entry_contribution"): (500, 1000),
        ("2021", "lillby", "annual_fee"): (200, 400),
        ("2021", "nyby", "entry_contribution"): (None, 500),
        ("2021", "nyby", "annual_fee"): (None, 100),
        ("2021", "forbundet", "annual_fee"): (100, None),
    }


def test_a_fee_that_changes_changes_every_charge_that_follows_from_it(tmp_path: Path) -> None:
    text = replaced(FEES, ("organisation = 100, small = 200", "organisation = 110, small = 200"))
    found = changed(tmp_path, {}, {"config/fees.toml": text})
    charges: dict[Any, Any] = {(c.year, c.member): (c.before, c.after) for c in found.charges}
    assert charges == {
        ("2020", "forbundet"): (100, 110),
        ("2021", "forbundet"): (100, 110),
    }
    assert [(e.what, e.id) for e in found.register] == [("schedule", "arsavgift")]


def test_numbered_vouchers_of_one_day_and_text_are_two_where_number_and_amount_differ(
    tmp_path: Path,
) -> None:
    """Only one without a number is known again by its day and text."""
    text = replaced(
        JOURNAL_2021,
        ('ver: "A6"', 'ver: "A7"'),
        ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                 60.00"),
        ("Income:3190-Övrigt              -50.00", "Income:3190-Övrigt              -60.00"),
    )
    found = changed(tmp_path / "with", {}, {Y2021: text}).vouchers
    assert ([v.ver for v in found.added], [v.ver for v in found.removed]) == (["A7"], ["A6"])
    assert found.changed == ()
    before = JOURNAL_2021.replace('  ver: "A6"\n', "")
    after = text.replace('  ver: "A7"\n', "")
    without = changed(tmp_path / "without", {Y2021: before}, {Y2021: after}).vouchers
    assert [len(side) for side in (without.added, without.removed, without.changed)] == [0, 0, 1]


def test_a_figure_that_is_nought_and_one_that_is_not_there_differ_not() -> None:
    def printed(**figures: int) -> PrintedFigures:
        found = {("income_statement", key): Decimal(kr) for key, kr in figures.items()}
        return PrintedFigures(found, {})

    assert [*figure_changes("2021", printed(a=0), printed())] == []
    assert [*figure_changes("2021", printed(), printed(a=0))] == []
    (gone,) = figure_changes("2021", printed(a=5), printed())
    assert (gone.before, gone.after, gone.change) == (Decimal(5), None, Decimal(-5))
    (nought,) = figure_changes("2021", printed(a=5), printed(a=0))
    assert (nought.before, nought.after) == (Decimal(5), Decimal(0))


def test_groups_and_agreements_are_told_by_their_fields(tmp_path: Path) -> None:
    group = '\n[[groups]]\nid = "g"\nname = "Koncernen"\npayer = "storstad"\n'
    members = '[[groups.members]]\nid = "storstad"\n[[groups.members]]\nid = "lillby"\n'
    terms = '\n[[agreements]]\nmember = "lillby"\nfrom = 2021-01-01\npart = 0.5\n'
    reason = 'reason = "ny kommun"\ndecision = "Styrelsen § 3"\n'
    before: Changes = {
        "config/members.toml": f"{MEMBERS}{group}{members}",
        "config/fees.toml": f"{FEES}{terms}{reason}",
    }
    after: Changes = {
        "config/members.toml": f"{MEMBERS}{group.replace('Koncernen', 'Gruppen')}{members}",
        "config/fees.toml": f"{FEES}{terms.replace('0.5', '0.25')}{reason}",
    }
    entries = changed(tmp_path / "changed", before, after).register
    assert {(e.what, e.id, e.name): e.fields for e in entries} == {
        ("group", "g", "Gruppen"): (FieldChange("name", "Koncernen", "Gruppen"),),
        ("agreement", "lillby", "Lillby kommun"): (FieldChange("part", "0.50", "0.25"),),
    }
    gone = changed(tmp_path / "gone", before, {}).register
    assert [(e.what, e.before, e.after) for e in gone] == [
        ("group", True, False),
        ("agreement", True, False),
    ]
    assert {f.field: f.before for f in gone[1].fields}["reason"] == "ny kommun"


def test_grants_assets_layouts_and_tags_are_told_by_their_fields(tmp_path: Path) -> None:
    grant = '[[grants]]\nid = "vinnova"\nname = "Vinnova"\nfunder = "banken"\n'
    grant += 'kind = "conditional"\n'
    asset = (
        '[[assets]]\nid = "bil"\nname = "Bil"\naccount = "1240"\naccumulated = "1249"\n'
        'expense = "7834"\nacquired = 2021-01-01\nvalue = 5000\nmonths = 60\n'
    )
    layouts = STATEMENTS + '\n[tags]\nkiosk = ["3190"]\n'
    before: Changes = {
        "config/grants.toml": f"{grant}amount = 100\n",
        "config/assets.toml": asset,
        "config/statements.toml": layouts.replace('["3190"]', '["3190", "4010"]'),
    }
    after: Changes = {
        "config/grants.toml": f"{grant}amount = 200\n",
        "config/assets.toml": asset.replace("months = 60", "months = 48"),
        "config/statements.toml": layouts,
    }
    entries = changed(tmp_path, before, after).register
    assert {(e.what, e.id): e.fields for e in entries} == {
        ("grant", "vinnova"): (FieldChange("amount", "100", "200"),),
        ("asset", "bil"): (FieldChange("months", "60", "48"),),
        ("tag", "kiosk"): (FieldChange("accounts", "3190, 4010", "3190"),),
    }


def test_what_is_unpaid_of_an_invoice_before_and_after(tmp_path: Path) -> None:
    paid = (
        '\n2021-09-01 * "Inbetalt"\n  ver: "A7"\n  Assets:1930-Bank 500.00 SEK\n'
        "  Assets:1510-Kundfordringar -400.00 SEK\n"
        '    member: "storstad"\n    invoice: "2021-1"\n'
        "  Assets:1510-Kundfordringar -100.00 SEK\n"
        '    member: "lillby"\n    invoice: "2021-3"\n'
    )
    found = changed(tmp_path, {}, {Y2021: JOURNAL_2021 + paid})
    assert [(o.party, o.invoice, o.before, o.after) for o in found.open_items] == [
        ("storstad", "2021-1", Decimal(400), None),
        ("lillby", "2021-3", Decimal(200), Decimal(100)),
    ]


def test_board_and_projects(tmp_path: Path) -> None:
    after: Changes = {
        "config/board.toml": replaced(BOARD, ('role = "member"', 'role = "deputy"')),
        "config/projects.toml": replaced(PROJECTS, ('"active"', '"dormant"')),
    }
    found = changed(tmp_path, {}, after)
    assert [(e.what, e.name, e.before, e.after) for e in found.board] == [
        ("mandate", "Bo Al", True, False),
        ("mandate", "Bo Al", False, True),
    ]
    (project,) = found.projects
    assert (project.id, [f.field for f in project.fields]) == ("bron", ["years", "years"])
    assert [f.code for f in found.new_findings] == ["REG111"]


def keeping(*locks: str, entered: str = "month") -> Changes:
    """An association that says by when payments are entered, and has locked periods."""
    text = f'{ASSOCIATION}\n[bookkeeping]\nfrom = 2030-01-01\nentered = "{entered}"\n'
    text += "".join(f"\n[[bookkeeping.locks]]\n{lock}\n" for lock in locks)
    return {"config/association.toml": text}


def spoken(found: Difference) -> list[tuple[str, str, bool, bool, list[tuple[str, Any, Any]]]]:
    """The entries of the register that have changed, with fields before and after."""
    return [
        (e.what, e.id, e.before, e.after, [(f.field, f.before, f.after) for f in e.fields])
        for e in found.register
    ]


MAY = "through = 2021-05-31\non = 2021-07-01"
JUNE = "through = 2021-06-30\non = 2021-07-02"
HELD = "a" * 64


@pytest.mark.longer
def test_a_lock_that_is_moved_or_gone_is_told_and_shouted(tmp_path: Path) -> None:
    moved = changed(tmp_path / "moved", keeping(MAY), keeping(JUNE))
    assert spoken(moved) == [
        ("lock", "2021-05-31", True, False, [("on", "2021-07-01", None)]),
        ("lock", "2021-06-30", False, True, [("on", None, "2021-07-02")]),
    ]
    day = date(2021, 5, 31)
    assert moved.locked == (TouchedPeriod(day, 0, "removed"),)
    gone = changed(tmp_path / "gone", keeping(MAY), {})
    assert [entry[:4] for entry in spoken(gone)] == [
        ("bookkeeping", "[bookkeeping]", True, False),
        ("lock", "2021-05-31", True, False),
    ]
    assert gone.locked == (TouchedPeriod(day, 0, "removed"),)
    held = f'{MAY}\ndigest = "{HELD}"'
    other = held.replace("aaaa", "bbbb", 1)
    (period,) = changed(tmp_path / "digest", keeping(held), keeping(other)).locked
    assert period == TouchedPeriod(day, 0, "changed")
    # What was not held yet may be held, and what was not locked may be locked.
    assert changed(tmp_path / "held", keeping(MAY), keeping(held)).locked == ()
    assert changed(tmp_path / "new", keeping(), keeping(MAY)).locked == ()
    kept = changed(tmp_path / "kept", keeping(), keeping(entered="year"))
    assert spoken(kept) == [
        ("bookkeeping", "[bookkeeping]", True, True, [("entered", "month", "year")])
    ]


def test_a_voucher_of_a_locked_period_is_shouted_once(tmp_path: Path) -> None:
    was = keeping(MAY, JUNE)
    for number, (day, periods) in enumerate(
        {
            "2021-05-31": [date(2021, 5, 31)],
            "2021-06-01": [date(2021, 6, 30)],
            "2021-07-01": [],
            "2020-06-01": [],
        }.items()
    ):
        text = JOURNAL_2021 + NEW.replace("2021-08-01", day)
        found = changed(tmp_path / str(number), was, {**was, Y2021: text})
        assert found.locked == tuple(TouchedPeriod(through, 1, "") for through in periods)


def test_the_association_itself_and_who_signs_for_it_are_told(tmp_path: Path) -> None:
    after: Changes = {
        "config/association.toml": replaced(
            ASSOCIATION, ("[association]\n", '[association]\naccounting = "cash"\n')
        ),
        "config/board.toml": f'{BOARD}\n[[firm_signing]]\ntogether = 2\nroles = ["chair"]\n',
    }
    found = changed(tmp_path, {}, after)
    assert spoken(found) == [
        ("association", "", True, True, [("accounting", None, "cash")]),
        (
            "firm signing",
            "[[firm_signing]]",
            False,
            True,
            [("together", None, "2"), ("roles", None, "chair")],
        ),
    ]


def test_a_finding_that_is_waived_is_told_with_its_reason_and_is_not_gone(
    tmp_path: Path,
) -> None:
    bare = JOURNAL_2021 + NEW.replace('"A7"\n', '"A7"\n  document: "kvitto.pdf"\n')
    waiver = '"A7"\n  waiver: "BOK233: {}"\n'
    lost, burnt = (bare.replace('"A7"\n', waiver.format(x)) for x in ("Tappat", "Uppbrunnet"))
    found = changed(tmp_path / "1", {Y2021: bare}, {Y2021: lost})
    assert [(f.code, f.waived) for f in found.waived] == [("BOK233", "Tappat")]
    assert (found.new_findings, found.gone_findings) == ((), ())
    # A voucher that comes with its waiver; another reason; a waiver that goes.
    found = changed(tmp_path / "2", {}, {Y2021: lost})
    assert [(f.code, f.waived) for f in found.waived] == [("BOK233", "Tappat")]
    assert found.new_findings == ()
    found = changed(tmp_path / "3", {Y2021: lost}, {Y2021: burnt})
    assert [(f.code, f.waived) for f in found.waived] == [("BOK233", "Uppbrunnet")]
    found = changed(tmp_path / "4", {Y2021: lost}, {Y2021: bare})
    assert ([f.code for f in found.new_findings], found.waived) == (["BOK233"], ())
    # The same as before, further down.
    found = changed(tmp_path / "5", {Y2021: lost}, {Y2021: f"; a line more\n{lost}"})
    assert (found.waived, found.new_findings, found.gone_findings) == ((), (), ())


@pytest.mark.longer
def test_findings_are_new_and_gone_whatever_line_they_stand_on(tmp_path: Path) -> None:
    gap: Changes = {Y2021: replaced(JOURNAL_2021, ('ver: "A6"', 'ver: "A8"'))}
    moved: Changes = {Y2021: "; a line more\n" + str(gap[Y2021])}
    assert [f.code for f in changed(tmp_path / "1", {}, gap).new_findings] == ["BOK204"]
    found = changed(tmp_path / "2", gap, moved)
    assert (found.new_findings, found.gone_findings) == ((), ())
    assert [f.code for f in changed(tmp_path / "3", gap, {}).gone_findings] == ["BOK204"]


@pytest.mark.longer
def test_a_file_that_cannot_be_read_in_one_version_is_read_in_the_other(tmp_path: Path) -> None:
    broken: Changes = {Y2021: f"<<<<<<< HEAD\n{JOURNAL_2021}"}
    found = changed(tmp_path / "1", {}, broken)
    assert [v.ver for v in found.vouchers.removed] == [f"A{n}" for n in range(1, 7)]
    found = changed(tmp_path / "2", broken, {})
    assert [v.ver for v in found.vouchers.added] == [f"A{n}" for n in range(1, 7)]


def test_accounts_and_balance_directives(tmp_path: Path) -> None:
    after: Changes = {
        Y2021: replaced(JOURNAL_2021, ("2021-01-01 balance Assets:1930-Bank 2300.00 SEK\n", ""))
        + "2021-01-01 open Assets:1940-Sparkonto\n"
    }
    found = changed(tmp_path, {}, after)
    assert [a.name for a in found.opened] == ["Assets:1940-Sparkonto"]
    assert [(a.account, a.amount) for a in found.unasserted] == [
        ("Assets:1930-Bank", Decimal(2300))
    ]
    assert (found.gone, found.asserted) == ((), ())
