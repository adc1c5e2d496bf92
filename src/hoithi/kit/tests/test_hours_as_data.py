"""An hour of the day as a value of a schema."""

from dataclasses import dataclass
from datetime import time

import pytest

from hoithi.kit.schemas.reading import DataProblems, Schema, as_data, read_data
from hoithi.kit.schemas.specs import Hour, spec


@dataclass(frozen=True)
class Opening(Schema):
    at: time | None = spec(Hour(label="Giờ mở"))


@pytest.mark.parametrize("typed", ["8:05", "08:05", "8 giờ 05", "8g05"])
def test_an_hour_is_read_as_people_write_it_and_kept_as_one(typed):
    filled = read_data(Opening, {"at": typed})
    assert (filled.at, as_data(filled)) == (time(8, 5), {"at": "08:05"})
    assert read_data(Opening, as_data(filled)) == filled


def test_no_hour_is_nothing_and_midnight_is_an_hour():
    assert [as_data(read_data(Opening, {"at": typed})) for typed in ("", "0:00")] == [{"at": None}, {"at": "00:00"}]
    with pytest.raises(DataProblems, match="25:00"):
        read_data(Opening, {"at": "25:00"})
