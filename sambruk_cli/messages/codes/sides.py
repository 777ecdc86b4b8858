"""Findings on balances that stand on the wrong side: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_EITHER = "; an account that may stand on either side has either-side: TRUE below its open line"

CODES = (
    code(
        "BOK240",
        "bank-below-nought",
        Said(
            "{account} stands at {amount} kr on {day}",
            hint="find what is missing, entered twice or of another day; an account with a credit "
            "says how much below its open line: credit-limit: 50000 SEK",
        ),
        warning=True,
    ),
    code(
        "BOK241",
        "receivable-below-nought",
        Said(
            "{party} has paid {amount} kr more than is owed, since {day}: the receivables are "
            "that much too low",
            hint="pay it back, or move it to a debt (2420): one's debt is not set off against "
            "what others owe (ÅRL 2:4)",
        ),
        warning=True,
    ),
    code(
        "BOK242",
        "balance-on-wrong-side",
        debit=Said(
            "{account} stands {amount} kr in debit since {day}",
            hint=f"find what is missing or entered on the wrong side{_EITHER}",
        ),
        credit=Said(
            "{account} stands {amount} kr in credit since {day}",
            hint=f"find what is missing or entered on the wrong side{_EITHER}",
        ),
        payable=Said(
            "{party} has been paid {amount} kr more than is owed, since {day}: the debts to "
            "suppliers are that much too low",
            hint="book the invoice that is missing, or correct counterparty of the payment or of "
            "the debt",
        ),
        warning=True,
    ),
)
