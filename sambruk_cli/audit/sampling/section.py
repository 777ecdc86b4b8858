"""The sample as a section of the pack: items, proof of the draw, and the errors projected."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.audit.sampling.evaluation import errors_table, evaluation_blocks
from sambruk_cli.audit.sampling.examined import ExaminedSample
from sambruk_cli.audit.sampling.not_drawn import not_drawn_from
from sambruk_cli.audit.sampling.population import PopulationKind, SamplingUnit
from sambruk_cli.audit.sampling.projection import unit_key
from sambruk_cli.audit.sampling.selection import Sample, SampledItem
from sambruk_cli.audit.section import ExtraFile, Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import with_columns, without_empty
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.money import exact

_SHOWN = ("ver", "day", "text", "number", "amount", "audited")
_DRAW = ("ver", "number", "amount", "cumulated", "point")
RESULTS_FILE = {"sv": "stickprov-resultat.csv", "en": "sample-results.csv"}


def sample_section(year: AuditYear) -> Section:
    """The items drawn, how they were drawn, and what was found."""
    language = year.language
    title = say(language, "Sample")
    about = say(
        language,
        "Amounts drawn by monetary-unit sampling, the proof of the draw, and what errors found in "
        "them come to in all.",
    )
    if year.sampled is None:
        nothing = say(language, "no sample was asked for (--sample)")
        return Section("sample", title, about, nothing=nothing)
    sample = year.sampled.sample
    if sample is None:
        nothing = say(language, "there is no amount to draw from")
        return Section("sample", title, about, nothing=nothing)
    items = _items(year, year.sampled, sample)
    shown = without_empty(with_columns(items, *_SHOWN))
    blocks: list[Block] = [
        Paragraph.of(_drawn(sample, language)),
        Heading(2, say(language, "The items")),
        shown,
        *evaluation_blocks(year.sampled, sample, language),
        Heading(2, say(language, "Proof of the draw")),
        _proof(sample, language),
        without_empty(with_columns(items, *_DRAW)),
        *(Paragraph.of(text) for text in _method(language)),
    ]
    tables = [items]
    projection = year.sampled.projection
    if projection is not None and projection.errors:
        tables.append(errors_table(projection, language))
    for apart, shown_apart in not_drawn_from(sample, language):
        tables.append(apart)
        blocks += shown_apart
    return Section(
        "sample",
        title,
        about,
        tuple(blocks),
        tuple(tables),
        files=(_results_file(year.sampled, sample, language),),
        notes=_notes(year.sampled, sample, language),
    )


def population_name(kind: PopulationKind, language: Language) -> str:
    """What a sample is drawn from, in words."""
    match kind:
        case "expenses":
            return say(language, "amounts on accounts of costs")
        case "income":
            return say(language, "amounts on accounts of income")
        case "payments":
            return say(language, "payments from cash and bank")
        case "vouchers":
            return say(language, "whole vouchers, by what they debit")


def _drawn(sample: Sample, language: Language) -> str:
    """How many items were drawn, and from what."""
    said = say(
        language,
        "{drawn} of {units} {population} are in the sample: {certain} of at least {interval} with "
        "certainty, and {points} at every interval of the rest.",
        drawn=str(len(sample.items)),
        units=formats.count(len(sample.population.units), language),
        population=population_name(sample.population.kind, language),
        certain=str(len(sample.certain)),
        points=str(len(sample.drawn)),
        interval=formats.kronor(sample.interval, language),
    )
    if len(sample.items) >= sample.size:
        return said
    fewer = say(
        language,
        "{size} were asked for; an amount of several intervals takes the place of several.",
        size=sample.size,
    )
    return f"{said} {fewer}"


def _items(year: AuditYear, examined: ExaminedSample, sample: Sample) -> Table:
    language = year.language

    def amount(title: str, key: str) -> Column:
        return Column(title, "amount", 2, key=key)

    columns = (
        Column("Ver", key="ver"),
        Column(say(language, "Date"), "date", key="day"),
        Column(say(language, "Text"), key="text"),
        Column(say(language, "Account"), key="number"),
        Column(say(language, "Name of the account"), key="account"),
        amount(say(language, "Amount"), "amount"),
        amount(say_in(language, "sample", "Cumulated"), "cumulated"),
        Column(say_in(language, "sample", "Point"), key="point"),
        amount(say_in(language, "sample", "Audited"), "audited"),
        Column(say(language, "File"), key="file"),
        Column(say(language, "Line"), "count", key="line"),
    )
    rows = [
        Row(_item_cells(year, item, examined.audited.get(unit_key(item)))) for item in sample.items
    ]
    return Table("sample", columns, tuple(rows), say(language, "Sample"))


def _item_cells(year: AuditYear, item: SampledItem, audited: Decimal | None) -> tuple[Cell, ...]:
    language = year.language
    point = say_in(language, "sample", "certain")
    if item.point is not None:
        point = formats.amount(item.point, language, decimals=2)
    return (
        *_unit_cells(year, item.unit),
        None if item.is_certain else item.after,
        point,
        audited,
        item.unit.voucher.file,
        item.unit.voucher.line,
    )


def _unit_cells(year: AuditYear, unit: SamplingUnit) -> tuple[Cell, ...]:
    voucher = unit.voucher
    known = year.books.accounts.get(unit.account)
    name = known.label if known else unit.account
    return (unit.ver, voucher.date, voucher.description, unit.number, name, unit.amount)


def _proof(sample: Sample, language: Language) -> Table:
    """All that somebody needs who wants to draw the same sample again by hand."""
    population = sample.population

    def kronor(amount: Decimal) -> str:
        return formats.amount(amount, language, decimals=2)

    def number(units: tuple[SamplingUnit, ...], total: Decimal) -> str:
        return f"{formats.count(len(units), language)}; {kronor(total)}"

    facts = [
        (say(language, "Drawn from"), population_name(population.kind, language)),
        (say(language, "Amounts that may be drawn"), number(population.units, population.total)),
        (
            say(language, "Amounts on the other side, not drawn from"),
            number(population.opposite, population.opposite_total),
        ),
        (
            say(language, "Amounts of nought, not drawn from"),
            formats.count(len(population.noughts), language),
        ),
        (say(language, "Net"), kronor(population.net)),
        (say(language, "Items asked for"), str(sample.size)),
        (say(language, "Interval"), kronor(sample.interval)),
        (say(language, "Seed"), sample.seed),
        (say(language, "Random start"), kronor(sample.start)),
        (say(language, "Taken with certainty"), kronor(sample.certain_total)),
        (say(language, "Left to draw from"), kronor(sample.rest)),
        (say(language, "SHA-256 of the amounts"), population.digest),
    ]
    columns = (
        Column(say_in(language, "proof", "What")),
        Column(say_in(language, "proof", "Value")),
    )
    return Table("proof", columns, tuple(Row(fact) for fact in facts))


def _method(language: Language) -> tuple[str, ...]:
    return (
        say(
            language,
            "The interval is what may be drawn divided by the items asked for, rounded up to whole "
            "öre. Amounts of at least the interval are in the sample with certainty. The others "
            "are added up in order of series, number and account; the amount that takes the sum "
            "to or past the random start is drawn, and so on at every interval.",
        ),
        say(
            language,
            "The random start is SHA-256 of the seed and of the amounts, as a number, modulo the "
            "öre of the interval, and one öre. The same books, seed and number give the same "
            "sample on any computer. Choose the seed when the books are closed, and tell nobody.",
        ),
        say(
            language,
            "A sample of what is booked does not find what is not booked. Amounts on the other "
            "side and amounts of nought cannot be drawn: look at them by themselves.",
        ),
    )


def _results_file(examined: ExaminedSample, sample: Sample, language: Language) -> ExtraFile:
    """A table to write the audited amounts into, which --results reads again.

    What it holds needs no quotes: numbers of vouchers or a file and line below ledger/, numbers of
    accounts, and amounts.
    """
    header = {"sv": "verifikation;konto;bokfört;granskat", "en": "voucher;account;booked;audited"}
    lines = [header[language]]
    for item in sample.items:
        audited = examined.audited.get(unit_key(item))
        cells = (
            _quoted(item.unit.ver),
            _quoted(item.unit.number or item.unit.account),
            _kronor(item.unit.amount),
            "" if audited is None else _kronor(audited),
        )
        lines.append(";".join(cells))
    content = "\N{ZERO WIDTH NO-BREAK SPACE}" + "".join(f"{line}\r\n" for line in lines)
    about = say(
        language,
        "Write the right amount of each item into it, and give it back with --results to have the "
        "errors projected.",
    )
    return ExtraFile(RESULTS_FILE[language], content.encode(), about)


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(';"\r\n') else text


def _kronor(amount: Decimal) -> str:
    return exact(amount).replace(".", ",")


def _notes(examined: ExaminedSample, sample: Sample, language: Language) -> tuple[str, ...]:
    done, number = len(examined.audited), len(sample.items)
    if done == number:
        return ()
    return (
        say_count(
            language,
            number - done,
            "1 item of the sample is to be examined.",
            "{number} items of the sample are to be examined.",
        ),
    )
