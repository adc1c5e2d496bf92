"""Static files under names that carry their hash, compressed beforehand."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # the library is untyped
    """Hashed names once `collectstatic` has run; the plain name in a checkout where it never did (tests)."""

    def stored_name(self, name: str) -> str:
        """The name under which `name` is served."""
        return str(super().stored_name(name)) if self.hashed_files else name
