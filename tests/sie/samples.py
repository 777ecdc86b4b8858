"""The sample files in tests/data/sie, and what a few lines of plain Python see in them."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "sie"
PATHS = sorted(path for path in FOLDER.iterdir() if path.suffix.lower() in (".se", ".si"))
NAMES = [path.name for path in PATHS]
WITH_KSUMMA = ["Norstedts_Bokslut_SIE_1.se", "Norstedts_Bokslut_SIE_4I.si", "Sie1.se"]
UTF8 = "SIE4_Exempelfil_med_underdim.SE"


def labelled(data: bytes, label: str) -> list[bytes]:
    """The lines of a label, found without the library."""
    return [
        line.strip()
        for line in data.split(b"\n")
        if re.match(rb"[ \t]*#" + label.encode() + rb"(?=\s|$)", line)
    ]
