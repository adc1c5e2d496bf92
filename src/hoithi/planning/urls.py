from django.urls import URLPattern

from hoithi.kit.routes import page
from hoithi.planning.views import changes, pages
from hoithi.planning.views.common import DOING, OFFICERS, READERS, WATCHING

AT = "lam-viec/nhiem-vu/"
IN = "lam-viec/hoi-thi/<slug:slug>/"
FORM = ("GET", "POST")

urlpatterns: list[URLPattern] = [
    page(AT, pages.task_mine, name="task_mine", who=DOING),
    page(f"{AT}<slug:uid>/", changes.task_detail, name="task_detail", who=READERS, methods=FORM),
    page(f"{AT}<slug:uid>/minh-chung/<slug:note>/", pages.evidence, name="task_evidence", who=READERS),
    page(f"{AT}<slug:uid>/sua/", changes.edit_task, name="task_edit", who=OFFICERS, methods=FORM),
    page(f"{AT}<slug:uid>/han/", changes.set_due, name="task_due", who=OFFICERS, methods=FORM),
    page(f"{AT}<slug:uid>/bo/", changes.drop_task, name="task_drop", who=OFFICERS, methods=FORM),
    page(f"{AT}<slug:uid>/khoi-phuc/", changes.restore_task, name="task_restore", who=OFFICERS, methods=("POST",)),
    page(f"{IN}nhiem-vu/", pages.contest_tasks, name="contest_tasks", who=WATCHING),
    page(f"{IN}nhiem-vu/them/", changes.add_task, name="task_add", who=OFFICERS, methods=FORM),
    page(f"{IN}nhac/<slug:unit>/", changes.remind, name="task_remind", who=OFFICERS, methods=("POST",)),
]
