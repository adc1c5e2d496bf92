"""The task list: what there is to do, how far each part is, and which comes next. No database of its own."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.entries.checks import Lack
from hoithi.entries.entrant.desk import Desk
from hoithi.entries.enums import ABOUT, AUTHORS, FILES, AuthorState, UnitAnswer
from hoithi.entries.papers import file_papers

SUBMIT, UNIT = "submit", "unit"
LOOKS: dict[str, tuple[Any, str, str]] = {
    "todo": (gettext_lazy("Chưa làm"), "circle", ""),
    "doing": (gettext_lazy("Đang làm"), "circle-dot", "info"),
    "fix": (gettext_lazy("Cần sửa"), "circle-alert", "error"),
    "done": (gettext_lazy("Xong"), "circle-check", "success"),
    "waiting": (gettext_lazy("Đang chờ"), "hourglass", "warning"),
    "blocked": (gettext_lazy("Chưa làm được"), "lock", ""),
    "optional": (gettext_lazy("Không bắt buộc"), "circle", ""),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One part: `state` is a key of `LOOKS`, `note` says what is missing in it."""

    code: str
    label: str
    href: str
    state: str
    note: str = ""

    @property
    def look(self) -> dict[str, Any]:
        """Word, picture and colour of the state."""
        label, icon, kind = LOOKS[self.state]
        return {"label": label, "icon": icon, "kind": kind}


def tasks_of(desk: Desk) -> list[Task]:
    """Every part of the dossier in its order; the last is to check and submit."""
    made = [_about(desk), *_steps(desk), _authors(desk)]
    if file_papers(desk.book.dossier):
        made.append(_files(desk))
    if desk.book.eligibility.unit_confirms:
        made.append(_unit(desk))
    return [*made, _submit(desk, made)]


def progress(tasks: list[Task]) -> tuple[int, int]:
    """How many parts that must be done are done, and how many there are."""
    needed = [task for task in tasks if task.state != "optional"]
    return sum(task.state == "done" for task in needed), len(needed)


def next_task(tasks: list[Task]) -> Task | None:
    """What to do next: the first part that waits for the entrant."""
    return next((task for task in tasks if task.state in {"fix", "doing", "todo"}), None)


def _of(desk: Desk, part: str) -> list[Lack]:
    return [lack for lack in desk.lacks if lack.part == part]


def _note(lacking: list[Lack]) -> str:
    return " ".join(lack.sentence for lack in lacking[:2])


def _filled(lacking: list[Lack], *, begun: bool, bad: bool = False) -> str:
    if bad:
        return "fix"
    if lacking:
        return "doing" if begun else "todo"
    return "done" if begun else "optional"


def _about(desk: Desk) -> Task:
    typed, lacking = desk.entry.work.get("typed", {}), _of(desk, ABOUT)
    state = _filled(
        lacking, begun=bool(desk.entry.about), bad=bool({"title", "organization", "unit_name"} & typed.keys())
    )
    href = reverse("entry_about", args=[desk.entry.uid])
    return Task(ABOUT, _("Giải pháp và người dự thi"), href, state, _note(lacking))


def _steps(desk: Desk) -> list[Task]:
    made, typed, answers = [], desk.entry.work.get("typed", {}), desk.entry.answers
    for step in desk.asked_steps():
        codes = {question.code for question in step.questions}
        lacking = _of(desk, step.code)
        begun, bad = bool(codes & (answers.keys() | typed.keys())), bool(codes & typed.keys())
        bad = bad or any(lack.name in answers for lack in lacking)
        href = reverse("entry_step", args=[desk.entry.uid, step.code])
        # "not begun" says it all of a page that is one question
        note = _note(lacking) if begun or len(step.questions) > 1 else ""
        made.append(Task(step.code, step.label, href, _filled(lacking, begun=begun, bad=bad), note))
    return made


def _authors(desk: Desk) -> Task:
    lacking = _of(desk, AUTHORS)
    state = "doing" if lacking else "done"
    if lacking and all(lack.name == "answers" for lack in lacking):
        # nothing to do here but wait for somebody: the entrant is led on to what waits for the entrant
        declined = any(one.state == AuthorState.DECLINED for one in desk.state.authors)
        state = "fix" if declined else "waiting"
    return Task(AUTHORS, _("Tác giả"), reverse("entry_authors", args=[desk.entry.uid]), state, _note(lacking))


def _files(desk: Desk) -> Task:
    lacking = _of(desk, FILES)
    half = [one for one in desk.uploads if one.offset]
    state = "doing" if half else _filled(lacking, begun=bool(desk.state.files))
    note = _("Có tệp đang tải dở: mở phần này để tải tiếp.") if half else _note(lacking)
    return Task(FILES, _("Ảnh, giấy tờ kèm theo"), reverse("entry_files", args=[desk.entry.uid]), state, note)


def _unit(desk: Desk) -> Task:
    answer = desk.state.answer_of(desk.entry.about)
    states: dict[str | None, str] = {UnitAnswer.WAITING: "waiting", UnitAnswer.DECLINED: "fix", None: "todo"}
    label = _("Đơn vị chọn gửi dự thi") if desk.book.eligibility.preselect else _("Đơn vị xác nhận")
    href, note = reverse("entry_unit", args=[desk.entry.uid]), _note(_of(desk, UNIT))
    return Task(UNIT, label, href, states.get(answer, "done"), note)


def _submit(desk: Desk, others: list[Task]) -> Task:
    ready = all(task.state in {"done", "optional"} for task in others)
    note = "" if ready else _("Làm xong các phần trên rồi nộp; xem lại thì lúc nào cũng được.")
    state = "todo" if ready else "blocked"
    return Task(SUBMIT, _("Xem lại và nộp"), reverse("entry_check", args=[desk.entry.uid]), state, note)
