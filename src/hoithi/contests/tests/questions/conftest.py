"""A dossier with a question of every kind."""

import pytest

from hoithi.contests.rule_schemas import parse

QUESTIONS = [
    {"code": "ten", "name": "Tên giải pháp", "kind": "line", "required": True},
    {"code": "moi", "name": "Tính mới", "required": True, "most_words": 20},
    {"code": "dang", "name": "Dạng giải pháp", "kind": "choice", "options": "Máy móc\nPhần mềm\nKhác"},
    {"code": "noi", "name": "Nơi đã dùng", "kind": "choices", "options": "Nhà\nXưởng\nRuộng"},
    {"code": "diem", "name": "Năng suất tăng (%)", "kind": "number", "least": "0", "most": "100"},
    {"code": "tien", "name": "Tiền làm lợi", "kind": "money", "most": "5000000000"},
    {"code": "ngay", "name": "Ngày áp dụng", "kind": "date"},
    {"code": "bang", "name": "Nơi áp dụng", "kind": "table", "columns": "Nơi\nTừ ngày", "least": "1", "most": "4"},
    {"code": "nguoi", "name": "Người hướng dẫn", "kind": "people", "most": "2", "blind": True},
    {"code": "cam-doan", "name": "Tôi cam đoan không sao chép", "kind": "declaration", "required": True},
    {"code": "khac", "name": "Khác là gì", "kind": "line", "when_question": "dang", "when_value": "Khác"},
]
PAPERS = [
    {"code": "anh", "name": "Ảnh sản phẩm", "kind": "image", "least": "1", "most": "3"},
    {"code": "ma-nguon", "name": "Mã nguồn", "kind": "any", "least": "1", "when_question": "dang",
     "when_value": "Phần mềm"},
    {"code": "mau", "name": "Mô hình", "kind": "object", "least": "1", "required_from": "1/3/2026"},
]  # fmt: skip


def dossier_of(questions=QUESTIONS, papers=()):
    """The dossier of these rows."""
    return parse("form", {"sections": list(questions), "papers": list(papers)})


@pytest.fixture
def dossier():
    return dossier_of(papers=PAPERS)


@pytest.fixture
def question(dossier):
    """`question("tien")`."""
    return {one.code: one for one in dossier.sections}.__getitem__
