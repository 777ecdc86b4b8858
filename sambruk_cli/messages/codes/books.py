"""Findings on the books in ledger/: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_UNBALANCED = "debit and credit must sum to zero; correct an amount or add the missing posting"
_VOUCHER = (
    'a voucher is: 2007-01-31 * "Payee" "Text", then indented postings with amounts as 1500.00 SEK'
)
_NO_ITEM = 'add member: "..." and invoice: "..." to the posting'
_DOCUMENTED = "see Beancount's documentation"
_ONCE = "keep one of the lines and remove the other"

CODES = (
    code(
        "BOK201",
        "ledger-syntax",
        Said("{error}", hint=_VOUCHER),
        syntax=Said("syntax error", hint=_VOUCHER),
        unexpected=Said("syntax error, unexpected {found}", hint=_VOUCHER),
        expected=Said("syntax error, unexpected {found}, expecting {expected}", hint=_VOUCHER),
        token=Said("invalid token: '{token}'", hint=_VOUCHER),
        date=Said("the month has no such day", hint=_VOUCHER),
        month=Said("there is no such month", hint=_VOUCHER),
        number=Said("invalid number format: '{number}'", hint=_VOUCHER),
        account=Said("invalid account name: {account}", hint=_VOUCHER),
        option=Said("invalid option: '{option}'", hint=_VOUCHER),
        texts=Said("too many strings on transaction description: {texts}", hint=_VOUCHER),
        pushed=Said("unbalanced pushed tag: '{tag}'", hint=_VOUCHER),
        popped=Said("attempting to pop absent tag: '{tag}'", hint=_VOUCHER),
        division=Said("division by zero", hint="write the amount itself"),
        large=Said(
            "a number with more digits than an amount can have",
            hint="write the amount itself, with at most 18 digits before the point",
        ),
        broke=Said("Beancount's parser breaks down on this line, which is left out", hint=_VOUCHER),
        rest=Said(
            "Beancount's parser breaks down on this line; nothing is read from it on",
            hint=_VOUCHER,
        ),
        setting=Said(
            "the option '{option}' cannot have this value",
            hint="correct the value, or remove the line",
        ),
        pipe=Said("pipe symbol is deprecated.", hint=_VOUCHER),
    ),
    code(
        "BOK202",
        "unbalanced-voucher",
        Said(
            "the voucher does not balance: {amount} kr",
            hint="debit and credit must sum to zero, to the öre",
        ),
        kronor=Said("transaction does not balance: ({amount} SEK)", hint=_UNBALANCED),
        beancount=Said("transaction does not balance: {residual}", hint=_UNBALANCED),
        empty=Said(
            "the voucher has no postings",
            hint="write at least one debit and one credit; of one that was voided before anything "
            "was booked, voided: TRUE",
        ),
        voided=Said(
            "the voucher is marked as voided, but has postings",
            hint="take voided away; what has been booked is corrected by another voucher (BFL 5:5)",
        ),
    ),
    code(
        "BOK203",
        "voucher-number",
        Said(
            '"{ver}" is no voucher number',
            hint='add ver: "A1": a series in capitals, then the number (BFL 5:7)',
        ),
        missing=Said(
            "the voucher has no number",
            hint='add ver: "A1": a series in capitals, then the number (BFL 5:7)',
        ),
    ),
    code(
        "BOK204",
        "voucher-gap",
        one=Said(
            "{number} is missing in {year}",
            hint="numbers are unbroken in a series and year (BFNAR 2013:2): find the voucher, "
            "or book a voided one that says why",
        ),
        several=Said(
            "{first}-{last} are missing in {year}",
            hint="numbers are unbroken in a series and year (BFNAR 2013:2): find the voucher, "
            "or book a voided one that says why",
        ),
    ),
    code(
        "BOK205",
        "voucher-duplicate",
        Said(
            "{ver} stands already at {place}",
            hint="give the voucher the next free number of its series",
        ),
    ),
    code(
        "BOK206",
        "unknown-account",
        unknown=Said(
            "invalid reference to unknown account '{account}'",
            hint="open the account in ledger/chart.beancount, or correct its name",
        ),
        inactive=Said(
            "invalid reference to inactive account '{account}'",
            hint="the account is opened later or already closed on that day",
        ),
    ),
    code(
        "BOK207",
        "fraction-of-ore",
        Said(
            "{amount} kr has more than two decimals",
            hint="round to whole öre and book the rest on öresutjämning",
        ),
    ),
    code(
        "BOK208",
        "foreign-currency",
        Said(
            "an amount in {currency}",
            hint="the books are kept in SEK: convert at the rate of the day",
        ),
        account=Said(
            "invalid currency {currency} for account '{account}'",
            hint="the books are kept in SEK (ÅRL 2:6)",
        ),
        balance=Said(
            "invalid currency '{currency}' for Balance directive:",
            hint="the books are kept in SEK (ÅRL 2:6)",
        ),
    ),
    code(
        "BOK209",
        "outside-years",
        Said(
            "{day} lies in no fiscal year",
            hint="correct the date, or add the year to config/association.toml; balances from "
            "before the first year carry opening: TRUE",
        ),
    ),
    code(
        "BOK210",
        "opening-balance",
        balance=Said(
            "balance of {account}: expected {expected}, accumulated {accumulated} {currency}",
            hint="an opening balance is the closing balance of the year before",
        ),
        within=Said(
            "opening balances within the fiscal year {year}",
            hint="balances follow from the year before; opening: TRUE is for the day before the "
            "first fiscal year",
        ),
        result=Said(
            "{following} does not open as {year} closes: {missing} kr of result never reached "
            "equity",
            hint="book the result of {year} with a closing voucher",
        ),
    ),
    code(
        "BOK211",
        "balance-assertion",
        Said(
            "balance of {account}: expected {expected}, accumulated {accumulated} {currency}",
            hint="find the voucher that is missing or wrong, or correct the balance line",
        ),
    ),
    code(
        "BOK212",
        "unknown-posting-id",
        member=Said('no member is called "{id}"', hint="add it to config/members.toml"),
        counterparty=Said(
            'no counterparty is called "{id}"', hint="add it to config/counterparties.toml"
        ),
        project=Said('no project is called "{id}"', hint="add it to config/projects.toml"),
        grant=Said('no grant is called "{id}"', hint="add it to config/grants.toml"),
        invoice=Said(
            'no invoice is called "{id}"',
            hint="an invoice is a debit that comes before; one from a year that is not in the "
            "books belongs in the opening entry",
        ),
    ),
    code(
        "BOK213",
        "charge-to-non-member",
        Said(
            "{name} is charged on {day} but is no member then ({when})",
            hint="correct the voucher, or the dates in config/members.toml",
        ),
    ),
    code(
        "BOK214",
        "plugin-refused",
        Said(
            'the plugin "{plugin}" is not allowed and was not run',
            hint="remove the line; docs/checks/BOK214.md lists the plugins that are allowed",
        ),
        configured=Said(
            'the plugin "{plugin}" with a configuration is not allowed and was not run',
            hint="remove the line; docs/checks/BOK214.md lists the plugins that are allowed",
        ),
    ),
    code(
        "BOK215",
        "option-refused",
        Said('the option "{option}" is not allowed and was not followed', hint="remove the line"),
    ),
    code(
        "BOK216",
        "empty-ledger",
        Said(
            "the ledger holds no voucher",
            hint="write a voucher, or include the file that holds them",
        ),
    ),
    code(
        "BOK217",
        "closing-voucher",
        Said(
            "{year} is closed, but {missing} kr of its result are not booked on {account}",
            hint="the closing voucher books {result} kr against equity",
        ),
    ),
    code(
        "BOK218",
        "account-name",
        unnumbered=Said(
            "{account} has no account number",
            hint="four digits of BAS and a hyphen: Assets:1930-Bank",
        ),
        root=Said("{number} stands under {root}", hint="by its number it belongs under {right}"),
        taken=Said(
            "{account} has the number of {other}", hint="give every account a number of its own"
        ),
    ),
    code(
        "BOK219",
        "receivables-by-member",
        untold=Said(
            "{account} is kept without open items: no posting of the year says whose it is and "
            "of which invoice",
            hint='where members are to be followed, add member: "..." and invoice: "..."',
        ),
        both=Said(
            "{amount} kr on the receivables without member and invoice: the open items do not "
            "sum to the account",
            hint=_NO_ITEM,
        ),
        member=Said(
            "{amount} kr on the receivables without member: the open items do not sum to the "
            "account",
            hint=_NO_ITEM,
        ),
        invoice=Said(
            "{amount} kr on the receivables without invoice: the open items do not sum to the "
            "account",
            hint=_NO_ITEM,
        ),
        owner=Said(
            'the invoice {invoice} stands on "{owner}", not on "{party}"',
            hint="correct the member or the invoice number",
        ),
    ),
    code(
        "BOK220",
        "ledger-error",
        Said("{error}", hint=_DOCUMENTED),
        opened=Said("duplicate open directive for {account}", hint=_ONCE),
        closed=Said("duplicate close directive for {account}", hint=_ONCE),
        unopened=Said(
            "unopened account {account} is being closed",
            hint="open the account in ledger/chart.beancount, or correct its name",
        ),
        balances=Said("duplicate balance assertion with different amounts", hint=_ONCE),
        commodity=Said("duplicate commodity directives for '{currency}'", hint=_ONCE),
        pad=Said(
            "unused Pad entry",
            hint="remove the line, or write the balance line that it is to make true",
        ),
        document=Said(
            'file does not exist: "{path}"', hint="correct the path, or put the file there"
        ),
        auto=Said(
            "you may not have more than one auto-posting per currency",
            hint="write the amounts: at most one of a voucher may be left out",
        ),
        numbers=Said(
            "too many missing numbers for currency group '{currency}'",
            hint="write the amounts: at most one of a voucher may be left out",
        ),
        parent=Said(
            "non-leaf account '{account}' has postings on it",
            hint="post to an account below it",
        ),
        unused=Said("unused account '{account}'", hint="remove its line, or post to it"),
        commodities=Said(
            "more than one currency in account '{account}': {currencies}",
            hint="the books are kept in SEK (ÅRL 2:6)",
        ),
        custom=Said(
            'custom "{name}" says nothing after its name',
            hint="write its values after the name, or remove the line",
        ),
        unbooked=Said(
            "Beancount breaks down on this directive, which is left out",
            hint="write every amount and price of it as a number",
        ),
        nothing=Said(
            "Beancount breaks down on this directive and on too many others; nothing is booked",
            hint="write every amount and price of it as a number",
        ),
        own_key=Said(
            "the key {field} is Beancount's own and was passed over",
            hint="call it something else; a supporting document stands under document",
        ),
        metadata=Said(
            "duplicate metadata field on entry: {field}",
            hint="write each key once in a voucher",
        ),
        row_metadata=Said(
            "duplicate posting metadata field: {field}",
            hint="write each key once on a posting",
        ),
    ),
    code(
        "BOK221",
        "include-missing",
        Said('the include "{pattern}" matches no file', hint="paths are relative to {folder}/"),
        twice=Said(
            "{name} is included more than once", hint="include each file from one place only"
        ),
    ),
    code(
        "BOK222",
        "budget",
        Said(
            "the budget does not say for which account, how often, and how many kronor",
            hint='custom "budget" ACCOUNT INTERVAL AMOUNT SEK: {intervals}',
        ),
        warning=True,
    ),
    code(
        "BOK223",
        "budget-not-shown",
        Said(
            "the budget is of {account}, which is not opened",
            hint="open the account, or budget another",
        ),
        project=Said(
            'the budget is of the project "{project}", which there is not',
            hint="projects stand in config/projects.toml",
        ),
        row=Said(
            "the budget of {account} stands in no row of the income statement for {year}",
            hint="let the accounts of a row of the layout hold it",
        ),
        sign=Said(
            "the budget plans the income of {year} as if it were a cost",
            hint="write planned income with a minus, as income is booked",
        ),
        twice=Said(
            "{account} has another budget from the same day, on line {first}, which this one ends",
            hint="keep one of them",
        ),
        warning=True,
    ),
    code(
        "BOK251",
        "endless-line",
        Said(
            "a line is longer than {most} characters; the file is not read",
            hint="see what has written the file, and divide the line or remove it",
        ),
    ),
    code(
        "BOK250",
        "read-otherwise",
        Said(
            "the file begins with a byte order mark, at which Beancount refuses the first line",
            hint="save the file as UTF-8 without a byte order mark (BOM)",
        ),
        line_end=Said(
            "a line ends in a carriage return alone, which Beancount takes for a space",
            hint="save the file with LF or CRLF at the end of every line",
        ),
        flag=Said(
            "Beancount does not know the flag where CRLF follows it at once",
            hint="write a text after the flag, or save the file with LF at the end of every line",
        ),
        warning=True,
    ),
)
