"""Work in a process of its own: what it may not do, and that whoever asked goes on."""

import pytest

from hoithi.kit import bounded

WORK = "hoithi.kit.tests.sample_work"
pytestmark = pytest.mark.once


def test_bytes_go_in_and_come_back():
    data = bytes(range(256)) * 40_000
    assert bounded.run(WORK, "echo", data=data) == data


def test_a_program_that_says_no_gives_its_sentence():
    with pytest.raises(bounded.NotTaken, match=r"Không nhận tệp này\."):
        bounded.run(WORK, "refuse", data=b"")


@pytest.mark.parametrize("word", ["hang", "crash", "eat", "call", "flood"])
def test_what_does_not_end_well_is_too_heavy(word):
    with pytest.raises(bounded.TooHeavy):
        bounded.run(WORK, word, data=b"x")


def test_the_wall_is_watched_from_outside_too():
    with pytest.raises(bounded.TooHeavy, match="took more than"):
        bounded.run(WORK, "hang", data=b"", seconds=0.2)


def test_no_secret_of_ours_is_in_its_surroundings(monkeypatch):
    monkeypatch.setenv("HOITHI_SECRET_KEY", "x" * 60)
    names = bounded.run(WORK, "look", data=b"").decode().split("\n")
    assert "PYTHONPATH" in names
    assert not [name for name in names if "HOITHI" in name]
