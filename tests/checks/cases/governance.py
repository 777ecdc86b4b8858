"""Findings on days and offices: reports, auditors, chairs and the decisions of meetings."""

from __future__ import annotations

from tests.checks.cases.case import ASSOCIATION, BOARD, FEES, LEDGER, At, Case, appended, both, case
from tests.checks.cases.changes import DEPUTY, NEXT_MEETING, agreed, next_year
from tests.conftest import Changes
from tests.workspaces import edited

CLOSING = appended(
    LEDGER,
    '\n2021-12-31 * "Årets resultat"\n'
    '  ver: "A7"\n'
    "  Expenses:8999-Årets-resultat 600.00 SEK\n"
    "  Equity:2069-Årets-resultat -600.00 SEK\n",
)


def signed(line: str) -> Changes:
    """The day of signing, or what stands in its place or after it, on lines 27 and 28."""
    return edited(ASSOCIATION, ("signed_on = 2022-03-01", line))


def decided(lines: str) -> Changes:
    """What is said of the decision of the annual fee, from line 38 on."""
    return edited(FEES, ('decision = "Stämman 2020"', f'decision = "Stämman 2020"\n{lines}'))


AUDITOR = appended(
    BOARD,
    '\n[[people]]\nid = "cia-by"\nname = "Cia By"\n'
    '\n[[people]]\nid = "du-re"\nname = "Du Re"\n'
    '\n[[mandates]]\nperson = "du-re"\nrole = "auditor"\nelected_at = "stamma-2021"\n',
)

