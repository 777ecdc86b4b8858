"""Findings on layouts and statements: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_SEPARATE = 'let the ranges of layout "{layout}" not overlap'
_WIDEN = 'widen the accounts of a row of layout "{layout}"'
_NOTES = "notes: {numbers}"

CODES = (
    code(
        "STM301",
        "account-without-row",
        balance_sheet=Said(
            "{account} falls in no row of the balance sheet for {year}", hint=_WIDEN
        ),
        income_statement=Said(
            "{account} falls in no row of the income statement for {year}", hint=_WIDEN
        ),
    ),
    code(
        "STM302",
        "account-in-two-rows",
        balance_sheet=Said(
            "{account} falls in {number} rows of the balance sheet: {rows}", hint=_SEPARATE
        ),
        income_statement=Said(
            "{account} falls in {number} rows of the income statement: {rows}", hint=_SEPARATE
        ),
    ),
    code(
        "STM303",
        "balance-sheet-differs",
        Said(
            "{year}: assets {assets} kr, equity and liabilities {liabilities} kr, difference "
            "{difference} kr",
            hint="an account without a row, an unbalanced voucher or a result never booked: "
            "see the other findings",
        ),
    ),
    code(
        "STM304",
        "note-total",
        Said(
            "{year}: note {note} sums to {total} kr, its row {row} is {amount} kr",
            hint="let the rows of the note cover every account of the row, each once",
        ),
    ),
    code(
        "STM305",
        "note-reference",
        row=Said('the row "{row}" refers to note {note}, which there is not', hint=_NOTES),
        header=Said("header_note refers to note {note}, which there is not", hint=_NOTES),
        unused=Said("no row refers to note {note}", hint="give a row note = {note} (ÅRL 5:1)"),
        twice=Said("there are two notes {note}", hint="number the notes in the order of the rows"),
    ),
    code(
        "STM306",
        "no-layout",
        Said(
            "no layout holds for {year}, which starts on {start}",
            hint="add [[layouts]] whose from and to span that day; frameworks changed for years "
            "that start after 2025-12-31",
        ),
    ),
    code(
        "STM307",
        "result-differs",
        Said(
            "{year}: the balance sheet says {row} {amount} kr, the income statement {net} kr",
            hint="carry the result of the year before to retained result, and book this year's "
            "with the closing voucher",
        ),
        equity=Said(
            "{year}: the balance sheet says {row} {amount} kr, the income statement {net} kr",
            hint="result = true marks a row for the result of the year alone: give the account of "
            'the result (as 2069) a row of its own in the layout, or choose one that has, as "k1"',
        ),
        undisposed=Said(
            "{year}: the balance sheet says {row} {amount} kr, the income statement {net} kr; the "
            "result of the year before still stands undisposed",
            hint="book what the annual meeting decided: carry it to retained result",
        ),
        disposed=Said(
            "{year}: the balance sheet says {row} {amount} kr, the income statement {net} kr; the "
            "result of the year before still stands undisposed",
            hint="write what the annual meeting decided in [reports.decision] of {before}: "
            "sambruk close {before} --write then books it; or carry it to retained result by hand",
        ),
    ),
    code(
        "STM308",
        "layout-row",
        twice=Said(
            'two rows have the key "{key}"', hint="keys are unique in both statements together"
        ),
        sum=Said(
            'the row "{row}" sums "{key}", which is no row above it',
            hint="a sum names rows with amounts above it",
        ),
        summed=Said(
            '"{key}" is summed in "{first}" and again in "{row}"',
            hint="let each row stand in one sum",
        ),
        note=Said(
            'note {note} is said to explain "{row}", which is no row',
            hint="name a row of the statements by its key",
        ),
        note_twice=Said(
            'two rows of note {note} have the key "{key}"', hint="keys are unique in a note"
        ),
        note_sum=Said(
            'the row "{row}" of note {note} sums "{key}", which is no row above it',
            hint="a sum names rows of the same note above it",
        ),
        note_summed=Said(
            '"{key}" of note {note} is summed in "{first}" and again in "{row}"',
            hint="let each row stand in one sum",
        ),
        cash=Said(
            'cash names "{key}", which is no row of the balance sheet with an amount',
            hint="name the row that holds cash and bank by its key",
        ),
        cash_row=Said(
            'the row "{row}" of the cash flow statement is "{key}", which is no row of the income '
            "statement with an amount",
            hint="name a row of the income statement by its key",
        ),
        overview=Said(
            'overview names "{key}", which is no row with an amount',
            hint="name a row of the statements by its key",
        ),
        figure=Said(
            'the key figure "{key}" counts "{name}", which the register does not',
            hint="numbers of members have the names that docs/placeholders.md lists",
        ),
        figure_twice=Said(
            'two figures of the overview have the key "{key}"',
            hint="turnover, result and solvency are those of every overview",
        ),
        equity=Said(
            'equity names "{key}", which is no row with an amount',
            hint="name a row of the statements by its key",
        ),
        disposition=Said(
            'disposition names "{key}", which is no row',
            hint="name a row of the statements by its key",
        ),
    ),
    code(
        "STM317",
        "assets-differ",
        Said(
            "by config/assets.toml account {account} ends {year} at {planned} kr, in the books at "
            "{booked} kr",
            hint="sambruk assets shows both; mend the register, or book what is missing in a year "
            "that is open",
        ),
        warning=True,
    ),
    code(
        "STM320",
        "cash-flow-differs",
        Said(
            "{year}: the cash flow statement counts {counted} kr of {account}, which brought "
            "{brought} kr: it does not sum to the change in cash",
            hint="let the rows of cash_flow count every account once in all, but those of cash",
        ),
    ),
    code(
        "STM309",
        "comparative-without-row",
        Said(
            "{account} of {earlier} falls in {number} rows of layout {layout}, which prints "
            "{earlier} beside {year}",
            hint="let one row of that layout hold it",
        ),
    ),
    code(
        "STM310",
        "layout-unknown",
        Said('there is no layout "{name}"', hint="docs/statements.md lists those there are"),
    ),
    code(
        "STM311",
        "layout-change",
        Said(
            'layout "{layout}" has no row "{key}"',
            hint="docs/statements.md says where its rows are listed; a row that is added says "
            "after or before which",
        ),
        added=Said(
            'the layout has a row "{key}" already',
            hint="take after or before away to change it, or give the new one another key",
        ),
        twice=Said(
            'the row "{key}" is changed twice', hint="write both changes in one [[layouts.rows]]"
        ),
        kind=Said(
            'the row "{key}" cannot be given {what}: it is of another kind',
            hint="accounts and tags are for rows of accounts, sum for sums",
        ),
        both=Said(
            '{accounts} is given to "{first}" and to "{key}"',
            hint="let one row have each account",
        ),
        statement=Said(
            '{accounts} is not of the statement that the row "{key}" stands in',
            hint="accounts of the balance sheet are 1000-2999",
        ),
    ),
    code(
        "STM312",
        "account-tag",
        Said('there is no tag "{tag}"', hint="docs/statements.md lists those there are"),
        both=Said(
            '{accounts} is tagged with "{first}" and with "{tag}"',
            hint="let each account have one tag",
        ),
        other=Said(
            '{accounts} is tagged with "{tag}", which is for accounts that begin with {numbers}',
            hint="tag accounts whose numbers begin so, and no others",
        ),
    ),
    code(
        "STM313",
        "framework-not-open",
        economic=Said(
            "{year}: an ekonomisk förening makes an annual report, so it cannot use this layout",
            hint='choose layout = "k2" or "k3" (BFL 6:1); where it is no ekonomisk förening, say '
            'legal_form = "nonprofit" in config/association.toml',
        ),
        housing=Said(
            "{year}: a bostadsrättsförening cannot use K2 for a year that starts after 2025-12-31",
            hint='choose layout = "k3" (BFNAR 2016:10 p. 1.1A)',
        ),
        k1=Said(
            "{year}: fees, gifts, grants and sales were {amount} kr, and {before} kr the year "
            "before; K1 is for at most 3 000 000 kr normally",
            hint='choose layout = "arsbokslut" (BFL 6:3)',
        ),
        larger=Said(
            "{year}: turnover {turnover} kr and total assets {total} kr, for the third year above "
            "80 and 40 million kr: a larger association uses K3",
            hint='choose layout = "k3" (BFL 6:1, ÅRL 1:3)',
        ),
        employees=Said(
            "{year}: {employees} employees, turnover {turnover} kr and total assets {total} kr, "
            "for the third year above two of 50, 80 and 40 million kr: a larger association uses "
            "K3",
            hint='choose layout = "k3" (BFL 6:1, ÅRL 1:3)',
        ),
        warning=True,
    ),
    code(
        "STM314",
        "row-not-of-framework",
        k1=Said(
            'K1 lets no row be added, as "{key}" is',
            hint="let a row of the form hold the accounts, and call it what it holds "
            "(BFNAR 2010:1 p. 5.1-5.3)",
        ),
        k2=Said(
            'K2 lets no row be added, as "{key}" is',
            hint="let a row of the form hold the accounts, and part them in a note "
            "(BFNAR 2016:10 ch. 4)",
        ),
        heading=Said(
            'K1 lets no heading be renamed, as "{key}" is',
            hint="take label away (BFNAR 2010:1 p. 5.1-5.3)",
        ),
        warning=True,
    ),
    code(
        "STM315",
        "account-untagged",
        Said(
            '{account} falls in the row {row}; by its name it is of the tag "{tag}"',
            hint="write the account under that tag in [tags] of config/statements.toml, or under "
            "the one that it is of",
        ),
        reminder=True,
    ),
    code(
        "STM316",
        "fund-below-nought",
        Said(
            "{account} is a fund and holds {amount} kr at the end of {year}",
            hint="a fund gives no more than it holds: take the rest from retained capital",
        ),
        account=Said(
            "transfers names {account}, which is no account of equity",
            hint="name the account of a fund, as 2071",
        ),
        decided=Said(
            "the decision names {account}, which is no account of equity",
            hint="name an account of equity that is in the chart, as 2067 or that of a fund",
        ),
        transfer=Said(
            "{account} holds {held} kr at the end of {year}, and {amount} kr is to be taken "
            "from it",
            hint="a fund gives no more than it holds",
        ),
        free=Said(
            "{amount} kr is to be brought to funds, and the meeting has {free} kr at its disposal "
            "at the end of {year}",
            hint="what funds already hold is not free: propose no more than is left beside it",
        ),
    ),
)
