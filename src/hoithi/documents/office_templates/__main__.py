"""Templates of others in a process of its own: `python -m hoithi.documents.office_templates check|fill`.

The input is a line of JSON (the names, and what is asked or what they stand for) and the Word file behind it. The
answer is JSON with what is to be mended, or the filled file; a sentence and status 2 when it cannot be read.
"""

import json
import sys
from dataclasses import asdict

from hoithi.kit import bounded


def main() -> int:
    """Read, check or fill, answer."""
    bounded.take_limits()
    from hoithi.documents.office_templates.checking import findings_in  # noqa: PLC0415 - after the limits are set
    from hoithi.documents.office_templates.filling import Texts, fill  # noqa: PLC0415
    from hoithi.documents.office_templates.names import Name, Names  # noqa: PLC0415
    from hoithi.documents.office_templates.package import NotReadable  # noqa: PLC0415

    given = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    names = Names(Name(**one) for one in given["names"])
    try:
        if sys.argv[1] == "check":
            found = findings_in(data, names, asked=tuple(map(tuple, given["asked"])))
            answer = json.dumps([asdict(one) for one in found], ensure_ascii=False).encode()
        else:
            answer = fill(data, names, Texts(given["one"], given["many"]))
    except NotReadable as refusal:
        sys.stdout.write(str(refusal))
        return bounded.REFUSED
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
