"""The entries of the ward's contest, entered as people enter them: begun, answered, confirmed, submitted in time."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.entries.actions import (
    add_author,
    add_file,
    answer_for_unit,
    answer_invitation,
    ask_unit,
    choose_auto_submit,
    confirm_on_paper,
    confirm_unit_on_paper,
    edit_author,
    give_consent,
    invite_author,
    save_part,
    start_entry,
    submit_entry,
    withdraw_entry,
)
from hoithi.entries.book import book_of
from hoithi.entries.enums import ABOUT, EntryState, Purpose
from hoithi.entries.models import Author, Consent, Entry
from hoithi.kit.models import StoredFile
from hoithi.site.demo.dossiers import ON_PAPER, Maker, Solution, solutions
from hoithi.site.demo.paper import take_paper
from hoithi.site.demo.samples import costs, described, scan, sketch
from hoithi.site.demo.stage import Stage, kept

_DONE = ("answered", "nearly", "whole")  # drafts in which every question is answered


def enter_all(stage: Stage) -> dict[str, Entry]:
    """Every entry by its code; versions are sealed in the order of their time, as registers ask."""
    entered: dict[str, Entry] = {}
    for at, one, number in sorted(_sendings(stage), key=lambda sending: sending[0]):
        if one.state in ON_PAPER:
            entered[one.code] = take_paper(stage, one, at=at)
            continue
        if number == 0:
            entered[one.code] = _written(stage, one)
        else:
            _mended(stage, entered[one.code], one, number)
        _submit(stage, entered[one.code], one, number=number, at=at)
    for one in solutions():
        if one.state == EntryState.DRAFT:
            entered[one.code] = _written(stage, one)
        elif one.state == EntryState.WITHDRAWN:
            withdraw_entry(entered[one.code], reason=one.reason, by=stage.accounts.actor(one.authors[0].name))
    return entered


def _sendings(stage: Stage) -> Iterator[tuple[datetime, Solution, int]]:
    for one in solutions():
        yield from ((stage.at(sent), one, number) for number, sent in enumerate(one.sent))


def _written(stage: Stage, one: Solution) -> Entry:
    """A draft as far as `progress` says; whole when there is none."""
    owner = stage.accounts.actor(one.authors[0].name)
    entry = start_entry(stage.contest, by=owner, once_key=f"demo-{one.code}")
    save_part(entry, ABOUT, stage.about(one), base=0, by=owner)
    if one.progress == "begun":
        return entry
    for code, text in _answers(one).items():
        save_part(entry, code, {code: text}, base=0, by=owner)
    _name_authors(stage, entry, one, by=owner)
    if one.progress in {"", "nearly", "whole"}:
        for slot, file in _files(stage, one, by=owner):
            add_file(entry, slot, file, by=owner)
    if one.progress in {"", *_DONE}:
        _ask_unit(stage, entry, one, by=owner)
    if one.auto:
        choose_auto_submit(entry, wanted=True, by=owner)
    return entry


def _answers(one: Solution) -> dict[str, str]:
    given = {"van-de": one.problem, "giai-phap": one.solution, "ap-dung": one.applied}
    if one.progress == "half":
        return given
    given |= {"da-ap-dung": "Mới thử" if one.tried else "Đã áp dụng", "hieu-qua": one.effect}
    given |= {"giai-truoc": "Rồi", "giai-nao": one.earlier} if one.earlier else {"giai-truoc": "Chưa"}
    return given if one.progress == "nearly" else given | {"cam-doan": "on"}


def _name_authors(stage: Stage, entry: Entry, one: Solution, *, by: Actor) -> None:
    first = Author.objects.get(entry=entry, represents=True)
    edit_author(first, version=first.version, by=by, **_said_of(stage, one.authors[0]))
    for maker in one.authors[1:]:
        author = add_author(entry, full_name=maker.name, by=by, **_said_of(stage, maker))
        if maker.joins:
            answer_invitation(invite_author(author, by=by), accept=True, by=stage.accounts.actor(maker.name))
        elif maker.answers == "paper":
            confirm_on_paper(author, by=by)
        if maker.guardian:
            for purpose in (Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH)[: 1 + maker.signed]:
                give_consent(author, purpose, by=by, how=Consent.How.PAPER, given_by=maker.guardian)
    for purpose in (Purpose.ENTER, Purpose.PUBLISH) if one.state == EntryState.ACCEPTED else (Purpose.ENTER,):
        give_consent(first, purpose, by=by)


def _said_of(stage: Stage, maker: Maker) -> dict[str, Any]:
    return {
        "birth_date": maker.born,
        "occupation": maker.job,
        "address": f"{maker.place}, phường Tân Khai",
        "phone": "" if maker.guardian else stage.accounts.phone(maker.name),
        "share": Decimal(maker.share) if maker.share is not None else None,
        "guardian_name": maker.guardian,
        "guardian_relation": maker.relation,
        "guardian_phone": stage.accounts.phone(maker.guardian) if maker.guardian else "",
    }


def _files(stage: Stage, one: Solution, *, by: Actor) -> Iterator[tuple[str, StoredFile]]:
    """The files of a first version, each with its place in the form."""
    yield "anh", kept("Ảnh các bộ phận.jpg", sketch(one), by=by)
    field = book_of(stage.contest).field_name(one.field)
    for kind in one.papers:
        name = "Bảng chi phí.xlsx" if kind == "xlsx" else f"Bản mô tả giải pháp.{kind}"
        yield "tai-lieu", kept(name, costs(one) if kind == "xlsx" else described(one, kind=kind, field=field), by=by)


def _ask_unit(stage: Stage, entry: Entry, one: Solution, *, by: Actor) -> None:
    if one.unit_says == "paper":
        words = f"{one.place} xác nhận {one.authors[0].name} là tác giả của giải pháp “{one.title}”."
        paper = scan("GIẤY XÁC NHẬN", (words, "Giải pháp đang được áp dụng đúng như hồ sơ trình bày."), stamp=one.place)
        confirm_unit_on_paper(entry, paper=kept("Giấy xác nhận.jpg", paper, by=by), by=by)
        return
    asked = ask_unit(entry, by=by)
    if one.unit_says != "waiting":
        speaker = stage.speakers[asked.unit_id]
        answer_for_unit(entry, confirm=one.unit_says == "click", note=one.unit_note, by=speaker)


def _mended(stage: Stage, entry: Entry, one: Solution, number: int) -> None:
    """What the entrant adds before sending once more: a sentence, and the second time a picture."""
    owner = stage.accounts.actor(one.authors[0].name)
    said = "\n".join((one.applied, *one.added[:number]))
    standing = Entry.objects.values_list("parts", flat=True).get(pk=entry.pk)
    save_part(entry, "ap-dung", {"ap-dung": said}, base=standing["ap-dung"], by=owner)
    if number == 1:
        add_file(entry, "anh", kept("Ảnh nhìn từ phía sau.jpg", sketch(one, turn=1), by=owner), by=owner)


def _submit(stage: Stage, entry: Entry, one: Solution, *, number: int, at: datetime) -> None:
    owner = stage.accounts.actor(one.authors[0].name)
    entry.refresh_from_db()
    submit_entry(entry, once_key=f"demo-{number}", base=entry.version, by=owner, at=at)
