"""What signatures are worth: each way in which one is not good is told, and no file stops the site."""

import re
import zlib
from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
import time_machine
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.signers import PdfSignatureMetadata, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers import sign_pdf as sign_by_library
from pyhanko.sign.timestamps import HTTPTimeStamper

from hoithi.documents.signing.asking import place_to_sign, seals_of, seals_on
from hoithi.documents.signing.keys import Key
from hoithi.documents.signing.looks import Look
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.places import Place, signer_place
from hoithi.documents.signing.same import same_paper
from hoithi.documents.signing.sentences import sentences, verdict
from hoithi.documents.signing.tests.authority import ENCRYPTING, PASSPHRASE, Authority, rsa_key
from hoithi.documents.signing.tests.sheets import sheet
from hoithi.documents.signing.verifying import After, CannotVerify, Trust, verify_pdf
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.once
AUTHORITY = Authority()
TIMES = Authority("Dấu thời gian")


def key(person="Nguyễn Văn Mẫu", **options):
    """A key whatever its certificate says: the house itself would not sign with all of them."""
    data = AUTHORITY.p12(person, **options)
    signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=PASSPHRASE.encode())
    return Key(signer, signer.signing_cert)


@cache
def signed(data=None, person="Nguyễn Văn Mẫu", timestamp_url="", **options):
    return sign_pdf(data or sheet(), key=key(person, **options), timestamp_url=timestamp_url)


def seals(data, *, roots=(AUTHORITY.root,)):
    return verify_pdf(data, roots=roots)


def only(data, **options):
    [one] = seals(data, **options)
    return one


