"""Lists of former winners: the rows of the catalogue of bad input, section 6G (125 to 131)."""

import io
import unicodedata
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.entries.actions.archives import bring_list, choose_columns, drop_list, earlier, plan_of, take_list
from hoithi.entries.actions.likeness import decide_match
from hoithi.entries.likeness.sheets import letter, to_utf8
from hoithi.entries.likeness.tests.conftest import HEAD, csv_file
from hoithi.entries.models import ArchiveImport, Former, Match, Shingle
from hoithi.kit.jobs import run_pending
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
HEADS = HEAD.split(";")


def problems(archive):
    return [(bad.cell, bad.reason) for row in plan_of(archive).refused for bad in row.problems]


def titles(archive):
    return [row.values["title"] for row in plan_of(archive).new]


def test_row_125_a_number_that_excel_made_of_text(bring, workbook):
    archive = bring(workbook([HEADS, ["Máy tách vỏ", 2019, 70084000900.5], [70084000900, 2019]]))
    said = "bị Excel đổi thành số. Hãy định dạng cột là Văn bản (Text) rồi gõ lại."
    assert problems(archive) == [("C2", f"Ô C2 {said}"), ("A3", f"Ô A3 {said}")]


@pytest.mark.parametrize("epoch", [False, True])
def test_row_126_years_as_days_of_either_epoch_as_text_and_as_serials(bring, workbook, epoch):
    def shape(book, sheet):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 1, datetime(2018, 4, 15), day)  # noqa: DTZ001 - a cell has no zone

    rows = [HEADS, ["Một"], ["Hai", "15/4/2017"], ["Ba", "2015-2016"], ["Bốn", 2014.0], ["Năm", 45762], ["Sáu", "xưa"]]
    archive = bring(workbook(rows, shape, date_1904=epoch))
    assert [(row.values["title"], row.year) for row in plan_of(archive).new] == [
        ("Một", 2018), ("Hai", 2017), ("Ba", 2016), ("Bốn", 2014),
    ]  # fmt: skip
    assert problems(archive) == [
        ("B6", "Ô B6: “45762” là ngày theo cách đếm của Excel. Hãy ghi năm bằng bốn chữ số."),
        ("B7", "Ô B7: “xưa” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2019."),
    ]


def test_row_127_merged_cells_formulas_errors_hidden_lines_and_other_sheets(bring, workbook):
    def shape(book, sheet):
        sheet.merge_range(1, 1, 3, 1, 2019)
        sheet.write_formula(2, 0, '="Máy " & "hai"', value="Máy hai")
        sheet.write_formula(4, 0, "=B99/0", value="#DIV/0!")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(900, None, None, {"hidden": True})
        sheet.write_blank(60_000, 0, None, book.add_format({"bold": True}))
        book.add_worksheet("Nháp")

    rows = [HEADS, ["Máy một"], ["x"], ["Máy ba"], ["x"]]
    archive = bring(workbook(rows, shape))
    plan = plan_of(archive)
    assert [(row.line, row.values["title"], row.year) for row in plan.new] == [
        (2, "Máy một", 2019), (3, "Máy hai", 2019), (4, "Máy ba", 2019),
    ]  # fmt: skip
    said = "Ô A5 có công thức lỗi (#DIV/0!). Hãy sửa trong Excel rồi chọn lại tệp."
    assert problems(archive) == [("A5", said)]
    assert (plan.table.hidden_lines, plan.table.other_sheets) == (1, ("Nháp",))


def test_row_127_a_hidden_sheet_is_not_read_and_named(bring, workbook):
    def shape(book, sheet):
        sheet.hide()
        other = book.add_worksheet("Công bố")
        other.write_row(0, 0, HEADS)
        other.write_row(1, 0, ["Máy công bố"])
        other.activate()

    archive = bring(workbook([HEADS, ["Máy giấu"]], shape))
    assert (titles(archive), plan_of(archive).table.other_sheets) == (["Máy công bố"], ("Đạt giải",))


