"""Joins kit/styles/*.css into the one file that pages load, kit/static/kit/hoithi.css.

    python scripts/styles.py            write it
    python scripts/styles.py --check    say whether it is up to date

Only comments and white space go; nothing is compiled, so what the browser shows is what the source says.
"""

import re
import sys
from pathlib import Path

KIT = Path(__file__).parents[1] / "src/hoithi/kit"
SHEET = KIT / "static/kit/hoithi.css"


def joined() -> str:
    """The text of the one style sheet."""
    text = "\n".join(path.read_text() for path in sorted((KIT / "styles").glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};]) ?", r"\1", text).strip().replace(";}", "}")
    return re.sub(r"}(?!})", "}\n", text)  # a line for each rule, so that two changes can be merged


if __name__ == "__main__":
    if "--check" not in sys.argv:
        SHEET.write_text(joined())
    elif SHEET.read_text() != joined():
        sys.exit("styles: hoithi.css is not what the sources give; run python scripts/styles.py")
    print("styles: hoithi.css is up to date")
