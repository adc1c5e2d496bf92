"""What every verb on papers needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.documents.content import audiences_of, kind_name
from hoithi.documents.enums import Audience
from hoithi.documents.models import Document
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text, fold


def words(value: str, *, field: str, label: str, needed: bool = True, most: int = 2000, lines: bool = True) -> str:
    """`value` through the gate of the house; a `Refusal` names `label`."""
    try:
        text = clean_text(value, multiline=lines, max_length=most)
    except ValidationError as error:
        raise Refusal("documents.text", f"{label}: {error.messages[0]}", status=422, field=field) from error
    if needed and not text:
        raise Refusal("documents.empty", _("Chưa nhập %s.") % label.lower(), status=422, field=field)
    return text


def readable(document: Document, audience: str) -> None:
    """Refuse an audience that is none, or that the kind of the paper must not reach."""
    if audience not in Audience.values:
        raise Refusal("documents.audience", _("Hãy chọn ai được đọc."), status=422, field="audience")
    if audience not in audiences_of(document):
        sentence = _("Loại văn bản này có dữ liệu cá nhân nên không mở cho mọi người đọc.")
        raise Refusal("documents.personal", sentence, status=422, field="audience")


def taken(document: Document) -> Document:
    """The row as it is now, with its contest, held until the transaction ends."""
    return Document.objects.select_for_update(of=("self",)).select_related("contest__owner").get(pk=document.pk)


def on(document: Document, version: int) -> None:
    """Refuse when somebody has changed the paper since the page of the caller was made."""
    if document.version != version:
        sentence = _("Văn bản vừa được người khác sửa hoặc xử lý. Hãy xem lại bản mới nhất rồi làm lại.")
        raise Refusal("documents.stale", sentence)


def keep(document: Document, *fields: str) -> None:
    """Save the named fields and raise the version."""
    document.version += 1
    document.save(update_fields=[*fields, "search_key", "version"])


def named(document: Document, number: str = "") -> None:
    """Put what lists show and search into a document whose facts have changed, or that got its number."""
    document.title = str(document.facts.get("abstract") or "")[:300]
    said = [number, kind_name(document), document.title, document.facts.get("symbol"), document.facts.get("signer")]
    document.search_key = fold(" ".join(str(one) for one in said if one))
