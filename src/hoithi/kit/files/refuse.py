"""The few refusals that several kinds of file share."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal


def refuse(code: str, sentence: str, *, status: int = 422) -> Refusal:
    """A refusal of a file, with the status that the catalogue of bad input gives it."""
    return Refusal(code, sentence, status=status)


def broken() -> Refusal:
    """The file is cut short or damaged."""
    return refuse("file_broken", _("Tệp bị hỏng hoặc tải chưa hết. Hãy mở thử trên máy rồi chọn lại."))


def needs_password() -> Refusal:
    """The file opens with a password only, which nobody who reads it will have."""
    return refuse("file_password", _("Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại."))


def runs(sentence: str) -> Refusal:
    """Something that a machine would run."""
    return refuse("file_runs", sentence, status=415)


def two_formats_in_one(file: IO[bytes]) -> None:
    """Raise a `Refusal` when something that is no archive can be opened as a zip archive, or no PDF as a PDF."""
    file.seek(0)
    head = file.read(1024)  # where readers of PDF look for its first line
    if (b"%PDF-" in head and not head.startswith(b"%PDF-")) or zipfile.is_zipfile(file):
        raise refuse("file_polyglot", _("Tệp có hai định dạng trong một. Hãy xuất lại tệp rồi chọn lại."), status=415)
