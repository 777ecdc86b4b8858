"""Findings on how vouchers are entered: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_AS_SEALED = "put it back as it was, and correct it by a voucher in an open year"

CODES = (
    code(
        "BOK230",
        "unfinished-voucher",
        Said(
            "the voucher is marked as not finished (!)",
            hint="find out what is missing, then write * in place of !",
        ),
        warning=True,
    ),
    code(
        "BOK231",
        "voucher-without-words",
        Said(
            "the voucher says neither what it concerns nor with whom",
            hint='write both after the date: "Payee" "Text" (BFL 5:7)',
        ),
        warning=True,
    ),
    code(
        "BOK232",
        "registration-day",
        Said(
            "the voucher is registered on {registered}, before what happened on {day}",
            hint="correct the date of the voucher, or registered",
        ),
        no_date=Said('registered is "{written}", which is no date', hint="write it as 2007-01-31"),
        warning=True,
    ),
    code(
        "BOK233",
        "document-missing",
        Said(
            'the document "{path}" is not in the workspace',
            hint="put the file there, or correct the path; it is kept through {until} (BFL 7:2)",
        ),
        outside=Said(
            'the document "{path}" is not in the workspace',
            hint="put the file there, or correct the path; it is kept for seven years (BFL 7:2)",
        ),
        leads=Said(
            'the document "{path}" leads out of the workspace, and is not looked at',
            hint="put the file in the workspace, and name it from there",
        ),
        warning=True,
    ),
    code(
        "BOK234",
        "correction",
        Said(
            "corrects names {name}, which no voucher is called",
            hint='one of another year is written with it, as "2006 A7"; one from before these '
            "books belongs in the text",
        ),
        itself=Said(
            "{name} says that it corrects itself",
            hint="a correction is a voucher of its own (BFL 5:5): name the one that it corrects",
        ),
        later=Said(
            "corrects names {name}, which is dated later",
            hint="a correction comes after what it corrects; correct the number or the date",
        ),
        warning=True,
    ),
    code(
        "BOK235",
        "debt-of-another",
        Said(
            '{amount} kr is paid to "{party}", to whom no debt stands; "{owed}" is owed that '
            "amount",
            hint="correct counterparty of the payment or of the debt",
        ),
        invoice=Said(
            'the invoice {invoice} is owed to "{owed}", not to "{party}"',
            hint="correct counterparty or the invoice number",
        ),
        warning=True,
    ),
    code(
        "BOK236",
        "misspelt-key",
        Said(
            'the key "{key}" ("{value}") means nothing to sambruk',
            hint='did you mean "{name}"?',
        ),
        warning=True,
    ),
    code(
        "BOK237",
        "numbers-against-dates",
        Said(
            "{ver} is of {day}, though {other} before it is of {date}",
            hint="correct number or date; one entered late says when in registered",
        ),
        ahead=Said(
            "{ver} is of {day}, though {other} after it is of {date}",
            hint="correct number or date; one entered late says when in registered",
        ),
        warning=True,
    ),
    code(
        "BOK238",
        "same-voucher-twice",
        Said(
            "{ver} says the same as {other}, of the same day",
            hint="reverse one of them with a correction; where both happened, tell them apart in "
            "the text",
        ),
        warning=True,
    ),
    code(
        "BOK239",
        "bank-not-held",
        Said(
            "{year} is closed, but no balance directive holds {accounts}",
            hint="write what the bank says: {day} balance ACCOUNT AMOUNT SEK",
        ),
        warning=True,
    ),
    code(
        "BOK243",
        "voucher-moves-nothing",
        Said(
            "{ver} of the closed year {year} moves nothing: its amounts cancel out account by "
            "account",
            hint="find out what it was meant to be, and whether it came in after the year was "
            "closed",
        ),
        warning=True,
    ),
    code(
        "BOK244",
        "voucher-after-closing",
        Said(
            "{ver} comes after {closing}, with which {year} was closed",
            hint="what is found later belongs in the year that is open; number one that was there "
            "before the result was booked so that it stands before it",
        ),
        warning=True,
    ),
    code(
        "BOK260",
        "registered-after-signing",
        Said(
            "{ver} of the closed year {year} is registered on {registered}, after the report was "
            "signed on {signed}",
            hint="what is found later belongs in the year that is open; correct registered where "
            "it is wrong",
        ),
        warning=True,
    ),
    code(
        "BOK261",
        "pair-that-cancels",
        Said(
            "{ver} and {other} of the closed year {year} cancel each other out, and neither says "
            "why",
            hint="find out whether they came in after the year was closed; a reversal names what "
            'it reverses: corrects: "{other}"',
        ),
        warning=True,
    ),
    code(
        "BOK262",
        "registered-ahead",
        Said(
            "the voucher is registered on {registered}, which has not come",
            hint="registered is the day that the voucher was entered; correct it",
        ),
        committed=Said(
            "the voucher is registered on {registered}, and commit {commit} of {day} has it "
            "already",
            hint="correct registered; where it is right, the clock was wrong when it was committed",
        ),
        warning=True,
    ),
    code(
        "BOK263",
        "no-document",
        empty=Said(
            "{key} is there but says nothing",
            hint="name the file, or say where the paper is kept; take the line out where there is "
            "no document",
        ),
        value=Said(
            "{key} is {written}, which is no text",
            hint='write it in quotation marks: {key}: "{written}"',
        ),
        folder=Said(
            'the document "{path}" is a folder',
            hint="name the file in it",
        ),
        warning=True,
    ),
    code(
        "BOK264",
        "key-on-voucher",
        Said(
            '{key} "{value}" stands on the voucher, where nothing reads it',
            hint="write it below the posting that it concerns, indented once more",
        ),
        warning=True,
    ),
    code(
        "BOK265",
        "waiver",
        form=Said(
            'waiver "{written}" does not say which check it waives and why',
            hint='write the code and the reason: waiver: "BOK233: the receipt was lost"',
        ),
        reason=Said(
            "{waived} is waived without a reason",
            hint='write why after the code: waiver: "{waived}: ..."',
        ),
        unknown=Said(
            'waiver names "{waived}", and no check is called that',
            hint="the code is the one that sambruk validate prints, as BOK233",
        ),
        error=Said(
            "{waived} is an error, which cannot be waived",
            hint="correct what is wrong, and take the waiver away",
        ),
        balance=Said(
            "{waived} is about a balance, which a voucher cannot waive: later ones may take it "
            "further",
            hint="mend the balance, or say below the open line of the account what it may be",
        ),
        nothing=Said(
            "{waived} is waived, but not found in this voucher",
            hint="take the waiver away",
        ),
        twice=Said(
            "{waived} is waived twice in this voucher",
            hint="keep one of them",
        ),
        posting=Said(
            "waiver stands on a posting, where nothing reads it",
            hint="write it on the voucher, below its number",
        ),
        warning=True,
    ),
    code(
        "BOK270",
        "accrual-span",
        lacking=Said(
            "{key} stands on the posting, and {missing} does not",
            hint="write both: the first and the last month that the posting is of",
        ),
        day=Said(
            '{key} is "{value}", which is no day', hint="write a day without quotes: 2021-10-01"
        ),
        order=Said(
            "accrue-from, {first}, is later than accrue-to, {last}", hint="the first month is first"
        ),
        account=Said(
            "accrue-from and accrue-to stand on {account}, which is no account of income or cost",
            hint="write them below the posting of the income or the cost",
        ),
        number=Said(
            "a voucher without a number has a posting that spans months",
            hint='give it one, as ver: "A7": what is moved at the turn of the year names it',
        ),
    ),
    code(
        "BOK266",
        "document-digest",
        Said(
            'the document "{path}" is not what it was: its SHA-256 is {now}',
            hint="put back the file that was booked from; one that replaces it has another name",
        ),
        missing=Said(
            'nothing holds what the document "{path}" is',
            hint='write below the name of the document: {key}: "{now}"',
        ),
        form=Said(
            '{key} is "{written}", which is no SHA-256',
            hint="64 digits, as sha256sum prints them",
        ),
        alone=Said(
            "{key} stands where there is no {document}",
            hint="name the file in {document}, at the same place",
        ),
        warning=True,
    ),
    code(
        "BOK267",
        "voucher-without-counterparty",
        Said(
            "the voucher does not say with whom",
            hint="write the payee after the date, or counterparty on a posting; where there is "
            'nobody to name, say why: waiver: "BOK267: ..."',
        ),
        warning=True,
    ),
    code(
        "BOK268",
        "voucher-without-document",
        Said(
            "the voucher does not name the document that it rests on",
            hint="write document with the file, or where the paper is kept; where there is none, "
            'say why: waiver: "BOK268: ..."',
        ),
        warning=True,
    ),
    code(
        "BOK269",
        "voucher-without-day-of-entry",
        Said(
            "the voucher does not say on which day it was registered",
            hint="write registered with the day, below the number",
        ),
        warning=True,
    ),
    code(
        "BOK272",
        "entered-late",
        Said(
            "{ver} of {day} is registered on {registered}, and {last} was the last day for it",
            hint="enter payments in time (BFNAR 2013:2 p. 3.6-3.8); where there was a reason, say "
            'it: waiver: "BOK272: ..."',
        ),
        cash=Said(
            "{ver} of {day} moves cash and is registered on {registered}, and {last} was the last "
            "day for it",
            hint="cash is entered the next working day (BFL 5:2); where there was a reason, say "
            'it: waiver: "BOK272: ..."',
        ),
        warning=True,
    ),
    code(
        "BOK273",
        "numbers-against-entry",
        Said(
            "{ver} is registered on {day}, though {other} before it was on {date}",
            hint="correct number or registered; a number is given when the voucher is entered",
        ),
        ahead=Said(
            "{ver} is registered on {day}, though {other} after it was on {date}",
            hint="correct number or registered; a number is given when the voucher is entered",
        ),
        warning=True,
    ),
    code(
        "BOK274",
        "locked-period",
        Said(
            "what is booked through {through} is not what it was when it was locked",
            hint="put it back as it was (git log -p has it), and book corrections after the period",
        ),
        late=Said(
            "{ver} of {day} is registered on {registered}, and the period through {through} was "
            "locked on {on}",
            hint="date it after the period: what has been booked does not change (BFL 5:5)",
        ),
        unheld=Said(
            "nothing holds what is booked through {through}",
            hint='write below on: digest = "{now}"',
        ),
        early=Said(
            "the period through {through} is locked on {day}, before it is over",
            hint="lock it when it is over, on the day that it is done",
        ),
        ahead=Said(
            "the period through {through} is locked on {day}, which has not come",
            hint="on is the day that the period was locked; correct it",
        ),
        outside=Said(
            "the period through {through} lies in no fiscal year",
            hint="correct the day, or add the year",
        ),
    ),
    code(
        "BOK275",
        "correction-of-what",
        Said(
            "the voucher says that it corrects something, and not which voucher",
            hint='name it by its number: corrects: "..." (BFL 5:9); of another year with the year '
            "before the number",
        ),
        warning=True,
    ),
    code(
        "BOK276",
        "accrual-of-what",
        Said(
            "accrues names {name}, which no voucher is called",
            hint='one of another year is written with it, as "2020 A7"; accrues is for the '
            "vouchers that move a part of another one at the turn of the year",
        ),
        months=Said(
            "accrues names {name}, no posting of which says which months it is of",
            hint="write accrue-from and accrue-to on the posting that is spread; without one, "
            "leave accrues out",
        ),
        warning=True,
    ),
    code(
        "BOK277",
        "accrual-not-moved-back",
        Said(
            "{amount} kr that {before} has moved to {account} is not moved back in {year}",
            hint="sambruk close {before} --write books it on the first day of {year}, where the "
            "posting says its months; by hand, name the same voucher with accrues",
        ),
        closed=Said(
            "{amount} kr that {before} has moved to {account} was not moved back in {year}, which "
            "is closed",
            hint="book it in an open year; where it was moved back by a voucher without accrues, "
            'say so on this one: waiver: "BOK277: ..."',
        ),
        warning=True,
    ),
    code(
        "BOK290",
        "broken-seal",
        changed=Said(
            "{year} is sealed, and voucher {ver} has been changed: {changes}",
            hint=_AS_SEALED,
        ),
        added=Said(
            "{year} is sealed, and voucher {ver} has been added: {now}",
            hint="book it in an open year",
        ),
        removed=Said(
            "{year} is sealed, and voucher {ver} has been removed: {was}",
            hint="put it back: git has it, and the file beside the seal says what it was",
        ),
        reordered=Said(
            "{year} is sealed, and voucher {ver} has changed places with others of its day",
            hint="put it back where it stood",
        ),
        other_changed=Said("{year} is sealed, and {what} has been changed: {changes}", _AS_SEALED),
        other_added=Said("{year} is sealed, and {what} has come: {now}", _AS_SEALED),
        other_removed=Said("{year} is sealed, and {what} has gone: {was}", _AS_SEALED),
        register=Said(
            "{year} is sealed, and what it rests on in the register has been changed: {part}",
            hint="put it back as it was; what is decided later begins after the year",
        ),
        unreadable=Said("the seal cannot be read", hint="take it back from git"),
        unread=Said("a part of the seal cannot be read: {reason}", hint="take it back from git"),
        later=Said(
            "the seal of {year} is of a later version of sambruk",
            hint="verify it with that version; this one cannot tell all that it holds",
        ),
        edited=Said("the seal of {year} has been edited", hint="take it back from git"),
        content=Said(
            "what {year} was when it was sealed has been edited", hint="take it back from git"
        ),
        content_gone=Said(
            "what {year} was when it was sealed is not there", hint="take it back from git"
        ),
        seal_gone=Said("the seal that this belongs to is not there", hint="take it back from git"),
        gone=Said(
            "the seal of {year} follows on from one of {before}, which is not there",
            hint="take it back from git",
        ),
        chain=Said(
            "the seal of {year} does not follow on from that of {before}",
            hint="one of them has been made anew; take both back from git",
        ),
        no_year=Said(
            "{year} is sealed, and there is no such fiscal year",
            hint="put it back in config/association.toml",
        ),
        days=Said(
            "{year} was sealed as {start} to {end}, and the fiscal year has other days",
            hint="put them back in config/association.toml",
        ),
        open=Said(
            "{year} is sealed, and no longer closed",
            hint="closed = true in config/association.toml; book in an open year",
        ),
        signature=Said(
            "the signature is not of the seal of {year} as it stands",
            hint="take both back from git",
        ),
        tag=Said(
            "the tag {tag} is not of the seal of {year} as it stands",
            hint="git show {tag} says what it is of; take the seal back from git",
        ),
        tag_alone=Said(
            "the tag {tag} says that {year} is sealed, and the seal is not there",
            hint="take it back from git: git log -- ledger/seals has it",
        ),
        unsealed=Said(
            "{year} is closed and has no seal, and years are sealed from {first} on",
            hint="sambruk seal makes it; if there was one, git log -- ledger/seals has it",
        ),
        tag_signature=Said(
            "the signature of the tag {tag} does not hold, so it proves nothing of {year}",
            hint="git verify-tag {tag} says more; ask who made the tag for it",
        ),
        unsigned=Said(
            "nobody has signed the seal of {year}", hint="git fetch --tags, or ask who made it"
        ),
        signer=Said(
            "the seal of {year} is signed by none of those who are allowed: {keys}",
            hint="whose key it is has to be found out from somebody else than who sent the books",
        ),
        early=Said(
            "{year} is said to have been sealed on {day}, which is not after {than}",
            hint="the clock was wrong, or the seal was edited: take it back from git",
        ),
    ),
)
