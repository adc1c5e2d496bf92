"""Checking a file that somebody sends, in a process of its own, so that no file can stop the site."""

import json

from django.utils.translation import gettext as _

from hoithi.documents.paper.checking.looks import Deviation
from hoithi.kit import bounded
from hoithi.kit.refusals import Refusal


def checked(data: bytes, kind: str) -> list[Deviation]:
    """What does not follow the decree in a file of `kind` ("docx", "pdf"). Raises `Refusal` (422) with what to do when
    it cannot be read, or not within 20 seconds and 512 MB."""
    try:
        answer = bounded.run("hoithi.documents.paper.checking", kind, data=data)
    except bounded.NotTaken as refusal:
        raise Refusal("unreadable", str(refusal), status=422, field="file") from refusal
    except bounded.TooHeavy as error:
        sentence = _("Máy không đọc được tệp này trong thời gian cho phép. Hãy lưu lại bằng Word rồi gửi lại.")
        raise Refusal("too_heavy", sentence, status=422, field="file") from error
    return [Deviation(**each) for each in json.loads(answer)]
