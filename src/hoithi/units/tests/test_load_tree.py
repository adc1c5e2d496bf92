import io
from datetime import date

import pytest
import xlsxwriter

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.kit.refusals import Refusal
from hoithi.units.actions import load_tree
from hoithi.units.actions.loading import check_rows
from hoithi.units.models import Succession, Unit
from hoithi.units.queries import name_on
from hoithi.units.rows import read_rows
from hoithi.units.tests.conftest import DATA

pytestmark = pytest.mark.django_db
HEAD = "Mã;Tên;Loại;Mã cấp trên;Chấm dứt từ ngày;Mã kế thừa\n"


def rows(text, head=HEAD):
    return read_rows((head + text).encode())


def test_thirteen_communes_became_five(tree):
    district = tree("694")
    old = Unit.objects.filter(parent=district)
    assert old.count() == 13
    assert set(old.values_list("valid_to", flat=True)) == {date(2025, 7, 1)}
    heirs = Succession.objects.filter(predecessor__parent=district).values_list("successor__code", flat=True)
    assert set(heirs) == {"25326", "25345", "25349", "25351", "25357"}


def test_a_paper_prints_the_name_of_its_day(tree):
    ward, city = tree("25357"), tree("75")
    assert name_on(ward, date(2025, 8, 1)) == "Xã Tân Khai"
    assert name_on(ward, date(2026, 4, 29)) == "Xã Tân Khai"
    assert name_on(ward, date(2026, 4, 30)) == "Phường Tân Khai"
    assert name_on(city, date(2026, 1, 1)) == "Tỉnh Đồng Nai"


def test_loading_twice_changes_nothing(tree):
    before = Event.objects.count()
    loaded = load_tree(read_rows(DATA.read_bytes()), by=SYSTEM)
    assert (loaded.created, loaded.changed, loaded.same) == (0, 0, 27)
    assert Event.objects.count() == before


def test_rows_may_come_before_their_parents(db):
    load_tree(rows("B;Xã Bé;commune;A;;\nA;Huyện Lớn;district;;;\n"), by=SYSTEM)
    assert Unit.objects.get(code="B").parent.code == "A"


def test_one_bad_row_loads_nothing(db):
    with pytest.raises(Refusal, match="Dòng 3: Không có loại đơn vị"):
        load_tree(rows("A;Huyện Lớn;district;;;\nB;Xã Bé;hành tinh;A;;\n"), by=SYSTEM)
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A;;district;;;\n", "Thiếu tên."),
        ("A;Huyện Lớn;;Z;;\n", "Không có đơn vị mã Z."),
        ("A;Huyện Lớn;;A;;\n", "Đơn vị không thể trực thuộc chính nó."),
        ("A;Huyện Lớn;;;31/2/2025;\n", "Chấm dứt từ ngày: Ngày 31/2/2025 không có thật."),
        ("A;Huyện Lớn;;;;A\n", "Có mã kế thừa thì phải có ngày chấm dứt."),
        ("A;Một;;;;\nA;Hai;;;;\n", "Mã A có ở hai dòng."),
    ],
)
def test_a_wrong_row_says_what_is_wrong(db, text, problem):
    plans = check_rows(rows(text), by=SYSTEM)
    assert problem in plans[-1].problems


def test_bodies_that_lie_in_a_circle_are_refused(db):
    with pytest.raises(Refusal, match="thành vòng"):
        load_tree(rows("A;Một;;B;;\nB;Hai;;A;;\n"), by=SYSTEM)


def test_an_officer_loads_below_what_they_run_and_nowhere_else(contest, actor, district):
    officer = actor(Role.OFFICER)
    load_tree(rows("H1;Xã Mới;commune;697;;\n"), by=officer)
    assert Unit.objects.get(code="H1").parent == district
    plan = check_rows(rows("T9;Tỉnh Mới;province;;;\n"), by=officer)[0]
    assert plan.outcome == "wrong"
    ending = check_rows(rows("697-kt;Phòng Kinh tế và Hạ tầng;;697;1/1/2027;\n"), by=officer)[0]
    assert "Trưởng Ban Tổ chức" in ending.problems[0]


@pytest.fixture
def workbook():
    def make(*lines):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
        return file.getvalue()

    return make


def test_a_workbook_is_read_whatever_the_order_of_its_columns(workbook):
    row = read_rows(workbook(["Tên đơn vị", "MÃ", "Cấp trên"], ["Xã Tân Hưng", 25345, "75"]))[0]
    assert (row.line, row.code, row.name, row.parent, row.problems) == (2, "25345", "Xã Tân Hưng", "75", ())


def test_a_number_that_excel_shortened_is_named_with_its_cell(workbook):
    row = read_rows(workbook(["Mã", "Tên", "Điện thoại"], ["A", "Xã Bé", 7.00840009e10]))[0]
    assert row.problems[0].startswith("Ô C2 bị Excel đổi thành số.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_the_encodings_of_excel(encoding):
    assert read_rows("Mã,Tên\nA,Xã Đồng Nơ\n".encode(encoding))[0].name == "Xã Đồng Nơ"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "không có dòng nào"),
        (b"\x00\x01\x02", "Không đọc được tệp"),
        (b"PK\x03\x04 not a workbook", "Không đọc được tệp"),
        ("Tên;Ghi chú\nXã Bé;\n".encode(), "thiếu cột: Mã"),
        ("Mã;Tên\n".encode() + b"A;B\n" * 5001, "tối đa 5.000 dòng"),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(data, sentence):
    with pytest.raises(Refusal, match=sentence):
        read_rows(data)
