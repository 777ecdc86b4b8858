"""Findings on tables that other programs export (CSV, XLSX): code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "TAB701",
        "table-not-read",
        empty=Said("the file holds no row", hint="export it anew, with a header and its rows"),
        encoding=Said(
            "it cannot be told how {byte} is encoded",
            hint="save the file as CSV in UTF-8, or as XLSX",
        ),
        garbled=Said(
            'letters have been lost: "{text}"',
            hint="the file was saved in another encoding than it was read in; export it anew",
        ),
        older=Said(
            "the file is of the older form of Excel", hint="save it as XLSX, or as CSV in UTF-8"
        ),
        broken=Said("the file is no whole workbook", hint="open it in Excel and save it anew"),
        entities=Said(
            "the workbook declares entities of XML, which no program needs",
            hint="open it in Excel and save it anew; do so only if you trust who sent it",
        ),
        large=Said(
            "the table has more than {most} rows or {columns} columns",
            hint="import it in parts, or take out what is no member",
        ),
        unpacked=Said(
            "the workbook is larger than {most} MB when it is unpacked",
            hint="take out pictures and other sheets",
        ),
        municipality=Said(
            "no row is of a municipality",
            hint="a row has a code of four digits and a name, or a name, and its population",
        ),
        quote=Said("a quotation mark is not closed", hint="write it twice within a text"),
        columns=Said(
            "the row has {number} cells, the header {columns}",
            hint='a cell that holds the separator stands in "quotes"',
        ),
    ),
    code(
        "TAB702",
        "table-header",
        nothing=Said(
            "no column is called {key}; there are {columns}",
            hint="the first row is the header; --map COLUMN=KEY says what a column holds",
        ),
        twice=Said(
            "the header stands here once more, or a second header",
            hint="keep one row of headings, the first",
        ),
        above=Said(
            "this row stands above the header, which is on row {row}",
            hint="take out the rows above the header",
        ),
        same=Said(
            'the columns "{one}" and "{other}" are both {key}',
            hint="--map COLUMN= leaves one of them out",
        ),
        figures=Said(
            "several columns hold numbers: {columns}", hint="--column NAME says which is meant"
        ),
        no_figures=Said(
            "no column holds numbers", hint="the population stands in a column of its own"
        ),
        day=Said(
            "the file does not say of which day the figures are",
            hint="say it with --date, as --date 2024-12-31",
        ),
        column=Said('no column is called "{name}"', hint="the columns: {columns}"),
        key=Said('"{name}" is nothing that a member has', hint="the keys: {keys}"),
    ),
    code(
        "TAB703",
        "table-value",
        date=Said(
            '{column}: "{text}" is no day', hint="write days as 2024-01-31 or 31 januari 2024"
        ),
        number=Said('{column}: "{text}" is no number', hint="write it in digits, as 9812 or 12,5"),
        yes=Said('{column}: "{text}" is neither yes nor no', hint="write ja or nej"),
        kind=Said(
            '{column}: no kind of member is called "{text}"',
            hint="the kinds: {kinds}; others are added as [[kinds]] to members.toml",
        ),
        no_kind=Said(
            "{name} has no kind", hint="say it in a column, or for all new members with --kind"
        ),
        no_name=Said("a member without a name", hint="write the name, or take out the row"),
        formula=Said(
            "{column} holds a formula, which is not computed",
            hint="in Excel, copy the column and paste it as values",
        ),
        error=Said("{column} holds an error of Excel's", hint="correct the formula, or the value"),
        repeated=Said(
            "{name} stands already on row {row}", hint="every member on one row: remove one of them"
        ),
        several=Said(
            "{number} members are called {name}", hint="give the member number, or the id"
        ),
        periods=Said(
            "{name} has been a member several times, and none of them fits the row",
            hint="let sambruk members change, leave or return write the days",
        ),
    ),
    code(
        "TAB704",
        "sample-result",
        nothing=Said(
            'no column is called "{name}"; there are {columns}',
            hint="the first row is the header: verifikation;konto;bokfört;granskat",
        ),
        same=Said('the columns "{one}" and "{other}" hold the same', hint="take out one of them"),
        unknown=Said(
            '"{ver}" is not in the sample',
            hint="population, --sample and --seed are to be those of the sample that was examined; "
            "if they are, what was sampled has changed in the books since",
        ),
        account=Said(
            "several amounts of {ver} are in the sample",
            hint="say in the column konto which of them the row is about",
        ),
        twice=Said("{ver} stands already on row {row}", hint="remove one of the rows"),
        booked=Said(
            "{ver} was examined with {amount} kronor, and {books} are booked",
            hint="the books have changed since, or the amount was copied wrongly",
        ),
    ),
)
