"""Changes that lie just on the right side of a rule: nothing is found in them."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    BOARD,
    CHAPTER,
    CHART_FILE,
    FEES,
    LEDGER,
    LEDGER_2020,
    MAIN,
    MEMBERS,
    PROJECTS,
    STATEMENTS,
    appended,
    both,
)
from tests.checks.cases.changes import (
    DEPUTY,
    NEW_MEMBER,
    NEXT_MEETING,
    OVERVIEW,
    STATUS,
    STUDENTS,
    agreed,
    camp,
    ended,
    group,
    levy_on,
    next_year,
    published,
    second_fee,
    status,
    voucher,
)
from tests.checks.cases.entries import NINE, closed_with, series_of, supplier_debt, turned, with_key
from tests.checks.cases.governance import AUDITOR, decided
from tests.checks.cases.grants import FAULTLESS as GRANTS
from tests.checks.cases.law import IN_ORDER
from tests.checks.cases.sides import FAULTLESS as SIDES
from tests.checks.cases.sides import IN_THE_YEAR
from tests.conftest import Changes
from tests.workspaces import FILES, edited

BROKEN_YEAR = both(
    edited(
        ASSOCIATION,
        ('label = "2021"', 'label = "2021/22"'),
        ("end = 2021-12-31", "end = 2022-06-30"),
        ('year = "2021"', 'year = "2021/22"'),
        ("date = 2022-02-01", "date = 2022-08-01"),
        ("signed_on = 2022-03-01", "signed_on = 2022-09-01"),
    ),
    edited(PROJECTS, ('year = "2021"', 'year = "2021/22"')),
    {
        CHAPTER: None,
        "config/report/2021/note-1.md": None,
        "config/report/2021-22/01-verksamheten.md": FILES[CHAPTER],
        "config/report/2021-22/note-1.md": "Enligt lag.\n",
        "config/published/2021-22.toml": 'source = "tryckt"\n[[figures]]\n'
        'item = "income_statement.income"\nyear = "2021/22"\nvalue = 750\n',
    },
)


# What lies just on the right side of a rule.
FAULTLESS: dict[str, Changes] = {
    **SIDES,
    **GRANTS,
    **IN_ORDER,
    "a voided voucher of noughts in a closed year": appended(
        LEDGER_2020,
        '\n2020-05-01 * "Makulerad"\n  ver: "B1"\n'
        "  Assets:1930-Bank 0.00 SEK\n  Expenses:4010-Kostnader 0.00 SEK\n",
    ),
    "what moves from a project to another before the year was closed": appended(
        LEDGER_2020,
        '\n2020-05-01 * "Till projektet"\n  ver: "B1"\n'
        '  Expenses:4010-Kostnader 100.00 SEK\n    project: "bron"\n'
        "  Expenses:4010-Kostnader -100.00 SEK\n",
    ),
    "a voucher registered on the day that the report was signed": closed_with(
        'B1"\n  registered: 2022-03-01',
        'Expenses:4010-Kostnader 100.00 SEK\n    project: "bron"',
        "Expenses:4010-Kostnader -100.00 SEK",
    ),
    "a reversal that says so": appended(
        LEDGER_2020,
        turned("05-01", "Expenses:4010-Kostnader", "Assets:1930-Bank", text="Rättelse"),
    ),
    "a purchase and a return with a document each": appended(
        LEDGER_2020,
        turned("05-01", "Expenses:4010-Kostnader", "Assets:1930-Bank", '  document: "Pärm 3"\n'),
    ),
    "change for a sale, and back": both(
        appended(CHART_FILE, "2019-12-31 open Assets:1910-Kassa SEK\n"),
        appended(LEDGER_2020, turned("05-01", "Assets:1910-Kassa", "Assets:1930-Bank")),
    ),
    "a document that is only a number": with_key("A6", 'document: "2021"')
    | {"ledger/2021/note.txt": "x"},
    "a key on the voucher that a posting says as well": with_key("A5", 'project: "bron"'),
    "an invoice noted on a voucher that has no open item": with_key("A5", 'invoice: "F-77"'),
    "a report audited on the day of the meeting": both(
        appended(BOARD, NEXT_MEETING.format(day="2022-04-01")),
        edited(
            ASSOCIATION,
            ("signed_on = 2022-03-01", "signed_on = 2022-03-01\nauditors_report_on = 2022-04-01"),
        ),
    ),
    "a meeting that was continued": both(
        appended(
            BOARD,
            NEXT_MEETING.format(day="2022-04-01")
            + NEXT_MEETING.format(day="2022-05-01")
            .replace("stamma-2022", "fortsatt-2022")
            .replace('"annual"', '"extraordinary"'),
        ),
        edited(
            ASSOCIATION,
            ("signed_on = 2022-03-01", "signed_on = 2022-03-01\nauditors_report_on = 2022-04-20"),
        ),
    ),
    "an auditor who is elected": both(
        AUDITOR,
        edited(
            ASSOCIATION,
            ("signed_on = 2022-03-01", 'signed_on = 2022-03-01\nauditor = "du-re"'),
        ),
    ),
    "a note on what happened after the year, which no row refers to": both(
        appended(
            STATEMENTS,
            '\n[[layouts.notes]]\nnumber = 3\ntitle = "Händelser efter året"\ntext = "note-3.md"\n',
        ),
        {"config/report/2021/note-3.md": "Inga.\n"},
    ),
    "a row with two notes": edited(STATEMENTS, ("note = 2\n", "note = [1, 2]\n")),
    "a table in a chapter": appended(CHAPTER, "\n| a | b |\n|---|--:|\n| 1 | 2 |\n"),
    "a table in a note": {
        "config/report/2021/note-1.md": "| a | b |\n|---|---|\n| x \\| y | 2 |\n"
    },
    "two members of one name, and of a kind of the association's own": both(
        appended(
            MEMBERS,
            "".join(
                f"""