def test_row_127_a_table_that_does_not_begin_in_the_first_cell(bring, workbook):
    rows = [[], [], ["", "DANH SÁCH ĐẠT GIẢI"], ["", "STT", "Tên giải pháp", "Năm"], ["", 1, "Máy một", "nay"]]
    ((cell, _reason),) = problems(bring(workbook(rows)))
    assert cell == "D5"


@pytest.mark.parametrize("most", [5000, 5001])
def test_row_127_at_most_five_thousand_lines(bring, most):
    file = csv_file(*(f"Máy {number}" for number in range(most)))
    if most == 5000:
        assert len(plan_of(bring(file)).new) == 5000
        return
    with pytest.raises(Refusal) as refused:
        plan_of(bring(file))
    assert refused.value.sentence == "Tệp có 5001 dòng; tối đa 5.000 dòng. Hãy chia thành nhiều tệp."


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_row_128_csv_in_the_codings_and_separators_of_excel(bring, coding, separator):
    text = f"{HEAD}\nMáy tách vỏ;2019;Điểu Sơn".replace(";", separator)
    data = _cp1258(text) if coding == "cp1258" else text.encode(coding)
    archive = bring(SimpleUploadedFile("ds.csv", to_utf8(data)))
    (row,) = plan_of(archive).new
    assert (row.values["title"], row.year, row.values["authors"]) == ("Máy tách vỏ", 2019, "Điểu Sơn")
    assert unicodedata.is_normalized("NFC", row.values["title"])


