"""What `sambruk verify` does: reads the books, holds each seal against them, and shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from sambruk_cli.closing.canonical import Openings
from sambruk_cli.closing.proof import Proof, prove, read_seals
from sambruk_cli.closing.signatures import closed_without_seals, signatures_of, without_seals
from sambruk_cli.collector import collector_paused
from sambruk_cli.console import printing, run
from sambruk_cli.files.signed_tag import SealTags
from sambruk_cli.findings import Finding, Stop, errors, finding, in_order
from sambruk_cli.opening.anew import read_to_verify
from sambruk_cli.register.assets import read_assets
from sambruk_cli.register.seals import seal_file
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import known_year
from sambruk_cli.views.seal import verify_blocks, verify_payload


@collector_paused()
def run_verify(
    context: typer.Context, label: str | None, allowed: Path | None, *, format_: str
) -> int:
    """Prove the seals, and return the exit code.

    Raises:
      Stop: USE901 when there is no such year, USE920 when nothing is sealed.
    """
    settings = run.settings_of(context)
    if allowed is not None and not allowed.is_file():
        raise Stop(finding("USE920.no_signers", path=str(allowed)))
    terms = settings.terms
    session = run.read_between_changes(
        settings,
        lambda workspace: read_to_verify(workspace, terms, shown=None if settings.names else ()),
    )
    settings.masks = session.masks
    if session.ledger is None or session.register.unreadable:
        raise Stop(*session.findings)
    if faults := read_assets(session.workspace)[2]:
        raise Stop(*faults)
    if label is not None:
        known_year(session.register, label)
    seals, found = read_seals(session)
    tags = SealTags(session.workspace.root)
    found += without_seals(session, seals, tags)
    unread = [x for x in errors(session.findings) if x.code.startswith(("WSP", "BOK201"))]
    if unread:  # what is not read would be told as removed
        raise Stop(*unread)
    asked = [seal for seal in seals if label in (None, seal.year)]
    if not asked and not found:
        if label is None:
            raise Stop(finding("USE920.none"))
        raise Stop(finding("USE920.not_sealed", year=label))
    proofs, signatures, openings = [], [], Openings(session.books)
    for seal in asked:
        signed, faults = signatures_of(session, seal, tags, allowed)
        signatures.append(signed)
        faults += [item for item in found if item.file == seal_file(seal.year)]
        proofs.append(_with(prove(session, seal, openings), faults))
    of_others = [item for item in found if item.file not in {seal_file(s.year) for s in seals}]
    masks = session.masks
    unsealed = closed_without_seals(session, seals) if label is None else ()
    every = in_order(
        [*of_others, *unsealed, *(item for proof in proofs for item in proof.findings)]
    )
    shown = tuple(map(masks.finding, every))
    if format_ == "json":
        payload = verify_payload(proofs, signatures, masks, terms.messages)
        findings = {"findings": [item.as_json(terms.messages) for item in shown]}
        printing.emit_data(printing.to_json({**payload, **findings}), None)
    else:
        if shown:
            printing.show_findings(shown, terms.messages, as_json=False)
        blocks = verify_blocks(proofs, signatures, masks, terms.messages)
        printing.emit_lines(block_lines(blocks, terms.messages), None)
    return run.FINDINGS if errors(every) else run.OK


def _with(proof: Proof, further: list[Finding]) -> Proof:
    return replace(proof, findings=(*further, *proof.findings))
