"""Looking into PDF files of others in a process of its own: `python -m hoithi.documents.signing verify|same|place`.

The input is a line of JSON with the lengths of what follows it: the file, then trusted roots (verify), or the paper
as it was issued and as it came back (same), or the file and the name of the signer (place). The answer is JSON; a
sentence and status 2 when the file cannot be looked into.
"""

import json
import sys
from dataclasses import asdict

from hoithi.kit import bounded


def main() -> int:
    """Read, look, answer."""
    bounded.take_limits()
    from hoithi.documents.paper.checking.seen import CannotRead  # noqa: PLC0415 - after the limits are set
    from hoithi.documents.signing.places import signer_place  # noqa: PLC0415
    from hoithi.documents.signing.same import same_paper  # noqa: PLC0415
    from hoithi.documents.signing.verifying import CannotVerify, verify_pdf  # noqa: PLC0415

    first, *others = _parts()
    try:
        if sys.argv[1] == "verify":
            answer: object = [asdict(seal) for seal in verify_pdf(first, roots=others)]
        elif sys.argv[1] == "same":
            answer = same_paper(first, others[0])
        else:
            place = signer_place(first, name=others[0].decode())
            answer = asdict(place) if place else None
    except (CannotVerify, CannotRead) as refusal:
        sys.stdout.write(str(refusal))
        return bounded.REFUSED
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


def _parts() -> list[bytes]:
    lengths = json.loads(sys.stdin.buffer.readline())
    return [sys.stdin.buffer.read(length) for length in lengths]


if __name__ == "__main__":
    sys.exit(main())
