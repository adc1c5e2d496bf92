from hoithi.entries.models.assists import Assist
from hoithi.entries.models.authors import Author, Consent, DataRequest, Reveal
from hoithi.entries.models.desk import BulkAct, DossierExport, Note
from hoithi.entries.models.entry import Entry, LostText, Register
from hoithi.entries.models.files import Derived, EntryFile
from hoithi.entries.models.intake import Extension, Material, SavedView, Supplement, UnitConfirmation
from hoithi.entries.models.likeness import ArchiveImport, Former, Match, Shingle
from hoithi.entries.models.submissions import Attempt, Provisional, ReceiptKey, Submission

__all__ = [
    "ArchiveImport",
    "Assist",
    "Attempt",
    "Author",
    "BulkAct",
    "Consent",
    "DataRequest",
    "Derived",
    "DossierExport",
    "Entry",
    "EntryFile",
    "Extension",
    "Former",
    "LostText",
    "Match",
    "Material",
    "Note",
    "Provisional",
    "ReceiptKey",
    "Register",
    "Reveal",
    "SavedView",
    "Shingle",
    "Submission",
    "Supplement",
    "UnitConfirmation",
]
