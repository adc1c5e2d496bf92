"""The entries of the demo that come on paper: over the counter and by post. They wait to be typed in."""

from datetime import datetime, timedelta

from hoithi.entries.actions.counter import Brought, Thing, enter_person, take_in
from hoithi.entries.actions.materials import move_material
from hoithi.entries.enums import Source
from hoithi.entries.models import Entry, Material
from hoithi.site.demo.dossiers import Solution
from hoithi.site.demo.samples import scan
from hoithi.site.demo.stage import Stage, kept


def take_paper(stage: Stage, one: Solution, *, at: datetime) -> Entry:
    """What the officer does when `one` lies on the counter at `at`."""
    maker, officer = one.authors[0], stage.officer
    phone = stage.accounts.phone(maker.name)
    owner = enter_person(stage.contest, full_name=maker.name, phone=phone, by=officer)
    pages = (
        scan("PHIẾU ĐĂNG KÝ DỰ THI", _form(one, phone), signed=maker.name),
        scan("BẢN MÔ TẢ GIẢI PHÁP", (one.problem, one.solution, one.applied, one.effect), signed=maker.name),
    )
    brought = Brought(
        about=stage.about(one),
        source=Source(one.state),
        postmarked_on=None if one.postmark is None else stage.day - timedelta(days=one.postmark),
        things=[Thing(**thing) for thing in one.things],
        pages=[kept(f"Trang {number}.jpg", page, by=officer) for number, page in enumerate(pages, 1)],
    )
    version = take_in(stage.contest, brought, owner=owner, once_key=f"demo-{one.code}", by=officer, at=at)
    for material in Material.objects.filter(entry=version.entry_id, kind=Material.Kind.MODEL):
        move_material(material, place="Kệ 2, phòng tiếp nhận", by=officer)
    return version.entry


def _form(one: Solution, phone: str) -> tuple[str, ...]:
    maker = one.authors[0]
    return (
        f"Tên giải pháp: {one.title}.",
        f"Họ và tên: {maker.name}. Sinh ngày {maker.born:%d/%m/%Y}. Nghề nghiệp: {maker.job}.",
        f"Địa chỉ: {maker.place}, phường Tân Khai. Điện thoại: {phone}.",
        "Tôi cam đoan những điều ghi trong hồ sơ là đúng và giải pháp do chính tôi làm ra.",
    )
