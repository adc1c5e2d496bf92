"""What the rules say of an entry, each with the rule that says it. Pure: no clock, no database.

Sources: the edition's eligibility (domain.md 1.3), quoted in every finding.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.entering import Eligibility
from hoithi.kit.dates import show_date
from hoithi.kit.text import fold

GUARDED = 16  # years: below, a parent or guardian agrees (domain.md 4.3)


@dataclass(frozen=True, slots=True)
class Maker:
    """An author as the rules see one."""

    name: str
    birth_date: date | None = None
    share: Decimal | None = None
    answered: bool = False
    guardian_agrees: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """An entry as the rules see it. `others` counts further entries of the same owner in the contest; `prized` names
    earlier prizes, told by the entrant or found for a like solution, `compared` whether anybody has looked for them;
    `unit_confirmed` None: not asked yet; `unit_on_paper`: it is said to have confirmed on a paper that was scanned;
    `today`: when they are asked."""

    entrant: str
    makers: Sequence[Maker]
    made_on: date | None = None
    others: int = 0
    prized: Sequence[str] = ()
    compared: bool = False
    unit_confirmed: bool | None = None
    unit_on_paper: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule asked: `ok` True, False (stops the entry), or None (a person has to look). `rule` quotes it."""

    code: str
    ok: bool | None
    sentence: str
    rule: str
    part: str = ""


