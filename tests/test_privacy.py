"""Private members: their names are in no output but those about them, and with --names.

What identifies them in tests/people.py is looked for in everything that the program prints. The
commands, their forms and their switches are taken from the program, so that a new one is looked at
without a line here; one that needs an argument has it in `ARGUMENTS`.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.masked import MaskedBooks
from sambruk_cli.console import completion
from sambruk_cli.console.app import app
from sambruk_cli.console.keeping import READERS
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.findings import finding
from sambruk_cli.opening.masking import shown_beside
from sambruk_cli.register.masks import Masks, Private
from sambruk_cli.register.private_texts import Texts
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, RunCommand, required_program
from tests.extent import tried
from tests.files.repositories import committed
from tests.people import PEOPLE, PUBLIC, SECRETS, WORKSPACE
from tests.sessions import read_checked
from tests.workspaces import MEMBERS

# What a command must be given besides. Of commands about a member it is one that is not private.
ARGUMENTS = {
    "init": (
        *("ny", "--name", "Nya", "--number", "802428-2785", "--seat", "Exempelstad"),
        *("--from-sie", "out.se"),
    ),
    "members show": ("m-104",),
    "statement": ("m-104",),
    "grants show": ("minne",),
    "fees new": (
        *("--form", "amount", "--amount", "400", "--from", "2022-01-01", "--account", "3110"),
        *("--decision", "Stämman", "--kind", "person"),
    ),
    "members add": ("--name", "Nils Ny", "--kind", "organisation", "--tier", "organisation"),
    "members change": ("m-104", "--email", "lisa@oppen.example"),
    "members leave": ("m-104", "--on", "2021-12-31"),
    "members return": ("forbundet", "--on", "2022-12-31"),
    "members forget": ("m-104",),
    "members import": ("nya.csv",),
    "members import-population": ("scb.csv", "--date", "2021-12-31"),
    "payments": ("bank.csv", "bg.txt"),
    "receivables write-off": ("2021-4", "--on", "2021-12-31"),
    "receivables refund": ("2021-4", "--on", "2021-12-31"),
    "receivables credit": ("2021-4", "--on", "2021-12-31"),
    "receivables settle": ("2021-4", "--on", "2021-12-31"),
    "receivables transfer": (
        *("--from", "2021-4", "--to", "2021-5", "--amount", "10", "--on", "2021-12-31"),
    ),
    "remind": ("--on", "2021-12-31"),
    "sie check": ("out.se",),
    "sie import": ("out.se", "--again"),
    "explain": (),
    "invoice dues": ("2021", "--date", "2021-12-31"),
    "invoice new": (
        "--to",
        "m-104",
        "--line",
        "Kurs;5",
        "--account",
        "3190",
        "--date",
        "2021-12-31",
    ),
    "close": ("2021",),
    "seal": ("2021",),
    "audit": ("2021", "-o", "pack"),
}
# A payment by one who is private, with name, address and number, as Bankgirot writes it.
BGMAX = "\n".join(
    [
        "01BGMAX               01",
        "050009912346          SEK",
        f"200000000000{'Zenobia Yxkull':25}000000000000060000120000000000010",
        "25Zenobia Yxkull, Hemvägen 77 Z",
        "26Zenobia Yxkull",
        "27Hemvägen 77 Z",
        "29009001011239",
        f"15{1:035}2021030400001{60000:018}SEK{1:08}",
        f"70{1:08}{0:08}{0:08}{1:08}",
    ]
)
# What m-101 owes is reminded of and written off, and what it has paid is moved.
INVOICING = """\
accounts = { bad_debts = "4010", advances = "2440", reminder_fees = "3190" }

[payee]
bankgiro = "991-2346"

[reminders]
fee_agreed = "Stadgarna"
fee_agreed_from = 2020-01-01

