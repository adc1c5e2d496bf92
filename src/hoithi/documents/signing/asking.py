"""The questions of `verifying`, `same` and `places` about any file, answered by a process of its own."""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from hoithi.documents.signing.places import Place
from hoithi.documents.signing.verifying import After, Seal, Trust
from hoithi.kit import bounded
from hoithi.kit.refusals import Refusal


def seals_of(data: bytes) -> list[Seal]:
    """The signatures in `data`, judged by the roots in the settings; none when there is none. Raises `Refusal` (422)
    when it is no PDF that can be looked into, or not within 20 seconds and 512 MB."""
    return seals_from(_asked("verify", data, *settings.SIGNING_ROOTS))


def seals_on(issued: bytes, signed: bytes) -> list[Seal] | None:
    """The signatures in `signed` when it is `issued` with signatures behind it and nothing else; None for any other
    file. Raises `Refusal` as `seals_of` does."""
    found = _asked("on", issued, signed, *settings.SIGNING_ROOTS)
    return None if found is None else seals_from(found)


def seals_from(found: list[dict[str, Any]]) -> list[Seal]:
    """Signatures that were kept as JSON."""
    return [Seal(**one | {"after": After(one["after"]), "trust": Trust(one["trust"])}) for one in found]


def place_to_sign(data: bytes, *, name: str = "") -> Place | None:
    """The room for the signature of `name`, else of whom signs for the body; None when there is none. Raises
    `Refusal` as `seals_of` does."""
    found = _asked("place", data, name.encode())
    return Place(**found) if found else None


def _asked(question: str, *parts: bytes) -> Any:
    given = json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)
    try:
        return json.loads(bounded.run("hoithi.documents.signing", question, data=given))
    except bounded.NotTaken as refusal:
        raise Refusal("unreadable", str(refusal), status=422, field="file") from refusal
    except bounded.TooHeavy as error:
        sentence = _("Máy không kiểm tra được tệp này trong thời gian cho phép. Hãy gửi lại tệp gốc đã ký.")
        raise Refusal("too_heavy", sentence, status=422, field="file") from error
