"""Measures the product beside the limits of the machine it runs on, in one run: prints `name value`, writes JSON.

Pages are measured through the whole WSGI stack in this process, at one user, on the demo's data; the served figures
come from the real server with two workers and eight users. Quote ratios: absolutes belong to a machine and a day.
"""

import gzip
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 40
SHORT = {"contest_detail": "contest"}  # the public page of a contest, by the name that readers of the figures know


def main() -> None:
    """Makes a demo of its own in a temporary folder, measures, and writes `var/bench.json`."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOITHI_VAR=folder, HOITHI_DEMO="1", DJANGO_SETTINGS_MODULE="hoithi.settings")
        os.environ.pop("HOITHI_DEBUG", None)
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        figures = {**measure_pages(), **measure_limits(folder), **measure_reader(), **measure_served()}
        figures |= {**measure_certificates(), **measure_entering(), **measure_many_users()}
        figures |= measure_rush(Path(folder) / "rush.json")
    for name, value in sorted(figures.items()):
        print(name, value)
    out = ROOT / "var" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(dict(sorted(figures.items())), indent=1) + "\n")


def median_ms(action: Callable[[], Any], *, rounds: int = ROUNDS) -> float:
    """The median wall time of `action` in milliseconds, after two runs that do not count."""
    times = []
    for turn in range(rounds + 2):
        started = time.perf_counter()
        action()
        if turn >= 2:
            times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 3)


def measure_pages() -> dict[str, float]:
    """Every page of the demo as the role it is for: milliseconds, queries, compressed bytes; and their median."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from hoithi.site.demo import load_demo
    from tests.addresses import visits

    started = time.perf_counter()
    load_demo()
    figures: dict[str, float] = {"demo.load_s": round(time.perf_counter() - started, 2)}
    times = []
    for visit in visits():
        taken = one_page(visit.path, visit.cookie)
        times.append(taken["ms"])
        name = SHORT.get(visit.name, visit.name)
        figures |= {f"pages.{name}.{key}": value for key, value in taken.items()}
        if visit.cached:
            figures[f"pages.{name}.cached_ms"] = median_ms(lambda path=visit.path: ask(path, ""))
    figures["pages.count"] = len(times)
    figures["pages.median_ms"] = round(statistics.median(times), 2)
    figures["pages.slowest_ms"] = round(max(times), 2)
    return figures


def ask(path: str, cookie: str, *, encoding: str = "identity") -> tuple[str, bytes]:
    """One GET through the WSGI application: the status line and the body."""
    from hoithi.wsgi import application

    answer: list[str] = []
    route, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": route,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_ENCODING": encoding,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": __import__("io").BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    body = application(environ, lambda status, _headers: answer.append(status))
    try:
        return answer[0], b"".join(body)
    finally:
        body.close()


def one_page(path: str, cookie: str) -> dict[str, float]:
    """The figures of one page, never from the public cache; raises when it does not answer 200."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path += "?x=1"  # a page with a query is never kept for the next visitor
    with CaptureQueriesContext(connection) as queries:
        status, body = ask(path, cookie)
    asked = len(queries)  # before the next request empties the log
    if not status.startswith("200"):
        raise SystemExit(f"{path} answered {status}")

    taken = median_ms(lambda: ask(path, cookie))
    return {"ms": taken, "queries": asked, "bytes_gz": len(gzip.compress(body, 6))}


def measure_limits(folder: str) -> dict[str, float]:
    """What the machine gives at best: a page of one query, and durable commits a second on SQLite."""
    import sqlite3

    from django.contrib.auth.hashers import check_password, make_password
    from django.template import engines

    from hoithi.units.models import Unit

    template = engines["django"].from_string("<ul>{% for row in rows %}<li>{{ row.name }}</li>{% endfor %}</ul>")
    page = median_ms(lambda: template.render({"rows": list(Unit.objects.values("name")[:20])}))
    database = sqlite3.connect(Path(folder) / "limit.sqlite3", isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x)")
    commit = median_ms(lambda: database.execute("INSERT INTO t VALUES (1)"), rounds=500)
    secret = make_password("mat-khau-do-toc-do")
    return {
        "limits.one_query_page_ms": page,
        "limits.sqlite_commits_per_s": round(1000 / commit),
        "accounts.password_check_ms": median_ms(lambda: check_password("mat-khau-do-toc-do", secret), rounds=10),
    }


def measure_reader() -> dict[str, float]:
    """The plan reader on the founding plan, in this process and as a whole command."""
    from hoithi.contests.plan.reading import read_plan

    seed = ROOT / "samples" / "plans" / "ke-hoach-hon-quan-viii.md"
    command = [sys.executable, "-m", "hoithi.cli", "plan", "read", str(seed)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return {
        "plan.read_ms": median_ms(lambda: read_plan(seed), rounds=10),
        "plan.command_ms": median_ms(
            lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env), rounds=5
        ),
    }


def measure_served(port: int = 8109, seconds: float = 4.0) -> dict[str, float]:
    """The real server: time to the first answer, and the public contest page a second with eight users."""
    from tests.addresses import visits

    path = next(visit.path for visit in visits() if visit.name == "contest_detail")
    with server_at(port) as first:
        served = _per_second(port, path, seconds)
    return {"serve.first_answer_s": round(first, 2), "serve.contest_per_s_8_users": served}


@contextmanager
def server_at(port: int) -> Iterator[float]:
    """The real server with two processes; gives how many seconds it took to answer."""
    command = [sys.executable, "-m", "hoithi.cli", "serve", "--port", str(port), "--workers", "2"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    started = time.perf_counter()
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if server.poll() is not None or time.perf_counter() - started > 60:
                raise SystemExit("the server did not start")
            time.sleep(0.02)
        yield time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(20)


def measure_entering() -> dict[str, float]:
    """An entrant's way, the officer's list of ten thousand, and one dossier against a hundred thousand former ones."""
    from scripts.bench_entries import measure_entries, measure_likeness

    return {**measure_entries(), **measure_likeness()}


def measure_certificates() -> dict[str, float]:
    """Certificates in bulk, beside WeasyPrint."""
    from scripts.bench_certificates import measure_certificates

    return measure_certificates()


def measure_many_users(port: int = 8110, seconds: float = 15.0) -> dict[str, float]:
    """The same way over the real server, by eight and by thirty-two people at once."""
    from scripts.bench_entries import measure_users

    with server_at(port):
        return {**measure_users(port, 8, seconds), **measure_users(port, 32, seconds)}


def measure_rush(out: Path) -> dict[str, float]:
    """The rush before a deadline and the stampede, on an installation of its own; it prints what it finds wrong."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "rush"), "--json", str(out)], check=False)
    if not out.exists():
        raise SystemExit("the rush did not come to its end")
    figures: dict[str, float] = json.loads(out.read_text())
    return figures


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def _per_second(port: int, path: str, seconds: float) -> int:
    counts = [0] * 8
    until = time.perf_counter() + seconds

    def user(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while time.perf_counter() < until:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            counts[number] += 1

    users = [threading.Thread(target=user, args=(number,)) for number in range(8)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    return round(sum(counts) / seconds)


if __name__ == "__main__":
    main()
