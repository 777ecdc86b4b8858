"""XML from outside, read without entities, network or anything else that it could ask for."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import cache

from lxml import etree

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding

_INCLUDE = "{http://www.w3.org/2001/XInclude}*"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_xml(content: bytes) -> bool:
    """Whether the first sign that is no white space opens an element."""
    return content[:4096].lstrip(b"".join(_MARKS) + b" \t\r\n\0").startswith(b"<")


def parse_xml(content: bytes, file: str) -> etree._Element:
    """The root of a document. The parser's own bounds hold: 256 levels, 10 MB of text in one place.

    Raises:
      Unreadable: BNK802 when it is no whole XML, or declares or includes what no bank does.
    """
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise Unreadable(finding("BNK802.entities", file=file))
    if not content.startswith(_MARKS[1:]):
        content = content.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        code = getattr(error, "code", None)
        variant = "encoding" if code in _OF_ENCODING else "xml"
        line = getattr(error, "lineno", None) or 1
        raise Unreadable(finding(f"BNK802.{variant}", file=file, line=line)) from None
    if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding of its own
        raise Unreadable(finding("BNK802.entities", file=file))
    if (found := next(root.iter(_INCLUDE), None)) is not None:
        raise Unreadable(finding("BNK802.include", file=file, line=found.sourceline))
    return root


_OF_ENCODING = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    }
)


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(f"{{*}}{name}" for name in path.split("/"))


def all_of(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """The elements below one along a path of local names, as "NtryDtls/TxDtls"."""
    if element is None:
        return iter(())
    first, *further = _steps(path)
    found: Iterator[etree._Element] = element.iterchildren(first)
    for step in further:
        found = _below(found, step)
    return found


def _below(found: Iterator[etree._Element], step: str) -> Iterator[etree._Element]:
    for each in found:
        yield from each.iterchildren(step)


def first_of(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element along a path."""
    return next(all_of(element, path), None)


def text_of(element: etree._Element | None, *paths: str) -> str:
    """The text along the first of the paths where there is any, white space put in order."""
    for path in paths:
        for found in all_of(element, path):
            if text := " ".join((found.text or "").split()):
                return text
    return ""
