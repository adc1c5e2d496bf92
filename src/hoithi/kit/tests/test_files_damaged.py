"""Files that were damaged by chance, always by the same chance: taken or refused, and nothing else."""

import contextlib
import random

import pytest

from hoithi.kit import files
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.made_files import camera, docx, heic, mp4, picture, upload, written_pdf, zipped

WHOLE = {
    "a.jpg": lambda: picture("JPEG", exif=camera(artist="A")),
    "a.png": picture,
    "a.webp": lambda: picture("WEBP", exif=camera(artist="A")),
    "a.heic": heic,
    "a.pdf": lambda: written_pdf(objects=["<</Type/ObjStm>>"]),
    "a.docx": docx,
    "a.zip": lambda: zipped({"a.txt": b"abc" * 40, "b.docx": docx()}),
    "a.mp4": lambda: mp4(fragments=3),
}


def damaged(whole, chance):
    """`whole` with a few bytes changed, lost or added, most of them near its ends, where the tables are."""
    data = bytearray(whole)
    for _ in range(chance.choice((1, 2, 8, 30))):
        at = chance.choice((chance.randrange(len(data)), chance.randrange(60), len(data) - 1 - chance.randrange(60)))
        data[at : at + chance.choice((0, 1, 1, 1, 9))] = chance.randbytes(chance.choice((0, 1, 1, 1, 5)))
    return bytes(data)


@pytest.mark.parametrize("name", WHOLE)
def test_103_whatever_happened_to_a_file_on_its_way_it_is_taken_or_refused(name):
    chance, whole = random.Random(name), WHOLE[name]()  # noqa: S311
    for _ in range(200):
        with contextlib.suppress(Refusal):
            files.inspect(upload(name, damaged(whole, chance)), kinds=files.ANY)
