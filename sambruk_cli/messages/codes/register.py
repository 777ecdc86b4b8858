"""Findings on the register in config/: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_BOUNDS = "from and to include the number, above and below do not"

CODES = (
    code("REG101", "unknown-key", Said('unknown key "{key}"', hint="known keys: {known}")),
    code(
        "REG102",
        "invalid-value",
        Said("{key}: {fault}", hint="docs/register.md says what each key holds"),
        missing=Said('the key "{key}" is missing', hint='add a line "{key} = ..."'),
        word=Said('{key} cannot be "{value}"', hint="allowed: {allowed}"),
    ),
    code(
        "REG103",
        "duplicate",
        Said(
            '"{name}" stands already on line {earlier}',
            hint="every entry once: remove one of the two, or tell them apart",
        ),
        key=Said(
            'the {key} "{name}" stands already on line {earlier}',
            hint="every {key} once: remove one of the two, or tell them apart",
        ),
        member=Said(
            'the id "{id}" is a member\'s',
            hint="postings name a member by its id in members.toml; remove this entry",
        ),
    ),
    code(
        "REG104",
        "unknown-id",
        role=Said(
            'no role is called "{id}"',
            hint="add it as [[roles]] to board.toml, with as = one of those that there are",
        ),
        person=Said('no person is called "{id}"', hint="add it to config/board.toml"),
        meeting=Said('no meeting is called "{id}"', hint="add it to config/board.toml"),
        kind=Said('no kind of member is called "{id}"', hint="add it as [[kinds]] to members.toml"),
        member=Said('no member is called "{id}"', hint="add it to config/members.toml"),
        counterparty=Said(
            'no counterparty is called "{id}"', hint="add it to config/counterparties.toml"
        ),
        project=Said('no project is called "{id}"', hint="add it to config/projects.toml"),
        year=Said('no fiscal year is called "{id}"', hint="add it to config/association.toml"),
        tier=Said('no tier is called "{id}"', hint="add it as [[tier_sets.tiers]]"),
        charge_kind=Said(
            'no kind of charge is called "{id}"', hint="add it as [[charge_kinds]] to fees.toml"
        ),
        attribute=Said(
            'no attribute of members is called "{id}"',
            hint="add it as [[attributes]] to members.toml",
        ),
        group_kind=Said('no group is of the kind "{id}"'),
        value=Said('{attribute} has no value "{id}"', hint="its values: {values}"),
        tier_set=Said('no tier set is called "{id}"', hint="add it as [[tier_sets]]"),
        account=Said(
            "no account has the number {account}", hint="open it in ledger/chart.beancount"
        ),
    ),
    code(
        "REG105",
        "overlapping-schedules",
        Said(
            'the schedules "{one}" and "{other}" are both in force from {start}',
            hint="end the earlier one with valid_to the day before",
        ),
        backwards=Said(
            'the schedule "{schedule}" ends before it starts', hint="valid_to is its last day"
        ),
        gap=Said(
            'nobody is charged {kind} on {day}: "{schedule}" is not in force before {start}',
            hint="correct valid_from or the valid_to of the one before; a schedule of 0 kr says "
            "that nothing is charged",
        ),
        joiners=Said(
            "no schedule is for the {kind} of those who joined from {first} to {last}",
            hint="let joined_from be the day after joined_to of the one before",
        ),
        joined=Said(
            'the schedule "{schedule}" is for those who joined from {first} to {last}: nobody',
            hint="joined_from is the first day of joining, joined_to the last",
        ),
        account=Said(
            'the schedules "{one}" and "{other}" are of two kinds but share the account {account}',
            hint="give each kind of charge an account, so that the books can tell them apart",
        ),
    ),
    code(
        "REG106",
        "tier-gap",
        all=Said(
            'the tier "{tier}" takes every member of the kind "{kind}", as other tiers do too',
            hint="give it bounds, or keep it as the only tier of its kind",
        ),
        overlap=Said('the tier "{tier}" overlaps the one below it', hint=_BOUNDS),
        between=Said('no tier for "{kind}" with {least} to {greatest} inhabitants', hint=_BOUNDS),
        above=Said(
            'no tier for "{kind}" with {least} inhabitants or more',
            hint="the last tier has no upper bound",
        ),
        between_of=Said(
            'no tier for "{kind}" whose {attribute} is {least} to {greatest}', hint=_BOUNDS
        ),
        above_of=Said(
            'no tier for "{kind}" whose {attribute} is {least} or more',
            hint="the last tier has no upper bound",
        ),
        left_out=Said(
            'the schedule "{schedule}" charges members of the kind {kinds}, and has no tier for '
            "them",
            hint="add a tier for them, or name in kinds whom the schedule charges",
        ),
        member_kind=Said(
            'the schedule "{schedule}" has no amount for the kind {kinds}',
            hint="give each kind an amount, 0 where nothing is charged, or name in kinds whom the "
            "schedule charges",
        ),
        amount=Said(
            'the schedule "{schedule}" has no amount for {tiers}',
            hint="give every tier an amount, 0 where nothing is charged",
        ),
    ),
    code(
        "REG107",
        "left-before-joined",
        Said(
            "{name} left on {left}, before joining on {joined}",
            hint="left is the last day of membership",
        ),
    ),
    code(
        "REG108",
        "organisation-number",
        Said(
            '"{number}" is not an organisation number: {fault}',
            hint="compare it with the registration certificate",
        ),
        association=Said(
            '"{number}" is not an organisation number: {fault}',
            hint="compare it with the registration certificate; where it stands there so, say "
            "organisation_number_checked = true beside it",
        ),
    ),
    code(
        "REG109",
        "member-tier",
        source=Said(
            "{name} has a tier without a source",
            hint="say in tier_source who states it, or give [[members.attributes]]",
        ),
        kind=Said(
            '{name} is of the kind "{kind}", and the tier "{tier}" is not for that',
            hint="the tier is for: {kinds}",
        ),
        outside=Said(
            '{name} has {population} inhabitants, outside the tier "{tier}"',
            hint="remove tier: it follows from the population",
        ),
        twice=Said(
            "{name} is stated to be in two tiers from {day}", hint="keep the one that is right"
        ),
        unstated=Said(
            '{name} has no tier, and "{tiers}" has several for its kind',
            hint="state it in tier, and in tier_source who says so",
        ),
        unknown=Said(
            "{name} has neither a tier nor a known {attribute}",
            hint="add [[members.attributes]], or tier with tier_source",
        ),
        none=Said(
            "{name} has neither tier nor population",
            hint="give tier with tier_source, or [[members.populations]] with date and source",
        ),
    ),
    code(
        "REG110",
        "fiscal-years",
        backwards=Said(
            "fiscal year {year} ends before it starts",
            hint="start is its first day, end its last",
        ),
        long=Said(
            "fiscal year {year} is {months} months long",
            hint="at most {most} months, and only when it is changed (BFL 3:3)",
        ),
        overlap=Said(
            "fiscal year {year} overlaps {before}",
            hint="a year starts the day after the one before it ends",
        ),
        gap=Said(
            "fiscal year {year} does not follow on {before}",
            hint="a year starts the day after the one before it ends",
        ),
        none=Said("no fiscal year is given", hint="add [[fiscal_years]] with label, start and end"),
    ),
    code(
        "REG111",
        "out-of-term",
        mandate=Said(
            "the mandate ends on {end}, before it starts on {start}", hint="until is the last day"
        ),
        twice=Said("{name} signs twice", hint="name each signatory once"),
        stranger=Said(
            "{name} is not on the board on {day}",
            hint="correct the date of signing, or the terms in config/board.toml",
        ),
        deputy=Said(
            "{name} is a deputy and signs in nobody's place",
            hint='name the member of the board: in_place_of = "..."',
        ),
        absent=Said(
            "{absent}, in whose place {name} signs, is not on the board on {day}",
            hint="a deputy signs in the place of a member of the board",
        ),
        unsigned=Said(
            "{name} is on the board on {day} but does not sign",
            hint="the whole board signs (ÅRL 2:7); a deputy may sign in somebody's place",
        ),
    ),
    code(
        "REG112",
        "report-dates",
        early=Said(
            "the report of {year} is dated {day}, before the year ends on {end}",
            hint="a report is prepared when its year has ended; correct date in [[reports]]",
        ),
        signed=Said(
            "the report is signed on {day}, before the day that it is dated, {prepared}",
            hint="date is the day that the report was finished, signed_on the day of signing",
        ),
        audited=Said(
            "the auditor's report is dated {day}, before the board signed on {signed}",
            hint="what the auditor reports on is the annual report as it was signed",
        ),
        unprepared=Said(
            "the auditor's report is dated {day}, before the report itself, {prepared}",
            hint="what the auditor reports on is the finished annual report",
        ),
        ahead=Said(
            "the report of {year} is {done} on {day}, which has not come",
            hint="correct the date, or leave it out until that day is near",
        ),
        warning=True,
    ),
    code(
        "REG113",
        "auditor-independence",
        mandate=Said(
            "{name} is auditor and on the board, both on {day}",
            hint="who audits does not manage what is audited; correct the role or the terms",
        ),
        board=Said(
            "{name} is auditor of the report, and on the board on {day}",
            hint="who audits does not manage what is audited; name the elected auditor",
        ),
        signs=Said(
            "{name} is auditor of the report of {year} and signs it with the board",
            hint="the board signs the report, the auditor the auditor's report",
        ),
        prepares=Said(
            "{name} is auditor of the report of {year} and has prepared it",
            hint="nobody audits their own books; correct auditor or prepared_by",
        ),
    ),
    code(
        "REG114",
        "two-chairs",
        Said(
            "{one} and {other} are both chair on {day}",
            hint="give the one that ended an until; a shared chair has a title in both mandates",
        ),
        warning=True,
    ),
    code(
        "REG115",
        "signed-year-open",
        Said(
            "the report of {year} was signed on {day}, but the year is not closed",
            hint="add closed = true to the year in [[fiscal_years]]",
        ),
        later=Said(
            "{year} is not closed, though {later} after it is",
            hint="add closed = true to the year in [[fiscal_years]]",
        ),
        warning=True,
    ),
    code(
        "REG116",
        "fee-decision",
        missing=Said(
            'the schedule "{schedule}" was decided on {day}, the day of {meeting}, but names no '
            "meeting",
            hint='add meeting = "{id}"',
        ),
        differs=Said(
            'the schedule "{schedule}" was decided on {day}, but {meeting} was held on {held}',
            hint="correct decided_on or meeting",
        ),
        warning=True,
    ),
    code(
        "REG117",
        "negative-fee",
        Said(
            'the schedule "{schedule}" charges {amount} kr in the tier "{tier}"',
            hint="a fee is 0 or more; what is paid back is booked with a voucher",
        ),
        amount=Said(
            'the schedule "{schedule}" charges {amount} kr',
            hint="a fee is 0 or more; what is paid back is booked with a voucher",
        ),
        agreement=Said(
            "the agreement with {member} is on {amount} kr",
            hint="a fee is 0 or more; what is paid back is booked with a voucher",
        ),
    ),
    code(
        "REG123",
        "member-attribute",
        future=Said(
            "{name}: {attribute} is dated {day}, which has not come yet",
            hint="date is the day that the value was measured, or from which the status holds",
        ),
        twice=Said(
            "{name}: {attribute} has two values on {day}", hint="keep the one that is right"
        ),
        number=Said(
            "{name}: {attribute} must be a number", hint="write it without quotes, as 1500"
        ),
        letters=Said(
            '{name}: {attribute} is "{value}", and the discount is for "{meant}"',
            hint="write both with the same letters, or list the values of the attribute",
        ),
        year=Said("{name}: {attribute} must be a year of four digits", hint="write it as 1999"),
        text=Said("{name}: {attribute} must be a text", hint='write it in quotes, as "student"'),
    ),
    code(
        "REG124",
        "groups",
        two=Said(
            "{name} is in the groups {one} and {other} at once",
            hint="a member is in one group at a time: end the earlier with to",
        ),
        again=Said(
            "{name} stands twice in {group} for the same time",
            hint="keep one of the two, or end the earlier with to",
        ),
        empty=Said("the group {group} has no members", hint="add its members, or remove the group"),
        alone=Said(
            "{name} is alone in the group {group}", hint="add the others, or remove the group"
        ),
        away=Said(
            "{name} is in {group} at a time when {payer}, who pays for it, is not",
            hint="end with to the time of those who are paid for, or let another pay in a group of "
            "its own",
        ),
        payer=Said(
            "{payer} pays for {group} but is not in it", hint="the payer is one of the members"
        ),
        backwards=Said(
            "{name} leaves {group} before coming into it", hint="to is the last day in the group"
        ),
    ),
    code(
        "REG125",
        "schedule-form",
        account=Said(
            'neither the schedule "{schedule}" nor its kind names an account',
            hint="add account to the schedule, or to its kind in [[charge_kinds]]",
        ),
        on_return=Said(
            'the schedule "{schedule}" charges every year, and on_return is of a charge on entry',
            hint="remove on_return, or give what one pays who comes back as a schedule of its own",
        ),
        entry=Said(
            'the schedule "{schedule}" charges on entry, and {key} is of a charge every year',
            hint="remove {key}",
        ),
        instalment=Said(
            'the instalment due on {day} comes before the day on which "{schedule}" charges, '
            "{charged}: it falls due the year after",
            hint="put it last, or correct the day",
        ),
        nobody=Said(
            'no member that the schedule "{schedule}" charges has a known {attribute}',
            hint="add [[members.attributes]], or name in kinds whom the schedule charges",
        ),
        number=Said(
            "{attribute} is a text, and an amount cannot be computed from it",
            hint="name an attribute of the type number or year",
        ),
        text=Said(
            "{attribute} is a number, and a discount goes by a status",
            hint="name an attribute of the type text",
        ),
        treatment=Said(
            "{kind} is booked as {treatment}, and the account {account} is not for that",
            hint="income has an account in class 3, equity one in 20, a liability one in 21-29",
        ),
    ),
    code(
        "REG126",
        "agreements-overlap",
        Said(
            "{member} has two agreements on {kind} that hold on {day}",
            hint="end the earlier one with to the day before",
        ),
        backwards=Said(
            "the agreement with {member} ends on {end}, before it begins on {start}",
            hint="to is the last day of charge that it is about",
        ),
        nothing=Said(
            "the agreement with {member} is on {kind}, which no schedule charges",
            hint="name the kind of a schedule, or leave kind out",
        ),
    ),
    code(
        "REG127",
        "older-form",
        populations=Said(
            "populations is the older form of attributes (members: {number})",
            hint="sambruk validate --fix writes the new form",
        ),
        population=Said(
            "population is the older name of reference (schedules: {number})",
            hint="sambruk validate --fix writes the new name",
        ),
        reminder=True,
    ),
    code(
        "REG128",
        "private-id",
        Said(
            "{id} is private, and its id says the name",
            hint="ids are printed: let the id be the member number",
        ),
        reminder=True,
    ),
    code(
        "REG129",
        "private-named",
        Said(
            "{id} is private, and the name stands here",
            hint="this text is printed as it is written: cite the member in its place, or leave a "
            "name that everybody may read",
        ),
        account=Said(
            "{id} is private, and the name is that of account {number}",
            hint="names of accounts are printed: let metadata say whom a posting is of",
        ),
        reminder=True,
    ),
    code(
        "REG118",
        "memberships-overlap",
        Said(
            "{name} joins on {joined}, before having left (on {left})",
            hint="periods stand in order, each with joined; all but the last with left",
        ),
    ),
    code(
        "REG120",
        "report-after-meeting",
        signed=Said(
            "the report of {year} is signed on {day}, after {meeting} on {held} had dealt with it",
            hint="the meeting decides on a report that is signed; correct signed_on, or the date "
            "of the meeting",
        ),
        audited=Said(
            "the auditor's report of {year} is dated {day}, after {meeting} on {held} had dealt "
            "with the year",
            hint="the meeting has the auditor's report before it; correct auditors_report_on, or "
            "the date of the meeting",
        ),
        warning=True,
    ),
    code(
        "REG121",
        "auditor-not-elected",
        Said(
            "{name} is auditor of the report of {year} but has no mandate as auditor",
            hint="name the elected auditor, or add the mandate to config/board.toml",
        ),
        warning=True,
    ),
    code(
        "REG122",
        "audited-unsigned",
        Said(
            "the auditor's report of {year} is dated {day}, but the report is not signed",
            hint="what the auditor reports on is the annual report as it was signed; add signed_on",
        ),
        warning=True,
    ),
    code(
        "REG130",
        "asset-unknown",
        account=Said(
            "{id} names account {account}, which is not in the chart",
            hint="open it in the chart of accounts under {root}",
        ),
        root=Said(
            "{id} names account {account}, which does not stand under {root}",
            hint="what assets cost, and their depreciation so far, are Assets; that of a year is "
            "Expenses",
        ),
        part=Said(
            'no other asset is called "{id}"', hint="name the asset that this one is a part of"
        ),
        same=Said(
            "{id} has one account, {account}, for what it cost and for its depreciation so far",
            hint="name the account that depreciation is accumulated on, as 1229 beside 1220",
        ),
        twice=Said('two assets are called "{id}"', hint="give each an id of its own"),
    ),
    code(
        "REG131",
        "grant-account",
        Said(
            "{key} of {id} names {account} ({label}), which is an account of another kind",
            hint="income is on accounts of Income, liability of Liabilities, receivable of Assets "
            "but money (19xx), costs of Expenses or, of fixed assets, of Assets",
        ),
    ),
    code(
        "REG132",
        "bookkeeping-put-off",
        Said(
            "payments are entered by the quarter, with a net turnover of {now} kr in {year} and "
            "{before} kr in {earlier}",
            hint='by the quarter is for at most 3 MSEK (BFNAR 2013:2 p. 3.7): entered = "month"',
        ),
        year=Said(
            "payments are entered by the year, with a net turnover of {now} kr in {year} and "
            "{before} kr in {earlier}",
            hint="by the year is for at most 1 MSEK (BFNAR 2013:2 p. 3.8): by the quarter, or the "
            "month",
        ),
        vouchers=Said(
            "payments are entered by the year, with {now} vouchers in {year} and {before} in "
            "{earlier}",
            hint="by the year is for at most 50 vouchers (BFNAR 2013:2 p. 3.8): by the quarter, or "
            "the month",
        ),
        warning=True,
    ),
    code(
        "REG133",
        "firm-signing",
        person=Said('no person is called "{id}"', hint="add it to [[people]] in config/board.toml"),
        role=Said('no role is called "{id}"', hint="add it to [[roles]] in config/board.toml"),
        few=Said(
            "{together} are to sign for the association together, and {number} are named",
            hint="name all of whom so many sign, in people or in roles",
        ),
        grant=Said(
            "the report on {grant} is signed by {names}, which does not bind the association on "
            "{day}",
            hint="name those who do by [[firm_signing]] in config/board.toml, or the whole board",
        ),
        warning=True,
    ),
)
