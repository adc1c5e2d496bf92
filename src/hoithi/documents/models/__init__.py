from hoithi.documents.models.certificates import Certificate, CertificateRun, CertificateRunVersion
from hoithi.documents.models.document import Comment, Document, DocumentVersion
from hoithi.documents.models.register import Number, Series, SeriesYear
from hoithi.documents.models.signed import SignedFile
from hoithi.documents.models.template import OfficeTemplate

__all__ = [
    "Certificate",
    "CertificateRun",
    "CertificateRunVersion",
    "Comment",
    "Document",
    "DocumentVersion",
    "Number",
    "OfficeTemplate",
    "Series",
    "SeriesYear",
    "SignedFile",
]
