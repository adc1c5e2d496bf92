"""How papers write the names of bodies: what may be left out, what names many at once, what kind a name tells of.

Pure functions over text. Folded text is `kit.text.fold`: without marks, case or punctuation.
"""

import re
import unicodedata

from hoithi.kit.text import fold

# First words of a name that tell its kind, longest first where one begins another.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"(pho )?truong (tieu )?ban|chu tich|pho chu tich|cac thanh vien", "committee"),
    (r"tinh|thanh pho truc thuoc trung uong", "province"),
    (r"thi tran", "township"),
    (r"huyen uy|tinh uy|dang uy|thi uy|thanh uy", "committee"),
    (r"(huyen|tinh|thi|thanh|xa|phuong) doan|doan (thanh nien|tncs|khoi)|tinh doan|huyen doan", "union"),
    (r"cong doan|lien doan lao dong", "union"),
    (r"huyen|thi xa|quan|thanh pho", "district"),
    (r"xa", "commune"),
    (r"phuong", "ward"),
    (r"phong (giao dich)", "enterprise"),
    (r"phong|so|chi cuc|cuc|ban quan ly", "department"),
    (r"trung tam|dai|benh vien|tram|bao|nha van hoa|thu vien|bao tang", "centre"),
    (r"van phong", "office"),
    (r"truong|dai hoc|hoc vien|nha tre|mam non", "school"),
    (r"cong an", "police"),
    (r"ban chi huy quan su|bo chi huy|ban chqs|bchqs|trung doan|don bien phong|bo doi", "armed_forces"),
    (
        r"cong ty|tap doan|tong cong ty|nha may|xi nghiep|doanh nghiep|hop tac xa|dien luc|ngan hang|nong (truong|lam)",
        "enterprise",
    ),
    (r"lien hiep|hoi dong|ban to chuc|ban chi dao|ban thuong vu|ban thuong truc|to thu ky|to giup viec", "committee"),
    (r"hoi|hiep hoi|lien minh|uy ban mat tran|uy ban mttq|ubmttq|mat tran|mttq", "association"),
    (r"ban", "department"),
)
_GROUPS = {
    "xa": ("commune",),
    "phuong": ("ward",),
    "thi tran": ("township",),
    "dac khu": ("commune",),
    "huyen": ("district",),
    "thi xa": ("district",),
    "thanh pho": ("district",),
    "truong hoc": ("school",),
    "truong": ("school",),
    "co so giao duc": ("school",),
    "doanh nghiep": ("enterprise",),
    "cong ty": ("enterprise",),
    "phong ban": ("department",),
    "phong": ("department",),
    "ban": ("department",),
    "so": ("department",),
    "nganh": ("department",),
    "doan the": ("union", "association"),
    "hoi": ("association",),
}
_GROUP_WORD = "|".join(sorted(_GROUPS, key=len, reverse=True))
_GROUP = re.compile(rf"(?:cac )?(?:don vi )?({_GROUP_WORD})(?: (?:huyen|tinh|thi xa|thanh pho|xa|phuong))?\Z")
_WHERE = re.compile(r" (?:tren|trong|thuoc|truc thuoc) .*")
_AUTHORITY = re.compile(r"(?:hdnd (?:va )?)?(?:ubnd|uy ban nhan dan) ")
_TERRITORY = ("thanh pho", "thi tran", "thi xa", "tinh", "huyen", "quan", "xa", "phuong")
_ABBREVIATIONS = {
    "ptnt": "phat trien nong thon", "gddt": "giao duc dao tao", "tnmt": "tai nguyen moi truong", "tt": "thi tran",
    "ldtbxh": "lao dong thuong binh xa hoi", "khcn": "khoa hoc cong nghe", "ktht": "kinh te ha tang",
    "tckh": "tai chinh ke hoach", "vhtt": "van hoa thong tin", "mttq": "mat tran to quoc", "ttyt": "trung tam y te",
    "ldld": "lien doan lao dong", "bch": "ban chi huy", "qs": "quan su", "tx": "thi xa", "tp": "thanh pho",
    "cty": "cong ty", "khkt": "khoa hoc ky thuat", "lhh": "lien hiep hoi", "kt": "kinh te", "ht": "ha tang",
    "gd": "giao duc", "dt": "dao tao", "tn": "tai nguyen", "mt": "moi truong", "uy ban": "ub",
}  # fmt: skip


def guess_kind(name: str) -> str:
    """The code of the kind that a name's first words tell ("Phòng Nội vụ" -> "department"); "other" when none does."""
    text = without_authority(fold(name))
    return next((kind for words, kind in _KINDS if re.match(rf"(?:{words})\b", text)), "other")


def group_kinds(name: str) -> tuple[str, ...]:
    """Kinds that a name means as a whole: "UBND các xã, thị trấn" -> ("commune", "township"); empty for one body."""
    pieces = [without_authority(fold(piece)) for piece in re.split(r"[,;]|\bvà\b", unicodedata.normalize("NFC", name))]
    if not pieces[0].startswith("cac "):
        return ()
    matches = [_GROUP.match(_WHERE.sub("", piece)) for piece in pieces]
    if not all(matches):
        return ()
    return tuple(dict.fromkeys(kind for match in matches if match for kind in _GROUPS[match[1]]))


def without_authority(folded: str) -> str:
    """Folded text without a leading "UBND", which speaks for the territory itself."""
    return _AUTHORITY.sub("", folded, count=1) if _AUTHORITY.match(folded) else folded


def tails(owner_names: list[str]) -> list[str]:
    """Folded endings that a paper of the owner may add or leave out: "huyen hon quan", "huyen", "tinh binh phuoc"."""
    full = [fold(name) for name in owner_names]
    short = [word for name in full for word in _TERRITORY if name.startswith(f"{word} ")]
    return sorted({*full, *short}, key=len, reverse=True)


def core(name: str, endings: list[str]) -> list[str]:
    """The words of `name`, as written, without a leading authority and without the owner's ending."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name))
    folded = fold(name)
    cut = len(folded.split()) - len(without_authority(folded).split())
    words, folded = words[cut:], without_authority(folded)
    for ending in endings:
        if folded.endswith(f" {ending}"):
            kept = words[: -len(ending.split())]
            return kept if len(kept) > 1 else words
    return words


def spelling(words: list[str]) -> str:
    """A key equal for two spellings of the same words: case and the place of the tone mark do not count."""
    return " ".join(_spell(word) for word in words)


def _spell(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold())
    marks = sorted(letter for letter in letters if unicodedata.combining(letter))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) + "".join(marks)


def loose(words: list[str]) -> str:
    """A key equal for the same words without marks, abbreviations written out, "và" left out, in any order."""
    folded = fold(" ".join(words)).split()
    spoken = " ".join(_ABBREVIATIONS.get(word, word) for word in folded if word != "va")
    return " ".join(sorted(spoken.split()))


def initials(name: str) -> str:
    """Folded first letters of the words of a name: "Phòng Kinh tế và Hạ tầng" -> "pktvht"."""
    return "".join(word if word.isdigit() else word[0] for word in fold(name).split())
