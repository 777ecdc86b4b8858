"""Findings on invoices: code, name, and what each says. INV631-639 of making, 641-649 of books."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "INV631",
        "invoice-not-made",
        year=Said(
            "{day} lies in no fiscal year", hint="add the year to [[fiscal_years]], or say --date"
        ),
        before=Said(
            "{day} lies before {year}, whose dues are invoiced",
            hint="say a --date in {year} or in a later year that is open",
        ),
        closed=Said(
            "{day} lies in {year}, which is closed",
            hint="say a --date in a year that is open",
        ),
        sealed=Said(
            "{day} lies in {year}, which is sealed", hint="say a --date in a year that is open"
        ),
        locked=Said(
            "{day} lies in a period that is locked, through {through}",
            hint="say a --date after it",
        ),
        due=Said(
            "the due day {due} comes before the day of the invoice, {day}",
            hint="say a later --due",
        ),
        cash=Said(
            "dues are income when they are paid, by the association's register",
            hint='invoices are booked when they are made: accounting = "invoice"',
        ),
        kind=Said('no kind of charge is called "{kind}"', hint="sambruk dues lists the kinds"),
        party=Said(
            'neither a member nor a counterparty is called "{id}"',
            hint="add it to config/members.toml or config/counterparties.toml",
        ),
        account=Said(
            "the chart has no account {account}, on which is booked: {what}",
            hint="open it in the chart of accounts, or name another in config/invoicing.toml or "
            "config/fees.toml",
        ),
        unsaid=Said(
            "nothing says which account is credited: {what}",
            hint="say account of the schedule, or of its kind of charge",
        ),
        file=Said("{path} is there already", hint="move it: a file of an invoice is never changed"),
        ocr=Said(
            "the OCR reference {ocr} of {number} is that of an invoice in the books",
            hint="let the labels of fiscal years differ in digits, or number on: continuous = true",
        ),
    ),
    code(
        "INV632",
        "no-way-to-pay",
        Said(
            "nothing says how the association is paid",
            hint="say bankgiro, plusgiro, iban or swish under [payee] in config/invoicing.toml",
        ),
    ),
    code(
        "INV633",
        "vat-without-number",
        Said(
            "VAT is charged, and nothing says the association's VAT number",
            hint="say vat_number under [payee] in config/invoicing.toml (ML 2023:200, 17:24)",
        ),
    ),
    code(
        "INV634",
        "buyer-without-address",
        Said(
            "parties without an address: {number} ({ids})",
            hint="say address of the member, or under [[members]] in config/invoicing.toml",
        ),
        warning=True,
    ),
    code(
        "INV635",
        "charged-on-no-invoice",
        Said(
            "{name} is charged {amount} too much ({kind}), on no invoice with a number",
            hint="there is nothing to credit: correct it by a voucher, or correct the register",
        ),
        warning=True,
    ),
    code(
        "INV636",
        "charged-later",
        Said(
            "not invoiced yet, since it is charged after {asked}: {amount} ({kind}), charges: "
            "{number}, the first on {day}",
            hint="invoice it when the day has come",
        ),
        reminder=True,
    ),
    code(
        "INV637",
        "line-not-read",
        form=Said(
            '"{text}" is no line of an invoice',
            hint='write TEXT;PRICE[;QUANTITY[;VAT]], as "Kurs;500;2;25"',
        ),
        number=Said('{what}: "{text}" is no number', hint="write it as 1250 or 99,50"),
        ore=Said("{what}: {number} is not of whole öre", hint="write at most two decimals"),
        vat=Said('"{text}" is no rate of VAT in Sweden', hint="say 25, 12, 6 or 0"),
        text=Said("a line says nothing", hint="say what is sold"),
        formula=Said(
            '"{text}" begins as a formula of a spreadsheet does', hint="begin with a letter"
        ),
        nothing=Said("there is no line to invoice", hint="say --line, or give a file"),
        account=Said(
            "nothing says the account of income: {text}", hint="say --account, or account of a line"
        ),
        sum=Said(
            "the lines come to {amount}, which is nothing to pay",
            hint="what is invoiced is lowered by a credit note of that invoice",
        ),
        column=Said(
            'the heading "{text}" is none of {known}', hint="write the headings as they are here"
        ),
        to=Said("nothing says whom the invoice is to", hint="say --to, or to in the file"),
        day=Said('"{text}" is no day', hint="write it as 2025-03-30"),
        project=Said('no project is called "{id}"', hint="sambruk projects lists the ids"),
    ),
    code(
        "INV638",
        "no-electronic-invoice",
        Said(
            "as PDF alone, for want of the buyer's reference: {number} ({ids})",
            hint="say buyer_reference under [[members]] in config/invoicing.toml, where the buyer "
            "takes invoices in Peppol",
        ),
        reminder=True,
    ),
    code(
        "INV641",
        "invoice-numbers",
        gap=Said(
            "numbers of invoices go from {before} to {after}: {missing} is on none",
            hint="find what has been taken away: numbers are unbroken (ML 2023:200, 17:24)",
        ),
        gaps=Said(
            "numbers of invoices go from {before} to {after}: {missing} are on none",
            hint="find what has been taken away: numbers are unbroken (ML 2023:200, 17:24)",
        ),
        double=Said(
            "the number {number} is on two invoices, {ver} and {other}",
            hint="give the later one the next number, and tell whoever has it",
        ),
        warning=True,
    ),
    code(
        "INV642",
        "invoice-ocr",
        Said(
            "the OCR reference {ocr} is on invoice {number} and on {other}",
            hint="a payment by it can be of either: correct the one that is wrong",
        ),
        form=Said(
            'the OCR reference "{ocr}" of {number} does not have the check digit that it must',
            hint="correct ocr, as it stands on the invoice",
        ),
        warning=True,
    ),
    code(
        "INV643",
        "unknown-invoice",
        Said(
            "{number} credits the invoice {invoice}, which is not in the books",
            hint="correct credits, which names the invoice that is lowered",
        ),
        warning=True,
    ),
)
