"""Signing: an addition behind the paper, seen where annex I of the decree wants it, good for other tools."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import sign_pdf as sign_by_library

from hoithi.documents.paper.checking.print_sheet import read_print
from hoithi.documents.signing import looks, places
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.tests.authority import Authority, rsa_key
from hoithi.documents.signing.tests.sheets import png, sheet
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.once
AUTHORITY = Authority()
KEYS = {"Văn thư": rsa_key("clerk")}
AT = datetime(2024, 1, 5, 1, 2, 3, tzinfo=UTC)
SEAL = png((220, 0, 0), (400, 400))
needs_pdfsig = pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig of poppler is not on this machine")
needs_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not on this machine")


def signed(data=None, person="Nguyễn Văn Mẫu", **options):
    return sign_pdf(data or sheet(), key=AUTHORITY.key(person, key=KEYS.get(person)), **options)


def told(data, tmp_path, *command):
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    done = subprocess.run([*command, file], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


def boxes(data):
    """The boxes of the signatures, in mm from the upper left corner: left, top, right, bottom."""
    found = []
    for one in PdfFileReader(BytesIO(data)).embedded_signatures:
        left, low, right, high = (float(side) * 25.4 / 72 for side in one.sig_field["/Rect"])
        found.append((left, 297 - high, right, 297 - low))
    return found


def all_three():
    place = places.signer_place(sheet())
    first = signed(
        look=looks.pictures(place, image=png(), seal=None, seal_mm=36), reason="Ban hành", location="Hớn Quản"
    )
    second = signed(first, "Văn thư", look=looks.pictures(place, image=None, seal=SEAL, seal_mm=36))
    return signed(second, "Kiểm tra viên")


@needs_pdfsig
def test_several_sign_one_after_the_other_and_pdfsig_finds_each_valid(tmp_path):
    status, words = told(all_three(), tmp_path, "pdfsig", "-nocert")
    assert status == 0
    assert words.count("Signature is Valid") == 3
    assert words.count("ETSI.CAdES.detached") == 3
    assert re.findall(r"Common Name: (.*)", words) == ["Nguyễn Văn Mẫu", "Văn thư", "Kiểm tra viên"]
    assert words.count("Not total document signed") == 2


@needs_qpdf
def test_what_was_signed_is_sound_for_qpdf(tmp_path):
    status, words = told(all_three(), tmp_path, "qpdf", "--check")
    assert (status, "No syntax or stream encoding errors" in words) == (0, True), words


def test_a_signature_is_added_behind_what_stands_there():
    first = signed()
    assert first.startswith(sheet())
    assert signed(first, "Văn thư").startswith(first)


def test_the_picture_stands_in_the_middle_between_position_and_name():
    place = places.signer_place(sheet())
    look = looks.pictures(place, image=png(), seal=None, seal_mm=36)
    [(left, top, right, bottom)] = boxes(signed(look=look))
    lines = {line.text: line for line in read(sheet())}
    position, name = lines["TRƯỞNG BAN"], lines["Nguyễn Văn Mẫu"]
    assert (left + right) / 2 == pytest.approx((position.left + position.right) / 2, abs=1)
    assert (left + right) / 2 == pytest.approx((name.left + name.right) / 2, abs=1)
    assert position.top < top < bottom < name.top - 3


def read(data):
    return read_print(data).lines


def test_the_seal_has_its_real_size_and_covers_a_third_of_the_picture_at_its_left():
    place = places.signer_place(sheet())
    picture = looks.pictures(place, image=png(), seal=None, seal_mm=36).place
    both = looks.pictures(place, image=png(), seal=SEAL, seal_mm=36).place
    alone = looks.pictures(picture, image=None, seal=SEAL, seal_mm=36).place
    assert (alone.width, alone.height) == (36, 36)
    assert alone.left + alone.width == pytest.approx(picture.left + picture.width / 3)
    assert alone.top + 18 == pytest.approx(picture.top + picture.height / 2)
    assert (both.left, both.left + both.width) == pytest.approx((alone.left, picture.left + picture.width))


def colours(data):
    """How many dots of the sheet, 72 an inch, are blue, red and black."""
    shown = pypdfium2.PdfDocument(data)
    shown.init_forms()
    picture = shown[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    shown.close()
    dots = list(picture.get_flattened_data())
    return [sum(1 for dot in dots if test(*dot)) for test in (
        lambda r, g, b: b > r + 60, lambda r, g, b: r > b + 60, lambda r, g, b: max(r, g, b) < 90,
    )]  # fmt: skip


def test_what_is_drawn_is_seen_and_hides_no_word():
    blue, red, black = colours(sheet())
    assert (blue, red) == (0, 0)
    look = looks.pictures(places.signer_place(sheet()), image=png(), seal=SEAL, seal_mm=36)
    now_blue, now_red, now_black = colours(signed(look=look))
    assert now_blue > 50
    assert now_red > 50
    assert now_black >= black * 0.97


def words_seen(data):
    shown = pypdfium2.PdfDocument(data)
    text = shown[0].get_textpage().get_text_range()
    shown.close()
    return text


def test_without_a_picture_a_small_box_says_who_and_when():
    look = looks.words(places.signer_place(sheet()), "Nguyễn Văn Mẫu", AT)
    assert "Ký số bởi: Nguyễn Văn Mẫu" in words_seen(look.drawn)
    assert "Thời gian ký: 2024-01-05T08:02:03+07:00" in words_seen(look.drawn)
    [(_left, _top, right, _bottom)] = boxes(signed(look=look))
    assert right < 195


def test_the_agency_signs_an_annex_in_its_upper_right_corner_in_black_letters_of_10_pt():
    look = looks.corner(places.corner_place(sheet()), "Số: 07/TB-KT", AT)
    [number, at] = read(look.drawn)
    assert (number.text, at.text) == ("Số: 07/TB-KT", "2024-01-05T08:02:03+07:00")
    for line in (number, at):
        assert (line.sizes, line.colours, line.any_bold, line.any_italic) == ({10.0}, {"000000"}, False, False)
        assert all("Tinos" in font for font in line.fonts)
    [(_left, _top, right, bottom)] = boxes(signed(look=look))
    assert right == pytest.approx(200, abs=0.5)
    assert bottom < 20


def test_a_name_too_long_for_its_box_is_set_smaller():
    look = looks.words(places.signer_place(sheet()), "Nguyễn Phúc " * 20, AT)
    assert words_seen(look.drawn).count("Nguyễn") == 20


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, True),
        ({"post": "PHÓ CHỦ TỊCH UBND HUYỆN"}, True),
        ({"name": ""}, True),
        ({"gap": 4}, False),
        ({"pages": "#pagebreak()"}, True),
    ],
    ids=str,
)
def test_the_place_is_found_on_the_page_where_one_signs(options, expected):
    place = places.signer_place(sheet(**options))
    assert bool(place) == expected
    if place:
        assert place.page == (2 if "pages" in options else 1)
        assert place.height >= 10
        assert not [
            line
            for line in read(sheet(**options))
            if line.page == place.page and place.top < line.top < place.top + place.height + 3 and line.left > 110
        ]


def test_one_of_several_who_sign_is_found_by_name():
    paper = sheet(left="align(center)[*NGƯỜI GHI* \\ *THƯ KÝ* #v(25mm) *Trần Thị Ghi*]")
    left, right = (places.signer_place(paper, name=name) for name in ("trần thị ghi", "NGUYỄN VĂN MẪU"))
    assert left.left < 80
    assert right.left > 120
    assert places.signer_place(paper) == places.signer_place(paper, name="Không ai") == right


def test_times_come_from_a_server_when_one_is_named(times):
    data = signed(timestamp_url=times)
    [one] = PdfFileReader(BytesIO(data)).embedded_signatures
    assert "signature_time_stamp_token" in [each["type"].native for each in one.signer_info["unsigned_attrs"]]


def refused(data, **options):
    with pytest.raises(Refusal) as refusal:
        signed(data, **options)
    return refusal.value


def test_a_silent_server_of_times_is_told():
    assert refused(sheet(), timestamp_url="http://127.0.0.1:9/").status == 503


def certified(permission):
    about = PdfSignatureMetadata(field_name="A", certify=True, docmdp_permissions=permission)
    writer = IncrementalPdfFileWriter(BytesIO(sheet()))
    return sign_by_library(writer, about, AUTHORITY.key("Tác giả").signer).getvalue()


def test_a_paper_certified_against_changes_is_not_signed_again():
    refusal = refused(certified(MDPPerm.NO_CHANGES))
    assert (refusal.code, refusal.status) == ("closed", 409)
    assert signed(certified(MDPPerm.FILL_FORMS))


def test_a_paper_that_a_signer_locked_is_not_signed_again():
    writer = IncrementalPdfFileWriter(BytesIO(sheet()))
    lock = FieldMDPSpec(FieldMDPAction.ALL)
    append_signature_field(
        writer, SigFieldSpec("A", field_mdp_spec=lock, doc_mdp_update_value=MDPPerm.NO_CHANGES)
    )  # fmt: skip
    signer = PdfSigner(PdfSignatureMetadata(field_name="A"), AUTHORITY.key("Người khóa").signer)
    assert refused(signer.sign_pdf(writer).getvalue()).code == "closed"


def test_a_paper_with_a_password_is_not_signed():
    writer = copy_into_new_writer(PdfFileReader(BytesIO(sheet())))
    writer.encrypt("chủ", "người")
    kept = BytesIO()
    writer.write(kept)
    assert refused(kept.getvalue()).code == "encrypted"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", sheet()[:9000], b"\0" * 5000], ids=len
)
def test_what_is_no_pdf_is_told(data):
    assert refused(data).code == "cannot_sign"


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (b"", "bad_picture"),
        (b"\x89PNG\r\n\x1a\n", "bad_picture"),
        (b"GIF89a", "bad_picture"),
        (png()[:-40], "bad_picture"),
        (png(size=(3000, 2000)), "bad_picture"),
        (png(size=(900, 20)), "bad_picture"),
        (png(ground=(255, 255, 255, 255)), "opaque_picture"),
    ],
    ids=["empty", "cut", "gif", "damaged", "huge", "flat", "opaque"],
)
def test_a_picture_must_be_a_png_that_hides_nothing(picture, code):
    place = places.signer_place(sheet())
    for options in ({"image": picture, "seal": None}, {"image": None, "seal": picture}):
        with pytest.raises(Refusal) as refusal:
            looks.pictures(place, **{"seal_mm": 36, **options})
        assert refusal.value.code == code


@pytest.mark.parametrize("size", [0, 19, 51, float("nan")])
def test_a_seal_is_as_large_as_seals_are(size):
    with pytest.raises(Refusal, match="Đường kính"):
        looks.pictures(places.signer_place(sheet()), image=None, seal=SEAL, seal_mm=size)


def test_a_seal_that_would_cover_the_sheet_is_not_put():
    with pytest.raises(Refusal, match="trong 110 × 60 mm"):
        looks.pictures(places.signer_place(sheet()), image=None, seal=png(size=(100, 900)), seal_mm=50)
