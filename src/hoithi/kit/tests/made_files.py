"""Files for tests, good and hostile, made by code."""

import base64
import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

AUTHOR = "Nguyễn Văn Mẫu"


def upload(name, data):
    made = SimpleUploadedFile("x", data)
    made._name = name  # as a browser sends it, before Django cuts the folders off
    return made


def docx(*, parts=None, author="", links="", text="Kế hoạch tổ chức Hội thi", replaced=None):
    """A Word document with further parts, links of its main part (XML), or parts in place of its own."""
    memory = io.BytesIO()
    document = Document()
    document.core_properties.author = author
    document.add_paragraph(text)
    document.save(memory)
    replaced = dict(replaced or {})
    with zipfile.ZipFile(memory) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    made[rels] = made[rels].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    made |= replaced
    return zipped({**made, **(parts or {})})


def xlsx():
    """The least of a workbook."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": rels, "xl/workbook.xml": "<workbook/>"})


def link(kind, target, mode="External"):
    """A relationship of a Word document."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId900" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def zipped(parts, *, method=zipfile.ZIP_DEFLATED):
    """An archive; a name may be a `ZipInfo`, and stand there more than once in a list of pairs."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, data)
    return memory.getvalue()


def patched(archive, *, local, central, value):
    """`archive` with two bytes set in every header of a member: at `local` in its own, at `central` in the listing."""
    sealed = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = sealed.find(mark)
        while at >= 0:
            sealed[at + offset : at + offset + 2] = value.to_bytes(2, "little")
            at = sealed.find(mark, at + 4)
    return bytes(sealed)


def overlapping():
    """An archive whose listing names the same bytes eleven times, as the bombs that beat every ratio do."""
    one = zipped({"a0.txt": bytes(9_000_000)})
    at, end = one.find(b"PK\x01\x02"), one.find(b"PK\x05\x06")
    entry, tail = one[at:end], bytearray(one[end:])
    entries = b"".join(entry.replace(b"a0.txt", b"a%x.txt" % number) for number in range(11))
    tail[8:12] = struct.pack("<HH", 11, 11)
    tail[12:16] = struct.pack("<I", len(entries))
    return one[:at] + entries + bytes(tail)


def picture(form="PNG", size=(40, 30), **options):
    memory = io.BytesIO()
    Image.new("RGB", size, "teal").save(memory, form, **options)
    return memory.getvalue()


def camera(*, artist="", orientation=1):
    """The EXIF of a telephone: who, where, and how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Hang May Anh"
    if artist:
        exif[0x013B] = artist
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(11), IFDRational(39), IFDRational(0))
    return exif


def half_red(form="JPEG", size=(80, 60), **options):
    """A picture whose left half is red."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    memory = io.BytesIO()
    image.save(memory, form, **options)
    return memory.getvalue()


def moving(form, frames=3):
    """A picture that moves."""
    images = [Image.new("RGB", (8, 8), (n * 40, 0, 0)) for n in range(frames)]
    memory = io.BytesIO()
    images[0].save(memory, form, save_all=True, append_images=images[1:])
    return memory.getvalue()


def pdf(**options):
    memory = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(memory, "PDF", **options)
    return memory.getvalue()


def written_pdf(*, pages=1, box="0 0 200 300", words="Xin chao", catalog="", objects=(), page="", trailer=""):
    """A PDF written object by object: 1 catalog, 2 pages, 3 font, 4 content, then the pages, then `objects`."""
    first = 5
    kids = " ".join(f"{first + n} 0 R" for n in range(pages))
    content = f"BT /F1 24 Tf 20 200 Td ({words}) Tj ET"
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode(),
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream".encode(),
    ]
    one = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>{page}>>"
    bodies += [one.encode()] * pages
    bodies += [body if isinstance(body, bytes) else body.encode() for body in objects]
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(made)


def stream(data, entries=""):
    """The body of a stream object of a PDF."""
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def box(kind, *content):
    """A box of an MP4, MOV or HEIC file."""
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + kind + data


def mp4(*, brand=b"isom", handlers=(b"vide", b"soun"), seconds=10, fragments=0, tail=b""):
    """A video by its boxes: whole, or in `fragments`; its pictures are noise, which nobody decodes."""
    tracks = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), one, bytes(13)))) for one in handlers]
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1, min(seconds, 0xFFFFFFFF)), bytes(80))
    pieces = [box(b"moof", box(b"mfhd", bytes(8))) + box(b"mdat", bytes(50)) for _ in range(fragments)]
    film = pieces or [box(b"mdat", bytes(5000))]
    return b"".join((box(b"ftyp", brand, bytes(4), b"mp42"), box(b"moov", head, *tracks), *film, tail))


def heic():
    """A photo of 64 x 48 in HEIC, held upright, its upper left quarter red, with an artist and a place in its EXIF."""
    return base64.b64decode(_HEIC)


# Nothing here writes HEIC. A program that does wrote this one, of 673 bytes.
_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    "AAAAAERAAAIAAQAAAAAB7AABAAAAAAAAADMAAgAAAAACHwABAAAAAAAAAIIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNg"
    "AAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZE"
    "AcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AA"
    "AAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAA"
    "AL1tZGF0AAAALygBrxmA94RJf+cg/nkX8EDNXivsC05Wz8JdrK4yM7YhUTg3Sp/h127IH2TgJHeUAAAABkV4aWYAAE1NACoAAAAIAAMBEgAD"
    "AAAAAQAGAAABOwACAAAADwAAADKIJQAEAAAAAQAAAEIAAAAATmd1eWVuIFZhbiBNYXUAAAACAAEAAgAAAAJOAAAAAAIABQAAAAMAAABgAAAA"
    "AAAAAAsAAAABAAAAHgAAAAEAAAAAAAAAAQ=="
)
