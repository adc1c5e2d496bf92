"""Static files under names that carry their hash, compressed beforehand."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our own scripts import one another by hashed names too; those of libraries name files that are not there.
_IMPORTS = ("kit/*.js", ((r"""(?P<matched>from "(?P<url>\./[a-z]+\.js)";)""", 'from "%(url)s";'),))


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # the library is untyped
    """Hashed names once `collectstatic` has run; the plain name in a checkout where it never did (tests)."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, _IMPORTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Where `name` is served; worked out once, for the names stand as long as the process does."""
        if not self.hashed_files:
            return str(super().url(name, force))
        if name not in self._urls:
            self._urls[name] = str(super().url(name, force))
        return self._urls[name]

    def stored_name(self, name: str) -> str:
        """The name under which `name` is served."""
        return str(super().stored_name(name)) if self.hashed_files else name
