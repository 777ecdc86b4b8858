"""Findings on files that banks give: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "BNK801",
        "bank-file-unknown",
        Said(
            "it is no bank file of a known form; looked for: {looked}",
            hint="export it anew in one of the forms of docs/commands/payments.md",
        ),
        xml=Said(
            "it is XML, but <{name}> is neither a statement (camt.053) nor a notification of "
            "payments (camt.054)",
            hint="ask the bank for camt.053 or camt.054",
        ),
        web=Said(
            "it is a table in HTML, whatever its name says",
            hint="open it in Excel and save it as XLSX",
        ),
        test=Said(
            "the file is marked as a test: no money has come in by it",
            hint="leave it out, and fetch the file of the day",
        ),
        empty=Said("the file is empty", hint="export it anew"),
    ),
    code(
        "BNK802",
        "bank-file-broken",
        xml=Said(
            "the XML is broken, or ends too soon",
            hint="fetch the file from the bank anew; nothing of it is used",
        ),
        encoding=Said(
            "the file holds bytes that are not of its encoding",
            hint="fetch the file from the bank anew, and do not save it in an editor",
        ),
        entities=Said(
            "the file declares a type or entities, as no bank does",
            hint="do not trust it; fetch the file from the bank anew",
        ),
        include=Said(
            "the file asks for another file (XInclude), as no bank does",
            hint="do not trust it; fetch the file from the bank anew",
        ),
        nothing=Said(
            "the {kind} holds no statement of any account",
            hint="fetch the file from the bank anew; a day without payments gives no file",
        ),
        record=Said(
            'no record of this form begins or goes on so: "{text}"',
            hint="fetch the file from the bank anew, and do not save it in an editor",
        ),
        short=Said(
            "the file ends without its last record ({record})",
            hint="fetch the file from the bank anew; nothing of it is used",
        ),
        value=Said(
            '{what}: "{text}" cannot be read, and what it stands in is left out',
            hint="fetch the file from the bank anew, or ask the bank what it means",
        ),
    ),
    code(
        "BNK803",
        "bank-sum",
        Said(
            "the file says that these entries come to {stated}; they come to {found}",
            hint="something has been lost or added; fetch the file from the bank anew",
        ),
        count=Said(
            "the file says that there are {stated} here; there are {found}",
            hint="something has been lost or added; fetch the file from the bank anew",
        ),
        parts=Said(
            "the entry is of {stated}, the payments in it come to {found}; it is taken as a whole",
            hint="ask the bank; the payments in it cannot be told apart",
        ),
        rows=Said(
            "rows are numbered; after {before} comes {after}",
            hint="rows have been left out or moved; export the account anew",
        ),
        batch=Said(
            "the batch is of {stated}, the payments in it come to {found}",
            hint="ask the bank which is right",
        ),
        remitted=Said(
            "the payment is of {stated}, what it refers to comes to {found}",
            hint="see what the payer meant before it is booked",
        ),
    ),
    code(
        "BNK804",
        "bank-balance",
        Said(
            "opening balance and entries come to {found}, the closing balance is {stated}",
            hint="entries are missing or were added; fetch the file from the bank anew",
        ),
        rows=Said(
            "the balance on this row is {stated}; by the rows beside it it would be {found} (rows "
            "like this: {number})",
            hint="rows have been left out, changed or moved; export the account anew",
        ),
        next=Said(
            "the statement opens with {stated}, the one before it ({before}) closed with {found}",
            hint="see whether one of them was changed, or fetch both from the bank anew",
        ),
    ),
    code(
        "BNK805",
        "bank-currency",
        Said(
            "payments in {currency}: {number}",
            hint="books are in SEK: book what the bank exchanged them for",
        ),
        parts=Said(
            "the payments of an entry in {currency} are in another currency; it is taken as a "
            "whole",
            hint="see the bank's advice for what each of them came to",
        ),
        warning=True,
    ),
    code(
        "BNK806",
        "bank-day",
        outside=Said(
            "payments of no fiscal year: {number}, the first of {day}",
            hint="add the fiscal year to config/association.toml, or give another file",
        ),
        closed=Said(
            "payments of {year}, which is closed: {number}, the first of {day}",
            hint="they should be booked already; see with the bank account of that year",
        ),
        sealed=Said(
            "payments of {year}, which is sealed: {number}, the first of {day}",
            hint="they should be booked already; nothing is added to a sealed year",
        ),
        warning=True,
    ),
    code(
        "BNK807",
        "bank-same-money",
        within=Said(
            "the entry of {amount} on {day} stands in the file before; it is counted once",
            hint="the bank's reference is the same: {key}",
        ),
        between=Said(
            "what stands in {other} as well is counted once: {amount} in all, entries: {number}",
            hint="nothing needs to be done; leave out a file that you did not mean",
        ),
        warning=True,
    ),
    code(
        "BNK808",
        "bank-lump",
        Said(
            "sums whose payments are not told apart: {number}, {amount} in all, the first of {day}",
            hint="give the bank's details of payments for the same days too (camt.054)",
        ),
        explained=Said(
            "sums whose payments {other} tells apart: {number}, {amount} in all",
            hint="nothing needs to be done",
        ),
        warning=True,
    ),
    code(
        "BNK809",
        "bank-not-whole",
        pending=Said(
            "entries that are not booked yet, and left out: {number}",
            hint="fetch the file anew once they are booked",
        ),
        preliminary=Said(
            "rows that are not booked yet, and left out: {number}",
            hint="export the account anew once they are booked",
        ),
        bgmax=Said(
            "payments after {day} are not all in BgMax",
            hint="fetch camt.054 for these days; Bankgirot sends no BgMax after 2026-11-27",
        ),
        version=Said(
            "{kind} of version {version} has not been tried",
            hint="compare the sums with the bank's own before you rely on them",
        ),
        warning=True,
    ),
    code(
        "BNK810",
        "bank-suspense",
        Said(
            "{account} stands at {amount}: money from the bank of which nobody has said what it "
            "pays; vouchers: {vouchers}",
            hint="see sambruk payments with the same files and --accept, or move it by a voucher",
        ),
        many=Said(
            "{account} stands at {amount}: money from the bank of which nobody has said what it "
            "pays; vouchers: {vouchers} and {number} more",
            hint="see sambruk payments with the same files and --accept, or move it by a voucher",
        ),
        warning=True,
    ),
    code(
        "BNK811",
        "bank-account-unsaid",
        suspense=Said(
            "no account is said for what matches nothing (rows: {number})",
            hint='write suspense = "2999", or another account, below [accounts]',
        ),
        advances=Said(
            "no account is said for what members pay too much or too early (rows: {number})",
            hint='write advances = "2420", or another account, below [accounts]',
        ),
        bank_fees=Said(
            "no account is said for fees that the bank keeps of payments (rows: {number})",
            hint='write bank_fees = "6570", or another account, below [accounts]',
        ),
        exchange=Said(
            "no account is said for differences of exchange rates (rows: {number})",
            hint='write exchange = "7960", or another account, below [accounts]',
        ),
        chart=Said(
            "account {account} is to be booked on and is not in the chart of accounts",
            hint="open it in the chart, or name another account below [accounts]",
        ),
    ),
    code(
        "BNK812",
        "bank-before-invoice",
        Said(
            "payment {number} of {day} is before the day of invoice {invoice}, {issued}",
            hint="see which day is right; --accept {number} books it as an advance until then",
        ),
    ),
    code(
        "BNK813",
        "bank-maybe-booked",
        Said(
            "{amount} on {day} may be booked already by {voucher}, and is left out",
            hint='write bank: "{key}" on that voucher where it is, or --accept {number} where it '
            "is not",
        ),
        warning=True,
    ),
)
