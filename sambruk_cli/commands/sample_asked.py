"""What --sample and the options that go with it ask for, checked before anything is read."""

from __future__ import annotations

from pathlib import Path

import typer

from sambruk_cli.audit.sampling.examined import SampleRequest
from sambruk_cli.audit.sampling.factors import LEAST_CONFIDENCE, MOST_CONFIDENCE
from sambruk_cli.audit.sampling.population import POPULATIONS
from sambruk_cli.audit.sampling.selection import MOST_ITEMS
from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say

_LONGEST_SEED = 100  # characters: it is printed in a line


@frozen
class SampleOptions:
    """The options as they were given; None where one was left out."""

    size: int | None = None
    seed: str | None = None
    population: str | None = None
    confidence: int | None = None
    results: Path | None = None


def sample_asked(given: SampleOptions, language: Language) -> SampleRequest | None:
    """What is asked for, None where no sample is.

    Raises:
      BadParameter: when an option is given without --sample, or --sample without a seed, or one of
        them is out of bounds.
      Unreadable: when the table of results cannot be read.
    """
    if given.size is None:
        if given != SampleOptions():
            said = say(language, "goes with --sample, which is not given")
            raise typer.BadParameter(said, param_hint=_first_of(given))
        return None
    if not 1 <= given.size <= MOST_ITEMS:
        said = say(language, "1 to {most} items", most=MOST_ITEMS)
        raise typer.BadParameter(said, param_hint="--sample")
    seed = " ".join((given.seed or "").split())
    if not seed:
        said = say(
            language,
            "a sample needs a seed: any text or number that you choose, by which it can be drawn "
            "again",
        )
        raise typer.BadParameter(said, param_hint="--seed")
    if not seed.isprintable() or len(seed) > _LONGEST_SEED:
        said = say(language, "at most {most} letters and digits", most=_LONGEST_SEED)
        raise typer.BadParameter(said, param_hint="--seed")
    confidence = 95 if given.confidence is None else given.confidence
    if not LEAST_CONFIDENCE <= confidence <= MOST_CONFIDENCE:
        said = say(
            language, "{least} to {most} per cent", least=LEAST_CONFIDENCE, most=MOST_CONFIDENCE
        )
        raise typer.BadParameter(said, param_hint="--confidence")
    results = None if given.results is None else read_table(given.results)
    kind = next(each for each in POPULATIONS if each == (given.population or "expenses"))
    return SampleRequest(given.size, seed, kind, confidence, results)


def _first_of(given: SampleOptions) -> str:
    names = ("seed", "population", "confidence", "results")
    return next(f"--{name}" for name in names if getattr(given, name) is not None)
