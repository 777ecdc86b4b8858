"""What `sambruk seal` and `sambruk verify` show: seals, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sambruk_cli.closing.proof import Proof
from sambruk_cli.closing.sealing import SealEdit
from sambruk_cli.closing.signatures import SealSignature
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
    blocks: list[Block] = [Paragraph.of(f"{parts} {follows}"), files_table(edit.plan, language)]
    if edit.tag is not None:
        commit = values["commit"][:_SHORT]
        tagged = say(
            language, "Signed tag {tag} of the commit {commit}.", tag=edit.tag, commit=commit
        )
        blocks.append(Paragraph.of(tagged))
    blocks.append(_for_the_minutes(edit.year, values["digest"], language))
    return blocks


def _for_the_minutes(year: str, digest: str, language: Language) -> Paragraph:
    """The whole digest: who has written it down can tell that a seal was not made anew."""
    said = say(language, "The digest of {year}, for the minutes:", year=year)
    return Paragraph.of(f"{said} {digest}")


def seal_payload(edit: SealEdit) -> dict[str, Any]:
    """The values of the seal as JSON, with the name of its tag."""
    values = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in edit.values
    }
    return values if edit.tag is None else {**values, "tag": edit.tag}


def verify_blocks(
    proofs: Sequence[Proof],
    signatures: Sequence[Sequence[SealSignature]],
    masks: Masks,
    language: Language,
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
    for proof, signed in zip(proofs, signatures, strict=True):
        seal = proof.seal
        state = say(language, "broken") if proof.findings else say(language, "whole")
        keys = say(language, "yes") if signed else say(language, "no")
        rows.append(
            Row(
                (
                    seal.year,
                    seal.sealed_on.isoformat(),
                    masks.text(seal.sealed_by),
                    seal.vouchers,
                    Shown(seal.digest[:_SHORT], seal.digest),
                    keys,
                    state,
                )
            )
        )
    blocks: list[Block] = [
        Heading(2, say(language, "Seals")),
        Table("seals", columns, tuple(rows)),
    ]
    if proofs:
        last = proofs[-1].seal
        blocks.append(_for_the_minutes(last.year, last.digest, language))
    # Of a year that differs the findings say more than that its files do.
    files = [(p.seal.year, note) for p in proofs if not p.findings for note in p.notes]
    said = [
        (proof.seal.year, _said(signature))
        for proof, signed in zip(proofs, signatures, strict=True)
        for signature in signed
    ]
    for title, notes in (
        (say(language, "No difference of content:"), files),
        (say(language, "Signatures:"), said),
    ):
        if notes:
            texts = [f"{year}: {masks.text(note.text(language))}" for year, note in notes]
            items = Items(tuple((Paragraph.of(text),) for text in texts))
            blocks += [Paragraph.of(title), items]
    return blocks


def _said(signature: SealSignature) -> Message:
    """What is said of a signature: on what it is, and whose."""
    key, who, tag = signature.signer.key, signature.signer.who, signature.tag
    if tag is None:
        if who is None:
            return Message.of("signed with the key {key}", key=key)
        return Message.of("signed by {who} with the key {key}", who=who, key=key)
    if not signature.signer.is_known:
        return Message.of(
            "the tag {tag} is signed with the key {key}, which gpg does not have here",
            tag=tag,
            key=key,
        )
    if who is None:
        return Message.of("the tag {tag} is signed with the key {key}", tag=tag, key=key)
    return Message.of(
        "the tag {tag} is signed by {who} with the key {key}", tag=tag, who=who, key=key
    )


def verify_payload(
    proofs: Sequence[Proof],
    signatures: Sequence[Sequence[SealSignature]],
    masks: Masks,
    language: Language,
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
                "signed_with": next((x.signer.key for x in signed if x.tag is None), None),
                "signatures": [
                    {
                        "key": each.signer.key,
                        "signer": each.signer.who,
                        "checked": each.signer.is_known,
                        "tag": each.tag,
                    }
                    for each in signed
                ],
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
            for proof, signed in zip(proofs, signatures, strict=True)
        ]
    }
