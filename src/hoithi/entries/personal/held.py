"""What the house holds about one person, as plain data: for their page, and for the copy that they take along."""

from typing import Any

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.contests.rule_schemas.answers import show_answer
from hoithi.contests.rule_schemas.entering import AuthorDetail
from hoithi.entries.actions.personal import SEALED, own_value
from hoithi.entries.book import book_of
from hoithi.entries.enums import EntryState, Purpose
from hoithi.entries.models import Author, Consent, DataRequest, Entry, Reveal
from hoithi.entries.queries import authorships_of, own_entries
from hoithi.kit.clock import VIETNAM
from hoithi.kit.sealed import mask_digits


def consents_of(authors: list[Author]) -> list[Consent]:
    """Every consent of `authors`, those in force first, then the latest."""
    rows = Consent.objects.filter(author__in=[author.pk for author in authors]).select_related("author__entry__contest")
    return sorted(rows, key=lambda one: (one.withdrawn_at is not None, -one.given_at.timestamp()))


def openings_of(authors: list[Author]) -> list[Reveal]:
    """When somebody of an office opened one of their sealed values: the day and what, without names of staff."""
    return list(Reveal.objects.filter(author__in=[author.pk for author in authors]).order_by("-at")[:100])


def masked(author: Author) -> list[dict[str, str]]:
    """The sealed values of an author as their page shows them: what, and the last digits where there are some."""
    rows = []
    for what, column in SEALED.items():
        if getattr(author, column):
            text = mask_digits("0" * 8 + author.id_last) if what == "id_number" else "••••"
            rows.append({"what": what, "label": str(AuthorDetail(what).label), "text": text})
    return rows


def what_words(what: str) -> str:
    """What a sealed value is, for people."""
    return str(AuthorDetail(what).label)


def author_words(author: dict[str, Any]) -> list[tuple[str, str]]:
    """An author of the copy as (label, text), for people."""
    labels = {
        "entry": _("Hồ sơ"), "full_name": _("Họ và tên"), "share": _("Tỷ lệ đóng góp (%)"),
        "guardian": _("Người giám hộ"), **{str(code): str(label) for code, label in AuthorDetail.choices},
    }  # fmt: skip
    flat = {**{name: value for name, value in author.items() if name != "details"}, **author["details"]}
    shown = {name: ", ".join(filter(None, value)) if isinstance(value, list) else value for name, value in flat.items()}
    return [(labels.get(name, name), str(value)) for name, value in shown.items() if value]


def copy_of(person: Person, *, by: Actor) -> dict[str, Any]:
    """All that is held of `person`, who is `by`, in JSON values: account, entries, what is said of them as an author
    (sealed values opened), consents, openings, requests."""
    authors = list(authorships_of(person))
    return {
        "account": {
            "full_name": person.full_name,
            "phone": person.phone,
            "email": person.email,
            "joined_at": _instant(person.joined_at),
        },
        "entries": [_entry(entry, person) for entry in own_entries(by).select_related("contest")],
        "as_author": [_author(author, by) for author in authors],
        "consents": [_consent(one) for one in consents_of(authors)],
        "openings": [{"at": _instant(one.at), "what": one.what} for one in openings_of(authors)],
        "requests": [
            {"kind": one.kind, "asked_at": _instant(one.asked_at), "answered_at": _instant(one.answered_at)}
            for one in DataRequest.objects.filter(person=person)
        ],
    }


def _instant(moment: Any) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None


def _entry(entry: Entry, person: Person) -> dict[str, Any]:
    own = entry.owner_id == person.pk
    found: dict[str, Any] = {
        "contest": entry.contest.name,
        "number": entry.code,
        "title": entry.title,
        "state": str(EntryState(entry.state).label),
        "owner": own,
        "submitted_at": _instant(entry.submitted_at),
    }
    if own:
        found |= {"answers": _answers(entry), "versions": [_version(one) for one in entry.versions.order_by("number")]}
    return found


def _answers(entry: Entry) -> list[dict[str, Any]]:
    asked = {question.code: question for question in book_of(entry.contest, entry).dossier.sections}
    return [
        {
            "question": asked[code].name if code in asked else code,
            "answer": show_answer(asked[code], value) if code in asked else value,
        }
        for code, value in entry.answers.items()
    ]


def _version(version: Any) -> dict[str, Any]:
    files = [{name: one[name] for name in ("name", "size", "sha256")} for one in version.manifest]
    received = _instant(version.received_at)
    return {"number": version.number, "received_at": received, "hash": version.hash, "files": files}


def _author(author: Author, by: Actor) -> dict[str, Any]:
    sealed = {what: own_value(author, what, by=by) for what in SEALED if getattr(author, SEALED[what])}
    return {
        "entry": author.entry.code or author.entry.title,
        "full_name": author.full_name,
        "share": str(author.share) if author.share is not None else None,
        "birth_date": author.birth_date.isoformat() if author.birth_date else None,
        "details": author.details,
        "guardian": [author.guardian_name, author.guardian_phone, author.guardian_relation],
        **sealed,
    }


def _consent(one: Consent) -> dict[str, Any]:
    return {
        "purpose": str(Purpose(one.purpose).label),
        "given_by": one.given_by,
        "given_at": _instant(one.given_at),
        "withdrawn_at": _instant(one.withdrawn_at),
    }
