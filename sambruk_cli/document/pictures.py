"""How large a picture says that it is, read from its head before any program decodes it.

A PNG of a hundred bytes can declare a billion points, and a program that makes room for them ends
there and then, with no error that could be caught.
"""

from __future__ import annotations

from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"

MOST_POINTS = 64_000_000  # a camera's largest; some 250 MB when decoded
MOST_BYTES = 20_000_000

# Markers of JPEG that begin a frame (ITU-T T.81, table B.1): C0 to CF, but for DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})  # markers that no length follows
_SCAN, _END = 0xDA, 0xD9


class PictureSize(NamedTuple):
    """Points in either direction."""

    width: int
    height: int

    @property
    def points(self) -> int:
        return self.width * self.height


def is_picture(content: bytes) -> bool:
    """Whether it begins as a PNG or a JPEG picture."""
    return content.startswith((PNG, JPEG))


def declared_size(content: bytes) -> PictureSize | None:
    """What the head of a PNG or JPEG picture declares; None where it is damaged or something else.

    See PNG (ISO/IEC 15948) 11.2.2 and JPEG (ITU-T T.81) B.2.2.
    """
    if content.startswith(PNG):
        if content[12:16] != b"IHDR" or len(content) < 24:
            return None
        return PictureSize(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    return _of_jpeg(content) if content.startswith(JPEG) else None


def _of_jpeg(content: bytes) -> PictureSize | None:
    """The largest frame that is declared before the first scan."""
    largest: PictureSize | None = None
    at = 2
    while (at := content.find(b"\xff", at)) >= 0:
        at += 1
        while content[at : at + 1] == b"\xff":  # any number may fill up before a marker
            at += 1
        if at >= len(content) or content[at] in {_SCAN, _END}:
            break
        marker = content[at]
        if marker in _BARE:
            continue
        if marker in _FRAMES and len(content) >= at + 8:
            height, width = content[at + 4 : at + 6], content[at + 6 : at + 8]
            size = PictureSize(int.from_bytes(width), int.from_bytes(height))
            largest = size if largest is None or size.points > largest.points else largest
        at += 1 + int.from_bytes(content[at + 1 : at + 3])
    return largest
