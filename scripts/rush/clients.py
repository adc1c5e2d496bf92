"""The people of the rush: what each is like, what they were told, and one request as they make it."""

import contextlib
import hashlib
import http.client
import threading
import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

CSRF = "0123456789abcdefghijklmnopqrstuv"
SLOW = 32_000  # bytes a second: 256 kbit/s
PLANNED = {503, 507}
PATIENCE = 60.0  # seconds until somebody gives up


class Gone(Exception):  # noqa: N818 - no answer came: the server was killed, or the line was cut
    pass


class Broken(Exception):  # noqa: N818 - the product said what it must never say
    pass


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: bytes


@dataclass(slots=True)
class Person:
    """Somebody with a draft. `told`: addresses of the receipts they were given; `codes`: what these say."""

    number: int
    uid: str
    session: str
    files: int = 0
    size: int = 0  # bytes of each file
    told: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)  # SHA-256 of each file

    # One in so many, counted and not drawn, so that a short run has them all.
    @property
    def slow(self) -> bool:
        return self.number % 5 == 2

    @property
    def late(self) -> bool:
        """Submits while the files are still on their way."""
        return self.number % 10 == 2

    @property
    def cuts(self) -> int:
        """How often the line drops."""
        return 3 * (self.number % 10 == 3)

    @property
    def twice(self) -> bool:
        """Presses twice at the same time (F12)."""
        return self.number % 10 == 4

    @property
    def deaf(self) -> bool:
        """Never sees the first answer (F13)."""
        return self.number % 20 == 6

    def data(self, number: int) -> bytes:
        """A sound PDF that no other file equals; made anew when it is asked for."""
        name = f"{self.uid}-{number}"
        filler = hashlib.shake_128(name.encode()).hexdigest((self.size - 500) // 2)
        return PDF.replace(b"%filler", b"%" + filler.encode())


@dataclass(slots=True)
class Journal:
    """What all of them saw: the only oracle."""

    port: int
    submits: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    sent: int = 0
    requests: int = 0
    unplanned: int = 0
    planned: int = 0
    complaints: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def complain(self, sentence: str) -> None:
        with self.lock:
            self.complaints.append(sentence)

    def count(self, answer: Answer, path: str) -> None:
        with self.lock:
            self.requests += 1
            self.planned += answer.status in PLANNED
            if answer.status >= 500 and answer.status not in PLANNED:
                self.unplanned += 1
                self.complaints.append(f"{path} answered {answer.status}")

    @contextlib.contextmanager
    def timed(self, times: list[float]):
        started = time.perf_counter()
        yield
        with self.lock:
            times.append(time.perf_counter() - started)


def ask(
    journal: Journal,
    who: Person,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    pace: int = 0,
    cut: bool = False,
    **headers: str,
) -> Answer:
    """One request on a line of its own. `pace`: bytes a second; `cut`: the line drops in the middle of the body.

    Raises `Gone` when no answer came.
    """
    line = http.client.HTTPConnection("127.0.0.1", journal.port, timeout=PATIENCE)
    cookies = f"sessionid={who.session}; csrftoken={CSRF}"
    given = {"Cookie": cookies, "X-CSRFToken": CSRF, "Content-Length": str(len(body)), **headers}
    try:
        line.putrequest(method, path)
        for name, value in given.items():
            line.putheader(name, value)
        line.endheaders()
        trickle(line.send, body[: len(body) // 2] if cut else body, pace)
        if cut:
            raise Gone
        got = line.getresponse()
        answer = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
    except (OSError, http.client.HTTPException) as error:
        raise Gone from error
    finally:
        line.close()
    journal.count(answer, path)
    return answer


def trickle(send: Callable[[bytes], object], body: bytes, pace: int) -> None:
    """All at once, or as a line of `pace` bytes a second lets it through."""
    step = pace // 8 or len(body) or 1
    for start in range(0, len(body), step):
        send(body[start : start + step])
        if pace:
            time.sleep(step / pace)


def patiently(act: Callable[[], Answer], *, wanted: AbstractSet[int], again: AbstractSet[int] = frozenset()) -> Answer:
    """`act` again and again until it is answered with one of `wanted`. No answer, 500 and 503 are tried again, and
    `again`; anything else, or more than a minute of that, is `Broken`."""
    until, status, text = time.monotonic() + PATIENCE, 0, b""
    while time.monotonic() < until:
        with contextlib.suppress(Gone):
            answer = act()
            status, text = answer.status, answer.text
            if status in wanted:
                return answer
            if status < 500 and status not in again:
                break
        time.sleep(0.2)
    raise Broken(f"answered {status}, not {sorted(wanted)}: {text[:300].decode(errors='replace')!r}")


def _blank() -> bytes:
    import io

    import pypdfium2

    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(out)
    head, start, tail = out.getvalue().rpartition(b"startxref")
    return head + b"%filler\n" + start + tail


PDF = _blank()
