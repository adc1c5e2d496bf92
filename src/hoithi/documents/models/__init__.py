from hoithi.documents.models.document import Comment, Document, DocumentVersion
from hoithi.documents.models.register import Number, Series, SeriesYear
from hoithi.documents.models.signed import SignedFile
from hoithi.documents.models.template import OfficeTemplate

__all__ = ["Comment", "Document", "DocumentVersion", "Number", "OfficeTemplate", "Series", "SeriesYear", "SignedFile"]
