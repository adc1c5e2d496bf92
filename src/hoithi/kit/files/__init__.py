"""Files that come in and go out: looked into, kept under a random key, handed back as a download or to be looked at.

`store`, `download` and `show` are the only ways in and out; rights are those of the thing the file belongs to.
"""

from hoithi.kit.files.answers import download, harmless_name, show, shows_files, way_to_show
from hoithi.kit.files.clamd import scan
from hoithi.kit.files.derive import kind_without_traces, pages, picture, text_of, thumbnail, without_traces
from hoithi.kit.files.flags import ACTIVE, GUESSED_NAMES, MANY_PAGES, NAMES_AUTHOR, flag_words
from hoithi.kit.files.keep import damaged, read, store, sweep
from hoithi.kit.files.kinds import ANY, DOCUMENTS, EVIDENCE, PHOTOS, PLANS, VIDEOS, WRITTEN, Kind, KindSet, kind_of
from hoithi.kit.files.look import Found, inspect
from hoithi.kit.files.zips import Member, listing

__all__ = [
    "ACTIVE",
    "ANY",
    "DOCUMENTS",
    "EVIDENCE",
    "GUESSED_NAMES",
    "MANY_PAGES",
    "NAMES_AUTHOR",
    "PHOTOS",
    "PLANS",
    "VIDEOS",
    "WRITTEN",
    "Found",
    "Kind",
    "KindSet",
    "Member",
    "damaged",
    "download",
    "flag_words",
    "harmless_name",
    "inspect",
    "kind_of",
    "kind_without_traces",
    "listing",
    "pages",
    "picture",
    "read",
    "scan",
    "show",
    "shows_files",
    "store",
    "sweep",
    "text_of",
    "thumbnail",
    "way_to_show",
    "without_traces",
]
