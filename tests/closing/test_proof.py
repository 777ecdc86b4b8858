"""What `validate` asks of a sealed year first, and the chain of seals."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.closing.proof import is_untouched, read_seals
from sambruk_cli.closing.sealing import sealed as sealed_edit
from sambruk_cli.register.seals import own_digest
from sambruk_cli.workspace import Workspace
from tests.closing.seals import SEAL, TEXT, proofs_of, said_of, seal_year
from tests.conftest import MakeWorkspace, findings_in
from tests.sessions import read_checked
from tests.workspaces import ASSOCIATION, FILES

MAIN, JOURNAL, NEXT = "ledger/main.beancount", "ledger/2020.beancount", "ledger/2021.beancount"
MORE = "ledger/mer.beancount"
ROWS = "  Assets:1930-Bank 1.00 SEK\n  Assets:1930-Bank -1.00 SEK\n"
OF_BANK = "  Assets:1930-Bank 1.00 SEK\n  Equity:2067-Balanserat-resultat -1.00 SEK\n"
WITH_MORE = f'{FILES[MAIN]}include "mer.beancount"\n'
CLOSED = {
    "config/association.toml": ASSOCIATION.replace(
        "end = 2021-12-31\n", "end = 2021-12-31\nclosed = true\n"
    ),
    NEXT: FILES[NEXT]
    + """
2021-12-31 * "Årets resultat"
  ver: "A7"
  Expenses:8999-Årets-resultat    600.00 SEK
  Equity:2069-Årets-resultat     -600.00 SEK

