"""Sealed years: what breaks a seal, what does not, and who is told what was there before."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.closing.sealing import set_checksum
from sambruk_cli.closing.signing import NAMESPACE
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in, required_program
from tests.examples import VALDEMAR
from tests.extent import rounds
from tests.workspaces import ASSOCIATION, FILES

CLOSED = {
    "config/association.toml": ASSOCIATION.replace(
        "end = 2021-12-31\n", "end = 2021-12-31\nclosed = true\n"
    ),
    # 700 of fees and 50 more, less 150.
    "ledger/2021.beancount": FILES["ledger/2021.beancount"]
    + """
2021-12-31 * "Årets resultat"
  ver: "A7"
  Expenses:8999-Årets-resultat    600.00 SEK
  Equity:2069-Årets-resultat     -600.00 SEK

2022-01-01 balance Assets:1930-Bank 2700.00 SEK
""",
}
JOURNAL = "ledger/2020.beancount"
SEAL = "ledger/seals/2020.toml"
TEXT = "ledger/seals/2020.txt"
Sealed = Callable[..., Path]


@pytest.fixture
def sealed(make_workspace: MakeWorkspace, sambruk: RunCommand) -> Path:
    """The faultless workspace with 2020 sealed."""
    folder = make_workspace({})
    done = seal(sambruk, folder, "2020")
    assert done["written"], done
    return folder


def seal(sambruk: RunCommand, folder: Path, year: str, *more: str) -> Any:
    said = sambruk(
        *("--root", str(folder), "--lang", "en", "seal", year, "--by", "Anna Ek"),
        *("--today", "2022-04-01", "--write", "-f", "json", *more),
    )
    return json.loads(said.stdout)


def verified(sambruk: RunCommand, folder: Path, *arguments: str) -> Any:
    said = sambruk("--root", str(folder), "--lang", "en", "verify", *arguments, "-f", "json")
    found = json.loads(said.stdout)
    is_broken = any(item["severity"] == "error" for item in found["findings"])
    assert said.returncode == (1 if is_broken else 0)
    return found


def differences(found: Any) -> list[tuple[str, str, str]]:
    return [(d["kind"], d["what"], d["name"]) for s in found["seals"] for d in s["differences"]]


def codes(found: Any) -> list[str]:
    return [item["message"] for item in found["findings"]]


def rewrite(folder: Path, name: str, *replacements: tuple[str, str]) -> None:
    text = (folder / name).read_text("utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, "utf-8")


def test_a_seal_holds_as_it_was_made(sealed: Path, sambruk: RunCommand) -> None:
    found = verified(sambruk, sealed)
    assert [(s["year"], s["whole"], s["sealed_by"]) for s in found["seals"]] == [
        ("2020", True, "Anna Ek")
    ]
    assert findings_in(sealed) == ()


def test_digests_are_those_that_a_shell_works_out(sealed: Path) -> None:
    text = (sealed / SEAL).read_text("utf-8")
    stated = re.search(r'^digest = "(.*)"\n', text, re.MULTILINE)
    assert stated is not None
    assert stated[1] == hashlib.sha256(text.replace(stated[0], "").encode()).hexdigest()
    content = re.search(r'^content = "(.*)"$', text, re.MULTILINE)
    assert content is not None
    assert content[1] == hashlib.sha256((sealed / TEXT).read_bytes()).hexdigest()


HEAD = re.compile(r"^\d{4}-\d\d-\d\d [*!] ", re.MULTILINE)


def vouchers_of(text: str) -> list[str]:
    """A journal in its vouchers, what stands before the first one apart."""
    starts = [m.start() for m in HEAD.finditer(text)]
    return [text[: starts[0]]] + [
        text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)
    ]


def cosmetic(random_: random.Random, text: str) -> str:
    """A change of a journal that says the same."""
    lines = text.split("\n")
    match random_.randrange(4):
        case 0:
            # Between a row and its metadata a comment would part them, for Beancount too.
            heads = [i for i, x in enumerate(lines) if HEAD.match(x)]
            lines.insert(random_.choice(heads), "; a comment")
        case 1:
            at = random_.randrange(len(lines))
            lines[at] += "   "
        case 2:
            rows = [i for i, x in enumerate(lines) if re.match(r"  [A-Z]\w+:\d{4}", x)]
            at = random_.choice(rows)
            lines[at] = re.sub(r" {2,}(?=-?\d)", "       ", lines[at])
        case _:
            rows = [i for i, x in enumerate(lines) if re.match(r"  [A-Z].*\.00 SEK$", x)]
            at = random_.choice(rows)
            lines[at] = lines[at].replace(".00 SEK", " SEK")
    return "\n".join(lines)


def semantic(random_: random.Random, text: str) -> tuple[str, str]:
    """A change of one numbered voucher, and the number it had."""
    parts = vouchers_of(text)
    numbered = [i for i, part in enumerate(parts) if 'ver: "' in part]
    at = random_.choice(numbered)
    part = parts[at]
    found = re.search(r'ver: "(.*?)"', part)
    assert found is not None
    match random_.randrange(6):
        case 0:
            day = date.fromisoformat(part[:10])
            part = day.replace(day=day.day % 28 + 1).isoformat() + part[10:]
        case 1:
            part = re.sub(r'"([^"]*)"\n', r'"\1 x"\n', part, count=1)
        case 2:
            part = re.sub(r"(\d)\.00 SEK", r"\1.01 SEK", part, count=1)
        case 3:
            part = part.replace(found[0], f'{found[0]}\n  source: "x"')
        case 4:
            part = part.replace(found[0], 'ver: "Z99"')
        case _:
            part = ""
    parts[at] = part
    return "".join(parts), found[1]


def test_random_edits_are_found_and_named_and_cosmetic_ones_are_not(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(CLOSED)
    for year in ("2020", "2021"):
        assert seal(sambruk, folder, year)["written"]
    name = folder / "ledger/2021.beancount"
    as_it_was = name.read_text("utf-8")
    for number in range(rounds(60, 14)):
        random_ = random.Random(number)
        text = as_it_was
        for _ in range(random_.randrange(1, 4)):
            text = cosmetic(random_, text)
        name.write_text(text, "utf-8")
        found = verified(sambruk, folder)
        assert differences(found) == [], text
        assert all(s["whole"] for s in found["seals"])
        text, ver = semantic(random_, text)
        name.write_text(text, "utf-8")
        found = verified(sambruk, folder)
        changed = [name for _, what, name in differences(found) if what == "voucher"]
        assert changed == [ver], (number, found)
        was = found["seals"][1]["differences"][0]["was"]
        assert f'"{ver}"' in was
        told = [item.said.values for item in findings_in(folder) if item.code == "BOK290"]
        assert ("ver", ver) in [pair for values in told for pair in values]
    name.write_text(as_it_was, "utf-8")
    assert differences(verified(sambruk, folder)) == []


def test_what_was_and_what_is_are_both_said(sealed: Path, sambruk: RunCommand) -> None:
    name = sealed / JOURNAL
    parts = vouchers_of(name.read_text("utf-8"))
    row = re.search(r"  (\S+) +(\S+) SEK", parts[-1])
    ver = re.search(r'ver: "(.*?)"', parts[-1])
    assert row is not None
    assert ver is not None
    name.write_text("".join(parts).replace(row[0], f"  {row[1]} 77.00 SEK"), "utf-8")
    said = sambruk("--root", str(sealed), "--lang", "en", "verify")
    text = " ".join(f"{said.stdout} {said.stderr}".split())
    assert (
        f"voucher {ver[1]} has been changed: row {row[1]} {row[2]} SEK, now {row[1]} 77.00" in text
    )


def test_files_that_are_renamed_and_split_are_no_difference(
    sealed: Path, sambruk: RunCommand
) -> None:
    parts = vouchers_of((sealed / JOURNAL).read_text("utf-8"))
    (sealed / JOURNAL).unlink()
    (sealed / "ledger/first.beancount").write_text("".join(parts[:3]), "utf-8")
    (sealed / "ledger/rest.beancount").write_text("\n" * 7 + "".join(parts[3:]), "utf-8")
    rewrite(
        sealed,
        "ledger/main.beancount",
        ('include "2020.beancount"', 'include "rest.beancount"\ninclude "first.beancount"'),
    )
    found = verified(sambruk, sealed)
    assert found["findings"] == []
    assert found["seals"][0]["whole"]
    assert found["seals"][0]["notes"] == [
        "ledger/2020.beancount is no longer there",
        "ledger/first.beancount has come to hold vouchers of the year",
        "ledger/rest.beancount has come to hold vouchers of the year",
    ]
    assert findings_in(sealed) == ()


TWO_OF_A_DAY = """
2020-12-30 * "Ett"
  ver: "B1"
  Assets:1930-Bank  10.00 SEK
  Assets:1930-Bank  -10.00 SEK
