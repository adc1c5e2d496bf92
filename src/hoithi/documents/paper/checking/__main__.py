"""The checker as a program of its own, for bytes that may be hostile: `python -m hoithi.documents.paper.checking docx`
reads them from its input and writes the deviations as JSON; a sentence and status 2 when it cannot read them."""

import json
import sys
from dataclasses import asdict

from hoithi.kit import bounded


def main() -> int:
    """Read, check, answer."""
    bounded.take_limits()
    from hoithi.documents.paper.checking.decree import deviations_of  # noqa: PLC0415 - after the limits are set
    from hoithi.documents.paper.checking.print_sheet import read_print  # noqa: PLC0415
    from hoithi.documents.paper.checking.seen import CannotRead  # noqa: PLC0415
    from hoithi.documents.paper.checking.word_sheet import read_word  # noqa: PLC0415

    read = {"docx": read_word, "pdf": read_print}[sys.argv[1]]
    try:
        found = deviations_of(read(sys.stdin.buffer.read()))
    except CannotRead as refusal:
        sys.stdout.write(str(refusal))
        return bounded.REFUSED
    json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
