"""Findings on SIE files: code, name, and what each says.

What `sambruk_cli.sie` finds wrong with a file brings its own message, {problem}; the table has the
remedy of each kind.
"""

from sambruk_cli.messages.table import Said, code

_NEW_FOLDER = "name a folder that is new or empty; for a year of a workspace: --into YEAR"
_NUMBER = "name it with --organisation-number, in sambruk init with --number"
_LAST_YEAR = "import the last year alone, with --no-comparatives"


def _problem(hint: str) -> Said:
    return Said("{problem}", hint=hint)


CODES = (
    code(
        "SIE601",
        "sie-unreadable",
        _problem("export the file again, or mend the line in a copy of it"),
    ),
    code(
        "SIE602",
        "sie-mandatory-record",
        _problem("add the record, or export the file anew as the type that it is"),
    ),
    code(
        "SIE603",
        "sie-record-place",
        _problem("the order is flag, identification, chart, balances, vouchers"),
    ),
    code(
        "SIE604",
        "sie-voucher-balance",
        _problem(
            "correct the voucher where it was written, or its rows in a copy of the file; "
            "debit is positive, credit negative"
        ),
    ),
    code(
        "SIE605",
        "sie-balance-differs",
        _problem(
            "export the file anew with all vouchers of the year, or correct the row that "
            "is wrong in a copy of it"
        ),
        footing=Said(
            "year {year} does not foot: #UB {closing} + #RES {result} - #IB {opening} leaves "
            "{left}",
            hint="export the file anew with all balances of the year, or correct the row that "
            "is wrong in a copy of it",
        ),
        elsewhere=Said(
            "the year's result is another in the income statement than in the balance sheet: "
            "{years}",
            hint="nothing need be done: the balances are those of the file; an earlier result has "
            "not been moved on, or this one stands on another account",
        ),
    ),
    code(
        "SIE606",
        "sie-undeclared",
        _problem("add the record that declares it, or correct the number where it is used"),
    ),
    code(
        "SIE607",
        "sie-voucher-number",
        _problem("number the vouchers of a series in ascending order within the year"),
    ),
    code(
        "SIE608",
        "sie-checksum",
        _problem("fetch the file again; if it was changed on purpose, remove both #KSUMMA"),
    ),
    code(
        "SIE609",
        "sie-form",
        _problem(
            "correct the value where it was written and export the file anew, or in a copy of it"
        ),
        date=_problem("a day is written YYYYMMDD, and the calendar must have it"),
        amount=_problem(
            "a point before at most two decimals, a minus for credit, nothing between digits"
        ),
        quantity=_problem("digits, with a point before decimals"),
        missing=_problem("give the field, or leave the record out"),
        year=_problem("0 is the year of the file, -1 the one before"),
        period=_problem("a month is written YYYYMM"),
        objects=_problem('dimension and object in pairs: {{8 "lillby" 10 "2021-3"}}'),
        quote=_problem('a quote within a text is written \\"'),
        control=_problem(
            "take the character out where the text was written, or in a copy of the file"
        ),
        lost=_problem(
            "fetch the file from the program anew and open it in no other on the way, or "
            "write the letters in a copy of it"
        ),
    ),
    code("SIE610", "sie-duplicate-record", _problem("keep the one that is right")),
    code("SIE611", "sie-fiscal-year", _problem("correct the date, or the days of #RAR")),
    code(
        "SIE612",
        "sie-processing-history",
        _problem("write each #RTRANS once more as #TRANS on the line after it"),
        warning=True,
    ),
    code(
        "SIE613",
        "sie-ignored",
        _problem("nothing need be done: readers pass over it"),
        warning=True,
        encoding=_problem("look whether names with Swedish letters came out right"),
    ),
    code(
        "SIE614",
        "sie-expected-record",
        _problem("nothing need be done where there is none in the books"),
        warning=True,
    ),
    code(
        "SIE615",
        "sie-months-unknown",
        Said(
            "{year} is one voucher of what the accounts moved by: #PSALDO has all of it in the "
            "last month",
            hint="types 1 and 4 say nothing of months",
        ),
        warning=True,
    ),
    code(
        "SIE616",
        "sie-letters-mistaken",
        _problem(
            "fetch the file from the program anew and open it in no other on the way, or let "
            "sambruk sie import --repair-letters mend the words"
        ),
        warning=True,
        mended=_problem("look whether the names came out right"),
    ),
    code(
        "SIE620",
        "sie-not-representable",
        Said("{what}: {problem}", hint="change the text, or let --replace substitute it"),
        amount=Said("{what}: {problem}", hint="correct the amount"),
        plain=Said(
            "typographic characters that SIE lacks are written plain, {number} in all: "
            "{characters}",
            hint="nothing need be done: no letter is lost",
        ),
        history=Said(
            "{key} of voucher {voucher} is no row that was added or removed",
            hint="removed or added | account | amount | objects | date | quantity | sign | text",
        ),
    ),
    code(
        "SIE621",
        "sie-already-imported",
        Said(
            "the file was imported before, as {earlier}",
            hint="config/sie.toml keeps the digests of what was imported",
        ),
        kept=Said(
            "the books have vouchers of {year} already",
            hint="vouchers of a part of the year are added with --into YEAR",
        ),
        nothing=Said(
            "the books have everything that the file holds",
            hint="config/sie.toml keeps which files were imported",
        ),
        edited=Said(
            "{path} holds more than the import wrote: the year cannot be put in its place",
            hint="import all files at once into a new folder",
        ),
        same=Said(
            "another of the files holds the same: this one is passed over",
            hint="nothing need be done",
        ),
        twice=Said(
            "{other} has vouchers of {year} too",
            hint="name one file for each year; vouchers of a part are added with --into YEAR",
        ),
        flagged=Said(
            "the file is marked as imported already (#FLAGGA 1)",
            hint="it may have been read by another program: --again reads it all the same",
        ),
    ),
    code(
        "SIE622",
        "sie-names-collide",
        Said(
            'the account "{account}" is "{name}" here and "{first}" on line {earlier}',
            hint="keep the name that is right, in a copy of the file",
        ),
        renamed=Said(
            'the account {account} is "{name}", and was "{before}" in the year before',
            hint="it stays one account, with the latest name",
        ),
        several_renamed=Said(
            "{count} accounts have other names than in the year before: {account} is "
            '"{name}", and was "{before}"',
            hint="each stays one account, with the latest name",
        ),
    ),
    code(
        "SIE623",
        "sie-year-overlaps",
        no_year=Said(
            "no fiscal year of the workspace is the one that the file is of",
            hint="add the year to config/association.toml, or name a new folder with --into",
        ),
        months=Said(
            "the fiscal year {year} has {months} months",
            hint="a fiscal year has at most 18 months (BFL 3:3)",
        ),
        gap=Said(
            "a year ends on {end}, and the next one starts on {start}",
            hint="name the file of the year between too",
        ),
        overlap=Said(
            "a year ends on {end}, but the next one starts on {start}",
            hint="import the files of years that follow each other",
        ),
        left=Said("{year} is left out: the other years come in without it"),
        other_days=Said(
            "the file's year lasts from {stated_start} through {stated_end}, {year} from {start} "
            "through {end}",
            hint="name the year that the file is of, or import it into a folder of its own",
        ),
        closed=Said(
            "{year} is closed",
            hint="a closed year does not change (BFL 5:9); correct it in the next",
        ),
        outside=Said(
            "{voucher} is dated {day}, outside {year}",
            hint="{year} lasts from {start} through {end}",
        ),
        kept=Said(
            "{voucher} is dated {day}, outside {year}: without rows that count it keeps its number "
            "there",
            hint="{year} lasts from {start} through {end}; sie-date says the day of the file",
        ),
    ),
    code(
        "SIE624",
        "sie-voucher-taken",
        Said(
            "{number} stands at {place}",
            hint="was the file, or a part of it, imported before? If not, number it anew: in a "
            "year of a workspace --series does",
        ),
        anew=Said(
            "the voucher {called} becomes {number}: its number is none, or stands twice in the "
            "file",
            hint="sie-ver keeps what it was called",
        ),
        several_anew=Said(
            "{count} vouchers are numbered anew, the first is {called} and becomes {number}: their "
            "numbers are none, or stand twice in the file",
            hint="sie-ver keeps what they were called",
        ),
        lacking=Said(
            "the file lacks the numbers {numbers}",
            hint="nothing need be done: config/sie.toml keeps that they were missing in the file",
        ),
    ),
    code(
        "SIE625",
        "sie-opening-balance",
        Said(
            "year {year}: the opening balances sum to {sum}, not to 0: {booked} is booked on "
            "{account}",
            hint="--difference-account names another account; correct it in the books when you "
            "know what it is",
        ),
        unbooked=Said(
            "{after} opens without the result of {label}, {result}: it is booked on {account} on "
            "{day}",
            hint="--difference-account names another account; correct it when the meeting has "
            "decided otherwise",
        ),
        closed=Said(
            "no voucher of {label} books its result, {result}, but {after} opens with it: it is "
            "booked on {account} on {day}",
            hint="nothing need be done: the balances are those of the file",
        ),
        since=Said(
            "{year} has been closed since its own file was exported: {accounts} are booked on its "
            "last day",
            hint="nothing need be done: the balances are those of this file",
        ),
        derived=Said(
            "the file has no #IB of {year}: they follow from #UB and the vouchers",
            hint="nothing need be done: #RES shows that all vouchers are there",
        ),
        transfer=Said(
            "{year} opens with other equity than the year before closed with: {accounts} are "
            "booked on {day}",
            hint="nothing need be done: the balances of both years are those of the file",
        ),
        overlap=Said(
            "{year} differs from what its own file, or the books, have of it: {accounts}",
            hint="export both files anew; --no-comparatives passes over what is said of it here",
        ),
        result=Said(
            "year {year}: accounts of the income statement open with amounts: {accounts}",
            hint="they start each year at nought: move the amounts to equity in a copy of the file",
        ),
        carried=Said(
            "{year} opens with other balances than the year before closed with: {accounts}",
            hint="--no-comparatives leaves out the year before; otherwise correct the balances "
            "in a copy of the file",
        ),
    ),
    code(
        "SIE626",
        "sie-account",
        Said(
            'the account "{account}" is not in the chart',
            hint="open it in ledger/chart.beancount first",
        ),
        not_open=Said(
            'the account "{account}" is not open until {opened}',
            hint="open it earlier ({place}), or correct the date",
        ),
        digits=Said(
            'the account "{account}" has not four to ten digits',
            hint="write a number of BAS in its place, wherever it stands in a copy of the file",
        ),
        computed=Said(
            "{accounts} show a result of {year} that is not booked: they are left out",
            hint="nothing need be done: the result is booked where the next year opens",
        ),
        nameless=Said(
            'the account "{accounts}" has no #KONTO: it is called "{name}"',
            hint="name it in ledger/chart.beancount afterwards",
        ),
        several_nameless=Said(
            'accounts have no #KONTO and are called "{name}": {accounts}',
            hint="name them in ledger/chart.beancount afterwards",
        ),
        numberless=Said(
            "{account} has no number, and SIE knows accounts by number alone",
            hint="four digits of BAS and a hyphen: Assets:1930-Bank",
        ),
    ),
    code(
        "SIE627",
        "sie-lacking",
        Said("the file has no #FNAMN", hint="name who keeps the books with --name"),
        no_number=Said("the file has no #ORGNR", hint=_NUMBER),
        number=Said('"{number}" is no organisation number: {why}', hint=_NUMBER),
        check_digit=Said(
            '"{number}" is no organisation number: {why}',
            hint="name the right one with --organisation-number, in sambruk init with --number; "
            "where you know that it is as it stands, say --keep-organisation-number",
        ),
        longer=Said('the organisation number "{stated}" is written {number}'),
        long=Said(
            "the name in #FNAMN has more than {most} characters",
            hint="shorten it in the file: the heads of the pages hold no more",
        ),
        other=Said(
            "the file is of {stated}, the books are of {ours}",
            hint="import it into a workspace of its own: --into with a new folder",
        ),
        several=Said(
            "the file is of {stated}, but {name} is of {other}",
            hint="import the files of each of them into a folder of its own",
        ),
        empty=Said(
            "the file has neither vouchers nor balances",
            hint="export it as type 4; --chart-only makes a workspace of its accounts alone",
        ),
        balances=Said(
            "the file is of type 4 but has no vouchers of {year}: its balances become one voucher",
            hint="export it with its vouchers to have each of them in the books",
        ),
        year=Said(
            "the file does not say from when to when its year 0 lasts (#RAR)",
            hint="stand in a workspace and import it into one of its years: --into YEAR",
        ),
        vouchers=Said(
            "the file has no vouchers",
            hint="export it as type 4, or import its balances into a folder of their own",
        ),
        currency=Said(
            'the amounts are in "{currency}"',
            hint="the books are kept in SEK: export the file in kronor",
        ),
    ),
    code(
        "SIE628",
        "sie-object",
        Said(
            'no {kind} has the number "{number}" or the id that it gives',
            hint="add it to the register, or to [[objects]] of config/sie.toml",
        ),
        dimension=Said(
            'the dimension "{dimension}" is no number',
            hint="a row has at most one object of each dimension, and dimensions are numbers",
        ),
        twice=Said(
            "two objects of dimension {dimension} on a row",
            hint="a row has at most one object of each dimension, and dimensions are numbers",
        ),
    ),
    code(
        "SIE629",
        "sie-folder",
        full=Said("{folder} is there and not empty", hint=_NEW_FOLDER),
        file=Said("{folder} is a file", hint=_NEW_FOLDER),
        nowhere=Said(
            "there is no folder {parent} to make {folder} in",
            hint="make that folder first, or name another",
        ),
        unseen=Said("cannot look into {folder}: {reason}", hint=_NEW_FOLDER),
    ),
)
