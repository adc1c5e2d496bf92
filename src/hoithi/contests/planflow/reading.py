"""Reading an uploaded file in a process of its own, bounded in time and memory, so that no file can stop the site."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from hoithi.kit import bounded
from hoithi.kit.refusals import Refusal

SECONDS: Final = bounded.SECONDS


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader understood, in the shape of the plan format, and the source lines it read (1-based in talk)."""

    plan: dict[str, Any]
    lines: list[str]


def read_bounded(data: bytes, name: str) -> Reading:
    """The reading of a file. Raises `Refusal` (422) with the reader's sentence when the file is not a plan, or with
    what to do when reading it takes more than 20 seconds or 1 GB."""
    try:
        answer = bounded.run("hoithi.contests.planflow.reader_process", name, data=data, seconds=SECONDS)
    except bounded.NotTaken as error:
        raise Refusal("not_a_plan", str(error), status=422, field="file") from error
    except bounded.TooHeavy as error:
        raise _too_heavy() from error
    found = json.loads(answer)
    return Reading(found["plan"], found["lines"])


def _too_heavy() -> Refusal:
    sentence = _(
        "Máy không đọc được tệp này trong thời gian cho phép. Hãy lưu lại thành .docx hoặc .pdf rồi tải lên lại."
    )
    return Refusal("too_heavy", sentence, status=422, field="file")
