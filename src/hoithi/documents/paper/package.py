"""The parts of a Word file that are not its text: styles, header, feet, settings, properties. Always the same bytes."""

from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hoithi.documents.paper.model import Align
from hoithi.documents.paper.style import STYLES, Role, Style

FONT = "Times New Roman"
ALIGNMENT = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_WORD = f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{_SCHEMAS}/officeDocument/2006/relationships"'
_DRAWING = f'xmlns:wp="{_SCHEMAS}/drawingml/2006/wordprocessingDrawing" xmlns:a="{_SCHEMAS}/drawingml/2006/main"'
_PICTURE = f"{_SCHEMAS}/drawingml/2006/picture"
_RELATIONS = f"{_SCHEMAS}/package/2006/relationships"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_CORE = f"{_SCHEMAS}/package/2006/metadata/core-properties"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EMPTY = "<w:p/>"

_PARTS = {  # its name in the relations of the document -> its file and kind
    "styles": ("styles.xml", "styles"),
    "settings": ("settings.xml", "settings"),
    "header": ("header.xml", "header"),
    "foot": ("foot.xml", "footer"),
    "empty": ("empty.xml", "footer"),
}
_SETTINGS = (
    f'{_HEAD}<w:settings {_WORD}><w:defaultTabStop w:val="720"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="page-number"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
)


def twips(points: float) -> int:
    """`points` in the twentieths that Word counts in."""
    return round(points * 20)


def packed(*, body: str, foot: str, pictures: list[bytes], title: str, author: str, day: date | None) -> bytes:
    """The file around the text `body` and the foot of its first page; picture n is known to both as "picture{n}"."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("core", f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "word/document.xml": f"{_HEAD}<w:document {_WORD} {_DRAWING}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            [(name, f"{_OFFICE}/{kind}", file) for name, (file, kind) in _PARTS.items()]
            + [
                (f"picture{number}", f"{_OFFICE}/image", f"picture{number}.png")
                for number in range(1, len(pictures) + 1)
            ]
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/header.xml": f"{_HEAD}<w:hdr {_WORD}>{_NUMBER}</w:hdr>",
        "word/foot.xml": f"{_HEAD}<w:ftr {_WORD}>{foot or _EMPTY}</w:ftr>",
        "word/empty.xml": f"{_HEAD}<w:ftr {_WORD}>{_EMPTY}</w:ftr>",
        "docProps/core.xml": _properties(title, author, day),
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(_entry(name), text)
        for number, picture in enumerate(pictures, start=1):
            archive.writestr(_entry(f"word/picture{number}.png"), picture)
    return made.getvalue()


def drawing(number: int, side: float, description: str) -> str:
    """A run with picture `number` as a square of `side` points."""
    length = round(side * 12700)  # English metric units, of which a point has so many
    size = f'cx="{length}" cy="{length}"'
    name = f'id="{number}" name="picture{number}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {name} descr="{escape(description)}"/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # of the first day that such an archive knows, so that the bytes stay the same
    entry.compress_type = ZIP_DEFLATED
    return entry


def _relations(relations: list[tuple[str, str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{file}"/>' for name, kind, file in relations)
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _content_types() -> str:
    parts = {f"word/{file}": f"{_TYPES}.{kind}+xml" for file, kind in _PARTS.values()}
    parts["word/document.xml"] = f"{_TYPES}.document.main+xml"
    parts["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{listed}</Types>"
    )


def _properties(title: str, author: str, day: date | None) -> str:
    made = (
        "".join(
            f'<dcterms:{word} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{word}>'
            for word in ("created", "modified")
        )
        if day
        else ""
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{made}</cp:coreProperties>"
    )


@cache
def _styles() -> str:
    faces = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{_HEAD}<w:styles {_WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {faces}/>"
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{''.join(_style(role, style) for role, style in STYLES.items())}"
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="gap"><w:name w:val="Khoảng trống"/>'
        '<w:basedOn w:val="normal"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
        "</w:style></w:styles>"
    )


def _style(role: Role, style: Style) -> str:
    indent = f'<w:ind w:firstLine="{twips(style.first_line)}"/>' if style.first_line else ""
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    face = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    half_points = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{role}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" if style.keep else ""}'
        f'<w:spacing w:before="{twips(style.before)}" w:line="{round(240 * style.spacing)}" w:lineRule="auto"/>'
        f'{indent}<w:jc w:val="{ALIGNMENT[style.align]}"/>{outline}</w:pPr>'
        f'<w:rPr>{face}{color}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )
