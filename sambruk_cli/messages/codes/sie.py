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
        _problem("export the file again from the program it comes from"),
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
        _problem("correct the voucher where it was written; debit is positive, credit negative"),
    ),
    code(
        "SIE605",
        "sie-balance-differs",
        _problem("export the file anew, with all vouchers of the year; otherwise a row is wrong"),
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
        _problem("correct the value in the program the file comes from, and export it anew"),
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
        control=_problem("take the character out where the text was written"),
        lost=_problem("fetch the file from the program anew, and open it in no other on the way"),
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
            hint="keep the name that is right",
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
            "year {before} ends on {end}, but year {after} starts on {start}", hint=_LAST_YEAR
        ),
        same_label=Said("two fiscal years would be called {year}", hint=_LAST_YEAR),
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
    ),
    code(
        "SIE624",
        "sie-voucher-taken",
        Said(
            "{number} stands at {place}",
            hint="was the file, or a part of it, imported before? If not, number it anew: in a "
            "year of a workspace --series does",
        ),
        form=Said(
            '"{number}" is no voucher number',
            hint="numbers are whole and positive, at most nine digits",
        ),
    ),
    code(
        "SIE625",
        "sie-opening-balance",
        Said(
            "year {year}: the opening balances sum to {sum}, not to 0",
            hint="book the result of the year before in the program the file comes from, and "
            "export it anew",
        ),
        unbooked=Said(
            "year {year}: the opening balances sum to {sum}, not to 0: the result of year {before} "
            "is not booked",
            hint="until it is booked the balance sheet of {label} lacks it: close {label_before} "
            "in the program the file comes from, and export it anew",
        ),
        result=Said(
            'year {year}: the account "{account}" of the income statement opens with {amount}',
            hint="accounts of the income statement start each year at nought",
        ),
        carried=Said(
            '"{account}" opens year {year} with {opened}, but closed year {before} with {closed}',
            hint=_LAST_YEAR,
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
        internal=Said(
            'the account "{account}" has a balance: of classes 0 and 9 only accounts of the income '
            "statement have a place in the books",
            hint="give it a number of class 1 or 2 in the program the file comes from",
        ),
        nameless=Said(
            'the account "{account}" has no #KONTO: it is called "{name}"',
            hint="name it in ledger/chart.beancount afterwards",
        ),
        numberless=Said(
            "{account} has no number, and SIE knows accounts by number alone",
            hint="four digits of BAS and a hyphen: Assets:1930-Bank",
        ),
    ),
    code(
        "SIE627",
        "sie-lacking",
        Said("the file has no #FNAMN", hint="add the name of who keeps the books"),
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
