"""Whether a signed file is the paper that was issued: its very bytes first, then signatures and nothing else.

The library compares a file with its state at a signature. Before the first signature there is none, so the addition
that brings it is looked through here: beside new objects it may touch only the catalog and the annotations of pages.
"""

from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

from hoithi.documents.signing.verifying import BROKEN, After, done_after, opened, signed_fields

_CATALOG = frozenset({"/AcroForm", "/Extensions", "/Version", "/Metadata", "/Perms", "/DSS"})
_RUNNING = {"/A", "/AA", "/Kids"}


def same_paper(issued: bytes, signed: bytes) -> bool:
    """Whether `signed` begins with the bytes of `issued` and only signatures were added behind them, whatever those are
    worth; false for a file without signatures. May take long on a hostile file."""
    if not signed.startswith(issued):
        return False
    try:
        before, after = opened(issued), opened(signed)
        base = before.xrefs.total_revisions - 1
        if not after.embedded_signatures:
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
