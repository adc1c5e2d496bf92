"""Lists: search, filters, order, pages and the Excel file, over a table of the kit itself."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hoithi.kit.models import StoredFile
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.kit.tables.columns import show

COLUMNS = [
    Column("ten", "Tên", "name", sort=("name",), href=lambda row: f"/tep/{row.uid}/"),
    Column("nang", "Nặng", "size", sort=("size", "name"), kind="number"),
    Column("loai", "Loại", "content_type"),
]
KINDS = Filter("loai", "Loại", [("image/png", "Ảnh"), ("application/pdf", "PDF")], "content_type")


@pytest.fixture
def many(db):
    """Makes rows; the folded name stands in `key`, which the lists here search."""

    def make(count, **fields):
        names = [f"tệp {number:03d}" for number in range(count)]
        return StoredFile.objects.bulk_create(
            StoredFile(name=name, size=len(names) - n, sha256="", key=f"tep {n:03d}", **fields)
            for n, name in enumerate(names)
        )

    return make


def listed(address="", **options):
    options = {"search": "key", "filters": [KINDS], "default_sort": "ten", "per_page": 10, **options}
    return ListPage(RequestFactory().get(f"/{address}"), StoredFile.objects.all(), COLUMNS, **options)


def names(page):
    return [row.cells[0].text for row in page.rows]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_two_queries_at_any_length(many, count):
    many(count)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = listed("?q=tep")
        assert (page.total, len(page.rows)) == (count, min(count, 10))
        assert page.words.endswith(f"{count} dòng")
        assert [head.column.name for head in page.heads] == ["ten", "nang", "loai"]
        assert page.next_href == ("?q=tep&xep=ten&trang=2" if count > 10 else "")
    assert len(queries) == 2


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("3", 3), ("0", 1), ("-1", 1), ("abc", 1), ("99999999", 3), ("9" * 5000, 1), ("1e2", 1), ("２", 1)],
)
def test_page_numbers_out_of_range_say_so(many, asked, number):
    many(25)
    page = listed(f"?trang={asked}")
    assert page.number == number
    assert bool(page.notice) == (asked not in {"1", "3"})


def test_search_needs_no_marks_and_takes_nothing_for_a_pattern(many):
    many(25)
    assert names(listed("?q=TỆP 007")) == ["tệp 007"]
    assert names(listed("?q=007 tệp")) == ["tệp 007"]
    for odd in ("%25", "_", "\\", "'; DROP TABLE", "%00"):
        assert listed(f"?q={odd}").total == 0
    assert listed("?q=%20%20").total == 25


def test_a_long_search_is_cut_and_says_so(many):
    many(3)
    page = listed(f"?q={'a' * 10000}", export=True)
    assert len(page.query) == 200
    assert "200" in page.notice
    assert len(page.export_href) < 300


def test_filters_stand_in_the_address_and_unknown_ones_do_nothing(many):
    many(3, content_type="image/png")
    assert listed("?loai=image/png").total == 3
    assert listed("?loai=application/pdf").total == 0
    assert listed("?loai=x' OR 1=1").total == 3
    assert "loai=image%2Fpng" in listed("?loai=image/png&la=1", export=True).export_href
    assert "la=1" not in listed("?la=1", export=True).export_href


def test_only_named_columns_sort(many):
    many(3)
    assert names(listed("?xep=-ten")) == ["tệp 002", "tệp 001", "tệp 000"]
    assert names(listed("?xep=nang")) == ["tệp 002", "tệp 001", "tệp 000"]
    for odd in ("sha256", "-sha256", "created_by_id", "loai", "--ten", "?", "ten,nang"):
        page = listed(f"?xep={odd}")
        assert names(page) == ["tệp 000", "tệp 001", "tệp 002"]
        assert page.sort == "ten"


def test_heads_turn_the_order_round(many):
    name, weight, kind = listed("?xep=ten").heads
    assert (name.sorted, name.href) == ("ascending", "?xep=-ten")
    assert (weight.sorted, weight.href) == ("none", "?xep=nang")
    assert (kind.sorted, kind.href) == ("none", "")
    assert listed("?xep=-ten").heads[0].sorted == "descending"


def test_cells_carry_links_and_raw_values(many):
    (row,) = many(1)
    cells = listed().rows[0].cells
    assert cells[0].href == f"/tep/{row.uid}/"
    assert (cells[1].value, cells[1].text) == (1, "1")


def sheet(columns, rows, **options):
    page = ListPage(RequestFactory().get("/?xuat=xlsx"), rows, columns, search="key", export=True, **options)
    response = page.response("never.html", filename="danh-sách")
    assert "filename*=utf-8''danh-s%C3%A1ch.xlsx" in response["Content-Disposition"]
    data = io.BytesIO(b"".join(response.streaming_content))
    response.file_to_stream.close()  # response.close() would end the request, and with it the test's connection
    return CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()


def test_the_file_holds_every_page_in_the_order_shown(many):
    many(120)
    lines = sheet(COLUMNS, StoredFile.objects.order_by("-name"))
    assert lines[0] == ["Tên", "Nặng", "Loại"]
    assert len(lines) == 121
    assert lines[1][:2] == ["tệp 119", 1]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.vn")', "+cmd", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1", "http://x.vn", "=1\x0b2"]
)
def test_text_stays_text_in_excel(many, text):
    many(1)
    (line,) = sheet([Column("x", "X", lambda _row: text)], StoredFile.objects.all())[1:]
    assert line[0].replace("_x000B_", "\x0b").strip() == text.strip()


def test_dates_and_numbers_are_such_to_excel(many):
    many(1)
    values = [date(2025, 4, 15), datetime(2025, 4, 15, 10, tzinfo=UTC), Decimal("8.5"), None, True, "a" * 40_000]
    columns = [Column(str(n), str(n), lambda _row, value=value: value) for n, value in enumerate(values)]
    (line,) = sheet(columns, StoredFile.objects.all())[1:]
    assert line[0] == date(2025, 4, 15)
    assert line[1].isoformat() == "2025-04-15T17:00:00"
    assert line[2:5] == [8.5, "", "True"]
    assert len(line[5]) == 32_767


def test_values_are_shown_as_people_read_them():
    assert show(date(2025, 4, 15)) == "15/4/2025"
    assert show(datetime(2025, 4, 15, 10, tzinfo=UTC)) == "17 giờ 00, thứ Ba, 15/4/2025"
    assert show(Decimal("8.50")) == "8,5"
    assert show(None) == ""


def test_a_list_stays_on_the_page_unless_it_says_otherwise(many):
    many(1)
    page = listed("?xuat=xlsx")
    assert page.export_href == ""
    assert page.response("400.html", filename="x")["Content-Type"].startswith("text/html")


def test_personal_columns_leave_only_where_it_is_recorded(many):
    many(3)
    columns = [COLUMNS[0], Column("nguoi", "Người", "sha256", personal=True)]
    told = []
    rows = StoredFile.objects.order_by("pk")
    assert sheet(columns, rows)[0] == ["Tên"]
    assert sheet(columns, rows, exported=told.append)[0] == ["Tên", "Người"]
    assert told == [3]
