"""What each paper of the form takes: kinds by content, and the size of one file."""

from dataclasses import replace

from hoithi.contests.rule_schemas.entering import Dossier, Paper, PaperKind
from hoithi.kit.files import EVIDENCE, KindSet
from hoithi.kit.files.kinds import DOCX, JPEG, PDF, PNG, WEBP, XLSX

MiB = 1024**2
_KINDS = {
    PaperKind.DOCUMENT: KindSet((PDF, DOCX, XLSX), 20 * MiB),
    PaperKind.IMAGE: KindSet((JPEG, PNG, WEBP), 20 * MiB),
}


def kinds_of(paper: Paper) -> KindSet:
    """The kinds and the largest size of a file for `paper`."""
    kinds = _KINDS.get(PaperKind(paper.kind or PaperKind.ANY), EVIDENCE)
    return replace(kinds, max_size=paper.max_mb * MiB) if paper.max_mb else kinds


def file_papers(dossier: Dossier) -> tuple[Paper, ...]:
    """The papers that come as files; things that are handed in have none."""
    return tuple(paper for paper in dossier.papers if paper.kind != PaperKind.OBJECT)
