"""A list of winners as it comes out of Excel: with heads or without, whole or with holes."""

import pytest

from hoithi.documents.certificates.facts import MOST, Person, beginning, in_bars, read_people

BINH = Person("Đỗ Thanh Bình", "Công ty Cao su", "Giải Nhất", "Máy cạo mủ", "Cơ khí")
LANH = Person("Điểu Văn Lành", "xã An Khương", "Giải Ba", "Máy thái củ mì", "")
PLAIN = (
    "Đỗ Thanh Bình\tCông ty Cao su\tGiải Nhất\tMáy cạo mủ\tCơ khí\nĐiểu Văn Lành\txã An Khương\tGiải Ba\tMáy thái củ mì"
)
HEADED = (
    "STT\tTên giải pháp\tHọ và tên\tĐơn vị\tLĩnh vực\tGiải thưởng\n"
    "1\tMáy cạo mủ\tĐỗ Thanh Bình\tCông ty Cao su\tCơ khí\tGiải Nhất\n"
    "2\tMáy thái củ mì\tĐiểu Văn Lành\txã An Khương\t\tGiải Ba"
)
COUNTED = "\n".join(f"{n}\t{line}" for n, line in enumerate(PLAIN.splitlines(), 1))


@pytest.mark.parametrize("text", [PLAIN, HEADED, COUNTED, PLAIN.replace("\t", " | "), PLAIN.replace("\n", "\r\n\r\n")])
def test_a_list_is_read_however_it_stood_in_the_sheet(text):
    assert read_people(text) == ([BINH, LANH], [])
    assert read_people(in_bars(text)) == ([BINH, LANH], [])


def test_lines_that_lack_something_are_named():
    people, wrong = read_people("An\txã A\t\tMáy A\nBình\txã B\tGiải Nhì\n" + "x" * 201 + "\txã C\tGiải Ba\tMáy C")
    assert len(people) == 3
    assert wrong == [
        "Dòng 1: chưa ghi giải.",
        "Dòng 2: chưa ghi tên giải pháp.",
        "Dòng 3: Họ tên người, tên tập thể nhận: Tối đa 200 ký tự (đang có 201).",
    ]


def test_the_line_of_heads_counts_as_the_first():
    assert read_people(HEADED.replace("Giải Ba", ""))[1] == ["Dòng 3: chưa ghi giải."]


def test_somebody_named_twice_is_seen():
    assert read_people(f"{PLAIN}\n{PLAIN.splitlines()[0]}")[1] == ["Dòng 3: trùng với dòng 1."]


def test_nobody_and_too_many_are_refused():
    assert read_people("Họ và tên\tĐơn vị\tGiải")[1] == ["Chưa có ai trong danh sách."]
    many = "\n".join(f"Người {n}\txã\tGiải\tMáy" for n in range(MOST + 1))
    assert read_people(many)[1] == [f"Mỗi đợt nhiều nhất {MOST} giấy. Hãy chia danh sách thành nhiều đợt."]


def test_a_bar_within_a_cell_stays_in_its_cell():
    assert in_bars("An\txã A | B\tGiải") == "An | xã A / B | Giải"


@pytest.mark.parametrize(
    ("text", "said"), [("", ("", 0)), (PLAIN, ("Đỗ Thanh Bình", 1)), (HEADED, ("Đỗ Thanh Bình", 1))]
)
def test_a_run_is_called_by_who_comes_first(text, said):
    assert beginning(in_bars(text)) == said
