"""What a contest, its plan, its rules, its dates and its people say of a paper about it."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import MilestoneKind, PlanState, Precision, RuleKind
from hoithi.contests.grants.rules import can_read_people
from hoithi.contests.models import Contest, Milestone, PlanVersion
from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.queries import current_rules, people_in
from hoithi.contests.rule_schemas import DataProblems, parse
from hoithi.contests.rule_schemas.entering import Dossier, Eligibility, Fields
from hoithi.contests.rule_schemas.judging import Per, Prizes, Rubric
from hoithi.documents.kinds.base import Kind
from hoithi.documents.kinds.from_plan import plan_facts, recipients_of
from hoithi.documents.kinds.wording import day, joined
from hoithi.documents.paper.model import roman
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import last_day_before
from hoithi.kit.schemas.reading import specs_of

# Who decides on these is the body that runs the contest, not the committee that it forms.
_BY_OWNER = {"quyet-dinh-ban-to-chuc", "quyet-dinh-ket-qua", "quyet-dinh-khen-thuong"}
_ABSTRACTS = {
    "ke-hoach": "Tổ chức",
    "the-le": "Ban hành Thể lệ",
    "quyet-dinh-ban-to-chuc": "Về việc thành lập Ban Tổ chức và Tổ Thư ký",
    "quyet-dinh-hoi-dong-giam-khao": "Về việc thành lập Hội đồng Giám khảo",
    "quyet-dinh-danh-sach-du-thi": "Phê duyệt danh sách giải pháp đủ điều kiện dự thi",
    "quyet-dinh-ket-qua": "Công nhận kết quả và trao giải thưởng",
    "quyet-dinh-khen-thuong": "Về việc khen thưởng tập thể, cá nhân có thành tích xuất sắc trong",
    "quyet-dinh-gia-han": "Về việc gia hạn thời gian nhận hồ sơ dự thi",
    "to-trinh-giai-thuong": "Về việc công nhận kết quả và trao giải thưởng",
    "thong-bao-bo-sung": "Về việc bổ sung hồ sơ dự thi",
    "thong-bao-lich": "Lịch",
    "thong-bao-ket-qua": "Kết quả",
    "cong-van-moi-du-thi": "mời tham gia",
    "cong-van-don-doc": "đôn đốc thực hiện Kế hoạch tổ chức",
    "cong-van-chuyen-ho-so": "gửi hồ sơ dự thi của",
    "giay-moi": "Dự Lễ tổng kết và trao giải",
    "bien-ban-mo-ho-so": "Mở hồ sơ dự thi",
    "bien-ban-tieu-ban": "Họp tiểu ban chấm thi",
    "bien-ban-hoi-dong": "Họp Hội đồng Giám khảo",
    "bien-ban-giao-nhan-mo-hinh": "Giao, nhận mô hình dự thi",
    "bien-ban-nhap-diem": "Nhập và đối chiếu điểm chấm",
    "bao-cao-quy": "Tình hình triển khai",
    "bao-cao-tong-ket": "Tổng kết",
    "danh-sach-chi-tien": "Tiền thưởng",
}
_AREA = re.compile(r"(?:tỉnh|thành phố|thị xã|huyện|quận|thị trấn|xã|phường|đặc khu)\s+", re.IGNORECASE)
_OF_THE_PLAN = re.compile(r"\b(?:mục|phần)\s+[IVX]+\b", re.IGNORECASE)  # "Các đơn vị tại mục IV" points nowhere else
_MARK = re.compile(r"^(?:[-–+*]|\d+[.)]|\w[.)]|\s)+")  # "4. ", "a) ", "- " before a line of the plan
# Who signs by hand what goes to nobody by post.
_SLIPS = {
    "phieu-cham": "GIÁM KHẢO",
    "bang-tong-hop-diem": "CHỦ TỊCH HỘI ĐỒNG GIÁM KHẢO",
    "danh-sach-ho-so": "TỔ TRƯỞNG TỔ THƯ KÝ",
    "bien-nhan": "NGƯỜI NHẬN",
    "danh-sach-chi-tien": "THỦ TRƯỞNG ĐƠN VỊ",
}
_BY_HAND = {"authority": "", "post": "", "signer": "", "recipients": ""}
_TO_THE_DAY = (Precision.MINUTE, Precision.DAY)


@dataclass(frozen=True)
class About:
    """A contest with what is asked of it for papers, as far as `by` may read it; each thing is read once, when it is
    asked for."""

    contest: Contest
    by: Actor

    @cached_property
    def plan(self) -> PlanVersion | None:
        """The plan in force."""
        plans = self.contest.plans.filter(state=PlanState.CONFIRMED).select_related("file")
        return plans.order_by("-number").first()

    @cached_property
    def document(self) -> dict[str, Any]:
        """The head and the end of the plan, as people corrected them."""
        if self.plan is None:
            return {}
        return dict(self.plan.review.get("document") or self.plan.reading.get("document") or {})

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The dates whose reading a person has confirmed."""
        return list(self.contest.milestones.filter(confirmed_at__isnull=False))

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The rules in force by their kind, as far as they can be read."""
        found: dict[str, Any] = {}
        for kind, version in current_rules(self.contest).items():
            with suppress(DataProblems):
                found[kind] = parse(kind, version.data)
        return found

    @cached_property
    def owner(self) -> str:
        """The name of the body that runs the contest, as it stands within a sentence: "UBND huyện Hớn Quản"."""
        unit = self.contest.owner
        name = unit.name
        return f"UBND {name[0].lower()}{name[1:]}" if unit.kind.is_territory else name

    @property
    def owner_whole(self) -> str:
        """The same without its abbreviation."""
        return self.owner.replace("UBND ", "Ủy ban nhân dân ", 1) if self.owner.startswith("UBND ") else self.owner

    @property
    def name(self) -> str:
        """The contest with its edition and years: "Hội thi ... lần thứ VIII, năm 2024-2025"."""
        contest = self.contest
        edition = f"lần thứ {roman(contest.edition)}" if contest.edition else ""
        return joined(joined(contest.name, edition, by=" "), contest.years and f"năm {contest.years}")

    @property
    def head(self) -> str:
        """The head of the committee, as a decision names them."""
        return f"Trưởng Ban Tổ chức {self.name}"

    @property
    def plan_named(self) -> str:
        """The plan as another paper cites it, "" while nobody knows its number."""
        said = self.document
        number, symbol, issued = said.get("number"), said.get("symbol"), _day(said.get("date"))
        if not (number and symbol and issued):
            return ""
        return f"Kế hoạch số {number}/{symbol} {day(issued)} của {self.contest.organizer_name or self.owner_whole}"

    @property
    def closes_on(self) -> date | None:
        """The last day on which entries are taken."""
        ends = [one.ends_at for one in self.milestones if one.kind == MilestoneKind.ENTRIES and one.ends_at]
        return last_day_before(max(ends)) if ends else None

    def frame(self, kind: Kind) -> dict[str, Any]:
        """What papers of every kind ask."""
        raw = {
            **(self._owner_signs(kind) if kind.code in _BY_OWNER else self._committee_signs(kind)),
            "place": self.document.get("place") or _AREA.sub("", self.contest.owner.name, count=1),
            "contest": self.name,
            "abstract": joined(_ABSTRACTS.get(kind.code, ""), self.name, by=" "),
            "bases": self.plan_named and f"Căn cứ {self.plan_named}",
            "plan": self.plan_named,
            "contact": joined(self.contest.contact_name, self.contest.contact_phone),
        }
        recipients, filing = recipients_of(self.document.get("recipients") or ())
        kept = [one for one in recipients if not _OF_THE_PLAN.search(one)]
        if "addressees" in specs_of(kind.schema):
            kept.insert(0, "Như trên")
        sent = {"recipients": "\n".join(kept), "filing": filing or "VT"}
        slip = {**_BY_HAND, "filing": "", "position": _SLIPS[kind.code]} if kind.code in _SLIPS else {}
        return {**raw, **sent, **slip}

    def _committee_signs(self, kind: Kind) -> dict[str, Any]:
        signer = self.document.get("signer") or {}
        organizer = self.contest.organizer_name
        if organizer.casefold() in {self.owner.casefold(), self.owner_whole.casefold()}:
            # The plan went out from the body itself: its vice-chair heads the committee that it forms.
            organizer = ""
            post = signer.get("position") or ""
            signer = {"concurrent": post and f"{post} {self.owner.upper()}", "name": signer.get("name")}
        decides = kind.abbreviation == "QĐ"  # a head who decides signs for themself
        return {
            "parent": self.owner.upper(),
            "issuer": (organizer or f"Ban Tổ chức {self.contest.name}").upper(),
            "symbol": joined(kind.abbreviation, "BTC", by="-"),
            "decider": self.head,
            "authority": "" if decides else signer.get("authority") or "TM. BAN TỔ CHỨC",
            "position": signer.get("position") or "TRƯỞNG BAN",
            "post": signer.get("concurrent") or "",
            "signer": signer.get("name") or "",
        }

    def _owner_signs(self, kind: Kind) -> dict[str, Any]:
        council = self.owner != self.owner_whole
        return {
            "issuer": self.owner_whole.upper(),
            "symbol": joined(kind.abbreviation, "UBND" if council else "", by="-"),
            "decider": f"Chủ tịch {self.owner_whole}" if council else "",
            "position": "CHỦ TỊCH" if council else "",
        }


def about(contest: Contest, by: Actor) -> About:
    """What `by` can ask of `contest`."""
    return About(contest, by)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None


def _local(moment: datetime | None) -> date | None:
    return moment.astimezone(VIETNAM).date() if moment else None


def _plan(known: About) -> dict[str, Any]:
    """The plan itself, word for word; nothing when it was made without a file that can be read again."""
    plan = known.plan
    if plan is None or not plan.reading.get("contest"):
        return {}
    try:
        return plan_facts(plan.lines, plan.file.name, plan.reading)
    except NotAPlan:
        return {}


def _rules(known: About) -> dict[str, Any]:
    """The rules in force."""
    raw = {
        "decider": known.head,
        "reception": _reception(known),
    }
    for kind, say in _RULES.items():
        if kind in known.rules:
            raw |= say(known.rules[kind])
    if prizes := known.rules.get(RuleKind.PRIZES):
        raw |= _prizes(prizes, len(raw.get("fields", "").splitlines()))
    return raw


def _fields(rules: Fields) -> dict[str, Any]:
    return {"fields": "\n".join(one.name for one in rules.items)}


def _eligibility(rules: Eligibility) -> dict[str, Any]:
    said = [
        f"Giải pháp được tạo ra từ {day(rules.made_from)}." if rules.made_from else "",
        f"Giải pháp được tạo ra đến hết {day(rules.made_to)}." if rules.made_to else "",
        f"Mỗi giải pháp có nhiều nhất {rules.most_authors:02d} tác giả." if rules.most_authors else "",
        f"Mỗi người dự thi nhiều nhất {rules.most_entries:02d} giải pháp." if rules.most_entries else "",
        "Hồ sơ có xác nhận của đơn vị." if rules.unit_confirms else "",
        _ages(rules),
        *rules.notes.splitlines(),
    ]
    conditions = "\n".join(f"{n}. {text}" for n, text in enumerate(filter(None, said), 1))
    return {"entrants": rules.who, "conditions": conditions}


def _ages(rules: Eligibility) -> str:
    ages = joined(
        f"từ {rules.age_min} tuổi" if rules.age_min is not None else "",
        f"đến {rules.age_max} tuổi" if rules.age_max is not None else "",
        by=" ",
    )
    on = f", tính đến {day(rules.age_on)}" if rules.age_on else ""
    return f"Tác giả {ages}{on}." if ages else ""


def _dossier(rules: Dossier) -> dict[str, Any]:
    """What a dossier holds: the description, and its papers."""
    parts = [f"- {one.name};" for one in rules.described]
    papers = [f"- {one.name}{' (nếu có)' if not one.least else ''};" for one in rules.papers]
    said = ["1. Bản mô tả giải pháp gồm các phần:", *parts] if parts else []
    said += [f"{2 if parts else 1}. Giấy tờ, hình ảnh, hiện vật kèm theo:", *papers] if papers else []
    return {"dossier": "\n".join(said)}


def _rubric(rules: Rubric) -> dict[str, Any]:
    return {"criteria": [{"code": one.code, "name": one.name, "most": str(one.weight)} for one in rules.criteria]}


def _prizes(rules: Prizes, fields: int) -> dict[str, Any]:
    """The levels; a quota for each field counts once for each of them."""
    levels = []
    for one in rules.levels:
        each = one.per == Per.FIELD and one.quota is not None
        name = f"{one.name} (mỗi lĩnh vực {one.quota:02d} giải)" if each else one.name
        count = one.quota * fields if each and one.quota and fields else one.quota
        levels.append({"code": one.code, "name": name, "count": count, "amount": one.amount})
    specials = [
        {"code": one.code, "name": one.name, "count": one.quota, "amount": one.amount} for one in rules.specials
    ]
    return {"prizes": levels + specials, "other": rules.notes}


_RULES: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    RuleKind.FIELDS: _fields,
    RuleKind.ELIGIBILITY: _eligibility,
    RuleKind.FORM: _dossier,
    RuleKind.RUBRIC: _rubric,
}


def _reception(known: About) -> str:
    contest = known.contest
    said = (
        ("Cơ quan tiếp nhận", contest.reception_agency),
        ("Địa chỉ", contest.reception_address),
        ("Thời hạn", known.closes_on and f"đến hết {day(known.closes_on)}"),
        ("Liên hệ", joined(contest.contact_name, contest.contact_phone)),
    )
    return "\n".join(f"- {label}: {text};" for label, text in said if text)


def _call(known: About) -> dict[str, Any]:
    contest = known.contest
    return {
        "about": joined(contest.summary, *(str(one) for one in contest.purposes), by="\n"),
        "closes": known.closes_on and known.closes_on.isoformat(),
        "where": joined(contest.reception_agency, contest.reception_address),
    }


def _schedule(known: About) -> dict[str, Any]:
    """The dates; one that is no day is said in the words of the plan."""
    steps = []
    for one in known.milestones:
        exact = one.precision in _TO_THE_DAY
        steps.append(
            {
                "name": one.label if exact or not one.written else _MARK.sub("", one.written),
                "from_day": _iso(_local(one.starts_at)) if exact else None,
                "to_day": _iso(last_day_before(one.ends_at)) if exact and one.ends_at else None,
                "where": one.place,
            }
        )
    return {"steps": steps}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _extension(known: About) -> dict[str, Any]:
    return {
        "what": "thời gian nhận hồ sơ dự thi",
        "from_day": _iso(known.closes_on),
    }


_DUTIES = {
    Role.HEAD: "Trưởng Ban",
    Role.SECRETARY: "Thư ký",
    Role.PANEL_CHAIR: "Trưởng tiểu ban",
    Role.JUDGE: "Ủy viên",
}


def _people(known: About, roles: Iterable[Role]) -> list[dict[str, Any]]:
    """Who holds one of `roles` in the contest, in the order of the roles."""
    if not can_read_people(known.by, known.contest):
        return []
    order = list(roles)
    grants = people_in(known.contest).filter(role__in=order).order_by("person__sort_key", "pk")
    rows = grants.values_list("role", "person__full_name", "unit__name")
    found = sorted(set(rows), key=lambda row: (order.index(Role(row[0])), row[1]))
    return [{"name": name, "post": unit or "", "duty": _DUTIES[Role(role)]} for role, name, unit in found]


def _committee(known: About) -> dict[str, Any]:
    return {
        "members": _people(known, (Role.HEAD,)),
        "secretaries": _people(known, (Role.SECRETARY,)),
    }


def _jury(known: About) -> dict[str, Any]:
    return {
        "members": _people(known, (Role.PANEL_CHAIR, Role.JUDGE)),
    }


def _invitation(known: About) -> dict[str, Any]:
    return {"host": f"Ban Tổ chức {known.name}"}


def _upper(known: About) -> dict[str, Any]:
    upper = known.contest.upper
    return {"upper": About(upper, known.by).name, "addressees": upper.organizer_name} if upper else {}


def _report(known: About) -> dict[str, Any]:
    upper = known.contest.upper
    return {"addressees": joined(known.owner_whole, upper.organizer_name if upper else "", by="\n")}


def _proposal(known: About) -> dict[str, Any]:
    return {"addressees": f"Chủ tịch {known.owner_whole}" if known.owner != known.owner_whole else known.owner}


def _sheet(known: About) -> dict[str, Any]:
    """A blank score sheet: the criteria in force."""
    rubric = known.rules.get(RuleKind.RUBRIC)
    return _rubric(rubric) if rubric else {}


def _minutes(_known: About) -> dict[str, Any]:
    return {**_BY_HAND, "position": "CHỦ TỌA", "copies": 2}


def _handed(known: About) -> dict[str, Any]:
    return {**_minutes(known), "position": "BÊN NHẬN"}


GATHERED: Mapping[str, Callable[[About], dict[str, Any]]] = {
    "ke-hoach": _plan,
    "the-le": _rules,
    "quyet-dinh-ban-to-chuc": _committee,
    "quyet-dinh-hoi-dong-giam-khao": _jury,
    "quyet-dinh-gia-han": _extension,
    "to-trinh-giai-thuong": _proposal,
    "thong-bao-lich": _schedule,
    "cong-van-moi-du-thi": _call,
    "cong-van-chuyen-ho-so": _upper,
    "giay-moi": _invitation,
    "bao-cao-quy": _report,
    "bao-cao-tong-ket": _report,
    "phieu-cham": _sheet,
    "bien-ban-giao-nhan-mo-hinh": _handed,
    **dict.fromkeys(
        (
            "bien-ban-mo-ho-so",
            "bien-ban-tieu-ban",
            "bien-ban-hoi-dong",
            "bien-ban-nhap-diem",
        ),
        _minutes,
    ),
}