2020-12-30 * "Två"
  ver: "B2"
  Assets:1930-Bank  20.00 SEK
  Assets:1930-Bank  -20.00 SEK
"""


def test_a_file_that_differs_in_what_it_says_is_not_told_as_written_anew(
    sealed: Path, sambruk: RunCommand
) -> None:
    journal = sealed / JOURNAL
    text = journal.read_text("utf-8")
    head, mark, rest = text.rpartition(' * "')
    assert mark
    journal.write_text(f"{head}{mark}X {rest}", "utf-8")
    run = sambruk("--lang", "en", "verify", cwd=sealed)
    assert run.returncode == 1
    assert "broken" in run.stdout
    assert "No difference of content" not in run.stdout


def test_nothing_is_told_as_removed_that_could_not_be_read(
    sealed: Path, sambruk: RunCommand
) -> None:
    journal = sealed / JOURNAL
    journal.write_text("<<<<<<< HEAD\n" + journal.read_text("utf-8"), "utf-8")
    for words in (("verify",), ("validate",), ("close", "2020")):
        run = sambruk("--lang", "en", *words, cwd=sealed)
        said = run.stdout + run.stderr
        assert "WSP004" in said, words
        assert "BOK290" not in said, words
        assert "USE908" not in said, words
    assert sambruk("verify", cwd=sealed).returncode == 2


def test_vouchers_of_a_day_that_change_places_are_named(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({JOURNAL: FILES[JOURNAL] + TWO_OF_A_DAY})
    assert seal(sambruk, folder, "2020")["written"]
    first, second = vouchers_of(TWO_OF_A_DAY)[1:]
    text = FILES[JOURNAL] + second + first
    (folder / JOURNAL).write_text(text, "utf-8")
    found = verified(sambruk, folder)
    assert [kind for kind, *_ in differences(found)] == ["reordered"]
    assert codes(found)[0].endswith("has changed places with others of its day")


def test_the_register_of_the_year_counts_and_what_comes_later_does_not(
    sealed: Path, sambruk: RunCommand
) -> None:
    members = sealed / "config/members.toml"
    as_it_was = members.read_text("utf-8")
    members.write_text(as_it_was + "\n# a comment\n", "utf-8")
    later = (
        '\n[[members]]\nid = "nyby"\nname = "Nyby"\nkind = "organisation"\n'
        'tier = "organisation"\njoined = 2021-06-01\n'
    )
    members.write_text(as_it_was + later, "utf-8")
    assert verified(sambruk, sealed)["findings"] == []
    members.write_text(as_it_was + later.replace("2021-06-01", "2020-06-01"), "utf-8")
    said = codes(verified(sambruk, sealed))
    assert (
        "2020 is sealed, and what it rests on in the register has been changed: the members" in said
    )
    assert "BOK290" in [item.code for item in findings_in(sealed)]


def test_a_document_counts(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    journal = FILES[JOURNAL].replace('  ver: "', '  document: "kvitto.txt"\n  ver: "', 1)
    folder = make_workspace({JOURNAL: journal, "kvitto.txt": "one"})
    assert seal(sambruk, folder, "2020")["written"]
    digest = hashlib.sha256(b"one").hexdigest()
    assert f"document {digest}  kvitto.txt\n" in (folder / TEXT).read_text("utf-8")
    (folder / "kvitto.txt").write_text("two")
    assert differences(verified(sambruk, folder)) == [("changed", "document", "kvitto.txt")]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (SEAL, '"Anna Ek"', '"Bo Al"', "the seal of 2020 has been edited"),
        (TEXT, "voucher", "Voucher", "what 2020 was when it was sealed has been edited"),
        (SEAL, "sealed_on = 2022-04-01", "sealed_on = 2020-04-01", "2020 is said to have been"),
        (SEAL, 'year = "2020"', 'year = "2019"', "the seal cannot be read"),
        ("config/association.toml", "closed = true\n", "", "2020 is sealed, and no longer closed"),
    ],
)
def test_a_seal_edited_by_hand_is_told(
    sealed: Path, sambruk: RunCommand, file: str, old: str, new: str, says: str
) -> None:
    rewrite(sealed, file, (old, new))
    assert any(said.startswith(says) for said in codes(verified(sambruk, sealed)))
    assert "BOK290" in [item.code for item in findings_in(sealed)]


def test_a_closed_year_that_follows_a_sealed_one_without_a_seal_is_named(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(CLOSED)
    assert seal(sambruk, folder, "2020")["written"]
    named = "2021 is closed and has no seal, and years are sealed from 2020 on"
    assert codes(verified(sambruk, folder)) == [named]
    assert seal(sambruk, folder, "2021")["written"]
    assert codes(verified(sambruk, folder)) == []
    (folder / "ledger/seals/2021.toml").unlink()
    (folder / "ledger/seals/2021.txt").unlink()
    run = sambruk("--root", str(folder), "--lang", "en", "verify")
    assert (run.returncode, named in " ".join(run.stderr.split())) == (0, True)


def test_the_chain_is_held(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace(CLOSED)
    for year in ("2020", "2021"):
        assert seal(sambruk, folder, year)["written"]
    (folder / SEAL).rename(folder / "kept")
    (folder / TEXT).rename(folder / "kept.txt")
    said = codes(verified(sambruk, folder))
    assert "the seal of 2021 follows on from one of 2020, which is not there" in said
    # One made anew on another day is whole by itself, and the chain tells.
    shutil.copytree(folder / "ledger/seals", folder / "aside")
    shutil.rmtree(folder / "ledger/seals")
    assert seal(sambruk, folder, "2020", "--today", "2022-05-01")["written"]
    shutil.copytree(folder / "aside", folder / "ledger/seals", dirs_exist_ok=True)
    said = codes(verified(sambruk, folder))
    assert "the seal of 2021 does not follow on from that of 2020" in said


def refused(sambruk: RunCommand, folder: Path, year: str, *more: str) -> list[str]:
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    done = seal(sambruk, folder, year, *more)
    assert not done["written"]
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before
    return [item["message"] for item in done["findings"] if item["code"] == "USE920"]


def test_what_cannot_be_sealed_is_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(CLOSED)
    assert refused(sambruk, folder, "2021", "--today", "2021-12-31") == [
        "2021 ends on 2021-12-31, and today is 2021-12-31"
    ]
    assert refused(sambruk, folder, "2021", "--by", " ") == ["nobody is named who seals the year"]
    assert seal(sambruk, folder, "2020")["written"]
    assert refused(sambruk, folder, "2020") == ["2020 is sealed already"]
    assert refused(sambruk, folder, "2021", "--today", "2022-03-01") == [
        "today is 2022-03-01, and something has been done on 2022-04-01"
    ]
    rewrite(folder, "ledger/2021.beancount", (".00 SEK", ".01 SEK"))
    assert not seal(sambruk, folder, "2021")["written"]


def test_years_are_sealed_in_their_order(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    later = (
        '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\nclosed = true\n'
    )
    folder = make_workspace(
        {**CLOSED, "config/association.toml": CLOSED["config/association.toml"] + later}
    )
    assert seal(sambruk, folder, "2021")["written"]
    assert refused(sambruk, folder, "2020") == [
        "2021 is sealed, and its seal would have to follow on from that of 2020"
    ]
    shutil.rmtree(folder / "ledger/seals")
    assert seal(sambruk, folder, "2020")["written"]
    found = refused(sambruk, folder, "2022", "--today", "2023-04-01")
    assert "2021 comes before 2022 and is not sealed" in found


def test_tacklers_checksum_is_of_uuids_that_stand_in_the_books(sealed: Path) -> None:
    assert "set_checksum" not in (sealed / SEAL).read_text("utf-8")
    ids = ["2ce5e8c1-0000-4000-8000-00000000000A", "1ce5e8c1-0000-4000-8000-00000000000b"]

    class Of:
        def __init__(self, uuid: str) -> None:
            self.meta = {"uuid": uuid}

    # printf '1ce5e8c1-...b\n2ce5e8c1-...a\n' | sha256sum
    lines = "1ce5e8c1-0000-4000-8000-00000000000b\n2ce5e8c1-0000-4000-8000-00000000000a\n"
    expected = hashlib.sha256(lines.encode()).hexdigest()
    assert set_checksum([Of(each) for each in ids]) == expected  # type: ignore[misc]
    assert set_checksum([Of(ids[0]), Of(ids[0])]) is None  # type: ignore[list-item]


def script() -> str:
    page = (PROJECT / "docs/seals.md").read_text("utf-8")
    found = re.search(r"```sh\n(#!/bin/sh\n.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def by_script(folder: Path, *allowed: Path, **environment: str) -> tuple[int, str]:
    """What the script of docs/seals.md says, and its exit code."""
    done = subprocess.run(
        [required_program("sh"), "-s", str(folder), *map(str, allowed)],
        input=script(),
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_script_of_the_docs_verifies_seals(tmp_path: Path) -> None:
    folder = tmp_path / "brf"
    shutil.copytree(VALDEMAR.folder, folder)
    code, said = by_script(folder)
    assert (code, len(said.splitlines())) == (0, 2), said
    rewrite(folder, "ledger/seals/2001-02.txt", ("voucher", "voucher "))
    assert by_script(folder)[0] == 1
    shutil.copytree(VALDEMAR.folder, folder, dirs_exist_ok=True)
    rewrite(folder, "ledger/seals/2000-01.toml", ("exemplet", "Exemplet"))
    assert "ledger/seals/2000-01.toml was edited" in by_script(folder)[1]
    shutil.copytree(VALDEMAR.folder, folder, dirs_exist_ok=True)
    rewrite(folder, "ledger/2000-01.beancount", ("\n", "\n\n"))
    code, said = by_script(folder)
    assert (code, "were written anew" in said) == (0, True)


def test_the_seals_of_the_example_are_made_again_but_for_their_format(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    folder = tmp_path / "brf"
    shutil.copytree(VALDEMAR.folder, folder)
    shutil.rmtree(folder / "ledger/seals")
    for year in ("2000/01", "2001/02"):
        seal(sambruk, folder, year, "--by", "exemplet i sambruk", "--today", "2026-11-27")
    # They are of the first format, which knows nothing of assets and grants, of which there are
    # none, and has the board by name.
    for path in sorted((VALDEMAR.folder / "ledger/seals").iterdir()):
        made, kept = (
            (f / path.name).read_text("utf-8") for f in (folder / "ledger/seals", path.parent)
        )
        of_format = re.compile(r"^(?:format|digest|previous_digest|board) = .*\n", re.MULTILINE)
        assert of_format.sub("", made) == of_format.sub("", kept)
        assert ("format = 1\n" in kept) == (path.suffix == ".toml")


def test_a_seal_is_signed_and_a_signature_of_something_else_is_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    program = required_program("ssh-keygen")
    key = tmp_path / "key"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    folder = make_workspace({})
    assert seal(sambruk, folder, "2020", "--sign", str(key))["written"]
    shown = subprocess.run(
        [program, "-l", "-f", f"{key}.pub"], capture_output=True, text=True, check=True
    )
    assert verified(sambruk, folder)["seals"][0]["signed_with"] == shown.stdout.split()[1]
    checked = subprocess.run(
        [program, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(folder / f"{SEAL}.sig")],
        input=(folder / SEAL).read_bytes(),
        check=False,
    )
    assert checked.returncode == 0
    rewrite(folder, SEAL, ("# The seal", "# A seal"))
    assert "the signature is not of the seal of 2020 as it stands" in codes(
        verified(sambruk, folder)
    )


def test_a_seal_names_the_commit_that_holds_its_files(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder, git = make_workspace({}), required_program("git")

    def run(*arguments: str) -> str:
        of = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder))
        command = [git, *of, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert "notes" in seal(sambruk, folder, "2020")
    assert "commit" not in (folder / SEAL).read_text("utf-8")
    shutil.rmtree(folder / "ledger/seals")
    run("init", "-q")
    run("add", "-A")
    run("commit", "-q", "-m", "x")
    assert seal(sambruk, folder, "2020")["seal"]["commit"] == run("rev-parse", "HEAD")
    shutil.rmtree(folder / "ledger/seals")
    rewrite(folder, JOURNAL, ("\n", "\n; not committed\n"))
    assert "commit" not in seal(sambruk, folder, "2020")["seal"]
