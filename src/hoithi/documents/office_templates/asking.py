"""Checking and filling the Word file of an office, by a process of its own, so that no file can stop the site."""

import json
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from hoithi.documents.kinds.base import Facts, Kind
from hoithi.documents.office_templates.checking import Finding
from hoithi.documents.office_templates.facts import NUMBER, NUMBER_AND_SYMBOL, names_of, texts_of
from hoithi.kit import bounded
from hoithi.kit.files import office
from hoithi.kit.refusals import Refusal

_MOST_BYTES = 5 * 1024 * 1024
_SAMPLE_NUMBER = 7


def check_template(data: bytes, kind: Kind) -> list[Finding]:
    """What is to be mended before `data` can be the template of papers of `kind`; an empty list when it can be used.
    Raises `Refusal` (413, 415, 422) for what is no sound Word file without macros of at most 5 MB."""
    if len(data) > _MOST_BYTES:
        sentence = _("Mẫu lớn hơn 5 MB. Hãy bớt ảnh trong tệp rồi gửi lại.")
        raise Refusal("too_large", sentence, status=413, field="file")
    office.check_docx(BytesIO(data))
    asked = [[NUMBER, NUMBER_AND_SYMBOL]] if kind.prescribed else []
    return [Finding(**one) for one in json.loads(_asked("check", data, kind.schema, {"asked": asked}))]


def fill_template(data: bytes, facts: Facts, *, number: int | None = None, day: date | None = None) -> bytes:
    """The Word file of a paper from a template that was checked. The same input gives the same bytes. Raises
    `Refusal` (422)."""
    return _asked("fill", data, type(facts), asdict(texts_of(facts, number=number, day=day)))


def sample_of(data: bytes, kind: Kind) -> bytes:
    """A checked template filled with the sample of its kind."""
    return fill_template(data, kind.sample(), number=_SAMPLE_NUMBER, day=kind.sample_day)


def _asked(question: str, data: bytes, schema: type[Facts], given: dict[str, Any]) -> bytes:
    head = json.dumps({"names": [asdict(one) for one in names_of(schema).all], **given})
    try:
        return bounded.run("hoithi.documents.office_templates", question, data=head.encode() + b"\n" + data)
    except bounded.NotTaken as refusal:
        raise Refusal("unreadable", str(refusal), status=422, field="file") from refusal
    except bounded.TooHeavy as error:
        sentence = _("Máy không đọc được mẫu này trong thời gian cho phép. Hãy lưu lại bằng Word rồi gửi lại.")
        raise Refusal("too_heavy", sentence, status=422, field="file") from error