[[reminders.levels]]
days = 5
fee = 60
"""
REFUSING = ("close", "seal", "send", "verify")
# Switches that are not tried: the report is printed again and again, or it is tried apart
# (--driver in tests/commands/test_diff.py).
NOT_TRIED = frozenset(
    {"--driver", "--watch", "--no-cache", "--names", "--write", "--help", "--clear"}
)


def commands() -> dict[str, Any]:
    """Every command by its name, those of groups as "members show"."""
    found: dict[str, Any] = {}
    group: Any = typer.main.get_command(app)
    for name in group.commands:
        command = group.commands[name]
        inner = getattr(command, "commands", {})
        if not inner or command.invoke_without_command:
            found[name] = command
        found |= {f"{name} {each}": inner[each] for each in inner}
    return found


def ways_of(name: str, command: Any) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The ways in which a command is tried: its arguments, and its form where it has forms."""
    words = (*name.split(), *ARGUMENTS.get(name, ()))
    forms = [p for p in command.params if "--format" in p.opts]
    for form in [choice for p in forms for choice in p.type.choices] or [None]:
        yield words, form
    for parameter in command.params:
        switch = parameter.opts[0]
        if getattr(parameter, "is_flag", False) and switch not in NOT_TRIED:
            yield (*words, switch), None
    if any("--type" in p.opts for p in command.params):
        for number in "123":
            yield (*words, "--type", number), None


# Markdown and CSV of tables come from what text and JSON come from, so `make test` leaves them out.
WAYS = [
    pytest.param(
        words,
        form,
        id=" ".join((*words, form or "")),
        marks=[pytest.mark.thorough] if form in ("csv", "markdown") and name != "report" else [],
    )
    for name, command in commands().items()
    for words, form in ways_of(name, command)
]


def texts_of(content: bytes, folder: Path) -> str:
    """Everything that a file says, whatever its form."""
    if content.startswith(b"%PDF"):
        file = folder / "printed.pdf"
        file.write_bytes(content)
        program = [required_program("pdftotext"), "-layout", str(file), "-"]
        return subprocess.run(program, capture_output=True, check=True).stdout.decode()
    if content.startswith(b"PK"):
        file = folder / "printed.zip"
        file.write_bytes(content)
        with zipfile.ZipFile(file) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        return "\n".join(part.decode(errors="replace") for part in parts)
    if content.startswith(b"#FLAGGA"):
        return content.decode("cp437")
    return content.decode()


def secrets_in(text: str) -> list[str]:
    """What identifies private members in a text."""
    flat = re.sub(r"\s+", " ", re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text))
    return [secret for secret in SECRETS if secret.casefold() in flat.casefold()]


@pytest.fixture
def folder(make_workspace: MakeWorkspace, sambruk: RunCommand) -> Path:
    made = make_workspace(WORKSPACE)
    # One that is new, one that is private and stays as it is, and figures.
    (made / "nya.csv").write_text(
        "nr;namn;slag;nivå\n9;Nils Ny;organisation;organisation\n102;;;adult\n"
    )
    (made / "scb.csv").write_text("Kommun;Folkmängd\nLillby;9998\nZenobia Yxkull;77\n")
    (made / "config/invoicing.toml").write_text(INVOICING)
    sambruk("--root", made, "sie", "export", "2021", "-o", made / "out.se", cwd=made)
    (made / "bank.csv").write_text(
        "Bokförd,Text,Typ,Insättningar/uttag\n2021-03-04,ZENOBIA YXKULL,Annan,600.00\n"
    )
    (made / "bg.txt").write_text(BGMAX)
    return made


def closed(folder: Path, sambruk: RunCommand) -> None:
    """The year as closed."""
    run = sambruk("close", "2021", "--lock", "--write", "--names", cwd=folder)
    assert run.returncode == 0, run.stderr


def committed_before(folder: Path) -> None:
    journals = {file: file.read_text() for file in (folder / "ledger").glob("20*.beancount")}
    for file, text in journals.items():
        file.write_text(text.replace("0.00 SEK", "1.00 SEK"))
    committed(folder)
    for file, text in journals.items():
        file.write_text(text)


def printed(
    sambruk: RunCommand, folder: Path, words: tuple[str, ...], form: str | None, *more: str
) -> str:
    """All that a command prints, to its file and to the terminal."""
    file = folder / f"printed.{form or 'se'}"
    asked: tuple[str, ...] = () if form is None else ("-f", form)
    if form in ("pdf", "docx", "xlsx") or "export" in words:
        asked = (*asked, "-o", str(file))
    run = sambruk(*more, *words, *asked, cwd=folder)
    # What is asked of a year that is not as it must be is refused, which may name nobody either.
    assert run.returncode in ((0, 1, 2) if words[0] in REFUSING else (0, 1)), (words, run.stderr)
    content = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)
    pack = sorted(path for path in folder.glob("pack/**/*") if path.is_file())
    of_pack = [path.relative_to(folder).as_posix() for path in pack]
    # Below that are the documents of vouchers, which are copied as they are.
    of_pack += [texts_of(p.read_bytes(), folder) for p in pack if p.parent == folder / "pack"]
    shutil.rmtree(folder / "pack", ignore_errors=True)
    return "\n".join((texts_of(content, folder), *of_pack, run.stdout, run.stderr))


