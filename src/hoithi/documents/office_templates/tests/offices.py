"""The Word file of an office: our starter, with words of its own and whatever is to be wrong with it."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.shared import Mm

from hoithi.documents.kinds.base import kind_of
from hoithi.documents.office_templates.starter import template_for

OWN = "Mẫu riêng của huyện"


def file_of_office(*more, **faults):
    """It says `OWN`, then `more`, a paragraph each; paragraphs that name `without` are left out; `margin` is the left
    one in millimetres."""
    return SimpleUploadedFile("mau.docx", _bytes(*more, **faults))


@cache  # a Word file has the time in it
def _bytes(*more, without="", margin=30):
    document = Document(BytesIO(template_for(kind_of("giay-moi"))))
    document.sections[0].left_margin = Mm(margin)
    for paragraph in document.paragraphs if without else ():
        if without in paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)
    for text in (OWN, *more):
        document.paragraphs[0].insert_paragraph_before(text)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