[[members]]
id = "anna-{number}"
name = "Anna Andersson"
kind = "person"
joined = 2031-01-01
"""
                for number in (1, 2)
            )
            + """
[[kinds]]
id = "person"
label = "Person"

[[kinds]]
id = "municipality"
label = "Kommun"

[[kinds]]
id = "organisation"
label = "Organisation"
""",
        ),
    ),
    "a member that comes back on the day after it left": appended(
        MEMBERS,
        NEW_MEMBER
        + "periods = [{ joined = 2031-01-01, left = 2031-01-31 }, { joined = 2031-02-01 }]\n",
    ),
    "a schedule that ends the day before the next begins": {
        FEES: ended("2020-12-31") + second_fee("2021-01-01")
    },
    "a deputy who signs in a member's place": both(
        DEPUTY,
        edited(ASSOCIATION, ('person = "bo-al"', 'person = "eva-po"\nin_place_of = "bo-al"')),
    ),
    "a report signed on the day of the election": edited(
        BOARD, ("date = 2021-04-01", "date = 2022-03-01")
    ),
    "a report signed on the eve of the next election": appended(
        BOARD, NEXT_MEETING.format(day="2022-03-02")
    ),
    "a payment from a member who has left": both(
        edited(MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-03-01')),
        voucher(
            "A7",
            "Assets:1930-Bank 100.00 SEK",
            "Assets:1510-Kundfordringar -100.00 SEK",
            '  member: "forbundet"',
            '  invoice: "2021-2"',
        ),
    ),
    "a fee paid back to a member who has left": both(
        edited(MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-03-01')),
        voucher(
            "A7",
            "Income:3110-Årsavgifter 100.00 SEK",
            '  member: "forbundet"',
            "Assets:1510-Kundfordringar -100.00 SEK",
            '  member: "forbundet"',
            '  invoice: "2021-2"',
        ),
    ),
    "a fee paid back on the day a member leaves, who has come back before": both(
        edited(
            MEMBERS,
            (
                'kind = "organisation"',
                'kind = "organisation"\nperiods = [\n  { left = 2018-12-31 },\n'
                "  { joined = 2019-06-01, left = 2021-08-01 },\n]",
            ),
        ),
        voucher(
            "A7",
            "Income:3110-Årsavgifter 100.00 SEK",
            '  member: "forbundet"',
            "Assets:1510-Kundfordringar -100.00 SEK",
            '  member: "forbundet"',
            '  invoice: "2021-2"',
        ),
    ),
    "a charge on the last day of membership": edited(
        MEMBERS, ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-02-01')
    ),
    "a member of one day": appended(
        MEMBERS, NEW_MEMBER + "joined = 2031-01-01\nleft = 2031-01-01\n"
    ),
    "a shortened fiscal year": edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-07-01")),
    "a fiscal year of eighteen months": edited(
        ASSOCIATION,
        ("end = 2021-12-31", "end = 2022-06-30"),
        ("date = 2022-02-01", "date = 2022-06-30"),
        ("signed_on = 2022-03-01", "signed_on = 2022-06-30"),
    ),
    "a broken fiscal year with a label of two years": BROKEN_YEAR,
    "a voucher on the last day of the fiscal year": edited(LEDGER, ("2021-07-01", "2021-12-31")),
    "a second series of vouchers": edited(LEDGER, ('ver: "A6"', 'ver: "B1"')),
    "amounts of whole öre": edited(
        LEDGER,
        ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                 50.01"),
        ("-50.00 SEK", "-50.010 SEK"),
    ),
    "a receivable on a counterparty": voucher(
        "A7",
        "Assets:1510-Kundfordringar 10.00 SEK",
        '  counterparty: "banken"',
        '  invoice: "2021-9"',
        "Income:3190-Övrigt -10.00 SEK",
    ),
    "a part payment": voucher(
        "A7",
        "Assets:1930-Bank 1.00 SEK",
        "Assets:1510-Kundfordringar -1.00 SEK",
        '  member: "storstad"',
        '  invoice: "2021-1"',
    ),
    "tiers bounded by other words at the same number": edited(
        FEES, ("below = 10000", "to = 9999"), ("from = 10000", "above = 9999")
    ),
    "a levy that falls due after the last voucher": levy_on("07-02"),
    "a layout through the first day of the year": edited(
        STATEMENTS, ("to = 2025-12-31", "to = 2021-01-01")
    ),
    "a layout from the first day of the year": edited(
        STATEMENTS, ("from = 2000-01-01", "from = 2020-01-01")
    ),
    "a balance that holds": appended(LEDGER, "\n2021-07-02 balance Assets:1930-Bank 2700.00 SEK\n"),
    "a closed year whose result is booked": both(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        appended(
            LEDGER,
            '\n2021-12-31 * "Årets resultat"\n'
            '  ver: "A7"\n'
            "  Expenses:8999-Årets-resultat 600.00 SEK\n"
            "  Equity:2069-Årets-resultat -600.00 SEK\n"
            "\n2022-01-01 balance Assets:1930-Bank 2700.00 SEK\n",
        ),
    ),
    "a plugin that only looks": appended(MAIN, 'plugin "beancount.plugins.leafonly"\n'),
    "an include of several files": {
        MAIN: 'option "operating_currency" "SEK"\ninclude "*t.beancount"\ninclude "20*.beancount"\n'
    },
    "a heading underlined as in a merge conflict": edited(
        CHAPTER, ("# Verksamheten", "Verksamheten\n=======")
    ),
    "a turnover that moved more, with a comment": both(
        OVERVIEW,
        edited(ASSOCIATION, ('version = "1.0"', 'version = "1.0"\noverview_comment = "Fler."')),
    ),
    "chapters in unbroken order": {
        "config/report/2021/02-mer.md": "# Mer\n\n## Ett\n\n### Två\n\n## Tre\n\n**fet** `<b>`\n",
        "config/report/2021/bilaga.md": "#### Läses inte\n",
    },
    "all of a report on one day": edited(
        ASSOCIATION,
        ("signed_on = 2022-03-01", "signed_on = 2022-02-01\nauditors_report_on = 2022-02-01"),
    ),
    "a chair who takes over on the day that the other ends": edited(
        BOARD,
        ('role = "chair"', 'role = "chair"\nuntil = 2022-03-01'),
        ('role = "member"', 'role = "chair"\nfrom = 2022-03-01'),
        ('\nelected_at = "stamma-2021"\n\n', "\nfrom = 2021-04-01\n\n"),
    ),
    "a chair that two share": edited(
        BOARD,
        ('role = "chair"', 'role = "chair"\ntitle = "Delad ordförande"'),
        ('role = "member"', 'role = "chair"\ntitle = "Delad ordförande"'),
    ),
    "a status from today on, and a discount for those who have it": both(
        appended(MEMBERS, STATUS + 'values = ["student"]\n' + status("2021-07-02", "student")),
        appended(FEES, next_year(f"amount = 100\n{STUDENTS}")),
    ),
    "two attributes with values of one day": appended(
        MEMBERS,
        STATUS
        + status("2021-03-01", "student")
        + status("2021-03-01", "3").replace('"3"', "3").replace('"status"', '"population"'),
    ),
    "a member that goes from one group to another on the day after": appended(
        MEMBERS,
        group("familjen", "lillby", ("lillby", ""), ("storstad", ", to = 2031-02-28"))
        + group("koncernen", "forbundet", ("forbundet", ""), ("storstad", "")).replace(
            '"storstad", from = 2031-01-01', '"storstad", from = 2031-03-01'
        ),
    ),
    "a member that is in a group for a day": appended(
        MEMBERS, group("familjen", "lillby", ("lillby", ""), ("storstad", ", to = 2031-01-01"))
    ),
    "one who pays for a group from the day that it joins": appended(
        MEMBERS,
        group("familjen", "lillby", ("lillby", ""), ("storstad", "")).replace(
            "2031-01-01", "2021-05-10"
        ),
    ),
    "a group whose payer comes into it and leaves it last": appended(
        MEMBERS,
        group(
            "familjen", "lillby", ("lillby", ", to = 2031-12-31"), ("storstad", ", to = 2031-12-31")
        ),
    ),
    "one who has left the association when the payer leaves the group": appended(
        MEMBERS,
        NEW_MEMBER
        + "joined = 2031-01-01\nleft = 2031-06-30\n"
        + group("familjen", "lillby", ("lillby", ", to = 2031-06-30"), ("nyby", "")),
    ),
    "one who comes back to a group": appended(
        MEMBERS,
        group(
            "familjen",
            "lillby",
            ("lillby", ""),
            ("storstad", ", to = 2031-06-30"),
            ("storstad", ""),
        ).replace('"storstad", from = 2031-01-01 }', '"storstad", from = 2031-07-01 }'),
    ),
    "an agreement of a day": appended(FEES, agreed("2031-01-01", "to = 2031-01-01")),
    "a status that two schedules have discounts for": both(
        appended(MEMBERS, STATUS),
        appended(
            FEES,
            next_year(f"valid_to = 2031-12-31\namount = 100\n{STUDENTS}")
            + next_year(f"amount = 200\n{STUDENTS}")
            .replace('"nasta"', '"darpa"')
            .replace("2031-01-01", "2032-01-01"),
        ),
    ),
    "instalments of which the last is due in the year after": appended(
        FEES,
        next_year(
            'charged_on = "09-01"\namount = 100\n'
            'instalments = [{ due = "09-01", part = 0.5 }, { due = "01-31", part = 0.5 }]'
        ),
    ),
    "a day of charge on the first day of the next schedule": {
        FEES: ended("2021-12-31") + second_fee("2022-02-01"),
        ASSOCIATION: str(FILES[ASSOCIATION])
        + '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n',
    },
    "a year in which nothing is charged": {
        FEES: ended("2021-12-31") + second_fee("2023-01-01"),
        ASSOCIATION: str(FILES[ASSOCIATION])
        + "".join(
            f'\n[[fiscal_years]]\nlabel = "{y}"\nstart = {y}-01-01\nend = {y}-12-31\n'
            for y in (2022, 2023)
        ),
    },
    "one schedule for those who joined before a day, and one for the others": appended(
        FEES,
        next_year("amount = 100\njoined_to = 2030-12-31")
        + next_year("amount = 100\njoined_from = 2031-01-01").replace('"nasta"', '"ny"'),
    ),
    "those who joined on one day": appended(
        FEES, next_year("amount = 100\njoined_from = 2031-01-01\njoined_to = 2031-01-01")
    ),
    "a kind of member that came when a schedule with tiers had ended": both(
        appended(
            MEMBERS,
            NEW_MEMBER.replace("organisation", "person")
            + "joined = 2021-06-01\n"
            + "".join(
                f'\n[[kinds]]\nid = "{kind}"\nlabel = "{kind}"\n'
                for kind in ("municipality", "organisation", "person")
            ),
        ),
        edited(
            FEES,
            ('account = "2083"', 'account = "2083"\nkinds = ["municipality"]'),
            ('charged_on = "02-01"', 'charged_on = "02-01"\nvalid_to = 2021-05-31'),
        ),
    ),
    "a tier that was stated before the population was known": edited(
        MEMBERS,
        (
            "joined = 2021-05-10",
            'joined = 2021-05-10\ntiers = [{ tier = "large", source = "a" }]',
        ),
    ),
    "a tier of each of two sets, but for one that left before the second": both(
        edited(
            MEMBERS,
            (
                'tier = "large"\ntier_source = "exempel"\n',
                'tiers = [\n  { tier = "large", source = "a" },\n'
                '  { tier = "junior", source = "b" },\n]\n',
            ),
            (
                'tier = "organisation"\n',
                'tier = "organisation"\n'
                + NEW_MEMBER.replace("organisation", "municipality")
                + 'left = 2019-12-31\ntier = "small"\ntier_source = "a"\n',
            ),
        ),
        appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
        appended(
            FEES,
            """
