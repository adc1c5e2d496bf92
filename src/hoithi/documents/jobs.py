"""What papers have done outside of requests."""

from hoithi.documents.certificates.printing import print_certificates
from hoithi.documents.enums import RunState
from hoithi.documents.models import CertificateRun
from hoithi.kit.jobs import job


@job
def print_run(uid: str) -> None:
    """Prints the certificates of a run that have no file yet; a run that is printed stays as it is."""
    run = CertificateRun.objects.select_related("contest").filter(uid=uid, state=RunState.ISSUING).first()
    if run is not None:
        print_certificates(run)
