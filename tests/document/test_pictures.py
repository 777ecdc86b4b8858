"""The size that a picture declares, and what is refused for it before a program decodes it."""

from __future__ import annotations

import struct
import zlib

import pytest

from sambruk_cli.document.model import Image, Paragraph
from sambruk_cli.document.pictures import declared_size
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.report.narrative import Narrative, read_narrative


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def jpeg(width: int, height: int, *, frame: int = 0xC0, before: bytes = b"") -> bytes:
    sizes = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    application = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00" * 9
    return b"\xff\xd8" + application + before + bytes((0xFF, frame)) + sizes + scan + b"\xff\xd9"


THUMBNAIL = b"\xff\xe1" + struct.pack(">H", 2 + len(jpeg(9000, 9000))) + jpeg(9000, 9000)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(1, 2), (1, 2)),
        (png(2**31 - 1, 2**31 - 1), (2147483647, 2147483647)),
        (jpeg(640, 480), (640, 480)),
        (jpeg(65535, 65500, frame=0xC2), (65535, 65500)),  # progressive
        (jpeg(3, 4, before=b"\xff\xc4\x00\x03\x00"), (3, 4)),  # C4 begins a table of codes
        (jpeg(3, 4, before=b"\xff\xff\xff\xfe\x00\x04hi"), (3, 4)),  # a filled-up comment
        (jpeg(3, 4, before=THUMBNAIL), (3, 4)),  # a picture within the metadata
        (jpeg(3, 4, before=jpeg(500, 600)[2:31]), (500, 600)),  # two frames: the larger one
    ],
)
def test_the_declared_size_is_read(content: bytes, size: tuple[int, int]) -> None:
    assert declared_size(content) == size


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", png(3, 3)[:23], b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"\xff\xd8\xff\xe0\x00"],
)
def test_what_declares_no_size_has_none(content: bytes) -> None:
    assert declared_size(content) is None


@pytest.mark.parametrize("end", range(2, len(jpeg(3, 4))))
def test_a_picture_that_is_cut_off_breaks_nothing(end: int) -> None:
    assert declared_size(jpeg(3, 4)[:end]) in {None, (3, 4)}


def read(content: bytes) -> Narrative:
    return read_narrative("Text.\n\n![En bild](a.png)\n", "kap.md", {}, {}, lambda name: content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png(2**31 - 1, 2**31 - 1), "is 2147483647 x 2147483647 points, more than 64 million"),
        (png(1, 2**31 - 1), "is 1 x 2147483647 points"),
        (png(8001, 8000), "is 8001 x 8000 points"),
        (jpeg(65500, 65500), "is 65500 x 65500 points"),
        (png(8, 8) + b"\0" * 20_000_000, "is larger than 20 MB"),
    ],
)
def test_a_picture_that_takes_the_memory_of_the_machine_is_left_out(
    content: bytes, said: str
) -> None:
    narrative = read(content)
    (item,) = narrative.findings
    assert (item.code, item.file, item.line) == ("RPT512", "kap.md", 3)
    assert said in item.message
    assert [type(block) for block in narrative.blocks] == [Paragraph]


@pytest.mark.parametrize("content", [png(8000, 8000), jpeg(8000, 8000), png(1, 1)])
def test_a_picture_as_large_as_any_camera_takes_is_printed(content: bytes) -> None:
    narrative = read(content)
    assert narrative.findings == []
    assert narrative.blocks[1:] == [Image("a.png", "En bild", content)]


def test_a_picture_that_cannot_be_read_is_left_to_its_own_finding() -> None:
    def refuse(name: str) -> bytes:
        raise Unreadable

    assert read_narrative("![En bild](a.png)\n", "kap.md", {}, {}, refuse).findings == []
