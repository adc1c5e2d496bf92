"""Papers as PDF, set by Typst from a template of ours and plain data. Needs no network and no font of the machine.

A template reads its data with `json(bytes(sys.inputs.data))`. What people typed is data and never source: whatever it
holds is printed as it reads. Letters that Be Vietnam Pro lacks (Greek, arrows, those of Ê Đê and Ba Na) come from the
faces that Typst carries within itself.
"""

import json
import re
import threading
import unicodedata
from functools import cache
from pathlib import Path

import segno
import typst

_FACES = Path(__file__).parent / "data"
_DARK = re.compile(b"\x01+")  # neighbours in a row of a QR code
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def pdf(template: Path, data: dict[str, object]) -> bytes:
    """The paper that `template` makes of `data` (what JSON can hold). The same data give the same bytes.

    Texts are put into NFC and lose what cannot be printed; lines may end in any way. Callable from any thread.
    """
    return _press(template).pdf(json.dumps(_printable(data), ensure_ascii=False))


def qr_svg(text: str) -> str:
    """`text` as a QR code that a template can show: black on nothing, with its quiet zone, as large as its place."""
    rows = segno.make(text, error="m", micro=False, mask=3).matrix
    runs = ((y, run.span()) for y, row in enumerate(rows, 2) for run in _DARK.finditer(row))
    lines = "".join(f"M{start + 2} {y}.5h{end - start}" for y, (start, end) in runs)
    size = len(rows) + 4
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    return f'{head}<path stroke="#000" d="{lines}"/></svg>'


class _Press:
    """One kept compiler, which knows fonts and template already; it serves one thread at a time."""

    def __init__(self, template: Path) -> None:
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(template, font_paths=_fonts(), sys_inputs={"data": "{}"})

    def pdf(self, data: str) -> bytes:
        with self._lock:
            made = self._compiler.compile(format="pdf", sys_inputs={"data": data})
        if not isinstance(made, bytes):
            raise TypeError("one paper was asked for")
        return made


@cache
def _press(template: Path) -> _Press:
    return _Press(template)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_FACES])


def _printable(value: object) -> object:
    if isinstance(value, str):
        text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", value)).replace("\t", " ")
        return _UNPRINTABLE.sub("", text)
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value
