"""The program: reads the file from its input and writes each part of the answer after its length (8 bytes)."""

import importlib
import sys

from hoithi.kit.bounded import take_limits

WORKS = {
    "thumbnail": {"jpeg": "pictures", "png": "pictures", "webp": "pictures", "heic": "pictures", "pdf": "papers"},
    "picture": {"jpeg": "pictures", "png": "pictures", "webp": "pictures", "heic": "pictures", "pdf": "papers"},
    "pages": {"pdf": "papers"},
    "text": {"pdf": "papers", "docx": "office", "xlsx": "office"},
    "plain": {
        "jpeg": "pictures",
        "png": "pictures",
        "webp": "pictures",
        "heic": "pictures",
        "pdf": "papers",
        "docx": "office",
        "xlsx": "office",
    },
}


def main() -> int:
    """Do the work that the first word names on a file of the kind that the second names."""
    take_limits()
    work, kind, *numbers = sys.argv[1:]
    module = importlib.import_module(f"hoithi.kit.derived.{WORKS[work][kind]}")
    parts = getattr(module, work)(sys.stdin.buffer.read(), kind, *map(int, numbers))
    for part in parts:
        sys.stdout.buffer.write(len(part).to_bytes(8, "big") + part)
    return 0


if __name__ == "__main__":
    sys.exit(main())
