"""Letters that a program has taken for others: text in one encoding that was read in another.

`Inköp` comes out as `Ink”p` where bytes of CP437 are read as CP1252, as `InkÃ¶p` where those of
UTF-8 are. Every character is whole then, so nothing but the words shows it.
"""

from __future__ import annotations

import re

_LETTER = "[A-Za-zÅÄÖåäöÉé]"
_SMALL = "[a-zåäöé]"
_MISTAKEN = re.compile(
    # å, ä, ö, Å, Ä, Ö, é of UTF-8 read as CP1252 or Latin-1, and as CP437.
    "Ã[¥¤¶…„–©\x85\x84\x96]"
    "|├[Ñ╢àäû⌐]|├ñ"
    # Those of CP437 read as CP1252, and those of CP1252 read as CP437, within a word.
    f"|[„”†](?<={_LETTER}.)(?=[„”†]?{_LETTER})"
    f"|[σΣ÷](?<={_LETTER}.)(?=[σΣ÷]?{_LETTER})"
    f"|[┼─╓](?={_SMALL}{_SMALL})"
    # Those of a Macintosh read as CP1252.
    f"|[ŒŠ](?<={_SMALL}.)(?={_SMALL})"
)
_WORD = re.compile(r'[^\s"{}]{0,20}')
_BEFORE = re.compile(r'[^\s"{}]{0,20}\Z')


def first_mistaken(text: str) -> tuple[int, str] | None:
    """Where such a letter stands first, and the word around it; None where there is none."""
    found = None if text.isascii() else _MISTAKEN.search(text)
    if found is None:
        return None
    at = found.start()
    before = _BEFORE.search(text, max(0, at - 20), at)
    after = _WORD.match(text, at)
    assert before is not None  # both match the empty text
    assert after is not None
    return at, before[0] + after[0]
