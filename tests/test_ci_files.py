"""What others' CI takes from here, each run: action.yml, hooks of pre-commit, and sambruk.mk."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT, MakeWorkspace, required_program
from tests.files.repositories import committed, git
from tests.workspaces import JOURNAL_2021
from tests.yaml_subset import parsed

ACTION = parsed((PROJECT / "action.yml").read_text("utf-8"))
HOOKS = parsed((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
JOURNAL = "ledger/2021.beancount"
GIFT = """
2021-08-01 * "Gåva @octocat #1"
  ver: "A7"
  Assets:1930-Bank 30.00 SEK
  Income:3190-Övrigt
"""
SEALED = PROJECT / "examples/brf-valdemar"

# In place of the programs that a runner has: python3 makes a folder in which the python of these
# tests is, and pip is not run but noted; gh notes what it is asked.
PYTHON3 = """\
#!/bin/bash
if [ "$2" = -m ] && [ "$3" = venv ]; then
    mkdir -p "$4/bin"
    cp "{tools}/in-venv" "$4/bin/python"
    exit
fi
exec "{python}" "$@"
"""
IN_VENV = """\
#!/bin/bash
if [ "$2" = -m ] && [ "$3" = pip ]; then
    printf '%s\\n' "$@" >"{tools}/pip"
    exit
fi
exec "{python}" "$@"
"""
GH = """\
#!/bin/bash
printf '%s\\n' "$@" >>"{tools}/gh-asked"
case "$*" in
    *--paginate*) cat "{tools}/known" ;;
    *) cat "$RUNNER_TEMP/sambruk-comment.md" >"{tools}/body" ;;
esac
"""


class Runner:
    """Runs the steps of the action as GitHub would, on a repository that is checked out."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.checkout, self.tools, self.temp = checkout, folder / "tools", folder / "temp"
        for each in (self.tools, self.temp):
            each.mkdir(parents=True)
        for name, program in (("python3", PYTHON3), ("in-venv", IN_VENV), ("gh", GH)):
            text = program.replace("{tools}", str(self.tools)).replace("{python}", sys.executable)
            (self.tools / name).write_text(text)
            (self.tools / name).chmod(0o755)
        (self.tools / "known").write_text("")
        self.summary, self.outputs = folder / "summary", folder / "outputs"
        self.known: dict[str, str] = {}
        self.said: dict[str, str] = {}

    def run(self, **known: str) -> int:
        """Run every step whose condition holds; the exit code of the last one.

        Args:
          known: what expressions stand for, with two underscores for a dot.
        """
        inputs = {f"inputs.{k}": str(v.get("default", "")) for k, v in ACTION["inputs"].items()}
        self.known = {"github.action_path": str(PROJECT), "github.token": "t", **inputs}
        self.known |= {name.replace("__", "."): value for name, value in known.items()}
        code = 0
        for step in STEPS:
            if "if" in step and not self.holds(step["if"]):
                continue
            code = self.step(step)
            if code:
                break
        return code

    def step(self, step: Mapping[str, Any]) -> int:
        assert step["shell"] == "bash"
        self.outputs.write_text("")
        environment = {name: self.filled(str(value)) for name, value in step["env"].items()}
        script = self.temp / "step.sh"
        script.write_text(step["run"])
        result = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SAMBRUK"))},
                "PATH": f"{self.tools}:{os.environ['PATH']}",
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_OUTPUT": str(self.outputs),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        for line in self.outputs.read_text().splitlines():
            name, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{name}"] = value
        self.said[step.get("id", "result")] = result.stdout + result.stderr
        return result.returncode

    def filled(self, text: str) -> str:
        """A value with what its expressions stand for."""
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.value(found[1]), text)

    def value(self, expression: str) -> str:
        return next((v for v in map(self.known.get, expression.split(" || ")) if v), "")

    def holds(self, condition: str) -> bool:
        for part in condition.split(" && "):
            name, is_equal, wanted = part.partition(" == ")
            found = self.known.get(name, "")
            if found != wanted.strip("'") if is_equal else not found:
                return False
        return True


