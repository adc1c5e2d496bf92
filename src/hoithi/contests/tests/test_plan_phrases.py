"""The grammars of the plan reader on single phrases: times, names of bodies, marks, headings of tasks."""

import pytest

from hoithi.contests.plan.bodies import split_bodies
from hoithi.contests.plan.dates import find_phrases
from hoithi.contests.plan.headings import read_heading
from hoithi.contests.plan.outline import read_mark
from hoithi.contests.plan.reading import read_plan_bytes
from hoithi.contests.plan.text import compose, fold

TIMES = [
    ("trong Quý I/2024", "2024-01-01", "2024-03-31", "quarter", False),
    ("từ ngày phát động đến hết ngày 15/4/2025", None, "2025-04-15", "day", False),
    ("trước ngày 30/4/2025", None, "2025-04-30", "day", True),
    ("trước 17 giờ ngày 20/6/2026", None, "2026-06-20", "day", False),
    ("trước 16h30 ngày 31/8/2026", None, "2026-08-31", "day", False),
    ("từ ngày 01/5 đến ngày 15/5/2025", "2025-05-01", "2025-05-15", "day", False),
    ("Từ 8 giờ ngày 01/3 đến 17 giờ 00 phút ngày 30/6/2026", "2026-03-01", "2026-06-30", "day", False),
    ("từ ngày 01/6/2026 đến trước ngày 30/6/2026", "2026-06-01", "2026-06-30", "day", True),
    ("kể từ ngày 01/3/2026", "2026-03-01", None, "day", False),
    ("chậm nhất ngày 15.4.2025", None, "2025-04-15", "day", False),
    ("hạn cuối 30/9/2026", None, "2026-09-30", "day", False),
    ("15/9/2025 đến 30/10/2025", "2025-09-15", "2025-10-30", "day", False),
    ("ngày 10 và 11/5/2026", "2026-05-10", "2026-05-11", "day", False),
    ("ngày 10-20/5/2026", "2026-05-10", "2026-05-20", "day", False),
    ("01.5 - 15.5.2025", "2025-05-01", "2025-05-15", "day", False),
    ("ngày 29 tháng 02 năm 2024", "2024-02-29", "2024-02-29", "day", False),
    ("ngày l5/4/2O25", "2025-04-15", "2025-04-15", "day", False),
    ("8 giờ 00, ngày 20/11/2026 (thứ Sáu)", "2026-11-20", "2026-11-20", "day", False),
    ("dự kiến trong quý IV, năm 2025", "2025-10-01", "2025-12-31", "quarter", False),
    ("Quý II, III năm 2026", "2026-04-01", "2026-09-30", "quarter", False),
    ("từ tháng 9 đến tháng 11/2026", "2026-09-01", "2026-11-30", "month", False),
    ("tháng 7 - 8/2027", "2027-07-01", "2027-08-31", "month", False),
    ("tháng 5-6 năm 2026", "2026-05-01", "2026-06-30", "month", False),
    ("các tháng 2, 3, 4/2026", "2026-02-01", "2026-04-30", "month", False),
    ("tháng 6, 7 và 8/2026", "2026-06-01", "2026-08-31", "month", False),
    ("Từ 9/2025 đến 11/2025", "2025-09-01", "2025-11-30", "month", False),
    ("từ tháng 11 đến tháng 2/2027", "2026-11-01", "2027-02-28", "month", False),
    ("cuối tháng 5/2026", "2026-05-01", "2026-05-31", "month", False),
    ("tuần đầu tháng 10 năm 2026", "2026-10-01", "2026-10-31", "month", False),
    ("tuần 3 tháng 01/2026", "2026-01-01", "2026-01-31", "month", False),
    ("đến hết tháng 6/2026", None, "2026-06-30", "month", False),
    ("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "month", False),
    ("trong năm 2027", "2027-01-01", "2027-12-31", "year", False),
]
NO_TIMES = [
    "Hội thi lần thứ VIII, năm 2024-2025",
    "Kế hoạch số 45/KH-UBND, ngày 12 tháng 3 năm 2026 của UBND",
    "Điện thoại: 0943.999.025",
    "kỷ niệm 50 năm (30/4/1975 - 30/4/2025)",
    "trước ngày 20 của tháng cuối quý",
    "tỷ lệ 1/3 số giải",
    "số 02 đường 6 tháng 1",
    "năm học 2026 - 2027",
]


@pytest.mark.parametrize(("text", "start", "end", "precision", "before"), TIMES)
def test_a_phrase_of_time(text: str, start: str | None, end: str | None, precision: str, before: bool) -> None:
    (phrase,) = find_phrases(text)
    days = tuple(day.isoformat() if day else None for day in phrase.days(None))
    assert (*days, phrase.precision, phrase.before) == (start, end, precision, before)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert find_phrases(text) == []


def test_two_events_in_one_line_are_two_phrases() -> None:
    assert len(find_phrases("sơ khảo từ 04/6 đến 10/6, chung khảo ngày 13/6/2025")) == 2


def test_a_day_that_does_not_exist_is_not_read() -> None:
    plan = read_plan_bytes("KẾ HOẠCH\nA\n\nI. NỘI DUNG\n- Nhận hồ sơ: trước ngày 31/02/2025.\n".encode(), "a.md")
    assert plan["milestones"] == []
    assert [(w["line"], "31/02/2025" in w["text"]) for w in plan["warnings"]] == [(5, True)]


BODIES = [
    ("Ban Chỉ huy Quân sự huyện và Công an huyện", ["Ban Chỉ huy Quân sự huyện", "Công an huyện"]),
    ("Văn phòng HĐND và UBND phường", ["Văn phòng HĐND và UBND phường"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
    ("Trường THPT Nguyễn Hữu Cảnh và Trần Phú", ["Trường THPT Nguyễn Hữu Cảnh", "Trường THPT Trần Phú"]),
    ("Các trường: THCS Tân Khai, Tiểu học Nguyễn Du", ["Trường THCS Tân Khai", "Trường Tiểu học Nguyễn Du"]),
    ("UBND các xã, thị trấn", ["UBND các xã, thị trấn"]),
    ("UBND xã Tân Hưng, xã Minh Đức", ["UBND xã Tân Hưng", "UBND xã Minh Đức"]),
    (
        "Các sở: Y tế, Khoa học và Công nghệ, Văn hóa, Thể thao và Du lịch và Nội vụ",
        ["Sở Y tế", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"],
    ),
    (
        "Các sở, ban, ngành, đoàn thể tỉnh; UBND các xã, phường",
        ["Các sở, ban, ngành, đoàn thể tỉnh", "UBND các xã, phường"],
    ),
    ("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", ["Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh"]),
    ("Báo và Đài Phát thanh - Truyền hình tỉnh", ["Báo và Đài Phát thanh - Truyền hình tỉnh"]),
    ("Các Phân xưởng 1, 2, 3", ["Phân xưởng 1", "Phân xưởng 2", "Phân xưởng 3"]),
    (
        "Ủy ban MTTQ Việt Nam phường và các tổ chức chính trị - xã hội",
        ["Ủy ban MTTQ Việt Nam phường", "Các tổ chức chính trị - xã hội"],
    ),
    ("Cơ quan thường trực Hội thi – phòng Kinh tế", ["Phòng Kinh tế"]),
    ("Phòng Nội vụ - Cơ quan Thường trực Giải thưởng", ["Phòng Nội vụ"]),
    ("Sở Y tế – thường trực Hội thi", ["Sở Y tế"]),
    ("Phòng GDMN, GDTH và CTHSSV", ["Phòng GDMN", "Phòng GDTH", "Phòng CTHSSV"]),
    ("Phòng VHXH, UBND xã", ["Phòng VHXH", "UBND xã"]),
    ("PX03, P.KT, Trại tạm giam", ["PX03", "P.KT", "Trại tạm giam"]),
    ("Phòng Công tác Học sinh, sinh viên", ["Phòng Công tác Học sinh, sinh viên"]),
    ("Báo Bình An, Cổng Thông tin điện tử xã", ["Báo Bình An", "Cổng Thông tin điện tử xã"]),
    ("Các trường học; hợp tác xã trên địa bàn", ["Các trường học", "Hợp tác xã trên địa bàn"]),
    ("Cán bộ thư viện; kế toán", ["Cán bộ thư viện", "Kế toán"]),
    ("Các trường THCS, PTDTBT trong huyện", ["Các trường THCS, PTDTBT trong huyện"]),
    ("Các trung tâm Y tế, GDNN trực thuộc", ["Các trung tâm Y tế, GDNN trực thuộc"]),
]


@pytest.mark.parametrize(("phrase", "units"), BODIES)
def test_bodies_one_by_one(phrase: str, units: list[str]) -> None:
    assert split_bodies(phrase) == units


HEADINGS = [
    ("Huyện đoàn: Chủ động phối hợp", ["Huyện đoàn"], "Chủ động phối hợp"),
    ("Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị", ["Phòng Nội vụ"], "chủ trì, phối hợp với các đơn vị"),
    ("Đề nghị Hội Nông dân xã vận động hội viên", ["Hội Nông dân xã"], "vận động hội viên"),
    ("Trách nhiệm của Sở Tài chính", ["Sở Tài chính"], ""),
    ("Báo và phát thanh, truyền hình tỉnh: Đưa tin", ["Báo và phát thanh, truyền hình tỉnh"], "Đưa tin"),
    ("Học sinh dự thi: Chấp hành nội quy", ["Học sinh dự thi"], "Chấp hành nội quy"),
    (
        "Các Ban: Dân vận, Nội chính: Theo chức năng, phối hợp thực hiện.",
        ["Ban Dân vận", "Ban Nội chính"],
        "Theo chức năng, phối hợp thực hiện.",
    ),
    ("Trung tâm Giáo dục thường xuyên chủ trì ra đề.", ["Trung tâm Giáo dục thường xuyên"], "chủ trì ra đề."),
    ("CĐCS trực thuộc: Phổ biến.", ["CĐCS trực thuộc"], "Phổ biến."),
    ("Ban Quan hệ lao động chủ trì thẩm định.", ["Ban Quan hệ lao động"], "chủ trì thẩm định."),
    ("Phó Giám đốc phụ trách kỹ thuật", ["Phó Giám đốc phụ trách kỹ thuật"], ""),
    ("Phòng Nội vụ phụ trách khen thưởng.", ["Phòng Nội vụ"], "phụ trách khen thưởng."),
    ("Giáo viên chủ nhiệm các lớp:", ["Giáo viên chủ nhiệm các lớp"], ""),
]


@pytest.mark.parametrize(("text", "units", "task"), HEADINGS)
def test_a_heading_that_names_bodies(text: str, units: list[str], task: str) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.units, heading.task) == (units, task)


@pytest.mark.parametrize(
    "text", ["Hội thi được tổ chức", "Xã hội hóa giải thưởng", "Giáo dục học sinh", "Đoàn kết nội bộ"]
)
def test_what_names_no_body(text: str) -> None:
    assert read_heading(text) is None


def test_a_heading_between_bodies_is_a_body_though_its_words_are_not_known() -> None:
    text = "KẾ HOẠCH\nA\n\nI. PHÂN CÔNG\n1. Phòng Nội vụ: Khen thưởng.\n2. Nghệ nhân làng nghề: Hướng dẫn kỹ thuật.\n"
    plan = read_plan_bytes(text.encode(), "a.md")
    assert [a["units"] for a in plan["assignments"]] == [["Phòng Nội vụ"], ["Nghệ nhân làng nghề"]]


def test_an_instruction_without_a_body_is_a_warning() -> None:
    text = "KẾ HOẠCH\nA\n\nI. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ: Khen thưởng.\n2. Tuyên truyền sâu rộng.\n"
    plan = read_plan_bytes(text.encode(), "a.md")
    assert [w["line"] for w in plan["warnings"]] == [6]


MARKS = [
    ("I. MỤC ĐÍCH", "I"),
    ("IV/ TỔ CHỨC", "IV"),
    ("1/Mục đích", "1"),
    ("1.2. Yêu cầu", "1.2"),
    ("đ) Công an", "đ"),
    ("Điều 5. Phòng", "5"),
    ("+ Lập danh mục", "+"),
    ("72/KH-UBND ngày 29/02", None),
    ("15/4/2025", None),
    ("- 2025", None),
    ("đ/c Nam", None),
]


@pytest.mark.parametrize(("text", "label"), MARKS)
def test_the_mark_that_opens_a_paragraph(text: str, label: str | None) -> None:
    mark = read_mark(text)
    assert (mark and mark.label) == label


def test_folding_keeps_the_length() -> None:
    text = compose("Ðặng Vũ Huỳnh – ĐỒNG BẰNG ﬁ İ ß Ǆ")
    assert len(fold(text)) == len(text)
    assert fold("Đặng Thị Huỳnh") == "dang thi huynh"


def test_a_day_that_no_word_of_time_holds_is_a_warning() -> None:
    text = "KẾ HOẠCH\nA năm 2026\n\nI. NỘI DUNG\n- Chọn giải pháp 18/5 theo biểu quyết của 2/3 số thành viên.\n"
    plan = read_plan_bytes(text.encode(), "a.md")
    assert [(w["line"], "18/5" in w["text"]) for w in plan["warnings"]] == [(5, True)]


NAMES_WITH_VERBS = [
    ("Khoa Công nghệ thông tin xây dựng phần mềm chấm.", ["Khoa Công nghệ thông tin"], "xây dựng phần mềm chấm."),
    ("Khoa Công nghệ thông tin", ["Khoa Công nghệ thông tin"], ""),
    ("Khoa Kỹ thuật xây dựng phối hợp Khoa Điện", ["Khoa Kỹ thuật xây dựng"], "phối hợp Khoa Điện"),
    ("Phòng Kỹ thuật vận hành: kiểm tra mô hình", ["Phòng Kỹ thuật vận hành"], "kiểm tra mô hình"),
    ("Phòng Kế hoạch đầu tư thẩm định dự toán", ["Phòng Kế hoạch đầu tư"], "thẩm định dự toán"),
    ("Sở Khoa học và Công nghệ thông tin rộng rãi", ["Sở Khoa học và Công nghệ"], "thông tin rộng rãi"),
    ("Phòng Đầu tư xây dựng kế hoạch chi tiết", ["Phòng Đầu tư"], "xây dựng kế hoạch chi tiết"),
    (
        "Trường Trung cấp Kinh tế và Xây dựng cử giáo viên",
        ["Trường Trung cấp Kinh tế và Xây dựng"],
        "cử giáo viên",
    ),
    (
        "Phòng Cảnh sát phòng, chống tội phạm sử dụng mạng viễn thông chủ trì thẩm định",
        ["Phòng Cảnh sát phòng, chống tội phạm sử dụng mạng viễn thông"],
        "chủ trì thẩm định",
    ),
    (
        "Ban Quản lý dự án đầu tư xây dựng bố trí mặt bằng",
        ["Ban Quản lý dự án đầu tư xây dựng"],
        "bố trí mặt bằng",
    ),
]


@pytest.mark.parametrize(("text", "units", "task"), NAMES_WITH_VERBS)
def test_a_verb_inside_a_name_does_not_end_it(text: str, units: list[str], task: str) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.units, heading.task) == (units, task)


GROUPS = [
    ("Các Tổ Vận hành Suối Đá, Phước An và Đồng Tâm", "Tổ Vận hành Suối Đá|Tổ Vận hành Phước An|Tổ Vận hành Đồng Tâm"),
    (
        "Các Đội Quản lý vận hành lưới điện Bình An, Tân Hòa",
        "Đội Quản lý vận hành lưới điện Bình An|Đội Quản lý vận hành lưới điện Tân Hòa",
    ),
    ("Các trường THPT Nguyễn Du, Lê Lợi", "Trường THPT Nguyễn Du|Trường THPT Lê Lợi"),
    ("Các tổ vận hành Suối Đá, Phước An", "Tổ vận hành Suối Đá|Tổ vận hành Phước An"),
    ("Các trạm Y tế xã, phường", "Các trạm Y tế xã, phường"),
    ("Các công ty: Cấp nước Bình An, Tân Hòa", "Công ty Cấp nước Bình An|Công ty Tân Hòa"),
    ("Xí nghiệp Cấp nước A và Xưởng Cơ khí B", "Xí nghiệp Cấp nước A|Xưởng Cơ khí B"),
    ("Khoa Cơ khí và Bộ môn Điện tử", "Khoa Cơ khí|Bộ môn Điện tử"),
    ("Các trường MN, TH, THCS trực thuộc", "Các trường MN, TH, THCS trực thuộc"),
    ("Các trạm, trại, nông trường", "Các trạm, trại, nông trường"),
]


@pytest.mark.parametrize(("text", "names"), GROUPS)
def test_a_plural_shares_its_head_among_proper_names_and_keeps_types_whole(text: str, names: str) -> None:
    assert split_bodies(text) == names.split("|")


RUN_ON = """KẾ HOẠCH
Tổ chức Hội thi Sáng tạo kỹ thuật năm 2026
{rule}

Thực hiện Quyết định số 9/QĐ-LHH ngày 01/02/2026 của Liên hiệp Hội về việc tổ chức Hội thi. Ban Tổ chức xây dựng
kế hoạch như sau:

I. HỒ SƠ
- Hồ sơ gửi về Văn phòng Liên hiệp Hội tỉnh (số 1, đường Hoa Sen, phường Bình An) trước ngày 30/6/2026.

II. CHẾ ĐỘ BÁO CÁO
Báo cáo trước ngày 15/12/2026, nội dung gồm:
- Số lượng giải pháp;
- Kinh phí thực hiện;
- Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Ban Tổ chức.
"""


@pytest.mark.parametrize("rule", ["__________", "-----------", "--------***--------"])
def test_a_run_on_paper_is_read_sentence_by_sentence(rule: str) -> None:
    plan = read_plan_bytes(RUN_ON.format(rule=rule).encode(), "a.txt")
    assert plan["document"]["title"] == "Tổ chức Hội thi Sáng tạo kỹ thuật năm 2026"
    assert [basis["text"].rsplit("việc ")[-1] for basis in plan["legal_bases"]] == ["tổ chức Hội thi"]
    assert plan["reception"]["agency"] == "Văn phòng Liên hiệp Hội tỉnh"
    assert plan["reception"]["address"] == "số 1, đường Hoa Sen, phường Bình An"
    assert plan["reporting"]["contents"] == ["Số lượng giải pháp", "Kinh phí thực hiện"]


PLACES = [
    ("Văn phòng Hội (địa chỉ: số 1, đường A), trước ngày 30/6/2026.", "Văn phòng Hội", "số 1, đường A"),
    ("Thường trực Hội (Phòng Kỹ thuật, số 1 đường A) để họp.", "Thường trực Hội (Phòng Kỹ thuật)", "số 1 đường A"),
]


@pytest.mark.parametrize(("text", "agency", "address"), PLACES)
def test_a_place_in_brackets_inside_a_sentence(text: str, agency: str, address: str) -> None:
    paper = f"KẾ HOẠCH\nHội thi năm 2026\n\nI. HỒ SƠ\n- Hồ sơ gửi về {text}\n"
    reception = read_plan_bytes(paper.encode(), "a.txt")["reception"]
    assert (reception["agency"], reception["address"]) == (agency, address)


@pytest.mark.parametrize("last", ["của LĐLĐ", "về Hội thi lần thứ X", "về Hội thi của TP. Bình An", "về năm 2026"])
def test_a_base_ends_at_its_sentence(last: str) -> None:
    base = f"Thực hiện Kế hoạch số 7/KH-LHH ngày 03/02/2026 {last}"
    paper = f"KẾ HOẠCH\nHội thi năm 2026\n\n{base}. Ban Tổ chức xây dựng Kế hoạch như sau:\n\nI. HỒ SƠ\n- Phiếu.\n"
    assert [found["text"] for found in read_plan_bytes(paper.encode(), "a.txt")["legal_bases"]] == [base]
