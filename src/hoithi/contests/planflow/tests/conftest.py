"""The seed plan, as it would be uploaded for Hớn Quản, and the people who may take it on."""

import csv
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from hoithi.accounts.enums import Role
from hoithi.contests.models import RoleGrant
from hoithi.contests.plan.model import to_json
from hoithi.contests.plan.reader import read
from hoithi.contests.plan.sources import open_source
from hoithi.contests.planflow.actions import review, save_review
from hoithi.contests.planflow.actions.review import lay_out
from hoithi.contests.planflow.pages import Offered, sections_of
from hoithi.contests.planflow.reading import Reading
from hoithi.contests.planflow.sections import BY_NAME, posted
from hoithi.contests.queries import actor_of
from hoithi.kit import files
from hoithi.kit.tests.standing import shared
from hoithi.units.models import Unit, UnitKind

ROOT = Path(__file__).parents[5]
SEED = (ROOT / "samples/plans/ke-hoach-hon-quan-viii.md").read_text()
TREE = (ROOT / "src/hoithi/units/data/hon_quan.csv").read_text("utf-8-sig")


@pytest.fixture
def read_here(monkeypatch):
    """Uploads are read in this process; `test_upload_plan` holds that they are read in one of their own."""
    monkeypatch.setattr(review, "read_bounded", read_of)


@shared
def seed():
    """The text of the seed plan."""
    return SEED


@cache
def _read(data, name):
    source = open_source(data, name)
    return json.dumps([to_json(read(source)), source.lines])


def read_of(data, name):
    """The reading of a file, made once."""
    return Reading(*json.loads(_read(data, name)))


@shared
def hon_quan(standing):
    """The district with its thirteen communes, and a neighbour, as they stood until July 2025."""
    kinds = UnitKind.objects.in_bulk(field_name="code")
    made: dict[str, Unit] = {}
    for row in csv.DictReader(TREE.splitlines(), delimiter=";"):
        if row["Mã"] == "70" or row["Mã cấp trên"] in {"70", "694"}:
            made[row["Mã"]] = Unit.objects.create(
                code=row["Mã"], name=row["Tên"], kind=kinds[row["Loại"]], parent=made.get(row["Mã cấp trên"]),
                valid_to=date(2025, 7, 1),
            )  # fmt: skip
    return made["694"]


@shared
def file_of():
    """Makes an upload: `file_of("text", "plan.md")`."""
    return lambda text, name="ke-hoach.md": SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


@shared
def over(person, hon_quan):
    """Makes an actor with a role over all that the district runs: `over(Role.OFFICER)`."""

    def make(role, unit=None, name="Lê Thị Cán"):
        somebody = person(name)
        start = datetime(2024, 1, 1, tzinfo=UTC)
        RoleGrant.objects.create(person=somebody, role=role, unit=unit or hon_quan, starts_at=start)
        return actor_of(somebody, second_factor=True)

    return make


@shared
def officer(over):
    """The officer who uploads."""
    return over(Role.OFFICER)


@shared
def plan(hon_quan, officer, file_of, seed):
    """The seed, uploaded and in review."""
    stored = files.store(file_of(seed), kinds=files.PLANS, by=officer)
    return lay_out(stored, read_of(seed.encode(), "ke-hoach.md"), owner=hon_quan, by=officer)


@shared
def form_of():
    """The whole review form as a browser would send it: `form_of(plan)`, with changes by name."""

    def make(plan, **changes):
        data = {}
        for section in sections_of(plan, Offered()):
            data[f"mark.{section.name}"] = section.mark
            data |= {box.name: box.value for box in section.boxes}
            if section.rows:
                data[f"rows.{section.name}"] = [row.id for row in section.rows]
            for row in section.rows:
                data |= _of_row(row)
        data |= {name.replace("__", "."): value for name, value in changes.items()}
        return {name: value for name, value in data.items() if value not in (None, [])}

    return make


def _of_row(row):
    data = {box.name: row.data.get(key) if box.kind == "many" else box.value for key, box in row.boxes.items()}
    if row.inner:
        data[f"rows.{row.id}"] = [inner.id for inner in row.inner]
    for inner in row.inner:
        data |= _of_row(inner)
    return data


@shared
def save(form_of):
    """Saves a review through the form: `save(plan, by, m5__end="16/4/2025")` changes only what is named."""

    def make(plan, by, **changes):
        typed = QueryDict(mutable=True)
        for name, value in form_of(plan, **changes).items():
            typed.setlist(name, value if isinstance(value, list) else [value])
        marks = {name.removeprefix("mark."): typed[name] for name in typed if name.startswith("mark.")}
        return save_review(plan, {name: posted(BY_NAME[name], typed) for name in marks}, marks=marks, by=by)

    return make