def changed(data, change):
    """`data` with an addition in which `change` altered something."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_a_paper_without_signatures_has_none():
    assert seals(sheet()) == []


def test_a_good_signature_says_who_and_when():
    one = only(signed(person="Lê Thị Mẫu"))
    assert one.good
    assert (one.person, one.organisation, one.issuer) == ("Lê Thị Mẫu", "UBND xã Mẫu", "Cơ quan chứng thực kiểm thử")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", one.at)
    assert not one.proven
    assert verdict(one) == "Chữ ký hợp lệ."
    assert any("không có dấu thời gian chứng minh" in each for each in sentences(one))


def test_a_root_may_come_as_der():
    assert only(signed(), roots=[AUTHORITY.certificate.public_bytes(Encoding.DER)]).good


def test_several_are_told_in_their_order():
    first, second, third = seals(signed(signed(signed(), "Văn thư"), "Kiểm tra viên"))
    assert [one.person for one in (first, second, third)] == ["Nguyễn Văn Mẫu", "Văn thư", "Kiểm tra viên"]
    assert [one.after for one in (first, second, third)] == [After.SIGNED, After.SIGNED, After.NOTHING]
    assert first.good
    assert second.good
    assert third.good


@pytest.mark.parametrize("roots", [(), (TIMES.root,)])
def test_an_unknown_root_is_not_trusted(roots):
    one = only(signed(), roots=roots)
    assert (one.intact, one.trust, one.good) == (True, Trust.UNKNOWN_ROOT, False)
    assert "chưa tin được" in verdict(one)


def test_one_who_vouches_for_themselves_is_an_unknown_root():
    """Made as everybody makes one: no authority, no uses named."""
    one = only(sign_pdf(sheet(), key=Authority("Tự ký", ca=False).own_key()))
    assert (one.intact, one.trust, one.good) == (True, Trust.UNKNOWN_ROOT, False)


def test_a_certificate_that_ran_out_is_told():
    one = only(signed(days=(-400, -1)))
    assert (one.intact, one.trust) == (True, Trust.EXPIRED)


def test_a_certificate_that_is_not_for_signing_is_told():
    assert only(signed(usage=ENCRYPTING)).trust == Trust.NOT_FOR_SIGNING


def test_a_short_key_is_weak():
    one = only(signed(key=rsa_key("short", 1024)))
    assert one.weak
    assert not one.good
    assert any("thuật toán đã yếu" in each for each in sentences(one))


def test_an_old_digest_is_weak():
    about = PdfSignatureMetadata(field_name="A", md_algorithm="sha1")
    writer = IncrementalPdfFileWriter(BytesIO(sheet()))
    one = only(sign_by_library(writer, about, key().signer).getvalue())
    assert (one.intact, one.weak, one.good) == (True, True, False)


def test_a_trusted_server_proves_the_time(times):
    data = signed(timestamp_url=times)
    assert only(data, roots=[AUTHORITY.root, TIMES.root]).proven
    assert only(data, roots=[AUTHORITY.root, TIMES.root]).good
    assert not only(data).proven


def test_a_proven_time_keeps_a_signature_good_after_its_certificate_ran_out(times):
    proven, claimed = signed(timestamp_url=times), signed()
    with time_machine.travel(now() + timedelta(days=366), tick=False):
        assert only(proven, roots=[AUTHORITY.root, TIMES.root]).good
        assert only(proven).trust == Trust.EXPIRED
        assert only(claimed, roots=[AUTHORITY.root, TIMES.root]).trust == Trust.EXPIRED


def test_a_timestamp_alone_is_told_as_one(times):
    data = PdfTimeStamper(HTTPTimeStamper(times)).timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(sheet())), "sha256", validation_context=None
    )
    one = only(data.getvalue(), roots=[TIMES.root])
    assert (one.timestamp_only, one.proven, one.good) == (True, True, True)
    assert any("Dấu thời gian do" in each for each in sentences(one))


@pytest.mark.parametrize("where", [0.05, 0.3, 0.8])
def test_a_changed_byte_is_found(where):
    data = bytearray(signed())
    data[int(len(sheet()) * where)] ^= 1
    try:
        found = seals(bytes(data))
    except CannotVerify:
        return
    assert not any(one.good for one in found)


def test_what_was_signed_for_another_paper_is_found():
    mine, other = signed(), signed(sheet(name="Trần Thị Khác"))
    value = re.compile(rb"/Contents <([0-9a-fA-F]{999,})>")
    ours, theirs = value.search(mine).group(1), value.search(other).group(1)
    forged = mine.replace(ours, theirs[: len(ours)].ljust(len(ours), b"0"))
    one = only(forged)
    assert (one.intact, one.good) == (False, False)
    assert "không khớp" in verdict(one)


def overlay(writer):
    """A page gets other words over its own."""
    stream = generic.StreamObject(stream_data=b"BT /F0 40 Tf 100 500 Td (100 000 000) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(stream))


def annotation(writer):
    """A note that covers a line."""
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): generic.ArrayObject(list(map(generic.NumberObject, (100, 400, 400, 500)))),
        pdf_name("/Contents"): generic.pdf_string("Đã sửa"),
    })  # fmt: skip
    held = page.get("/Annots", generic.ArrayObject())
    page[pdf_name("/Annots")] = generic.ArrayObject([*held, writer.add_object(note)])
    writer.update_container(page)


def opening(writer):
    """Something that runs when the file is opened."""
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()


def other_pages(writer):
    """The catalog points to other pages: the shadow that was laid in before signing."""
    kids = writer.root["/Pages"]["/Kids"]
    twice = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Count"): generic.NumberObject(len(kids) + 1),
        pdf_name("/Kids"): generic.ArrayObject([*kids, kids[0]]),
    })  # fmt: skip
    writer.root[pdf_name("/Pages")] = writer.add_object(twice)
    writer.update_root()


SHADOWS = [overlay, annotation, opening, other_pages]


@pytest.mark.parametrize("change", SHADOWS)
def test_what_is_added_after_signing_is_found(change):
    one = only(changed(signed(), change))
    assert (one.intact, one.after, one.good) == (True, After.ALTERED, False)
    assert "sửa sau khi ký" in verdict(one)


def test_one_who_signs_a_changed_paper_is_told_apart_from_those_before():
    first, second = seals(signed(changed(signed(), overlay), "Kẻ gian"))
    assert (first.after, first.good) == (After.ALTERED, False)
    assert (second.after, second.good) == (After.NOTHING, True)


def test_a_paper_is_the_same_with_signatures_only():
    first = signed()
    both = signed(first, "Văn thư")
    assert same_paper(sheet(), first)
    assert same_paper(sheet(), both)
    assert same_paper(first, both)


def test_a_paper_without_signatures_or_another_one_is_not_the_same():
    assert not same_paper(sheet(), sheet())
    assert not same_paper(sheet(), signed(sheet(name="Trần Thị Khác")))
    assert not same_paper(signed(), sheet())
    assert not same_paper(sheet(), b"")


@pytest.mark.parametrize("change", SHADOWS)
def test_a_paper_changed_before_or_after_signing_is_not_the_same(change):
    assert not same_paper(sheet(), signed(changed(sheet(), change)))
    assert not same_paper(sheet(), changed(signed(), change))
    assert not same_paper(signed(), signed(changed(signed(), change), "Văn thư"))


def seen(data, place):
    """`data` signed, with a drawing at `place`."""
    return sign_pdf(data, key=key(), look=Look(place, sheet()))


@pytest.mark.parametrize(
    ("width", "height", "same"), [(110, 60, True), (111, 40, False), (40, 61, False), (210, 297, False)]
)
def test_a_paper_is_not_the_same_under_a_signature_larger_than_signatures_are(width, height, same):
    place = Place(1, 0, 0, width, height)
    assert same_paper(sheet(), seen(sheet(), place)) is same
    assert same_paper(sheet(), seen(signed(), place)) is same


def test_a_paper_is_not_the_same_under_signatures_side_by_side():
    data = sheet()
    for count in range(4):
        data = seen(data, Place(1, 0, count * 60, 109, 60))
        assert same_paper(sheet(), data) is (count < 3)


def test_on_a_small_sheet_a_signature_is_smaller():
    small = changed(sheet(), lambda writer: resized(writer, 298, 420))
    assert same_paper(small, seen(small, Place(1, 0, 0, 40, 40)))
    assert not same_paper(small, seen(small, Place(1, 0, 0, 100, 50)))


def resized(writer, width, height):
    page = writer.find_page_for_modification(0)[0].get_object()
    page[pdf_name("/MediaBox")] = generic.ArrayObject(list(map(generic.NumberObject, (0, 0, width, height))))
    writer.update_container(page)


def rewritten(what, *, into):
    """A paper signed with a small drawing, in whose addition the bytes `what` became others of that length."""
    added = seen(sheet(), Place(1, 20, 20, 40, 20))[len(sheet()) :]
    new, count = re.subn(what, lambda found: into.ljust(len(found[0])), added)
    assert count
    return sheet() + new


def test_a_drawing_without_bounds_may_be_seen_anywhere():
    assert same_paper(sheet(), rewritten(rb"/BBox", into=b"/BBox"))
    assert not same_paper(sheet(), rewritten(rb"/BBox", into=b"/Bbox"))


def test_a_place_that_readers_take_for_another_is_no_place():
    """Written twice, of which some take the first and some the last; words, which are nought for some."""
    name = rb"/TU [(<][^)>]{24,}[)>]"
    assert same_paper(sheet(), rewritten(name, into=b"/TU (anybody)"))
    assert not same_paper(sheet(), rewritten(name, into=b"/Rect [0 0 600 850]"))
    assert not same_paper(sheet(), rewritten(rb"/Rect \[[^]]+\]", into=b"/Rect [(99) 1 100 20]"))


def with_a_form_field(writer):
    """A box that can be filled in comes along with a signature."""
    field = generic.DictionaryObject({
        pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("So tien"),
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Widget"),
        pdf_name("/Rect"): generic.ArrayObject(list(map(generic.NumberObject, (100, 400, 400, 500)))),
        pdf_name("/V"): generic.pdf_string("100"),
    })  # fmt: skip
    held = writer.add_object(field)
    form = {pdf_name("/Fields"): generic.ArrayObject([held])}
    writer.root[pdf_name("/AcroForm")] = generic.DictionaryObject(form)
    writer.update_root()
    page = writer.find_page_for_modification(0)[0].get_object()
    page[pdf_name("/Annots")] = generic.ArrayObject([held])
    writer.update_container(page)


def test_a_form_that_comes_along_is_not_the_same_paper():
    assert not same_paper(sheet(), signed(changed(sheet(), with_a_form_field)))


def test_a_box_filled_in_after_signing_is_told():
    def fill(writer):
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field[pdf_name("/V")] = generic.pdf_string("1 000")
        writer.update_container(field)

    one = only(changed(signed(changed(sheet(), with_a_form_field)), fill))
    assert (one.intact, one.after, one.good) == (True, After.FILLED, False)


def encrypted():
    writer = copy_into_new_writer(PdfFileReader(BytesIO(sheet())))
    writer.encrypt("chủ", "người")
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def bomb():
    """Sixty megabytes of nothing in some hundred bytes, as the list of objects."""
    packed = zlib.compress(zlib.compress(b"\0" * 60_000_000, 9), 9)
    about = "/Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]"
    head = f"%PDF-1.5\n1 0 obj\n<<{about}/Length {len(packed)}>>"
    return head.encode() + b"\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


def in_a_ring():
    """Pages within themselves, boxes within themselves."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n3 0 obj<</T(a)/Kids[3 0 R]>>endobj\n"
        b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000077 00000 n \n"
        b"0000000128 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n166\n%%EOF"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" * 100, b"\0" * 10_000, sheet()[:20_000], encrypted(), bomb(),
        b"%PDF-1.4\nstartxref\n99999999999\n%%EOF", b"[" * 200_000, in_a_ring(),
    ],
    ids=["empty", "bare", "zip", "noughts", "cut", "encrypted", "bomb", "far", "deep", "ring"],
)  # fmt: skip
def test_what_cannot_be_looked_into_gets_a_sentence(data):
    try:
        assert not any(one.intact for one in verify_pdf(data, roots=[]))
    except CannotVerify as refusal:
        assert str(refusal).endswith(".")
    assert same_paper(sheet(), data) is False