2022-01-01 balance Assets:1930-Bank 2700.00 SEK
""",
}


@pytest.fixture
def sealed(make_workspace: MakeWorkspace) -> Path:
    folder = make_workspace({MAIN: WITH_MORE, MORE: "; tom\n"})
    seal_year(folder)
    return folder


def untouched(folder: Path) -> bool:
    session = read_checked(Workspace(folder), cache=False)
    (seal,) = read_seals(session)[0]
    return is_untouched(session, seal)


def broken(folder: Path) -> list[str]:
    return [item.message for item in findings_in(folder) if item.code == "BOK290"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'2020-12-31 * "x"\n  ver: "B1"\n{ROWS}', ["voucher B1 has been added"]),
        (
            "2020-11-30 balance Equity:2067-Balanserat-resultat 0.00 SEK\n",
            ["the balance 2020-11-30 Equity:2067-Balanserat-resultat has come"],
        ),
        (
            '2020-03-01 custom "budget" Expenses:4010-Kostnader "yearly" 50.00 SEK\n',
            ["the budget 2020-03-01 Expenses:4010-Kostnader has come"],
        ),
        (
            f'2019-12-31 * "x"\n  opening: TRUE\n{OF_BANK}',
            [
                "the opening balance Assets:1930-Bank has come",
                "the opening balance Equity:2067-Balanserat-resultat has come",
            ],
        ),
    ],
)
def test_what_another_file_adds_to_a_sealed_year_is_seen(
    sealed: Path, text: str, says: list[str]
) -> None:
    assert untouched(sealed)
    (sealed / MORE).write_text(text, "utf-8")
    assert not untouched(sealed)
    for found in (broken(sealed), said_of(sealed)):
        assert [item.partition(", and ")[2].partition(":")[0] for item in found] == [
            said.partition(":")[0] for said in says
        ]


def test_what_a_file_adds_to_another_year_leaves_the_sealed_one_untouched(sealed: Path) -> None:
    (sealed / MORE).write_text(f'2021-08-31 * "x"\n  ver: "B1"\n{ROWS}', "utf-8")
    assert untouched(sealed)
    assert broken(sealed) == []
    (sealed / MORE).unlink()
    (sealed / MAIN).write_text(FILES[MAIN], "utf-8")
    assert untouched(sealed)


def test_a_file_that_is_gone_or_changed_is_looked_into(sealed: Path) -> None:
    text = (sealed / JOURNAL).read_text("utf-8")
    (sealed / JOURNAL).write_text(f"{text}\n; a comment\n", "utf-8")
    assert not untouched(sealed)
    assert broken(sealed) == []
    (sealed / JOURNAL).rename(sealed / MORE)
    (sealed / MAIN).write_text(WITH_MORE.replace('include "2020.beancount"\n', ""), "utf-8")
    assert not untouched(sealed)
    assert broken(sealed) == []
    ((proof,), _) = proofs_of(sealed)
    notes = [note.text("en") for note in proof.notes]
    assert notes == [
        "ledger/2020.beancount is no longer there",
        "ledger/mer.beancount has come to hold vouchers of the year",
    ]


def test_the_content_that_is_sealed_is_read_whatever_its_lines_end_with(sealed: Path) -> None:
    for name in (SEAL, TEXT):
        data = (sealed / name).read_bytes()
        (sealed / name).write_bytes(data.replace(b"\n", b"\r\n"))
    assert (said_of(sealed), broken(sealed)) == ([], [])
    (sealed / TEXT).write_bytes((sealed / TEXT).read_bytes() + b" ")
    said = ["what 2020 was when it was sealed has been edited"]
    assert (said_of(sealed), broken(sealed)) == (said, said)
    (sealed / TEXT).unlink()
    said = ["what 2020 was when it was sealed is not there"]
    assert (said_of(sealed), broken(sealed)) == (said, said)
    (sealed / SEAL).rename(sealed / "kept")
    (sealed / TEXT).write_text("x", "utf-8")
    assert broken(sealed) == ["the seal that this belongs to is not there"]


def test_each_seal_follows_on_from_the_one_before(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(CLOSED)
    seal_year(folder, "2020", date(2022, 4, 1))
    seal_year(folder, "2021", date(2022, 4, 2))
    assert said_of(folder) == []
    second = folder / "ledger/seals/2021.toml"
    first = folder / SEAL
    digest = re.search(r'digest = "(.*)"', first.read_text("utf-8"))
    assert digest is not None
    text = second.read_text("utf-8")
    assert f'previous_year = "2020"\nprevious_digest = "{digest[1]}"\n' in text
    whole = first.read_bytes()
    # The first made anew, which is whole by itself, on another day.
    for name in (SEAL, TEXT):
        (folder / name).unlink()
    shutil.move(folder / "ledger/seals", folder / "aside")
    seal_year(folder, "2020", date(2022, 4, 3))
    shutil.copytree(folder / "aside", folder / "ledger/seals", dirs_exist_ok=True)
    assert said_of(folder) == [
        "the seal of 2021 does not follow on from that of 2020",
        "2021 is said to have been sealed on 2022-04-02, which is not after 2022-04-03",
    ]
    first.unlink()
    said = "the seal of 2021 follows on from one of 2020, which is not there"
    assert said in said_of(folder)
    first.write_text("[", "utf-8")  # there, and not to be read: of the chain nothing is said
    (found,) = said_of(folder)
    assert found.startswith("a part of the seal cannot be read")
    first.write_bytes(whole)
    assert said_of(folder) == []
    association = folder / "config/association.toml"
    text = association.read_text("utf-8")
    association.write_text(text.replace("end = 2020-12-31", "end = 2020-12-30"), "utf-8")
    days = "2020 was sealed as 2020-01-01 to 2020-12-31, and the fiscal year has other days"
    assert days in said_of(folder)


def refusals(folder: Path, label: str, day: date, by: str = "Anna Ek") -> list[str]:
    session = read_checked(Workspace(folder), cache=False, today=day)
    year = session.register.year(label)
    assert year is not None
    edit = sealed_edit(session, year, by)
    assert (edit.plan is None) == bool(edit.findings)
    return [item.message for item in edit.findings]


def test_a_year_is_sealed_once_it_is_over_and_in_its_order(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(CLOSED)
    assert refusals(folder, "2020", date(2020, 12, 31)) == [
        "2020 ends on 2020-12-31, and today is 2020-12-31"
    ]
    assert refusals(folder, "2020", date(2021, 1, 1)) == []
    assert refusals(folder, "2020", date(2021, 1, 1), by="") == [
        "nobody is named who seals the year"
    ]
    seal_year(folder, "2020", date(2022, 4, 1))
    assert refusals(folder, "2020", date(2022, 4, 1)) == ["2020 is sealed already"]
    assert refusals(folder, "2021", date(2022, 3, 31)) == [
        "today is 2022-03-31, and something has been done on 2022-04-01"
    ]
    assert refusals(folder, "2021", date(2022, 4, 1)) == []


def test_a_voucher_that_was_registered_later_than_today_stops_a_seal(
    make_workspace: MakeWorkspace,
) -> None:
    text = FILES[JOURNAL].replace('  ver: "A1"', '  ver: "A1"\n  registered: 2021-02-03', 1)
    assert text != FILES[JOURNAL]
    folder = make_workspace({JOURNAL: text})
    (said,) = refusals(folder, "2020", date(2021, 2, 2))
    assert said == "today is 2021-02-02, and something has been done on 2021-02-03"
    assert refusals(folder, "2020", date(2021, 2, 3)) == []


def test_a_year_with_errors_is_not_sealed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({JOURNAL: FILES[JOURNAL].replace("200.00", "200.01", 1)})
    assert refusals(folder, "2020", date(2022, 4, 1))


def forged(folder: Path, old: str, new: str, *, fits: bool) -> None:
    """Change a seal, with a digest that fits it or with the one that it had."""
    text = (folder / SEAL).read_text("utf-8")
    assert old in text
    text = text.replace(old, new)
    if fits:
        digest = own_digest(text.encode())
        text = re.sub(r"(?m)^digest = .*$", f'digest = "{digest}"', text)
    (folder / SEAL).write_text(text, "utf-8")


def test_a_seal_is_as_it_was_made_and_no_older_than_its_year(sealed: Path) -> None:
    whole = (sealed / SEAL).read_bytes()
    forged(sealed, "Anna Ek", "Bo Al", fits=False)
    assert said_of(sealed) == ["the seal of 2020 has been edited"]
    (sealed / SEAL).write_bytes(whole)
    said = ["2020 is said to have been sealed on 2020-12-31, which is not after 2020-12-31"]
    forged(sealed, "sealed_on = 2022-04-01", "sealed_on = 2020-12-31", fits=True)
    assert said_of(sealed) == said
    forged(sealed, "sealed_on = 2020-12-31", "sealed_on = 2021-01-01", fits=True)
    assert said_of(sealed) == []


def test_a_sealed_year_stays_closed(sealed: Path) -> None:
    association = sealed / "config/association.toml"
    text = association.read_text("utf-8")
    association.write_text(text.replace("closed = true\n", ""), "utf-8")
    assert said_of(sealed) == [
        "2020 is sealed, and no longer closed",
        "2020 is sealed, and what it rests on in the register has been changed: the fiscal year",
    ]


def test_documents_of_vouchers_and_rows_count_wherever_they_are_named_from(
    make_workspace: MakeWorkspace,
) -> None:
    text = FILES[JOURNAL].replace('  ver: "A1"', '  ver: "A1"\n  document: "ett.txt"', 1)
    text = text.replace(
        '    invoice: "2020-2"', '    invoice: "2020-2"\n    document: "tva.txt"', 1
    )
    files = {"ett.txt": "1", "ledger/tva.txt": "2", "tre.txt": "3"}
    folder = make_workspace({JOURNAL: text, **files})
    seal_year(folder)
    lines = (folder / TEXT).read_text("utf-8").splitlines()
    # printf 1 | sha256sum; printf 2 | sha256sum
    assert [line for line in lines if line.startswith("document ")] == [
        "document 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  ett.txt",
        "document d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  ledger/tva.txt",
    ]
    assert said_of(folder) == []
    for name in files:
        (folder / name).write_text("x", "utf-8")
    named = [item.split(", and ")[1].split(" has ")[0] for item in said_of(folder)]
    assert named == ["the document ett.txt", "the document ledger/tva.txt"]
    assert [item.split(", and ")[1].split(" has ")[0] for item in broken(folder)] == named


def test_no_year_is_sealed_before_one_that_is_or_after_a_gap(make_workspace: MakeWorkspace) -> None:
    later = (
        '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\nclosed = true\n'
    )
    association = CLOSED["config/association.toml"] + later
    folder = make_workspace({**CLOSED, "config/association.toml": association})
    seal_year(folder, "2021", date(2023, 4, 1))
    assert refusals(folder, "2020", date(2023, 4, 1)) == [
        "2021 is sealed, and its seal would have to follow on from that of 2020"
    ]
    shutil.rmtree(folder / "ledger/seals")
    seal_year(folder, "2020", date(2023, 4, 1))
    said = "2021 comes before 2022 and is not sealed"
    assert said in refusals(folder, "2022", date(2023, 4, 1))
