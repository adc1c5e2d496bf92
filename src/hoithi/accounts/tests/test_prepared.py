"""Prepared questions: the same answer as the query set would give, whatever the values, and only one query."""

import pytest
from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.db.transaction import TransactionManagementError

from hoithi.accounts.models import LoginSlip, Person
from hoithi.kit.clock import now
from hoithi.kit.prepared import given, prepared

pytestmark = pytest.mark.django_db


@prepared
def _named():
    """People of that name."""
    return Person.objects.filter(full_name=given("name", CharField())).order_by("pk")


@prepared
def _slips():
    ends = given("at", DateTimeField())
    rows = LoginSlip.objects.filter(person=given("person", BigIntegerField()), expires_at__gt=ends)
    return rows.select_related("person", "printed_by").order_by("number")[:2]


@prepared
def _addresses():
    return Person.objects.order_by("pk").values_list("email", flat=True)


@prepared
def _held():
    return Person.objects.select_for_update().filter(pk=given("person", BigIntegerField()))


def slip(person, number):
    return LoginSlip.objects.create(
        person=person, number=number, code_hash="0", printed_at=now(), expires_at=now().replace(year=2999)
    )


def test_rows_are_those_of_the_query_set_for_every_value(person, django_assert_num_queries):
    one, two = person("Điểu Xrê"), person("Thị Liên")
    person("Điểu Xrê")
    assert [row.pk for row in _named(name="Thị Liên")] == [two.pk]
    with django_assert_num_queries(1):
        found = _named(name="Điểu Xrê")
    assert found == list(Person.objects.filter(full_name="Điểu Xrê").order_by("pk"))
    assert vars(found[0]).keys() == vars(Person.objects.get(pk=one.pk)).keys()
    assert _named(name="' OR 1=1 --") == []


def test_neighbours_come_along_and_a_slice_stays(person, django_assert_num_queries):
    somebody, other = person("Điểu Xrê"), person("Thị Liên")
    for number in ("0001", "0002", "0003"):
        slip(somebody, number)
    slip(other, "0009")
    _slips(person=other.pk, at=now())
    with django_assert_num_queries(1):
        found = _slips(person=somebody.pk, at=now())
        assert [(one.number, one.person.full_name, one.printed_by) for one in found] == [
            ("0001", "Điểu Xrê", None),
            ("0002", "Điểu Xrê", None),
        ]
    assert found[0].expires_at == LoginSlip.objects.get(number="0001").expires_at
    assert _slips(person=somebody.pk, at=now().replace(year=3000)) == []


def test_values_alone(person):
    person("Điểu Xrê", email="a@example.vn")
    assert _addresses() == ["a@example.vn"]
    person("Thị Liên", email="b@example.vn")
    assert _addresses() == ["a@example.vn", "b@example.vn"]


def test_a_row_that_was_read_is_saved_as_any_other(person):
    somebody = person("Điểu Xrê")
    row = _named(name="Điểu Xrê")[0]
    row.full_name = "Điểu Xuân Lộc"
    row.save()
    assert Person.objects.get(pk=somebody.pk).full_name == "Điểu Xuân Lộc"


@pytest.mark.parametrize(("values", "error"), [({"name": None}, ValueError), ({}, KeyError)])
def test_a_value_is_never_left_out(values, error):
    with pytest.raises(error):
        _named(**values)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_held_in_a_transaction_only(person):
    somebody = person("Điểu Xrê")
    with pytest.raises(TransactionManagementError):
        _held(person=somebody.pk)
    with transaction.atomic():
        assert _held(person=somebody.pk) == [somebody]


def test_a_question_of_two_queries_is_refused(db):
    with pytest.raises(ValueError, match="one query"):
        prepared(lambda: Person.objects.prefetch_related("slips"))()
