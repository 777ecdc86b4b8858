"""What pydantic finds wrong in a file of config/, as findings in the words of the file."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.register.locate import Located, Path


def fault_finding(model: type[BaseModel], located: Located, fault: ErrorDetails) -> Finding:
    path = _within(located, fault["loc"])
    line = located.line(*path)
    name = ".".join(str(part) for part in path if isinstance(part, str))
    hint: str | None
    if fault["type"] == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        hint = did_you_mean(str(path[-1]), known, f"known keys: {', '.join(sorted(known))}")
        return finding(
            "REG101", f'unknown key "{path[-1]}"', file=located.file, line=line, hint=hint
        )
    code, message = "REG102", _message(fault)
    hint = "docs/register.md says what each key holds"
    if fault["type"] == "missing":
        message = f'the key "{path[-1]}" is missing'
        hint = f'add a line "{path[-1]} = ..."'
    elif name.endswith("organisation_number"):
        code, hint = "REG108", "compare it with the registration certificate"
        message = f'"{fault["input"]}" {message}'
    elif fault["type"] == "literal_error":
        allowed = re.findall(r"'([^']+)'", fault["msg"])
        hint = did_you_mean(str(fault["input"]), allowed, f"allowed: {', '.join(allowed)}")
        message = f'{name} cannot be "{fault["input"]}"'
    else:
        message = f"{name}: {message}" if name else message
    return finding(code, message, file=located.file, line=line, hint=hint)


# pydantic's kinds of fault, in the words of the file.
_WORDS = {
    "tuple_type": "must be a list in [brackets]",
    "decimal_type": "must be an amount without quotes, as 500 or 500.50",
    "is_instance_of": "must be an amount without quotes, as 500 or 500.50",
    "string_type": 'must be a text in "quotes"',
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "date_type": "must be a date, as 2007-04-23",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "string_pattern_mismatch": "has a form that is not allowed here",
}


def _message(fault: ErrorDetails) -> str:
    if fault["type"] in _WORDS:
        return _WORDS[fault["type"]]
    message = fault["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _within(located: Located, loc: tuple[int | str, ...]) -> Path:
    """The path in the file: pydantic adds the branch of a union, which no file has."""
    path: Path = ()
    for part in loc:
        longer = (*path, part)
        known = longer in located.lines or any(p[: len(longer)] == longer for p in located.lines)
        if not known and part != loc[-1]:
            return path
        path = longer
    if path not in located.lines and path[:-1] in located.lines and "[" in str(path[-1]):
        return path[:-1]
    return path


def _keys_at(model: type[BaseModel], path: Path) -> set[str]:
    current: Any = model
    for part in path:
        if isinstance(part, str):
            fields = {(f.alias or n): f for n, f in current.model_fields.items()}
            current = next(_models_in(fields[part].annotation), None) if part in fields else None
        if current is None:
            return set()
    return {info.alias or name for name, info in current.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)
