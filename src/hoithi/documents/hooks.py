"""What is told, inside the transaction of a verb, to work that stands above: no commit, no work."""

from collections.abc import Callable

from hoithi.documents.models import CertificateRun

RUN_ISSUED: list[Callable[[CertificateRun], object]] = []  # its certificates have numbers and are to be printed
