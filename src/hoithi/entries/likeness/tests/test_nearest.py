"""The corpus: who is found among many, and that common words do not drown them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoithi.entries.likeness import corpus
from hoithi.entries.likeness.corpus import MOST_PROBES, index, keys_of, nearest, take_shingles
from hoithi.entries.likeness.engine import Paper
from hoithi.entries.models import Former, Shingle
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
# Titles in the style of real winners, with what another edition might call the same thing.
TITLES = [
    ("Máy bóc vỏ lụa và mày hạt bắp", "Hạt bắp: máy bóc mày và vỏ lụa"),
    ("Hệ thống bơm tưới bằng năng lượng mặt trời cho nông dân trồng mía", "Bơm tưới mía bằng năng lượng mặt trời"),
    ("Mô hình nuôi cua biển trong hộp ứng dụng công nghệ giám sát từ xa", "Nuôi cua biển trong hộp, giám sát từ xa"),
    ("Xử lý tái sinh các loại keo biến chất trong sản xuất gỗ nhân tạo", "Tái sinh keo biến chất làm gỗ nhân tạo"),
    ("Thay máng che dây chằng sắt bằng ống nhựa màu vàng cam", "thay mang che day chang sat bang ong nhua"),
    ("Gậy thông minh hỗ trợ người khiếm thị và người già", "Gậy thông minh cho người già, người khiếm thị"),
    ("Xe đa năng thu gom, đảo trộn, vận chuyển cà phê, tiêu", "Xe thu gom, vận chuyển, đảo trộn tiêu và cà phê"),
    ("Hệ thống rửa tay thông minh sử dụng năng lượng mặt trời", "Rửa tay thông minh bằng năng lượng mặt trời"),
    ("Hệ thống phân loại rác thông minh sử dụng năng lượng mặt trời", "Phân loại rác bằng năng lượng mặt trời"),
    ("Kích thích cây măng cụt ra hoa trái vụ", "Măng cụt ra hoa trái vụ"),
    ("Máy tách vỏ khoai mì", "Tách vỏ khoai mì bằng máy"),
    ("Phần mềm tìm hiểu các nhân vật lịch sử Việt Nam và thế giới", "Phần mềm nhân vật lịch sử thế giới, Việt Nam"),
]


@shared
def kept(take):
    """The titles among two hundred others that share their commonest words."""
    others = [f"Hệ thống máy thông minh số {number} sử dụng năng lượng mặt trời;2010" for number in range(200)]
    take(*(f"{title};2019" for title, _other in TITLES), *others)
    return {former.title: former for former in Former.objects.filter(year=2019)}


@pytest.mark.parametrize(("title", "other"), TITLES)
def test_a_title_said_otherwise_is_found_first(kept, title, other):
    found = nearest(Paper(other, ""))
    assert found[0].former == kept[title]
    assert found[0].likeness.score >= 0.35


def test_common_words_are_passed_over_and_the_same_title_is_still_found(kept, monkeypatch):
    monkeypatch.setattr(corpus, "COMMON", 3)
    assert nearest(Paper("năng lượng mặt trời", "")) == []
    assert nearest(Paper("Hệ thống rửa tay thông minh sử dụng năng lượng mặt trời", ""))[0].likeness.score == 1


def test_itself_is_left_out(kept):
    title, _other = TITLES[0]
    assert kept[title] not in [one.former for one in nearest(Paper(title, ""), but=kept[title].pk)]


def test_nothing_is_like_nothing(kept):
    assert nearest(Paper("", "")) == nearest(Paper("Trợ lý bản làng", "")) == []


def test_the_work_is_bounded_whatever_is_asked(kept):
    huge = " ".join(f"từ{number}" for number in range(20_000))
    with CaptureQueriesContext(connection) as queries:
        nearest(Paper("Máy tách vỏ", huge))
    assert len(queries) <= MOST_PROBES + 1


def test_shingles_come_once_and_go(kept):
    former = kept[TITLES[0][0]]
    before = Shingle.objects.count()
    index([former])
    assert Shingle.objects.count() == before
    take_shingles(keys_of(former))
    assert Shingle.objects.count() == before - len(keys_of(former))
    assert former not in [one.former for one in nearest(Paper(former.title, ""))]


def test_a_shingle_of_a_solution_that_went_is_passed_over(kept):
    title, _other = TITLES[0]
    kept[title].delete()
    assert kept[title] not in [one.former for one in nearest(Paper(title, ""))]


def test_the_printed_head_of_a_form_makes_nobody_alike(take):
    head = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc Bản mô tả giải pháp dự thi I Thông tin chung"
    own = ["Máy tách vỏ hạt điều", "Nuôi cua trong hộp", "Gậy dò đường", "Bảng tuần hoàn", "Ép gỗ nhân tạo", "Robot"]
    take(*(f"{title};2019;;;;;{head} {title.lower()} của chúng tôi" for title in own))
    found, plain = corpus.compared(Paper("Lọc nước ao cá", f"{head} lọc nước ao cá bằng lục bình"))
    assert found == []
    assert ("cong", "hoa", "xa", "hoi") in plain
