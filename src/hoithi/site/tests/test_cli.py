"""The command line, run as people run it: in a process of its own, in an empty place."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.cli import main, parser
from hoithi.contests.queries import actor_of
from hoithi.documents.kinds.base import SAMPLE_DAY, Facts, Kind
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.tests.papers import LETTER
from hoithi.documents.paper.word import docx_of
from hoithi.kit.tests.commands import hoithi
from hoithi.site.ops import Failure
from hoithi.site.ops.admin import create_admin
from hoithi.site.ops.samples import write_samples

ROOT = Path(__file__).parents[4]
COMMANDS = ["plan read", "document samples", "serve", "worker", "upgrade", "check", "backup", "restore", "createadmin"]


def one_line(done, status=1):
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_holds_an_example(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    assert f"example: hoithi {command}" in capsys.readouterr().out


def test_all_commands_are_tested_for_help():
    listed = set(parser()._subparsers._group_actions[0].choices)
    assert listed == {command.split()[0] for command in COMMANDS}


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", "８０", "9" * 5000, "1e3"])
def test_a_port_that_is_none(port, capsys):
    with pytest.raises(SystemExit) as left:
        main(["serve", f"--port={port}"])
    assert left.value.code == 2
    assert "is not a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.once
def test_the_founding_plan_is_read_without_django_in_under_a_second():
    plan = ROOT / "samples" / "plans" / "ke-hoach-hon-quan-viii.md"
    before = os.times()
    done = hoithi("plan", "read", plan)
    after = os.times()
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["assignments"]) == 14
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 1  # of its own processor time, for the suite shares the machine
    probe = "import sys; from hoithi.cli import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    command = [sys.executable, "-c", probe, "plan", "read", str(plan)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


@pytest.mark.once
def test_what_is_no_plan_is_one_line_and_status_two(tmp_path):
    empty = tmp_path / "trống.txt"
    empty.touch()
    assert one_line(hoithi("plan", "read", empty), 2).startswith("hoithi plan read: ")
    assert "không-có.docx" in one_line(hoithi("plan", "read", tmp_path / "không-có.docx"), 2)


@pytest.mark.once
def test_samples_of_papers_are_written_without_a_setting(tmp_path):
    folder = tmp_path / "mẫu" / "giấy"
    done = hoithi("document", "samples", folder, place=tmp_path, HOITHI_DEBUG="0")
    assert one_line(done, 0).endswith(f"kinds of paper to {folder}")
    assert folder.is_dir()
    taken = tmp_path / "tệp"
    taken.touch()
    done = hoithi("document", "samples", taken, place=tmp_path)
    assert one_line(done) == f"hoithi document samples: {taken}: File exists"


def test_each_kind_has_a_sample_as_word_and_as_pdf(tmp_path):
    def kind(code, **fields):
        return Kind(code=code, name="", group="", schema=Facts, lay=lambda _: LETTER, sample=lambda: None, **fields)

    said = []
    write_samples([kind("cong-van"), kind("phieu", prescribed=False)], tmp_path, say=said.append)
    assert said == ["1/2 cong-van", "2/2 phieu"]
    issued = LETTER.numbered(7, SAMPLE_DAY)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "cong-van.docx": docx_of(issued),
        "cong-van.pdf": pdf_of(issued),
        "phieu.docx": docx_of(issued),
        "phieu.pdf": pdf_of(issued),
    }


@pytest.mark.once
def test_serving_a_place_that_is_not_made_yet_says_what_to_do(tmp_path):
    tmp_path.joinpath("var").mkdir()
    assert one_line(hoithi("serve", place=tmp_path / "var")).endswith("run: hoithi upgrade")


@pytest.mark.once
@pytest.mark.xdist_group("installation")
def test_an_installation_is_made_and_looked_at_by_commands_alone(installation, tmp_path):
    place = copytree(installation, tmp_path / "var")
    assert oct((place / "files").stat().st_mode)[-3:] == "700"
    words = ["createadmin", "--name", "Lê Thị Mẫu", "--email", "Mau@Example.vn"]
    done = hoithi(*words, place=place, text="một mật khẩu dài 7\n")
    assert done.returncode == 0, done.stderr
    done = hoithi("check", place=place)
    assert one_line(done) == "hoithi check: 1 parts are not well"
    levels = {line.split(":")[0].split(maxsplit=1)[1]: line.split()[0] for line in done.stdout.splitlines()}
    assert levels.pop("worker") == "FAIL"
    assert levels["database"] == levels["storage"] == levels["clock"] == levels["invariant audit"] == "ok"
    assert "FAIL" not in levels.values()


def test_an_administrator_is_made_once(db):
    person = create_admin(full_name="Lê Thị Mẫu", email="Mau@Example.vn", password="một mật khẩu dài 7")
    assert person.check_password("một mật khẩu dài 7")
    assert actor_of(person, second_factor=True).holds(Role.ADMIN)
    with pytest.raises(Failure):
        create_admin(full_name="Lê Thị Mẫu", email="mau@example.vn", password="một mật khẩu dài 7")


@pytest.mark.parametrize(
    ("name", "email", "password"),
    [
        ("B", "không phải", "một mật khẩu dài 7"),
        ("B", "b@example.vn", "12345678"),
        ("B", "b@example.vn", ""),
        ("\u200b", "b@example.vn", "một mật khẩu dài 7"),
    ],
)
def test_an_administrator_needs_a_name_an_address_and_a_password(db, name, email, password):
    with pytest.raises(Failure):
        create_admin(full_name=name, email=email, password=password)
    assert not Person.objects.exists()
