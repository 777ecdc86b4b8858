"""What pydantic finds wrong in a file of config/, as findings in the words of the file."""

from __future__ import annotations

import re

from pydantic_core import ErrorDetails

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.locate import KeyPath, Located
from sambruk_cli.register.model import Model, fields_of, key_of, models_in
from sambruk_cli.register.organisation_number import lacks_its_check_digit


def fault_finding(model: type[Model], located: Located, fault: ErrorDetails) -> Finding:
    """One fault of a file as a finding on the line of the key.

    Args:
      model: what the whole file was read as.
      fault: one of ValidationError.errors().
    """
    loc, given = fault["loc"], fault["input"]
    error = fault.get("ctx", {}).get("error")
    if isinstance(error, Unfit) and error.key is not None:
        loc, given = (*loc, error.key), given[error.key]
    path = _within(located, loc)
    file, line = located.file, located.line(*path)
    last = str(path[-1]) if path else file
    key = ".".join(str(part) for part in path if isinstance(part, str)) or file
    match fault["type"]:
        case "extra_forbidden":
            known = tuple(sorted(_keys_at(model, path[:-1])))
            hint = nearest(last, known)
            return finding("REG101", key=last, known=known, hint=hint, file=file, line=line)
        case "missing":
            return finding("REG102.missing", key=last, file=file, line=line)
        case "literal_error":
            allowed = tuple(re.findall(r"'([^']+)'", fault["ctx"]["expected"]))
            value = fault["input"]
            if not isinstance(value, str):
                said = _WORDS["string_type"]
                hint = Message.of("allowed: {allowed}", allowed=allowed)
                return finding("REG102", key=key, fault=said, hint=hint, file=file, line=line)
            hint = nearest(value, allowed)
            return finding(
                "REG102.word",
                key=key,
                value=value,
                allowed=allowed,
                hint=hint,
                file=file,
                line=line,
            )
    said = _said(fault)
    if key.endswith("organisation_number") and fault["type"] == "value_error":
        number = str(given)
        if key == "association.organisation_number" and lacks_its_check_digit(number):
            return finding("REG108.association", number=number, fault=said, file=file, line=line)
        return finding("REG108", number=number, fault=said, file=file, line=line)
    hint = _LAYOUTS if file == "config/statements.toml" else None
    return finding("REG102", key=key, fault=said, hint=hint, file=file, line=line)


_LAYOUTS = Message.of("docs/statements.md says what each key holds")
_LIST = Message.of("must be a list in [brackets]")
_AMOUNT = Message.of("must be an amount without quotes, as 500 or 500.50")
_TABLE = Message.of("must be a table")

# pydantic's kinds of fault, in the words of the file.
_WORDS = {
    "tuple_type": _LIST,
    "decimal_type": _AMOUNT,
    "is_instance_of": _AMOUNT,
    "finite_number": _AMOUNT,
    "string_type": Message.of('must be a text in "quotes"'),
    "int_type": Message.of("must be a whole number"),
    "bool_type": Message.of("must be true or false"),
    "date_type": Message.of("must be a date, as 2007-04-23"),
    "dict_type": _TABLE,
    "model_type": _TABLE,
}


def _said(fault: ErrorDetails) -> Message:
    """What is wrong with the value of a key, to follow the key's name."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in _WORDS:
        return _WORDS[kind]
    match kind:
        case "greater_than_equal":
            return Message.of("must be at least {least}", least=context["ge"])
        case "less_than_equal":
            return Message.of("must be at most {most}", most=context["le"])
        case "string_too_long":
            return Message.of("has more than {most} characters", most=context["max_length"])
        case "value_error" if isinstance(context["error"], Unfit):
            return context["error"].said
    # Only what a test in tests/register/test_faults.py has not seen comes here.
    return Message.of('is not valid: "{text}"', text=fault["msg"])


def _within(located: Located, loc: tuple[int | str, ...]) -> KeyPath:
    """The path in the file: pydantic adds the branch of a union, which no file has."""
    path: KeyPath = ()
    for part in loc:
        longer = (*path, part)
        # Everything around a key that stands in the file has a line of its own.
        if longer not in located.lines and part != loc[-1]:
            return path
        path = longer
    if path not in located.lines and path[:-1] in located.lines and "[" in str(path[-1]):
        return path[:-1]
    return path


def _keys_at(model: type[Model], path: KeyPath) -> set[str]:
    current: type[Model] | None = model
    for part in path:
        if isinstance(part, str) and current is not None:
            fields = {key_of(name): kind for name, kind in fields_of(current).items()}
            current = next(iter(models_in(fields.get(part))), None)
    return {key_of(name) for name in fields_of(current)} if current else set()
