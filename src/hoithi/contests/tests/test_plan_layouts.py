"""Plans that came a long way: tabs, tables laid flat, web pages, running heads; and what is read of them."""

import io
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
import typst
from docx import Document

from hoithi.contests.plan.reading import read_plan_bytes
from hoithi.contests.tests.plan_files import SEED, paragraphs
from hoithi.contests.tests.plan_score import differences, f1, score


def read(body: str, ending: str = "md", title: str = "Tổ chức Hội thi Sáng kiến năm 2026") -> dict[str, Any]:
    """What the reader makes of a plan with this body."""
    return read_plan_bytes(f"KẾ HOẠCH\n{title}\n\n{body}\n".encode(), f"ke-hoach.{ending}")


def units(plan: dict[str, Any]) -> list[tuple[list[str], list[str]]]:
    return [(given["units"], [task["text"] for task in given["tasks"]]) for given in plan["assignments"]]


def times(plan: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(stone["kind"], stone["start"], stone["end"]) for stone in plan["milestones"]]


def test_a_tab_after_a_number_or_a_colon_is_a_space() -> None:
    plan = read(
        "I.\tTHỜI GIAN\na)\tNộp bản mô tả:\ttrước ngày 12/4/2026\nb)\tChấm giải:\tngày 20/4/2026\n"
        "II.\tTỔ CHỨC THỰC HIỆN\n1.\tTrạm Thú y xã:\tCử cán bộ tham gia.\n2.\tHội Làm vườn:\tVận động hội viên.",
        "txt",
    )
    assert times(plan) == [("entries", None, "2026-04-12"), ("judging", "2026-04-20", "2026-04-20")]
    assert units(plan) == [(["Trạm Thú y xã"], ["Cử cán bộ tham gia."]), (["Hội Làm vườn"], ["Vận động hội viên."])]


def test_tabs_below_one_another_are_columns() -> None:
    plan = read("I. LỊCH\nTT\tNội dung\tThời gian\n1\tPhát động\t10/3/2026\n2\tTrao giải\t20/9/2026", "txt")
    assert times(plan) == [("launch", "2026-03-10", "2026-03-10"), ("ceremony", "2026-09-20", "2026-09-20")]


def test_two_cells_laid_on_one_line_with_a_bar() -> None:
    text = (
        "SỞ XÂY DỰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n--- | Độc lập - Tự do - Hạnh phúc\n"
        "Số: 31/KH-SXD | Bình An, ngày 04 tháng 5 năm 2026\n\nKẾ HOẠCH\nTổ chức Hội thi Thợ giỏi\n\n"
        "I. NỘI DUNG\n- Trao giải: 12/9/2026.\n\nNơi nhận:\n- Các phòng;\n- Lưu: VT. | KT. GIÁM ĐỐC\n"
        "PHÓ GIÁM ĐỐC\nLê Văn Mơ\n"
    )
    document = read_plan_bytes(text.encode(), "a.txt")["document"]
    assert (document["number"], document["symbol"]) == ("31", "KH-SXD")
    assert (document["place"], document["date"]) == ("Bình An", "2026-05-04")
    assert document["recipients"] == ["Các phòng", "Lưu: VT"]
    assert document["signer"] == {
        "authority": "KT. GIÁM ĐỐC",
        "position": "PHÓ GIÁM ĐỐC",
        "concurrent": None,
        "name": "Lê Văn Mơ",
    }


def test_the_words_of_a_web_page_around_the_paper_are_no_part_of_it() -> None:
    text = (
        "Trang chủ\nVăn bản\nSố hiệu\t31/KH-SXD\nLoại văn bản\tKế hoạch\nNgày ban hành\t04/05/2026\n"
        "Người ký\tLê Văn Mơ\n"
        "Lĩnh vực\tXây dựng\nTải về\nIn trang\n\nSỞ XÂY DỰNG\nSố: 31/KH-SXD\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nBình An, ngày 04 tháng 5 năm 2026\n\n"
        "KẾ HOẠCH\nTổ chức Hội thi Thợ giỏi năm 2026\n\n"
        "Căn cứ Luật Xây dựng ngày 18/6/2014;\nSở Xây dựng ban hành Kế hoạch như sau:\n\n"
        "I. NỘI DUNG\n- Trao giải: 12/9/2026.\n\nNơi nhận:\n- Các phòng;\n- Lưu: VT.\n\nGIÁM ĐỐC\nLê Văn Mơ\n\n"
        "Lưu trữ\nBài liên quan\nThông báo tuyển dụng 01/02/2026\n"
    )
    plan = read_plan_bytes(text.encode(), "a.txt")
    assert plan["document"]["title"] == "Tổ chức Hội thi Thợ giỏi năm 2026"
    assert (plan["document"]["number"], plan["document"]["place"]) == ("31", "Bình An")
    assert plan["contest"]["organizer"] == "Sở Xây dựng"
    assert [base["date"] for base in plan["legal_bases"]] == ["2014-06-18"]
    assert plan["document"]["recipients"] == ["Các phòng", "Lưu: VT"]
    assert times(plan) == [("ceremony", "2026-09-12", "2026-09-12")]


