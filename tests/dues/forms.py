"""Members with what is known of them, and a fee of any form, as TOML."""

from __future__ import annotations

HEAD = """
[[kinds]]
id = "person"
label = "Person"

[[kinds]]
id = "company"
label = "Företag"

[[attributes]]
id = "turnover"
label = "omsättning"

[[attributes]]
id = "employees"
label = "anställda"

[[attributes]]
id = "status"
label = "status"
type = "text"

[[attributes]]
id = "role"
label = "uppdrag"
type = "text"

[[attributes]]
id = "born"
label = "född"
type = "year"
"""


def member(name: str, *known: tuple[str, str, object], more: str = "", kind: str = "person") -> str:
    """A member with attributes: name, day, value."""
    values = ", ".join(
        f'{{ name = "{what}", date = {day}, value = {value}, source = "x" }}'
        for what, day, value in known
    )
    return f"""
[[members]]
id = "{name}"
name = "{name.title()}"
kind = "{kind}"
attributes = [{values}]
{more}
"""


def fee(form: str, **more: str) -> str:
    keys = {
        "id": '"avgift"',
        "kind": '"annual_fee"',
        "valid_from": "2015-01-01",
        "account": '"3110"',
        "joiners": '"months"',
        "decision": '"Årsmötet"',
        **more,
    }
    return "\n[[schedules]]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items()) + form + "\n"
