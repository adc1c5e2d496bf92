"""Eight processes at one series, two of them killed: no number twice, none left out, none that was told lost."""

from signal import SIGKILL

import pytest

from hoithi.documents.tests.takers import run
from hoithi.kit.clock import today
from hoithi.kit.tests.test_jobs import url_of_database

EACH = 30


@pytest.mark.django_db(transaction=True)
def test_of_eight_processes_no_number_comes_twice_and_none_is_left_out(series, tmp_path):
    done = run(url_of_database(tmp_path), series.pk, processes=8, each=EACH, killed={1: 20, 3: 7})
    assert [place for place, end in enumerate(done.ends) if end == SIGKILL] == [1, 3, 8]
    assert len(done.told) == len(set(done.told)) >= 6 * EACH + 27
    assert set(done.told) <= set(done.found)
    assert done.found == list(range(1, len(done.found) + 1))
    assert done.broken == []


@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_lost_would_be_found(series, tmp_path):
    done = run(url_of_database(tmp_path), series.pk, processes=0, each=1, killed={}, way="take_apart")
    assert (done.ends, done.found) == ([SIGKILL], [])
    assert done.broken == [f"series {series.pk} of {today().year}: 1 numbers were given, 0 stand in the register"]
