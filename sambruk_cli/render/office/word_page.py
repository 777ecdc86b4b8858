"""What stands around the chapters in Word: front page, contents, top and bottom of every page."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Header
from docx.shared import Cm, Length
from docx.table import _Cell

from sambruk_cli.document.front import draft_mark, stamp_text
from sambruk_cli.document.model import Report
from sambruk_cli.messages import say
from sambruk_cli.render.office import front
from sambruk_cli.render.office.word_tables import TEXT_WIDTH, fix_widths
from sambruk_cli.render.office.word_xml import add_field, add_text, rule_below
from sambruk_cli.render.printable import printable_xml

# The columns of the frame at the top of a page; its first row joins two and two of them.
_FRAME = [Cm(6.5), Cm(2.6), Cm(1.9), Cm(1.4), Cm(3.6)]
# Characters to the centimetre of a field on two lines; one more would push the text down.
_CHARACTERS = 14
_LONGEST = 120  # characters of a line of the frame's own
_ABOVE = (("association", 0, 1), ("number", 2, 3), ("period", 4, 4))
_BELOW = (("prepared_by", 0), ("approved_by", 1), ("date", 2), ("version", 3))


def set_properties(document: Document, report: Report) -> None:
    """Title, author and language of the file; its times are the report's own day."""
    header = report.header

    def fit(text: str) -> str:
        return front.cut(printable_xml(text), front.PROPERTY)

    properties = document.core_properties
    properties.title = fit(report.title)
    properties.subject = fit(header.association)
    properties.author = fit(header.prepared_by or header.association)
    properties.last_modified_by = "sambruk"
    properties.language = front.language_tag(report.language)
    properties.version = fit(header.version)
    properties.content_status = draft_mark(report)
    properties.comments = fit(report.warning)
    properties.revision = 1
    properties.created = properties.modified = front.made_at(report)


def add_front(document: Document, report: Report) -> None:
    """The front page: a warning before anything else, then what this is and whose."""
    if report.warning:
        add_text(document.add_paragraph(style="Varning"), printable_xml(report.warning))
    add_text(document.add_paragraph(style="Title"), printable_xml(report.title))
    header = report.header
    add_text(document.add_paragraph(style="Subtitle"), printable_xml(header.association))
    for fact in ("number", "period"):
        add_text(document.add_paragraph(style="Förstasida"), front.facts(report)[fact][1])


def add_page_frame(document: Document, report: Report) -> None:
    """The top and the bottom of every page."""
    section = document.sections[0]
    top, bottom = section.header, section.footer
    _mark(top, report)
    table = top.add_table(2, len(_FRAME), TEXT_WIDTH)
    table.style = "Ram"
    fix_widths(table, _FRAME)
    facts = front.facts(report)
    above, below = table.rows[0].cells, table.rows[1].cells
    for key, first, last in _ABOVE:
        cell = above[first].merge(above[last]) if last > first else above[first]
        cell.width = Length(sum(_FRAME[first : last + 1]))
        _field(cell, *facts[key], cell.width)
    for key, column in _BELOW:
        _field(below[column], *facts[key], _FRAME[column])
    _page_number(below[4], report)
    for cell in below:
        rule_below(cell, 4, front.QUIET)
    top.add_paragraph(style="Tabellslut")
    add_text(bottom.paragraphs[0], front.cut(printable_xml(stamp_text(report)), _LONGEST))


def _mark(top: _Header, report: Report) -> None:
    """What nobody may overlook: that this is a draft, or that its figures are wrong."""
    paragraph = top.paragraphs[0]
    paragraph.style = "Utkast"
    mark = draft_mark(report)
    if mark:
        paragraph._p.append(_watermark(mark))
        add_text(paragraph, mark)
    if report.warning:
        warning = top.add_paragraph(style="Varning sidhuvud")
        add_text(warning, front.cut(printable_xml(report.warning), _LONGEST))


def _field(cell: _Cell, name: str, value: str, width: Length) -> None:
    label, text = cell.paragraphs[0], cell.add_paragraph(style="Header")
    label.style = "Fältnamn"
    add_text(label, name)
    add_text(text, front.cut(value, int(width.cm * _CHARACTERS)))


def _page_number(cell: _Cell, report: Report) -> None:
    label, text = cell.paragraphs[0], cell.add_paragraph(style="Header")
    label.style = "Fältnamn"
    add_text(label, say(report.language, "Page"))
    add_field(text, "PAGE", "1")
    add_text(text, " (")
    add_field(text, "NUMPAGES", "1")
    add_text(text, ")")


def _watermark(word: str) -> BaseOxmlElement:
    """Word's own kind of watermark, pale behind the text; Word's menu can take it away."""
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"'
        ' style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:110pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" fillcolor="#eceef3" stroked="f"'
        f' alt=""><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;'
        f'font-weight:bold" string="{word}"/></v:shape></w:pict></w:r>'
    )
