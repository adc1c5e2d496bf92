"""Work of entries outside requests."""

from hoithi.entries.jobs import dossiers, likeness, submissions

__all__ = ["dossiers", "likeness", "submissions"]
