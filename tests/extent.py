"""How much is tried: a sample in `make test`, everything in `make thorough`.

`make thorough` sets SAMBRUK_THOROUGH to the seed of what is made up at random: a fixed one in CI,
another with `make thorough SEED=…`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_SEED = os.environ.get("SAMBRUK_THOROUGH", "")
THOROUGH = bool(_SEED)
SEED = int(_SEED or 2007)


def rounds(whole: int, sample: int) -> int:
    """How many rounds: all of them in `make thorough`, a few otherwise."""
    return whole if THOROUGH else sample


def tried(examples: int, *allowed: HealthCheck, few: int = 10) -> settings:
    """The settings of a test of a property: its examples, of which `make test` tries a tenth.

    It tries a few where that is more.

    Those of `make test` are the same in every run; those of `make thorough` follow from its seed,
    which the Makefile gives to Hypothesis. How long one takes depends on what else the machine
    does, so it is no fault.
    """
    return settings(
        max_examples=rounds(examples, max(few, examples // 10)),
        deadline=None,
        derandomize=not THOROUGH,
        suppress_health_check=[HealthCheck.too_slow, *allowed],
    )


def sample(cases: Iterable[Any], kept: Collection[Any]) -> list[Any]:
    """Cases for parametrize: those kept for `make test` as they are, the others as thorough."""
    found = list(cases)
    assert set(kept) <= set(found), "what is kept is one of the cases"
    thorough = pytest.mark.thorough
    return [case if case in kept else pytest.param(case, marks=thorough) for case in found]


def one_of_each(cases: Iterable[str], kind: Callable[[str], str]) -> list[Any]:
    """Cases for parametrize: the first of each kind as it is, the others as further ones."""
    found: list[Any] = []
    seen: set[str] = set()
    for case in cases:
        found.append(pytest.param(case, marks=pytest.mark.further) if kind(case) in seen else case)
        seen.add(kind(case))
    return found
