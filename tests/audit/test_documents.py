"""Documents in the pack: copied with digests, missing, and names that are meant as traps."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sambruk_cli.audit.named_documents import DocumentState, named_in
from sambruk_cli.workspace import Workspace
from tests.audit.packs import made, sheet
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.sessions import read_checked
from tests.workspaces import FILES

JOURNAL = "ledger/2021.beancount"
ASSOCIATION = "config/association.toml"


def journal(*documents: str) -> str:
    """The journal with a voucher for each document."""
    vouchers = (
        f"""
2021-11-{number:02} * "Köp {number}"
  ver: "D{number}"
  document: "{document}"
  Expenses:4010-Kostnader   1.00 SEK
  Assets:1930-Bank         -1.00 SEK
"""
        for number, document in enumerate(documents, 1)
    )
    return FILES[JOURNAL] + "".join(vouchers)


def states(folder: Path) -> list[tuple[str, DocumentState, str]]:
    session = read_checked(Workspace(folder), cache=False)
    vouchers = session.books.in_year(next(y for y in session.years if y.label == "2021"))
    found = named_in(session.workspace.files, vouchers, vouchers)
    return [(each.text, each.state, each.name) for each in found if each.text.strip()]


def test_a_document_is_copied_as_it_is_and_listed_with_its_digest(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    receipt = b"%PDF-1.4 ett kvitto\n"
    folder = make_workspace({JOURNAL: journal("kvitton/A7.pdf", "kvitton/saknas.pdf", "pärm 3")})
    (folder / "kvitton").mkdir()
    (folder / "kvitton" / "A7.pdf").write_bytes(receipt)
    pack = made(sambruk, folder, "2021")
    assert (pack / "underlag" / "kvitton" / "A7.pdf").read_bytes() == receipt
    digest = hashlib.sha256(receipt).hexdigest()
    assert f"{digest}  underlag/kvitton/A7.pdf\n" in (pack / "SHA256SUMS").read_text()
    (copied,) = sheet(pack, "Kopierade underlag")
    assert (copied["Ver"], copied["Fil"], copied["SHA-256"]) == (
        "D1",
        "underlag/kvitton/A7.pdf",
        digest,
    )
    (missing,) = sheet(pack, "Underlag som saknas")
    assert (missing["Ver"], missing["Underlag"], missing["Varför"]) == (
        "D2",
        "kvitton/saknas.pdf",
        "finns inte",
    )
    (paper,) = sheet(pack, "Papper och adresser")
    assert (paper["Ver"], paper["Underlag"]) == ("D3", "pärm 3")
    index = " ".join((pack / "00-index.txt").read_text().split())
    assert "1 underlag som en verifikation anger saknas." in index


def test_the_second_document_of_a_voucher_is_copied_too(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    text = journal("kvitton/A7.pdf").replace(
        '  document: "kvitton/A7.pdf"\n',
        '  document: "kvitton/A7.pdf"\n  document-2: "kvitton/A8.pdf"\n  document-10: "pärm 3"\n'
        '  document-3: "kvitton/saknas.pdf"\n',
    )
    folder = make_workspace({JOURNAL: text, "kvitton/A7.pdf": "7", "kvitton/A8.pdf": "8"})
    assert [(named, state) for named, state, _ in states(folder)] == [
        ("kvitton/A7.pdf", DocumentState.COPIED),
        ("kvitton/A8.pdf", DocumentState.COPIED),
        ("kvitton/saknas.pdf", DocumentState.MISSING),
        ("pärm 3", DocumentState.ELSEWHERE),
    ]
    pack = made(sambruk, folder, "2021")
    assert (pack / "underlag" / "kvitton" / "A8.pdf").read_text() == "8"
    named = {row["Underlag"] for row in sheet(pack, "Grundbok") if row["Ver"] == "D1"}
    assert named == {"kvitton/A7.pdf; kvitton/A8.pdf; kvitton/saknas.pdf; pärm 3"}


def test_documents_are_missed_of_the_vouchers_that_bok268_asks(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    turned = """
2021-12-01 * "Rättelse av kostnad"
  ver: "A7"
  corrects: "A5"
  Expenses:4010-Kostnader   -10.00 SEK
  Income:3190-Övrigt         10.00 SEK
"""
    folder = make_workspace(
        {
            JOURNAL: FILES[JOURNAL] + turned,
            ASSOCIATION: FILES[ASSOCIATION]
            + '\n[bookkeeping]\nfrom = 2021-01-01\nkeeps = ["document"]\n',
        }
    )
    # Of the others three carry invoices, one disposes of the result and one is a correction.
    pack = made(sambruk, folder, "2021")
    rows = sheet(pack, "Utan underlag")
    assert [(row["Ver"], row["Text"]) for row in rows] == [
        ("A5", "Banken: Kostnad"),
        ("A6", "Övrig intäkt"),
    ]
    asked = [item.line for item in findings_in(folder) if item.code == "BOK268"]
    assert asked == [35, 42]
    index = " ".join((pack / "00-index.txt").read_text().split())
    assert "2 verifikationer anger inget underlag." in index


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    file = tmp_path / "hemligt.txt"
    file.write_text("lösenord")
    return file


def test_nothing_outside_and_no_link_is_copied(
    make_workspace: MakeWorkspace, outside: Path, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {
            JOURNAL: journal(
                "../hemligt.txt",
                str(outside),
                "kvitton/länk.txt",
                "kvitton/inom.txt",
                "mapplänk/A7.pdf",
                "kvitton",
                "kvitton/rör.txt",
            )
        }
    )
    (folder / "kvitton").mkdir()
    (folder / "kvitton" / "A7.pdf").write_bytes(b"x")
    (folder / "kvitton" / "länk.txt").symlink_to(outside)
    (folder / "kvitton" / "inom.txt").symlink_to(folder / "kvitton" / "A7.pdf")
    (folder / "mapplänk").symlink_to(folder / "kvitton")
    assert [state for _, state, _ in states(folder)] == [
        DocumentState.OUTSIDE,
        DocumentState.OUTSIDE,
        DocumentState.OUTSIDE,
        DocumentState.LINK,
        DocumentState.LINK,
        DocumentState.FOLDER,
        DocumentState.MISSING,
    ]
    code = sambruk("--root", folder, "validate", "-f", "json").returncode
    pack = made(sambruk, folder, "2021", code=code)
    assert not (pack / "underlag").exists()
    assert not any(b"l\xc3\xb6senord" in path.read_bytes() for path in pack.iterdir())


def test_names_in_the_pack_are_such_that_every_system_can_hold_them(
    make_workspace: MakeWorkspace,
) -> None:
    names = ["a:b.txt", "A7.pdf", "a7.pdf", "NUL.txt", ".dold/x.txt", "-rf.txt", "slut ./x.txt"]
    folder = make_workspace({JOURNAL: journal(*names)})
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    found = states(folder)
    assert {state for _, state, _ in found} == {DocumentState.COPIED}
    assert [name for _, _, name in found] == [
        "a_b.txt",
        "A7.pdf",
        "a7~2.pdf",
        "_NUL.txt",
        "_.dold/x.txt",
        "_-rf.txt",
        "slut/x.txt",
    ]


def test_a_document_that_two_vouchers_name_is_copied_once(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({JOURNAL: journal("A7.pdf", "./A7.pdf", "../A7.pdf")})
    (folder / "A7.pdf").write_bytes(b"x")
    assert [(state, name) for _, state, name in states(folder)] == [
        (DocumentState.COPIED, "A7.pdf")
    ] * 3
