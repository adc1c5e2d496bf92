"""Signing papers that went out: each signature stands on those before, and nobody's key is kept."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.documents.actions import (
    approve_document,
    attach_scan,
    attach_signed,
    cancel_document,
    create_document,
    issue_document,
    sign_document,
    submit_for_approval,
    withdraw_signed,
)
from hoithi.documents.enums import Audience, SignedKind
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.models import SignedFile
from hoithi.documents.queries import newest_signed
from hoithi.documents.signing.looks import Look
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.places import Place
from hoithi.documents.signing.same import same_paper
from hoithi.documents.signing.tests.authority import PASSPHRASE, Authority
from hoithi.documents.signing.tests.sheets import png, sheet
from hoithi.documents.signing.verifying import verify_pdf
from hoithi.kit import invariants
from hoithi.kit.files import read
from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.reading import as_data
from hoithi.kit.tests.standing import shared

AUTHORITY = Authority()


@shared
def issued(approved, series, officer):
    return issue_document(
        approved, series=series, day=date(2025, 6, 2), audience=Audience.OFFICE, version=approved.version,
        by=officer, once_key="issue",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.SIGNING_ROOTS = [AUTHORITY.root]


def sign(document, by, person="Trần Quốc Tuấn", once_key="k1", **options):
    newest = newest_signed(document)
    options.setdefault("after", newest.uid if newest else "")
    return sign_document(document, key=AUTHORITY.key(person), by=by, once_key=once_key, **options)


def people(signed):
    return [one.person for one in verify_pdf(read(signed.file), roots=[AUTHORITY.root]) if one.good]


def test_a_paper_is_signed_then_sealed(issued, head, officer):
    first = sign(issued, head, image=png())
    second = sign(issued, officer, "UBND huyện Hớn Quản", "k2", seal=png((220, 0, 0), (400, 400)))
    assert people(second) == ["Trần Quốc Tuấn", "UBND huyện Hớn Quản"]
    assert [one["person"] for one in second.seals] == people(second)
    assert same_paper(read(issued.pdf), read(second.file))
    assert read(second.file).startswith(read(first.file))
    assert first.file.name == "giay-moi-01-gm-btc-da-ky.pdf"
    assert [event.data["signer"] for event in Event.objects.filter(verb="documents.sign").order_by("pk")] == people(
        second
    )
    assert [sentence for name in ("document files", "files") for sentence in invariants.broken(name)] == []


def test_signing_twice_with_one_key_of_the_request_signs_once(issued, head):
    assert sign(issued, head) == sign(issued, head)
    assert SignedFile.objects.count() == 1


def test_a_key_of_the_request_is_that_of_one_paper(issued, contest, series, officer, head):
    facts = as_data(kind_of("giay-moi").sample())
    other = create_document(contest, kind="giay-moi", facts=facts, by=officer)
    other = submit_for_approval(other, version=other.version, by=officer)
    other = approve_document(other, version=other.version, by=head)
    other = issue_document(
        other, series=series, day=date(2025, 6, 3), audience=Audience.OFFICE, version=other.version, by=officer,
        once_key="other",
    )  # fmt: skip
    for paper in (issued, other):
        scan = attach_scan(paper, upload=SimpleUploadedFile("a.png", png()), by=officer, once_key="s")
        assert scan.document == paper


def test_no_key_or_passphrase_is_kept(issued, head):
    signed = sign(issued, head)
    kept = f"{signed.__dict__} {[event.data for event in Event.objects.all()]}"
    assert PASSPHRASE not in kept
    assert PASSPHRASE.encode() not in read(signed.file)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.JUDGE, Role.FINANCE, None])
def test_others_sign_nothing(issued, actor, role):
    for act in (
        lambda by: sign(issued, by),
        lambda by: attach_signed(issued, data=b"", by=by, once_key="a"),
        lambda by: attach_scan(issued, upload=SimpleUploadedFile("a.png", png()), by=by, once_key="b"),
    ):
        with pytest.raises(Refusal) as refused:
            act(actor(role))
        assert refused.value.status in {403, 404}
    assert not SignedFile.objects.exists()


def test_what_did_not_go_out_or_was_called_off_is_not_signed(approved, issued, head):
    with pytest.raises(Refusal) as refused:
        sign(approved, head)
    assert refused.value.code == "documents.order"
    cancelled = cancel_document(issued, reason="Sai nội dung", by=head)
    with pytest.raises(Refusal) as refused:
        sign(cancelled, head)
    assert refused.value.code == "documents.order"


def test_one_who_signs_beside_another_is_told(issued, officer, head):
    sign(issued, head)
    with pytest.raises(Refusal) as refused:
        sign(issued, officer, "Văn thư", "k2", after="")
    assert (refused.value.code, refused.value.status) == ("documents.signed_meanwhile", 409)
    assert SignedFile.objects.count() == 1


def test_a_file_signed_elsewhere_is_kept(issued, officer):
    data = sign_pdf(read(issued.pdf), key=AUTHORITY.key("Ký nơi khác"))
    signed = attach_signed(issued, data=data, by=officer, once_key="k")
    assert (signed.kind, read(signed.file)) == (SignedKind.ELSEWHERE, data)
    assert attach_signed(issued, data=data, by=officer, once_key="k") == signed
    assert people(sign(issued, officer, "Văn thư", "k2")) == ["Ký nơi khác", "Văn thư"]


def test_a_signer_nobody_knows_is_kept_and_told(issued, officer):
    data = sign_pdf(read(issued.pdf), key=Authority("Nơi lạ").key())
    [seal] = attach_signed(issued, data=data, by=officer, once_key="k").seals
    assert (seal["intact"], seal["trust"]) == (True, "unknown_root")


def refused_file(issued, officer, data):
    with pytest.raises(Refusal) as refused:
        attach_signed(issued, data=data, by=officer, once_key="z")
    return refused.value.code


def test_another_file_is_not_kept(issued, officer, head):
    own = read(issued.pdf)
    assert refused_file(issued, officer, own) == "documents.other_paper"
    assert refused_file(issued, officer, b"") == "documents.other_paper"
    assert refused_file(issued, officer, sign_pdf(sheet(), key=AUTHORITY.key())) == "documents.other_paper"
    whole = Look(Place(1, 0, 0, 210, 297), sheet())
    assert refused_file(issued, officer, sign_pdf(own, key=AUTHORITY.key(), look=whole)) == "documents.other_paper"
    broken = bytearray(sign_pdf(own, key=AUTHORITY.key()))
    at = broken.rindex(b"/Prop_Build") if b"/Prop_Build" in broken[len(own) :] else broken.rindex(b"/ByteRange")
    broken[at + 1] ^= 1
    assert refused_file(issued, officer, bytes(broken)) in {"documents.signature_broken", "documents.other_paper"}
    sign(issued, head)
    assert refused_file(issued, officer, sign_pdf(own, key=AUTHORITY.key())) == "documents.signature_missing"
    assert SignedFile.objects.count() == 1


def test_a_wrong_file_is_withdrawn_for_a_reason_and_the_one_before_stands_again(issued, officer, head):
    first = sign(issued, head)
    wrong = sign(issued, officer, "Nhầm người", "k2")
    with pytest.raises(Refusal) as refused:
        withdraw_signed(first, reason="Nhầm", by=head)
    assert (refused.value.code, newest_signed(issued)) == ("documents.signed_later", wrong)
    for _twice in range(2):
        kept = withdraw_signed(wrong, reason="Nhầm người ký", by=head)
        assert (kept.reason, newest_signed(issued)) == ("Nhầm người ký", first)
    [event] = Event.objects.filter(verb="documents.withdraw_signed")
    assert (event.reason, event.data["sha256"]) == ("Nhầm người ký", wrong.sha256)
    assert people(sign(issued, officer, "Đúng người", "k3")) == ["Trần Quốc Tuấn", "Đúng người"]


def test_only_the_head_with_a_second_factor_and_a_reason_withdraws(issued, officer, head):
    signed = sign(issued, head)
    for by, reason, status in (
        (officer, "Nhầm", 403), (replace(head, has_second_factor=False), "Nhầm", 403), (head, " ", 422),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            withdraw_signed(signed, reason=reason, by=by)
        assert refused.value.status == status
    assert newest_signed(issued) == signed


def test_a_scan_stands_beside(issued, officer, head):
    scan = attach_scan(issued, upload=SimpleUploadedFile("../ban ky.png", png()), by=officer, once_key="s")
    assert (scan.kind, read(scan.file)) == (SignedKind.SCAN, png())
    assert attach_scan(issued, upload=SimpleUploadedFile("b.png", png()), by=officer, once_key="s") == scan
    assert people(sign(issued, head)) == ["Trần Quốc Tuấn"]
    with pytest.raises(Refusal) as refused:
        attach_scan(issued, upload=SimpleUploadedFile("a.docx", b"PK"), by=officer, once_key="t")
    assert refused.value.status in {415, 422}
