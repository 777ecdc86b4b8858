"""Findings on SIE files: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

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
    code(
        "SIE623",
        "sie-year-overlaps",
        no_year=Said(
            "no fiscal year of the workspace is the one that the file is of",
            hint="add the year to config/association.toml, or name a new folder with --into",
        ),
    ),
    code("SIE624", "sie-voucher-taken"),
    code("SIE625", "sie-opening-balance"),
    code("SIE626", "sie-account"),
    code("SIE627", "sie-lacking"),
    code("SIE628", "sie-object"),
    code(
        "SIE629",
        "sie-folder",
        full=Said(
            "{folder} is there and not empty",
            hint="name a folder that is new or empty; for a year of a workspace: --into YEAR",
        ),
        file=Said(
            "{folder} is a file",
            hint="name a folder that is new or empty; for a year of a workspace: --into YEAR",
        ),
        nowhere=Said(
            "there is no folder {parent} to make {folder} in",
            hint="make that folder first, or name another",
        ),
        unseen=Said(
            "cannot look into {folder}: {reason}",
            hint="name a folder that is new or empty; for a year of a workspace: --into YEAR",
        ),
    ),
)