def age_on(birth: date, day: date) -> int:
    """Whole years on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_child(birth: date | None, rules: Eligibility, today: date | None) -> bool:
    """Whether a parent or guardian has to agree: the law asks it of whoever is under 16 today, the edition perhaps of
    whoever is so on its own day."""
    days = [day for day in (rules.age_on, today) if day is not None]
    return birth is not None and bool(days) and age_on(birth, min(days)) < GUARDED


def findings(rules: Eligibility, facts: Facts, *, shares: bool = False) -> list[Finding]:
    """Every rule of the edition that can be asked of these facts, in the order in which people check them."""
    return [
        *_kind(rules, facts),
        *_makers(rules, facts),
        *_ages(rules, facts),
        *_window(rules, facts),
        *_numbers(rules, facts),
        *_earlier(rules, facts),
        *_unit(rules, facts),
        *(_shares(facts) if shares else ()),
    ]


def _kind(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.entrants and facts.entrant:
        from_rules = specs_label(rules)
        ok = facts.entrant in rules.entrants
        said = _("Đúng đối tượng dự thi.") if ok else _("Loại người dự thi này không được nhận.")
        yield Finding("entrant", ok, said, from_rules, "about")
    if facts.entrant == "individual" and len(facts.makers) > 1:
        said = _("Dự thi với tư cách cá nhân nhưng hồ sơ có %d tác giả. Hãy chọn nhóm, hoặc bỏ bớt tác giả.")
        yield Finding("alone", False, said % len(facts.makers), _("Cá nhân dự thi thì chỉ có một tác giả."), "about")


def specs_label(rules: Eligibility) -> str:
    """The entrants that the rules admit, in words."""
    from hoithi.contests.rule_schemas.entering import Entrant  # noqa: PLC0415

    return _("Được dự thi: %s.") % ", ".join(str(Entrant(one).label).lower() for one in rules.entrants)


def _makers(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    count = len(facts.makers)
    if rules.most_authors is not None:
        rule = _("Mỗi giải pháp có tối đa %d tác giả.") % rules.most_authors
        ok = count <= rules.most_authors
        yield Finding("authors", ok, _("Hồ sơ có %d tác giả.") % count, rule, "authors")
    names = Counter(fold(maker.name) for maker in facts.makers)
    if twice := [maker.name for maker in facts.makers if names[fold(maker.name)] > 1]:
        said = _("Có hai tác giả cùng tên: %s. Nếu là một người thì bỏ bớt một dòng.") % twice[0]
        births = {maker.birth_date for maker in facts.makers if fold(maker.name) == fold(twice[0])}
        same = None if None not in births and len(births) == names[fold(twice[0])] else False
        yield Finding("twice", same, said, _("Mỗi người ghi một lần trong danh sách tác giả."), "authors")
    waiting = [maker.name for maker in facts.makers if not maker.answered]
    if waiting:
        said = _("Chưa xác nhận: %s. Hãy gửi liên kết, hoặc đánh dấu đã ký trên giấy.") % ", ".join(waiting)
        yield Finding("answers", False, said, _("Mỗi tác giả phải xác nhận mình là tác giả."), "authors")


def _ages(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.age_on is None or (rules.age_min is None and rules.age_max is None):
        yield from _guardians(rules, facts)
        return
    least, most = rules.age_min or 0, 120 if rules.age_max is None else rules.age_max
    span = {"least": least, "most": most, "day": show_date(rules.age_on)}
    rule = _("Tuổi từ %(least)d đến %(most)d, tính đến ngày %(day)s.") % span
    for maker in facts.makers:
        if maker.birth_date is None:
            yield Finding("age", False, _("%s chưa ghi ngày sinh.") % maker.name, rule, "authors")
            continue
        age = age_on(maker.birth_date, rules.age_on)
        ok = least <= age <= most
        yield Finding("age", ok, _("%(name)s: %(age)d tuổi.") % {"name": maker.name, "age": age}, rule, "authors")
    yield from _guardians(rules, facts)


def _guardians(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    rule = _("Người dưới 16 tuổi phải có cha mẹ hoặc người giám hộ đồng ý.")
    for maker in facts.makers:
        if is_child(maker.birth_date, rules, facts.today) and not maker.guardian_agrees:
            said = _("%s chưa có cha mẹ hoặc người giám hộ đồng ý.") % maker.name
            yield Finding("guardian", False, said, rule, "authors")


def _window(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.made_from is None and rules.made_to is None:
        return
    bounds = []
    if rules.made_from:
        bounds.append(_("từ ngày %s") % show_date(rules.made_from))
    if rules.made_to:
        bounds.append(_("đến hết ngày %s") % show_date(rules.made_to))
    rule = _("Giải pháp được tạo ra %s.") % " ".join(bounds)
    if facts.made_on is None:
        yield Finding("made", None, _("Chưa ghi ngày tạo ra giải pháp: cán bộ xem trong bản mô tả."), rule)
        return
    early = rules.made_from is not None and facts.made_on < rules.made_from
    late = any(day is not None and facts.made_on > day for day in (rules.made_to, facts.today))
    yield Finding("made", not (early or late), _("Tạo ra ngày %s.") % show_date(facts.made_on), rule)


def _numbers(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.most_entries is not None:
        rule = _("Mỗi người gửi tối đa %d giải pháp.") % rules.most_entries
        said = _("Người này đã gửi %d giải pháp khác.") % facts.others
        yield Finding("entries", facts.others < rules.most_entries, said, rule)


def _earlier(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.prior in {"not_awarded", "never_entered"}:
        rule = (
            _("Giải pháp chưa đạt giải từ cấp tỉnh trở lên.")
            if rules.prior == "not_awarded"
            else _("Giải pháp chưa từng dự thi cấp tỉnh trở lên.")
        )
        if facts.prized:
            yield Finding("prior", None, _("Có thể đã đạt giải: %s. Hãy xem lại.") % "; ".join(facts.prized), rule)
        elif not facts.compared:
            said = _("Chưa so xong với các giải pháp trước: cán bộ xem lại sau ít phút.")
            yield Finding("prior", None, said, rule)
        else:
            yield Finding("prior", True, _("Không tìm thấy giải pháp này trong các giải đã có."), rule)


def _unit(rules: Eligibility, facts: Facts) -> Iterator[Finding]:
    if rules.unit_confirms or getattr(rules, "preselect", False):
        chosen = getattr(rules, "preselect", False)
        rule = _("Đơn vị chọn giải pháp gửi dự thi.") if chosen else _("Đơn vị hoặc địa phương phải xác nhận hồ sơ.")
        if facts.unit_on_paper:
            yield Finding("unit", None, _("Có bản giấy của đơn vị: cán bộ xem dấu và chữ ký."), rule, "unit")
            return
        said = {True: _("Đơn vị đã xác nhận."), False: _("Đơn vị không xác nhận."), None: _("Đơn vị chưa xác nhận.")}
        yield Finding("unit", facts.unit_confirmed is True, said[facts.unit_confirmed], rule, "unit")


def _shares(facts: Facts) -> Iterator[Finding]:
    total = sum(((maker.share or Decimal(0)) for maker in facts.makers), Decimal(0))
    said = _("Tổng tỷ lệ đóng góp phải bằng 100 %% (đang %s %%).") % format(total.normalize(), "f").replace(".", ",")
    if total != 100 and len(facts.makers) > 1:
        yield Finding("shares", False, said, _("Tỷ lệ đóng góp của các tác giả cộng lại bằng 100 %."), "authors")
