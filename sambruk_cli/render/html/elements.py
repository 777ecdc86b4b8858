"""Elements of HTML as values: a text given to one can only become text, or a quoted attribute."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sambruk_cli.frozen import frozen
from sambruk_cli.render.printable import printable_html

_VOID = frozenset({"br", "img", "meta"})
_RAW = frozenset({"script", "style"})  # holds our own files only
# All others end a line of the file, so that two reports can be compared line by line.
_INLINE = frozenset({"a", "br", "button", "code", "em", "span", "strong", "td", "th"})


@frozen
class Element:
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


def element(
    tag: str, /, *children: Element | str | None, **attributes: str | bool | None
) -> Element:
    """An element.

    Args:
      children: elements and texts; None is left out.
      attributes: `class_` is class, `aria_label` is aria-label; None and False are left out.
    """
    written = (
        (name.rstrip("_").replace("_", "-"), "" if value is True else value)
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return Element(tag, tuple(written), tuple(c for c in children if c is not None))


def heard(text: str) -> Element:
    """Text for those who hear the page; it is not drawn."""
    return element("span", text, class_="heard")


def document(root: Element) -> str:
    """The file."""
    return "".join(("<!DOCTYPE html>\n", *_written(root)))


def _written(node: Element | str) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(printable_html(node), quote=True)
        return
    attributes = (f' {name}="{escape(printable_html(value))}"' for name, value in node.attributes)
    yield f"<{node.tag}{''.join(attributes)}>"
    if node.tag in _RAW:
        yield from _raw(node)
    else:
        for child in node.children:
            yield from _written(child)
    if node.tag not in _VOID:
        yield f"</{node.tag}>"
    if node.tag not in _INLINE:
        yield "\n"


def _raw(node: Element) -> Iterator[str]:
    for child in node.children:
        assert isinstance(child, str)
        assert "</" not in child
        yield child
