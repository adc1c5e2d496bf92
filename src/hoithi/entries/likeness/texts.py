"""What of a sealed version is compared: its title, the answers in words, and what its files say."""

from typing import NamedTuple

from hoithi.contests.rule_schemas.answers import asked_answers, is_empty, show_answer
from hoithi.contests.rule_schemas.entering import QuestionKind
from hoithi.entries.book import book_of
from hoithi.entries.likeness.engine import Paper
from hoithi.entries.models import EntryFile, Submission
from hoithi.entries.models.likeness import LONGEST_TEXT

_IN_WORDS = (QuestionKind.LINE, QuestionKind.LONG, QuestionKind.TABLE)


class Said(NamedTuple):
    """The title; the answers and then the files in one text; how many characters of it are answers."""

    title: str
    text: str
    typed: int

    @property
    def paper(self) -> Paper:
        """For the engine."""
        return Paper(self.title, self.text)


def said_in(version: Submission) -> Said:
    """What `version` says in words. Answers that name people (`blind`), choices, numbers and days are left out."""
    answers = "\n\n".join(_answers(version))[:LONGEST_TEXT]
    files = "\n\n".join(_files(version))
    text = "\n\n".join(filter(None, (answers, files)))[:LONGEST_TEXT]
    return Said(str(version.content["about"].get("title", ""))[:300], text, len(answers))


def _answers(version: Submission) -> list[str]:
    dossier = book_of(version.contest, version.entry).dossier
    return [
        show_answer(question, value)
        for question, value in asked_answers(dossier.sections, version.content["answers"])
        if question.asks in _IN_WORDS and not question.blind and not is_empty(value)
    ]


def _files(version: Submission) -> list[str]:
    """Each file that the version names, in its order; a file that stands twice is read once."""
    named = {(one["slot"], one["sha256"]): None for one in version.manifest}
    here = EntryFile.objects.filter(entry=version.entry_id).exclude(text="")
    texts = {(slot, sha): text for slot, sha, text in here.values_list("slot", "file__sha256", "text")}
    return list(dict.fromkeys(texts[key] for key in named if key in texts))