CASES: dict[str, Case] = {
    "REG112": case(
        edited(ASSOCIATION, ("date = 2022-02-01", "date = 2021-06-30")),
        At("REG112", ASSOCIATION, 25, "2021-06-30"),
        says="before the year ends on 2021-12-31",
    ),
    "REG112 of a draft when the year has ended": case(
        both(
            edited(
                ASSOCIATION,
                ("date = 2022-02-01", "date = 2021-12-30"),
                ("signed_on = 2022-03-01\n", ""),
            )
        ),
        At("REG112", ASSOCIATION, 25, "2021-12-30"),
    ),
    "REG112 signed before it was prepared": case(
        signed("signed_on = 2022-01-31"),
        At("REG112", ASSOCIATION, 27, "2022-01-31"),
        says="signed on 2022-01-31",
    ),
    "REG112 audited before it was signed": case(
        signed("signed_on = 2022-03-01\nauditors_report_on = 2022-02-28"),
        At("REG112", ASSOCIATION, 28, "2022-02-28"),
        says="before the board signed on 2022-03-01",
    ),
    "REG112 audited before it was prepared": case(
        signed("auditors_report_on = 2022-01-31"),
        At("REG112", ASSOCIATION, 27, "2022-01-31"),
        says="before the report itself",
    ),
    "REG112 signed in the future": case(
        signed("signed_on = 2099-03-01"),
        At("REG112", ASSOCIATION, 27, "2099-03-01"),
        says="is signed on 2099-03-01",
    ),
    "REG113": case(
        signed('signed_on = 2022-03-01\nauditor = "bo-al"'),
        At("REG113", ASSOCIATION, 28, "bo-al"),
        says="Bo Al is auditor of the report, and on the board on 2022-03-01",
    ),
    "REG113 of one who signs": case(
        both(
            DEPUTY,
            signed(
                'signed_on = 2022-03-01\nauditor = "cia-by"\n\n'
                '[[reports.signatories]]\nperson = "cia-by"'
            ),
        ),
        At("REG113", ASSOCIATION, 28, "cia-by"),
        At("REG111", ASSOCIATION, 31, "cia-by"),
        says="signs it with the board",
    ),
    "REG113 of one who prepares": case(
        both(
            DEPUTY,
            edited(
                ASSOCIATION,
                ('prepared_by = "anna-ek"', 'prepared_by = "cia-by"\nauditor = "cia-by"'),
            ),
        ),
        At("REG113", ASSOCIATION, 25, "cia-by"),
        says="has prepared it",
    ),
    "REG113 of a mandate": case(
        appended(
            BOARD,
            '\n[[mandates]]\nperson = "bo-al"\nrole = "auditor"\nelected_at = "stamma-2021"\n',
        ),
        At("REG113", BOARD, 29, "auditor"),
        says="both on 2021-04-01",
    ),
    "REG114": case(
        edited(BOARD, ('role = "member"', 'role = "chair"')),
        At("REG114", BOARD, 23, "chair"),
        says="Anna Ek and Bo Al are both chair on 2021-04-01",
    ),
    "REG115": case(CLOSING, At("REG115", ASSOCIATION, 27, "signed_on"), says="2022-03-01"),
    "REG115 of a year before one that is closed": case(
        both(
            appended(
                LEDGER,
                '\n2021-12-31 * "Årets resultat"\n  ver: "A7"\n'
                "  Expenses:8999-Årets-resultat 600.00 SEK\n"
                "  Equity:2069-Årets-resultat -600.00 SEK\n"
                "\n2022-01-01 balance Assets:1930-Bank 2700.00 SEK\n",
            ),
            edited(
                ASSOCIATION,
                ("closed = true\n", ""),
                ("end = 2021-12-31\n", "end = 2021-12-31\nclosed = true\n"),
            ),
        ),
        At("REG115", ASSOCIATION, 12, 'label = "2020"'),
        says="2020 is not closed, though 2021 after it is",
    ),
    "REG116": case(
        decided("decided_on = 2021-04-01"),
        At("REG116", FEES, 38, "decided_on"),
        says="Årsstämma 2021",
        hints='meeting = "stamma-2021"',
    ),
    "REG116 of another day than the meeting": case(
        decided('decided_on = 2021-04-02\nmeeting = "stamma-2021"'),
        At("REG116", FEES, 38, "decided_on"),
        says="held on 2021-04-01",
    ),
    "REG117": case(
        edited(FEES, ("amounts = { organisation = 500", "amounts = { organisation = -500")),
        At("REG117", FEES, 28, "-500"),
        says="-500.00 kr",
    ),
    "REG117 of an amount in no tier": case(
        appended(FEES, next_year("amount = -100")),
        At("REG117", FEES, 44, "-100"),
        says='the schedule "nasta" charges -100.00 kr',
    ),
    "REG117 of the least that a rate gives": case(
        appended(FEES, next_year('rate = { of = ["population"], per_unit = 2, minimum = -1 }')),
        At("REG117", FEES, 44, "minimum"),
        says="-1.00 kr",
    ),
    "REG117 of an agreement": case(
        appended(FEES, agreed("2031-01-01").replace("part = 0.5", "amount = -100")),
        At("REG117", FEES, 43, "-100"),
        says="the agreement with Förbundet is on -100.00 kr",
    ),
    "REG120": case(
        both(
            appended(BOARD, NEXT_MEETING.format(day="2022-04-01")), signed("signed_on = 2022-04-10")
        ),
        At("REG120", ASSOCIATION, 27, "2022-04-10"),
        At("REG111", ASSOCIATION, 30, "anna-ek"),
        At("REG111", ASSOCIATION, 33, "bo-al"),
        says="signed on 2022-04-10, after Årsstämma 2022 on 2022-04-01",
    ),
    "REG120 audited after the meeting": case(
        both(
            appended(BOARD, NEXT_MEETING.format(day="2022-04-01")),
            signed("signed_on = 2022-03-01\nauditors_report_on = 2022-04-02"),
        ),
        At("REG120", ASSOCIATION, 28, "2022-04-02"),
        says="dated 2022-04-02, after Årsstämma 2022 on 2022-04-01",
    ),
    "REG121": case(
        both(AUDITOR, signed('signed_on = 2022-03-01\nauditor = "cia-by"')),
        At("REG121", ASSOCIATION, 28, "cia-by"),
        says="Cia By is auditor of the report of 2021 but has no mandate",
    ),
    "REG122": case(
        signed("auditors_report_on = 2022-03-10"),
        At("REG122", ASSOCIATION, 27, "2022-03-10"),
        says="dated 2022-03-10, but the report is not signed",
    ),
}
