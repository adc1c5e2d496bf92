"""Reading an uploaded file in a process of its own, bounded in time and memory, so that no file can stop the site."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal

SECONDS: Final = 20
_NOT_A_PLAN: Final = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader understood, in the shape of the plan format, and the source lines it read (1-based in talk)."""

    plan: dict[str, Any]
    lines: list[str]


def read_bounded(data: bytes, name: str) -> Reading:
    """The reading of a file. Raises `Refusal` (422) with the reader's sentence when the file is not a plan, or with
    what to do when reading it takes more than 20 seconds or 1 GB."""
    command = [sys.executable, "-m", "hoithi.contests.planflow.reader_process", name]
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file's name is an argument, never a shell word
            command, input=data, capture_output=True, timeout=SECONDS, env=surroundings, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_heavy() from error
    if done.returncode == _NOT_A_PLAN:
        raise Refusal("not_a_plan", done.stderr.decode().strip(), status=422, field="file")
    if done.returncode != 0:
        raise _too_heavy()
    found = json.loads(done.stdout)
    return Reading(found["plan"], found["lines"])


def _too_heavy() -> Refusal:
    sentence = _(
        "Máy không đọc được tệp này trong thời gian cho phép. Hãy lưu lại thành .docx hoặc .pdf rồi tải lên lại."
    )
    return Refusal("too_heavy", sentence, status=422, field="file")
