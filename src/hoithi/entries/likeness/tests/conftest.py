"""Former solutions to be like, and files of them."""

import io
from datetime import UTC, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.entries.actions.archives import bring_list, take_list
from hoithi.kit.jobs import run_pending
from hoithi.kit.tests.standing import shared
from hoithi.units.models import Unit

HEAD = "Tên giải pháp;Năm;Tác giả;Đơn vị;Giải;Lĩnh vực;Tóm tắt"
SUMMARY = "Hai trục quay ngược chiều, khe hở chỉnh được, vỏ nứt theo gân và nhân rơi xuống sàng rung đặt bên dưới máy."


def csv_file(*lines, head=HEAD, name="ds.csv", coding="utf-8"):
    """A list as it is chosen in the browser."""
    return SimpleUploadedFile(name, "\n".join([head, *lines]).encode(coding))


@pytest.fixture
def workbook():
    """Makes an Excel file of rows: `workbook([["Tên giải pháp"], ["Máy"]])`; `shape(book, sheet)` does more."""

    def make(rows, shape=None, **options):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
            sheet = book.add_worksheet("Đạt giải")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if shape:
                shape(book, sheet)
        return SimpleUploadedFile("ds.xlsx", file.getvalue())

    return make


@shared
def bring(district):
    """Brings a list in: `bring(csv_file("Máy tách vỏ;2019"))`."""

    def make(file, by=SYSTEM, **more):
        more = {"owner": district, "contest_name": "Hội thi cũ", "year": None, "published": False, **more}
        return bring_list(file, by=by, **more)

    return make


@shared
def take(bring):
    """Takes a list of those lines."""

    def make(*lines, **more):
        archive = bring(csv_file(*lines), **more)
        take_list(archive, version=archive.version, by=SYSTEM)
        run_pending()
        archive.refresh_from_db()
        return archive

    return make


@shared
def elsewhere(district, person):
    """A contest of another district, and its officer: (contest, actor)."""
    other = Unit.objects.create(code="690", name="Huyện Bù Đăng", kind=district.kind, parent=district.parent)
    contest = Contest.objects.create(
        slug="hoi-thi-bu-dang", name="Hội thi huyện Bù Đăng", owner=other, state=State.OPEN, end_year=2025
    )
    somebody = person("Chuyên viên nơi khác")
    RoleGrant.objects.create(
        person=somebody, role=Role.OFFICER, contest=contest, starts_at=datetime(2024, 1, 1, tzinfo=UTC)
    )
    return contest, actor_of(somebody, second_factor=True)
