"""What the layout of a note says of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.layout import NoteLayout
from sambruk_cli.register.locate import Located


def check_sums_of_note(note: NoteLayout, at: tuple[int, int], place: Located) -> Iterator[Finding]:
    """Subtotals of a note sum rows above them, each row in one of them at most.

    Args:
      at: the places of the layout in its file and of the note in the layout, from nought.
    """
    summed: dict[str, str] = {}
    for j, row in enumerate(note.rows):
        above = {each.key for each in note.rows[:j]}
        for key in row.sum:
            line = place.line("layouts", at[0], "notes", at[1], "rows", j, "sum")
            said = partial(finding, file=place.file, line=line)
            if key not in above:
                near = nearest(key, above)
                yield said("STM308.note_sum", note=note.number, row=row.key, key=key, hint=near)
            elif key in summed:
                first = summed[key]
                yield said(
                    "STM308.note_summed", note=note.number, row=row.key, key=key, first=first
                )
            summed.setdefault(key, row.key)
