"""Findings on SIE files: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("SIE601", "sie-unreadable"),
    code("SIE602", "sie-mandatory-record"),
    code("SIE603", "sie-record-place"),
    code("SIE604", "sie-voucher-balance"),
    code("SIE605", "sie-balance-differs"),
    code("SIE606", "sie-undeclared"),
    code("SIE607", "sie-voucher-number"),
    code("SIE608", "sie-checksum"),
    code("SIE609", "sie-form"),
    code("SIE610", "sie-duplicate-record"),
    code("SIE611", "sie-fiscal-year"),
    code("SIE612", "sie-processing-history"),
    code("SIE613", "sie-ignored", warning=True),
    code("SIE614", "sie-expected-record", warning=True),
    code("SIE615", "sie-months-unknown", warning=True),
    code("SIE620", "sie-not-representable"),
    code("SIE621", "sie-already-imported"),
    code("SIE622", "sie-names-collide"),
    code("SIE623", "sie-year-overlaps"),
    code("SIE624", "sie-voucher-taken"),
    code("SIE625", "sie-opening-balance"),
    code("SIE626", "sie-account"),
    code("SIE627", "sie-lacking"),
    code("SIE628", "sie-object"),
    code("SIE629", "sie-folder"),
)
