"""Charts in Word: its own kind, drawn by Excel's rules from a workbook within the document."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from sambruk_cli.document.model import Chart
from sambruk_cli.render.office.archive import pack
from sambruk_cli.render.office.sheet_charts import alternative, chart_workbook, height
from sambruk_cli.render.office.word_tables import TEXT_WIDTH

_DRAWING = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(document: Document, chart: Chart, number: int) -> None:
    """A chart of the report, the `number`th of the document; its figures go with it."""
    if not chart.bars or not chart.series:
        return
    workbook = chart_workbook(chart)
    drawing = workbook["xl/charts/chart1.xml"]
    package = document.part.package
    figures = Part(
        PackURI(f"/word/embeddings/figures{number}.xlsx"), _WORKBOOK, pack(workbook), package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _DRAWING, None, package)
    relation = part.relate_to(figures, RELATIONSHIP_TYPE.PACKAGE)
    source = f'<c:externalData r:id="{relation}"><c:autoUpdate val="0"/></c:externalData>'
    part._blob = drawing.replace(b"<c:printSettings>", source.encode() + b"<c:printSettings>")
    inline = _inline(document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), height(chart))
    described = inline.find(qn("wp:docPr"))
    described.set("id", str(document.part.next_id))
    described.set("name", f"Diagram {number}")
    described.set("descr", alternative(chart))
    drawn = document.add_paragraph().add_run()._r
    drawn.add_drawing(inline)


def _inline(relation: str, points: int) -> BaseOxmlElement:
    return parse_xml(
        f"<wp:inline {nsdecls('wp', 'a', 'r')}>"
        f'<wp:extent cx="{int(TEXT_WIDTH)}" cy="{int(Pt(points))}"/>'
        '<wp:docPr id="0" name=""/>'
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
