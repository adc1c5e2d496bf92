"""Papers that name what is not there mislead: every relative link and every path in them must exist."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
NAMED = re.compile(r"`([\w-]+/[\w./-]+)`")
# Where a path in a paper may start: here, at the package, or in the domain that most papers speak of.
PLACES = (ROOT, ROOT / "src/hoithi", ROOT / "src/hoithi/contests", ROOT / "src/hoithi/kit")


def main() -> int:
    """Print what is named and missing; non-zero when anything is."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    papers = [ROOT / line for line in listed.splitlines() if "/tests/" not in line and not line.startswith("samples/")]
    missing = [
        f"{paper.relative_to(ROOT)} names {name}"
        for paper in papers
        for name, paths in _named(paper)
        if not any(path.exists() for path in paths)
    ]
    print("\n".join([*missing, f"{len(papers)} papers, {len(missing)} names of what is not there"]))
    return int(bool(missing))


def _named(paper: Path) -> list[tuple[str, list[Path]]]:
    text = paper.read_text()
    links = [(name, [paper.parent / name]) for name in LINK.findall(text)]
    return links + [(name, [place / name for place in (*PLACES, paper.parent)]) for name in NAMED.findall(text)]


if __name__ == "__main__":
    sys.exit(main())
