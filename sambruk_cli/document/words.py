"""The register's own words (kinds, roles, states) as the tables of a language say them."""

from __future__ import annotations

from sambruk_cli.language import Language, pick

_ROLES = {
    "chair": ("Ordförande", "Chair"),
    "member": ("Ledamot", "Member"),
    "deputy": ("Suppleant", "Deputy"),
    "auditor": ("Revisor", "Auditor"),
    "deputy_auditor": ("Revisorssuppleant", "Deputy auditor"),
    "nominating": ("Valberedning", "Nominating committee"),
    "executive": ("Tjänsteman", "Executive"),
}
_STATES = {
    "active": ("pågående", "active"),
    "network": ("nätverk", "network"),
    "dormant": ("vilande", "dormant"),
    "new": ("nytt", "new"),
}
_CHARGES = {
    "entry_contribution": ("Insats", "Entry"),
    "annual_fee": ("Årsavgift", "Annual fee"),
    "special_levy": ("Extra utdeb.", "Levy"),
}
_KINDS = {
    "municipality": ("kommun", "municipality"),
    "organisation": ("organisation", "organisation"),
}


def role_name(role: str, language: Language) -> str:
    """A role in the association's organisation."""
    return pick(language, *_ROLES[role])


def status_name(status: str | None, language: Language) -> str:
    """A project's status; "" where it has none."""
    return pick(language, *_STATES[status]) if status else ""


def charge_name(kind: str, language: Language) -> str:
    """A kind of charge, short enough to head a column."""
    return pick(language, *_CHARGES[kind])


def kind_name(kind: str, language: Language) -> str:
    """A kind of member."""
    return pick(language, *_KINDS[kind])
