"""The register of dispatch, with more at its end."""

from __future__ import annotations

from collections.abc import Sequence

from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Change, made, rewritten
from sambruk_cli.edits.toml import TomlTable, new_toml
from sambruk_cli.register.dispatch import FILE, DispatchFile
from sambruk_cli.register.toml import parse_toml


def with_sent(before: bytes | None, entries: Sequence[TomlTable]) -> Change:
    """The file with entries after the last.

    Args:
      before: what it holds; None where there is none.
    Raises:
      Unreadable: when the text cannot be added to, as it does not list what is sent in `[[sent]]`.
      pydantic_core.ValidationError: when an entry is none.
    """
    added = new_toml({"sent": [*entries]})
    if before is None:
        DispatchFile.model_validate(parse_toml(added, FILE))
        return made(FILE, added)
    text = text_of(before)
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    new = f"{whole}{chr(10) if whole.strip() else ''}{added}"
    DispatchFile.model_validate(parse_toml(new, FILE))
    return rewritten(FILE, before, new)
