"""The seals of the year under audit and of those before it, held against what they are of."""

from __future__ import annotations

from dataclasses import field

from sambruk_cli.closing.canonical import Openings
from sambruk_cli.closing.proof import Proof, prove, read_seals
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.seals import seal_file, signature_file
from sambruk_cli.session import Session


@frozen
class ProvedSeals:
    """The seals of a year and of those before it.

    Signatures are left out: whose they are depends on the keys and programs of a machine, and a
    pack is the same on all. `signed` are labels of years with a signature beside the seal.
    `findings` are what is wrong with them; neither they nor what is printed of the proofs through
    `masks` names a private member.
    """

    proofs: tuple[Proof, ...] = ()
    signed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    masks: Masks = field(default_factory=Masks)

    def of(self, year: FiscalYear) -> Proof | None:
        """The proof of a year's own seal."""
        return next((proof for proof in self.proofs if proof.seal.year == year.label), None)


def proved(session: Session, fiscal: FiscalYear) -> ProvedSeals:
    """The seals held against books, register and documents.

    Args:
      session: the workspace as it is written: seals are of every name in it.
    """
    seals, chain = read_seals(session)
    asked = [seal for seal in seals if seal.end <= fiscal.end]
    known = {seal_file(seal.year) for seal in asked}
    later = {seal_file(seal.year) for seal in seals} - known
    found = [item for item in chain if item.file not in later]
    openings = Openings(session.books)
    proofs = [prove(session, seal, openings) for seal in asked]
    found += [item for proof in proofs for item in proof.findings]
    exists = session.workspace.exists
    signed = tuple(seal.year for seal in asked if exists(signature_file(seal.year)))
    masked = tuple(dict.fromkeys(map(session.masks.finding, found)))
    return ProvedSeals(tuple(proofs), signed, masked, session.masks)
