"""A sample as it was asked for: what it is drawn from, what was drawn, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.audit.sampling.population import PopulationKind, SamplingPopulation, population_of
from sambruk_cli.audit.sampling.projection import Projection, UnitKey, project
from sambruk_cli.audit.sampling.results import results_of
from sambruk_cli.audit.sampling.selection import Sample, draw
from sambruk_cli.books.books import Books
from sambruk_cli.exchange.tables.sheet import ImportSheet
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class SampleRequest:
    """What the auditor asks for: `size` items of a population, from a seed.

    `confidence` is that of the upper limit, in per cent. `results` is the table of what was found,
    None where nothing has been examined yet.
    """

    size: int
    seed: str
    kind: PopulationKind = "expenses"
    confidence: int = 95
    results: ImportSheet | None = None


@frozen
class ExaminedSample:
    """A sample with what the auditor has found of it so far.

    `sample` is None where the population is empty; `audited` holds kronor by item.
    """

    request: SampleRequest
    population: SamplingPopulation
    sample: Sample | None
    audited: Mapping[UnitKey, Decimal]
    findings: tuple[Finding, ...]

    @property
    def projection(self) -> Projection | None:
        """What the errors come to; None until every item has been examined."""
        if self.sample is None or not self.audited:
            return None
        return project(self.sample, self.audited, self.request.confidence)


def examine(books: Books, year: FiscalYear, request: SampleRequest) -> ExaminedSample:
    """Draw the sample that was asked for, and read what was found of it."""
    population = population_of(books, year, request.kind)
    sample = draw(population, request.size, request.seed)
    if sample is None or request.results is None:
        return ExaminedSample(request, population, sample, {}, ())
    found = results_of(request.results, sample)
    return ExaminedSample(request, population, sample, found.audited, found.findings)
