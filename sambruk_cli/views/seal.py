"""What `sambruk seal` and `sambruk verify` show: seals, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sambruk_cli.closing.proof import Proof
from sambruk_cli.closing.sealing import SealEdit
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say
from sambruk_cli.register.masks import Masks
from sambruk_cli.views.plan import files_table

_SHORT = 12  # of the hexadecimal digits of a digest, where they are shown to people


def seal_summary(edit: SealEdit, language: Language) -> list[Block]:
    """What will be, or has been, sealed, and the files that are made."""
    if edit.plan is None:
        return []
    values = dict(edit.values)
    previous = values.get("previous_year")
    parts = say(
        language,
        "{year} is sealed by {by} on {day}. Vouchers: {vouchers}, files: {files}, parts of the "
        "register: {parts}.",
        year=edit.year,
        by=values["sealed_by"],
        day=values["sealed_on"].isoformat(),
        vouchers=values["vouchers"],
        files=len(values["files"]),
        parts=len(values["register"]),
    )
    follows = (
        say(language, "It follows on from the seal of {year}.", year=previous)
        if previous
        else say(language, "It is the first of its chain.")
    )
    return [Paragraph.of(f"{parts} {follows}"), files_table(edit.plan, language)]


def seal_payload(edit: SealEdit) -> dict[str, Any]:
    """The values of the seal as JSON."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in edit.values
    }


def verify_blocks(
    proofs: Sequence[Proof], signers: Sequence[str | None], masks: Masks, language: Language
) -> list[Block]:
    """A row for each seal, and what is no difference of content."""
    columns = (
        Column(say(language, "Year")),
        Column(say(language, "Sealed")),
        Column(say(language, "By")),
        Column(say(language, "Number"), "count"),
        Column(say(language, "Digest")),
        Column(say(language, "Key")),
        Column(say(language, "State")),
    )
    rows = []
    for proof, signer in zip(proofs, signers, strict=True):
        seal = proof.seal
        state = say(language, "broken") if proof.findings else say(language, "whole")
        signed = say(language, "yes") if signer else say(language, "no")
        rows.append(
            Row(
                (
                    seal.year,
                    seal.sealed_on.isoformat(),
                    masks.text(seal.sealed_by),
                    seal.vouchers,
                    Shown(seal.digest[:_SHORT], seal.digest),
                    signed,
                    state,
                )
            )
        )
    blocks: list[Block] = [
        Heading(2, say(language, "Seals")),
        Table("seals", columns, tuple(rows)),
    ]
    # Of a year that differs the findings say more than that its files do.
    files = [(p.seal.year, note) for p in proofs if not p.findings for note in p.notes]
    keys = [
        (proof.seal.year, Message.of("signed with the key {key}", key=signer))
        for proof, signer in zip(proofs, signers, strict=True)
        if signer
    ]
    for title, notes in (
        (say(language, "No difference of content:"), files),
        (say(language, "Signatures:"), keys),
    ):
        if notes:
            texts = [f"{year}: {masks.text(note.text(language))}" for year, note in notes]
            items = Items(tuple((Paragraph.of(text),) for text in texts))
            blocks += [Paragraph.of(title), items]
    return blocks


def verify_payload(
    proofs: Sequence[Proof], signers: Sequence[str | None], masks: Masks, language: Language
) -> dict[str, Any]:
    """The seals as JSON, with the lines that were and that are."""
    return {
        "seals": [
            {
                "year": proof.seal.year,
                "sealed_on": proof.seal.sealed_on.isoformat(),
                "sealed_by": masks.text(proof.seal.sealed_by),
                "commit": proof.seal.commit,
                "program": proof.seal.program,
                "vouchers": proof.seal.vouchers,
                "digest": proof.seal.digest,
                "set_checksum": proof.seal.set_checksum,
                "signed_with": signer,
                "whole": not proof.findings,
                "differences": [
                    {
                        "kind": each.kind,
                        "what": each.what,
                        "name": each.name,
                        "was": masks.text(each.was) or None,
                        "now": masks.text(each.now) or None,
                    }
                    for each in proof.differences
                ],
                "notes": [masks.text(note.text(language)) for note in proof.notes],
            }
            for proof, signer in zip(proofs, signers, strict=True)
        ]
    }
