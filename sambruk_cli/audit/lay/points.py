"""A point of the checklist: what is asked, who can tell, and what the program knows."""

from __future__ import annotations

from typing import Literal

from sambruk_cli.audit.lay.known import Known
from sambruk_cli.findings import standing
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say, say_count

Verdict = Literal["proved", "look", "yours"]


@frozen
class CheckPoint:
    """A point of the list: what is asked, who can answer it, and what the program knows."""

    asked: str
    verdict: Verdict
    known: str


def by_findings(
    known: Known, asked: str, said: str, *codes: str, otherwise: Verdict = "proved"
) -> CheckPoint:
    """A point of which validate tells under some codes.

    Args:
      said: what it says where nothing is found.
      otherwise: what it then is.
    """
    language = known.language
    found = known.of_codes(*codes)
    verdict = otherwise
    if found or (known.has_errors and otherwise == "proved"):
        verdict = "look"
    if found:
        told = ", ".join(dict.fromkeys(each.code for each in found))
        if waived := len(found) - len(standing(found)):
            told += "; " + say_count(language, waived, "1 waived", "{number} waived")
        said = say_count(
            language,
            len(found),
            "validate has 1 finding ({codes}).",
            "validate has {number} findings ({codes}).",
            codes=told,
        )
    elif verdict != otherwise:
        said = say(language, "validate has no finding of it, but the books have errors.")
    return CheckPoint(asked, verdict, said)
