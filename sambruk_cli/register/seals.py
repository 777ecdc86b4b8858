"""Seals of fiscal years: ledger/seals/YEAR.toml, and the year in canonical form beside it.

`digest` is the SHA-256 of the file without its own line, so that a shell can tell as well as this
program whether a seal was edited (docs/seals.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import tomli_w
from pydantic_core import ValidationError

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import PrintableLine, YearLabel, of_form
from sambruk_cli.register.model import Bounds, Model
from sambruk_cli.register.toml import parse_toml
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.workspace import Workspace

FOLDER = "ledger/seals"
# 2: the register's parts have fixed assets and grants. 3: every document of a voucher is sealed,
# not the first alone, and of the board ids in place of names. A seal is held against what its own
# format has.
FORMAT = 3
_DIGEST = b"digest = "
_MOST = 16 << 20  # bytes: of a year with tens of thousands of files and parts
_HEAD = "# The seal of a fiscal year, made by sambruk seal. Not to be edited: see docs/seals.md.\n"


_NO_DIGEST = Message.of("must be the 64 hexadecimal digits of a SHA-256")
HexDigest = Annotated[str, of_form(r"[0-9a-f]{64}", _NO_DIGEST)]
_NO_COMMIT = Message.of("must be the hexadecimal digits of a commit")
CommitId = Annotated[str, of_form(r"[0-9a-f]{40}|[0-9a-f]{64}", _NO_COMMIT)]
Count = Annotated[int, Bounds(0, 10**12)]


class Seal(Model):
    """A seal. `digest` is its own, `content` that of the year in canonical form.

    `places` says in which of `files` the vouchers stood, in order: "12*0 3*1" is twelve in the
    first and three in the second. `postings` counts those of the year. `commit` is the one that
    holds the files as they were sealed; `set_checksum` is Tackler's; `previous_year` and
    `previous_digest` are of the seal that this one follows on from.
    """

    digest: HexDigest
    format: Annotated[int, Bounds(1, 10**6)]
    year: YearLabel
    start: date
    end: date
    sealed_on: date
    sealed_by: PrintableLine
    program: PrintableLine
    commit: CommitId | None = None
    content: HexDigest
    vouchers: Count
    postings: Count
    opening: HexDigest
    places: str = ""
    set_checksum: HexDigest | None = None
    previous_year: YearLabel | None = None
    previous_digest: HexDigest | None = None
    files: dict[str, HexDigest] = {}  # noqa: RUF012 (a model is frozen, its default with it)
    register: dict[PrintableLine, HexDigest] = {}  # noqa: RUF012


def seal_file(label: str) -> str:
    """Where the seal of a year is."""
    return f"{FOLDER}/{folder_of(label)}.toml"


def content_file(label: str) -> str:
    """Where the year is in canonical form."""
    return f"{FOLDER}/{folder_of(label)}.txt"


def signature_file(label: str) -> str:
    """Where the signature of a seal is, where it is signed."""
    return f"{seal_file(label)}.sig"


def digest_of(data: bytes) -> str:
    """The SHA-256 of a text, whatever its lines end with."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def own_digest(data: bytes) -> str:
    """What `digest` of a seal must say."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    return hashlib.sha256(b"\n".join(x for x in lines if not x.startswith(_DIGEST))).hexdigest()


def seal_text(values: Mapping[str, Any]) -> str:
    """The text of a seal, from all its values but its digest."""
    body = tomli_w.dumps(values)
    digest = own_digest((_HEAD + body).encode())
    return f'{_HEAD}digest = "{digest}"\n{body}'


def read_seal(workspace: Workspace, name: str) -> tuple[Seal | None, bool]:
    """A seal, and whether it is as it was made; None where it cannot be read as one.

    Of one in a later format only the keys that are known are read.

    Raises:
      Unreadable: where the file cannot be read, or is no TOML.
    """
    data = workspace.read_bytes(name)
    if len(data) > _MOST:
        why = Message.of("larger than {most} MB", most=_MOST >> 20)
        raise Unreadable(finding("WSP002.large", path=name, reason=why, file=name))
    values = parse_toml(workspace.as_text(name, data), name)
    format_ = values.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        values = {key: values[key] for key in values.keys() & Seal.__annotations__.keys()}
    try:
        seal = Seal.model_validate(values)
    except ValidationError:
        return None, False
    return seal, seal.digest == own_digest(data)
