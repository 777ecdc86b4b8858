"""Findings on the register."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSETS,
    ASSOCIATION,
    BOARD,
    COUNTERPARTIES,
    FACTS,
    FEES,
    LEDGER,
    LEDGER_2020,
    MEMBERS,
    PROJECTS,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.changes import (
    DEPUTY,
    NEVER_LEVIED,
    NEW_MEMBER,
    NEXT_MEETING,
    SERVER,
    STATUS,
    STUDENTS,
    agreed,
    ended,
    group,
    next_year,
    second_fee,
    status,
)
from tests.checks.cases.grants import OF_REGISTER
from tests.checks.cases.invoices import OF_REGISTER as OF_INVOICING
from tests.workspaces import FILES, edited

KINDS = """
[[kinds]]
id = "municipality"
label = "Kommun"

[[kinds]]
id = "organisation"
label = "Organisation"
"""
TWICE = """\
periods = [
  {{ joined = 2030-01-01, left = {} }},
  {{ joined = {}, left = {} }},
]
"""

EMPLOYEES = appended(MEMBERS, '\n[[attributes]]\nid = "employees"\nlabel = "anställda"\n')
SIZES = """
[[tier_sets]]
id = "matt"
attribute = "{attribute}"
tiers = [
  {{ id = "liten", label = "Liten", kinds = ["municipality"], below = {below} }},
  {{ id = "stor", label = "Stor", kinds = ["municipality"], from = {at_least} }},
]
"""

CASES: dict[str, Case] = {
    "REG101": case(
        edited(COUNTERPARTIES, ('name = "Banken"', 'name = "Banken"\nreconstucted = true')),
        At("REG101", COUNTERPARTIES, 4, "reconstucted"),
        hints='did you mean "reconstructed"?',
    ),
    "REG102": case(
        edited(PROJECTS, ('status = "active"', 'status = "actve"')),
        At("REG102", PROJECTS, 7, "actve"),
        hints='did you mean "active"?',
    ),
    "REG103": case(
        appended(COUNTERPARTIES, '\n[[counterparties]]\nid = "banken"\nname = "En annan"\n'),
        At("REG103", COUNTERPARTIES, 6, "banken"),
        says="line 2",
    ),
    "REG103 of a member number": case(
        edited(
            MEMBERS,
            ('id = "storstad"', 'id = "storstad"\nnumber = "12"'),
            ('id = "forbundet"', 'id = "forbundet"\nnumber = "12"'),
        ),
        At("REG103", MEMBERS, 22, "12"),
        says='the number "12" stands already on line 3',
    ),
    "REG103 of a kind of member": case(
        appended(MEMBERS, KINDS + '\n[[kinds]]\nid = "organisation"\nlabel = "Förening"\n'),
        At("REG103", MEMBERS, 34, "organisation"),
        says="line 30",
    ),
    "REG103 of a counterparty that is a member": case(
        appended(COUNTERPARTIES, '\n[[counterparties]]\nid = "lillby"\nname = "Lillby"\n'),
        At("REG103", COUNTERPARTIES, 6, "lillby"),
        says="member",
    ),
    "REG103 of a tier": case(
        edited(FEES, ('id = "organisation"\nlabel', 'id = "small"\nlabel')),
        At("REG103", FEES, 10, "small"),
        At("REG104", FEES, 28, "organisation"),
        At("REG104", FEES, 38, "organisation"),
        At("REG104", MEMBERS, 23, "organisation"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE401", LEDGER_2020, 15, "Förbundet"),
        At("DUE401", LEDGER, 11, "Förbundet"),
    ),
    "REG103 of a report": case(
        appended(
            ASSOCIATION,
            '\n[[reports]]\nyear = "2021"\nprepared_by = "bo-al"\ndate = 2022-02-02\n'
            'version = "2"\n',
        ),
        At("REG103", ASSOCIATION, 36, "2021"),
        says="line 23",
    ),
    "REG103 of a project's year": case(
        appended(PROJECTS, '\n[[projects.years]]\nyear = "2021"\nstatus = "dormant"\n'),
        At("REG103", PROJECTS, 11, "2021"),
        says="line 6",
    ),
    "REG103 of a fact": case(
        {FACTS: '[[facts]]\nid = "a"\nvalue = 1\nsource = "s"\n' * 2},
        At("REG103", FACTS, 5, "[[facts]]"),
        says='"a"',
    ),
    "REG103 of a status that has two discounts": case(
        both(
            appended(MEMBERS, STATUS),
            appended(FEES, next_year(f"amount = 100\n{STUDENTS[:-1]}, {STUDENTS[13:]}")),
        ),
        At("REG103", FEES, 45, "student"),
        says='"student" stands already on line 45',
    ),
    "REG103 of a kind that a schedule names twice": case(
        appended(FEES, next_year('amount = 100\nkinds = ["organisation", "organisation"]')),
        At("REG103", FEES, 45, "organisation"),
        says='"organisation"',
    ),
    "REG104": case(
        edited(BOARD, ('represents = "storstad"', 'represents = "storsta"')),
        At("REG104", BOARD, 18, "storsta"),
        hints='did you mean "storstad"?',
    ),
    "REG104 of a role": case(
        edited(BOARD, ('role = "member"', 'role = "kassor"')),
        At("REG104", BOARD, 23, "kassor"),
        says='no role is called "kassor"',
        hints="add it as [[roles]] to board.toml",
    ),
    "REG104 of a participant": case(
        edited(PROJECTS, ('["storstad"]', '["storstad",\n  "stor"]')),
        At("REG104", PROJECTS, 9, "stor"),
        says='"stor"',
    ),
    "REG104 of a kind of member": case(
        appended(MEMBERS, NEW_MEMBER.replace("organisation", "person") + "joined = 2031-01-01\n"),
        At("REG104", MEMBERS, 28, "person"),
        says='"person"',
    ),
    "REG104 of a kind that a tier is for": case(
        edited(FEES, ('kinds = ["organisation"]', 'kinds = ["organisation",\n  "person"]')),
        At("REG104", FEES, 8, "person"),
        says='"person"',
    ),
    "REG104 of a fiscal year": case(
        edited(PROJECTS, ('year = "2021"', 'year = "2022"')), At("REG104", PROJECTS, 6, "2022")
    ),
    "REG104 of a person": case(
        edited(ASSOCIATION, ('prepared_by = "anna-ek"', 'prepared_by = "anna-eg"')),
        At("REG104", ASSOCIATION, 24, "anna-eg"),
        hints='did you mean "anna-ek"?',
    ),
    "REG104 of an account": case(
        edited(FEES, ('account = "2083"', 'account = "2084"')),
        At("REG104", FEES, 26, "2084"),
        At("DUE401", MEMBERS, 8, "[[members]]"),  # what is booked is on the other account
        hints='did you mean "2083"?',
    ),
    "REG104 of a kind of charge": case(
        appended(FEES, next_year("amount = 100").replace("special_levy", "specal_levy")),
        At("REG104", FEES, 42, "specal_levy"),
        says='no kind of charge is called "specal_levy"',
        hints='did you mean "special_levy"?',
    ),
    "REG104 of a kind of charge that is agreed on": case(
        appended(FEES, agreed("2031-01-01", 'kind = "medlemsavgift"')),
        At("REG104", FEES, 46, "medlemsavgift"),
        hints="add it as [[charge_kinds]] to fees.toml",
    ),
    "REG104 of an attribute of a member": case(
        appended(MEMBERS, status("2021-01-01", "student")),
        At("REG104", MEMBERS, 26, "status"),
        says='no attribute of members is called "status"',
        hints="add it as [[attributes]] to members.toml",
    ),
    "REG104 of an attribute that a rate is of": case(
        appended(FEES, next_year('rate = { of = ["populaton"], per_unit = 2 }')),
        At("REG104", FEES, 44, "populaton"),
        hints='did you mean "population"?',
    ),
    "REG104 of an attribute that tiers go by": case(
        appended(
            FEES,
            """
