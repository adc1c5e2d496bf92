"""Looking into PDF files of others in a process of its own: `python -m hoithi.documents.signing verify|on|place`.

The input is a line of JSON with the lengths of what follows it: the file and trusted roots (verify), the paper as it
was issued, as it came back, and trusted roots (on), or the file and the name of the signer (place). The answer is JSON;
a sentence and status 2 when the file cannot be looked into.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from hoithi.kit import bounded


def main() -> int:
    """Read, look, answer."""
    bounded.take_limits()
    try:
        answer = _ANSWERS[sys.argv[1]](*_parts())
    except ValueError as refusal:
        if type(refusal).__name__ not in {"CannotRead", "CannotVerify"}:  # their modules may not be loaded
            raise
        sys.stdout.write(str(refusal))
        return bounded.REFUSED
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


def _verify(data: bytes, *roots: bytes) -> Any:
    from hoithi.documents.signing.verifying import verify_pdf  # noqa: PLC0415 - after the limits are set

    return [asdict(seal) for seal in verify_pdf(data, roots=roots)]


def _on(issued: bytes, signed: bytes, *roots: bytes) -> Any:
    from hoithi.documents.signing.same import same_paper  # noqa: PLC0415

    return _verify(signed, *roots) if same_paper(issued, signed) else None


def _place(data: bytes, name: bytes) -> Any:
    from hoithi.documents.signing.places import signer_place  # noqa: PLC0415

    place = signer_place(data, name=name.decode())
    return asdict(place) if place else None


_ANSWERS: dict[str, Callable[..., Any]] = {"verify": _verify, "on": _on, "place": _place}


def _parts() -> list[bytes]:
    lengths = json.loads(sys.stdin.buffer.readline())
    return [sys.stdin.buffer.read(length) for length in lengths]


if __name__ == "__main__":
    sys.exit(main())