_PDF = """#set page(paper: "a5", margin: 2cm, header: [Sở Xây dựng tỉnh X - Kế hoạch Hội thi năm 2026],
  footer: context [Trang #counter(page).get().first() / #counter(page).final().first()])
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)
"""


def make_pdf(lines: list[str]) -> bytes:
    """A PDF with a running head and numbered pages; a line of `~` begins a new page."""
    text = "\n\n".join("#pagebreak()" if line == "~" else "#" + repr(line).replace("'", '"') for line in lines)
    return typst.compile((_PDF + text).encode())


def test_a_running_head_is_no_part_of_the_text() -> None:
    lines = ["KẾ HOẠCH", "Tổ chức Hội thi Thợ giỏi", "I. KINH PHÍ", "- Do ngân sách cấp.", "~"]
    lines += ["II. TỔ CHỨC THỰC HIỆN", "1. Phòng Hạ tầng:", "~"]
    lines += ["- Lập danh sách.", "2. Văn phòng Sở: Trang trí.", "~"]
    lines += ["Nơi nhận:", "- Các phòng;", "~", "- Ban Giám đốc;", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Văn Mơ"]
    plan = read_plan_bytes(make_pdf(lines), "a.pdf")
    assert plan["funding"] == ["Do ngân sách cấp."]
    assert units(plan) == [(["Phòng Hạ tầng"], ["Lập danh sách."]), (["Văn phòng Sở"], ["Trang trí."])]
    assert plan["document"]["recipients"] == ["Các phòng", "Ban Giám đốc", "Lưu: VT"]


def test_a_person_to_ask_is_no_body() -> None:
    plan = read("I. NỘI DUNG\n1. Nơi nộp: Phòng Hạ tầng.\nNgười phụ trách: bà Lê Thị Mơ, số điện thoại 0912.000.111.")
    assert plan["assignments"] == []
    assert plan["reception"]["contact_name"] == "Lê Thị Mơ"


def test_two_fixed_days_of_the_year_are_a_half_yearly_report() -> None:
    for sentence in (
        "Định kỳ trước ngày 10/6 và 10/12, các xã báo cáo về Ban Tổ chức.",
        "Các xã báo cáo kết quả về Ban Tổ chức trước ngày 10/6 và ngày 10/12 hằng năm.",
        "Báo cáo 6 tháng (trước ngày 10/6) và hằng năm (trước ngày 10/12) gửi về Ban Tổ chức.",
    ):
        found = read(f"I. CHẾ ĐỘ BÁO CÁO\n{sentence}")["reporting"]
        assert (found["period"], found["due_day"], found["due_month"]) == ("half_year", 10, "last"), sentence
        assert found["to"] == "Ban Tổ chức"


def test_a_standing_agency_is_named_behind_a_dash_or_by_its_task() -> None:
    behind = read("I. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ - Cơ quan Thường trực Giải thưởng\n- Lập danh sách.")
    told = read("I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Là cơ quan thường trực của Giải thưởng; lập kế hoạch.")
    assert (units(behind), behind["contest"]["standing_agency"]) == (
        [(["Phòng Nội vụ"], ["Lập danh sách."])],
        "Phòng Nội vụ",
    )
    assert (len(units(told)), told["contest"]["standing_agency"]) == (1, "Sở Y tế")


def test_a_broken_line_does_not_end_a_list_of_bodies() -> None:
    plan = read(
        "I. TỔ CHỨC THỰC HIỆN\n3. Đề nghị Hội Cựu chiến binh, Trạm Y tế,\nHội Khuyến học: Cử cán bộ tham gia.", "txt"
    )
    assert units(plan) == [(["Hội Cựu chiến binh", "Trạm Y tế", "Hội Khuyến học"], ["Cử cán bộ tham gia."])]


def test_a_page_number_inside_a_sentence_does_not_cut_it() -> None:
    plan = read("I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ: Lập danh sách;\n\n- 3 -\n\ntổng hợp gửi Ban Tổ chức.", "txt")
    assert units(plan) == [(["Sở Nội vụ"], ["Lập danh sách; tổng hợp gửi Ban Tổ chức."])]


def test_what_is_said_to_all_at_the_end_is_no_task_of_the_last_body() -> None:
    for sentence in (
        "Nhận được văn bản này, đề nghị các xã khẩn trương thực hiện.",
        "Căn cứ Kế hoạch này, các bên chủ động thực hiện./.",
        "Hằng tháng, các thôn báo cáo kết quả về Sở Y tế trước ngày 25.",
    ):
        plan = read(f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Lập kế hoạch.\n2. Các xã\n- Cử đội.\n{sentence}", "txt")
        assert units(plan) == [(["Sở Y tế"], ["Lập kế hoạch."]), (["Các xã"], ["Cử đội."])], sentence
    assert (plan["reporting"]["period"], plan["reporting"]["due_day"]) == ("month", 25)


def test_a_rule_below_the_title_is_no_part_of_it() -> None:
    document = Document()
    for text in ("KẾ HOẠCH", "Tổ chức Hội thi Thợ giỏi", "________", "I. KINH PHÍ", "- Do ngân sách cấp."):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    assert read_plan_bytes(stream.getvalue(), "a.docx")["document"]["title"] == "Tổ chức Hội thi Thợ giỏi"


@pytest.mark.parametrize(
    ("line", "agency", "address", "name"),
    [
        ("**Tiếp nhận:** Phòng Hạ tầng xã Mơ; địa chỉ: số 5 đường Sen.", "Phòng Hạ tầng xã Mơ", "số 5 đường Sen", None),
        ("Hồ sơ gửi Phòng Hạ tầng (chị Lê Thị Mơ; ĐT 0912.000.111).", "Phòng Hạ tầng", None, "Lê Thị Mơ"),
        ("Nơi nhận hồ sơ: Phòng Hạ tầng – xã Mơ, huyện Sen.", "Phòng Hạ tầng", "xã Mơ, huyện Sen", None),
        ("Gửi về địa chỉ: Phòng Hạ tầng (số 5 đường Sen).", "Phòng Hạ tầng", "số 5 đường Sen", None),
        ("Điện thoại: 0912.000.111 (gặp ông Lê Văn Mơ)", None, None, "Lê Văn Mơ"),
        ("Địa chỉ: Văn phòng Sở, số 5 đường Sen.", None, "Văn phòng Sở, số 5 đường Sen", None),
    ],
)
def test_where_entries_are_handed_in(line: str, agency: str | None, address: str | None, name: str | None) -> None:
    reception = read(f"I. NỘI DUNG\n1. Hồ sơ\n- {line}")["reception"]
    assert (reception["agency"], reception["address"], reception["contact_name"]) == (agency, address, name)


def test_the_issuing_sentence_behind_a_full_stop_is_no_part_of_the_base() -> None:
    plan = read(
        "Thực hiện Quyết định số 11/QĐ-UBND ngày 02/3/2025 về thành lập Ban Tổ chức. Ban Tổ chức Giải thưởng xây dựng "
        "Kế hoạch như sau:\n\nI. NỘI DUNG\n- Trao giải: 12/9/2026.",
        title="Tổ chức Giải thưởng Bông Lúa",
    )
    (base,) = plan["legal_bases"]
    assert base["text"].endswith("về thành lập Ban Tổ chức")
    assert (plan["contest"]["organizer"], plan["contest"]["years"]) == ("Ban Tổ chức Giải thưởng", [])


def test_an_occasion_is_no_base() -> None:
    assert read("Căn cứ điều kiện thực tế,\nSở Y tế ban hành Kế hoạch như sau:\nI. KINH PHÍ\n- A.")["legal_bases"] == []


def test_the_organizer_stands_under_its_own_heading() -> None:
    plan = read("I. NỘI DUNG\n1. Cơ quan tổ chức\nHội Làm vườn tỉnh.\n2. Thời gian\n- Trao giải: 12/9/2026.")
    assert plan["contest"]["organizer"] == "Hội Làm vườn tỉnh"


def test_a_body_alone_in_its_line_heads_the_list_below() -> None:
    plan = read("II. PHÂN CÔNG\nPhòng Kỹ thuật\n- Nhận hồ sơ.\nPhòng Tổ chức và Nhân sự\n- Trình khen thưởng.", "txt")
    assert units(plan) == [
        (["Phòng Kỹ thuật"], ["Nhận hồ sơ."]),
        (["Phòng Tổ chức và Nhân sự"], ["Trình khen thưởng."]),
    ]


@pytest.mark.parametrize(("width", "page"), [(75, 0), (90, 30), (60, 37)])
def test_the_seed_broken_at_a_width_and_cut_by_page_numbers_reads_the_same(width: int, page: int) -> None:
    lines: list[str] = []
    for text in paragraphs(SEED.read_text(encoding="utf-8")):
        lines += [*textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False), ""]
    pages = [lines[at : at + page] for at in range(0, len(lines), page)] if page else [lines]
    text = "".join("\n".join([*part, "", str(number), "", ""]) for number, part in enumerate(pages, 1))
    read_back = read_plan_bytes(text.encode(), "a.txt")
    expected = json.loads((Path(__file__).parent / "seed.json").read_text(encoding="utf-8"))
    assert f1(score(read_back, expected).values()) == 1, differences(read_back, expected)
