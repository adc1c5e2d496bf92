from datetime import date, timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.documents.actions import cancel_number, open_series, reserve_numbers, take_numbers, use_number
from hoithi.documents.enums import NumberState
from hoithi.documents.models import Number, Series, SeriesYear
from hoithi.kit import invariants
from hoithi.kit.clock import today
from hoithi.kit.refusals import Refusal

DAY = date(2024, 3, 20)


def reserve(series, contest, by, count=1, *, day=DAY, key=""):
    key = key or f"k{Number.objects.count()}"
    return reserve_numbers(series, contest, count=count, subject="Giấy mời in sẵn", day=day, by=by, once_key=key)


def use(number, by, **said):
    words = {
        "day": number.day, "symbol": "GM-BTC", "kind_name": "Giấy mời", "subject": "Dự lễ tổng kết",
        "signer": "", "recipients": "",
    }  # fmt: skip
    return use_number(number, by=by, **{**words, **said})


def test_numbers_run_from_one_and_begin_again_each_year(series, contest, officer):
    assert [n.number for n in reserve(series, contest, officer, 3)] == [1, 2, 3]
    assert reserve(series, contest, officer)[0].number == 4
    assert reserve(series, contest, officer, day=date(2025, 1, 2))[0].number == 1
    assert list(invariants.broken("document numbers")) == []


def test_each_series_has_its_own_numbers(series, contest, officer):
    body = open_series(contest, name="UBND huyện", symbol="UBND", committee=False, by=officer)
    reserve(series, contest, officer, 2)
    assert reserve(body, contest, officer)[0].number == 1
    assert body.contest is None
    assert series.contest == contest


def test_a_day_before_the_last_one_is_refused(series, contest, officer):
    reserve(series, contest, officer)
    with pytest.raises(Refusal) as refused:
        reserve(series, contest, officer, day=DAY - timedelta(days=1))
    assert refused.value.code == "documents.day_back"
    assert "20/3/2024" in refused.value.sentence
    assert Number.objects.count() == 1


def test_a_year_that_is_over_takes_no_number_once_the_next_has_begun(series, contest, officer):
    reserve(series, contest, officer, day=date(2025, 1, 2))
    with pytest.raises(Refusal) as refused:
        reserve(series, contest, officer, day=date(2024, 12, 31))
    assert refused.value.code == "documents.day_back"


def test_a_day_to_come_is_refused(series, contest, officer):
    with pytest.raises(Refusal) as refused:
        reserve(series, contest, officer, day=today() + timedelta(days=1))
    assert refused.value.code == "documents.day_ahead"


def test_the_same_request_again_gives_the_same_numbers(series, contest, officer):
    first = reserve(series, contest, officer, 2, key="mot-lan")
    assert reserve(series, contest, officer, 2, key="mot-lan") == first
    assert Number.objects.count() == 2


@pytest.mark.parametrize("count", [0, 51])
def test_only_so_many_at_a_time(series, contest, officer, count):
    with pytest.raises(Refusal) as refused:
        reserve(series, contest, officer, count)
    assert refused.value.field == "count"


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.JUDGE, None])
def test_others_reserve_none(series, contest, actor, role):
    with pytest.raises(Refusal) as refused:
        reserve(series, contest, actor(role))
    assert refused.value.status in {403, 404}
    assert not Number.objects.exists()


def test_a_series_of_another_contest_gives_nothing(contest, district, officer):
    strange = Series.objects.create(unit=district.parent, name="Tỉnh", symbol="UBND", opened_at="2024-01-01T00:00Z")
    with pytest.raises(Refusal) as refused:
        reserve(strange, contest, officer)
    assert refused.value.field == "series"


def test_a_reserved_number_goes_to_its_paper(series, contest, officer):
    number = use(reserve(series, contest, officer)[0], officer)
    assert (number.state, number.shown) == (NumberState.ISSUED, "01/GM-BTC")
    with pytest.raises(Refusal) as refused:
        use(number, officer)
    assert refused.value.code == "documents.used"


@pytest.mark.parametrize("missing", ["symbol", "subject", "kind_name"])
def test_a_number_without_symbol_or_subject_is_refused(series, contest, officer, missing):
    number = reserve(series, contest, officer)[0]
    with pytest.raises(Refusal) as refused:
        use(number, officer, **{missing: "   "})
    assert refused.value.field == missing


def test_a_reserved_number_may_be_dated_between_its_neighbours_only(series, contest, officer):
    reserve(series, contest, officer)
    kept = reserve(series, contest, officer, day=DAY + timedelta(days=2))[0]
    reserve(series, contest, officer, day=DAY + timedelta(days=4))
    for days in (-1, 5):
        with pytest.raises(Refusal) as refused:
            use(kept, officer, day=DAY + timedelta(days=days))
        assert refused.value.code == "documents.day_order"
    assert use(kept, officer, day=DAY + timedelta(days=4)).day == DAY + timedelta(days=4)
    assert list(invariants.broken("document numbers")) == []


def test_a_cancelled_number_stays_and_says_why(series, contest, officer):
    number = cancel_number(reserve(series, contest, officer)[0], reason="In hỏng", by=officer)
    assert (number.state, number.reason) == (NumberState.CANCELLED, "In hỏng")
    assert cancel_number(number, reason="In hỏng", by=officer).pk == number.pk
    assert reserve(series, contest, officer)[0].number == 2
    assert Event.objects.filter(verb="documents.cancel_number").count() == 1


def test_a_number_is_not_cancelled_without_a_reason(series, contest, officer):
    with pytest.raises(Refusal) as refused:
        cancel_number(reserve(series, contest, officer)[0], reason=" ", by=officer)
    assert refused.value.field == "reason"


def test_a_used_number_is_cancelled_by_the_head_alone(series, contest, officer, head):
    number = use(reserve(series, contest, officer)[0], officer)
    with pytest.raises(Refusal) as refused:
        cancel_number(number, reason="Sai", by=officer)
    assert refused.value.status == 403
    assert cancel_number(number, reason="Sai", by=head).state == NumberState.CANCELLED


def test_a_series_is_opened_once(series, contest, officer):
    assert open_series(contest, name=series.name, symbol="BTC", committee=True, by=officer) == series
    with pytest.raises(Refusal) as refused:
        open_series(contest, name="Sổ khác", symbol="BTC", committee=True, by=officer)
    assert refused.value.field == "symbol"


def test_a_block_of_numbers_costs_no_more_than_one(series, django_assert_max_num_queries):
    take_numbers(series, 1, day=DAY)
    with django_assert_max_num_queries(6):
        assert take_numbers(series, 500, day=DAY) == range(2, 502)


def test_what_is_broken_is_found(series, contest, officer):
    first, second, third = reserve(series, contest, officer, 3)
    Number.objects.filter(pk=second.pk).delete()
    assert list(invariants.broken("document numbers")) == [
        f"series {series.pk} of 2024: 3 numbers were given, 2 stand in the register"
    ]
    SeriesYear.objects.filter(series=series).update(last=2)
    assert len(list(invariants.broken("document numbers"))) == 1
    Number.objects.filter(pk=third.pk).update(number=2)
    assert list(invariants.broken("document numbers")) == []
    Number.objects.filter(pk=first.pk).update(day=DAY + timedelta(days=1))
    assert "dated before" in next(invariants.broken("document numbers"))
    Number.objects.filter(pk=first.pk).update(day=date(2023, 3, 1))
    assert "another year" in next(invariants.broken("document numbers"))
