"""The end of the paper: recipients and the signature block (Decree 30/2020, boxes 7 and 9)."""

import re

from hoithi.contests.plan.letterhead import gives_place
from hoithi.contests.plan.model import Row, Signer
from hoithi.contests.plan.outline import read_mark
from hoithi.contests.plan.text import UPPER, fold, is_caps, squeeze, trim_item

_RECIPIENTS = re.compile(r"noi nhan\s*[:.]?\s*")
_AUTHORITY = re.compile(rf"(?:T/?M|K/?T|T/?L|TUQ|Q)\s?[.\s]\s*[{UPPER}]")
_OFFICE = re.compile(
    r"(?:quyen )?(?:pho |tong )*(?:truong (?:ban|phong|phan|khoa|doan|tieu)|chu tich|chu nhiem|giam doc"
    r"|hieu truong|bi thu|chanh|tu lenh|chi huy"
    r"|chinh uy|chinh tri vien|lu doan truong|trung doan truong|tieu doan truong|su doan truong"
    r"|vien truong|cuc truong|doi truong"
    r"|tham muu truong|thu truong|tong thu ky|quan doc|uy vien|to truong|thuong truc|pho truong|thu ky"
    r"|phu trach|chu nhiem)\b"
)
_SIGNED = re.compile(r"\(?\s*(?:da ky|ky ten|ky, |chu ky|da ki)")
_SURNAME = re.compile(
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|dieu|thi|dao|doan"
    r"|trinh|mai|truong|lam|cao|ta|ton|chau|ha|luong|vuong|luu|to|quach|thach|la|kieu|dam|nong|hua|y|h'\w*"
    r"|k'\w*)\s"
)
_TITLE = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu|Chuẩn) (?:tá|tướng|úy|đô đốc)|(?:PGS|GS|TS|ThS|BS|DS|KS|CN|CKI|CKII"
    r"|BSCKI|BSCKII|Bác sĩ|Kỹ sư|Tiến sĩ|Thạc sĩ)\.?(?:\s?(?:TS|ThS|BS)\.?)?)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_][\w'’.]*\s+){1,6}[^\W\d_][\w'’]*")


def read_recipients(rows: list[Row]) -> list[str]:
    """The list under "Nơi nhận", its archive line included."""
    at = next((i for i, row in enumerate(rows) if _RECIPIENTS.match(fold(row.text).lstrip("- "))), None)
    if at is None:
        return []
    first = rows[at].text.lstrip("- ")
    inline = first[_RECIPIENTS.match(fold(first)).end() :]  # type: ignore[union-attr]
    items = [re.sub(r"^[-–+]\s*", "", text) for text in inline.split(";")] if inline else []
    for row in rows[at + 1 :]:
        if _ends_recipients(row, bool(items)):
            break
        mark = read_mark(row.text)
        if items and not mark and not items[-1].rstrip().endswith((";", ".")):
            items[-1] += f" {row.text}"
        else:
            items += _items(mark.rest if mark else row.text)
    return [item for item in (trim_item(item).rstrip(".") for item in items) if item]


def _items(text: str) -> list[str]:
    return re.split(r";\s+[-–+]\s*", text)


def _ends_recipients(row: Row, started: bool) -> bool:
    if read_mark(row.text):
        return False
    if gives_place(row):
        return True
    return bool(
        _AUTHORITY.match(row.text)
        or is_caps(row.text)
        or (started and _is_name(row.text))
        or _SIGNED.match(fold(row.text))
    )


def _is_name(text: str) -> bool:
    text = _TITLE.sub("", text)
    words = text.split()
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in words) and len(words) >= 2


def read_signer(rows: list[Row]) -> Signer:
    """Authority (TM., KT., TL. lines), post, second post and name."""
    signer = Signer()
    for row in _signature_rows(rows):
        if signer.name:
            _read_post_below(signer, row.text)
            break
        if not _SIGNED.match(fold(row.text)):
            _place(signer, row.text)
    return signer


def _signature_rows(rows: list[Row]) -> list[Row]:
    inside = False
    kept: list[Row] = []
    for row in rows:
        if _RECIPIENTS.match(fold(row.text).lstrip("- ")):
            inside = True
        elif inside and not _ends_recipients(row, True):
            continue
        else:
            inside = False
            kept.append(row)
    return kept


def _read_post_below(signer: Signer, text: str) -> None:
    if signer.concurrent is None and _OFFICE.match(fold(text)):
        signer.concurrent = squeeze(text)


def _place(signer: Signer, text: str) -> None:
    """Puts one line of the block where it belongs."""
    text = squeeze(text).strip(" *")
    if _AUTHORITY.match(text) and is_caps(text):
        signer.authority = _added(signer.authority, text)
    elif _OFFICE.match(fold(text)):
        if signer.position:
            signer.concurrent = _added(signer.concurrent, text)
        else:
            signer.position = text
    elif _is_name(text) and (not is_caps(text) or (signer.position and _SURNAME.match(fold(text)))):
        signer.name = text if signer.position or signer.authority else None
    elif text.isupper():
        _continue_block(signer, text)


def _continue_block(signer: Signer, text: str) -> None:
    if signer.concurrent:
        signer.concurrent = _added(signer.concurrent, text)
    elif signer.position:
        signer.position = _added(signer.position, text)
    elif signer.authority:
        signer.authority = _added(signer.authority, text)


def _added(before: str | None, text: str) -> str:
    return f"{before} {text}" if before else text
