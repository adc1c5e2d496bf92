"""Writers of a SQLite file wait in a row: none is told that the database is locked."""

import fcntl
import os
import threading

import pytest
from django.db import connections
from django.db.utils import OperationalError

from hoithi.kit.sqlite import turns as row
from hoithi.kit.sqlite.base import DatabaseWrapper
from hoithi.kit.sqlite.turns import Turns, turns_of

pytestmark = pytest.mark.once


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """Makes connections to one file, which say at once that it is locked when SQLite is asked out of turn."""
    made = []
    settings = {**connections["default"].settings_dict, "NAME": str(tmp_path / "row.sqlite3")}
    settings["OPTIONS"] = {"timeout": 0, "transaction_mode": "IMMEDIATE"}

    def connect():
        made.append(DatabaseWrapper(dict(settings), alias="row"))
        made[-1].inc_thread_sharing()
        return made[-1]

    with django_db_blocker.unblock():
        connect().cursor().execute("CREATE TABLE t (x)")
        yield connect
        for one in made:
            one.close()


def until_waiting(turns, count):
    while len(turns.waiting) < count:
        threading.Event().wait(0.001)


@pytest.mark.parametrize("alone", [True, False])
def test_whoever_comes_while_another_writes_waits_for_them(database, alone):
    first, second = database(), database()
    first.connect()
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    def write():
        if not alone:
            second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        second.cursor().execute("INSERT INTO t VALUES (2)")
        second.commit()

    second.connect()
    other = threading.Thread(target=write)
    other.start()
    until_waiting(turns_of(first.settings_dict["NAME"]), 1)
    first.cursor().execute("INSERT INTO t VALUES (1)")
    first.commit()
    other.join()
    assert first.cursor().execute("SELECT x FROM t ORDER BY rowid").fetchall() == [(1,), (2,)]


def test_a_turn_is_left_by_whoever_gives_up_or_goes_away(database):
    one, other = database(), database()
    for end in (one.rollback, one.close):
        one.connect()
        one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        end()
        other.cursor().execute("INSERT INTO t VALUES (1)")
    with pytest.raises(OperationalError, match="no such table"):
        one.cursor().execute("INSERT INTO khong_co VALUES (1)")
    other.cursor().execute("INSERT INTO t VALUES (1)")


def test_threads_come_in_their_order(tmp_path):
    turns, came = Turns(tmp_path / "row"), []
    assert turns.take()

    def write(number):
        turns.take()
        came.append(number)
        turns.leave()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for number, thread in enumerate(threads):
        thread.start()
        until_waiting(turns, number + 1)
    turns.leave()
    for thread in threads:
        thread.join()
    assert came == list(range(20))


def test_processes_wait_for_one_another(tmp_path):
    here = Turns(tmp_path / "row")
    elsewhere = os.open(tmp_path / "row", os.O_RDWR)
    here.take()
    with pytest.raises(BlockingIOError):
        fcntl.flock(elsewhere, fcntl.LOCK_EX | fcntl.LOCK_NB)
    here.leave()
    fcntl.flock(elsewhere, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(elsewhere)


def test_patience_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(row, "PATIENCE", 0)
    turns = Turns(tmp_path / "row")
    turns.taken = True
    assert not turns.take()
    assert not turns.waiting
