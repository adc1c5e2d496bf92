"""Files as paragraphs: .docx, .pdf with a text layer, .md and .txt."""

from pathlib import PurePath

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import Source
from hoithi.contests.plan.sources.docx import read_docx
from hoithi.contests.plan.sources.pdf import read_pdf
from hoithi.contests.plan.sources.plain import read_plain

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 2_000_000
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"


def open_source(data: bytes, name: str) -> Source:
    """The paragraphs of a file, by its name's ending. Raises `NotAPlan` when it is not what the ending says."""
    if not data.strip():
        raise NotAPlan("Tệp rỗng, không có nội dung nào để đọc.")
    if len(data) > MAX_BYTES:
        raise NotAPlan("Tệp lớn hơn 50 MB nên không được đọc; hãy gửi bản kế hoạch không kèm ảnh lớn.")
    suffix = PurePath(name).suffix.lower()
    source = _read(data, suffix)
    if sum(map(len, source.lines)) > MAX_CHARACTERS:
        raise NotAPlan("Tệp dài quá 2 triệu chữ nên không phải một bản kế hoạch; hãy gửi riêng bản kế hoạch.")
    if not any(character.isalpha() for line in source.lines for character in line):
        raise NotAPlan("Tệp không có chữ nào đọc được.")
    return source


def _read(data: bytes, suffix: str) -> Source:
    if suffix == ".docx":
        return read_docx(data)
    if suffix == ".pdf":
        return read_pdf(data)
    if suffix in (".md", ".markdown", ".txt"):
        return _read_text(data, suffix)
    raise NotAPlan("Chỉ đọc được kế hoạch ở dạng .docx, .pdf, .md hoặc .txt.")


def _read_text(data: bytes, suffix: str) -> Source:
    if data.startswith((_ZIP, _OLE, _PDF)):
        raise NotAPlan(f"Nội dung tệp không phải văn bản như phần đuôi {suffix} cho biết; hãy gửi đúng dạng tệp.")
    return read_plain(data, markdown=suffix != ".txt")
