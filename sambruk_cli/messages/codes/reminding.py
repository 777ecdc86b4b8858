"""Codes of reminders, and of vouchers on what is owed: written off, paid back, moved."""

from __future__ import annotations

from sambruk_cli.messages.table import Said, code

_MADE = "what has been sent stays as it is: correct config/reminders.toml, or the books"

CODES = (
    code(
        "DUE450",
        "reminder-unknown",
        member=Said(
            'the reminder of {day} is to "{id}", which is neither a member nor a counterparty',
            hint=_MADE,
        ),
        invoice=Said(
            "the reminder of {day} is of {invoice}, which is no invoice of {id} in the books",
            hint=_MADE,
        ),
        charge=Said(
            "fee and interest of the reminder of {day} are booked by {charge}, which is not in "
            "the books",
            hint="put the voucher back, or take charge out where they have not been booked",
        ),
        twice=Said(
            "{invoice} of {id} has come to level {level} on {first} already",
            hint="an invoice comes to a level once: take one of the two out",
        ),
        hold=Said(
            "the hold is of {invoice}, which is no invoice in the books",
            hint="correct the number, or take the hold out",
        ),
    ),
    code(
        "DUE451",
        "reminder-file",
        Said(
            "{path} is not what it was when it was made: its SHA-256 is now {now}",
            hint="put the file back as it was sent",
        ),
        missing=Said(
            "{path} is not there, and has to be kept through {until}",
            hint="put the file back as it was sent (BFL 7:2)",
        ),
        outside=Said(
            "{path} leads outside the workspace", hint="name the file by its place within it"
        ),
    ),
    code(
        "DUE452",
        "reminder-level",
        Said(
            "{number} invoices have come to level {level}, and [reminders] has {levels}",
            hint="keep the levels that reminders have been made of, or the next ones are not what "
            "they follow on",
        ),
        warning=True,
    ),
    code(
        "USE960",
        "receivable-not-booked",
        number=Said(
            "no invoice on accounts receivable is called {invoice}, and no member either",
            hint="sambruk members show ID lists a member's",
        ),
        several=Said(
            "{invoice} stands on several: {ids}", hint="say which one is meant with --member"
        ),
        party=Said(
            "{invoice} is not on {id}, but on {owner}",
            hint="name an invoice of the member, or leave --member out",
        ),
        nothing=Said(
            "nothing is open on {invoice}", hint="what is paid or credited is settled already"
        ),
        more=Said(
            "{amount} kr is more than the {most} kr that {what} has",
            hint="say at most that much with --amount",
        ),
        over=Said(
            "no more has been paid on {invoice} than was owed",
            hint="what was paid on a wrong invoice is moved: sambruk receivables transfer",
        ),
        unpaid=Said("nothing has been paid on {invoice}", hint="name what the money stands on"),
        advance=Said(
            "{id} has nothing in advance on {account}",
            hint="sambruk ledger {account} shows what stands there, with member",
        ),
        amount=Said(
            "it cannot be told how much is to be moved from {what}",
            hint="say it with --amount",
        ),
        same=Said("{what} cannot be moved to itself", hint="name two different ones"),
        who=Said("nobody is named", hint="say the number of an invoice, or --member ID"),
        early=Said(
            "{day} is before {first}, when {what} was booked", hint="say a later day with --on"
        ),
        vat=Said(
            "the VAT of {invoice} cannot be told from that of others in {ver}",
            hint="book the loss by hand, with the VAT that the invoice had",
        ),
        dues=Said(
            "{invoice} is of dues",
            hint="lower what is assessed ([[agreements]] in config/fees.toml): then sambruk "
            "invoice YEAR makes the credit note",
        ),
        lines=Said(
            "what {invoice} is of cannot be told from its voucher ({ver})",
            hint="book the credit note by hand, with credits in its voucher",
        ),
        rates=Said(
            "the books do not say which part of {invoice} has which rate of VAT",
            hint="book the credit note by hand, with credits in its voucher",
        ),
        ore=Said(
            "no amount with {rate} % VAT comes to {amount} kr, as {invoice} needs",
            hint="say an öre more or less with --amount",
        ),
        key=Said(
            "[accounts] has no {key}, and it is not known which account this is booked on",
            hint='say it in config/invoicing.toml: {key} = "...", four digits of BAS',
        ),
        chart=Said(
            "the chart has no account {account}, which {key} of [accounts] names",
            hint="open it in ledger/chart.beancount, or correct config/invoicing.toml",
        ),
        account=Said(
            "the chart has no account {account}", hint="name an account of the chart with --account"
        ),
        year=Said("no fiscal year holds {day}", hint="say another day with --on"),
        closed=Said(
            "{day} is in {year}, which is closed",
            hint="a closed year does not change: say a day of an open one with --on",
        ),
        ahead=Said(
            "{day} is after today, {today}",
            hint="say a day that has come with --on; --today stands in for today's date",
        ),
    ),
    code(
        "USE961",
        "not-reminded",
        levels=Said(
            "there are no levels of reminding",
            hint="say them in config/invoicing.toml: [[reminders.levels]] with days",
        ),
        rate=Said(
            "the reference rate of the half-year from {day} is not known, so interest cannot be "
            "told",
            hint="add it to config/invoicing.toml: [[reference_rates]] with from = {day} and the "
            "rate that Sveriges riksbank has set",
        ),
        payee=Said(
            "nothing says how the association is paid",
            hint="say it in config/invoicing.toml: [payee] with bankgiro, plusgiro, iban or swish",
        ),
        taken=Said(
            "{path} is there already, and no reminder that is known of",
            hint="move the file: a letter is never written over another",
        ),
        form=Said(
            "the reminders are written so that the file cannot be changed in place",
            hint="write each as [[reminders]] with its keys on the lines below",
        ),
    ),
)
