"""What the decree asks of words and lengths is decided before either layout."""

from dataclasses import replace

import pytest

from hoithi.documents.paper import measure
from hoithi.documents.paper.flow import flow
from hoithi.documents.paper.items import Columns, Frame, Grid, Line, Rule, room
from hoithi.documents.paper.model import Annex, Blanks, Column, Heading, Level, Paragraph, Span, Table, Urgency, plain
from hoithi.documents.paper.style import MM, STYLES, Role
from hoithi.documents.paper.tests.papers import DECISION, LETTER, MINUTES, PLAN


def lines(paper, role):
    def walk(items):
        for item in items:
            if isinstance(item, Line):
                yield item
            elif isinstance(item, Columns):
                for row in item.rows:
                    for cell in row:
                        yield from walk(cell)

    return [line for section in flow(paper) for line in walk(section.items) if line.role == role]


def texts(paper, role):
    return [plain(line.spans) for line in lines(paper, role)]


@pytest.mark.parametrize(
    ("last", "closed"),
    [
        (Paragraph("thực hiện."), "thực hiện./."),
        (Paragraph("thực hiện"), "thực hiện./."),
        (Paragraph("thực hiện./."), "thực hiện./."),
        (Paragraph("thực hiện; "), "thực hiện./."),
        (Paragraph("(nếu có)"), "(nếu có)./."),
        (Paragraph((Span("thực hiện ", bold=True), Span("ngay."))), "thực hiện ngay./."),
        (Blanks(), "./."),
    ],
)
def test_the_body_ends_with_its_mark_once(last, closed):
    assert texts(replace(LETTER, blocks=(Paragraph("Trước."), last)), Role.BODY) == ["Trước.", closed]


def test_a_body_that_ends_with_a_title_or_has_no_mark():
    assert texts(replace(LETTER, blocks=(Heading(Level.ARABIC, "1.", "Hết."),)), Role.ARABIC) == ["1. Hết./."]
    assert texts(replace(LETTER, blocks=(Paragraph("Hết."),), closing=""), Role.BODY) == ["Hết."]
    assert texts(replace(LETTER, blocks=()), Role.BODY) == []


@pytest.mark.parametrize(
    ("authority", "shown"),
    [
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]),
        ("TUQ. CHỦ TỊCH", ["TUQ. CHỦ TỊCH"]),
    ],
)
def test_each_authority_has_a_line_of_its_own(authority, shown):
    assert texts(replace(PLAN, signature=replace(PLAN.signature, authority=authority)), Role.AUTHORITY) == shown


def test_bases_and_lists_end_as_lists_do():
    assert texts(replace(PLAN, bases=("một;", "hai.", "ba", "bốn ;")), Role.BASIS) == ["một;", "hai;", "ba;", "bốn."]
    assert texts(PLAN, Role.RECIPIENT)[-2:] == ["- UBND các xã, thị trấn;", "- Lưu: VT, KT."]
    assert texts(replace(PLAN, filing=""), Role.RECIPIENT)[-1] == "- UBND các xã, thị trấn."


def test_one_addressee_stands_beside_the_word_and_more_below_its_colon():
    assert texts(replace(LETTER, addressees=("Sở Nội vụ",)), Role.ADDRESSEE) == ["Kính gửi: Sở Nội vụ"]
    word, *names = lines(replace(LETTER, addressees=("Sở Nội vụ", "Sở Tài chính")), Role.ADDRESSEE)
    assert [plain(name.spans) for name in names] == ["- Sở Nội vụ;", "- Sở Tài chính."]
    colon = word.left + measure.width("Kính gửi", STYLES[Role.ADDRESSEE])
    assert {name.left for name in names} == {colon}


def test_a_letter_says_its_subject_under_the_number():
    assert texts(LETTER, Role.SUBJECT)[0].startswith("V/v đôn đốc")
    assert texts(replace(LETTER, abstract="V/v mời họp"), Role.SUBJECT) == ["V/v mời họp"]
    assert texts(LETTER, Role.KIND) == texts(LETTER, Role.ABSTRACT) == []