@pytest.fixture
def checkout(make_workspace: MakeWorkspace) -> Path:
    """A repository with two commits: the second books a gift whose text speaks to GitHub."""
    folder = make_workspace()
    committed(folder)
    (folder / JOURNAL).write_text(JOURNAL_2021 + GIFT, "utf-8")
    committed(folder)
    return folder


@pytest.fixture
def runner(checkout: Path, tmp_path: Path) -> Runner:
    return Runner(checkout, tmp_path / "runner")


def test_no_expression_stands_in_a_script_and_every_input_is_known() -> None:
    for step in STEPS:
        assert "${{" not in step["run"], step
        assert step["run"].startswith(("set -euo pipefail", "#", "exit "))
    named = set(re.findall(r"inputs\.(\w+)", (PROJECT / "action.yml").read_text()))
    assert named == set(ACTION["inputs"])
    page = (PROJECT / "docs/ci.md").read_text("utf-8")
    assert [name for name in ACTION["inputs"] if f"`{name}`" not in page] == []


def test_the_action_validates_and_posts_the_diff_to_the_summary(runner: Runner) -> None:
    base = git(runner.checkout, "rev-parse", "HEAD~1")
    assert runner.run(github__event__before=base, inputs__lang="en") == 0, runner.said
    summary = runner.summary.read_text("utf-8")
    assert "1 voucher added" in summary
    pip = (runner.tools / "pip").read_text().split("\n")
    assert {"--require-hashes", "--only-binary", f"{PROJECT}/requirements.lock"} <= set(pip)
    assert not (runner.tools / "gh-asked").exists()


def test_the_action_annotates_errors_and_fails_with_their_code(runner: Runner) -> None:
    journal = runner.checkout / JOURNAL
    journal.write_text(journal.read_text("utf-8").replace('"A7"', '"A9"'), "utf-8")
    committed(runner.checkout)
    base = git(runner.checkout, "rev-parse", "HEAD~1")
    assert runner.run(github__event__pull_request__base__sha=base) == 1
    assert re.search(
        r"^::error file=ledger/2021\.beancount,line=\d+", runner.said["validate"], re.M
    )
    assert "BOK204" in runner.summary.read_text("utf-8")
    # What cannot be read at all is another code, and what is said of it no command to the runner.
    name = runner.checkout / "config/association.toml"
    name.write_text("::error::x\n")
    assert runner.run(github__event__pull_request__base__sha=base) == 2
    said = runner.said["validate"]
    outside = re.sub(r"(?s)::stop-commands::(\w+)\n.*?::\1::\n", "", said)
    assert all(line.startswith(("::error ", "::warning ")) for line in outside.splitlines())


def test_the_action_comments_on_a_pull_request_once(runner: Runner) -> None:
    base = git(runner.checkout, "rev-parse", "HEAD~1")
    known = {
        "inputs__comment": "true",
        "github__repository": "o/r",
        "github__event__pull_request__number": "7",
        "github__event__pull_request__base__sha": base,
    }
    asked = runner.tools / "gh-asked"
    assert runner.run(**known) == 0, runner.said
    assert "repos/o/r/issues/7/comments\n" in asked.read_text()
    assert "POST" in asked.read_text()
    body = (runner.tools / "body").read_text("utf-8")
    assert body.startswith("<!-- sambruk diff ")
    asked.unlink()
    (runner.tools / "known").write_text("42\n")
    assert runner.run(**known) == 0
    assert "PATCH\nrepos/o/r/issues/comments/42\n" in asked.read_text()


def test_the_action_fails_where_a_seal_is_gone_although_nothing_is_wrong_without_it(
    tmp_path: Path,
) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(SEALED, checkout)
    committed(checkout)
    for file in (checkout / "ledger/seals").glob("2001-02.*"):
        file.unlink()
    committed(checkout)
    runner = Runner(checkout, tmp_path / "runner")
    base = git(checkout, "rev-parse", "HEAD~1")
    assert runner.run(github__event__before=base, inputs__lang="en") == 1, runner.said
    assert runner.known["steps.validate.outputs.code"] == "0"
    assert "2001/02 IS SEALED AND IS CHANGED" in runner.summary.read_text("utf-8")
    # Nor is the job asked to look where the diff is left out.
    assert runner.run(github__event__before=base, inputs__diff="false") == 0


