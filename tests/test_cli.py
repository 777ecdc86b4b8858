"""The command line as a whole: start-up, help, exit codes, pipes and terminals."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from sambruk_cli import __version__
from sambruk_cli.console.app import app
from sambruk_cli.console.lazy import COMMANDS as LAZY
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.imported import completion_of, modules_of
from tests.workspaces import edited

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

# The commands of groups.
INNER = ("grants list", "grants show", "members show", "sie check", "sie export", "sie import")

# Every command with data, as it is run on the example.
WITH_DATA = (
    ("statements",),
    ("statements", "--accounts", "--rounding"),
    ("statements", "--unit", "tkr"),
    ("statements", "--exact"),
    ("report",),
    ("tieout", "--all"),
    ("dues",),
    ("dues", "--explain"),
    ("balances",),
    ("ledger",),
    ("journal",),
    ("board",),
    ("projects",),
    ("grants",),
    ("members",),
    ("members", "show", "kommun-mellan-25"),
)


def test_version(sambruk: RunCommand) -> None:
    result = sambruk("--version")
    assert (result.returncode, result.stdout) == (0, f"sambruk {__version__}\n")


# What a command's help or its completion does without.
HEAVY = ("beancount", "pydantic_core", "babel", "rich.console", "markdown_it")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("option", ["--version", "--help"])
def test_nothing_heavy_is_imported_for(option: str, language: str) -> None:
    loaded = modules_of(option, SAMBRUK_LANG=language)
    assert loaded.stdout
    assert loaded.of(*HEAVY, "decimal") == set()


def test_help_imports_no_command() -> None:
    assert modules_of("--help").of("sambruk_cli.commands") == set()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("stat", {"statements"}),
        ("dues --member kommun-mellan-2", {"kommun-mellan-20", "kommun-mellan-25"}),
        ("statements 200", {"2006", "2007"}),
        ("explain BOK20", {"BOK204"}),
        ("balances --pe", {"--period"}),
    ],
)
def test_completion_offers_what_there_is_and_loads_nothing_heavy(
    words: str, offered: set[str]
) -> None:
    found = completion_of(words)
    assert offered <= set(found.stdout.split())
    assert found.of(*HEAVY) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_known_without_what_it_computes_with(name: str) -> None:
    group = {"members": " show", "sie": " import"}.get(name, "")
    found = completion_of(f"{name}{group} --")
    assert "--help" in found.stdout.split()
    assert found.of(*HEAVY) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_the_first_of_its_help(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    first = " ".join(command.help.partition("\n\n")[0].split())
    assert first == LAZY[name].summary


@pytest.mark.parametrize("name", [*COMMANDS, *INNER])
def test_help_is_in_swedish_for_who_speaks_it(name: str, sambruk: RunCommand) -> None:
    english, swedish = (
        sambruk(*name.split(), "--help", COLUMNS="80", SAMBRUK_LANG=language).stdout
        for language in ("en", "sv")
    )
    assert f"Exempel: sambruk {name}" in re.sub(r"\s+", " ", swedish)
    assert all(len(line) <= 80 for line in swedish.splitlines())
    # The names of options and commands are the same; what is said of them is not.
    same = set(swedish.splitlines()) & set(english.splitlines()) - {""}
    assert [line for line in same if re.search("[a-zé]{2,} [a-z]{2,}", line)] == []
    described = [re.sub(r"^\s+-\S.*?(  |$)", "", line).strip() for line in english.splitlines()]
    flat = re.sub(r"\s+", " ", swedish)
    assert [text for text in described if len(text.split()) > 2 and text in flat] == []


def test_help_of_the_program_is_in_swedish(sambruk: RunCommand) -> None:
    result = sambruk("--help", SAMBRUK_LANG="sv", COLUMNS="80")
    assert "Användning: " in result.stdout
    assert "[FLAGGOR] KOMMANDO [ARGUMENT]..." in result.stdout
    assert "Visa denna hjälp och avsluta." in result.stdout
    for english in ("Usage", "Options", "Commands", "Show ", "Print ", "Install ", "The "):
        assert english not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("statments",),
            "Fel: Kommandot 'statments' finns inte. "
            "Menade du 'statements', 'statement', 'payments'?",
        ),
        (("nope",), "Fel: Kommandot 'nope' finns inte."),
        (("dues", "--xyz"), "Fel: Flaggan --xyz finns inte"),
        (("dues", "--mem"), "Fel: Flaggan --mem finns inte (menade du --member, --names?)"),
        (("dues", "--member"), "Fel: Flaggan '--member' behöver ett värde."),
        (("members", "show"), "Fel: Argumentet 'ID' saknas."),
        (
            ("board", "--on", "igår"),
            "Fel: Ogiltigt värde för '--on': 'igår' är inget datum på formen ÅÅÅÅ-MM-DD.",
        ),
        (
            ("validate", "-f", "csv"),
            "Fel: Ogiltigt värde för '--format' / '-f': 'csv' är inte något av 'text', 'json', "
            "'github', 'sarif'.",
        ),
        (
            ("sie", "export", "--type", "9"),
            "Fel: Ogiltigt värde för '--type': 9 ligger inte inom 1<=x<=4.",
        ),
        (
            ("sie", "export", "--type", "x"),
            "Fel: Ogiltigt värde för '--type': 'x' är inget heltal.",
        ),
        (("journal", "2006", "b", "c"), "Fel: Argument som inte väntades: b c"),
    ],
)
def test_wrong_usage_is_said_in_swedish(
    arguments: tuple[str, ...], said: str, sambruk: RunCommand
) -> None:
    result = sambruk(*arguments, SAMBRUK_LANG="sv")
    assert (result.returncode, result.stdout) == (2, "")
    last = result.stderr.rpartition("Fel: ")[2]
    assert " ".join(f"Fel: {last}".split()) == said  # one sentence, however it is broken in lines
    assert all(len(line) <= 80 for line in result.stderr.splitlines())
    assert "Usage" not in result.stderr
    assert "Try " not in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_fits_the_screen(name: str, sambruk: RunCommand) -> None:
    result = sambruk(name, "--help", COLUMNS="80")
    assert result.returncode == 0
    assert f"Example: sambruk {name}" in re.sub(r"\s+", " ", result.stdout)
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_an_unknown_command_is_wrong_usage(sambruk: RunCommand) -> None:
    result = sambruk("statments")
    assert result.returncode == 2
    assert "statements" in result.stderr  # did you mean
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("arguments", WITH_DATA, ids=" ".join)
def test_output_fits_80_columns(
    arguments: tuple[str, ...], language: str, sambruk: RunCommand
) -> None:
    result = sambruk("--lang", language, *arguments)
    assert result.returncode == 0, result.stderr
    assert result.stdout
    too_wide = [line for line in result.stdout.splitlines() if len(line) > 80]
    assert not too_wide
    assert all(line == line.rstrip() for line in result.stdout.splitlines())
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("arguments", WITH_DATA, ids=" ".join)
def test_the_same_input_gives_the_same_bytes(
    arguments: tuple[str, ...], sambruk: RunCommand
) -> None:
    first, second = (sambruk(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m sambruk_cli journal | head -1"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.startswith("Grundbok")
    assert result.stderr == ""


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a terminal 80 columns wide receives."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sambruk_cli", *arguments],
        cwd=PROJECT,
        stdout=theirs,
        stderr=theirs,
        env={k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "CI"}}
        | {"TERM": "xterm-256color", "COLUMNS": "80"}
        | environment,
    )
    os.close(theirs)
    received = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says EIO when the other side has closed
            break
        if not part:
            break
        received += part
    assert process.wait() == 0
    os.close(ours)
    return received.decode()


def test_a_terminal_gets_emphasis_and_no_color_is_honoured() -> None:
    assert "\x1b[1m" in on_terminal("statements")
    plain = on_terminal("statements", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)  # no colours; bold may stay
    assert "Föreningens intäkter" in plain


def test_interrupting_gives_130(sambruk: RunCommand) -> None:
    code = (
        "import sambruk_cli.opening.reading as r\n"
        "def interrupt(*a, **k): raise KeyboardInterrupt\n"
        "r.read_checked = interrupt\n"
        "import sys; sys.argv = ['sambruk', 'balances']\n"
        "from sambruk_cli.cli import main; main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 130
    assert "Traceback" not in result.stderr


def test_a_fault_of_ours_says_so_and_gives_3() -> None:
    code = (
        "import sambruk_cli.opening.reading as r\n"
        "def broken(*a, **k): raise ZeroDivisionError('oops')\n"
        "r.read_checked = broken\n"
        "import sys; sys.argv = ['sambruk', 'balances']\n"
        "from sambruk_cli.cli import main; main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 3
    assert "internal error" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_workspace_is_the_nearest_folder_upward(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace()
    inside = sambruk("balances", "-f", "json", cwd=folder / "config" / "report" / "2021")
    named = sambruk("--root", folder, "balances", "-f", "json", cwd=tmp_path)
    assert inside.returncode == named.returncode == 0
    assert inside.stdout == named.stdout
    nowhere = sambruk("balances", cwd=tmp_path)
    assert nowhere.returncode == 2
    assert "WSP001" in nowhere.stderr
    assert "--root DIR" in nowhere.stderr


@pytest.mark.parametrize(
    "arguments", [a for a in WITH_DATA if a[:2] != ("members", "show")], ids=" ".join
)
def test_books_with_errors_warn_on_the_first_line_and_give_1(
    arguments: tuple[str, ...], make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    unbalanced = edited("ledger/2021.beancount", ("-50.00 SEK", "-51.00 SEK"))
    published = 'source = "x"\n[[figures]]\nitem = "members.total"\nyear = "2021"\nvalue = 3\n'
    folder = make_workspace(unbalanced, {"config/published/2021.toml": published})
    result = sambruk("--root", folder, *arguments)
    assert result.returncode == 1
    assert result.stdout.splitlines()[0].startswith("VARNING: ")
    markdown = sambruk("--root", folder, *arguments, "-f", "markdown")
    assert markdown.returncode == 1
    assert markdown.stdout.splitlines()[0].startswith("**VARNING: ")


def test_without_a_year_it_is_the_last_one_with_a_voucher(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    more = (
        'label = "2021"\nstart = 2021-01-01\nend = 2021-12-31\n',
        'label = "2021"\nstart = 2021-01-01\nend = 2021-12-31\n\n'
        '[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n',
    )
    folder = make_workspace(edited("config/association.toml", more))
    assert "2021-01-01 – 2021-12-31" in sambruk("--root", folder, "balances").stdout


def test_an_unknown_year_names_the_known_ones(sambruk: RunCommand) -> None:
    for command in ("statements", "report", "tieout", "dues", "balances", "journal", "projects"):
        result = sambruk(command, "1999")
        assert result.returncode == 2
        assert "USE901" in result.stderr
        assert "2006, 2007" in result.stderr
        assert result.stdout == ""


def test_faults_are_json_where_json_was_asked_for(sambruk: RunCommand) -> None:
    import json

    result = sambruk("dues", "1999", "-f", "json")
    assert result.returncode == 2
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["code"] == "USE901"
    assert set(finding) == {"code", "severity", "message", "values", "file", "line", "hint"}


def today_seen(*arguments: str, environment: str = "") -> str:
    """The day that a command is run on."""
    code = (
        "import sambruk_cli.opening.reading as r\n"
        "import sys\n"
        "def seen(workspace, terms, **k): print(terms.today); sys.exit(0)\n"
        "r.read_checked = seen\n"
        f"sys.argv = ['sambruk', *{arguments!r}]\n"
        "from sambruk_cli.cli import main; main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**os.environ, "SAMBRUK_TODAY": environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_today_is_what_was_said_last() -> None:
    assert today_seen("--today", "2008-02-01", "balances") == "2008-02-01"
    assert today_seen("balances", "--today", "2008-02-02") == "2008-02-02"
    assert today_seen("balances", environment="2008-02-03") == "2008-02-03"
    both = today_seen("--today", "2008-02-04", "balances", environment="2008-02-03")
    assert both == "2008-02-04"


@pytest.mark.parametrize(
    "arguments", [("--today", "x", "board"), ("board", "--today", "2007-02-30")]
)
def test_a_wrong_today_is_wrong_usage(arguments: tuple[str, ...], sambruk: RunCommand) -> None:
    result = sambruk(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "'--today'" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_today_in_the_environment_is_wrong_usage(sambruk: RunCommand) -> None:
    result = sambruk("board", SAMBRUK_TODAY="i dag")
    assert (result.returncode, result.stdout) == (2, "")
    assert "SAMBRUK_TODAY" in result.stderr