def test_minutes_have_no_place_and_two_who_sign_on_one_height():
    assert texts(MINUTES, Role.DAY) == []
    secretary, chair = lines(MINUTES, Role.SIGNER)
    assert [plain(line.spans) for line in (secretary, chair)] == ["Trần Văn Thư", "Nguyễn Thị Chủ"]
    note = STYLES[Role.SIGNING_NOTE].size * 1.149  # only the chair has a note above the hand
    assert secretary.before == pytest.approx(chair.before + note)


def test_rules_are_as_long_as_the_decree_says():
    masthead, *others = flow(PLAN)[0].items
    (left, right), *_ = masthead.rows
    motto = measure.width("Độc lập - Tự do - Hạnh phúc", STYLES[Role.MOTTO])
    assert right[-1].length == pytest.approx(motto)
    for above, rule, place in ((left[-2], left[-1], masthead.widths[0]), (others[1], others[2], room(wide=False))):
        assert isinstance(rule, Rule)
        inside = place - above.left - above.right
        longest = max(measure.lines(plain(above.spans), STYLES[above.role], inside))
        assert longest / 3 <= rule.length <= longest / 2


def test_a_rule_below_one_endless_word_stays_in_its_place():
    masthead = flow(replace(PLAN, issuer="máytáchvỏhạtđiều" * 40))[0].items[0]
    assert masthead.rows[0][0][-1].length < masthead.widths[0] / 2


def test_urgency_is_framed_in_the_size_of_its_stamp():
    sizes = {
        urgency: (round(frame.width / MM), round(frame.height / MM))
        for urgency in Urgency
        for row in flow(replace(PLAN, urgency=urgency))[0].items[0].rows
        for frame in row[0]
        if isinstance(frame, Frame)
    }
    assert sizes == {Urgency.URGENT: (20, 8), Urgency.VERY_URGENT: (40, 8), Urgency.FLASH: (30, 8)}


def test_headings_make_a_tree_without_gaps():
    depths = [item.heading for item in flow(DECISION)[0].items if isinstance(item, Line) and item.heading]
    assert depths == [1, 2, 3, 4, 5]
    flat = replace(LETTER, blocks=(Heading(Level.LETTER, "a)", "một"), Heading(Level.ROMAN, "I.", "hai")))
    assert [item.heading for item in flow(flat)[0].items if isinstance(item, Line) and item.heading] == [1, 1]


def test_a_heading_that_says_nothing_is_none():
    parts = (Heading(Level.PART, " ", "\x00"), Heading(Level.ROMAN, "I.", "một"), Heading(Level.ARABIC, "1.", "hai"))
    items = flow(replace(PLAN, kind_name="\n", blocks=parts, annexes=(Annex(" ", "", parts),)))
    depths = [[item.heading for item in section.items if isinstance(item, Line) and item.heading] for section in items]
    assert depths == [[1, 2], [1, 2]]


def test_long_centred_words_make_lines_of_about_one_length():
    (abstract,) = lines(
        replace(PLAN, abstract="Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản lần thứ tám"), Role.ABSTRACT
    )
    inside = room(wide=False) - abstract.left - abstract.right
    made = measure.lines(plain(abstract.spans), STYLES[Role.ABSTRACT], inside)
    assert len(made) == len(measure.lines(plain(abstract.spans), STYLES[Role.ABSTRACT], room(wide=False)))
    assert min(made) > 0.75 * max(made)


def grid(*columns, rows=()):
    return next(
        item for item in flow(replace(LETTER, blocks=(Table(columns, rows),)))[0].items if isinstance(item, Grid)
    )


def test_columns_are_wide_enough_for_their_longest_word():
    made = grid(Column("STT", 0.01), Column("Nội dung", 9), Column("Nguyễn", 0.1))
    assert sum(made.widths) == pytest.approx(room(wide=False))
    for width, title in zip(made.widths, ("STT", "Nội", "Nguyễn"), strict=True):
        assert width > measure.width(title, STYLES[Role.COLUMN]) + 10.8


def test_only_rows_higher_than_a_third_of_a_page_may_split():
    made = grid(Column("A"), Column("B"), rows=(("một", "hai"), ("một", "dòng\n" * 40), ("từ " * 1500, "hai")))
    assert made.splits == {1, 2}
