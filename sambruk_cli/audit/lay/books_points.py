"""The points of the checklist on the books and the closing."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli import formats
from sambruk_cli.audit.findings import tally_of
from sambruk_cli.audit.lay.known import Known
from sambruk_cli.audit.lay.points import CheckPoint, by_findings
from sambruk_cli.messages import say, say_count


def books_points(known: Known) -> Iterator[CheckPoint]:
    language, number = known.language, len(known.vouchers)

    def of_all(part: int) -> str:
        part_of, every = formats.count(part, language), formats.count(number, language)
        return say(language, "{part} of {number} vouchers", part=part_of, number=every)

    yield by_findings(
        known,
        say(language, "Every voucher has a number, none is missing, none is used twice"),
        say_count(
            language,
            number,
            "1 voucher; validate finds no number missing.",
            "{number} vouchers; validate finds no number missing.",
        ),
        *("BOK203", "BOK204", "BOK205"),
    )
    yield by_findings(
        known,
        say(language, "Debit and credit of every voucher are the same"),
        say(language, "All vouchers sum to nought."),
        *("BOK201", "BOK202", "BOK207", "BOK208", "BOK220"),
    )
    yield by_findings(
        known,
        say(language, "The year opens with what the year before closed with"),
        say(language, "The books are one from year to year, and no balance is contradicted.")
        if known.opens_with_books
        else say(language, "The books tell of no year before: look at what it closed with."),
        *("BOK210", "BOK211"),
        otherwise="proved" if known.opens_with_books else "yours",
    )
    documents = say(language, "{part} name a document.", part=of_all(known.documented))
    missing = known.missing
    if missing:
        documents += " " + say_count(
            language,
            missing,
            "1 document cannot be found.",
            "{number} documents cannot be found.",
        )
    yield CheckPoint(
        say(language, "There is a document for every voucher, and it agrees with what is booked"),
        "look" if missing or known.documented < number else "yours",
        documents,
    )
    yield CheckPoint(
        say(language, "Vouchers are registered in time"),
        "look",
        _in_time(known, of_all(known.dated)),
    )
    yield CheckPoint(
        say(language, "Corrections can be followed, and are explained"),
        "look" if known.corrections else "yours",
        say(language, "{part} correct another.", part=of_all(known.corrections)),
    )
    if known.reconstructed:
        yield CheckPoint(
            say(language, "What was reconstructed afterwards can be relied on"),
            "look",
            say(language, "{part} are reconstructed.", part=of_all(known.reconstructed)),
        )
    yield CheckPoint(
        say(language, "The program's checks of books and register find nothing"),
        "look" if known.year.findings else "proved",
        say(language, "The checks find: {tally}.", tally=tally_of(known.year)),
    )


def closing_points(known: Known) -> Iterator[CheckPoint]:
    language, fiscal = known.language, known.year.fiscal
    is_made = known.year.report is not None
    marked = known.year.review.marked_accounts if known.year.review is not None else 0
    if is_made:
        yield by_findings(
            known,
            say(language, "The statements agree with the books, and the balance sheet balances"),
            say(language, "Every account stands in one row, and assets equal equity and debts."),
            "STM",
        )
    else:
        yield CheckPoint(
            say(language, "The statements agree with the books, and the balance sheet balances"),
            "look",
            say(language, "The statements cannot be made."),
        )
    if fiscal.closed:
        closed = by_findings(
            known,
            say(language, "The result is booked, and the year is closed"),
            say(language, "The year is closed."),
            *("BOK217", "STM307"),
        )
    else:
        closed = CheckPoint(
            say(language, "The result is booked, and the year is closed"),
            "look",
            say(language, "The year is not closed."),
        )
    yield closed
    yield _sealed(known)
    yield CheckPoint(
        say(language, "Income and costs are those of the year; what spans years is accrued"),
        "yours",
        say(language, "Look at invoices around the end of the year."),
    )
    yield CheckPoint(
        say(language, "What differs much from the year before and the budget is explained"),
        "look" if marked else "yours",
        say_count(
            language,
            marked,
            "1 account differs much; see the analytical review.",
            "{number} accounts differ much; see the analytical review.",
        ),
    )
    yield CheckPoint(
        say(language, "The annual report says what the books say, and nothing that misleads"),
        "yours",
        say(language, "Read it beside the statements of the pack."),
    )


def _sealed(known: Known) -> CheckPoint:
    """Whether the seal of the year, where it has one, is as the books are."""
    language, proof = known.language, known.year.seals.of(known.year.fiscal)
    asked = say(language, "The books have not changed since")
    if proof is None:
        return CheckPoint(asked, "yours", say(language, "The year is not sealed (sambruk seal)."))
    day = formats.long_date(proof.seal.sealed_on, language)
    if known.year.seals.findings:
        said = say(
            language, "Sealed on {day}, and something has changed since; see the seals.", day=day
        )
        return CheckPoint(asked, "look", said)
    said = say(language, "The year was sealed on {day}, and is as it was.", day=day)
    return CheckPoint(asked, "look" if known.has_errors else "proved", said)


def _in_time(known: Known, dated: str) -> str:
    """How many vouchers say when they were registered, and how many validate finds late."""
    language = known.language
    said = say(language, "{part} say when they were registered.", part=dated)
    late = len(known.of_codes("BOK272"))
    if not late:
        return said
    number = say_count(
        language,
        late,
        "validate finds that 1 was registered late.",
        "validate finds that {number} were registered late.",
    )
    return f"{said} {number}"
