"""Seals signed on a tag of git's, as the user signs and never as a repository says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.closing.signatures import tag_message
from tests.closing.test_seals import by_script
from tests.conftest import MakeWorkspace, RunCommand, required_program

SEAL = "ledger/seals/2020.toml"


class Home:
    """A user with a home, a key of SSH, and git configured to sign with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.key = folder / "key"
        program = required_program("ssh-keygen")
        made = (program, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(self.key))
        subprocess.run(made, check=True)
        (folder / ".gitconfig").write_text(
            "[user]\n\tname = Anna Ek\n\temail = anna@example.org\n"
            f"\tsigningkey = {self.key}\n[gpg]\n\tformat = ssh\n"
        )
        self.environment = {"HOME": str(folder), "GNUPGHOME": str(folder / ".gnupg")}

    @property
    def public(self) -> str:
        return self.key.with_suffix(".pub").read_text().strip()

    @property
    def fingerprint(self) -> str:
        command = (required_program("ssh-keygen"), "-l", "-f", f"{self.key}.pub")
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[1]

    def allowed(self, who: str = "anna@example.org") -> Path:
        file = self.folder / "allowed"
        file.write_text(f"{who} {self.public}\n")
        return file

    def git(self, folder: Path, *arguments: str) -> str:
        command = (required_program("git"), "-C", str(folder), *arguments)
        environment = {"PATH": os.environ["PATH"], **self.environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(make_workspace: MakeWorkspace, home: Home) -> Path:
    """The faultless workspace in a commit."""
    made = make_workspace({})
    committed(made, home)
    return made


def committed(folder: Path, home: Home) -> None:
    home.git(folder, "init", "-q", "-b", "main")
    home.git(folder, "add", "-A")
    home.git(folder, "commit", "-q", "-m", "x")


def sealed(sambruk: RunCommand, folder: Path, home: Home, *more: str, write: bool = True) -> Any:
    run = sambruk(
        *("--root", str(folder), "--lang", "en", "seal", "2020", "--by", "Anna Ek", "--tag"),
        *("--today", "2022-04-01", "-f", "json", *more, *(("--write",) if write else ())),
        **home.environment,
    )
    return json.loads(run.stdout) if run.stdout else {"stopped": run.stderr}


def verified(sambruk: RunCommand, folder: Path, home: Home, *more: str) -> tuple[Any, list[str]]:
    """The seal and what is wrong with it."""
    run = sambruk(
        *("--root", str(folder), "--lang", "en", "verify", "-f", "json", *more),
        **home.environment,
    )
    found = json.loads(run.stdout)
    assert run.returncode == (1 if found["findings"] else 0)
    return found["seals"][0], [item["message"] for item in found["findings"]]


def test_a_tag_is_signed_as_the_user_signs_and_proves_the_seal(
    folder: Path, home: Home, sambruk: RunCommand
) -> None:
    assert sealed(sambruk, folder, home, write=False)["seal"]["tag"] == "sealed-2020"
    assert home.git(folder, "tag") == ""
    done = sealed(sambruk, folder, home)
    assert done["written"], done
    assert home.git(folder, "tag") == "sealed-2020"
    commit = home.git(folder, "rev-parse", "HEAD")
    assert home.git(folder, "rev-parse", "sealed-2020^{commit}") == commit
    text = home.git(folder, "cat-file", "tag", "sealed-2020")
    assert "tagger Anna Ek <anna@example.org> 1648814400 +0000" in text  # noon of 2022-04-01
    digest = (folder / SEAL).read_text("utf-8").split('digest = "')[1][:64]
    assert f"\ndigest: {digest}\n" in text
    # Git itself says so, too.
    home.git(
        folder, "-c", f"gpg.ssh.allowedSignersFile={home.allowed()}", "tag", "-v", "sealed-2020"
    )
    seal, findings = verified(sambruk, folder, home)
    assert findings == []
    signature = {"key": home.fingerprint, "signer": None, "checked": True, "tag": "sealed-2020"}
    assert (seal["signatures"], seal["signed_with"]) == ([signature], None)
    seal, findings = verified(sambruk, folder, home, "--allowed-signers", str(home.allowed()))
    assert (findings, seal["signatures"]) == ([], [{**signature, "signer": "anna@example.org"}])
    run = sambruk("--root", str(folder), "--lang", "en", "verify", **home.environment)
    said = " ".join(run.stdout.split())
    assert f"2020: the tag sealed-2020 is signed with the key {home.fingerprint}" in said


def test_what_a_repository_configures_is_neither_read_nor_run(
    folder: Path, home: Home, sambruk: RunCommand, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {mark}\nexit 1\n")
    trap.chmod(0o755)
    hooks = folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "post-commit", "update"):
        (hooks / name).write_bytes(trap.read_bytes())
        (hooks / name).chmod(0o755)
    other = Home(tmp_path / "other")
    for key, value in (
        *((f"gpg{of}.program", str(trap)) for of in ("", ".ssh", ".openpgp", ".x509")),
        ("gpg.ssh.defaultKeyCommand", str(trap)),
        ("gpg.format", "openpgp"),
        ("user.signingkey", str(other.key)),
        ("user.name", "Somebody Else"),
        ("core.fsmonitor", str(trap)),
        ("core.editor", str(trap)),
        ("core.hooksPath", str(hooks)),
        ("alias.tag", f"!{trap}"),
        ("alias.update-ref", f"!{trap}"),
    ):
        home.git(folder, "config", key, value)
    mark.unlink(missing_ok=True)
    assert sealed(sambruk, folder, home)["written"]
    seal, findings = verified(sambruk, folder, home, "--allowed-signers", str(home.allowed()))
    assert (findings, seal["signatures"][0]["key"]) == ([], home.fingerprint)
    assert not mark.exists()


def test_the_script_of_the_docs_proves_signatures_beside_seals_and_on_tags(
    folder: Path, home: Home, sambruk: RunCommand, tmp_path: Path
) -> None:
    assert sealed(sambruk, folder, home, "--sign", str(home.key))["written"]
    of = home.environment
    other = Home(tmp_path / "other").allowed("bo@example.org")
    for trusted in ((), (home.allowed(),)):
        code, said = by_script(folder, *trusted, **of)
        assert (code, said.count("Good ")) == (0, 2), said
    code, said = by_script(folder, other, **of)
    assert (code, said.count("BROKEN: the signature ")) == (1, 2), said
    text = (folder / SEAL).read_text("utf-8")
    (folder / SEAL).write_text(text.replace("Anna Ek", "Bo Al"), "utf-8")
    code, said = by_script(folder, **of)
    assert (code, f"BROKEN: the signature is not of {SEAL}" in said) == (1, True), said
    (folder / SEAL).write_text(text, "utf-8")
    home.git(folder, "tag", "-f", "-s", "-m", tag_message("2020", "0" * 64), "sealed-2020")
    code, said = by_script(folder, **of)
    assert (code, f"BROKEN: the tag sealed-2020 is not of {SEAL}" in said) == (1, True), said
    home.git(folder, "tag", "-f", "-m", "x", "sealed-2020")
    code, said = by_script(folder, **of)
    assert (code, "BROKEN: the signature of sealed-2020 does not hold" in said) == (1, True), said


def test_only_those_who_are_allowed_have_signed(
    folder: Path, home: Home, sambruk: RunCommand, tmp_path: Path
) -> None:
    assert sealed(sambruk, folder, home, "--sign", str(home.key))["written"]
    other = Home(tmp_path / "other")
    seal, findings = verified(sambruk, folder, home, "--allowed-signers", str(other.allowed()))
    key = home.fingerprint
    assert findings == [
        f"the seal of 2020 is signed by none of those who are allowed: {key}, {key}"
    ]
    assert not seal["whole"]
    (folder / f"{SEAL}.sig").unlink()
    home.git(folder, "tag", "-d", "sealed-2020")
    allowed = ("--allowed-signers", str(home.allowed()))
    assert verified(sambruk, folder, home, *allowed)[1] == ["nobody has signed the seal of 2020"]
    assert verified(sambruk, folder, home)[1] == []
    run = sambruk("--root", str(folder), "verify", "--allowed-signers", "nowhere")
    assert (run.returncode, "USE920" in run.stderr) == (2, True)


def test_a_key_that_was_allowed_for_a_time_is_held_against_the_day_of_the_seal(
    folder: Path, home: Home, sambruk: RunCommand
) -> None:
    assert sealed(sambruk, folder, home)["written"]  # on 2022-04-01
    file = home.allowed('anna@example.org valid-after="20220301",valid-before="20220501"')
    assert verified(sambruk, folder, home, "--allowed-signers", str(file))[1] == []
    file = home.allowed('anna@example.org valid-after="20220501"')
    assert verified(sambruk, folder, home, "--allowed-signers", str(file))[1] != []


def test_a_tag_tells_of_a_seal_that_is_gone(folder: Path, home: Home, sambruk: RunCommand) -> None:
    assert sealed(sambruk, folder, home)["written"]
    shutil.rmtree(folder / "ledger/seals")
    run = sambruk("--root", str(folder), "--lang", "en", "verify", **home.environment)
    said = " ".join(run.stderr.split())
    assert run.returncode == 1
    assert "the tag sealed-2020 says that 2020 is sealed, and the seal is not there" in said
    said = by_script(folder, **home.environment)[1]
    assert "BROKEN: the seal of refs/tags/sealed-2020 is gone" in said
    # So does one without a text or a signature.
    home.git(folder, "tag", "-d", "sealed-2020")
    home.git(folder, "tag", "sealed-2020")
    run = sambruk("--root", str(folder), "--lang", "en", "verify", **home.environment)
    said = " ".join(run.stderr.split())
    assert run.returncode == 1
    assert "the tag sealed-2020 says that 2020 is sealed, and the seal is not there" in said


def test_a_tag_of_something_else_proves_nothing(
    folder: Path, home: Home, sambruk: RunCommand
) -> None:
    assert sealed(sambruk, folder, home)["written"]
    said = ["the tag sealed-2020 is not of the seal of 2020 as it stands"]
    text = (folder / SEAL).read_text("utf-8")
    (folder / SEAL).write_text(text.replace("Anna Ek", "Bo Al"), "utf-8")
    assert said[0] in verified(sambruk, folder, home)[1]
    (folder / SEAL).write_text(text, "utf-8")
    assert verified(sambruk, folder, home)[1] == []
    digest = text.split('digest = "')[1][:64]
    # Without a signature, lightweight, of another commit, and with a signature of another text.
    whole = home.git(folder, "cat-file", "tag", "sealed-2020") + "\n"
    home.git(folder, "tag", "-f", "-m", tag_message("2020", digest), "sealed-2020")
    assert verified(sambruk, folder, home)[1] == said
    home.git(folder, "tag", "-d", "sealed-2020")
    home.git(folder, "tag", "sealed-2020")
    assert verified(sambruk, folder, home)[1] == said
    home.git(folder, "commit", "-q", "--allow-empty", "-m", "y")
    home.git(folder, "tag", "-f", "-s", "-m", tag_message("2020", digest), "sealed-2020")
    assert verified(sambruk, folder, home)[1] == said
    forged = folder.parent / "forged"
    forged.write_text(whole.replace("Sealed 2020", "Sealed 2020!"))
    made = home.git(folder, "hash-object", "-t", "tag", "-w", str(forged))
    home.git(folder, "update-ref", "refs/tags/sealed-2020", made)
    assert verified(sambruk, folder, home)[1] == [
        "the signature of the tag sealed-2020 does not hold, so it proves nothing of 2020"
    ]


def test_a_tag_is_not_made_where_it_would_prove_nothing(
    make_workspace: MakeWorkspace, home: Home, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    nothing = ["no commit holds the files of 2020 as they are, so there is nothing to tag"]

    def refused() -> list[str]:
        done = sealed(sambruk, folder, home)
        assert not (folder / "ledger/seals").exists(), done
        if "stopped" in done:
            return [done["stopped"]]
        return [item["message"] for item in done["findings"]]

    assert refused() == nothing
    committed(folder, home)
    journal = folder / "ledger/2020.beancount"
    whole = journal.read_text("utf-8")
    journal.write_text(whole + "\n; not committed\n", "utf-8")
    assert refused() == nothing
    journal.write_text(whole, "utf-8")
    home.git(folder, "tag", "sealed-2020")
    assert refused() == ["there is a tag sealed-2020 already"]
    home.git(folder, "tag", "-d", "sealed-2020")
    (home.folder / "key").unlink()
    assert "git has not signed the tag sealed-2020" in refused()[0]
    assert home.git(folder, "tag") == ""


def test_a_workspace_below_its_repository_and_a_detached_head(
    make_workspace: MakeWorkspace, home: Home, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    home.git(folder.parent, "init", "-q", "-b", "main")
    home.git(folder.parent, "add", "workspace")
    home.git(folder.parent, "commit", "-q", "-m", "x")
    home.git(folder.parent, "checkout", "-q", "--detach")
    assert sealed(sambruk, folder, home)["written"]
    assert home.git(folder, "tag") == "workspace/sealed-2020"
    seal, findings = verified(sambruk, folder, home, "--allowed-signers", str(home.allowed()))
    assert (findings, seal["signatures"][0]["tag"]) == ([], "workspace/sealed-2020")


def test_a_tag_signed_with_gpg(folder: Path, home: Home, sambruk: RunCommand) -> None:
    gpg = required_program("gpg")
    (home.folder / ".gnupg").mkdir(mode=0o700)
    environment = {"PATH": os.environ["PATH"], **home.environment}

    def run(*arguments: str) -> str:
        command = (gpg, "--batch", "--quiet", "--passphrase", "", *arguments)
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, cwd=home.folder
        )
        return done.stdout

    run("--quick-generate-key", "Anna Ek <anna@example.org>", "ed25519", "sign", "never")
    listed = run("--list-keys", "--with-colons")
    key = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
    (home.folder / ".gitconfig").write_text(
        f"[user]\n\tname = Anna Ek\n\temail = anna@example.org\n\tsigningkey = {key}\n"
    )
    try:
        done = sealed(sambruk, folder, home)
        assert done.get("written"), done
        seal, findings = verified(sambruk, folder, home)
        owner = "Anna Ek <anna@example.org>"
        signature = {"key": key, "signer": owner, "checked": True, "tag": "sealed-2020"}
        assert (findings, seal["signatures"]) == ([], [signature])
        # Somebody who does not have the key cannot tell.
        home.environment["GNUPGHOME"] = str(home.folder / "empty")
        (home.folder / "empty").mkdir(mode=0o700)
        seal, findings = verified(sambruk, folder, home)
        assert findings == []
        assert (seal["signatures"][0]["checked"], seal["signatures"][0]["signer"]) == (False, None)
        assert verified(sambruk, folder, home, "--allowed-signers", str(home.allowed()))[1] != []
    finally:
        for place in (home.folder / ".gnupg", home.folder / "empty"):
            ended = ("gpgconf", "--homedir", str(place), "--kill", "all")
            subprocess.run(ended, check=False, capture_output=True)
