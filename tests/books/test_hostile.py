"""Workspaces from a stranger: nothing in them runs, and nothing outside them is shown.

Where a trick is Beancount's own, the test also plays it on Beancount, so that it is known to work.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from beancount import loader
from typer.testing import CliRunner

from sambruk_cli.console.app import app
from sambruk_cli.findings import Finding
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.extent import sample
from tests.ledgers import load_books
from tests.workspaces import FEES, FILES, JOURNAL_2021, MAIN, STATEMENTS, edited

# Also the name of an account, so that Beancount would take it anywhere.
SECRET = "Hemligt4711"

COMMANDS = (
    ("validate",),
    ("validate", "-f", "json"),
    ("validate", "-f", "github"),
    ("report", "2021"),
    ("report", "2021", "-f", "markdown"),
    ("report", "2021", "-f", "json"),
    ("statements", "2021"),
    ("statements", "2021", "-f", "json"),
)
JOURNAL, ADDED = "ledger/2021.beancount", "ledger/stulen.beancount"
CHAPTER, NOTE = "config/report/2021/01-verksamheten.md", "config/report/2021/note-1.md"

# Each of these says the secret aloud wherever it is read.
SPEAKING = {
    "journal.beancount": f'2021-08-01 * "Text"\n  ver: "{SECRET}"\n',
    "text.md": f"# {SECRET}\n\n{{{{ {SECRET} }}}}\n",
    "tabell.toml": f"{SECRET} = 1\n",
}

Place = tuple[str, str | None, int | None]


def say(folder: Path, *arguments: str) -> str:
    """Everything that a command prints, on either stream."""
    result = CliRunner().invoke(app, ["--root", str(folder), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def says(folder: Path) -> str:
    return "\n".join(say(folder, *arguments) for arguments in COMMANDS)


def places(folder: Path) -> set[Place]:
    return {(item.code, item.file, item.line) for item in findings_in(folder)}


def found(folder: Path, code: str) -> list[Finding]:
    return [item for item in findings_in(folder) if item.code == code]


def line_of(text: str, part: str) -> int:
    """The line on which a text stands that occurs once, counted from 1."""
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1


def main_with(line: str) -> dict[str, str | bytes | None]:
    """The workspace with one more line in its main file, the sixth."""
    return {"ledger/main.beancount": f"{MAIN}{line}\n"}


SIXTH = ("ledger/main.beancount", 6)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the workspace with what is none of its business."""
    folder = tmp_path / "utanför"
    folder.mkdir()
    for name, text in SPEAKING.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that is there once something has run."""
    return tmp_path / "kördes"


def link(path: Path, target: Path | str) -> None:
    """Put a link in the place of whatever is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def patiently(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program where it might never come back.

    Raises:
      subprocess.TimeoutExpired: when it has not come back after many times what it takes.
    """
    return subprocess.run(
        [sys.executable, "-m", "sambruk_cli", "--root", str(folder), *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )


# ----------------------------------------------------------------------- nothing runs


class Bomb:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize(
    "name",
    [
        "ledger/.main.beancount.picklecache",
        "ledger/.2021.beancount.picklecache",
        "ledger/main.beancount.picklecache",
        "ledger/arkiv/djupt/.gammal.beancount.picklecache",
        ".main.beancount.picklecache",
    ],
)
def test_a_planted_pickle_cache_is_warned_of_and_never_unpickled(
    name: str, make_workspace: MakeWorkspace, marker: Path
) -> None:
    bomb = pickle.dumps(Bomb(marker))
    folder = make_workspace({name: bomb})
    says(folder)
    assert places(folder) == {("WSP007", name, None)}
    assert not marker.exists()
    assert (folder / name).read_bytes() == bomb
    pickle.loads(bomb)
    assert marker.exists()


def test_beancounts_own_loader_would_have_unpickled_it(
    make_workspace: MakeWorkspace, marker: Path
) -> None:
    folder = make_workspace({"ledger/.main.beancount.picklecache": pickle.dumps(Bomb(marker))})
    say(folder, "validate")
    assert not marker.exists()
    with contextlib.suppress(TypeError):  # what was unpickled is no ledger
        loader.load_file(str(folder / "ledger/main.beancount"))
    assert marker.exists()


def test_a_cache_under_a_name_from_the_environment_is_not_unpickled(
    make_workspace: MakeWorkspace, marker: Path, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/cache-main.beancount": pickle.dumps(Bomb(marker))})
    pattern = "cache-{filename}"
    result = sambruk("--root", folder, "validate", BEANCOUNT_LOAD_CACHE_FILENAME=pattern)
    assert result.returncode == 0, result.stdout
    assert not marker.exists()


def plugin_that_writes(marker: Path) -> str:
    return f"open({str(marker)!r}, 'w').close()\n__plugins__ = ()\n"


@pytest.mark.parametrize("where", ["ledger/main.beancount", JOURNAL])
def test_a_plugin_beside_the_ledger_is_refused_and_not_imported(
    where: str, make_workspace: MakeWorkspace, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'{FILES[where]}plugin "insticket"\n'
    folder = make_workspace({where: text, "ledger/insticket.py": plugin_that_writes(marker)})
    # Even where Python would find it.
    monkeypatch.syspath_prepend(str(folder / "ledger"))
    says(folder)
    assert places(folder) == {("BOK214", where, line_of(text, "insticket"))}
    assert not marker.exists()
    loader.load_string('plugin "insticket"\n')
    assert marker.exists()
    sys.modules.pop("insticket", None)


def test_the_ledgers_folder_is_not_put_where_python_looks_for_modules(
    make_workspace: MakeWorkspace, marker: Path
) -> None:
    main = f'option "insert_pythonpath" "TRUE"\nplugin "instucket"\n{MAIN}'
    folder = make_workspace(
        {"ledger/main.beancount": main, "ledger/instucket.py": plugin_that_writes(marker)}
    )
    before = list(sys.path)
    says(folder)
    assert places(folder) == {
        ("BOK215", "ledger/main.beancount", 1),
        ("BOK214", "ledger/main.beancount", 2),
    }
    assert sys.path == before
    assert not marker.exists()
    loader.load_file(str(folder / "ledger/main.beancount"))
    assert marker.exists()
    sys.modules.pop("instucket", None)


def test_nothing_runs_when_one_stands_in_the_workspace(
    make_workspace: MakeWorkspace, marker: Path
) -> None:
    script = plugin_that_writes(marker)
    names = ("insticket.py", "sitecustomize.py", "conftest.py", "beancount/__init__.py", "re.py")
    changes: dict[str, str | bytes | None] = {
        f"{folder}{name}": script for name in names for folder in ("", "ledger/")
    }
    folder = make_workspace(main_with('plugin "insticket"'), changes)
    for place in (folder, folder / "ledger"):
        # -P: as the installed script, without the current folder among Python's own.
        result = subprocess.run(
            [sys.executable, "-P", "-m", "sambruk_cli", "validate", "-f", "json"],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert '"BOK214"' in result.stdout
        assert not marker.exists()


@pytest.mark.parametrize("name", ["commodity_attr", "check_commodity", "check_average_cost"])
def test_a_configuration_that_beancount_evaluates_is_not_evaluated(
    name: str, make_workspace: MakeWorkspace, marker: Path
) -> None:
    code = f"__import__('os').mkdir('{marker}')"
    line = f'plugin "beancount.plugins.{name}" "{code}"'
    folder = make_workspace(main_with(line))
    says(folder)
    assert places(folder) == {("BOK214", *SIXTH)}
    assert not marker.exists()
    loader.load_string(f"2020-01-01 commodity SEK\n{line}\n")
    assert marker.exists()


@pytest.mark.parametrize("name", ["leafonly", "noduplicates", "check_closing"])
def test_an_allowed_plugin_is_refused_when_it_has_a_configuration(
    name: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(main_with(f'plugin "beancount.plugins.{name}" "print(1)"'))
    assert places(folder) == {("BOK214", *SIXTH)}
    assert "with a configuration" in found(folder, "BOK214")[0].message


@pytest.mark.longer
def test_a_refused_plugin_takes_no_allowed_one_with_it(make_workspace: MakeWorkspace) -> None:
    # leafonly: no posting on an account that has accounts below it.
    chart = FILES["ledger/chart.beancount"] + "2019-12-31 open Assets:1930-Bank:1931-Plus SEK\n"
    folder = make_workspace(
        {"ledger/chart.beancount": chart},
        main_with('plugin "beancount.plugins.leafonly"\nplugin "beancount.plugins.auto"'),
    )
    assert ("BOK214", "ledger/main.beancount", 7) in places(folder)
    assert ("BOK214", "ledger/main.beancount", 6) not in places(folder)
    assert any(
        "Non-leaf" in item.message or "non-leaf" in item.message for item in found(folder, "BOK220")
    )


def test_two_refused_plugins_of_one_name_are_each_named_with_their_line(
    make_workspace: MakeWorkspace,
) -> None:
    line = 'plugin "insticket"'
    folder = make_workspace(main_with(f'{line}\n{line} "inställning"'))
    assert places(folder) == {
        ("BOK214", "ledger/main.beancount", 6),
        ("BOK214", "ledger/main.beancount", 7),
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('plugin "insticket"', "BOK214"),
        ('option "insert_pythonpath" "TRUE"', "BOK215"),
        ('option "plugin_processing_mode" "raw"', "BOK215"),
        ('option "documents" "bilagor"', "BOK215"),
        ('include "saknas.beancount"', "BOK221"),
        ('include "../../utanför/journal.beancount"', "WSP005"),
    ],
)
def test_the_line_is_right_below_empty_lines(
    line: str, code: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(main_with(f"\n\n{line}"))
    assert places(folder) == {(code, "ledger/main.beancount", 8)}


def test_raw_processing_does_not_switch_off_beancounts_own_checks(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(
        main_with('option "plugin_processing_mode" "raw"'),
        edited(JOURNAL, ("Bank 2300.00 SEK", "Bank 2200.00 SEK")),
    )
    assert places(folder) == {("BOK215", *SIXTH), ("BOK210", JOURNAL, 1)}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("hemlig.beancount.gpg", b"\x85\x01\x0c\x03\xfa", "WSP003"),
        (
            "hemlig.beancount.asc",
            b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
            "BOK201",
        ),
    ],
)
def test_an_encrypted_file_calls_no_other_program(
    name: str,
    content: bytes,
    code: str,
    make_workspace: MakeWorkspace,
    marker: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = tmp_path / "bin/gpg"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n: > '{marker}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    folder = make_workspace({f"ledger/{name}": content}, main_with(f'include "{name}"'))
    says(folder)
    assert (code, f"ledger/{name}", 1) in places(folder)
    assert not marker.exists()
    loader.load_file(str(folder / "ledger/main.beancount"))
    assert marker.exists()


# -------------------------------------------------------------- nothing outside is shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (ADDED, SPEAKING["journal.beancount"]),
        (CHAPTER, SPEAKING["text.md"]),
        (NOTE, SPEAKING["text.md"]),
        *(
            (f"config/{name}.toml", SPEAKING["tabell.toml"])
            for name in ("members", "fees", "published/2021", "report/2021/facts")
        ),
    ],
)
def test_the_same_file_in_the_workspace_is_shown(
    name: str, content: str, make_workspace: MakeWorkspace
) -> None:
    # What the tests below rest on: were the file read, the secret would be seen.
    folder = make_workspace({name: content}, main_with('include "*ulen.beancount"'))
    assert SECRET in says(folder)


INCLUDES = [
    "{outside}/journal.beancount",
    "{outside}/*.beancount",
    "../../utanför/journal.beancount",
    "../../utanför/*.beancount",
    "../../utanför/**/*.beancount",
    "../../[u]tanför/journal.beancount",
    "../../*/journal.beancount",
    "under/../../../utanför/journal.beancount",
    "*/../../../utanför/journal.beancount",
    "u*/../../../utanför/*.beancount",
    "fil.beancount",
    "f*.beancount",
    "mapp/journal.beancount",
    "mapp/*.beancount",
    "mapp/../journal.beancount",
    "m*/j*.beancount",
    "**/j*.beancount",
    "../länk/journal.beancount",
]


@pytest.mark.parametrize("pattern", sample(INCLUDES, INCLUDES[1::4]))
def test_an_include_that_leads_outside_is_refused(
    pattern: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    text = f'{MAIN}include "{pattern.format(outside=outside)}"\n'
    folder = make_workspace({"ledger/main.beancount": text, "ledger/under/tom.txt": ""})
    link(folder / "ledger/fil.beancount", outside / "journal.beancount")
    link(folder / "ledger/mapp", outside)
    link(folder / "länk", outside)
    assert SECRET not in says(folder)
    assert places(folder) == {("WSP005", *SIXTH)}


def test_an_include_in_an_included_file_is_refused_with_that_files_line(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    text = f'{JOURNAL_2021}include "../../{outside.name}/journal.beancount"\n'
    folder = make_workspace({JOURNAL: text})
    assert SECRET not in says(folder)
    assert places(folder) == {("WSP005", JOURNAL, line_of(text, "include"))}


def test_an_include_given_as_an_option_is_refused_with_its_line(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    folder = make_workspace(main_with(f'option "include" "{outside}/journal.beancount"'))
    assert SECRET not in says(folder)
    assert places(folder) == {("WSP005", *SIXTH)}


@pytest.mark.parametrize("pattern", ["*/*.beancount", "**/*.beancount", "mapp/*.beancount"])
def test_a_glob_through_a_link_does_not_tell_the_names_of_files_outside(
    pattern: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    (outside / f"{SECRET}.beancount").write_text("")
    folder = make_workspace(main_with(f'include "{pattern}"'))
    link(folder / "ledger/mapp", outside)
    assert SECRET not in says(folder)
    assert ("WSP005", *SIXTH) in places(folder)


@pytest.mark.parametrize(
    ("at", "name"),
    [
        ("config/report/2021", f"01-{SECRET}.md"),
        ("config/published", f"{SECRET}.toml"),
        ("ledger/arkiv", f".{SECRET}.picklecache"),
        ("ledger", f".{SECRET}.picklecache"),
    ],
)
def test_a_folder_that_is_a_link_does_not_tell_the_names_of_files_outside(
    at: str, name: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    (outside / name).write_text("")
    folder = make_workspace()
    if (folder / at).exists():
        (folder / at).rename(folder / "undan")
    link(folder / at, outside)
    assert SECRET not in says(folder)


@pytest.mark.parametrize("name", ["journal.beancount", "finns-inte.beancount"])
@pytest.mark.parametrize(
    "line",
    [
        'include "../../utanför/{name}"',
        'include "{outside}/{name}"',
        'include "../../utanför/{name}*"',
        'include "u*/../../../utanför/{name}"',
        '2021-08-01 document Assets:1930-Bank "../../utanför/{name}"',
        '2021-08-01 document Assets:1930-Bank "{outside}/{name}"',
    ],
)
def test_not_even_whether_a_file_is_there_outside_is_told(
    line: str, name: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    changes = {"ledger/under/tom.txt": ""}
    folder = make_workspace(main_with(line.format(outside=outside, name=name)), changes)
    assert places(folder) == {("WSP005", *SIXTH)}


def test_a_document_inside_the_workspace_is_let_alone(make_workspace: MakeWorkspace) -> None:
    line = '2021-08-01 document Assets:1930-Bank "bilagor/kvitto.pdf"'
    folder = make_workspace(main_with(line), {"ledger/bilagor/kvitto.pdf": b"%PDF"})
    assert places(folder) == set()


def test_a_document_that_is_a_link_to_outside_is_refused(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    line = '2021-08-01 document Assets:1930-Bank "bilagor/kvitto.pdf"'
    folder = make_workspace(main_with(line))
    link(folder / "ledger/bilagor/kvitto.pdf", outside / "text.md")
    assert places(folder) == {("WSP005", *SIXTH)}


@pytest.mark.parametrize("named", ["{outside}", "../../utanför", "bilagor", "finns-inte"])
def test_a_folder_of_documents_is_not_searched(
    named: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    # Beancount makes a directive of each dated file below a folder named as an account, and an
    # error where there is no such folder.
    below = outside / f"Assets/1930-Bank/2021-08-01.{SECRET}.pdf"
    below.parent.mkdir(parents=True)
    below.write_text("")
    folder = make_workspace(main_with(f'option "documents" "{named.format(outside=outside)}"'))
    link(folder / "ledger/bilagor", outside)
    assert SECRET not in says(folder)
    assert places(folder) == {("BOK215", *SIXTH)}
    entries, errors, _ = loader.load_file(str(folder / "ledger/main.beancount"))
    assert SECRET in str(entries) or any("does not exist" in e.message for e in errors)


REQUIRED = ("association", "members", "statements")
OPTIONAL = (
    "counterparties",
    "fees",
    "board",
    "projects",
    "published/2021",
    "report/2021/facts",
)


@pytest.mark.parametrize("name", [*REQUIRED, *OPTIONAL])
def test_a_file_of_the_register_that_is_a_link_to_outside_is_not_read_and_reported(
    name: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    file = f"config/{name}.toml"
    folder = make_workspace()
    link(folder / file, outside / "tabell.toml")
    assert SECRET not in says(folder)
    assert ("WSP005", file, None) in places(folder)
    assert CliRunner().invoke(app, ["--root", str(folder), "validate"]).exit_code != 0


def test_fees_behind_a_link_to_outside_charge_nobody(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    (outside / "fees.toml").write_text(FEES)
    folder = make_workspace()
    link(folder / "config/fees.toml", outside / "fees.toml")
    assert "Stämman 2020" not in say(folder, "dues", "2021", "--explain")


def test_a_link_within_the_workspace_is_followed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    (folder / "config/members.toml").rename(folder / "medlemmar.toml")
    link(folder / "config/members.toml", "../medlemmar.toml")
    (folder / "ledger/2021.beancount").rename(folder / "journal")
    link(folder / "ledger/2021.beancount", "../journal")
    assert findings_in(folder) == ()


@pytest.mark.parametrize("at", ["ledger", "ledger/main.beancount"])
def test_a_ledger_behind_a_link_is_not_read(
    at: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    folder = make_workspace()
    (folder / "ledger").rename(folder / "undan")
    (outside / "main.beancount").write_text(SPEAKING["journal.beancount"])
    link(folder / at, outside if at == "ledger" else outside / "main.beancount")
    assert SECRET not in says(folder)
    assert ("WSP005", "ledger/main.beancount", None) in places(folder)


@pytest.mark.parametrize("file", [CHAPTER, NOTE])
def test_a_chapter_or_note_that_is_a_link_to_outside_is_not_shown(
    file: str, make_workspace: MakeWorkspace, outside: Path
) -> None:
    folder = make_workspace()
    link(folder / file, outside / "text.md")
    assert SECRET not in says(folder)
    assert ("WSP005", file, None) in places(folder)


def test_the_text_of_a_note_cannot_lead_out_of_the_workspace(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    path = f"../../../../{outside.name}/text.md"
    change = edited("config/statements.toml", ('text = "note-1.md"', f'text = "{path}"'))
    folder = make_workspace(change)
    assert (folder / "config/report/2021" / path).read_text() == SPEAKING["text.md"]
    assert SECRET not in says(folder)
    codes = {item.code for item in findings_in(folder)}
    assert codes == {"WSP005"}


def test_the_text_of_a_note_that_leads_out_is_reported_where_it_is_named(
    make_workspace: MakeWorkspace,
) -> None:
    change = edited("config/statements.toml", ('text = "note-1.md"', 'text = "../../../../x"'))
    assert places(make_workspace(change)) == {
        ("WSP005", "config/statements.toml", line_of(STATEMENTS, 'text = "note-1.md"'))
    }


def test_the_text_of_a_note_two_folders_up_is_a_file_that_is_not_there(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    (tmp_path / "x").write_text(SECRET)
    change = edited("config/statements.toml", ('text = "note-1.md"', 'text = "../../x"'))
    folder = make_workspace(change)
    assert SECRET not in says(folder)
    assert {item.code for item in findings_in(folder)} == {"WSP002"}


def test_an_absolute_path_as_the_text_of_a_note_shows_nothing(
    make_workspace: MakeWorkspace, outside: Path
) -> None:
    path = outside / "text.md"
    change = edited("config/statements.toml", ('text = "note-1.md"', f'text = "{path}"'))
    folder = make_workspace(change)
    assert SECRET not in says(folder)
    assert len(findings_in(folder)) == 1


# -------------------------------------------------------------- nothing that never ends


@pytest.mark.parametrize("path", ["..", "../", ".", "../ledger", "under"])
def test_a_folder_as_an_include_is_reported_where_it_is_named(
    path: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(main_with(f'include "{path}"'), {"ledger/under/tom.txt": ""})
    items = findings_in(folder)
    assert [item.code for item in items] == ["WSP002"]
    assert (items[0].file, items[0].line) == SIXTH


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "noll", "/proc/self/environ"])
def test_a_device_as_an_include_is_not_read(path: str, make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(main_with(f'include "{path}"'))
    link(folder / "ledger/noll", "/dev/zero")
    result = patiently(folder, "validate")
    assert "ledger/main.beancount:6: WSP005" in result.stdout


def test_a_pipe_as_an_include_is_not_waited_for(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(main_with('include "rör"'))
    os.mkfifo(folder / "ledger/rör")
    result = patiently(folder, "validate")
    assert "WSP002" in result.stdout
    assert result.returncode == 1


def test_links_that_lead_round_in_circles_end(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(main_with('include "**/finns-inte.beancount"'))
    for name in ("a", "b"):
        link(folder / "ledger" / name, ".")
    result = patiently(folder, "validate")
    assert "ledger/main.beancount:6: BOK221" in result.stdout


def test_a_link_to_itself_is_a_file_that_cannot_be_read(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(main_with('include "snurra.beancount"'))
    link(folder / "ledger/snurra.beancount", "snurra.beancount")
    link(folder / CHAPTER, "01-verksamheten.md")
    link(folder / "config/fees.toml", "fees.toml")
    result = patiently(folder, "validate")
    assert "ledger/main.beancount:6:" in result.stdout
    assert "internal error" not in result.stderr


# ------------------------------------------------------- what a terminal would act upon

# Title, clear screen, bell; the same with the one-character form; backspace; delete.
STEERING = "\x1b]0;stulen\x07\x1b[2J\x9b31m\x08\x7f"
HOSTILE_TEXTS = {
    JOURNAL: f"""{JOURNAL_2021}
2021-08-01 * "Betalare{STEERING}" "Text{STEERING}"
  ver: "A7"
  Assets:1930-Bank                  1.00 SEK
  Income:3190-Övrigt               -1.00 SEK
    note: "Not{STEERING}"
    counterparty: "part{STEERING}"

2021-08-02 * "Obalans{STEERING}"
  ver: "A8{STEERING}"
  Assets:1930-Bank                  1.00 SEK

plugin "insticket{STEERING}"
option "val{STEERING}" "1"
include "fil{STEERING}"
""",
    NOTE: f"Enligt lag.{STEERING}\n\n    indraget{STEERING}\n\n`kod{STEERING}`\n",
    CHAPTER: f"{FILES[CHAPTER]}\n# Rubrik{STEERING}\n\n## Under{STEERING}\n\n"
    f"Text{STEERING} **fet{STEERING}** `kod{STEERING}` [länk](http://x{STEERING}y)\n\n"
    "{{ okänd }}\n",
    "config/projects.toml": FILES["config/projects.toml"].replace('"Bron"', '"Bron\\u001b[2J"'),
}


def controls(text: str) -> list[str]:
    return sorted({hex(ord(c)) for c in text if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0} - {"0xa"})


@pytest.mark.parametrize(
    "arguments",
    [
        *COMMANDS,
        ("statements", "2021", "-f", "markdown"),
        ("statements", "2021", "-f", "csv"),
        ("journal", "2021"),
        ("journal", "2021", "-f", "markdown"),
        ("journal", "2021", "-f", "json"),
        ("journal", "2021", "-f", "csv"),
        ("ledger", "1930", "2021"),
        ("ledger", "1930", "2021", "-f", "json"),
    ],
    ids=" ".join,
)
def test_no_control_character_of_the_books_reaches_the_terminal(
    arguments: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    texts = {name: text for name, text in HOSTILE_TEXTS.items() if name.endswith(("t", ".md"))}
    assert all(STEERING in text for text in texts.values())
    printed = say(make_workspace(texts), *arguments)
    assert controls(printed) == []
    assert len(printed) > 200


def test_a_name_in_the_register_with_a_control_character_is_refused(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({"config/projects.toml": HOSTILE_TEXTS["config/projects.toml"]})
    (item,) = found(folder, "REG102")
    assert (item.file, item.line) == ("config/projects.toml", 3)
    assert controls(say(folder, "validate")) == []


def test_a_text_that_turns_the_direction_of_writing_is_shown_as_a_code(
    make_workspace: MakeWorkspace,
) -> None:
    text = JOURNAL_2021.replace('"Övrig intäkt"', '"Övrig \u202eintäkt"')
    printed = say(make_workspace({JOURNAL: text}), "journal", "2021")
    assert "\u202e" not in printed
    assert "Övrig \\u202eintäkt" in printed


@pytest.mark.parametrize("pattern", ["*/finns.beancount", "*/finns-inte.beancount"])
def test_a_pattern_does_not_look_behind_a_link_that_leads_out(
    pattern: str, make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "finns.beancount").write_text("")
    folder = make_workspace({"ledger/main.beancount": f'{MAIN}include "{pattern}"\n'})
    (folder / "ledger/lank").symlink_to(outside)
    codes = [(f.code, f.line) for f in load_books(Workspace(folder))[1]]
    assert codes == [("WSP005", MAIN.count("\n") + 1)]
