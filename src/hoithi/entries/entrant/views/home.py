"""My entries; one of them: its tasks while it is written, its track once it was submitted."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Milestone
from hoithi.entries import queries, windows
from hoithi.entries.actions import ask_help, choose_auto_submit
from hoithi.entries.book import books_of
from hoithi.entries.checks import states_of
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.entrant.tasks import next_task, progress, tasks_of
from hoithi.entries.entrant.track import track_of
from hoithi.entries.enums import AuthorState, EntryState
from hoithi.entries.models import Entry, Supplement
from hoithi.kit.clock import now
from hoithi.kit.form_pages import press

_MOST = 50


def entry_list(request: HttpRequest) -> HttpResponse:
    """Those that one entered or is an author of: state, what is missing, the next step."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = queries.with_standing(queries.own_entries(actor)).select_related("contest", "owner", "latest")
    return render(request, "entries/entrant/list.html", {"rows": lines(list(rows[:_MOST]), actor), "most": _MOST})


def lines(entries: list[Entry], actor: Actor) -> list[dict[str, Any]]:
    """Each entry with its progress and next part. Four queries, however many."""
    moment, books, states = now(), books_of(entries), states_of(entries)
    dates: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(contest__in={entry.contest_id for entry in entries}).order_by():
        dates[milestone.contest_id].append(milestone)
    made = []
    for entry in entries:
        desk = Desk(actor, entry, moment)
        window = windows.window_of(entry.contest, moment, dates[entry.contest_id])
        desk.__dict__.update(book=books[entry.pk], state=states[entry.pk], window=window)
        made.append(_line(desk))
    return made


def _line(desk: Desk) -> dict[str, Any]:
    entry = desk.entry
    open_still = entry.trial or windows.is_in_time(entry, desk.window, desk.at, windows.extended_until(entry))
    writes = open_still and entry.state in {EntryState.DRAFT, EntryState.RETURNED, EntryState.WITHDRAWN}
    tasks = tasks_of(desk) if writes else []
    done, needed = progress(tasks)
    return {
        "entry": entry,
        "own": desk.is_owner,
        "until": desk.until if writes else None,
        "done": done,
        "needed": needed,
        "next": next_task(tasks),
        "late": entry.state == EntryState.DRAFT and not open_still,
    }


def entry_home(request: HttpRequest, uid: str) -> HttpResponse:
    """The track of what was submitted; the task list of what was not."""
    desk = open_entry(request, uid)
    return _track(request, desk) if desk.was_submitted or desk.entry.number else _tasks(request, desk)


def entry_tasks(request: HttpRequest, uid: str) -> HttpResponse:
    """All parts, how far each is, what is missing and until when."""
    return _tasks(request, open_entry(request, uid))


def _tasks(request: HttpRequest, desk: Desk) -> HttpResponse:
    tasks = tasks_of(desk)
    done, needed = progress(tasks)
    waiting = [
        one for one in desk.state.authors if one.state == AuthorState.PENDING and one.person_id != desk.entry.owner_id
    ]
    facts = {
        "tasks": tasks,
        "done": done,
        "needed": needed,
        "percent": 100 * done // max(needed, 1),
        "next": next_task(tasks),
        "waiting": waiting,
        "helping": desk.entry.help_until is not None and desk.entry.help_until > desk.at,
        "refusal": "" if desk.door else desk.door.reason,
        "lost": desk.entry.__dict__["lost"],
    }
    return render(request, "entries/entrant/tasks.html", frame(desk, **facts))


def _track(request: HttpRequest, desk: Desk) -> HttpResponse:
    entry = desk.entry
    supplement = None
    if entry.state == EntryState.RETURNED:
        supplement = Supplement.objects.filter(entry=entry, answered_at=None).first()
    facts = {
        "stops": track_of(entry, desk.actor),
        "versions": list(
            queries.versions_of(entry).only("number", "received_at", "state", "provisional", "grace_until")
        ),
        "supplement": supplement,
        "correct": desk.door,
        "withdraw": desk.is_owner and desk.door and entry.state in {EntryState.SUBMITTED, EntryState.RETURNED},
    }
    return render(request, "entries/entrant/track.html", frame(desk, **facts))


def entry_help(request: HttpRequest, uid: str) -> HttpResponse:
    """Let the office look into the draft for two days, or no longer."""
    desk = open_entry(request, uid)
    wanted = request.POST.get("wanted") != "no"
    done = _("Ban tổ chức xem được bản nháp trong 2 ngày.") if wanted else _("Ban tổ chức không còn xem được bản nháp.")
    return press(request, act=lambda: ask_help(desk.entry, by=desk.actor, wanted=wanted), back=_back(uid), done=done)


def entry_auto(request: HttpRequest, uid: str) -> HttpResponse:
    """Whether the last complete state is submitted by itself at the deadline."""
    desk = open_entry(request, uid)
    wanted = request.POST.get("wanted") == "yes"

    def act() -> None:
        keep_last_complete(choose_auto_submit(desk.entry, wanted=wanted, by=desk.actor), at=desk.at)

    done = _("Đến hạn, bản hoàn chỉnh gần nhất sẽ tự nộp.") if wanted else _("Đến hạn mà chưa bấm nộp thì không nộp.")
    return press(request, act=act, back=_back(uid), done=done)


def _back(uid: str) -> str:
    return reverse("entry_tasks", args=[uid])
