"""The content of a paper."""

from datetime import date

import pytest

from hoithi.documents.paper.model import Annex, Paper


@pytest.mark.parametrize(
    ("paper", "named"),
    [
        (Paper(issuer="A", symbol="QĐ-BTC"), "số 12/QĐ-BTC ngày 03 tháng 01 năm 2025"),
        (Paper(issuer="A", symbol="QĐ-BTC", year=2025), "số 12/QĐ-BTC ngày 03 tháng 01 năm 2025"),
        (Paper(issuer="A"), "số 12 ngày 03 tháng 01 năm 2025"),
    ],
)
def test_an_annex_says_the_number_and_the_day_once_they_are_known(paper, named):
    note = f"(Kèm theo Quyết định {paper.reference} của Trưởng Ban)"
    paper = Paper(issuer="A", symbol=paper.symbol, year=paper.year, annexes=(Annex("Phụ lục", "B", (), note),))
    made = paper.numbered(12, date(2025, 1, 3))
    assert (made.number, made.day, made.reference) == (12, date(2025, 1, 3), named)
    assert made.annexes[0].note == f"(Kèm theo Quyết định {named} của Trưởng Ban)"
