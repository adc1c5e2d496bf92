"""What kind of event a milestone is, by the words that say what happens."""

import re

from hoithi.contests.plan.text import fold

_KINDS = [
    (
        "jury",
        (
            r"(?:thanh lap|kien toan|ra quyet dinh|quyet dinh)[^.;:]*(?:giam khao|hoi dong (?!doi|nhan dan)"
            r"|ban cham|to cham)|giam khao[^.;:]*thanh lap|hoi dong giam khao\W*$"
        ),
    ),
    (
        "promotion",
        (
            r"\b(?:lua chon|xet chon|tuyen chon|chon|chon lua)\b[^.;:]*\b(?:gui|du thi|tham gia|tham du"
            r"|du (?=hoi|cuoc|giai|lien))"
            r"|\b(?:cu|gioi thieu|de cu|dua)\b[^.;:]*\b(?:du|tham gia|tham du)\b[^.;:]*"
            r"\b(?:khu vuc|quoc gia|toan quoc|quoc te|trung uong|vung|cum)\b"
            r"|(?:gui|nop|trinh|chuyen|lap|hoan thien|hoan chinh|lua chon|chon|xet chon|tuyen chon"
            r"|gioi thieu|cu|de cu)\b[^.;:]*(?:cap tinh|cap tren|cap thanh pho|toan quoc|cap trung uong"
            r"|cap quoc gia|du thi tinh|hoi thi tinh|cap huyen|cap bo|cap tong|cap quan khu|cap toan quan"
            r"|cap nganh|len tinh|ve tinh|ve thanh pho|len thanh pho|du thi cap|du thi thanh pho"
            r"|du thi toan quoc|du thi quoc gia)"
            r"|(?:tham gia|tham du|du)\s+(?:du thi\s+)?(?:hoi thi|cuoc thi)?[^.;:]*(?:cap tinh"
            r"|cap thanh pho|toan quoc|cap tren|cap quoc gia|cap huyen)"
        ),
    ),
    ("report", r"(?<!viet )\bbao cao\b(?!\s*(?:mo ta|sang kien|giai phap|thuyet|truoc hoi dong|san pham|de tai))"),
    ("launch", r"phat dong|khai mac|ra quan"),
    (
        "ceremony",
        (
            r"(?:le |hoi nghi |to chuc )?(?:tong ket|trao giai|trao thuong|be mac|vinh danh|ton vinh|trao giay"
            r"|cong bo va trao|khen thuong)"
        ),
    ),
    (
        "entries",
        (
            r"(?:tiep nhan|thu nhan|nhan|nop|gui|dang ky|giao nop|thu|han chot"
            r"|han cuoi)\s*(?:\w+\s+){0,8}?(?:ho so|san pham|mo hinh|giai phap|bai|de tai|du thi|tac pham"
            r"|dang ky|phieu|sang kien|y tuong|du an|ban mo ta|ban thuyet minh|thuyet minh|video|tai lieu)"
            r"|(?:nop|gui|giao nop) (?:thiet bi|do dung|cong trinh|san pham|mo hinh)"
            r"|dang ky (?:du thi|tham gia)|nhan ho so|nop ho so"
            r"|thoi gian (?:nhan|nop|dang ky|tiep nhan)|dang ky"
        ),
    ),
    (
        "judging",
        (
            r"\bcham\b|so khao|chung khao|so tuyen|tham dinh|danh gia|vong loai|vong chung|xet giai"
            r"|xet cong nhan|xet duyet|thi dien|thuyet trinh|phan loai|binh chon|so loai"
            r"|chung ket|ban ket"
        ),
    ),
]
_ROUND = re.compile(r"\bvong (?:thi )?(?:\d|i{1,3}|mot|hai|ba|cuoi)\b")
_OTHER_ACT = re.compile(
    r"(?:to chuc )?(?:hoi nghi |lop |buoi )?"
    r"(?:tap huan|boi duong|huan luyen|on luyen|luyen tap|hop|trung bay|trien lam)\b"
)
_PASSIVE = re.compile(r"\b(?:da|duoc)(?: duoc)? (?:cham|tham dinh|danh gia|xet duyet|binh chon)\b")
_ON_SHOW = re.compile(r"cong bo\b(?!.*\b(?:trao|tong ket|be mac)\b).*\btrung bay\b")
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]


def kind_of(label: str, own_tier: str = "") -> str:
    """Kind by the first act that is named; a forming of the jury and a sending upwards go before all.

    `own_tier` ("tinh", "huyen", ...) is the plan's own: handing in there is not a choice for the tier above.
    """
    folded = fold(label)
    sent = re.sub(rf"\b(?:cap )?{own_tier}\b", "", folded) if own_tier else folded
    for (kind, pattern), text in zip(_PATTERNS[:2], (folded, sent), strict=True):
        if pattern.search(text):
            return kind
    if _ON_SHOW.match(folded):
        return "other"
    if act := _OTHER_ACT.match(folded):
        also = re.search(r",|;|\bva\b", folded[act.end() :])
        folded = _PASSIVE.sub("", folded[act.end() + also.end() :]) if also else ""
    found = [(match.start(), kind) for kind, pattern in _PATTERNS[2:] if (match := pattern.search(folded))]
    return min(found)[1] if found else "judging" if _ROUND.search(folded) else "other"


def is_other_act(label: str) -> bool:
    """Whether a label names an act of none of the kinds ("Tập huấn ...")."""
    return _OTHER_ACT.match(fold(label)) is not None


def tier_of(body: str | None) -> str:
    """The tier of the body that holds the contest, "" for one that is no level of government."""
    folded = fold(body or "")
    own = re.match(r"(?:ubnd|uy ban nhan dan|hdnd)\s+(tinh|thanh pho|huyen|quan|thi xa|xa|phuong)\b", folded)
    if own:
        return own[1]
    if re.match(r"so |tinh doan|tinh uy", folded):
        return "tinh"
    named = re.findall(r"\b(tinh|huyen|xa|phuong)\b", folded)
    at_place = re.match(r"(?:truong|cong ty|phong|benh vien|xi nghiep|nha may|chi doan|cong doan co so)\b", folded)
    return named[-1] if len(named) == 1 and not at_place else ""
