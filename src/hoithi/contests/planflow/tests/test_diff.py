from hypothesis import given, settings
from hypothesis import strategies as st

from hoithi.contests.planflow.diff import line_rows, pairs, with_context, word_pieces

OLD = ["KẾ HOẠCH", "", "1. Nhận hồ sơ đến hết ngày 15/4/2025.", "2. Chấm thi tháng 5.", "Nơi nhận:"]
NEW = [
    "KẾ HOẠCH",
    "1. Nhận hồ sơ đến hết ngày 20/4/2025.",
    "1b. Họp báo ở trụ sở.",
    "2. Chấm thi tháng 5.",
    "Nơi nhận:",
]


def test_changed_added_and_equal_lines():
    assert [(row.kind, row.left_number, row.right_number) for row in line_rows(OLD, NEW)] == [
        ("same", 1, 1),
        ("changed", 3, 2),
        ("added", None, 3),
        ("same", 4, 4),
        ("same", 5, 5),
    ]


def test_the_words_that_differ_are_marked():
    left, right = word_pieces("hết ngày 15/4/2025", "hết ngày 20/4/2025")
    assert left == ((False, "hết ngày "), (True, "15/4/2025"))
    assert right == ((False, "hết ngày "), (True, "20/4/2025"))


def test_marks_do_not_keep_a_line_from_its_partner():
    assert pairs(["Huyện Hón Quản"], ["Huyện Hớn Quản"]) == [(0, 0)]


def test_far_equal_lines_are_left_out():
    rows = line_rows([str(number) for number in range(50)], [str(number) for number in range(49)])
    assert [[row.left_number for row in stretch] for stretch in with_context(rows)] == [[48, 49, 50]]


LINES = st.lists(st.text("abc ", max_size=6), max_size=12)


@settings(max_examples=150, deadline=None)
@given(LINES, LINES)
def test_both_texts_can_be_read_back(before, after):
    rows = line_rows(before, after)
    left = ["".join(text for _differs, text in row.left) for row in rows if row.left_number]
    right = ["".join(text for _differs, text in row.right) for row in rows if row.right_number]
    assert [line.strip() for line in left] == [line.strip() for line in before if line.strip()]
    assert [line.strip() for line in right] == [line.strip() for line in after if line.strip()]
