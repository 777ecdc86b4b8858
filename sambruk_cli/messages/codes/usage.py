"""Findings on what the user asks for: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "USE901",
        "unknown-year",
        Said("there is no fiscal year {label}"),
        empty=Said("no fiscal year holds a voucher", "name the year, or write its first voucher"),
    ),
    code(
        "USE902",
        "unknown-member",
        Said('no member is called "{id}"', "sambruk members lists the ids"),
    ),
    code(
        "USE903",
        "no-such-account",
        Said('no account is called "{account}"', "sambruk balances lists those in use"),
    ),
    code(
        "USE904",
        "cannot-write",
        Said(
            "cannot write {path}: {reason}",
            hint="choose a folder that exists and may be written to, with room left",
        ),
        folder=Said("cannot write {path}: {reason}", hint="name a file in it"),
    ),
    code(
        "USE905",
        "unknown-name",
        tier=Said('no tier is called "{name}"'),
        check=Said('no check is called "{name}"', "sambruk explain lists all"),
        period=Said(
            '"{period}" is no period',
            "write 2007-03, 2007-Q2, 2007-03..2007-05 or 2007-03-01..2007-03-15",
        ),
        backwards=Said(
            "the period {period} ends before it begins",
            "write the earlier day first: {end}..{start}",
        ),
        outside=Said(
            "the period {period} lies outside the fiscal year {year}",
            "the year runs from {start} to {end}",
        ),
        revisions=Said(
            '"{text}" names no revisions to compare',
            "write REV for what has changed since, or REV..REV; for REV...REV name the commit "
            "that git merge-base prints",
        ),
        of_log=Said(
            'nothing is called "{name}", neither member, account nor voucher, in any commit',
            "name a member by id, name or number, an account as 1930, a voucher as A12 or 2007/A12",
        ),
        ways=Said(
            "--explain, --paid and --reconcile show the dues in different ways",
            "choose one of them",
        ),
        day=Said("--on is for --paid and --reconcile", "add one of them"),
        watch=Said("--watch needs a file", "add -o FILE"),
        terminal=Said("{form} is not for a terminal", "add -o FILE"),
        suffix=Said('no form of report has the suffix "{suffix}"', "use {known}, or say --format"),
        suffix_of_file=Said(
            'nothing that this command writes has the suffix "{suffix}"',
            "use {known}, or say --format",
        ),
        suffix_of_sie=Said(
            'a SIE file does not have the suffix "{suffix}"', "use {known}, or leave it out"
        ),
    ),
    code(
        "USE906",
        "system-refuses",
        Said(
            "cannot print to stdout: {reason}",
            hint="make room, keep the terminal open, or write to a file with -o FILE",
        ),
        file=Said("cannot use {path}: {reason}", hint="see to it that it is there and may be used"),
        other=Said(
            "the system says no: {reason}", hint="run the command again when that is mended"
        ),
    ),
    code(
        "USE907",
        "output-onto-source",
        Said(
            "{path} is a file that the command reads; it is not written over",
            hint="name another file with -o",
        ),
        folder=Said(
            "{path} lies in {folder}/, which holds what is computed from; nothing is written there",
            hint="name a file outside config/ and ledger/ with -o",
        ),
    ),
    code(
        "USE908",
        "year-not-in-books",
        Said("the books hold nothing of {year}, so there are no statements of it"),
    ),
    code(
        "USE909",
        "member-not-edited",
        form=Said(
            "members are written so that the file cannot be changed in place",
            hint="write each as [[members]] with its keys on the lines below",
        ),
        older=Said(
            "the file is written so that its older keys cannot be changed in place",
            hint="docs/register.md shows the new form; write it by hand",
        ),
        taken=Said(
            'the id "{id}" is taken by {name}', hint="leave the id out to have one proposed"
        ),
        number=Said(
            "the member number {number} is that of {name} ({id})",
            hint="give a number that is free; sambruk members change alters a member that is there",
        ),
        left=Said(
            "{name} has left already, on {day}",
            hint="sambruk members return lets a member come back, change --left corrects the day",
        ),
        early=Said(
            "{name} cannot leave on {day}, before joining on {joined}",
            hint="--on is the last day of membership",
        ),
        member=Said("{name} has not left", hint="sambruk members leave comes first"),
        before=Said(
            "{name} cannot come back on {day}, being a member through {left}",
            hint="--on is the first day of the new membership",
        ),
        source=Said(
            "{names} without a source",
            hint="say it after the value, as population=9812@2024-12-31:SCB, or with --source",
        ),
    ),
    code(
        "USE910",
        "fee-not-written",
        taken=Said(
            'a schedule is called "{id}" already', hint="leave the id out to have one proposed"
        ),
        form=Said(
            "schedules are written so that the file cannot be changed in place",
            hint="write each as [[schedules]] with its keys on the lines below",
        ),
    ),
    code(
        "USE911",
        "member-not-forgotten",
        member=Said(
            "{name} has not left", hint="only one that has left can be forgotten; members leave"
        ),
        owes=Said(
            "{name} has {amount} kr unpaid ({invoices})",
            hint="book the payment or the loss, or pay back what is owed",
        ),
        payer=Said(
            "{name} pays for the group {group}, which has others in it",
            hint="let another one pay for the group in config/members.toml",
        ),
        kept=Said(
            "{name} has to be kept through {until}",
            hint="vouchers and what they rest on are kept for seven years after the calendar year "
            "in which the fiscal year ended (BFL 7:2)",
        ),
        attributes=Said(
            "{name} keeps the years that fees of earlier years follow from",
            hint="state the tiers of those years (tiers, with from), and forget the member again",
        ),
    ),
    code(
        "USE912",
        "association-not-begun",
        full=Said("{folder} is there and not empty", hint="name a new folder; nothing is merged"),
        file=Said("{folder} is a file", hint="name a new folder"),
        nowhere=Said(
            "there is no folder {parent} to make {folder} in",
            hint="make that folder first, or name another",
        ),
        unseen=Said("cannot look into {folder}: {reason}", hint="name a new folder"),
        name=Said(
            'the name "{text}" {why}', hint="say the name of the association as its statutes do"
        ),
        seat=Said('the seat "{text}" {why}', hint="say the municipality of the seat"),
        number=Said(
            '"{text}" is no organisation number: {why}',
            hint="ten digits, as on the decision of the tax agency: 802428-2785",
        ),
        check_digit=Said(
            '"{text}" is no organisation number: {why}',
            hint="compare it with the decision of the tax agency; where it stands there so, say "
            "--keep-organisation-number",
        ),
        bankgiro=Said('"{text}" is no bankgiro number: {why}', hint="write it as 991-2346"),
        backwards=Said(
            "the fiscal year would end on {end}, before it begins on {start}",
            hint="--start is its first day, --end its last",
        ),
        long=Said(
            "the fiscal year from {start} to {end} has {months} months",
            hint="a fiscal year has twelve, and at most 18 when it is the first (BFL 3:3)",
        ),
        kind=Said(
            'the kind of member "{kind}" is no id',
            hint="write it of a-z and 0-9: foretag, stodmedlem; members.toml has what it is called",
        ),
        account=Said(
            "the chart that is written has no account {account}",
            hint="leave the opening balance out, and write it in the journal afterwards",
        ),
        account_form=Said(
            '"{account}" is no account number',
            hint="an account number has four digits: --opening 1930=12000",
        ),
        no_balance=Said(
            "account {account} takes no opening balance here",
            hint="say those of assets (1xxx) and debts (2xxx); equity is what remains, on {equity}",
        ),
        opening=Said(
            "opening balances are given both by the SIE file and by --opening",
            hint="leave --opening out",
        ),
        other=Said(
            "the SIE file is of the association {theirs}, not of {ours}",
            hint="take the file of this association, or leave --number out",
        ),
        start=Said(
            "the year of the SIE file is {start} to {end}, and --start says {day}",
            hint="say {start} to go on with that year, {next} to begin the next one",
        ),
    ),
    code(
        "USE913",
        "year-not-closed",
        Said(
            "the fiscal year {year} ends on {end}, and today is {today}",
            hint="close it once it has ended; --today stands in for today's date",
        ),
        earlier=Said(
            "years before {year} have earned {amount} kr that no voucher has booked",
            hint="close the years in order, the earliest first: sambruk close {first}",
        ),
        closing=Said(
            "the chart has no account {account}, which the result is booked on",
            hint="open it in the chart of accounts, as Expenses:8999-Årets-resultat",
        ),
        account=Said(
            "nothing tells which account of equity the result of {year} is booked on",
            hint="open it in the chart of accounts, as Equity:2069-Årets-resultat, or say which "
            "one it is with --account",
        ),
        carried=Said(
            "nothing tells which account the result on {account} is carried on to",
            hint="name it in [reports.decision]: carried_to = 2067, in quotes",
        ),
        next=Said(
            "no fiscal year begins on {day}, so the result of {year} has no year to be carried "
            "on in",
            hint="add the year to [[fiscal_years]]",
        ),
        meeting=Said(
            "{meeting} on {day} is not in the fiscal year {year}, which follows",
            hint="name the meeting that decided on the result",
        ),
        locked=Said(
            "{meeting} on {day} is in the fiscal year {year}, which is closed",
            hint="a closed year does not change: book the decision in an open one, by hand",
        ),
        partly=Said(
            "the result of {year} has been carried on in part, or with something else ({vers})",
            hint="see to the vouchers, so that they carry on all of it and nothing more",
        ),
        accrual=Said(
            "the chart has no account {account}, which a part of this posting is moved to",
            hint="open it: 1790 for what is paid in advance or not yet received, 2970 for income "
            "in advance, 2990 for what is not yet paid",
        ),
        accrued=Said(
            "what has been moved of {ver} at the turn of the year is, in {year}, not what its span "
            "says",
            hint="correct accrue-from and accrue-to, or the voucher whose accrues names it",
        ),
        back=Said(
            "{amount} kr that {before} has moved to {account} is not moved back in {year}",
            hint="sambruk close {before} --write books it on the first day of {year}, where the "
            'posting says its months; where it is right as it is, say why: waiver: "BOK277: ..."',
        ),
        journal=Said(
            "there is no journal for {year}, and its file cannot be added by itself",
            hint="write an empty file for the year and include it by its name",
        ),
    ),
    code(
        "USE920",
        "cannot-seal",
        sealed=Said(
            "{year} is sealed already",
            hint="a sealed year stays as it is: correct it by a voucher in an open year",
        ),
        open=Said("{year} is not closed", hint="closed = true in config/association.toml"),
        early=Said(
            "{year} ends on {end}, and today is {today}", hint="seal it once it has come to its end"
        ),
        clock=Said(
            "today is {today}, and something has been done on {latest}",
            hint="set the clock right; --today DATE stands in for it",
        ),
        order=Said("{before} comes before {year} and is not sealed", hint="seal {before} first"),
        behind=Said(
            "{later} is sealed, and its seal would have to follow on from that of {year}",
            hint="years are sealed in their order; the first seal begins the chain",
        ),
        nobody=Said(
            "nobody is named who seals the year", hint='--by "NAME", or git config user.name'
        ),
        unsigned=Said(
            "{key} has not signed the seal", hint="name a key of SSH that ssh-keygen can sign with"
        ),
        no_commit=Said(
            "no commit holds these files as they are, so the seal names none",
            hint="commit them first, then seal; a seal without a commit proves the same",
        ),
        touched=Said(
            "{year} is sealed, and the change is of what is booked in it",
            hint="book it in an open year",
        ),
        no_commit_to_tag=Said(
            "no commit holds the files of {year} as they are, so there is nothing to tag",
            hint="commit them first, then seal",
        ),
        tagged=Said(
            "there is a tag {tag} already",
            hint="git show {tag} says what it is of; seal without --tag, or remove it",
        ),
        tag_unsigned=Said(
            "git has not signed the tag {tag}",
            hint="git config --global user.signingkey KEY; for a key of SSH also gpg.format ssh",
        ),
        tag_unwritten=Said(
            "the seal is written, and the tag {tag} is not",
            hint="the repository cannot be written to; take the seal away, and seal once more",
        ),
        no_signers=Said(
            "{path} is not there", hint="a line for each key: ADDRESS KEYTYPE KEY, as in ssh-keygen"
        ),
        rests=Said(
            "{year} is sealed, and the change is of what it rests on: {what}",
            hint="a sealed year stays as it is: let what is decided now begin after it",
        ),
        made=Said(
            "the change is of a seal, which nobody edits", hint="a sealed year stays as it is"
        ),
        none=Said("no year is sealed", hint="sambruk seal YEAR"),
        not_sealed=Said("{year} is not sealed", hint="sambruk seal {year} seals it"),
    ),
    code(
        "USE930",
        "unknown-grant",
        Said(
            'no grant is called "{id}"',
            "sambruk grants lists the grants; they are in config/grants.toml",
        ),
    ),
    code(
        "USE940",
        "audit-pack-not-made",
        Said(
            "{folder} is there and is no pack of sambruk audit",
            hint="name a new folder; nothing is merged",
        ),
        added=Said(
            "{folder} holds {name}, which is not of the pack",
            hint="move it, or name a new folder",
        ),
        changed=Said(
            "{folder} holds {name}, which is not as the pack had it",
            hint="move the folder, or name a new one",
        ),
        file=Said("{folder} is a file", hint="name a new folder"),
        nowhere=Said("{parent}, in which {folder} is to be made, is not there"),
        unseen=Said("{folder} cannot be looked into: {reason}"),
        moved=Said(
            "the document {document} was changed while the pack was made",
            hint="make it again",
        ),
        as_text=Said("{document} is text in the pack: {why}"),
    ),
)