@pytest.mark.parametrize("place", ["0", "f", "30"])
def test_a_signature_of_rubbish_is_worth_nothing(place):
    data = signed()
    value = re.search(rb"/Contents <([0-9a-fA-F]{999,})>", data).group(1)
    filled = (place.encode() * len(value))[: len(value)]
    [one] = verify_pdf(data.replace(value, filled), roots=[AUTHORITY.root])
    assert not one.intact
    assert any("không đọc được người ký" in each for each in sentences(one))


@pytest.mark.parametrize("range_", [b"[0 10 20 30]", b"[-1 5 9 9]", b"[0 99999999 1 1]", b"[]", b"(x)"])
def test_a_signature_over_other_bytes_is_not_good(range_):
    data = signed()
    held = re.search(rb"/ByteRange (\[[^\]]+\]) *", data).group(0)
    [one] = verify_pdf(data.replace(held, b"/ByteRange " + range_.ljust(len(held) - 11)), roots=[AUTHORITY.root])
    assert not one.good


def test_the_process_of_its_own_answers_the_same(settings):
    settings.SIGNING_ROOTS = [AUTHORITY.root]
    data = signed(signed(), "Văn thư")
    assert seals_of(data) == seals(data)
    assert seals_on(sheet(), data) == seals(data)
    assert seals_on(data, sheet()) is None
    assert place_to_sign(sheet()) == signer_place(sheet())
    with pytest.raises(Refusal, match="không phải PDF") as refusal:
        seals_of(b"%PDF")
    assert (refusal.value.status, refusal.value.field) == (422, "file")
