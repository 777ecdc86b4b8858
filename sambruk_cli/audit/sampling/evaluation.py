"""What was found in a sample, as blocks: the errors, what they come to, and what that says."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli import formats
from sambruk_cli.audit.sampling.examined import ExaminedSample
from sambruk_cli.audit.sampling.projection import FoundError, Projection
from sambruk_cli.audit.sampling.selection import Sample
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in


def evaluation_blocks(examined: ExaminedSample, sample: Sample, language: Language) -> list[Block]:
    """The errors of a sample projected, or how far the examination has come."""
    blocks: list[Block] = [Heading(2, say(language, "What was found"))]
    projection = examined.projection
    if projection is None:
        said = say(
            language,
            "{done} of {number} items have been examined. What errors come to is computed when all "
            "have been: write the right amounts into the table of results, and give it with "
            "--results.",
            done=len(examined.audited),
            number=len(sample.items),
        )
        return [*blocks, Paragraph.of(said)]
    if projection.errors:
        blocks.append(errors_table(projection, language))
    else:
        blocks.append(Paragraph.of(say(language, "All items were examined, and all were right.")))
    blocks += [_sums(projection, sample, language), Paragraph.of(_meaning(projection, language))]
    return blocks


def errors_table(projection: Projection, language: Language) -> Table:
    """The errors found, those with the largest tainting first."""
    columns = (
        Column("Ver", key="ver"),
        Column(say(language, "Account"), key="number"),
        Column(say_in(language, "sample", "Booked"), "amount", 2, key="booked"),
        Column(say_in(language, "sample", "Audited"), "amount", 2, key="audited"),
        Column(say_in(language, "sample", "Error"), "amount", 2, key="error"),
        Column(say_in(language, "sample", "Tainting"), key="tainting"),
        Column(say_in(language, "sample", "Projected"), "amount", 2, key="projected"),
    )
    rows = tuple(Row(_error_cells(error, language)) for error in projection.errors)
    return Table("errors", columns, rows, say(language, "Errors in the sample"))


def _error_cells(error: FoundError, language: Language) -> tuple[Cell, ...]:
    unit = error.item.unit
    tainting = say_in(language, "sample", "certain")
    if not error.item.is_certain:
        # Rounded for people alone: what is projected comes from the exact one.
        tenths = error.tainting.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
        tainting = formats.percent(tenths, language)
    return (
        unit.ver,
        unit.number,
        unit.amount,
        error.audited,
        error.error,
        tainting,
        error.projected,
    )


def _sums(projection: Projection, sample: Sample, language: Language) -> Table:
    """How the upper limit is made up."""
    basic = say(
        language,
        "Basic precision: {factor} x the interval",
        factor=formats.amount(projection.basic_factor, language, decimals=2),
    )
    rows: list[tuple[str, Decimal]] = [
        (say(language, "Most likely booked too high"), projection.likely_over)
    ]
    if projection.upper is not None:
        if not sample.rest:
            basic = say(language, "Basic precision: none, all amounts were examined")
        rows += [
            (basic, projection.basic_precision),
            (say(language, "Allowance for the errors found"), projection.allowance),
        ]
    lines = [Row((label, amount)) for label, amount in rows]
    if projection.upper is not None:
        label = say(
            language,
            "Booked too high at the most, with {confidence} % confidence",
            confidence=projection.confidence,
        )
        lines.append(Row((label, projection.upper), "total", sums=(0, 1, 2)))
    if projection.is_more_than_possible:
        most = say(language, "All that can be too high: what was found, and what was not examined")
        lines.append(Row((most, projection.possible)))
    under = say(language, "Most likely booked too low, which lessens nothing above")
    lines.append(Row((under, projection.likely_under)))
    columns = (
        Column(say_in(language, "proof", "What")),
        Column(say(language, "Amount"), "amount", 2),
    )
    return Table("evaluation", columns, tuple(lines))


def _meaning(projection: Projection, language: Language) -> str:
    if projection.upper is None:
        return say(
            language,
            "An item was audited below nought, by which more than all of it is wrong. The method "
            "holds for errors of at most the whole amount, so no upper limit is given.",
        )
    if projection.is_more_than_possible:
        return say(
            language,
            "The upper limit of the method is more than can be wrong in what was drawn from: what "
            "was found and all that was not examined come to {possible}. So the sample was too "
            "small to say anything of what was not examined; draw a larger one. The factors are "
            "those of the Poisson distribution, rounded up to two decimals.",
            possible=formats.kronor(projection.possible, language),
        )
    return say(
        language,
        "If the items were audited rightly, the books say at most {upper} too much in what was "
        "drawn from, with {confidence} % confidence. Whether that can be accepted is for the "
        "auditor to judge. The factors are those of the Poisson distribution, rounded up to two "
        "decimals.",
        upper=formats.kronor(projection.upper, language),
        confidence=projection.confidence,
    )
