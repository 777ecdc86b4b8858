"""What `sambruk cache` shows: what is kept of a workspace, or what has been removed."""

from __future__ import annotations

from collections.abc import Mapping

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.views.view import View


def cache_view(facts: Mapping[str, str | int], language: Language) -> View:
    """Facts of the cache by key, one below the other."""
    names, states = _names(language), _states(language)
    rows = tuple(
        Row((Shown(names[key], key), Shown(states.get(str(value), str(value)), value)))
        for key, value in facts.items()
    )
    table = Table("cache", (Column("", key="key"), Column("", key="value")), rows)
    return View((table,), table, lambda: facts)


def _names(language: Language) -> dict[str, str]:
    return {
        "file": say(language, "File"),
        "folder": say(language, "Folder"),
        "bytes": say(language, "Bytes"),
        "state": say(language, "State"),
        "vouchers_until": say(language, "Vouchers until"),
        "months": say(language, "Months"),
        "files": say(language, "Files"),
        "removed": say(language, "Removed"),
        "answers": say(language, "Answers"),
        "answer_bytes": say(language, "Bytes of answers"),
        "answers_removed": say(language, "Answers removed"),
    }


def _states(language: Language) -> dict[str, str]:
    return {
        "empty": say(language, "nothing kept"),
        "current": say(language, "current"),
        "changed": say(language, "something has changed since"),
    }
