from itertools import pairwise

import pytest

from hoithi.entries.likeness.engine import Paper, likeness, passages, sketch
from hoithi.entries.likeness.engine.passages import _runs
from hoithi.entries.likeness.shown import in_words

ALIKE = [
    ("Máy tách vỏ hạt điều", "Máy tách vỏ hạt điều", "rất giống"),
    ("Máy tách vỏ hạt điều", "may tach vo hat dieu", "rất giống"),
    ("Máy tách vỏ hạt điều", "MÁY TÁCH VỎ – HẠT ĐIỀU!", "rất giống"),
    ("Máy tách vỏ hạt điều", "Hạt điều: máy tách vỏ", "rất giống"),
    ("Máy tách vỏ hạt điều", "Nghiên cứu, chế tạo máy tách vỏ lụa hạt điều bán tự động", "rất giống"),
    ("Tưới nhỏ giọt cho vườn tiêu bằng pin mặt trời", "Vườn tiêu tưới nhỏ giọt bằng pin mặt trời", "rất giống"),
    ("Máy phun thuốc trừ sâu hại mía", "Máy phun thuốc trừ sâu điều khiển từ xa", "giống một phần"),
    ("Máy", "Máy", "rất giống"),
]
NOT_ALIKE = [
    ("Máy trồng mì", "Máy bóc vỏ lụa và mày hạt bắp"),
    ("Nghiên cứu, thiết kế và chế tạo xe lăn điện", "Nghiên cứu, thiết kế và chế tạo máy sấy nông sản"),
    ("Phần mềm quản lý học sinh", "Phần mềm quản lý vòng đời trang thiết bị y tế"),
    ("Robot cứu hỏa", "Bảng tuần hoàn thông minh"),
    ("Máy bơm", "Máy bóc vỏ"),
    ("", "Máy bóc vỏ"),
    ("", ""),
    ("!!!", "???"),
]


def score(one, other):
    return likeness(Paper(one, ""), Paper(other, "")).score


@pytest.mark.parametrize(("one", "other", "words"), ALIKE)
def test_titles_that_are_alike(one, other, words):
    assert in_words(score(one, other)) == words
    assert score(one, other) == score(other, one)


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_titles_that_are_not(one, other):
    assert score(one, other) < 0.35


def test_marks_tell_apart_only_where_both_have_them():
    assert score("Máy cưa gỗ", "Mấy cửa gõ") < score("Máy cưa gỗ", "May cua go") == 1


PARAGRAPH = (
    "Máy gồm hai trục quay ngược chiều, khe hở chỉnh được từ 2 đến 8 mm, chạy bằng mô tơ một pha. Hạt đã hấp rơi từ"
    " phễu xuống khe, vỏ nứt theo gân, nhân rơi xuống sàng rung còn vỏ theo máng ra ngoài."
)
OTHER = (
    "Bà con thường phơi nông sản trên sân nên gặp mưa là hỏng. Chúng tôi làm nhà phơi mái trong, có quạt hút ẩm và cảm"
    " biến, nhiệt độ trong nhà cao hơn ngoài trời mười hai độ."
)


def test_the_same_text_under_another_title():
    found = likeness(Paper("Máy tách vỏ", PARAGRAPH), Paper("Nhà phơi nông sản", PARAGRAPH))
    assert (in_words(found.score), found.text) == ("rất giống", 1)
    assert found.title < 0.2


def test_a_paragraph_copied_into_a_long_dossier_is_not_lost_in_it():
    long = " ".join(f"câu{number} nói một chuyện khác thứ {number}." for number in range(800))
    found = likeness(Paper("Nhà phơi", f"{long} {PARAGRAPH}"), Paper("Máy tách vỏ", PARAGRAPH + OTHER))
    assert in_words(found.score) == "rất giống"


def test_different_texts_are_not_alike():
    assert likeness(Paper("Máy tách vỏ", PARAGRAPH), Paper("Nhà phơi", OTHER)).score < 0.2


def test_runs_that_everybody_writes_say_nothing():
    one, other = Paper("", "góp phần nâng cao hiệu quả " + PARAGRAPH), Paper("", "góp phần nâng cao hiệu quả " + OTHER)
    assert likeness(one, other).text > 0
    assert likeness(one, other, one.runs & other.runs).text == 0


def test_a_printed_head_that_everybody_has_is_no_passage():
    head = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc Bản mô tả giải pháp dự thi"
    plain = Paper("", head).runs
    assert len(passages(f"{head}. {OTHER}", f"{head}. {PARAGRAPH}")) == 1
    assert passages(f"{head}. {OTHER}", f"{head}. {PARAGRAPH}", plain) == []
    assert len(passages(f"{head}. {OTHER}", f"{head}. {OTHER}", plain)) == 1


def said(text, found):
    return [text[one.start : one.end] for one in found]


def test_a_passage_survives_a_changed_word_and_lost_marks():
    copied = "Lời đầu. May gom hai truc quay nguoc chieu, khe hở điều chỉnh được từ 2 đến 8 mm, chạy bằng điện. Hết."
    (found,) = passages(PARAGRAPH, copied)
    assert PARAGRAPH[found.start : found.end].startswith("Máy gồm hai trục")
    assert copied[found.other_start : found.other_end].startswith("May gom hai truc")
    assert copied[found.other_start : found.other_end].endswith("chạy bằng")


def test_passages_in_another_order_are_all_found_and_never_overlap():
    first, second = PARAGRAPH.split(". ", 1)
    found = passages(PARAGRAPH, f"{second} {OTHER} {first}")
    assert len(found) == 2
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("text", ["", "máy", "một hai ba", "..."])
def test_nothing_to_find(text):
    assert passages(text, PARAGRAPH) == passages(PARAGRAPH, text) == []


def test_a_refrain_and_a_huge_text_are_bounded():
    refrain = "hạt điều hạt điều " * 3000
    assert len(passages(refrain, refrain)) <= 40
    assert len(list(_runs(refrain.split(), refrain.split()))) == 12  # and not one from each of its places
    huge = " ".join(f"từ{number % 997} chữ{number % 4001}" for number in range(20_000))
    assert passages(huge, huge)[0].words > 1000
    assert likeness(Paper("x", huge), Paper("x", huge)).score == 1


def test_characters_of_old_and_wide_writing_keep_their_places():
    text = "ＭÁＹ ½ gồm hai trục quay ngược chiều, khe hở chỉnh được từ 2 đến 8"
    (found,) = passages(text, PARAGRAPH)
    assert text[found.start : found.end] == "gồm hai trục quay ngược chiều, khe hở chỉnh được từ 2 đến 8"


def test_the_sketch_is_the_same_everywhere_and_forever():
    """Numbers made by one version of the product are read by the next: whoever changes this raises `SKETCH`."""
    made = sketch("Máy tách vỏ hạt điều", "Hai trục quay ngược chiều và sàng rung.")
    assert (len(made), made[0], made[-1]) == (14, 634513021, 196535578)
    assert sketch("may tach vo hat dieu", "") == made[:13]
    assert set(sketch("Hạt điều: máy tách vỏ", "")) & set(made[:1])
    assert sketch("", "") == []


def test_a_common_run_of_thirteen_words_is_always_marked():
    run = " ".join(f"chung{number}" for number in range(13))
    before = " ".join(f"a{number}" for number in range(40))
    after = " ".join(f"b{number}" for number in range(55))
    assert set(sketch("", f"{before} {run} {after}")) & set(sketch("", f"{after} {run} {before}"))
