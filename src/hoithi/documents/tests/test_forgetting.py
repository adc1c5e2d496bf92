"""Somebody who asked to be erased goes out of papers that did not go out."""

import json
from datetime import date

import pytest

from hoithi.audit.models import Event
from hoithi.documents.actions import (
    approve_document,
    forget_person,
    issue_document,
    save_document,
    submit_for_approval,
)
from hoithi.documents.enums import Audience, DocumentState
from hoithi.documents.models import Document, DocumentVersion

NAME = "Điểu Xuân Lộc"
GONE = "đã xóa"


def wipe(value):
    return json.loads(json.dumps(value, ensure_ascii=False).replace(NAME, GONE))


def forget(document, by):
    forget_person(document.contest, wipe=wipe, by=by)
    return Document.objects.get(pk=document.pk)


def save(document, by, **facts):
    return save_document(document, facts={**document.facts, **facts}, version=document.version, by=by)


def left():
    rows = [list(model.objects.values()) for model in (Document, DocumentVersion, Event)]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_a_draft_and_its_versions_lose_the_name(invitation, officer):
    draft = save(invitation, officer, abstract=f"Mời {NAME}", recipients=f"{NAME}\nLưu")
    draft = save(draft, officer, where=f"Nhà {NAME}")
    assert "dieu xuan loc" in draft.search_key
    forgotten = forget(draft, officer)
    assert NAME not in left()
    assert (forgotten.title, forgotten.facts["recipients"]) == (f"Mời {GONE}", f"{GONE}\nLưu")
    assert "dieu xuan loc" not in forgotten.search_key
    assert (forgotten.state, forgotten.version) == (DocumentState.DRAFT, draft.version + 1)
    assert Event.objects.filter(verb="documents.forget").count() == 1


@pytest.mark.parametrize("approves", [False, True])
def test_what_was_to_go_out_with_the_name_needs_a_new_word(invitation, officer, head, approves):
    document = save(invitation, officer, abstract=f"Mời {NAME}")
    document = submit_for_approval(document, version=document.version, by=officer)
    if approves:
        document = approve_document(document, version=document.version, by=head)
    document = forget(document, officer)
    assert (document.state, document.approved_by, document.approved_by_name) == (DocumentState.DRAFT, None, "")
    assert "xóa theo yêu cầu" in document.reason


def test_what_names_somebody_else_is_left_alone(approved, officer):
    forgotten = forget(approved, officer)
    assert (forgotten.state, forgotten.version) == (DocumentState.APPROVED, approved.version)
    assert not Event.objects.filter(verb="documents.forget").exists()


def test_what_went_out_stays_and_what_was_saved_before_does_not(invitation, series, officer, head):
    early = save(invitation, officer, abstract=f"Mời {NAME} sớm")
    document = save(early, officer, abstract=f"Mời {NAME}")
    document = submit_for_approval(document, version=document.version, by=officer)
    document = approve_document(document, version=document.version, by=head)
    out = issue_document(
        document, series=series, day=date(2025, 6, 2), audience=Audience.OFFICE, version=document.version, by=officer,
        once_key="k",
    )  # fmt: skip
    forgotten = forget(out, officer)
    said = list(forgotten.versions.order_by("number").values_list("facts__abstract", flat=True))
    assert said[1:] == [f"Mời {GONE} sớm", f"Mời {NAME}"]
    assert (forgotten.title, forgotten.number.subject) == (f"Mời {NAME}", f"Mời {NAME}")
    assert (forgotten.state, forgotten.version) == (DocumentState.ISSUED, out.version)
