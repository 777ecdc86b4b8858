"""What nobody has expected: what the system refuses, and faults of our own."""

from __future__ import annotations

import sys

from sambruk_cli.console.languages import spoken
from sambruk_cli.console.printing import show_findings
from sambruk_cli.console.streams import OutputFault, silence
from sambruk_cli.files.errors import reason
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import say

REFUSED, INTERNAL = 2, 3  # exit codes


def show_fault(error: Exception) -> int:
    """Say on stderr what went wrong, and give the exit code."""
    language = spoken(sys.argv[1:])
    if isinstance(error, OSError):
        if isinstance(error, OutputFault):
            silence()  # what has not got out never will: Python would try again when it ends
        show_findings((refusal(error),), language, as_json=False)
        return REFUSED
    told = say(
        language,
        "sambruk: internal error: {kind}: {error}\n"
        "This is a fault in sambruk, not in your files. Run the same command with\n"
        "SAMBRUK_DEBUG=1 and report what it prints.\n",
        kind=type(error).__name__,
        error=error,
    )
    sys.stderr.write(told)
    return INTERNAL


def refusal(error: OSError) -> Finding:
    """USE906: what the system says, and of what. That is no fault in the program."""
    if isinstance(error, OutputFault):
        return finding("USE906", reason=reason(error))
    if error.filename is None:
        return finding("USE906.other", reason=reason(error))
    return finding("USE906.file", path=str(error.filename), reason=reason(error))
