"""ClamAV, asked by its own protocol (INSTREAM): one connection a file, the bytes in chunks, one line back."""

import re
import socket
from typing import IO, Final

from django.conf import settings

from hoithi.kit.files.look import chunks

SECONDS: Final = 60  # for each step; a file of a hundred MiB takes about one
_FOUND: Final = re.compile(r"stream: (.{1,100}) FOUND")


def scan(file: IO[bytes]) -> str:
    """ "clean", "infected:NAME", "unknown" (no answer, an error, a file larger than it takes: not clean), or "off"
    when HOITHI_CLAMD is not set and nothing is claimed. Reads the whole file; for jobs."""
    if settings.CLAMD is None:
        return "off"
    try:
        answer = _ask(file, settings.CLAMD)
    except OSError:
        return "unknown"
    found = _FOUND.fullmatch(answer)
    if found:
        return f"infected:{found[1]}"
    return "clean" if answer == "stream: OK" else "unknown"


def _ask(file: IO[bytes], address: str | tuple[str, int]) -> str:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for chunk in chunks(file):
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
        line.sendall(bytes(4))
        answer = b""
        while len(answer) < 4096 and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str | tuple[str, int]) -> socket.socket:
    if isinstance(address, tuple):
        return socket.create_connection(address, SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    line.connect(address)
    return line