@pytest.mark.parametrize(("words", "form"), WAYS)
def test_no_command_prints_what_identifies_a_private_member(
    words: tuple[str, ...], form: str | None, folder: Path, sambruk: RunCommand
) -> None:
    if words[0] in ("seal", "verify"):
        closed(folder, sambruk)
    if words[0] == "verify":
        run = sambruk("seal", "2021", "--write", cwd=folder)
        assert run.returncode == 0, run.stderr
    if words[0] in ("diff", "log"):  # which compare with a commit, in which every amount is another
        committed_before(folder)
    assert secrets_in(printed(sambruk, folder, words, form, "--no-cache")) == []
    named = printed(sambruk, folder, words, form, "--names")
    # An answer that was kept with names is not printed without them, and is again with them.
    for _ in range(2):
        assert secrets_in(printed(sambruk, folder, words, form, "--lang", "en")) == []
    assert printed(sambruk, folder, words, form, "--names") == named


def test_names_are_printed_with_names_before_and_after_the_command(
    folder: Path, sambruk: RunCommand
) -> None:
    for words in (("members",), ("dues", "2021"), ("journal", "2021"), ("report", "2021")):
        before = sambruk("--names", *words, cwd=folder).stdout
        assert "Qvintus Xerxén" in before, words
        assert sambruk(*words, "--names", cwd=folder).stdout == before
    sambruk("sie", "export", "2021", "--names", "-o", folder / "x.se", cwd=folder)
    assert "Zenobia Yxkull" in (folder / "x.se").read_text("cp437")


def test_whoever_is_not_private_is_printed_as_ever(folder: Path, sambruk: RunCommand) -> None:
    listed = sambruk("members", cwd=folder).stdout
    assert all(name in listed for name in PUBLIC)
    assert "m-101" in listed


def test_outputs_about_a_member_show_its_name_and_no_others(
    folder: Path, sambruk: RunCommand
) -> None:
    for words in (("members", "show", "m-101"), ("dues", "--member", "m-101", "--explain")):
        shown = sambruk(*words, cwd=folder).stdout
        assert "Qvintus Xerxén" in shown
        assert not {"Zenobia", "Yxkull", "sjuk sedan"}.intersection(secrets_in(shown))
        other = sambruk(*words[:2], "m-104", *words[3:], cwd=folder).stdout
        assert secrets_in(other) == []
    explained = sambruk("dues", "--member", "m-102", "--explain", cwd=folder).stdout
    assert "Zenobia är sjuk sedan i maj" in explained
    assert "Qvintus" not in explained


def test_what_stops_a_command_names_nobody(folder: Path, sambruk: RunCommand) -> None:
    for asked in ("m-10", "qvintus", "Zenobia Yxkul"):
        for form in ("text", "json"):
            run = sambruk("members", "show", asked, "-f", form, cwd=folder)
            assert run.returncode == 2
            assert secrets_in((run.stdout + run.stderr).replace(asked, "")) == []


def broken(old: str, new: str) -> Changes:
    text = str(WORKSPACE["config/members.toml"])
    assert text.count(old) == 1
    return {**WORKSPACE, "config/members.toml": text.replace(old, new)}


