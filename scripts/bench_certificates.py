"""Five hundred certificates from an approved list to numbered, printed, hashed, kept files, in a process of its own;
and the same page by WeasyPrint, by as many processes as there are processors, in the same run."""

import html
import importlib.util
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

MANY, BY_OTHER = 500, 60
ROOT = Path(__file__).resolve().parent.parent


def measure_certificates() -> dict[str, float]:
    """On the demo that is loaded: certificates a second, peak of memory, size of each, and how often WeasyPrint's."""
    done = subprocess.run([sys.executable, __file__], check=True, stdout=subprocess.PIPE, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    if importlib.util.find_spec("weasyprint") is None:
        print("documents.certificates_times_weasyprint is not measured: WeasyPrint is not installed here")
        return figures
    other = _by_weasyprint()
    figures["documents.weasyprint_per_s"] = round(other, 1)
    figures["documents.certificates_times_weasyprint"] = round(figures["documents.certificates_per_s"] / other, 1)
    return figures


def people() -> list[tuple[str, ...]]:
    """Invented winners, no two alike."""
    return [
        (f"Nguyễn Thị Hồng Gấm {n}", "Trường THCS Tân Khai", "Giải Ba", f"Máy tách vỏ hạt điều kiểu {n}", "Cơ khí")
        for n in range(MANY)
    ]


def _print_run() -> dict[str, float]:
    import django

    django.setup()
    from hoithi.accounts.actors import SYSTEM
    from hoithi.contests.models import Contest
    from hoithi.documents import actions
    from hoithi.documents.certificates.printing import print_certificates
    from hoithi.kit.clock import today

    contest = Contest.objects.get(owner__code="25357")
    run = actions.draft_run(contest, by=SYSTEM)
    said = {"position": "TRƯỞNG BAN", "signer": "Trần Quốc Bảo", "place": "Tân Khai"}
    listed = "\n".join("\t".join(one) for one in people())
    run = actions.save_run(run, facts={**run.facts, **said, "people": listed}, version=run.version, by=SYSTEM)
    run = actions.submit_run(run, version=run.version, by=SYSTEM)
    run = actions.approve_run(run, version=run.version, by=SYSTEM)
    started, busy = time.perf_counter(), time.process_time()
    run = actions.issue_run(run, day=today(), version=run.version, by=SYSTEM, once_key=run.uid)
    numbered = time.perf_counter()
    print_certificates(run)
    ended = time.perf_counter()
    sizes = list(run.certificates.values_list("file__size", flat=True))
    if None in sizes or len(sizes) != MANY:
        raise SystemExit("not all certificates were printed")
    return {
        "documents.certificates_per_s": round(MANY / (ended - started), 1),
        "documents.certificates_numbered_s": round(numbered - started, 3),
        "documents.certificate_cpu_ms": round((time.process_time() - busy) / MANY * 1000, 1),
        "documents.certificates_peak_mb": _peak_mb(),
        "documents.certificate_kb": round(sum(sizes) / MANY / 1024, 1),
    }


def _peak_mb() -> int:
    """The most memory that this process held; getrusage would tell that of the one which began it."""
    status = Path("/proc/self/status").read_text()
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


_PAGE = """<!doctype html><html lang="vi"><title>Giấy chứng nhận</title><style>
@font-face {{ font-family: Tinos; src: url("{faces}/Tinos-Regular.ttf"); }}
@font-face {{ font-family: Tinos; font-weight: 700; src: url("{faces}/Tinos-Bold.ttf"); }}
@page {{ size: A4 landscape; margin: 20mm 28mm; background: #fffdf6; }}
body {{ font: 14pt/1.4 Tinos; text-align: center; border: 2.2pt solid #a8791c; }}
h1 {{ font-size: 38pt; color: #9d1420; margin: 5mm 0; }}
.winner {{ font-size: 34pt; color: #9d1420; font-weight: 700; }}
.foot {{ display: flex; justify-content: space-between; text-align: left; font-size: 10.5pt; }} img {{ width: 25mm; }}
</style><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><p><b>BAN TỔ CHỨC HỘI THI</b></p>
<h1>GIẤY CHỨNG NHẬN</h1><p class="winner">{winner}</p><p>{unit}</p><p><b>ĐẠT {prize}</b></p>
<p>với giải pháp “{title}”</p><p>Lĩnh vực: {field}</p><div class="foot"><div><img src="{qr}" alt="Mã QR"><br>Số vào sổ:
{number}/GCN-BTC<br>Mã kiểm tra: {code}</div><div>Tân Khai, ngày 12 tháng 6 năm 2025<br><b>TRƯỞNG BAN</b><br><br><br>
<b>Trần Quốc Bảo</b></div></div></html>"""


def _other_page(number: int) -> int:
    import weasyprint

    from hoithi.kit.codes import make_code, show_code
    from hoithi.kit.typeset import qr_svg

    names = ("winner", "unit", "prize", "title", "field")
    said: dict[str, Any] = dict(zip(names, map(html.escape, people()[number]), strict=True))
    code = make_code()
    svg = qr_svg(f"https://hoithi.example.vn/chung-nhan/{code}/")
    picture = "data:image/svg+xml;utf8," + svg.replace("#", "%23").replace('"', "'")
    faces = (ROOT / "src/hoithi/documents/data/fonts").as_uri()
    page = _PAGE.format(**said, faces=faces, qr=picture, number=number, code=show_code(code))
    return len(weasyprint.HTML(string=page, base_url=str(ROOT)).write_pdf())


def _by_weasyprint() -> float:
    with ProcessPoolExecutor(os.cpu_count() or 1) as processes:
        list(processes.map(_other_page, range(os.cpu_count() or 1)))  # each loads what it needs
        started = time.perf_counter()
        list(processes.map(_other_page, range(BY_OTHER)))
        return BY_OTHER / (time.perf_counter() - started)


if __name__ == "__main__":
    print(json.dumps(_print_run()))
