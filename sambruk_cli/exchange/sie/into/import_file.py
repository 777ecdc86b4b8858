"""The SIE file that is imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.digest import digest


@dataclass(frozen=True)
class ImportFile:
    """A SIE file that has been read; `name` is the path for messages."""

    file: sie.SieFile
    name: str

    @property
    def stem(self) -> str:
        """The name without folders, as it is kept in the books."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def sha256(self) -> str:
        """Of what the file says, see `digest`."""
        return digest(self.file)
