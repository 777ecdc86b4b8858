"""A frozen class is held to the data class that Python makes of the same fields."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from sambruk_cli.frozen import frozen


@frozen
class Ours:
    name: str
    amount: int = 0
    line: int = field(default=0, compare=False)
    kept: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    name: str
    amount: int = 0
    line: int = field(default=0, compare=False)
    kept: str = field(default="", repr=False)


@frozen
class Nothing:
    pass


if TYPE_CHECKING:  # mypy reports an ignore that nothing needs: it must refuse this line
    Ours("a").name = "b"  # type: ignore[misc]

VALUES = (("a", 1, 0, ""), ("a", 1, 5, ""), ("a", 1, 0, "x"), ("b", 1, 0, ""))


@pytest.mark.parametrize("one", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_two_are_equal_and_hash_the_same_where_data_classes_are(
    one: tuple[str, int, int, str], other: tuple[str, int, int, str]
) -> None:
    equal = Theirs(*one) == Theirs(*other)
    assert (Ours(*one) == Ours(*other)) is equal
    assert len({Ours(*one), Ours(*other)}) == (1 if equal else 2)


def test_it_is_written_as_a_data_class_is() -> None:
    assert repr(Ours("a", 2)) == repr(Theirs("a", 2)).replace("Theirs", "Ours")
    assert repr(Nothing()) == "Nothing()"


def test_those_of_another_class_are_not_equal_and_those_without_fields_are() -> None:
    assert Ours("a") != object()
    assert Ours("a") not in {object(), Nothing()}
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_it_has_slots_and_can_be_had_anew_with_other_values() -> None:
    assert not hasattr(Ours("a"), "__dict__")
    assert replace(Ours("a", 2, 3), name="b") == Ours("b", 2)


def test_a_method_that_the_class_writes_itself_stays() -> None:
    @frozen
    class Loud:
        name: str

        def __repr__(self) -> str:
            return self.name.upper()

    assert repr(Loud("a")) == "A"
