"""The personal identification number of Viet Nam (số định danh cá nhân, on the card: số căn cước)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_NUMBER: Final = re.compile(r"[0-9]{12}\Z")
_WITHOUT_ZEROS: Final = re.compile(r"[1-9][0-9]{9,10}\Z")
_OLD_CARD: Final = re.compile(r"[0-9]{9}\Z")
Sex = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number of twelve digits, and sentences about what it disagrees with; they are warnings, not refusals."""

    number: str
    warnings: tuple[str, ...] = ()


def read_id_number(text: str, *, born: date | None = None, sex: Sex | None = None) -> IdNumber:
    """The number in `text`; spaces, points and full-width digits are read. Raises `ValidationError` when it has not
    the shape: three digits of the place, one of century and sex, two of the year of birth, six at random.

    There is no check digit, and registers hold errors, so a number that disagrees with `born` or `sex` is only
    warned of. Source: decree 137/2015/NĐ-CP on the register of citizens; bad-input catalogue, lines 64 to 68.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not _NUMBER.match(digits):
        raise _refused(digits)
    return IdNumber(digits, tuple(_disagreements(digits, born=born, sex=sex)))


def _refused(digits: str) -> ValidationError:
    if _WITHOUT_ZEROS.match(digits):
        return ValidationError(
            _("Thiếu chữ số – có thể Excel đã bỏ số 0 đầu. Ý bạn là %s?") % digits.zfill(12), code="lost_zero"
        )
    if _OLD_CARD.match(digits):
        return ValidationError(_("Nhập số định danh 12 chữ số (CMND 9 số không còn dùng)."), code="old_card")
    return ValidationError(_("Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."), code="id_number")


def _disagreements(digits: str, *, born: date | None, sex: Sex | None) -> list[str]:
    century, told = 1900 + int(digits[3]) // 2 * 100, "female" if int(digits[3]) % 2 else "male"
    year = century + int(digits[4:6])
    found = []
    if born is not None and born.year != year:
        found.append(
            _("Số định danh cho biết năm sinh %(number)d, còn ngày sinh ghi năm %(born)d. Hãy xem lại hai ô này.")
            % {"number": year, "born": born.year}
        )
    if sex is not None and sex != told:
        words = {"male": _("nam"), "female": _("nữ")}
        found.append(
            _("Số định danh cho biết giới tính %(number)s, còn đang ghi %(sex)s. Hãy xem lại hai ô này.")
            % {"number": words[told], "sex": words[sex]}
        )
    return found
