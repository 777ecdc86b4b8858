"""The signatures of a seal, beside it or on a tag of git's: of what they are, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sambruk_cli.closing import signing
from sambruk_cli.closing.signing import PGP, SSH, Signer
from sambruk_cli.files.signed_tag import SealTags
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.seals import Seal, own_digest, seal_file, signature_file
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.session import Session

_DIGEST = re.compile(rb"^digest: ([0-9a-f]{64})$", re.MULTILINE)


@frozen
class SealSignature:
    """A signature that holds. `tag` is the name of the tag that it is on, None for a file."""

    signer: Signer
    tag: str | None = None


def tag_message(year: str, digest: str) -> str:
    """What a tag of a sealed year says: its signature is of the seal by its digest."""
    return f"Sealed {year}\n\ndigest: {digest}\n"


def signatures_of(
    session: Session, seal: Seal, tags: SealTags, allowed: Path | None
) -> tuple[list[SealSignature], list[Finding]]:
    """The signatures of a seal, and what is wrong with them.

    Args:
      tags: of the workspace.
      allowed: the signers that the user trusts, of whom one must have signed; None for any.
    """
    found: list[SealSignature] = []
    faults: list[Finding] = []
    for signature, fault in (
        _beside(session, seal, allowed),
        _tagged(session, seal, tags, allowed),
    ):
        found += [signature] if signature is not None else []
        faults += [fault] if fault is not None else []
    if allowed is not None and not any(each.signer.who for each in found):
        keys, file = tuple(each.signer.key for each in found), seal_file(seal.year)
        if keys:
            faults.append(finding("BOK290.signer", year=seal.year, keys=keys, file=file))
        else:
            faults.append(finding("BOK290.unsigned", year=seal.year, file=file))
    return found, faults


_Found = tuple[SealSignature | None, Finding | None]


def _beside(session: Session, seal: Seal, allowed: Path | None) -> _Found:
    """The signature in the file beside the seal."""
    name = signature_file(seal.year)
    if not session.workspace.is_there(name) or not signing.is_there():
        return None, None
    text = session.workspace.read_bytes(seal_file(seal.year))
    signature = session.workspace.read_bytes(name)
    signer = signing.signer_of(text, signature, day=seal.sealed_on, allowed=allowed)
    if signer is None:
        return None, finding("BOK290.signature", year=seal.year, file=name)
    return SealSignature(signer), None


def without_seals(session: Session, seals: Sequence[Seal], tags: SealTags) -> Iterator[Finding]:
    """Years that a tag says are sealed, be it no signed one, and of which the seal is gone."""
    for year in session.register.years:
        tag = tags.name(folder_of(year.label))
        if year.label not in {seal.year for seal in seals} and tags.read(tag) is not None:
            file = seal_file(year.label)
            if not session.workspace.is_there(file):
                yield finding("BOK290.tag_alone", year=year.label, tag=tag, file=file)


def closed_without_seals(session: Session, seals: Sequence[Seal]) -> Iterator[Finding]:
    """Closed years after the first sealed one that have no seal: not made yet, or taken away.

    Nothing else tells that the last seal of a chain is gone.
    """
    file = "config/association.toml"
    for year in session.register.years:
        is_after = bool(seals) and year.start > seals[0].start
        if is_after and year.closed and not session.workspace.is_there(seal_file(year.label)):
            yield finding(
                "BOK290.unsealed",
                year=year.label,
                first=seals[0].year,
                file=file,
                line=session.register.line_of_year(year.label),
                severity=Severity.WARNING,
            )


def _tagged(session: Session, seal: Seal, tags: SealTags, allowed: Path | None) -> _Found:
    """The signature on the tag of the year, where there is one."""
    tag = tags.name(folder_of(seal.year))
    data = tags.read(tag) if seal.commit is not None else None
    if data is None:
        return None, None
    file = seal_file(seal.year)
    at = min((i for i in (data.find(b"\n" + mark) + 1 for mark in (SSH, PGP)) if i), default=0)
    payload, signature = data[:at], data[at:]
    stated = _DIGEST.findall(payload)
    digest = own_digest(session.workspace.read_bytes(file)).encode()
    if not at or stated != [digest] or not payload.startswith(f"object {seal.commit}\n".encode()):
        return None, finding("BOK290.tag", year=seal.year, tag=tag, file=file)
    if not signing.is_there("ssh-keygen" if signature.startswith(SSH) else "gpg"):
        return None, None
    if signature.startswith(SSH):
        namespace = signing.GIT_NAMESPACE
        signer = signing.signer_of(
            payload, signature, day=seal.sealed_on, namespace=namespace, allowed=allowed
        )
    else:
        signer = signing.pgp_signer_of(payload, signature)
    if signer is None:
        return None, finding("BOK290.tag_signature", year=seal.year, tag=tag, file=file)
    return SealSignature(signer, tag), None
