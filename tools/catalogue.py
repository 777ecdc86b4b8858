"""Renew the message catalogue: what the code says, with the Swedish that is already known.

    python -m tools.catalogue [--check]

The Swedish is written in sambruk_cli/messages/locale/sv/LC_MESSAGES/sambruk.po, by hand.
"""

from __future__ import annotations

import argparse
import ast
import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import typer
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sambruk_cli.console.app import app
from sambruk_cli.console.help import METAVAR, placeholder_words
from sambruk_cli.console.languages import VARIABLE
from sambruk_cli.console.lazy import COMMANDS
from sambruk_cli.console.usage import TEMPLATES
from sambruk_cli.messages.codes import CODES
from sambruk_cli.messages.saying import FOLDER

ROOT = Path(__file__).parents[1] / "sambruk_cli"
PO = FOLDER / "sv" / "LC_MESSAGES" / "sambruk.po"
MO = PO.with_suffix(".mo")


# The files hold no day of making: the same messages give the same bytes.
_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)


class Key(NamedTuple):
    """What a translation is found by."""

    template: str
    plural: str | None = None
    context: str | None = None


def keys() -> list[Key]:
    """Everything the program can say, in an order that does not change."""
    found = {*_in_tables(), *_in_code(), *_in_help()}
    return sorted(found, key=lambda k: (k.template, k.context or ""))


def _in_tables() -> Iterator[Key]:
    for entry in CODES.values():
        for said in entry.said.values():
            yield from (Key(text) for text in said if text)
    yield from (Key(text) for text in TEMPLATES)
    yield from (Key(lazy.summary) for lazy in COMMANDS.values())


def _in_code() -> Iterator[Key]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _in_call(node)


def _in_call(node: ast.Call) -> Iterator[Key]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    texts = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
    match name, texts:
        case "say", [_, str(text), *_]:
            yield Key(text)
        case "of", [str(text), *_] if _is_message(node.func):
            yield Key(text)
        case "say_in", [_, str(context), str(text), *_]:
            yield Key(text, context=context)
        case "say_count", [_, _, str(one), str(many), *_]:
            yield Key(one, many)


def _is_message(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "Message"


def _in_help() -> Iterator[Key]:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = "en"  # or the help would be in Swedish already
    try:
        yield from _of_command(typer.main.get_command(app))
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before


def _of_command(command: Any) -> Iterator[Key]:
    texts = [command.help, *(getattr(p, "help", None) for p in command.params)]
    yield from (Key(text) for text in texts if text)
    usage = [command.options_metavar, getattr(command, "subcommand_metavar", None)]
    for text in (*usage, *(p.metavar for p in command.params)):
        yield from (Key(word, context=METAVAR) for word in placeholder_words(text or ""))
    for found in getattr(command, "commands", {}).values():
        yield from _of_command(found)


def renewed() -> Catalog:
    """The Swedish catalogue with exactly the keys of the code; new ones are empty."""
    with PO.open("rb") as file:
        known = read_po(file, locale="sv", domain="sambruk")
    found = Catalog(
        locale="sv",
        domain="sambruk",
        fuzzy=False,
        header_comment="# Swedish of sambruk.",
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
    )
    for key in keys():
        ident = (key.template, key.plural) if key.plural else key.template
        before = known.get(key.template, key.context)
        empty: Any = ("", "") if key.plural else ""
        found.add(ident, before.string if before else empty, context=key.context)
    return found


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The text of the .po file and the bytes of the .mo file."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=98, omit_header=False, sort_output=True)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def _is_translated(message: Any) -> bool:
    return all(message.string) if message.pluralizable else bool(message.string)


def main() -> int:
    """Write both files, or say with --check whether they are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    catalogue = renewed()
    po, mo = written(catalogue)
    empty = [m.id for m in catalogue if m.id and not _is_translated(m)]
    for ident in empty:
        sys.stdout.write(f"no Swedish: {ident!r}\n")
    if check:
        return int(bool(empty) or PO.read_bytes() != po or MO.read_bytes() != mo)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    return 0


if __name__ == "__main__":
    sys.exit(main())
