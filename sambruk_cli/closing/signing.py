"""A seal signed with ssh-keygen, and its signature looked at.

ssh-keygen reads no configuration of a repository, and no program that one names is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding

NAMESPACE = "sambruk-seal"
_SECONDS = 120  # the time to type a passphrase, or to touch a key of hardware
_KEY = re.compile(r"\b(SHA256:[A-Za-z0-9+/=]{20,60})")
_KEPT = ("HOME", "PATH", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "TERM", "LANG")


def sign(key: Path, text: bytes) -> bytes:
    """The signature of a text with a private key, or a public one whose private part an agent has.

    Raises:
      Unreadable: USE920 where ssh-keygen is not there or does not sign.
    """
    # A path that begins with a hyphen would be an option.
    signed = _run(("-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key.absolute())), text)
    if signed is None or not signed.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise Unreadable(finding("USE920.unsigned", key=str(key)))
    return signed


def signer_of(text: bytes, signature: bytes) -> str | None:
    """The fingerprint of the key that signed a text; None where the signature is not of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seal.sig"
        file.write_bytes(signature)
        said = _run(("-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(file)), text)
    found = _KEY.search(said.decode("utf-8", "replace")) if said is not None else None
    return found[1] if found else None


def is_there() -> bool:
    """Whether there is a ssh-keygen to ask."""
    return _program() is not None


def _program() -> str | None:
    """The path of ssh-keygen; one in the folder of the moment is not taken."""
    found = shutil.which("ssh-keygen")
    return found if found and Path(found).is_absolute() else None


def _run(arguments: Sequence[str], text: bytes) -> bytes | None:
    program = _program()
    if program is None:
        return None
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - ssh-keygen itself, with arguments that are all ours
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
    return done.stdout if done.returncode == 0 else None
