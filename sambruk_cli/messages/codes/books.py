"""Findings on the books in ledger/: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("BOK201", "ledger-syntax"),
    code("BOK202", "unbalanced-voucher"),
    code("BOK203", "voucher-number"),
    code("BOK204", "voucher-gap"),
    code("BOK205", "voucher-duplicate"),
    code("BOK206", "unknown-account"),
    code("BOK207", "fraction-of-ore"),
    code("BOK208", "foreign-currency"),
    code("BOK209", "outside-years"),
    code("BOK210", "opening-balance"),
    code("BOK211", "balance-assertion"),
    code("BOK212", "unknown-posting-id"),
    code("BOK213", "charge-to-non-member"),
    code("BOK214", "plugin-refused"),
    code("BOK215", "option-refused"),
    code("BOK216", "empty-ledger"),
    code("BOK217", "closing-voucher"),
    code("BOK218", "account-name"),
    code("BOK219", "receivables-by-member"),
    code("BOK220", "ledger-error"),
    code("BOK221", "include-missing"),
    code("BOK222", "budget", warning=True),
)
