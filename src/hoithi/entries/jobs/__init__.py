"""Work of entries outside requests."""

from hoithi.entries.jobs import dossiers, files, likeness, personal, submissions

__all__ = ["dossiers", "files", "likeness", "personal", "submissions"]
