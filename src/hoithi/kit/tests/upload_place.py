"""A place for files in tests: text and pictures, with a target for each way in which a place says no."""

import random
from datetime import UTC, datetime

from hoithi.kit.files.kinds import JPEG, PNG, TEXT, KindSet
from hoithi.kit.refusals import Refusal, Verdict
from hoithi.kit.uploads import Place, register_place

KINDS = KindSet((TEXT, JPEG, PNG), 16 * 1024 * 1024)
QUOTA = 8 * 1024 * 1024
closed: set[str] = set()  # targets whose time is over
taken: list[tuple[str, str]] = []  # (upload, file), once for each


def _may_begin(actor, target, *, size, sha256):
    if target == "an":
        return Verdict.no("hidden", "", status=404)
    if target == "han-muc" and size > QUOTA:
        raise Refusal("quota", "Hồ sơ chỉ còn chỗ cho 8 MB.", status=422)
    return Verdict.no("late", "Đã hết hạn nộp.") if target in closed else Verdict.yes()


def _may_write(actor, upload):
    if upload.target == "thu-hoi" and closed:
        return Verdict.no("hidden", "", status=404)
    return Verdict.no("late", "Đã hết hạn nộp.") if upload.target in closed else Verdict.yes()


def _finished(upload, stored, actor):
    if upload.target == "tu-choi":
        raise Refusal("full", "Mục này đã đủ tệp.", status=409)
    taken.append((upload.uid, stored.uid))


def _kept_until(target):
    return datetime(2100, 1, 1, tzinfo=UTC) if target == "lau" else None


def register():
    """Take files at the place "thu"."""
    register_place(
        Place(
            "thu",
            kinds=lambda _target: KINDS,
            may_begin=_may_begin,
            may_write=_may_write,
            finished=_finished,
            kept_until=_kept_until,
        )
    )


def text(size, seed=1):
    """`size` bytes of text in which no two places look alike."""
    return random.Random(seed).randbytes(size // 2 + 1).hex().encode()[:size]  # noqa: S311 - no secret