def _cp1258(text):
    """Vietnamese in the old coding of Windows: the tone stands behind its letter as a sign of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter_ in text:
        whole = unicodedata.normalize("NFD", letter_)
        tone = "".join(sign for sign in whole if sign in tones)
        parts.append(unicodedata.normalize("NFC", "".join(sign for sign in whole if sign not in tones)) + tone)
    return "".join(parts).encode("cp1258")


def test_row_129_heads_renamed_in_another_order_and_unknown(bring):
    known = bring(csv_file("Giải Ba;1;Máy một", head="Xếp giải;STT;Tên đề tài"))
    assert titles(known) == ["Máy một"]
    unknown = bring(csv_file("1;Máy hai;Giải Nhì", head="Số;Cái gì;Được gì"))
    assert titles(unknown) == []
    chosen = choose_columns(unknown, {"title": 1, "prize": 2, "x": 0}, version=unknown.version, by=SYSTEM)
    assert [(row.values["title"], row.values["prize"]) for row in plan_of(chosen).new] == [("Máy hai", "Giải Nhì")]


@pytest.mark.parametrize(
    ("columns", "version", "said"),
    [({"title": 1, "prize": 1}, 1, "Một cột không thể là hai nội dung"), ({"title": 1}, 9, "vừa được đổi ở nơi khác")],
)
def test_columns_that_are_refused(bring, columns, version, said):
    archive = bring(csv_file("Máy một;2019"))
    with pytest.raises(Refusal, match=said):
        choose_columns(archive, columns, version=version, by=SYSTEM)


def test_row_130_nothing_is_taken_until_confirmed_and_a_bad_row_stays_out(bring):
    archive = bring(csv_file(*(f"Máy {number};2019" for number in range(499)), ";2019;Điểu Sơn"))
    assert problems(archive) == [("A501", "Thiếu tên giải pháp.")]
    assert not Former.objects.exists()
    taken = take_list(archive, version=1, by=SYSTEM)
    assert (taken.rows_taken, taken.rows_known, taken.rows_refused) == (499, 0, 1)
    assert Former.objects.count() == 499
    assert Event.objects.get(verb="entries.take_list").data == {"taken": 499, "known": 0, "refused": 1}
    with pytest.raises(Refusal, match="đã nhập rồi"):
        take_list(taken, version=taken.version, by=SYSTEM)


def test_row_131_the_same_file_twice_takes_nothing(bring, take):
    first = take("Máy một;2019", "Máy hai;2019")
    again = bring(csv_file("Máy một;2019", "Máy hai;2019"))
    assert earlier(again) == first
    assert (len(plan_of(again).new), len(plan_of(again).known)) == (0, 2)
    with pytest.raises(Refusal, match="Không có dòng mới nào để nhập"):
        take_list(again, version=1, by=SYSTEM)
    assert Former.objects.count() == 2


def test_the_same_row_twice_in_a_file_is_taken_once(bring):
    plan = plan_of(bring(csv_file("Máy một;2019", "may mot;2019", "Máy một;2020")))
    assert ([row.line for row in plan.new], [row.line for row in plan.known]) == ([2, 4], [3])


def test_what_a_row_does_not_say_is_said_by_the_list(bring, take):
    take("Máy một;;;", "Máy hai;2011", contest_name="Hội thi huyện", year=2010)
    assert sorted(Former.objects.values_list("title", "contest_name", "year")) == [
        ("Máy hai", "Hội thi huyện", 2011), ("Máy một", "Hội thi huyện", 2010),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ds.csv", b"", "Tệp rỗng"),
        ("ds.csv", b" \n;;\n", "Tệp không có dòng nào"),
        ("ds.xlsx", b"PK\x03\x04nothing", "Không nhận gói nén ở đây"),
        ("ds.csv", "Tên giải pháp\n\x00".encode(), "Nội dung tệp không phải loại nhận ở đây"),
    ],
)
def test_files_that_are_no_lists(bring, name, data, said):
    with pytest.raises(Refusal, match=said):
        bring(SimpleUploadedFile(name, data))
    assert not ArchiveImport.objects.exists()


def test_words_that_look_like_formulas_stay_words(take):
    take("=1+1;2019;@SUM(A1);;+7")
    former = Former.objects.get()
    assert (former.title, former.authors_line, former.prize) == ("=1+1", "@SUM(A1)", "+7")


@pytest.mark.parametrize("role", [None, *Role])
def test_who_brings_takes_and_drops_lists(bring, actor, district, role):
    who = actor(role)
    archive = bring(csv_file("Máy một;2019"))
    acts = [
        lambda: bring_list(csv_file("Máy hai"), owner=district, contest_name="Cũ", year=None, published=False, by=who),
        lambda: choose_columns(archive, {"title": 0}, version=1, by=who),
        lambda: take_list(archive, version=2, by=who),
        lambda: drop_list(archive, reason="Nhầm tệp", by=who),
    ]
    if role in {Role.OFFICER, Role.SECRETARY}:
        for act in acts:
            act()
        return
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404


def test_the_office_of_another_district_does_not_bring_lists_here(elsewhere, district, bring):
    _contest, officer = elsewhere
    with pytest.raises(Refusal):
        bring(csv_file("Máy"), by=officer)
    assert bring(csv_file("Máy"), by=officer, owner=_contest.owner).owner == _contest.owner


def test_a_list_that_was_a_mistake_goes_with_its_shingles(take):
    archive = take("Máy tách vỏ hạt điều;2019")
    drop_list(archive, reason="Nhầm tệp", by=SYSTEM)
    assert not Former.objects.exists()
    assert not Shingle.objects.exists()
    assert Event.objects.get(verb="entries.drop_list").reason == "Nhầm tệp"


def test_a_list_on_which_somebody_judged_stays(take, submitted, actor):
    archive = take("Máy tách vỏ hạt điều;2019")
    run_pending()
    decide_match(Match.objects.get(), state="same", reason="Cùng một máy.", version=1, by=actor(Role.OFFICER))
    with pytest.raises(Refusal, match="Đã có kết luận"):
        drop_list(archive, reason="Nhầm tệp", by=SYSTEM)


def test_letters_of_columns():
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_the_library_reads_what_this_builds_on(workbook):
    """What `sheets` asks of the library: a merged cell says its value once, a day of a cell is a day."""

    def shape(book, sheet):
        sheet.merge_range(0, 0, 1, 0, "gộp")
        sheet.write_datetime(0, 1, datetime(2020, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook([], shape).read())).get_sheet_by_index(0)
    assert sheet.merged_cell_ranges == [((0, 0), (1, 0))]
    assert next(iter(sheet.iter_rows())) == ["gộp", date(2020, 1, 2)]