FAULTS = {
    "a value of another form": ('email = "zenobia@yxkull.example"', 'email = "zenobia@yxkull"'),
    "a wrong number": ("900101-1239", "900101-1230"),
    "an unknown key": ('number = "102"', 'nummer = "102"'),
    "no list": ('address = ["Hemvägen 77 Z"]', 'address = "Hemvägen 77 Z"'),
    "a name of another type": ('name = "Zenobia Yxkull"', 'name = ["Zenobia Yxkull"]'),
    "no TOML": ('name = "Zenobia Yxkull"', 'name = "Zenobia Yxkull'),
    "no TOML at all": ('name = "Zenobia Yxkull"', "name = Zenobia Yxkull"),
    "the same id twice": ('id = "m-102"\nname', 'id = "m-101"\nname'),
    "two times of membership": ("left = 2020-12-31\ntier", "left = 2020-01-31\ntier"),
    "a member of two groups": (
        '\n[[groups.members]]\nid = "m-102"\n',
        '\n[[groups.members]]\nid = "m-102"\n\n[[groups]]\nid = "g-2"\nname = "Hemligström 2"\n'
        'payer = "m-102"\nmembers = [{ id = "m-102" }]\n',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_findings_on_a_broken_register_name_nobody(
    fault: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(broken(*FAULTS[fault]))
    for language in ("sv", "en"):
        for form in ("text", "json", "github"):
            run = sambruk("validate", "-f", form, cwd=folder, SAMBRUK_LANG=language)
            assert run.returncode in (1, 2), run.stdout
            assert secrets_in(run.stdout + run.stderr) == []
        run = sambruk("members", cwd=folder, SAMBRUK_LANG=language)
        assert secrets_in(run.stdout + run.stderr) == []


def test_the_reason_of_an_agreement_is_in_no_line_of_a_file_that_is_shown(folder: Path) -> None:
    session = read_checked(Workspace(folder), cache=False)
    lines = (folder / "config/fees.toml").read_text().split("\n")
    (number,) = (n for n, line in enumerate(lines, 1) if line.startswith("reason = "))
    found = finding("REG126", member="x", kind="x", day="x", file="config/fees.toml", line=number)
    assert session.workspace.source_line(found) is None
    beside = shown_beside(session.masks, "config/fees.toml", lines[number - 1])
    assert beside == "reason = *"


def test_completion_says_ids_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert completion.members("m-1") == ["m-101", "m-102", "m-103", "m-104"]


def figures(value: Any) -> Any:
    """A JSON value with every text that is no amount left out."""
    if isinstance(value, dict):
        return {key: figures(item) for key, item in value.items()}
    if isinstance(value, list):
        return [figures(item) for item in value]
    if isinstance(value, str) and not re.fullmatch(r"-?\d+(\.\d+)?|\d{4}-\d\d-\d\d", value):
        return "text"
    return value


@pytest.mark.parametrize("name", sorted(READERS - {"sie export"}))
def test_masking_changes_no_figure(name: str, folder: Path, sambruk: RunCommand) -> None:
    words = (*name.split(), *ARGUMENTS.get(name, ()), "-f", "json")
    masked, named = (sambruk(*more, *words, cwd=folder) for more in ((), ("--names",)))
    assert figures(json.loads(masked.stdout)) == figures(json.loads(named.stdout))


@pytest.mark.parametrize("number", "1234")
def test_masking_changes_no_figure_of_a_sie_file(
    number: str, folder: Path, sambruk: RunCommand
) -> None:
    texts = []
    for more in ((), ("--names",)):
        file = folder / "x.se"
        sambruk(*more, "sie", "export", "2021", "--type", number, "-o", file, cwd=folder)
        # What a member is called: the name of an object, and texts in quotes.
        quoted = re.sub(r'"[^"]*"', '""', file.read_text("cp437"))
        texts.append(re.sub(r"(#OBJEKT \S+ \S+) \S+", r"\1", quoted))
    assert texts[0] == texts[1]


def test_the_users_files_are_not_changed(folder: Path, sambruk: RunCommand) -> None:
    def content() -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = content()
    for words in (("validate",), ("members",), ("journal",)):
        sambruk(*words, cwd=folder)
        sambruk(*words, "--names", cwd=folder)
    assert content() == before


def test_the_dues_of_a_masked_register_are_those_of_the_whole_one(folder: Path) -> None:
    masked = read_checked(Workspace(folder), cache=False)
    whole = read_checked(Workspace(folder), cache=False, shown=None)
    assert isinstance(masked.books, MaskedBooks)
    assert masked.findings == tuple(map(masked.masks.finding, whole.findings))
    for year in whole.register.years:
        charges = [compute_dues(session.register, year)[0].charges for session in (masked, whole)]
        amounts = [[(c.member.id, c.payer.id, c.day, c.amount) for c in of] for of in charges]
        assert amounts[0] == amounts[1]
        assert amounts[0]
    assert [c.amount for c in compute_dues(whole.register, whole.register.years[1])[0].of("m-102")]


@pytest.mark.longer
def test_books_where_nobody_is_private_are_left_alone(make_workspace: MakeWorkspace) -> None:
    session = read_checked(Workspace(make_workspace()), cache=False)
    assert not isinstance(session.books, MaskedBooks)
    public = {"config/members.toml": MEMBERS + PEOPLE.replace("private = true\n", "")}
    kinds = str(WORKSPACE["config/members.toml"]).replace("private = true\n", "")
    session = read_checked(
        Workspace(make_workspace({**WORKSPACE, **public, "config/members.toml": kinds})),
        cache=False,
    )
    assert not isinstance(session.books, MaskedBooks)


def test_books_that_are_edited_are_not_masked(folder: Path) -> None:
    session = read_checked(Workspace(folder), cache=False, to_edit=True)
    member = session.register.member("m-101")
    assert member is not None
    assert member.name == "Qvintus Xerxén"
    assert session.masks.text("till Qvintus Xerxén") == "till m-101"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Anna Ek", "m-1"),
        ("till ANNA  EK, tack", "till m-1, tack"),
        ("Anna Eks avgift", "m-1 avgift"),
        ("Ek, Anna", "m-1"),
        ("Anna_Ek.pdf", "m-1.pdf"),
        ("Joanna Ek; Anna Ekman", "Joanna Ek; Anna Ekman"),
        ("anna-ek", "anna-ek"),
        ("Eva-Lisa Ask och Eva Lisa Ask", "m-2 och m-2"),
        ("anna@ek.se; Anna@Ek.se", "m-1; m-1"),
        ("900101-1239 och 9001011239", "m-1 och m-1"),
        ("Per Dubbel", "m-3/m-4"),
        ("A\u030asa Berg", "m-5"),
        ("Bo", "m-6"),
        ("bo-bil", "bo-bil"),
    ],
)
def test_what_a_text_is_masked_to(text: str, masked: str) -> None:
    hidden = (
        Private("m-1", ("Anna Ek", "Ek Anna", "anna@ek.se", "900101-1239", "9001011239"), ()),
        Private("m-2", ("Eva-Lisa Ask",), ()),
        Private("m-3", ("Per Dubbel",), ()),
        Private("m-4", ("Per Dubbel",), ()),
        Private("m-5", ("Åsa Berg",), ()),
        Private("m-6", ("Bo",), ()),
    )
    assert Masks(hidden, ("bo-bil",)).text(text) == masked


WORDS = st.text(st.characters(categories=("Lu", "Ll")), min_size=2, max_size=6)
NAMES = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)


