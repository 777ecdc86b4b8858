"""The seals of the year and of those before it, and whether they hold."""

from __future__ import annotations

from collections.abc import Sequence

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.findings import Finding
from sambruk_cli.messages import say


def seals_section(year: AuditYear) -> Section:
    """A row for each seal, what has changed since, and the digests in full."""
    language, seals = year.language, year.seals
    title = say(language, "Seals")
    about = say(
        language,
        "The seals of the year and of those before it, and whether books, register and documents "
        "are as they were sealed.",
    )
    is_sealed = seals.of(year.fiscal) is not None
    unsealed = say(language, "The year is not sealed.")
    if not seals.proofs and not seals.findings:
        return Section("seals", title, about, nothing=unsealed)
    table = _table(year, title)
    notes = [] if is_sealed else [unsealed]
    blocks: list[Block] = [*(Paragraph.of(note, "strong") for note in notes), table]
    blocks += [Paragraph.of(said) for said in _unchanged(year)]
    if seals.findings:
        items = Items(tuple((Paragraph.of(said),) for said in _said(year, seals.findings)))
        blocks += [Heading(2, say(language, "What does not hold")), items]
        notes.append(say(language, "What was sealed has changed since, or a seal is broken."))
    return Section("seals", title, about, tuple(blocks), (table,), notes=tuple(notes))


def _said(year: AuditYear, findings: Sequence[Finding]) -> list[str]:
    language = year.language
    texts = ((item.place, item.said.text(language)) for item in findings)
    return [f"{place}: {text}" if place else text for place, text in texts]


def _unchanged(year: AuditYear) -> list[str]:
    """What is no difference of content, and that signatures are for the reader to prove."""
    language, seals = year.language, year.seals
    found = [
        f"{proof.seal.year}: {seals.masks.text(note.text(language))}."
        for proof in seals.proofs
        if not proof.findings
        for note in proof.notes
    ]
    if seals.signed:
        found.append(
            say(
                language,
                "Seals that are signed: {years}. sambruk verify says by whom.",
                years=", ".join(seals.signed),
            )
        )
    return found


def _table(year: AuditYear, title: str) -> Table:
    language, seals = year.language, year.seals
    columns = (
        Column(say(language, "Year")),
        Column(say(language, "Sealed"), "date"),
        Column(say(language, "By")),
        Column(say(language, "Vouchers"), "count"),
        Column("SHA-256"),
        Column(say(language, "State")),
    )
    rows = tuple(
        Row(
            (
                proof.seal.year,
                proof.seal.sealed_on,
                seals.masks.text(proof.seal.sealed_by),
                proof.seal.vouchers,
                proof.seal.digest,
                say(language, "broken") if proof.findings else say(language, "whole"),
            )
        )
        for proof in seals.proofs
    )
    return Table("seals", columns, rows, title)
