"""Papers as PDF, set by Typst from a template of ours and plain data. Needs no network and no font of the machine.

A template reads its data with `json(bytes(sys.inputs.data))`. What people typed is data and never source: whatever it
holds is printed as it reads. Letters that Be Vietnam Pro lacks (Greek, arrows, those of Ê Đê and Ba Na) come from the
faces that Typst carries within itself.
"""

import json
import os
import re
import threading
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import segno
import typst

_FACES = Path(__file__).parent / "data"
_DARK = re.compile(b"\x01+")  # neighbours in a row of a QR code
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)

Standard = Literal["a-2a", "ua-1"]


def pdf(
    template: Path, data: dict[str, object], *, faces: Path = _FACES, standards: tuple[Standard, ...] = ()
) -> bytes:
    """The paper that `template` makes of `data` (what JSON can hold). The same data give the same bytes.

    Texts are put into NFC and lose what cannot be printed; lines may end in any way. Callable from any thread.
    `faces` is the folder of the fonts. The paper follows `standards`, unless it holds a letter that no face has.
    """
    return _press(template, faces).pdf(json.dumps(_printable(data), ensure_ascii=False), list(standards))


def printable(text: str) -> str:
    """`text` as it is printed: composed, lines ended in one way, without what cannot be seen."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " ")))


def qr_svg(text: str) -> str:
    """`text` as a QR code that a template can show: black on nothing, with its quiet zone, as large as its place."""
    rows = _qr(text).matrix
    runs = ((y, run.span()) for y, row in enumerate(rows, 2) for run in _DARK.finditer(row))
    lines = "".join(f"M{start + 2} {y}.5h{end - start}" for y, (start, end) in runs)
    size = len(rows) + 4
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    return f'{head}<path stroke="#000" d="{lines}"/></svg>'


def qr_png(text: str) -> bytes:
    """The same code as a picture of dots, for papers that take no SVG."""
    drawn = BytesIO()
    _qr(text).save(drawn, kind="png", border=2, scale=8)
    return drawn.getvalue()


def _qr(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=3)


class _Press:
    """Kept compilers, which know fonts and template already: as many as there are processors, each for one thread at a
    time, made when they are first wanted."""

    def __init__(self, template: Path, faces: Path) -> None:
        self._template, self._faces = template, faces
        self._turns = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._free: list[typst.Compiler] = []

    def pdf(self, data: str, standards: list[Standard]) -> bytes:
        with self._turns:
            compiler = self._free.pop() if self._free else self._made()
            try:
                return _compiled(compiler, data, standards)
            finally:
                self._free.append(compiler)

    def _made(self) -> typst.Compiler:
        return typst.Compiler(self._template, font_paths=_fonts(self._faces), sys_inputs={"data": "{}"})


def _compiled(compiler: typst.Compiler, data: str, standards: list[Standard]) -> bytes:
    try:
        made = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=[*standards])
    except typst.TypstError as error:
        if not standards or "could not be displayed" not in error.message:
            raise
        made = compiler.compile(format="pdf", sys_inputs={"data": data})
    if not isinstance(made, bytes):
        raise TypeError("one paper was asked for")
    return made


@cache
def _press(template: Path, faces: Path) -> _Press:
    return _Press(template, faces)


@cache
def _fonts(faces: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[faces])


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value
