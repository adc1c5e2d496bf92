import pytest

from hoithi.kit.pasted import cells_of, from_office


@pytest.mark.parametrize(
    ("copied", "typed"),
    [
        ("Một câu, không có gì lạ.\nCâu sau.", "Một câu, không có gì lạ.\nCâu sau."),
        ("1.\tPhát động", "1. Phát động"),
        ("a)\tTuyên truyền", "a) Tuyên truyền"),
        ("\u2022\tTuyên truyền trên loa", "- Tuyên truyền trên loa"),
        ("\uf0b7\tTuyên truyền", "- Tuyên truyền"),
        ("o\tTuyên truyền", "- Tuyên truyền"),
        ("ong mật nuôi lấy phấn", "ong mật nuôi lấy phấn"),
        ("\tLùi đầu dòng", "Lùi đầu dòng"),
        ("TT\tNội dung\r\n1\tChấm thi\r\n2\t", "TT | Nội dung\n1 | Chấm thi\n2 |"),
        ("TT\tViệc\tLúc\n2\t\tcuối tháng", "TT | Việc | Lúc\n2 |  | cuối tháng"),
        ("A|B\tC", "A/B | C"),
        ("trên\x0bdưới", "trên\ndưới"),
    ],
)  # fmt: skip
def test_text_out_of_word_becomes_what_is_typed(copied, typed):
    assert from_office(copied) == typed
    assert from_office(typed) == typed


@pytest.mark.parametrize(
    ("copied", "rows"),
    [
        ("", []),
        ("Điểu Xrê\tAn Khương\nLê Văn Mẫu\tTân Khai\n", [["Điểu Xrê", "An Khương"], ["Lê Văn Mẫu", "Tân Khai"]]),
        ('"Máy tách vỏ\nhạt điều"\t"Giải ""Nhất"""\r\n', [["Máy tách vỏ hạt điều", 'Giải "Nhất"']]),
        ('Ống 5"\tGiải Ba', [['Ống 5"', "Giải Ba"]]),
        ("a | b\nc | d", [["a", "b"], ["c", "d"]]),
        ("a\t\tc\n\t\t\n", [["a", "", "c"]]),
    ],
)  # fmt: skip
def test_a_copied_table_is_rows_of_cells(copied, rows):
    assert cells_of(copied) == rows
