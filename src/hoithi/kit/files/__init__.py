"""Files that come in and go out: looked into, kept under a random key, handed back as a download and nothing else.

`store` and `download` are the only ways in and out; rights are those of the thing the file belongs to.
"""

from hoithi.kit.files.keep import damaged, download, read, store, sweep
from hoithi.kit.files.kinds import EVIDENCE, PLANS, KindSet
from hoithi.kit.files.look import Found, inspect

__all__ = ["EVIDENCE", "PLANS", "Found", "KindSet", "damaged", "download", "inspect", "read", "store", "sweep"]
