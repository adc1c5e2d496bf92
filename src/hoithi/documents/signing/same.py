"""Whether a signed file is the paper that was issued: its very bytes first, then signatures and nothing else.

The library compares a file with its state at a signature. Before the first signature there is none, so the addition
that brings it is looked through here: beside new objects it may touch only the catalog and the annotations of pages.
What is seen of signatures it takes at any size, so that is measured here too.
"""

from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, FloatObject, IndirectObject, NumberObject, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

from hoithi.documents.signing.places import MOST_HEIGHT, MOST_WIDTH
from hoithi.documents.signing.verifying import BROKEN, After, done_after, opened, signed_fields

_CATALOG = frozenset({"/AcroForm", "/Extensions", "/Version", "/Metadata", "/Perms", "/DSS"})
_RUNNING = {"/A", "/AA", "/Kids"}
_MILLIMETRES = 25.4 / 72
_MOST_OF_SHEET, _MOST_TOGETHER = 1 / 8, 1 / 3


def same_paper(issued: bytes, signed: bytes) -> bool:
    """Whether `signed` begins with the bytes of `issued` and only signatures were added behind them, whatever those are
    worth, none seen larger than a signature with its seal; false for a file without signatures. May take long on a
    hostile file."""
    if not signed.startswith(issued):
        return False
    try:
        before, after = opened(issued), opened(signed, strict=True)
        base = before.xrefs.total_revisions - 1
        if not after.embedded_signatures or not all(
            _leaves_the_sheet(after.get_historical_resolver(base), after.get_historical_resolver(each))
            for each in range(base + 1, after.xrefs.total_revisions)
        ):
            return False
        if "/AcroForm" not in before.root and base + 1 < after.xrefs.total_revisions:
            if not _only_form(after, base):
                return False
            base += 1
        found = done_after(DEFAULT_DIFF_POLICY.review_file(after, base), set(signed_fields(after)))
    except BROKEN:
        return False
    return found in {After.NOTHING, After.SIGNED}


def _only_form(reader: PdfFileReader, base: int) -> bool:
    """Whether the addition after `base` brings boxes for signatures and changes nothing that is printed."""
    old, new = reader.get_historical_resolver(base), reader.get_historical_resolver(base + 1)
    if _without(old.root, _CATALOG) != _without(new.root, _CATALOG) or not _only_to_sign(new.root["/AcroForm"]):
        return False
    may = {old.root_ref, _reference(old.root, "/Metadata"), _reference(old.trailer_view, "/Info")}
    pages = _pages(old)
    for reference, page in pages:
        now = new(reference)
        if _without(page, {"/Annots"}) != _without(now, {"/Annots"}) or not _annotated_to_sign(page, now):
            return False
        may |= {reference, _reference(page, "/Annots")}
    changed = new.explicit_refs_in_revision() | new.refs_freed_in_revision()
    return all(old.is_ref_unassignable(each) or each in may for each in changed)


def _without(page: DictionaryObject, names: frozenset[str] | set[str]) -> dict[str, Any]:
    return {name: page.raw_get(name) for name in page if name not in names}


def _reference(holder: DictionaryObject, name: str) -> Any:
    value = holder.raw_get(name) if name in holder else None
    return value.reference if isinstance(value, IndirectObject) else None


def _pages(resolver: HistoricalResolver) -> list[tuple[Any, DictionaryObject]]:
    found: list[tuple[Any, DictionaryObject]] = []
    waiting, seen = [resolver.root.raw_get("/Pages")], set()
    while waiting:
        one = waiting.pop()
        if one.reference in seen:
            raise ValueError("a page within itself")
        seen.add(one.reference)
        node = resolver(one.reference)
        if "/Kids" in node:
            waiting += list(node["/Kids"])
        else:
            found.append((one.reference, node))
    return found


def _only_to_sign(form: DictionaryObject) -> bool:
    fields = [each.get_object() for each in form["/Fields"]]
    return "/XFA" not in form and all(one.get("/FT") == "/Sig" and not _RUNNING & set(one) for one in fields)


def _annotated_to_sign(old: DictionaryObject, new: DictionaryObject) -> bool:
    before, after = list(old.get("/Annots", [])), list(new.get("/Annots", []))
    added = [each.get_object() for each in after[len(before) :]]
    return before == after[: len(before)] and all(
        one.get("/Subtype") == "/Widget" and one.get("/FT") == "/Sig" and not _RUNNING & set(one) for one in added
    )


def _leaves_the_sheet(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether what `new` shows of signatures on the pages is small enough to be nothing but that."""
    for reference, page in _pages(old):
        wide, high = _size(_inherited(page, "/MediaBox"))
        before, covered = list(page.get("/Annots", [])), 0.0
        for one in new(reference).get("/Annots", []):
            if one in before:
                continue
            across, down = _size(one.get_object()["/Rect"])
            covered += across * down
            small = across <= MOST_WIDTH and down <= MOST_HEIGHT and across * down <= wide * high * _MOST_OF_SHEET
            if not small:
                return False
            _need_bounds(one.get_object().get("/AP", {}))
        if covered > wide * high * _MOST_TOGETHER:
            return False
    return True


def _need_bounds(drawn: DictionaryObject) -> None:
    """Raise for a drawing without bounds: these are laid on the place of the signature, and without them there are
    readers that draw over the whole sheet."""
    for name in drawn:
        one = drawn[name]
        if isinstance(one, StreamObject):
            _size(one["/BBox"])
        else:
            _need_bounds(one)


def _size(box: Any) -> tuple[float, float]:
    """Width and height in mm, to a tenth: points are rounded where they are written."""
    if len(box) != 4 or not all(isinstance(box[at], NumberObject | FloatObject) for at in range(4)):
        raise ValueError("not four numbers")
    left, low, right, high = (float(box[at]) * _MILLIMETRES for at in range(4))
    return round(abs(right - left), 1), round(abs(high - low), 1)


def _inherited(page: DictionaryObject, name: str) -> Any:
    while name not in page:
        page = page["/Parent"]
    return page[name]