@tried(200)
@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(WORDS, max_size=4), st.randoms())
def test_no_name_is_left_in_a_text(names: list[str], others: list[str], random: Any) -> None:
    texts = Texts((name, f"m-{number}") for number, name in enumerate(names))
    parts = [*names, *others]
    random.shuffle(parts)
    text = "; ".join(parts)
    masked = texts.replaced(text)
    assert not list(texts.places(masked))
    assert texts.replaced(masked) == masked


@tried(100)
@given(st.text(), st.lists(NAMES, max_size=5))
def test_a_text_without_names_is_left_as_it_is(text: str, names: list[str]) -> None:
    texts = Texts((name, "m-1") for name in names)
    if not list(texts.places(text)):
        assert texts.replaced(text) in (text, texts.replaced(text))


def test_amounts_are_those_of_the_vouchers(folder: Path) -> None:
    masked = read_checked(Workspace(folder), cache=False).books
    whole = read_checked(Workspace(folder), cache=False, shown=None).books
    assert len(masked.vouchers) == len(whole.vouchers)
    changed = 0
    for one, other in zip(masked.vouchers, whole.vouchers, strict=True):
        assert (one.date, one.ver, one.file, one.line) == (
            other.date,
            other.ver,
            other.file,
            other.line,
        )
        for posting, same in zip(one.postings, other.postings, strict=True):
            assert posting[:4] == same[:4]
            assert posting.tag("member") == same.tag("member")
        changed += one != other
    assert changed == 4
    total = sum((p.amount for _, p in masked.postings()), Decimal(0))
    assert total == 0
