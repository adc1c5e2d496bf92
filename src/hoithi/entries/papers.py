"""What each paper of the form takes: kinds by content, and the size of one file."""

from hoithi.contests.rule_schemas.entering import Dossier, Paper, PaperKind
from hoithi.kit.files import ANY, DOCUMENTS, PHOTOS, VIDEOS, KindSet

_KINDS = {PaperKind.DOCUMENT: DOCUMENTS, PaperKind.IMAGE: PHOTOS, PaperKind.VIDEO: VIDEOS}


def kinds_of(paper: Paper) -> KindSet:
    """The kinds and the largest size of a file for `paper`."""
    kinds = _KINDS.get(PaperKind(paper.kind or PaperKind.ANY), ANY)
    return kinds.limited(paper.max_mb) if paper.max_mb else kinds


def file_papers(dossier: Dossier) -> tuple[Paper, ...]:
    """The papers that come as files; things that are handed in have none."""
    return tuple(paper for paper in dossier.papers if paper.kind != PaperKind.OBJECT)
