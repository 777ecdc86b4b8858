"""Seals edited by hand, cut off, made to mislead or to take all there is: told and no more."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.closing.seals import SEAL, TEXT, seal_year
from tests.conftest import MakeWorkspace, RunCommand, findings_in, required_program
from tests.extent import sample

JOURNAL = "ledger/2020.beancount"


@pytest.fixture
def sealed(make_workspace: MakeWorkspace) -> Path:
    folder = make_workspace({})
    seal_year(folder)
    return folder


def resealed(text: str) -> str:
    """A seal with a digest that fits it, as a forger would leave it."""
    body = re.sub(r"(?m)^digest = .*\n", "", text)
    head, _, rest = body.partition("\n")
    return f'{head}\ndigest = "{hashlib.sha256(body.encode()).hexdigest()}"\n{rest}'


def reseal(folder: Path, content: str | None = None, **values: str) -> None:
    """Forge a seal: other values in it, another content beside it, and digests that fit."""
    text = (folder / SEAL).read_text("utf-8")
    if content is not None:
        (folder / TEXT).write_text(content, "utf-8")
        values["content"] = f'"{hashlib.sha256(content.encode()).hexdigest()}"'
    for key, value in values.items():
        lines = text.split("\n")
        (at,) = (i for i, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[at] = f"{key} = {value}"
        text = "\n".join(lines)
    (folder / SEAL).write_text(resealed(text), "utf-8")


def verify(sambruk: RunCommand, folder: Path) -> tuple[int, list[str], str]:
    """Exit code, messages, and all that is printed in both forms."""
    run = sambruk("--root", str(folder), "--lang", "en", "verify", "-f", "json")
    said = sambruk("--root", str(folder), "--lang", "en", "verify")
    assert "Traceback" not in run.stderr + said.stderr
    assert run.returncode == said.returncode
    assert run.returncode in (0, 1, 2), run.stderr
    found: Any = json.loads(run.stdout) if run.stdout else {"findings": []}
    texts = [item["message"] for item in found["findings"]]
    return run.returncode, texts, run.stdout + run.stderr + said.stdout + said.stderr


def codes_in(folder: Path) -> set[str]:
    """What validate finds; it has to come to an end."""
    return {item.code for item in findings_in(folder)}


def cut(text: str) -> str:
    return text[: len(text) // 2]


DAMAGES: dict[str, Callable[[str], str]] = {
    "cut off": cut,
    "empty": lambda _: "",
    "conflict": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
    "deep": lambda text: text + "x = " + "[" * 5000 + "]" * 5000 + "\n",
    "deep tables": lambda text: text + "[" + ".".join(["a"] * 5000) + "]\n",
    "long number": lambda text: text.replace("vouchers = ", "vouchers = 1" + "0" * 5000, 1),
    "huge": lambda text: text + "# " + "x" * (17 << 20) + "\n",
    "unknown key": lambda text: text.replace("format = 3", "format = 3\nother = 1"),
    "no digest": lambda text: re.sub(r"(?m)^digest = .*\n", "", text),
    "digest no digest": lambda text: re.sub(r'(?m)^digest = ".{5}', 'digest = "zzzzz', text),
    "escape": lambda text: text.replace('"Anna Ek"', '"\\u001b[31mAnna"'),
    "direction": lambda text: text.replace('"Anna Ek"', '"\\u202eAnna"'),
    "below nought": lambda text: text.replace("format = 3", "format = 0"),
    "format is a text": lambda text: text.replace("format = 3", 'format = "2"'),
    "year elsewhere": lambda text: text.replace('year = "2020"', 'year = "../../2020"'),
    "part": lambda text: text + '"\\u001b[31m" = "' + "0" * 64 + '"\n',
}


KEPT = ("cut off", "conflict", "deep", "huge", "escape", "part")


@pytest.mark.parametrize("name", sample(DAMAGES, kept=KEPT))
def test_a_seal_that_is_damaged_is_told(sealed: Path, sambruk: RunCommand, name: str) -> None:
    text = (sealed / SEAL).read_text("utf-8")
    damaged = DAMAGES[name](text)
    assert damaged != text
    (sealed / SEAL).write_text(damaged, "utf-8")
    code, texts, printed = verify(sambruk, sealed)
    assert code == 1, printed
    assert any(x.startswith(("the seal cannot be read", "a part of the seal")) for x in texts)
    assert "\x1b[31m" not in printed
    assert "\u202e" not in printed
    assert "BOK290" in codes_in(sealed)


def test_a_conflict_in_a_seal_is_told_with_its_line(sealed: Path, sambruk: RunCommand) -> None:
    text = (sealed / SEAL).read_text("utf-8")
    (sealed / SEAL).write_text(text.replace("format", "<<<<<<< HEAD\nformat"), "utf-8")
    (item,) = (x for x in findings_in(sealed) if x.code == "BOK290" and x.file == SEAL)
    assert item.line == 3
    assert "conflict" in item.message


def test_bytes_that_are_no_text_are_told(sealed: Path, sambruk: RunCommand) -> None:
    (sealed / SEAL).write_bytes(b"\xff\xfe" + os.urandom(64))
    assert verify(sambruk, sealed)[0] == 1
    seal = (sealed / TEXT).read_bytes()
    (sealed / TEXT).write_bytes(b"\xff\xfe\x00" + seal)
    assert verify(sambruk, sealed)[0] == 1


@pytest.mark.parametrize("name", [SEAL, TEXT])
def test_a_link_that_leads_outside_is_not_followed(
    sealed: Path, sambruk: RunCommand, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    (sealed / name).rename(outside)
    (sealed / name).symlink_to(outside)
    code, texts, _ = verify(sambruk, sealed)
    assert code == 1
    assert any("outside" in text for text in texts), texts
    assert "BOK290" in codes_in(sealed)
    (sealed / name).unlink()
    os.mkfifo(sealed / name)
    assert verify(sambruk, sealed)[0] == 1
    (sealed / name).unlink()
    (sealed / name).symlink_to(name.rpartition("/")[2])  # to itself
    assert verify(sambruk, sealed)[0] == 1


def test_a_link_within_the_workspace_is_followed(sealed: Path, sambruk: RunCommand) -> None:
    for name in (SEAL, TEXT):
        kept = sealed / "kept" / Path(name).name
        kept.parent.mkdir(exist_ok=True)
        (sealed / name).rename(kept)
        (sealed / name).symlink_to(kept)
    assert verify(sambruk, sealed)[0] == 0


def test_documents_that_lead_outside_are_not_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hemligt", "utf-8")
    digest = hashlib.sha256(b"hemligt").hexdigest()
    folder = make_workspace({})
    seal_year(folder)
    for name in ("../secret", str(secret), "link"):
        (folder / "link").unlink(missing_ok=True)
        (folder / "link").symlink_to(secret)
        content = (folder / TEXT).read_text("utf-8")
        reseal(folder, re.sub(r"(?m)^document .*\n", "", content) + f"document {digest}  {name}\n")
        assert verify(sambruk, folder)[1] == [
            f"2020 is sealed, and the document {name} has gone: {digest}  {name}"
        ]
        assert "BOK290" in codes_in(folder)


LINES = (
    'voucher ["2020-01-01","A1","*",null,"x",{},5]',
    'voucher ["2020-01-01","A1","*",null,"x",{},[5]]',
    'voucher ["2020-01-01","A1","*",null,"x",{},[["a","1.00","SEK"]]]',
    'voucher ["2020-01-01","A1","*",null,"x",[],[]]',
    'voucher [1,{},[],7,{},"a",null]',
    'voucher ["2020-01-01",["A1"],"*",null,"x",{},[]]',
    "voucher " + "[" * 4000 + "]" * 4000,
    "voucher {}",
    "voucher",
    "",
    "balance 7",
    'balance [[[]],{"a":[]}]',
    "opening [" + "1" * 5000 + "]",
    'charge [{"number":[]}]',
    "document",
    "document \x1b[31m  \x1b[31m",
    "other \u202e",
)


@pytest.mark.parametrize("number", sample(range(len(LINES)), kept=(0, 4, 6, 15)))
def test_a_line_that_sambruk_has_not_made_is_shown_and_nothing_more(
    sealed: Path, sambruk: RunCommand, number: int
) -> None:
    content = (sealed / TEXT).read_text("utf-8")
    _, _, rest = content.partition("\n")
    reseal(sealed, f"{LINES[number]}\n{rest}")
    code, texts, printed = verify(sambruk, sealed)
    assert code == 1
    assert any(text.startswith("2020 is sealed, and voucher A1 has been added") for text in texts)
    assert not [x for x in ("\x1b[31m", "\u202e") if x in printed]
    codes_in(sealed)  # has to come to an end


def test_places_that_are_no_places_take_neither_time_nor_room(
    sealed: Path, sambruk: RunCommand
) -> None:
    (sealed / JOURNAL).write_text(
        (sealed / JOURNAL).read_text("utf-8").replace("200.00", "201.00"), "utf-8"
    )
    for places in ("99999999*0 " * 50, "1*99999999", "x*y", "*", "1*0" * 1000, "-1*0", "1*-1"):
        reseal(sealed, places=f'"{places.strip()}"')
        code, texts, _ = verify(sambruk, sealed)
        assert code == 1
        assert all("has been changed" in text or "opening" in text for text in texts), texts


def test_a_file_of_a_seal_that_leads_outside_is_not_looked_at(
    sealed: Path, sambruk: RunCommand
) -> None:
    text = (sealed / SEAL).read_text("utf-8")
    for name in ("../../../etc/hostname", "/etc/hostname", "\\u001b[31m", "config"):
        forged = text.replace('"ledger/2020.beancount" = ', f'"{name}" = ', 1)
        (sealed / SEAL).write_text(resealed(forged), "utf-8")
        code, texts, printed = verify(sambruk, sealed)
        assert (code, texts) == (0, [])
        assert "\x1b[31m" not in printed
        assert "is no longer there" in printed


def test_a_clock_in_the_past_and_a_shallow_clone(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder, git = make_workspace({}), required_program("git")

    def run(at: Path, *arguments: str) -> str:
        of = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(at))
        command = [git, *of, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    run(folder, "init", "-q", "-b", "main")
    for number in range(2):
        (folder / "n").write_text(str(number))
        run(folder, "add", "-A")
        run(folder, "commit", "-q", "-m", "x")
    run(tmp_path, "clone", "-q", "--depth=1", f"file://{folder}", "shallow")
    shallow = tmp_path / "shallow"
    run(shallow, "checkout", "-q", "--detach")
    words = ("--lang", "en", "seal", "2020", "--by", "Anna Ek", "-f", "json")
    early = sambruk("--root", str(shallow), *words, "--today", "2020-12-31", "--write")
    assert [x["message"] for x in json.loads(early.stdout)["findings"]] == [
        "2020 ends on 2020-12-31, and today is 2020-12-31"
    ]
    done = sambruk("--root", str(shallow), *words, "--today", "2022-04-01", "--write")
    assert json.loads(done.stdout)["seal"]["commit"] == run(folder, "rev-parse", "HEAD")
    assert verify(sambruk, shallow)[0] == 0
    again = sambruk("--root", str(shallow), *words, "--today", "2022-04-02", "--write")
    assert [x["message"] for x in json.loads(again.stdout)["findings"]] == [
        "2020 is sealed already"
    ]
