"""What the models of config/ are: strict, frozen, and every fault of a file at once.

pydantic's validator (pydantic_core) judges the values. It is told here what a model holds, because
pydantic's own way from a class to its validator takes more time than everything else that a small
workspace needs (docs/DECISIONS.md has the figures). A test holds the two ways to the same verdicts.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Self

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from sambruk_cli.frozen import frozen


@frozen
class Check:
    """In `Annotated`: a function that returns the value, or another one, or raises Unfit.

    `when` is "after" the value is known to be of its type, "before" that, or "instead" of it.
    """

    function: Callable[[Any], Any]
    when: typing.Literal["before", "after", "instead"] = "after"


@frozen
class Bounds:
    """In `Annotated`: the smallest and largest number, or the most characters of a text."""

    least: int | None = None
    most: int | None = None
    characters: int | None = None


_PLAIN: dict[Any, Callable[[], CoreSchema]] = {
    str: core_schema.str_schema,
    int: core_schema.int_schema,
    bool: core_schema.bool_schema,
    date: core_schema.date_schema,
    Decimal: core_schema.decimal_schema,
}


@typing.dataclass_transform(kw_only_default=True, frozen_default=True)
class Model:
    """Values read from a table of TOML; an unknown key or a value of another type is a fault.

    A field is written as in a dataclass. One whose name ends in an underscore is without it in the
    file (`from_` reads `from`).
    """

    # What pydantic_core sets on the instances that it makes.
    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )

    def __init__(self, **values: Any) -> None:
        """A model of values given by the names of its fields.

        Raises:
          pydantic_core.ValidationError: with every fault of the values.
        """
        keys = {key_of(name): value for name, value in values.items()}
        _validator(type(self)).validate_python(keys, self_instance=self)

    @classmethod
    def model_validate(cls, values: Any) -> Self:
        """A model of values given by the keys of the file.

        Raises:
          pydantic_core.ValidationError: with every fault of the values.
        """
        made: Self = _validator(cls).validate_python(values)
        return made

    def whole(self) -> None:
        """Overridden where fields must agree with each other; raises Unfit."""

    def replace(self, **changes: Any) -> Self:
        """The same with other values in some fields.

        Raises:
          pydantic_core.ValidationError: with every fault of the values.
        """
        return type(self)(**{**vars(self), **changes})

    def altered(self, **changes: Any) -> Self:
        """The same with other values in some fields, which are known to be right."""
        return self.of_values({**vars(self), **changes})

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> Self:
        """A model of values by the names of all its fields, which are known to be right.

        What a register of 100 000 members is altered by: to judge them again takes seconds. The
        dictionary is the model's own from then on.
        """
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        return made

    def stated(self) -> dict[str, Any]:
        """The fields that are not what they would be where the file is silent, by their names.

        Models in them are dictionaries of the same kind.
        """
        return {
            name: _stated(value)
            for name, value in vars(self).items()
            if value != _default(type(self), name)
        }

    def given(self) -> dict[str, Any]:
        """The fields that are not what they would be where the file is silent, by their names."""
        return {k: v for k, v in vars(self).items() if v != _default(type(self), k)}

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be removed")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({said})"


def key_of(name: str) -> str:
    """The key of the file that a field stands for."""
    return name.removesuffix("_")


def fields_of(model: type[Model]) -> Mapping[str, Any]:
    """The fields of a model with their types, in the order in which they are written."""
    return typing.get_type_hints(model, localns={}, include_extras=True)


def defaults_of(model: type[Model]) -> dict[str, Any]:
    """What the fields hold where the file is silent, by their names; those without are left out."""
    found = {name: _default(model, name) for name in fields_of(model)}
    return {name: default for name, default in found.items() if default is not ...}


def judge_of(model: type[Model], name: str) -> Callable[[Any], Any]:
    """What judges a value of one field by itself, as a value of the whole model is judged.

    It returns the value that the model would hold, and raises pydantic_core.ValidationError.
    """
    schema = _schema(fields_of(model)[name])
    return SchemaValidator(schema, core_schema.CoreConfig(strict=True)).validate_python


def models_in(kind: Any) -> list[type[Model]]:
    """The models that a type is made of, outermost first."""
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias):
        return [kind] if issubclass(kind, Model) else []
    return [model for argument in typing.get_args(kind) for model in models_in(argument)]


def _stated(value: Any) -> Any:
    if isinstance(value, Model):
        return value.stated()
    if isinstance(value, tuple):
        return tuple(_stated(item) for item in value)
    return value


def _default(model: type[Model], name: str) -> Any:
    """What a field holds where the file is silent; `...` where it must not be."""
    of_model = model.__mro__[: model.__mro__.index(Model)]
    return next((vars(of)[name] for of in of_model if name in vars(of)), ...)


_VALIDATORS: dict[type[Model], SchemaValidator] = {}


def _validator(model: type[Model]) -> SchemaValidator:
    if model not in _VALIDATORS:
        _VALIDATORS[model] = SchemaValidator(_model_schema(model))
    return _VALIDATORS[model]


def _model_schema(model: type[Model]) -> CoreSchema:
    fields = {name: _field_schema(model, name, kind) for name, kind in fields_of(model).items()}
    made = core_schema.model_schema(
        model,
        core_schema.model_fields_schema(fields, model_name=model.__name__),
        config=core_schema.CoreConfig(
            title=model.__name__, strict=True, extra_fields_behavior="forbid"
        ),
    )
    if model.whole is Model.whole:
        return made

    def agreeing(value: Model) -> Model:
        value.whole()
        return value

    return core_schema.no_info_after_validator_function(agreeing, made)


def _field_schema(model: type[Model], name: str, kind: Any) -> core_schema.ModelField:
    schema, default = _schema(kind), _default(model, name)
    if default is not ...:
        schema = core_schema.with_default_schema(schema, default=default)
    return core_schema.model_field(schema, validation_alias=key_of(name))


@cache
def _schema(kind: Any) -> CoreSchema:
    if kind in _PLAIN:
        return _PLAIN[kind]()
    arguments = typing.get_args(kind)
    match typing.get_origin(kind):
        case typing.Annotated:
            return _annotated(arguments[0], arguments[1:])
        case typing.Literal:
            return core_schema.literal_schema(list(arguments))
        case builtin if builtin is tuple:
            # Not strict: the lists of TOML are taken too. What stands in it is judged strictly.
            return core_schema.tuple_schema(
                [_schema(arguments[0])], variadic_item_index=0, strict=False
            )
        case builtin if builtin is dict:
            return core_schema.dict_schema(_schema(arguments[0]), _schema(arguments[1]))
        case types.UnionType | typing.Union if (
            len(arguments) == 2 and arguments[1] is types.NoneType
        ):
            return core_schema.nullable_schema(_schema(arguments[0]))
    if isinstance(kind, type) and issubclass(kind, Model):
        return _model_schema(kind)
    raise TypeError(f"a model cannot hold {kind}")


def _annotated(kind: Any, marks: tuple[Any, ...]) -> CoreSchema:
    instead = [mark for mark in marks if isinstance(mark, Check) and mark.when == "instead"]
    if instead:
        return core_schema.no_info_plain_validator_function(instead[0].function)
    schema = _schema(kind)
    for mark in marks:
        match mark:
            case Check(function, "before"):
                schema = core_schema.no_info_before_validator_function(function, schema)
            case Check(function):
                schema = core_schema.no_info_after_validator_function(function, schema)
            case Bounds():
                schema = _bounded(schema, mark)
    return schema


def _bounded(schema: CoreSchema, bounds: Bounds) -> CoreSchema:
    limits = {"ge": bounds.least, "le": bounds.most, "max_length": bounds.characters}
    given = {name: limit for name, limit in limits.items() if limit is not None}
    return typing.cast(CoreSchema, {**schema, **given})
