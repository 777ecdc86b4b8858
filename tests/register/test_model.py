"""Our models say of every value what pydantic says, whose validator they use by a shorter way."""

from __future__ import annotations

import types
import typing
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pydantic
import pydantic_core
import pytest

from sambruk_cli.register.board import Mandate
from sambruk_cli.register.fees import ReferenceDay, Tier
from sambruk_cli.register.layout import LayoutRow
from sambruk_cli.register.members import Member, MembersFile, Population
from sambruk_cli.register.model import Bounds, Check, Model, fields_of, key_of
from tests.register.test_faults import MODELS, VALUES

WHEN: dict[str, Any] = {
    "after": pydantic.AfterValidator,
    "before": pydantic.BeforeValidator,
    "instead": pydantic.PlainValidator,
}


def as_pydantics(kind: Any) -> Any:
    """A type of ours in the words of pydantic."""
    arguments = typing.get_args(kind)
    match typing.get_origin(kind):
        case typing.Annotated:
            return Annotated[as_pydantics(arguments[0]), *map(_mark, arguments[1:])]
        case builtin if builtin is tuple:
            return tuple.__class_getitem__((as_pydantics(arguments[0]), ...))
        case builtin if builtin is dict:
            return dict.__class_getitem__((arguments[0], as_pydantics(arguments[1])))
        case types.UnionType | typing.Union:
            return typing.Union[tuple(map(as_pydantics, arguments))]  # noqa: UP007
    return pydantics(kind) if isinstance(kind, type) and issubclass(kind, Model) else kind


def _mark(mark: Any) -> Any:
    if isinstance(mark, Check):
        return WHEN[mark.when](mark.function)
    assert isinstance(mark, Bounds)
    return pydantic.Field(ge=mark.least, le=mark.most, max_length=mark.characters)


def pydantics(model: Any) -> type[pydantic.BaseModel]:
    """A model of ours as pydantic makes one of the same fields."""
    fields = {
        name: (as_pydantics(kind), pydantic.Field(getattr(model, name, ...), alias=key_of(name)))
        for name, kind in fields_of(model).items()
    }

    def agreeing(value: Any) -> Any:
        model.whole(value)
        return value

    create: Any = pydantic.create_model
    made: type[pydantic.BaseModel] = create(
        model.__name__,
        __config__=pydantic.ConfigDict(extra="forbid", frozen=True, strict=True),
        __validators__={"whole": pydantic.model_validator(mode="after")(agreeing)},
        **fields,
    )
    return made


def verdict(model: Any, values: Any) -> Any:
    """What is wrong with the values, or what they were read as."""
    try:
        return "read", made_of(model.model_validate(values))
    except pydantic_core.ValidationError as error:
        faults = error.errors(include_url=False)
        return [
            {
                **fault,
                "ctx": {k: str(v) for k, v in fault.get("ctx", {}).items()},
                "input": as_lists(fault["input"]),
            }
            for fault in faults
        ]


def as_lists(value: Any) -> Any:
    """What was refused, with every list as TOML gives it."""
    if isinstance(value, dict):
        return {key: as_lists(item) for key, item in value.items()}
    return list(map(as_lists, value)) if isinstance(value, list | tuple) else value


def wrong_in(model: type[Model], values: dict[str, Any]) -> set[Any]:
    """The keys of a table whose values are wrong."""
    try:
        model.model_validate(values)
    except pydantic_core.ValidationError as error:
        return {fault["loc"][0] for fault in error.errors() if fault["loc"]}
    return set()


def made_of(value: Any) -> Any:
    """A model of either kind as its fields."""
    if isinstance(value, Model | pydantic.BaseModel):
        return {name: made_of(item) for name, item in vars(value).items()}
    if isinstance(value, tuple):
        return tuple(map(made_of, value))
    return type(value), str(value)


def least(model: type[Model]) -> dict[str, Any]:
    """A value that is fit for each field that must be there, as far as VALUES has one."""
    made = {}
    for name in fields_of(model):
        if hasattr(model, name):
            continue
        for value in VALUES:
            if key_of(name) not in wrong_in(model, {key_of(name): value}):
                made[key_of(name)] = value
                break
    return made


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_value_in_every_key_gets_the_verdict_of_pydantic(model: type[Model]) -> None:
    fit, theirs = least(model), pydantics(model)
    for values in ({}, (), None, fit, {**fit, "okand": 1}):
        assert verdict(model, values) == verdict(theirs, values)
    for key in map(key_of, fields_of(model)):
        for value in VALUES:
            for values in ({key: value}, {**fit, key: value}, {**fit, key: [value]}):
                as_tuple = {k: tuple(v) if v == [value] else v for k, v in values.items()}
                assert verdict(model, values) == verdict(theirs, as_tuple)


def test_a_whole_file_is_read_at_once_with_what_it_leaves_out() -> None:
    read = MembersFile.model_validate(
        {
            "members": [
                {
                    "id": "ale",
                    "name": "Ale",
                    "kind": "municipality",
                    "populations": [{"date": date(2006, 12, 31), "count": 26_405, "source": "SCB"}],
                }
            ]
        }
    )
    counted = Population(date=date(2006, 12, 31), count=26_405, source="SCB")
    assert read.members == (
        Member(id="ale", name="Ale", kind="municipality", populations=(counted,)),
    )
    assert (read.members[0].left, read.members[0].reconstructed) == (None, False)
    assert hash(read) == hash(read.replace())


def test_a_name_that_python_keeps_for_itself_stands_without_its_underscore_in_the_file() -> None:
    row = {"id": "stor", "label": "Stor", "kinds": ["municipality"], "from": 50_000}
    tier = Tier.model_validate(row)
    assert tier.from_ == 50_000
    assert tier.stated() == {
        "id": "stor", "label": "Stor", "kinds": ("municipality",), "from_": 50_000
    }  # fmt: skip
    with pytest.raises(pydantic_core.ValidationError, match="from_"):
        Tier.model_validate({**row, "from_": 1})
    assert Mandate(role="chair", from_=date(2006, 1, 1)).from_ == date(2006, 1, 1)


def test_a_model_does_not_change() -> None:
    row = LayoutRow(key="kassa", label="Kassa")
    with pytest.raises(AttributeError):
        row.label = "Bank"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del row.label
    assert row.replace(label="Bank").label == "Bank"
    assert row.label == "Kassa"
    assert row != row.replace(label="Bank")


def test_a_model_of_values_that_do_not_fit_is_not_made() -> None:
    with pytest.raises(pydantic_core.ValidationError, match="either accounts or a sum"):
        LayoutRow(key="a", label="A", accounts=("1930",), sum=("b",))
    with pytest.raises(pydantic_core.ValidationError, match="less than or equal to 5"):
        ReferenceDay(on="11-01", years_before=6)
    with pytest.raises(pydantic_core.ValidationError):
        Population(date=date(2006, 1, 1), count=-1, source="SCB")


def test_what_a_file_cannot_hold_is_a_fault_of_the_program() -> None:
    class Odd(Model):
        share: float

    class Either(Model):
        value: int | str

    for model in (Odd, Either):
        with pytest.raises(TypeError, match="a model cannot hold"):
            model.model_validate({})


def test_amounts_are_exact() -> None:
    class Paid(Model):
        amount: Decimal

    assert Paid(amount=Decimal("0.10")).amount.as_tuple() == Decimal("0.10").as_tuple()
    with pytest.raises(pydantic_core.ValidationError):
        Paid(amount=0.1)  # type: ignore[arg-type]
