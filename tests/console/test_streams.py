"""Where what is printed goes when the streams, the disk or the working folder are not as usual."""

from __future__ import annotations

import codecs
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sambruk_cli.console.streams import degraded
from tests.conftest import PROJECT, MakeWorkspace, RunCommand

START = [sys.executable, "-m", "sambruk_cli"]


def in_shell(
    redirected: str, *arguments: str, cwd: Path = PROJECT, **environment: str
) -> tuple[int, bytes, bytes]:
    """Run the program as a shell does that redirects its streams: code, stdout, stderr."""
    result = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", *START, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        check=False,
    )
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_a_terminal_of_any_encoding_shows_every_row(encoding: str) -> None:
    code, wanted, _ = in_shell("", "balances", PYTHONIOENCODING="utf-8")
    other, found, said = in_shell("", "balances", PYTHONIOENCODING=encoding)
    assert (code, other, said) == (0, 0, b"")
    lines = found.decode(encoding).splitlines()
    assert len(lines) == len(wanted.decode().splitlines())
    # Figures and columns are the same; only letters are written otherwise.
    assert [len(line) for line in lines] == [len(line) for line in wanted.decode().splitlines()]
    dash = "\N{EN DASH}" if encoding == "cp1252" else "-"
    assert lines[0] == f"Saldobalans 2007-01-01 {dash} 2007-12-31"


def test_what_an_encoding_lacks_is_written_with_what_it_has() -> None:
    def written(text: str, encoding: str) -> str:
        codecs.register_error("tests.degraded", degraded)
        return text.encode(encoding, "tests.degraded").decode(encoding)

    assert written("Årsavgift – 1 000 → ½", "ascii") == "Arsavgift - 1 000 -> 1/2"
    assert written("Årsavgift −5 €", "latin-1") == "Årsavgift -5 \\u20ac"
    assert written("søknad \ud83d", "ascii") == "soknad \\ud83d"


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_data_are_utf8_in_any_locale(form: str, encoding: str) -> None:
    wanted = in_shell("", "members", "-f", form, PYTHONIOENCODING="utf-8")
    assert "å" in wanted[1].decode()
    assert in_shell("", "members", "-f", form, PYTHONIOENCODING=encoding) == wanted


def test_a_closed_stdout_is_said_and_gives_2() -> None:
    code, printed, said = in_shell(">&-", "balances")
    assert (code, printed) == (2, b"")
    assert said.decode().startswith("USE906 error: cannot print to stdout: it is closed\n")


def test_a_file_is_written_where_stdout_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "saldon.txt"
    assert in_shell(">&-", "balances", "-o", str(file)) == (0, b"", b"")
    assert file.read_bytes() == in_shell("", "balances")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("balances",),
        ("balances", "-f", "json"),
        ("report", "2007", "-f", "pdf"),
        ("--version",),
        ("--help",),
        ("validate",),
    ],
)
def test_a_full_disk_is_said_and_gives_2(arguments: tuple[str, ...]) -> None:
    code, _, said = in_shell(">/dev/full", *arguments)
    assert code == 2
    assert "USE906 error: cannot print to stdout: no space left on device" in said.decode()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full"])
def test_what_is_asked_for_is_printed_where_stderr_takes_nothing(redirected: str) -> None:
    code, printed, _ = in_shell(redirected, "report", "2006")  # which warns
    assert code == 0
    assert printed == in_shell("", "report", "2006")[1]
    assert printed


def test_all_streams_may_be_closed() -> None:
    assert in_shell("<&- >&- 2>&-", "balances") == (2, b"", b"")


def test_a_folder_that_has_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd {gone} && rmdir {gone} && exec "$@"'
    result = subprocess.run(
        ["/bin/sh", "-c", command, "sh", *START, "balances"],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("WSP001 error: the folder that the command is run in")


def test_a_name_that_is_too_long_is_said(sambruk: RunCommand) -> None:
    result = sambruk("--root", "x" * 5000, "validate", "-f", "json")
    assert result.returncode == 2
    (found,) = json.loads(result.stdout)["findings"]
    assert found["code"] == "WSP001"
    assert found["message"].endswith("file name too long")


def test_a_file_that_fails_while_it_is_read_is_said(sambruk: RunCommand) -> None:
    result = sambruk("sie", "check", "/proc/self/mem")
    assert result.returncode == 2
    assert "WSP002 error: cannot read /proc/self/mem: input/output error" in result.stderr


@pytest.mark.parametrize("after", [0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5])
def test_an_interrupt_gives_130_at_any_moment(after: float, make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    # The moment counts from when main has begun: to start Python is not ours, nor what stands here
    # before it. An interrupt is not kept from it as from what runs in the background.
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"sys.argv = ['sambruk', '--root', {str(folder)!r}, 'report', '2021', '--no-cache']\n"
        "from sambruk_cli.cli import main\n"
        "def hook(event, arguments):\n"
        "    if event == 'import' and arguments[0] == 'sambruk_cli.console.start':\n"
        "        os.write(1, b'!')\n"
        "sys.addaudithook(hook)\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read(1)
    time.sleep(after + 0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    # One that has just ended is still Python's to take down: a shell shows 130 for that too.
    ended: set[int] = {0, -signal.SIGINT} if after >= 0.2 else set()
    assert process.returncode in {130, *ended}
    assert b"Traceback" not in said
