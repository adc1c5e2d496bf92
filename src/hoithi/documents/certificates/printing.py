"""Printing a run: files made by as many threads as there are processors, kept, and noted a chunk at a time.

Only what has no file yet is printed, so a printing that was killed goes on where it stopped. Two that print the same
run at once do no harm: the first one's file stays, the other's is swept.
"""

import os
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.audit.actions import record
from hoithi.documents.actions.certificates import taken_run
from hoithi.documents.certificates.facts import Person, RunFacts
from hoithi.documents.certificates.layout import certificate_pdf
from hoithi.documents.enums import RunState
from hoithi.documents.models import Certificate, CertificateRun
from hoithi.kit import chaos
from hoithi.kit.codes import show_code
from hoithi.kit.files.kinds import PDF
from hoithi.kit.files.made import keep_many
from hoithi.kit.language import in_source_language
from hoithi.kit.schemas.reading import read_data

CHUNK = 50


def print_certificates(run: CertificateRun) -> None:
    """Print what is left of `run`, then mark it as issued."""
    facts = read_data(RunFacts, run.facts)
    left = Certificate.objects.filter(run=run, file=None).select_related("number").order_by("position")
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        while chunk := list(left[:CHUNK]):
            _keep(chunk, list(threads.map(lambda one: pdf_of(facts, one, run), chunk)))
            chaos.point("certificates.printed")
    with transaction.atomic():
        row = taken_run(run)
        if row.state == RunState.ISSUING:
            row.state = RunState.ISSUED
            row.save(update_fields=["state"])
            record("documents.print_run", on=row, scope=row.contest, by=SYSTEM, count=row.certificates.count())


@in_source_language
def pdf_of(facts: RunFacts, one: Certificate, run: CertificateRun) -> bytes:
    """One certificate as it is printed. Asks the database nothing."""
    person = Person(one.winner, one.unit, one.prize, one.title, one.field)
    url = settings.BASE_URL + reverse("certificate", args=[one.code])
    said = facts.certificate(person, number=one.number.shown, code=show_code(one.code), url=url)
    return certificate_pdf(said, run.day)


def _keep(chunk: list[Certificate], made: list[bytes]) -> None:
    names = [f"giay-chung-nhan-{one.number.number:02d}.pdf" for one in chunk]
    files = keep_many(list(zip(names, made, strict=True)), content_type=PDF.content_type, by=SYSTEM)
    chaos.point("certificates.kept")
    with transaction.atomic():
        for one, file in zip(chunk, files, strict=True):
            Certificate.objects.filter(pk=one.pk, file=None).update(file=file, sha256=file.sha256)
