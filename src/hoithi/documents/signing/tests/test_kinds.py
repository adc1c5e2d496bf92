"""Our own papers, as they are issued, can be signed where the decree wants it."""

import shutil
import subprocess

import pytest

from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.paper.checking.print_sheet import read_print
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.signing import looks
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.places import signer_place
from hoithi.documents.signing.same import same_paper
from hoithi.documents.signing.tests.authority import Authority
from hoithi.documents.signing.tests.sheets import png
from hoithi.documents.signing.verifying import verify_pdf

pytestmark = pytest.mark.once


def printed(kind):
    return pdf_of(kind.lay(kind.sample()).numbered(7, kind.sample_day))


@pytest.mark.parametrize("kind", [one for one in all_kinds() if one.prescribed], ids=lambda kind: kind.code)
def test_every_paper_of_the_decree_has_room_for_a_signature_with_nothing_printed_in_it(kind):
    data = printed(kind)
    place = signer_place(data, name=kind.sample().signer)
    lines = [line for line in read_print(data).lines if line.page == place.page]
    right = place.left + place.width
    inside = [
        line.text for line in lines
        if line.left < right and line.right > place.left and place.top < line.top < place.top + place.height + 3
    ]  # fmt: skip
    assert inside == []
    below = [
        line for line in lines if line.top > place.top + place.height and line.left < right and line.right > place.left
    ]
    names = [line.text for line in sorted(below, key=lambda line: line.top)[:2]]
    assert kind.sample().signer in names


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig of poppler is not on this machine")
def test_a_paper_of_ours_is_signed_by_two_and_stays_the_paper(tmp_path):
    authority = Authority()
    data = printed(kind_of("ke-hoach"))
    place = signer_place(data)
    first = sign_pdf(data, key=authority.key(), look=looks.pictures(place, image=png(), seal=None, seal_mm=36))
    seal = looks.pictures(place, image=None, seal=png((220, 0, 0), (400, 400)), seal_mm=36)
    signed = sign_pdf(first, key=authority.key("Văn thư"), look=seal)
    assert same_paper(data, signed)
    assert [one.good for one in verify_pdf(signed, roots=[authority.root])] == [True, True]
    (tmp_path / "a.pdf").write_bytes(signed)
    told = subprocess.run(["pdfsig", "-nocert", tmp_path / "a.pdf"], capture_output=True, text=True, check=True)
    assert told.stdout.count("Signature is Valid") == 2
