"""Seals of fiscal years: ledger/seals/YEAR.toml, and the year in canonical form beside it.

`digest` is the SHA-256 of the file without its own line, so that a shell can tell as well as this
program whether a seal was edited (docs/seals.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import tomli_w
from pydantic_core import ValidationError

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.register.fields import YearLabel
from sambruk_cli.register.model import Model
from sambruk_cli.register.toml import parse_toml
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.workspace import Workspace

FOLDER = "ledger/seals"
# 2: the register's parts have fixed assets and grants. A seal is held against what its own has.
FORMAT = 2
_DIGEST = b"digest = "
_HEAD = "# The seal of a fiscal year, made by sambruk seal. Not to be edited: see docs/seals.md.\n"


class Seal(Model):
    """A seal. `digest` is its own, `content` that of the year in canonical form.

    `places` says in which of `files` the vouchers stood, in order: "12*0 3*1" is twelve in the
    first and three in the second. `postings` counts those of the year. `commit` is the one that
    holds the files as they were sealed; `set_checksum` is Tackler's; `previous_year` and
    `previous_digest` are of the seal that this one follows on from.
    """

    digest: str
    format: int
    year: YearLabel
    start: date
    end: date
    sealed_on: date
    sealed_by: str
    program: str
    commit: str | None = None
    content: str
    vouchers: int
    postings: int
    opening: str
    places: str = ""
    set_checksum: str | None = None
    previous_year: YearLabel | None = None
    previous_digest: str | None = None
    files: dict[str, str] = {}  # noqa: RUF012 (a model is frozen, its default with it)
    register: dict[str, str] = {}  # noqa: RUF012


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
      Unreadable: as `Workspace.read_bytes`.
    """
    data = workspace.read_bytes(name)
    try:
        values = parse_toml(workspace.as_text(name, data), name)
        format_ = values.get("format")
        if isinstance(format_, int) and format_ > FORMAT:
            values = {key: values[key] for key in values.keys() & Seal.__annotations__.keys()}
        seal = Seal.model_validate(values)
    except (ValidationError, Unreadable):
        return None, False
    return seal, seal.digest == own_digest(data) and seal.format > 0
