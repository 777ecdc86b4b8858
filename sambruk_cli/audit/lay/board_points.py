"""The points of the checklist on money, claims and debts, and on the board."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.audit.lay.known import Known
from sambruk_cli.audit.lay.points import CheckPoint, by_findings
from sambruk_cli.messages import say, say_count


def money_points(known: Known) -> Iterator[CheckPoint]:
    language = known.language

    def kr(amount: Decimal) -> str:
        return formats.kronor(amount, language)

    yield CheckPoint(
        say(language, "Cash and bank agree with the bank's statement of the last day"),
        "yours",
        say(language, "In the books: {amount}.", amount=kr(known.money)),
    )
    yield CheckPoint(
        say(language, "Claims are real, and have been paid since or will be"),
        "yours",
        say(language, "In the books: {amount}.", amount=kr(known.claims)),
    )
    yield _charged(known)
    yield CheckPoint(
        say(language, "Debts are all there, those that came after the end of the year too"),
        "yours",
        say(language, "Look at what was paid in the first months of the next year."),
    )
    yield CheckPoint(
        say(language, "Taxes and employer's contributions are reported and paid"),
        "yours",
        say(
            language,
            "Costs of staff: {staff}. Taxes and charges owed: {taxes}.",
            staff=kr(known.staff),
            taxes=kr(known.taxes),
        ),
    )
    grants = len(known.year.register.grants)
    if grants:
        yield by_findings(
            known,
            say(language, "Grants were used for what they were given for, and reported"),
            say_count(
                language, grants, "1 grant in the register.", "{number} grants in the register."
            ),
            "BOK28",
            otherwise="yours",
        )
    alike = len(known.year.patterns.alike)
    yield CheckPoint(
        say(language, "Nothing was paid twice"),
        "look" if alike else "yours",
        say_count(
            language,
            alike,
            "1 amount comes twice within 14 days; see the patterns.",
            "{number} amounts come twice within 14 days; see the patterns.",
        ),
    )
    yield _sampled(known)


def _charged(known: Known) -> CheckPoint:
    """Whether the books charge members as the schedules say, where these charge anybody."""
    language, charges = known.language, known.charges
    said = say(language, "What is booked for each member is what the schedules say.")
    if not known.year.register.fees.schedules:
        said = say(language, "The register has no fee schedules.")
    elif not charges:
        said = say(language, "The fee schedules ask nobody for anything in the year.")
    return by_findings(
        known,
        say(language, "Members have been charged what the fee schedules say"),
        said,
        "DUE",
        otherwise="proved" if charges else "yours",
    )


def _sampled(known: Known) -> CheckPoint:
    language, sampled = known.language, known.year.sampled
    asked = say(language, "A sample of vouchers is right")
    if sampled is None or sampled.sample is None:
        return CheckPoint(asked, "yours", say(language, "No sample was drawn (--sample)."))
    said = say(
        language,
        "{done} of {number} items have been examined.",
        done=len(sampled.audited),
        number=len(sampled.sample.items),
    )
    return CheckPoint(asked, "yours", said)


def board_points(known: Known) -> Iterator[CheckPoint]:
    language = known.language
    names = formats.listing([name for name, _ in known.board], language)
    yield CheckPoint(
        say(language, "The board is the one that the meeting elected"),
        "yours",
        names or say(language, "The register names no board on the last day of the year."),
    )
    boards = sum(meeting.kind == "board" for meeting in known.meetings)
    others = len(known.meetings) - boards
    yield CheckPoint(
        say(language, "The minutes have been read, and decisions were carried out"),
        "yours",
        say(
            language,
            "In the register: meetings of the members {members}, of the board {board}.",
            members=others,
            board=boards,
        ),
    )
    one_hand = len(known.year.patterns.one_hand)
    yield CheckPoint(
        say(language, "Nobody alone registers, approves and pays"),
        "look" if one_hand else "yours",
        say_count(
            language,
            one_hand,
            "1 voucher is by the hand of who is paid or has approved it.",
            "{number} vouchers are by the hand of who is paid or has approved them.",
        ),
    )
    yield CheckPoint(
        say(language, "Agreements with members of the board and those close to them are fair"),
        "yours",
        "",
    )
    yield _apart(known)
    yield _signed(known)
    yield CheckPoint(
        say(language, "The statutes and what the auditors remarked last year have been followed"),
        "yours",
        "",
    )
    yield CheckPoint(
        say(language, "Nothing has happened since that the members should know"), "yours", ""
    )


def _signed(known: Known) -> CheckPoint:
    """Who has signed by the register; that they have, only the original tells."""
    language = known.language
    details = known.year.register.report_details(known.year.label)
    said = say(language, "The register does not say that the report is signed.")
    if details is not None and details.signed_on is not None:
        said = say(
            language,
            "By the register signed on {day} by {people}; on the board: {board}.",
            day=formats.long_date(details.signed_on, language),
            people=len(details.signatories),
            board=len(known.board),
        )
    return by_findings(
        known,
        say(language, "The whole board has signed, and the dates follow on each other"),
        said,
        *("REG111", "REG112", "REG115", "REG120", "REG121", "REG122", "BOK260"),
        otherwise="yours",
    )


def _apart(known: Known) -> CheckPoint:
    """Whether an auditor sits on the board."""
    language = known.language
    asked = say(language, "The auditors are independent of those whom they audit")
    if known.not_apart:
        names = formats.listing(known.not_apart, language)
        return CheckPoint(
            asked, "look", say(language, "Auditor and on the board: {names}.", names=names)
        )
    if not known.auditors:
        return CheckPoint(asked, "yours", say(language, "The register names no auditor."))
    names = formats.listing([name for name, _ in known.auditors], language)
    return CheckPoint(asked, "yours", say(language, "{names}: none is on the board.", names=names))
