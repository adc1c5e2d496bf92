from dataclasses import dataclass
from datetime import date

import pytest
from django.http import QueryDict

from hoithi.kit.schemas.editor import editor_of, paste, raw_of
from hoithi.kit.schemas.reading import DataProblems, Schema, read_data
from hoithi.kit.schemas.specs import Code, Day, Rows, Text, Whole, spec


@dataclass(frozen=True)
class Guest:
    code: str = spec(Code())
    name: str = spec(Text(label="Họ tên", required=True))
    born: date | None = spec(Day(label="Ngày sinh"))
    seats: int | None = spec(Whole(label="Số ghế", most=9))


@dataclass(frozen=True)
class Feast(Schema):
    title: str = spec(Text(label="Tên"))
    guests: tuple[Guest, ...] = spec(Rows(label="Khách", of=Guest, row="Khách", most=4))


def test_a_table_out_of_excel_becomes_rows_without_its_heads():
    raw = {"title": "Tiệc", "guests": [{"name": "Điểu Xrê", "born": "", "seats": ""}, {"name": "", "born": ""}]}
    place = paste(Feast, raw, "guests", "Họ tên\tNgày sinh\tSố ghế\nLê Mẫu\t15/4/2001\t2\nTrần Mẫu\t\t1\n")
    assert place == "guests-1"
    feast = read_data(Feast, raw)
    assert [(guest.name, guest.born, guest.seats) for guest in feast.guests] == [
        ("Điểu Xrê", None, None),
        ("Lê Mẫu", date(2001, 4, 15), 2),
        ("Trần Mẫu", None, 1),
    ]


def test_what_cannot_be_read_stays_in_its_box_and_no_row_is_beyond_the_most():
    raw = {"guests": []}
    paste(Feast, raw, "guests", "\n".join(f"Khách {n}\thôm qua" for n in range(9)))
    lines = editor_of(Feast, raw).tables[0].lines
    assert len(lines) == 5  # one too many, so that reading says so
    with pytest.raises(DataProblems, match="đến 4"):
        read_data(Feast, {**raw, "guests": [{"name": "Khách"}] * 5})
    assert [box.value for box in lines[0].boxes] == ["Khách 0", "hôm qua", ""]


def test_nothing_copied_and_no_such_list_change_nothing():
    raw = {"title": "Tiệc", "guests": [{"name": "Điểu Xrê"}]}
    assert paste(Feast, raw, "guests", "  \n") == ""
    assert paste(Feast, raw, "title", "a\tb") == ""
    assert raw == {"title": "Tiệc", "guests": [{"name": "Điểu Xrê"}]}


def test_each_list_of_the_editor_says_in_which_order_it_takes_cells():
    assert editor_of(Feast, {}).tables[0].heads == "họ tên, ngày sinh, số ghế"


@dataclass(frozen=True)
class Crowd(Schema):
    guests: tuple[Guest, ...] = spec(Rows(label="Khách", of=Guest, row="Khách", most=2000))


def test_a_long_list_comes_back_whole():
    post = QueryDict(mutable=True)
    post.update({"guests-count": "1200", **{f"guests-{n}-name": f"Khách {n}" for n in range(1200)}})
    assert len(raw_of(Crowd, post)["guests"]) == 1200
