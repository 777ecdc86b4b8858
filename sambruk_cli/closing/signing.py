"""Signatures made by ssh-keygen, and those of ssh-keygen and gpg looked at.

Neither reads the configuration of a repository, and no program that one names is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding
from sambruk_cli.frozen import frozen

NAMESPACE = "sambruk-seal"
GIT_NAMESPACE = "git"  # of what git has signed with a key of SSH
SSH, PGP = b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN PGP SIGNATURE-----"
_SECONDS = 120  # the time to type a passphrase, or to touch a key of hardware
_KEY = re.compile(r"\b(SHA256:[A-Za-z0-9+/=]{20,60})")
_VALID = re.compile(r"^\[GNUPG:\] VALIDSIG (?:\S+ ){9}([0-9A-F]{40,64})\s*$", re.MULTILINE)
_OWNER = re.compile(r"^\[GNUPG:\] GOODSIG \S+ (.+)$", re.MULTILINE)
_TRUSTED = re.compile(r"^\[GNUPG:\] TRUST_(?:FULLY|ULTIMATE)\b", re.MULTILINE)
_NO_KEY = re.compile(r"^\[GNUPG:\] NO_PUBKEY ([0-9A-F]+)", re.MULTILINE)
_KEPT = (
    *("HOME", "PATH", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "TERM", "LANG"),
    *("GNUPGHOME", "GPG_TTY"),
)


@frozen
class Signer:
    """Who has signed something: the fingerprint of the key, and whose it is.

    `who` is None where nothing that the user trusts says so. `is_known` is whether the signature
    could be checked at all: of a key of gpg's that the user does not have nothing is known.
    """

    key: str
    who: str | None = None
    is_known: bool = True


def sign(key: Path, text: bytes) -> bytes:
    """The signature of a text with a private key, or a public one whose private part an agent has.

    Raises:
      Unreadable: USE920 where ssh-keygen is not there or does not sign.
    """
    # A path that begins with a hyphen would be an option.
    signed = _run(
        "ssh-keygen", ("-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key.absolute())), text
    )
    if signed is None or not signed.startswith(SSH):
        raise Unreadable(finding("USE920.unsigned", key=str(key)))
    return signed


def signer_of(
    text: bytes,
    signature: bytes,
    *,
    day: date,
    namespace: str = NAMESPACE,
    allowed: Path | None = None,
) -> Signer | None:
    """Who has signed a text with a key of SSH; None where the signature is not of it.

    Args:
      day: on which it was signed, as it says: a key may have been allowed for a time only.
      allowed: the keys that the user trusts, in the form of ssh-keygen and git (allowed signers).
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seal.sig"
        file.write_bytes(signature)
        of = ("-n", namespace, "-s", str(file))
        said = _run("ssh-keygen", ("-Y", "check-novalidate", *of), text)
        found = _KEY.search((said or b"").decode("utf-8", "replace"))
        if found is None:
            return None
        if allowed is None:
            return Signer(found[1])
        known = ("-f", str(allowed.absolute()), f"-Overify-time={day:%Y%m%d}")
        names = _run("ssh-keygen", ("-Y", "find-principals", *known, "-s", str(file)), b"")
        for who in (names or b"").decode("utf-8", "replace").splitlines():
            if not who.startswith("-"):
                is_theirs = _run("ssh-keygen", ("-Y", "verify", *known, "-I", who, *of), text)
                if is_theirs is not None:
                    return Signer(found[1], who)
    return Signer(found[1])


def pgp_signer_of(text: bytes, signature: bytes) -> Signer | None:
    """Who has signed a text with a key of gpg; None where the signature is not of it.

    Only the user's own keys say whose a key is, and only where the user trusts it; none is
    fetched.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tag.asc"
        file.write_bytes(signature)
        options = ("--batch", "--no-auto-key-retrieve", "--status-fd=1", "--verify", str(file), "-")
        said = _run("gpg", options, text, any_code=True)
    status = (said or b"").decode("utf-8", "replace")
    if (missing := _NO_KEY.search(status)) is not None:
        return Signer(missing[1], is_known=False)
    valid, owner = _VALID.search(status), _OWNER.search(status)
    if valid is None or owner is None:
        return None
    return Signer(valid[1], owner[1] if _TRUSTED.search(status) else None)


def is_there(program: str = "ssh-keygen") -> bool:
    """Whether there is a program to ask."""
    return _program(program) is not None


def _program(name: str) -> str | None:
    """The path of a program; one in the folder of the moment is not taken."""
    found = shutil.which(name)
    return found if found and Path(found).is_absolute() else None


def _run(
    name: str, arguments: Sequence[str], text: bytes, *, any_code: bool = False
) -> bytes | None:
    """What a program prints; None where it fails, unless any exit code will do."""
    program = _program(name)
    if program is None:
        return None
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - the program itself, with arguments that are all ours
            [program, *arguments],
            input=text,
            cwd=Path.home().anchor or os.sep,
            env={**environment, "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if any_code or done.returncode == 0 else None