def test_without_a_base_or_with_one_that_is_not_there_the_action_validates_all_the_same(
    runner: Runner,
) -> None:
    assert runner.run() == 0
    assert runner.run(github__event__before="0" * 40) == 0
    assert not runner.summary.exists()
    assert runner.run(inputs__base="v1") == 0
    assert "::warning::" in runner.said["diff"]
    assert runner.run(inputs__base="--output=/tmp/x; $(touch ran) `touch ran`") == 0
    assert not (runner.checkout / "ran").exists()


def test_nothing_is_imported_from_what_is_checked_out(runner: Runner) -> None:
    for name in ("secrets", "venv", "pip", "sys", "sambruk_cli", "beancount", "sitecustomize"):
        (runner.checkout / f"{name}.py").write_text("open('ran', 'w')\n")
    base = git(runner.checkout, "rev-parse", "HEAD~1")
    assert runner.run(github__event__before=base) == 0, runner.said
    assert not (runner.checkout / "ran").exists()


def hooked(hook: Any, folder: Path) -> int:
    """The exit code of a hook, run as pre-commit does: entry, then its words, in the repository."""
    program, *words = shlex.split(shlex.join([*shlex.split(hook["entry"]), *hook["args"]]))
    assert program == "sambruk"  # what pip makes of the entry in pyproject.toml
    run = subprocess.run(
        [sys.executable, "-m", "sambruk_cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
    )
    return run.returncode


def test_the_hooks_of_pre_commit_run(checkout: Path) -> None:
    validate, verify = HOOKS
    assert (validate["id"], verify["id"]) == ("sambruk-validate", "sambruk-verify")
    for hook in HOOKS:
        assert re.search(hook["files"], "books/config/members.toml")
        assert re.search(hook["files"], "ledger/2021.beancount")
        assert not re.search(hook["files"], "README.md")
        assert hook["pass_filenames"] is False
    assert (hooked(validate, checkout), hooked(verify, SEALED)) == (0, 0)
    (checkout / JOURNAL).write_text(JOURNAL_2021.replace('"A6"', '"A8"'))
    assert hooked(validate, checkout) == 1


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = f"SAMBRUK={sys.executable} -P -m sambruk_cli --lang en"
    return subprocess.run(
        [required_program("make"), "-s", "-f", str(PROJECT / "sambruk.mk"), program, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_targets_for_a_makefile_run(checkout: Path) -> None:
    text = (PROJECT / "sambruk.mk").read_text()
    targets = re.findall(r"^([a-z-]+):.*?## ", text, re.MULTILINE)
    assert set(targets) == set(re.findall(r"^\.PHONY: (.*)", text, re.MULTILINE)[0].split())
    listed = make(checkout, "sambruk-help").stdout
    assert all(target in listed for target in targets)
    for target in targets:
        root = SEALED if target == "verify" else "."
        run = make(checkout, target, "YEAR=2021", "REV=HEAD~1", "NAME=A7", f"ROOT={root}")
        assert run.returncode == 0, (target, run.stderr)
    assert (checkout / "build/report-2021.pdf").read_bytes().startswith(b"%PDF")
    assert "A7 2021-08-01" in make(checkout, "log", "NAME=A7").stdout
    assert "1 voucher added" in make(checkout, "diff", "REV=HEAD~1").stdout


def test_what_is_given_to_make_is_no_part_of_a_script(checkout: Path) -> None:
    for word in ("'; touch ran; '", "$$(touch ran)", "`touch ran`"):
        for target, name in (
            ("diff", "REV"),
            ("log", "NAME"),
            ("dues", "YEAR"),
            ("members", "ROOT"),
        ):
            assert make(checkout, target, f"{name}={word}").returncode == 2
    assert not (checkout / "ran").exists()
