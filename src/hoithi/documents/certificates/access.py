"""Who takes the pages of certificates (permission matrix, row "Certificates"), and their place in the menu."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.documents import hooks
from hoithi.documents.invariants import broken_certificates
from hoithi.documents.jobs import print_run
from hoithi.documents.models import Certificate, CertificateRun
from hoithi.documents.queries import OFFICE, WRITERS, runs_of
from hoithi.documents.views.common import actor_of, contest_or_404
from hoithi.kit import invariants, nav
from hoithi.kit.routes import Who

READING = Who("certificate_readers", lambda actor: actor.holds(*OFFICE))
WRITING = Who("certificate_writers", lambda actor: actor.holds(*WRITERS))
HEADING = Who("certificate_approvers", lambda actor: actor.holds(Role.HEAD))


def run_or_404(request: HttpRequest, slug: str, uid: str) -> CertificateRun:
    """The run, for the office of its contest."""
    contest = contest_or_404(request, slug)
    run = get_object_or_404(runs_of(actor_of(request), contest), uid=uid)
    run.contest = contest
    return run


def certificate_or_404(request: HttpRequest, slug: str, uid: str, one: str) -> Certificate:
    """One certificate of a run, for the office of its contest."""
    run = run_or_404(request, slug, uid)
    found = run.certificates.select_related("number", "file").filter(uid=one).first()
    if found is None:
        raise Http404
    found.run = run
    return found


def _reads(actor: Actor, *, contest: Contest | None = None, **_about: object) -> bool:
    return contest is not None and actor.holds_in(contest, *OFFICE)


def _print(run: CertificateRun) -> None:
    print_run.enqueue(run.uid)


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    hooks.RUN_ISSUED[:] = [_print]
    invariants.register("certificates", broken_certificates)
    nav.register("manage", _("Giấy chứng nhận"), "certificate_list", READING, order=37, icon="award", shown=_reads)
