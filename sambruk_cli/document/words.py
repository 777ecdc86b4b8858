"""The register's own words (kinds, roles, states) as tables say them.

Keys are those of the register's files. An unknown key is a fault in the program: what is read
from a register has been checked against the same words.
"""

from __future__ import annotations

from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.board import BoardFile, Mandate


def mandate_role(board: BoardFile, mandate: Mandate, language: Language) -> str:
    """The role of a mandate as the association names it, to stand by itself."""
    own, role = board.own_role(mandate), board.role(mandate)
    if own is not None:
        label = pick(language, own.label, own.label_en)
        return label[:1].upper() + label[1:]
    return role_name(role, language) if role is not None else mandate.role


def role_name(role: str, language: Language) -> str:
    """A role in the association's organisation."""
    return {
        "chair": say_in(language, "role", "Chair"),
        "member": say_in(language, "role", "Member"),
        "deputy": say_in(language, "role", "Deputy"),
        "auditor": say_in(language, "role", "Auditor"),
        "deputy_auditor": say_in(language, "role", "Deputy auditor"),
        "nominating": say_in(language, "role", "Nominating committee"),
        "executive": say_in(language, "role", "Executive"),
    }[role]


def status_name(status: str | None, language: Language) -> str:
    """A project's status; "" where it has none."""
    if not status:
        return ""
    return {
        "active": say_in(language, "project", "active"),
        "network": say_in(language, "project", "network"),
        "dormant": say_in(language, "project", "dormant"),
        "new": say_in(language, "project", "new"),
    }[status]


def grant_kind(kind: str, language: Language) -> str:
    """What a grant is: one on a condition, or a gift for a purpose."""
    return {
        "conditional": say(language, "conditional grant"),
        "purpose": say(language, "gift with a purpose"),
    }[kind]


def partial_use(name: str, language: Language) -> str:
    """That what is booked as use of a grant is not all of it."""
    return say(
        language,
        "The postings show only a part of the use of {name}: what is unused is not known.",
        name=name,
    )