[[tier_sets]]
id = "anstallda"
attribute = "employees"
tiers = [{ id = "alla", label = "Alla", kinds = ["organisation"] }]
""",
        ),
        At("REG104", FEES, 42, "employees"),
        says='no attribute of members is called "employees"',
    ),
    "REG104 of a value of an attribute": case(
        appended(
            MEMBERS,
            STATUS + 'values = ["student", "pensioner"]\n' + status("2021-01-01", "studnt"),
        ),
        At("REG104", MEMBERS, 34, "studnt"),
        says='status has no value "studnt"',
        hints='did you mean "student"?',
    ),
    "REG104 of a value that a discount is for": case(
        both(
            appended(MEMBERS, STATUS + 'values = ["student", "pensioner"]\n'),
            appended(FEES, next_year(f"amount = 100\n{STUDENTS}").replace("student", "elev")),
        ),
        At("REG104", FEES, 45, "elev"),
        says='status has no value "elev"',
        hints="its values: student, pensioner",
    ),
    "REG104 of a member of a group": case(
        appended(MEMBERS, group("familjen", "lillby", ("lillby", ""), ("nyby", ""))),
        At("REG104", MEMBERS, 31, "nyby"),
        says='"nyby"',
    ),
    "REG104 of a kind of group": case(
        both(
            appended(
                MEMBERS,
                group("familjen", "lillby", ("lillby", ""), ("storstad", "")) + 'kind = "familj"\n',
            ),
            appended(
                FEES, next_year('amount = 100\ngroup = { kinds = ["familjer"], pays = "one" }')
            ),
        ),
        At("REG104", FEES, 45, "familjer"),
        says='no group is of the kind "familjer"',
        hints='did you mean "familj"?',
    ),
    "REG104 of a meeting": case(
        edited(FEES, ('decision = "Stadgarna"', 'decision = "Stadgarna"\nmeeting = "stamman"')),
        At("REG104", FEES, 28, "stamman"),
    ),
    "REG105": case(
        {FEES: ended("2021-12-31") + second_fee("2021-12-31")},
        At("REG105", FEES, 45, "2021-12-31"),
        says="2021-12-31",
    ),
    "REG105 of a schedule that ends before it starts": case(
        appended(
            FEES,
            """
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2021-06-01
valid_to = 2021-05-31
account = "3190"
decision = "Stämman 2021"
amounts = { organisation = 0, small = 0, large = 0 }
""",
        ),
        At("REG105", FEES, 45, "2021-05-31"),
    ),
    "REG105 of two kinds on one account": case(
        edited(FEES, ('[[schedules]]\nid = "arsavgift"', NEVER_LEVIED)),
        At("REG105", FEES, 45, "3110"),
        says="3110",
    ),
    "REG105 of a day of charge between two schedules": case(
        both(
            {
                FEES: ended("2021-12-31") + second_fee("2022-02-02"),
                ASSOCIATION: str(FILES[ASSOCIATION])
                + '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n',
            }
        ),
        At("REG105", FEES, 45, "2022-02-02"),
        says='nobody is charged annual fee on 2022-02-01: "arsavgift-2" is not in force before '
        "2022-02-02",
    ),
    "REG105 of days of joining between two schedules": case(
        appended(
            FEES,
            next_year("amount = 100\njoined_to = 2030-12-31")
            + next_year("amount = 100\njoined_from = 2031-01-02").replace('"nasta"', '"ny"'),
        ),
        At("REG105", FEES, 54, "2031-01-02"),
        says="for the special levy of those who joined from 2031-01-01 to 2031-01-01",
    ),
    "REG105 of a time of joining that holds nobody": case(
        appended(FEES, next_year("amount = 100\njoined_from = 2031-01-02\njoined_to = 2031-01-01")),
        At("REG105", FEES, 46, "2031-01-01"),
        says='"nasta" is for those who joined from 2031-01-02 to 2031-01-01: nobody',
    ),
    "REG106": case(
        edited(FEES, ("from = 10000", "from = 10001")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="10000 to 10000",
    ),
    "REG106 of tiers that overlap": case(
        edited(FEES, ("below = 10000", "to = 10000")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="overlaps",
    ),
    "REG106 of no tier for the largest": case(
        edited(FEES, ("from = 10000", "from = 10000\nto = 99999")),
        At("REG106", FEES, 15, "[[tier_sets.tiers]]"),
        says="100000 inhabitants or more",
    ),
    "REG106 of a tier without an amount": case(
        edited(FEES, ("small = 500, large = 1000", "small = 500")),
        At("REG106", FEES, 28, "amounts"),
        says="large",
    ),
    "REG106 of a kind of member that has no tier": case(
        appended(
            FEES,
            SIZES.format(attribute="population", below=10, at_least=10)
            + next_year('tiers = "matt"\namounts = { liten = 1, stor = 2 }'),
        ),
        At("REG106", FEES, 52, 'tiers = "matt"'),
        says='the schedule "nasta" charges members of the kind organisation, and has no tier',
        hints="name in kinds whom the schedule charges",
    ),
    "REG106 of a kind that a schedule names and has no tier for": case(
        appended(
            FEES,
            SIZES.format(attribute="population", below=10, at_least=10)
            + next_year(
                'tiers = "matt"\namounts = { liten = 1, stor = 2 }\n'
                'kinds = ["municipality", "organisation"]'
            ),
        ),
        At("REG106", FEES, 54, "organisation"),
        says="kind organisation",
    ),
    "REG106 of a gap in another attribute": case(
        both(EMPLOYEES, appended(FEES, SIZES.format(attribute="employees", below=10, at_least=11))),
        At("REG106", FEES, 45, "stor"),
        says='no tier for "municipality" whose employees is 10 to 10',
    ),
    "REG106 of no tier for the largest in another attribute": case(
        both(
            EMPLOYEES,
            appended(
                FEES,
                SIZES.format(attribute="employees", below=10, at_least="10, to = 99"),
            ),
        ),
        At("REG106", FEES, 45, "stor"),
        says='no tier for "municipality" whose employees is 100 or more',
    ),
    "REG106 of a kind of member without an amount": case(
        appended(FEES, next_year("amounts = { municipality = 100 }")),
        At("REG106", FEES, 44, "municipality"),
        says='the schedule "nasta" has no amount for the kind organisation',
        hints="name in kinds whom the schedule charges",
    ),
    "REG107": case(
        appended(MEMBERS, NEW_MEMBER + "joined = 2031-01-02\nleft = 2031-01-01\n"),
        At("REG107", MEMBERS, 30, "2031-01-01"),
        says="2031-01-02",
    ),
    "REG107 of a second time": case(
        appended(MEMBERS, NEW_MEMBER + TWICE.format("2031-01-01", "2031-02-02", "2031-02-01")),
        At("REG107", MEMBERS, 31, "2031-02-01"),
        says="2031-02-02",
    ),
    "REG118": case(
        appended(MEMBERS, NEW_MEMBER + TWICE.format("2031-01-01", "2031-01-01", "2031-02-01")),
        At("REG118", MEMBERS, 31, "2031-01-01"),
        says="2031-01-01",
    ),
    "REG118 of a time that has no end": case(
        appended(
            MEMBERS,
            NEW_MEMBER + "periods = [{ joined = 2031-01-01 }, { joined = 2032-01-01 }]\n",
        ),
        At("REG118", MEMBERS, 29, "periods"),
        says="an unknown day",
    ),
    "REG108": case(
        edited(ASSOCIATION, ("802428-2785", "802428-2783")),
        At("REG108", ASSOCIATION, 4, "802428-2783"),
        says="its check digit is 3 and should be 5",
        hints="organisation_number_checked = true",
    ),
    "REG108 of a number without the digits": case(
        edited(ASSOCIATION, ("802428-2785", "802428-278")),
        At("REG108", ASSOCIATION, 4, "802428-278"),
        says="ten digits",
    ),
    "REG109": case(
        edited(MEMBERS, ('tier_source = "exempel"\n', "")),
        At("REG109", MEMBERS, 5, 'tier = "large"'),
        hints="tier_source",
    ),
    "REG109 of a tier for another kind": case(
        edited(MEMBERS, ('tier = "organisation"', 'tier = "large"\ntier_source = "x"')),
        At("REG109", MEMBERS, 23, "large"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE402", MEMBERS, 19, "[[members]]"),
        At("DUE401", LEDGER_2020, 15, "Förbundet"),
        At("DUE401", LEDGER, 11, "Förbundet"),
    ),
    "REG109 of a tier that the population is outside": case(
        edited(MEMBERS, ("joined = 2021-05-10", 'joined = 2021-05-10\ntier = "large"')),
        At("REG109", MEMBERS, 13, "large"),
        says="9999",
    ),
    "REG109 of two tiers from a day": case(
        edited(
            MEMBERS,
            (
                'tier = "large"\ntier_source = "exempel"\n',
                'tiers = [\n  { tier = "large", source = "a" },\n'
                '  { tier = "small", source = "b" },\n]\n',
            ),
        ),
        At("REG109", MEMBERS, 7, "small"),
        says="Storstads kommun is stated to be in two tiers from the beginning",
    ),
    "REG109 of a tier that is stated from a day when the population is known": case(
        edited(
            MEMBERS,
            (
                "joined = 2021-05-10",
                "joined = 2021-05-10\n"
                'tiers = [{ tier = "large", from = 2020-12-31, source = "a" }]',
            ),
        ),
        At("REG109", MEMBERS, 13, "large"),
        says="9999 inhabitants",
    ),
    "REG109 of one of several tiers that nobody states": case(
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
                'tiers = "alder"\nkinds = ["municipality"]\namounts = { junior = 1, senior = 2 }'
            ),
        ),
        At("REG109", MEMBERS, 1, "[[members]]"),  # its tier is of the other set
        At("REG109", MEMBERS, 8, "[[members]]"),
        says='Storstads kommun has no tier, and "alder" has several for its kind',
        hints="state it in tier",
    ),
    "REG109 of a member without what its tier follows from": case(
        both(
            appended(
                MEMBERS,
                """
