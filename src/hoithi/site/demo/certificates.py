"""Certificates of the demo: what the ward gave for posters, of which one was called off, and runs at each stage."""

from datetime import timedelta

from hoithi.documents.actions import (
    approve_run,
    cancel_certificate,
    draft_run,
    issue_run,
    return_run,
    save_run,
    submit_run,
)
from hoithi.documents.certificates.printing import print_certificates
from hoithi.documents.models import CertificateRun
from hoithi.site.demo.stage import Stage

_HEADS = "STT\tHọ và tên\tĐơn vị\tGiải thưởng\tTên giải pháp\tLĩnh vực\n"
_MET = (
    ("Nguyễn Thị Hồng Gấm", "khu phố 1", "Giải Nhất", "Khẩu hiệu “Mỗi nhà một sáng kiến”"),
    ("Điểu Xuân Lộc", "khu phố 5", "Giải Nhì", "Tranh cổ động “Máy nhỏ, việc lớn”"),
    ("Tập thể lớp 9A2", "Trường THCS Tân Khai", "Giải Ba", "Video giới thiệu Hội thi"),
    ("Trần Văn Tèo", "khu phố 3", "Giải Ba", "Bài hát về Hội thi"),
)


def ward_certificates(stage: Stage) -> None:
    """A run at each stage, one of them printed and with one called off."""
    _printed(stage)
    _approved(stage)
    submit = _drafted(stage, _MET[1:3])
    submit_run(submit, version=submit.version, by=stage.officer)
    returned = _drafted(stage, _MET[2:])
    returned = submit_run(returned, version=returned.version, by=stage.officer)
    return_run(returned, reason="Ghi đủ tên các em trong nhóm.", version=returned.version, by=stage.head)


def _drafted(stage: Stage, people: tuple[tuple[str, ...], ...]) -> CertificateRun:
    run = draft_run(stage.contest, by=stage.officer)
    rows = "\n".join("\t".join((str(n), *one, "Truyền thông")) for n, one in enumerate(people, 1))
    said = {
        "awarder": "Ban Tổ chức Hội thi Sáng tạo kỹ thuật phường Tân Khai lần thứ I",
        "contest": "Cuộc thi cổ động Hội thi Sáng tạo kỹ thuật phường Tân Khai lần thứ I",
        "design": "youth", "place": "Tân Khai", "authority": "TM. BAN TỔ CHỨC HỘI THI", "position": "TRƯỞNG BAN",
        "post": "PHÓ CHỦ TỊCH UBND PHƯỜNG", "signer": "Trần Quốc Bảo", "people": _HEADS + rows,
    }  # fmt: skip
    return save_run(run, facts={**run.facts, **said}, version=run.version, by=stage.officer)


def _approved(stage: Stage) -> CertificateRun:
    run = _drafted(stage, _MET[:1])
    run = submit_run(run, version=run.version, by=stage.officer)
    return approve_run(run, version=run.version, by=stage.head)


def _printed(stage: Stage) -> None:
    run = _drafted(stage, _MET)
    run = submit_run(run, version=run.version, by=stage.officer)
    run = approve_run(run, version=run.version, by=stage.head)
    day = stage.day - timedelta(days=10)
    run = issue_run(run, day=day, version=run.version, by=stage.officer, once_key=run.uid)
    print_certificates(run)
    wrong = run.certificates.order_by("position").last()
    if wrong is not None:
        cancel_certificate(wrong, reason="Ghi sai họ tên. Đã cấp lại giấy khác.", by=stage.head)
