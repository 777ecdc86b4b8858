"""Places for signatures: the board and the auditor."""

from __future__ import annotations

from sambruk_cli import formats
from sambruk_cli.document.model import Paragraph, Signature, Signatures
from sambruk_cli.document.words import mandate_role
from sambruk_cli.messages import say
from sambruk_cli.register.board import Mandate
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def signatures(year: ReportYear) -> Blocks:
    """A place for each who signs, with mandate and whom it represents."""
    details = year.details
    if details is None:
        return nothing(year)
    held = {m.person: m for m in year.register.board.mandates_on(year.board_day)}
    people = []
    for signatory in details.signatories:
        mandate = held.get(signatory.person)
        people.append(
            Signature(
                name=year.person_name(signatory.person),
                title=_title(year, mandate),
                represents=year.party_name(mandate.represents) if mandate else "",
                in_place_of=year.person_name(signatory.in_place_of),
            )
        )
    return [Signatures(details.signed_at or "", details.signed_on, tuple(people))]


def _title(year: ReportYear, mandate: Mandate | None) -> str:
    """The title that a mandate states, or its role where that is the chair's or an own one."""
    if mandate is None:
        return ""
    board = year.register.board
    is_named = mandate.role == "chair" or board.own_role(mandate) is not None
    return mandate.title or (mandate_role(board, mandate, year.language) if is_named else "")


def auditors_report(year: ReportYear) -> Blocks:
    """When the auditor's report was submitted, and a place for the auditor to sign."""
    details, language = year.details, year.language
    if details is None or details.auditor is None:
        return nothing(year)
    mandate = next((m for m in year.mandates("auditor") if m.person == details.auditor), None)
    lines: Blocks = []
    if details.auditors_report_on is not None:
        day = formats.long_date(details.auditors_report_on, language)
        lines.append(
            Paragraph.of(
                say(
                    language,
                    "The auditor's report on these accounts was submitted on {day}.",
                    day=day,
                )
            )
        )
    signature = Signature(
        name=year.person_name(details.auditor),
        title=_title(year, mandate),
        represents=(mandate.firm or "") if mandate else "",
    )
    return [*lines, Signatures("", None, (signature,))]
