from hoithi.accounts.actors import SYSTEM
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow.keeper import TaskOrder
from hoithi.kit.models import StoredFile
from hoithi.kit.tests.standing import shared
from hoithi.planning.actions import add_task
from hoithi.units.models import Unit


@shared
def task(contest, department):
    """A task of the cast's department, without a day."""
    return add_task(contest, unit=department, text="Tham mưu ban hành Thể lệ", by=SYSTEM)


@shared
def other_unit(district, kinds):
    """Another body of the district."""
    return Unit.objects.create(code="697-gd", name="Phòng Giáo dục", kind=kinds["department"], parent=district)


@shared
def plan(contest, district):
    """A confirmed plan of two lines."""
    file = StoredFile.objects.create(name="ke-hoach.docx", size=1, sha256="0" * 64, content_type="x", key="k")
    lines = ["3. Phòng Giáo dục:", "- Chỉ đạo các trường phát động Hội thi."]
    return PlanVersion.objects.create(contest=contest, owner=district, number=1, file=file, lines=lines)


@shared
def order(department):
    """Makes what a plan orders: `order("a", "Phát động Hội thi")`."""

    def make(key, text, **fields):
        words = {"unit": department, "heading": "Phòng Kinh tế", "order": "2", "position": 1, "plan_line": 2}
        return TaskOrder(key=key, text=text, **{**words, **fields})

    return make
