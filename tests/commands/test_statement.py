"""`sambruk statement`: a member's account by hand, as text, as a letter and in two languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.test_arrears import CHANGED
from tests.conftest import MakeWorkspace, RunCommand
from tests.render.test_pdf import text_of
from tests.workspaces import MEMBERS

PAYEE = {
    "config/invoicing.toml": '[payee]\nbankgiro = "991-2346"\n\n'
    '[[members]]\nmember = "lillby"\nlanguage = "en"\n'
}


def lines_of(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]


def test_what_happened_is_told_with_what_was_owed_after_it(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(CHANGED, PAYEE))
    command = ("--root", root, "--lang", "sv", "statement", "lillby")
    whole = lines_of(sambruk(*command).stdout)
    assert "2021-01-01 Ingående balans 0,00" in whole
    # The voucher charges a contribution, too, that was paid at once: it is no claim.
    assert "2021-05-10 Faktura: Insats och årsavgift 2021-3 2021-06-09 200,00 200,00" in whole
    assert "2021-08-01 Betalning 2021-3 -150,00 50,00" in whole
    assert "Utgående balans 50,00" in whole
    assert any(re.fullmatch(r"2021-3 2021-06-09 205( \S+)? 50,00", line) for line in whole)
    later = lines_of(sambruk(*command, "--from", "2021-06-01").stdout)
    assert "2021-06-01 Ingående balans 200,00" in later
    too_much = lines_of(sambruk(*command[:-1], "storstad").stdout)
    assert "Det finns inget att betala." in too_much
    assert "Er till godo: 50,50 kr." in too_much


def test_it_is_in_the_language_of_the_members_invoices(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(PAYEE))
    assert "Closing balance" in sambruk("--root", root, "statement", "lillby").stdout
    assert "Utgående balans" in sambruk("--root", root, "statement", "storstad").stdout
    swedish = sambruk("--root", root, "--lang", "sv", "statement", "lillby").stdout
    assert "Utgående balans" in swedish


@pytest.mark.process
def test_the_letter_says_how_to_pay_what_is_open(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    root, file = str(make_workspace(PAYEE)), tmp_path / "utdrag.pdf"
    result = sambruk("--root", root, "--lang", "sv", "statement", "lillby", "-o", str(file))
    assert result.returncode == 0, result.stderr
    (page,) = text_of(file.read_bytes())
    assert "Lillby kommun" in page
    assert "Kontoutdrag" in page
    assert "991-2346" in page
    assert re.search(r"Att betala +200,00", page)
    again = tmp_path / "igen.pdf"
    sambruk("--root", root, "--lang", "sv", "statement", "lillby", "-o", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_a_private_member_is_named_in_its_own_statement_alone(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    members = MEMBERS.replace('id = "lillby"', 'id = "lillby"\nprivate = true')
    root = str(make_workspace({"config/members.toml": members}))
    assert "Lillby kommun" in sambruk("--root", root, "statement", "lillby").stdout
    assert "Lillby" not in sambruk("--root", root, "statement", "storstad").stdout
    assert "Lillby" not in sambruk("--root", root, "arrears").stdout


def test_what_cannot_be_is_refused(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    root = str(make_workspace())
    unknown = sambruk("--root", root, "statement", "lilby")
    assert (unknown.returncode, "USE902" in unknown.stderr) == (2, True)
    days = ("--from", "2021-05-01", "--to", "2021-04-01")
    backwards = sambruk("--root", root, "statement", "lillby", *days)
    assert (backwards.returncode, "USE905" in backwards.stderr) == (2, True)
