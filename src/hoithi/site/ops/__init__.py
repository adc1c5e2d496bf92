"""Running an installation: start, upgrade, check, back up, restore. What `hoithi` on the command line does."""


class Failure(Exception):  # noqa: N818 - what a command could not do, in one line
    """A command did not do what it was asked; `status` is its exit status."""

    def __init__(self, line: str, *, status: int = 1) -> None:
        super().__init__(line)
        self.status = status
