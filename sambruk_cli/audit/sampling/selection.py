"""Drawing a sample: items over the interval with certainty, the rest at every interval.

The method is monetary-unit sampling with fixed intervals (ISA 530, appendix 4; AICPA Audit
Sampling, chapter 6): every krona has the same chance, so that an amount twice as large is drawn
twice as often.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from sambruk_cli.audit.sampling.population import SamplingPopulation, SamplingUnit
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ORE, ZERO

MOST_ITEMS = 10_000
# What the random start is made from begins with this; another rule would get another name.
_RULE = "sambruk monetary-unit sampling 1"


@frozen
class SampledItem:
    """A unit that was drawn. `point` is the krona that was hit, None of one that is certain.

    `before` and `after` are what the population adds up to before and with the unit, certain ones
    left out; of a certain one both are nought.
    """

    unit: SamplingUnit
    point: Decimal | None
    before: Decimal
    after: Decimal

    @property
    def is_certain(self) -> bool:
        return self.point is None


@frozen
class Sample:
    """A sample and its proof. Amounts are in kronor.

    `size` is what was asked for. There are fewer items where one unit is larger than several
    intervals. `start` is the first krona, at least an öre and at most the interval.
    """

    population: SamplingPopulation
    size: int
    seed: str
    interval: Decimal
    start: Decimal
    certain: tuple[SampledItem, ...]
    drawn: tuple[SampledItem, ...]

    @property
    def items(self) -> tuple[SampledItem, ...]:
        """All items, the certain ones first."""
        return (*self.certain, *self.drawn)

    @property
    def certain_total(self) -> Decimal:
        return sum((item.unit.amount for item in self.certain), ZERO)

    @property
    def rest(self) -> Decimal:
        """Kronor of the population that the drawn items stand for."""
        return self.population.total - self.certain_total


def draw(population: SamplingPopulation, size: int, seed: str) -> Sample | None:
    """Draw a sample; the same from the same population, size and seed, anywhere and always.

    Args:
      size: items asked for, at least one.
      seed: any text that the auditor chooses, after the books are closed.
    Returns:
      None where there is nothing to draw from.
    Raises:
      ValueError: when the size is below one (a programming error).
    """
    if size < 1:
        raise ValueError("a sample has at least one item")
    if not population.units:
        return None
    interval = (population.total / size).quantize(ORE, rounding=ROUND_CEILING)
    start = random_start(population.digest, seed, interval)
    certain, drawn = [], []
    point, before = start, ZERO
    for unit in population.units:
        if unit.amount >= interval:
            certain.append(SampledItem(unit, None, ZERO, ZERO))
            continue
        after = before + unit.amount
        if point <= after:
            drawn.append(SampledItem(unit, point, before, after))
            point += interval
        before = after
    return Sample(population, size, seed, interval, start, tuple(certain), tuple(drawn))


def random_start(digest: str, seed: str, interval: Decimal) -> Decimal:
    """The first krona of a sample: from one öre to the interval, in whole öre.

    It is SHA-256 of a fixed text, the seed and the population's digest, as a number, modulo the
    öre of the interval: no generator whose numbers may differ between versions of Python. Of 2**256
    numbers, none of the öre is more likely than another by anything that could be told.
    """
    made = sha256(f"{_RULE}\n{seed}\n{digest}\n".encode()).digest()
    steps = int(interval / ORE)
    return (int.from_bytes(made, "big") % steps + 1) * ORE
