"""ClamAV's protocol, spoken to a small server of ours; and to the real daemon where there is one."""

import contextlib
import io
import shutil
import socket
import subprocess
import threading
import time

import pytest

from hoithi.kit import files
from hoithi.kit.environment import clamd_address
from hoithi.kit.files import clamd
from hoithi.kit.tests.made_files import docx, zipped

pytestmark = pytest.mark.once
# The harmless test file that every scanner knows, put together here so that no scanner finds it in the source.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon:
    """Speaks INSTREAM: finds EICAR, takes at most `most` bytes, or says just what it is told to say."""

    def __init__(self, listening, *, most=1 << 25, says=None):
        self.got, self._most, self._says = [], most, says
        self._listening = listening
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listening.accept()
                with line, line.makefile("rb") as words, contextlib.suppress(OSError):
                    line.sendall(self._answer(words))

    def _answer(self, words):
        assert words.read(10) == b"zINSTREAM\0"
        data = b""
        while size := int.from_bytes(words.read(4), "big"):
            data += words.read(size)
            if len(data) > self._most:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.got.append(data)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
        return found if self._says is None else self._says


@pytest.fixture
def daemon(settings):
    """Starts a daemon on a port of this machine; `daemon(says=...)`."""
    with contextlib.ExitStack() as open_ones:

        def start(**options):
            listening = open_ones.enter_context(socket.create_server(("127.0.0.1", 0)))
            settings.CLAMD = listening.getsockname()
            return Daemon(listening, **options)

        yield start


def scan(data):
    return files.scan(io.BytesIO(data))


def test_without_a_daemon_nothing_is_claimed(settings):
    settings.CLAMD = None
    assert scan(b"abc") == "off"


def test_116_a_test_virus_is_found_and_a_clean_file_is_clean(daemon):
    asked = daemon()
    assert scan(EICAR) == "infected:Eicar-Test-Signature"
    large = docx() + bytes(3 << 20)
    assert scan(large) == "clean"
    assert asked.got[1] == large


def test_a_daemon_behind_a_socket_of_the_machine(tmp_path, settings):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "ctl"))
        listening.listen()
        settings.CLAMD = clamd_address(f"unix:{tmp_path / 'ctl'}")
        Daemon(listening)
        assert scan(EICAR).startswith("infected:")


@pytest.mark.parametrize(
    "says",
    [
        b"",
        b"stream: ",
        b"stream: OK extra\0",
        b"INSTREAM: command read timed out. ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"\xff",
    ],
)
def test_any_other_answer_is_not_clean(daemon, says):
    daemon(says=says)
    assert scan(b"abc") == "unknown"


def test_a_file_larger_than_it_takes_is_not_clean(daemon):
    daemon(most=1 << 20)
    assert scan(bytes(8 << 20)) == "unknown"


def test_a_daemon_that_is_down_is_not_clean(settings, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closing:
        settings.CLAMD = closing.getsockname()
    assert scan(b"abc") == "unknown"
    settings.CLAMD = str(tmp_path / "nobody")
    assert scan(b"abc") == "unknown"


def test_a_daemon_that_hangs_is_not_clean(settings, monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD = silent.getsockname()
        assert scan(b"abc") == "unknown"


@pytest.mark.skipif(not shutil.which("clamd"), reason="ClamAV is not on this machine")
def test_116_the_real_daemon(tmp_path, settings):
    (tmp_path / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:0:{EICAR.hex()}\n")
    config, address = tmp_path / "clamd.conf", tmp_path / "ctl"
    config.write_text(f"DatabaseDirectory {tmp_path}\nLocalSocket {address}\nForeground yes\nAlertExceedsMax yes\n")
    running = subprocess.Popen(["clamd", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not address.exists() and time.monotonic() < until:
            time.sleep(0.05)
        settings.CLAMD = str(address)
        assert scan(b"abc") == "clean"
        assert scan(zipped({"a.docx": zipped({"word/a": EICAR})})).startswith("infected:Eicar")
    finally:
        running.kill()
        running.wait(20)


@pytest.mark.parametrize(
    ("words", "address"),
    [("", None), ("127.0.0.1:3310", ("127.0.0.1", 3310)), ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl")],
)
def test_addresses(words, address):
    assert clamd_address(words) == address


@pytest.mark.parametrize("words", ["3310", "host:", ":3310", "host:99999", "unix:relative", "http://host"])
def test_addresses_that_make_no_sense(words):
    with pytest.raises(Exception, match="HOITHI_CLAMD must be"):
        clamd_address(words)
