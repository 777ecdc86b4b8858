"""Findings on the annual report: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("RPT501", "published-differs", warning=True),
    code("RPT502", "unknown-figure"),
    code("RPT503", "unknown-placeholder"),
    code("RPT504", "no-narrative", warning=True),
    code("RPT505", "part-missing"),
    code("RPT506", "malformed-placeholder"),
    code("RPT507", "heading-skipped", warning=True),
    code("RPT508", "chapter-number", warning=True),
    code("RPT509", "markdown", warning=True),
    code("RPT510", "not-translated", warning=True),
    code("RPT511", "turnover-comment", warning=True),
    code("RPT512", "picture"),
    code("RPT513", "not-printable"),
)
