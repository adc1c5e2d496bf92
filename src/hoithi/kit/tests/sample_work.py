"""A program for the tests of `kit.bounded`: does what its first word says."""

import os
import socket
import sys

from hoithi.kit.bounded import REFUSED, take_limits


def main() -> int:
    take_limits(seconds=1)
    word, data = sys.argv[1], sys.stdin.buffer.read()
    if word == "refuse":
        sys.stdout.write("Không nhận tệp này.")
        return REFUSED
    if word == "hang":
        while True:
            pass
    if word == "crash":
        os.abort()
    if word == "eat":
        data = bytes(600 * 1024**2)
    if word == "call":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    if word == "look":
        data = "\n".join(sorted(os.environ)).encode()
    if word == "flood":
        for _ in range(300):
            sys.stdout.buffer.write(bytes(1024**2))
    sys.stdout.buffer.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