[[attributes]]
id = "employees"
label = "anställda"

[[kinds]]
id = "municipality"
label = "Kommun"

[[kinds]]
id = "organisation"
label = "Organisation"

[[kinds]]
id = "company"
label = "Företag"

[[members]]
id = "nyby"
name = "Nyby AB"
kind = "company"
joined = 2031-01-01
""",
            ),
            appended(
                FEES,
                """
[[tier_sets]]
id = "anstallda"
attribute = "employees"
tiers = [
  { id = "smaforetag", label = "Under 10", kinds = ["company"], below = 10 },
  { id = "foretag", label = "10 och fler", kinds = ["company"], from = 10 },
]
"""
                + next_year(
                    'tiers = "anstallda"\nkinds = ["company"]\n'
                    "amounts = { smaforetag = 1, foretag = 2 }"
                ),
            ),
        ),
        At("REG109", MEMBERS, 41, "[[members]]"),
        says="Nyby AB has neither a tier nor a known employees",
        hints="add [[members.attributes]]",
    ),
    "REG110": case(
        edited(ASSOCIATION, ("start = 2021-01-01", "start = 2021-01-02")),
        At("REG110", ASSOCIATION, 19, "2021-01-02"),
        says="does not follow on",
    ),
    "REG110 of years that overlap": case(
        edited(ASSOCIATION, ("start = 2021-01-01", "start = 2020-12-31")),
        At("REG110", ASSOCIATION, 19, "2020-12-31"),
        says="overlaps",
    ),
    "REG110 of nineteen months": case(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2022-07-31")),
        At("REG110", ASSOCIATION, 20, "2022-07-31"),
        At("REG112", ASSOCIATION, 25, "2022-02-01"),
        says="19 months",
    ),
    "REG111": case(
        edited(ASSOCIATION, ("signed_on = 2022-03-01", "signed_on = 2021-03-31")),
        # The day before the meeting that elected both.
        At("REG111", ASSOCIATION, 30, "anna-ek"),
        At("REG111", ASSOCIATION, 33, "bo-al"),
        At("REG112", ASSOCIATION, 27, "2021-03-31"),
        says="2021-03-31",
    ),
    "REG111 of one who does not sign": case(
        edited(ASSOCIATION, ('\n[[reports.signatories]]\nperson = "bo-al"\n', "")),
        At("REG111", ASSOCIATION, 29, "[[reports.signatories]]"),
        says="Bo Al",
    ),
    "REG111 of one who signs twice": case(
        appended(ASSOCIATION, '\n[[reports.signatories]]\nperson = "bo-al"\n'),
        At("REG111", ASSOCIATION, 36, "bo-al"),
        says="twice",
    ),
    "REG111 of a mandate that ends before it starts": case(
        edited(BOARD, ('represents = "storstad"', 'represents = "storstad"\nuntil = 2021-03-31')),
        At("REG111", ASSOCIATION, 30, "anna-ek"),  # nor is she then on the board to sign
        At("REG111", BOARD, 19, "2021-03-31"),
    ),
    "REG111 of a term that a later meeting has ended": case(
        appended(BOARD, NEXT_MEETING.format(day="2022-03-01")),
        At("REG111", ASSOCIATION, 30, "anna-ek"),
        At("REG111", ASSOCIATION, 33, "bo-al"),
        says="2022-03-01",
    ),
    "REG111 of a deputy in nobody's place": case(
        both(DEPUTY, edited(ASSOCIATION, ('person = "bo-al"', 'person = "eva-po"'))),
        At("REG111", ASSOCIATION, 33, "eva-po"),
        At("REG111", ASSOCIATION, 29, "[[reports.signatories]]"),  # nor does Bo Al sign
        says="Eva Po is a deputy and signs in nobody's place",
    ),
    "REG111 of a deputy in the place of a stranger": case(
        both(
            DEPUTY,
            appended(
                ASSOCIATION,
                '\n[[reports.signatories]]\nperson = "eva-po"\nin_place_of = "cia-by"\n',
            ),
        ),
        At("REG111", ASSOCIATION, 36, "eva-po"),
        says="Cia By",
    ),
    "REG130": case(
        {
            ASSETS: SERVER.replace('"1220"', '"1930"')
            .replace('"1229"', '"1510"')
            .replace('"7830"', '"4010"\npart_of = "datorer"')
            .replace("2020-12-30", "2021-01-01")
        },
        At("REG130", ASSETS, 7, "datorer"),
        At("STM317", ASSETS, 1),
        says='no other asset is called "datorer"',
    ),
    "REG130 of one account for both": case(
        {
            ASSETS: SERVER.replace('"1220"', '"1930"')
            .replace('"1229"', '"1930"')
            .replace('"7830"', '"4010"')
            .replace("2020-12-30", "2021-01-01")
        },
        At("REG130", ASSETS, 5, "1930"),
        At("STM317", ASSETS, 1),
        says="one account, 1930, for what it cost",
    ),
    **OF_INVOICING,
    **OF_REGISTER,
}
