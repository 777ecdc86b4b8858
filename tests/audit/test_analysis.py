"""What the analytical sections of the pack say of a small workspace, by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sambruk_cli.audit.history import history_section
from sambruk_cli.audit.lay.checklist import checklist_section
from sambruk_cli.audit.lay.opinion import opinion_section
from sambruk_cli.audit.patterns.section import patterns_section
from sambruk_cli.audit.review.section import review_section
from sambruk_cli.audit.sampling.examined import SampleRequest
from sambruk_cli.audit.sampling.population import population_of
from sambruk_cli.audit.sampling.section import sample_section
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear, gather_audit
from sambruk_cli.document.model import Heading, Items, Paragraph, Table
from sambruk_cli.exchange.tables.delimited import read_delimited
from sambruk_cli.findings import Stop
from sambruk_cli.opening.history import year_history
from sambruk_cli.workspace import Workspace
from tests.audit.packs import made, sheet
from tests.conftest import PROJECT, Changes, MakeWorkspace, RunCommand
from tests.files.repositories import committed, put_file
from tests.sessions import read_checked
from tests.workspaces import FILES, edited

D = Decimal
BOUGHT = '2021-06-01 * "Banken" "Kostnad"\n  ver: "A5"\n'
JOURNAL = FILES["ledger/2021.beancount"]
Open = Callable[..., AuditYear]


@pytest.fixture
def opened(make_workspace: MakeWorkspace) -> Open:
    """A year of the small workspace, with something of it changed."""

    def of(changes: Changes | None = None, label: str = "2021", **more: Any) -> AuditYear:
        session = read_checked(Workspace(make_workspace(changes or {})), cache=False)
        year = session.register.year(label)
        assert year is not None
        return gather_audit(session.in_language("en"), session, year, **more)

    return of


def cells(section: Section, table: str) -> list[list[object]]:
    """The rows of a table of a section, in its document or in the workbook."""
    of_document = (block for block in section.blocks if isinstance(block, Table))
    found = next(each for each in (*of_document, *section.tables) if each.id == table)
    return [list(row.cells) for row in found.rows]


def text_of(section: Section) -> str:
    """All that a section says in sentences and lists."""
    said = []
    for block in section.blocks:
        match block:
            case Paragraph() | Heading():
                said.append(block.text)
            case Items():
                said += [p.text for item in block.items for p in item if isinstance(p, Paragraph)]
    return "\n".join(said)


# Income of 2021: A1 400, A2 100, A4 200, A6 50, in all 750. Three intervals of 250: A1 is certain.
INCOME = SampleRequest(3, "7", "income")


def test_a_sample_tells_what_it_was_drawn_from_and_how(opened: Open) -> None:
    section = sample_section(opened(asked=INCOME))
    facts = {str(name): value for name, value in cells(section, "proof")}
    assert facts["Amounts that may be drawn"] == "4; 750.00"
    assert (facts["Net"], facts["Interval"], facts["Seed"]) == ("750.00", "250.00", "7")
    assert (facts["Taken with certainty"], facts["Left to draw from"]) == ("400.00", "350.00")
    first = cells(section, "sample")[0]
    assert first[:2] == ["A1", date(2021, 2, 1)]
    content = section.files[0].content.decode("utf-8-sig").splitlines()
    assert content[:2] == ["voucher;account;booked;audited", "A1;3110;400,00;"]
    assert len(content) == 1 + len(section.tables[0].rows)
    assert "are to be examined" in section.notes[0]


def test_results_that_are_given_back_are_projected(opened: Open) -> None:
    """A1, the certain one, is 40 too high: 40 likely, and 3.00 x 250 more at the most.

    Of the other 350 kronor some were examined, so that less than 40 + 350 can be wrong.
    """
    drawn = sample_section(opened(asked=INCOME)).files[0].content.decode("utf-8-sig")
    rows = [line.split(";") for line in drawn.splitlines()]
    filled = [[*row[:3], "360" if row[0] == "A1" else row[2]] for row in rows[1:]]
    table = "\n".join(";".join(row) for row in [rows[0], *filled])
    results = read_delimited(table.encode(), "r.csv")
    section = sample_section(opened(asked=SampleRequest(3, "7", "income", 95, results)))
    assert cells(section, "errors") == [["A1", "3110", 400, 360, 40, "certain", 40]]
    rest = 350 - sum(D(row[2].replace(",", ".")) for row in rows[1:] if row[0] != "A1")
    assert 0 <= rest < 350
    assert [row[1] for row in cells(section, "evaluation")] == [40, 750, 0, 790, 40 + rest, 0]
    assert "more than can be wrong" in text_of(section)
    assert section.notes == ()


def test_results_of_another_sample_make_no_pack(opened: Open) -> None:
    results = read_delimited(b"ver;granskat\nA3;5\n", "r.csv")
    with pytest.raises(Stop) as stopped:
        opened(asked=SampleRequest(3, "7", "income", 95, results))
    assert [found.code for found in stopped.value.findings] == ["TAB704"]


def test_amounts_that_cannot_be_drawn_are_listed(opened: Open) -> None:
    """A cost that is paid back, and one that is taken out in the voucher itself."""
    back = (
        '2021-08-01 * "Banken" "Åter"\n  ver: "A7"\n'
        "  Assets:1930-Bank  20.00 SEK\n  Expenses:4010-Kostnader  -20.00 SEK\n\n"
        '2021-08-02 * "Banken" "Rättat"\n  ver: "A8"\n'
        "  Expenses:4010-Kostnader  30.00 SEK\n  Expenses:4010-Kostnader  -30.00 SEK\n"
    )
    year = opened({"ledger/2021.beancount": f"{JOURNAL}\n{back}"}, asked=SampleRequest(1, "7"))
    section = sample_section(year)
    apart = {table.id: [row.cells for row in table.rows] for table in section.tables}
    day = date(2021, 8, 1)
    assert apart["opposite"] == [("A7", day, "Banken: Åter", "4010", -20)]
    assert apart["noughts"] == [("A8", date(2021, 8, 2), "Banken: Rättat", "4010", 0)]
    assert [row[0] for row in cells(section, "noughts")] == ["A8"]
    assert "Amounts of nought" in text_of(section)


def test_without_a_sample_or_amounts_the_section_says_why(opened: Open) -> None:
    assert "--sample" in sample_section(opened()).nothing
    spent = edited(
        "ledger/2021.beancount", (BOUGHT, BOUGHT.replace('"A5"', '"A5"\n  opening: TRUE'))
    )
    assert sample_section(opened(spent, asked=SampleRequest(3, "7"))).nothing


def test_the_year_is_held_against_the_year_before(opened: Open) -> None:
    """Income 750 and 500, costs 150 and 200; a line is marked from 8 kronor (7.50) and 10 % on."""
    section = review_section(opened())
    rows = {str(row[0]): row[1:] for row in cells(section, "income_statement_before")}
    assert rows["Income"] == [750, 500, 250, D("50.0"), "*"]
    assert rows["Kostnader"] == [-150, -200, 50, D("-25.0"), "*"]
    assert rows["3190 Övrigt"] == [50, 0, 50, None, "*"]
    assert "10 % and SEK\u00a08" in text_of(section).replace("10\u00a0%", "10 %")
    assert "1 amounts of at least 10 kronor are too few" in text_of(section)


def test_the_first_year_has_nothing_to_be_held_against(opened: Open) -> None:
    assert "no year before and no budget" in text_of(review_section(opened(label="2020")))


def test_a_budget_is_compared_with(opened: Open) -> None:
    planned = '2021-01-01 custom "budget" Expenses:4010-Kostnader "yearly" 100.00 SEK\n'
    section = review_section(opened({"ledger/2021.beancount": planned + JOURNAL}))
    rows = {str(row[0]): row[1:] for row in cells(section, "budget")}
    assert rows["Kostnader"] == [-150, -100, -50, D("50.0"), "*"]


def test_patterns_tell_of_days_of_rest_and_of_one_hand(opened: Open) -> None:
    """1 April 2021 is a Thursday; 1 May a Saturday and a holiday. A5 is entered by its payee.
    The others debit 400, 100, 300, 700 and 50."""
    changed = edited(
        "ledger/2021.beancount",
        (BOUGHT, f'{BOUGHT}  sign: "Banken"\n'.replace("2021-06-01", "2021-05-01")),
    )
    section = patterns_section(opened(changed))
    assert cells(section, "days") == [[date(2021, 5, 1), "1 May", "A5", 1, 150]]
    assert [row[:5] for row in cells(section, "same_hand")] == [
        ["A5", date(2021, 5, 1), "Banken: Kostnad", "Banken", "is paid"]
    ]
    assert cells(section, "hands") == [["not known", 5, 1550], ["Banken", 1, 150]]
    assert "1 voucher was registered by who is paid" in section.notes[0]


def test_patterns_of_a_document_under_two_vouchers(opened: Open) -> None:
    changed = edited(
        "ledger/2021.beancount",
        (BOUGHT, f'{BOUGHT}  document: "a.pdf"\n'),
        ('  ver: "A6"\n', '  ver: "A6"\n  document: "b.pdf"\n'),
    )
    section = patterns_section(opened({**changed, "a.pdf": "same", "b.pdf": "same"}))
    assert cells(section, "shared_documents") == [["a.pdf", "A5, A6"]]


def verdicts(section: Section) -> dict[str, tuple[object, object]]:
    return {str(row.cells[0]): (row.cells[1], row.cells[2]) for row in section.tables[0].rows}


def test_the_checklist_says_who_can_tell(opened: Open) -> None:
    found = verdicts(checklist_section(opened()))
    numbered = "Every voucher has a number, none is missing, none is used twice"
    assert found[numbered] == ("Proved", "6 vouchers; validate finds no number missing.")
    bank = "Cash and bank agree with the bank's statement of the last day"
    assert found[bank] == ("Yours", "In the books: SEK\u00a02,700.")
    closed = "The result is booked, and the year is closed"
    assert found[closed] == ("Look at", "The year is not closed.")
    signed = "The whole board has signed, and the dates follow on each other"
    said = "By the register signed on 1 March 2022 by 2; on the board: 2."
    assert found[signed] == ("Yours", said.replace("1 March 2022", "1\u00a0March\u00a02022"))


def test_the_checklist_proves_nothing_where_the_books_have_errors(opened: Open) -> None:
    broken = edited("ledger/2021.beancount", ('  ver: "A6"\n', '  ver: "A8"\n'))
    found = verdicts(checklist_section(opened(broken)))
    assert "Proved" not in {verdict for verdict, _ in found.values()}
    numbered = "Every voucher has a number, none is missing, none is used twice"
    assert found[numbered] == ("Look at", "validate has 1 finding (BOK204).")


def test_of_a_year_without_vouchers_nothing_is_proved_or_drafted(opened: Open) -> None:
    year = opened({"ledger/2021.beancount": ""})
    for section in (checklist_section, opinion_section, patterns_section):
        assert section(year).nothing == "nothing has been booked in the year"


def test_what_nothing_was_tried_of_is_not_proved(opened: Open) -> None:
    """The books begin in 2020; schedules of later years ask nobody for anything in 2021."""
    opens = "The year opens with what the year before closed with"
    first = verdicts(checklist_section(opened(label="2020")))
    said = "The books tell of no year before: look at what it closed with."
    assert first[opens] == ("Yours", said)
    assert verdicts(checklist_section(opened()))[opens][0] == "Proved"
    asked = "Members have been charged what the fee schedules say"
    assert verdicts(checklist_section(opened()))[asked][0] == "Proved"
    fees = FILES["config/fees.toml"].replace("valid_from = 2020-01-01", "valid_from = 2022-01-01")
    later = opened({"config/fees.toml": fees})
    unfound = replace(later, session=replace(later.session, findings=()))
    said = "The fee schedules ask nobody for anything in the year."
    assert verdicts(checklist_section(unfound))[asked] == ("Yours", said)


def test_a_year_that_is_not_over_has_no_draft_and_says_so_in_its_checklist(opened: Open) -> None:
    year = opened()
    before = replace(year.session.terms, today=date(2021, 12, 31))
    early = replace(year, session=replace(year.session, terms=before))
    assert opinion_section(early).nothing == "the year is not over"
    assert "The year is not over" in text_of(checklist_section(early))
    assert "The year is not over" not in text_of(checklist_section(year))


def test_the_draft_of_a_year_that_is_not_closed_says_so_first(opened: Open) -> None:
    closed = edited(
        "config/association.toml", ("end = 2021-12-31\n", "end = 2021-12-31\nclosed = true\n")
    )
    warned = [
        block for block in opinion_section(opened()).blocks[:2] if isinstance(block, Paragraph)
    ]
    assert "NOT CLOSED" in warned[1].text
    assert "NOT CLOSED" not in text_of(opinion_section(opened(closed)))


def test_an_auditor_on_the_board_is_looked_at(opened: Open) -> None:
    held = '\n[[mandates]]\nperson = "bo-al"\nrole = "auditor"\nelected_at = "stamma-2021"\n'
    changed = {"config/board.toml": FILES["config/board.toml"] + held}
    found = verdicts(checklist_section(opened(changed)))
    asked = "The auditors are independent of those whom they audit"
    assert found[asked] == ("Look at", "Auditor and on the board: Bo Al.")


def test_the_draft_fills_in_facts_and_no_opinion(opened: Open) -> None:
    section = opinion_section(opened())
    facts = {str(name): value for name, value in cells(section, "figures")}
    assert (facts["Result of the year"], facts["Balance sheet total"]) == (
        "SEK\u00a0600",
        "SEK\u00a03,400",
    )
    assert facts["Board on the last day of the year"] == "Anna Ek (chair), Bo Al (member)"
    said = text_of(section)
    assert said.count("[recommended / advised against]") == 3
    assert "[give / do not give]" in said
    assert "SEK\u00a0600, as the board proposes" in said
    outside = said.replace("[recommended / advised against]", "")
    assert "recommended" not in outside


def test_the_draft_in_swedish_leaves_the_same_open(opened: Open) -> None:
    year = opened()
    swedish = gather_audit(year.session.in_language("sv"), year.session, year.fiscal)
    said = text_of(opinion_section(swedish))
    assert said.count("[tillstyrks / avstyrks]") == 3
    assert "[ger / ger inte]" in said
    assert "Till årsmötet i Föreningen Exempel, organisationsnummer 802428-2785" in said


def test_an_economic_association_gets_no_draft(opened: Open) -> None:
    form = edited("config/association.toml", ('seat = "', 'legal_form = "economic"\nseat = "'))
    assert "no draft is made" in opinion_section(opened(form)).nothing


def test_without_git_the_history_says_that_there_is_none(opened: Open) -> None:
    assert "no history in git" in history_section(opened()).nothing


def test_a_history_that_cannot_be_read_is_not_said_to_be_none(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """The repository takes objects from another one, which is not read."""
    folder = make_workspace({})
    committed(folder)
    put_file(folder, ".git/objects/info/alternates", f"{folder.parent}/other/objects\n")
    pack = made(sambruk, folder, "2021")
    index = " ".join((pack / "00-index.txt").read_text().split())
    assert "historiken i git går inte att läsa" in index


def test_the_history_tells_who_added_changed_and_removed_what(
    make_workspace: MakeWorkspace,
) -> None:
    """Three commits: all of it, a cost of 150 made 160, and A6 taken out."""
    folder = make_workspace({})
    committed(folder)
    journal = folder / "ledger" / "2021.beancount"
    more = JOURNAL.replace("150.00 SEK\n    c", "160.00 SEK\n    c").replace("-150.00", "-160.00")
    journal.write_text(more)
    committed(folder)
    journal.write_text(more[: more.index('2021-07-01 * "Övrig')])
    committed(folder)
    session = read_checked(Workspace(folder), cache=False).in_language("en")
    fiscal = session.year("2021")
    history = year_history(session.workspace, fiscal)
    section = history_section(gather_audit(session, session, fiscal, None, history))
    rows = [list(row.cells) for row in section.tables[0].rows]
    assert [row[3:6] for row in rows] == [["A1–A6", "", ""], ["", "A5", ""], ["", "", "A6"]]
    told = cells(section, "vouchers_changed")
    assert told[0][0] == "A5 2021-06-01 Banken: Kostnad"
    assert ["4010 Kostnader", "150.00", "160.00"] in told
    assert section.notes == ("1 voucher was removed from the books after it was committed.",)


def test_the_first_history_tells_of_what_the_books_open_with_and_all_of_seals(
    make_workspace: MakeWorkspace,
) -> None:
    """Four commits: all of it, 500 brought in before 2020, 400 instead, and a seal."""
    brought = (
        '2019-12-31 * "Ingående balans"\n  opening: TRUE\n'
        "  Assets:1930-Bank  500.00 SEK\n  Equity:2067-Balanserat-resultat  -500.00 SEK\n"
    )
    folder = make_workspace({})
    committed(folder)
    journal = folder / "ledger" / "2020.beancount"
    before = journal.read_text()
    journal.write_text(f"{brought}\n{before}")
    committed(folder)
    journal.write_text(f"{brought.replace('500', '400')}\n{before}")
    committed(folder)
    put_file(folder, "ledger/seals/2020.toml", "x = 1\n")
    committed(folder)
    told = {}
    for label in ("2020", "2021"):
        session = read_checked(Workspace(folder), cache=False).in_language("en")
        fiscal = session.year(label)
        history = year_history(session.workspace, fiscal)
        section = history_section(gather_audit(session, session, fiscal, None, history))
        told[label] = [row.cells[3:8] for row in section.tables[0].rows]
    sealed = ("", "", "", "", "2020.toml (added)")
    assert told["2020"][1:] == [("2019-12-31", *[""] * 4), ("", "2019-12-31", *[""] * 3), sealed]
    assert told["2021"][1:] == [sealed]


def test_the_history_says_what_was_changed_in_the_register(make_workspace: MakeWorkspace) -> None:
    """All of it, and then who decided on a schedule; the workbook has every line."""
    folder = make_workspace({})
    committed(folder)
    fees = folder / "config" / "fees.toml"
    fees.write_text(fees.read_text().replace('"Stadgarna"', '"Stämman"', 1))
    committed(folder)
    session = read_checked(Workspace(folder), cache=False).in_language("en")
    fiscal = session.year("2021")
    history = year_history(session.workspace, fiscal)
    section = history_section(gather_audit(session, session, fiscal, None, history))
    assert cells(section, "register_history")[-1][3] == (
        "Schedule Stämman (insats): decision from Stadgarna to Stämman"
    )
    workbook = next(table for table in section.tables if table.id == "register_history")
    assert {len(row.cells) for row in workbook.rows} == {4}
    assert not [row for row in workbook.rows if "the workbook" in str(row.cells[3])]


def test_the_pack_holds_the_sample_that_was_asked_for(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    asked = ("--sample", "3", "--seed", "7", "--population", "income")
    pack = made(sambruk, make_workspace({}), "2021", *asked)
    assert sheet(pack, "Stickprov")[0]["Belopp"] == 400
    assert (pack / "stickprov-resultat.csv").read_bytes().startswith(b"\xef\xbb\xbfverifikation;")
    assert (pack / "SHA256SUMS").read_text().count("stickprov-resultat.csv") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--sample", "3"), "a sample needs a seed"),
        (("--seed", "7"), "goes with --sample"),
        (("--sample", "3", "--seed", "7" * 101), "at most 100 letters"),
        (("--sample", "3", "--seed", "\udcff"), "at most 100 letters"),
        (("--results", "r.csv"), "goes with --sample"),
        (("--sample", "0", "--seed", "7"), "1 to 10000 items"),
        (("--sample", "3", "--seed", "7", "--confidence", "100"), "50 to 99 per cent"),
    ],
)
def test_what_is_asked_of_a_sample_has_to_fit(
    make_workspace: MakeWorkspace, sambruk: RunCommand, arguments: tuple[str, ...], says: str
) -> None:
    folder = make_workspace({})
    run = sambruk(
        "--lang", "en", "--root", folder, "audit", "2021", "-o", "p", *arguments, cwd=folder
    )
    assert run.returncode == 2
    assert says in " ".join(run.stderr.split())
    assert not (folder / "p").exists()


def test_the_population_of_the_example_is_the_costs_that_its_report_prints() -> None:
    """Costs 3 831 414 and interest 415, as published for 2007; income 3 755 730 and 64 856."""
    session = read_checked(Workspace(PROJECT), cache=False)
    fiscal = session.year("2007")
    assert population_of(session.books, fiscal, "expenses").net == 3_831_414 + 415
    assert population_of(session.books, fiscal, "income").net == 3_755_730 + 64_856
