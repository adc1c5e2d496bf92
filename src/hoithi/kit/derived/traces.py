"""Metadata inside other files: pictures in a document carry the place where they were taken, blanked where it lies
so that nothing else of the file moves."""

import re

_IN_PICTURES = re.compile(
    rb"\xff(?:\xe1..(?:Exif\x00|http://ns\.adobe\.com/)|\xed..Photoshop 3\.0\x00)", flags=re.DOTALL
)
_STREAMS = re.compile(rb"/(?:Type\s*/Metadata|Subtype\s*/XML)\b[^>]*>>\s*stream\r?\n(.*?)endstream", flags=re.DOTALL)


def without_metadata(data: bytes) -> bytes:
    """A PDF as PDFium writes it, with its XMP and the EXIF, XMP and IPTC of its pictures made blank in place."""
    blank = bytearray(without_camera(data))
    for match in _STREAMS.finditer(data):
        start, end = match.span(1)
        blank[start:end] = b" " * (end - start)
    return bytes(blank)


def without_camera(data: bytes) -> bytes:
    """Bytes that hold JPEG pictures, with what the camera and the editor wrote into them made blank in place."""
    blank = bytearray(data)
    for match in _IN_PICTURES.finditer(data):
        start = match.start()
        end = min(start + 2 + int.from_bytes(data[start + 2 : start + 4], "big"), len(data))
        blank[start + 4 : end] = bytes(end - start - 4)
    return bytes(blank)


def without_png_texts(data: bytes) -> bytes:
    """A PNG picture without its texts, times and EXIF."""
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
