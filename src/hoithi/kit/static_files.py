"""Static files under names that carry their hash, compressed beforehand."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our own scripts import one another by hashed names too; those of libraries name files that are not there.
_IMPORTS = ("kit/*.js", ((r"""(?P<matched>from "(?P<url>\./[a-z]+\.js)";)""", 'from "%(url)s";'),))


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # the library is untyped
    """Hashed names once `collectstatic` has run; the plain name in a checkout where it never did (tests)."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, _IMPORTS)

    def stored_name(self, name: str) -> str:
        """The name under which `name` is served."""
        return str(super().stored_name(name)) if self.hashed_files else name
