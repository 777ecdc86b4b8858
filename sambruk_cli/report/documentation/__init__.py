"""The documentation of the bookkeeping system with the archive plan (BFL 5:11, BFNAR 2013:2 ch. 9).

What the program knows is filled in. What only the association knows comes from
config/documentation.toml, and what that leaves out is a blank that shows.
"""

from __future__ import annotations

from sambruk_cli.document.model import Chapter, Header, Report
from sambruk_cli.messages import say
from sambruk_cli.report.documentation.archive import archive_blocks, reading_blocks
from sambruk_cli.report.documentation.books import (
    account_blocks,
    import_blocks,
    voucher_blocks,
)
from sambruk_cli.report.documentation.facts import DocumentationFacts
from sambruk_cli.report.documentation.system import (
    association_blocks,
    control_blocks,
    system_blocks,
    year_blocks,
)


def system_documentation(facts: DocumentationFacts) -> Report:
    """The document, as it is on the session's day."""
    session, language = facts.session, facts.session.language
    register = session.register
    assert register.association is not None  # no command goes on without it
    association = register.association.association
    years = register.years
    chapters = (
        (say(language, "The association"), association_blocks(facts)),
        (say(language, "Fiscal years"), year_blocks(facts)),
        (say(language, "How the books are built"), system_blocks(facts)),
        (say(language, "Chart of accounts"), account_blocks(facts)),
        (say(language, "Vouchers"), voucher_blocks(facts)),
        (say(language, "Books that were imported"), import_blocks(facts)),
        (say(language, "Checks, seals and who may change what"), control_blocks(facts)),
        (say(language, "Archive plan"), archive_blocks(facts)),
        (say(language, "Reading the records"), reading_blocks(facts)),
    )
    return Report(
        title=say(language, "Documentation of the bookkeeping system, with archive plan"),
        language=language,
        header=Header(
            association=association.name,
            organisation_number=association.organisation_number or "",
            prepared_by=facts.known("responsible") or "",
            date=session.today,
            approved_by="",
            period_start=years[0].start,
            period_end=years[-1].end,
            version="",
            of_year=False,
        ),
        chapters=tuple(
            Chapter(str(number), title, tuple(blocks))
            for number, (title, blocks) in enumerate(
                ((title, blocks) for title, blocks in chapters if blocks), 1
            )
        ),
        needs_approval=False,
    )
