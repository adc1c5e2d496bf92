"""Templates as an officer makes them in Word, by python-docx alone."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hoithi.documents.office_templates.names import Name, Names

NAMES = Names([
    Name("number", "so_van_ban", "Số văn bản"),
    Name("issuer", "co_quan_ban_hanh", "Cơ quan ban hành", required=True),
    Name("place", "dia_danh", "Địa danh"),
    Name("recipients", "noi_nhan", "Nơi nhận"),
    Name("members", "ban_to_chuc", "Ban Tổ chức", many=True),
    Name("members.stt", "ban_to_chuc.stt", "Số thứ tự"),
    Name("members.name", "ban_to_chuc.ho_va_ten", "Họ và tên", required=True),
    Name("members.post", "ban_to_chuc.chuc_vu", "Chức vụ"),
    Name("entries", "giai_phap", "Giải pháp", many=True),
    Name("entries.name", "giai_phap.ten", "Tên giải pháp"),
])  # fmt: skip


def made(*paragraphs, rows=(), header="", footer="", xml=(), cells_of=lambda table: None):
    """A file with `paragraphs` (each a text, or its runs), a table of `rows`, a header, a footer, raw `xml` at its
    end."""
    document = Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for run in [runs] if isinstance(runs, str) else runs:
            text, bold = (run, False) if isinstance(run, str) else run
            paragraph.add_run(text).bold = bold
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    for each in xml:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(each))
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def box(text):
    """A paragraph with a text box, as VML."""
    return (
        f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def field(*codes):
    """A paragraph with a field whose code is broken into runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p {nsdecls('w')}>{begin}{runs}{end}</w:p>"


def with_part(data, name, content):
    """`data` with one part more, or another in its place."""
    kept = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return kept.getvalue()


def part(data, name):
    """The content of a part."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def seen(data):
    """What a reader sees: paragraphs, then tables row by row, then header and footer."""
    document = Document(BytesIO(data))
    lines = [one.text for one in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    section = document.sections[0]
    return lines, rows, section.header.paragraphs[0].text, section.footer.paragraphs[0].text