[[tier_sets]]
id = "alder"
tiers = [
  { id = "junior", label = "Junior", kinds = ["municipality"] },
  { id = "senior", label = "Senior", kinds = ["municipality"] },
]
"""
            + next_year(
                'tiers = "alder"\njoined_to = 2021-01-01\nkinds = ["municipality"]\n'
                "amounts = { junior = 0, senior = 2 }"
            )
            .replace("valid_from = 2031", "valid_from = 2021")
            .replace("3190", "3120"),
        ),
    ),
    "two agreements with a member, the one after the other": appended(
        FEES, agreed("2031-01-01", "to = 2031-12-31") + agreed("2032-01-01")
    ),
    "two agreements with a member at a time, on two kinds of charge": appended(
        FEES,
        agreed("2031-01-01", 'kind = "annual_fee"')
        + agreed("2031-01-01", 'kind = "entry_contribution"'),
    ),
    "a kind of charge of the association's own, booked as a liability": both(
        appended(CHART_FILE, "2019-12-31 open Liabilities:2820-Depositioner SEK\n"),
        appended(
            FEES,
            camp("amount = 100", kind_account="2820").replace(
                'account = "2820"', 'account = "2820"\ntreatment = "liability"'
            ),
        ),
    ),
    "an amount for every kind of member that a schedule charges": appended(
        FEES, next_year('kinds = ["municipality"]\namounts = { municipality = 100 }')
    ),
    "a rate of a member whose attribute is known on the day that counts": both(
        appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
        appended(
            FEES,
            next_year(
                'kinds = ["municipality"]\njoined_from = 2021-05-10\ncharged_on = "06-01"\n'
                'reference = { on = "12-31" }\nrate = { of = ["population"], per_unit = 0 }'
            )
            .replace("valid_from = 2031", "valid_from = 2021")
            .replace("3190", "3120"),
        ),
    ),
    "a private member with a number for an id": appended(
        MEMBERS,
        NEW_MEMBER.replace('"nyby"', '"m-1042"').replace('"Nyby"', '"Eva-Åsa Ek"')
        + "private = true\njoined = 2031-01-01\n",
    ),
    "a decision of the meeting of that day": decided(
        'decided_on = 2021-04-01\nmeeting = "stamma-2021"'
    ),
    "a decision on a day of which no meeting is known": decided("decided_on = 2020-01-01"),
    "a fee of nought": edited(
        FEES, ("amounts = { organisation = 500", "amounts = { organisation = 0")
    ),
    "a voucher registered on its own day": with_key("A6", "registered: 2021-07-01"),
    "a document that is there": with_key("A6", 'document: "documents/A6.pdf"')
    | {"documents/A6.pdf": b"%PDF"},
    "a document beside the journal": with_key("A6", 'document: "A6.pdf"')
    | {"ledger/A6.pdf": b"%PDF"},
    "a document on paper": with_key("A6", 'document: "Pärm 3, flik 12/2"'),
    "a document elsewhere": with_key("A6", 'document: "https://exempel.se/A6.pdf"'),
    "a correction": with_key("A6", 'corrects: "A1 och A2"'),
    "a correction of a voucher of the year before": with_key("A1", 'corrects: "A5"'),
    "a correction of a voucher of a year that is named": with_key("A6", 'corrects: "2020 A5"'),
    "a debt paid to whom it stands on": supplier_debt(
        'counterparty: "elbolaget"', 'counterparty: "elbolaget"'
    ),
    "keys of one's own": appended(
        LEDGER, '    comment: "x"\n    product: "y"\n    document-two: "z"\n    motpart: "v"\n'
    ),
    "a voucher that was registered late": series_of([*NINE, "01-10"], "  registered: 2021-12-20\n"),
    "a series that follows no days": series_of(
        ["12-01", "01-10", "11-02", "02-05", "10-07", "03-01", "09-09", "04-04", "08-08", "05-05"]
    ),
    "a quarter late": series_of([*NINE, "09-15"]),
    "two alike on different days": appended(
        LEDGER,
        '\n2021-07-02 * "Övrig intäkt"\n'
        '  ver: "A7"\n'
        "  Assets:1930-Bank 50.00 SEK\n"
        "  Income:3190-Övrigt -50.00 SEK\n",
    ),
    "a voucher that is voided": appended(
        LEDGER, '\n2021-08-01 * "Makulerad"\n  ver: "A7"\n  voided: TRUE\n'
    ),
    "published figures that agree": published(
        'item = "income_statement.income"\nyear = "2021"\nvalue = 750\n',
        'item = "balance_sheet.bank"\nyear = "2020"\nvalue = 2300\n',
        'item = "members.total"\nyear = "2020"\nvalue = 2\n',
        'item = "note.2.total"\nyear = "2021"\nvalue = 750.00\n',
    ),
}

# The same while the year lasts: what is not there yet may still be booked.
FAULTLESS_IN_THE_YEAR: dict[str, Changes] = {
    **IN_THE_YEAR,
    "a payment in advance": both(
        voucher(
            "A7",
            "Liabilities:2440-Leverantörsskulder 300.00 SEK",
            '  counterparty: "banken"',
            "Assets:1930-Bank -300.00 SEK",
        ),
    ),
    "a turnover that moved by thirty per cent and no more": both(
        OVERVIEW,
        edited(
            LEDGER,
            ("Assets:1930-Bank                 50.00", "Assets:1930-Bank -50.00"),
            ("Income:3190-Övrigt              -50.00", "Income:3190-Övrigt 50.00"),
        ),
    ),
}
