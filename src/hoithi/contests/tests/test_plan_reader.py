"""The plan reader on whole files: the seed exactly and in every format, plans of other bodies, long ones, fuzz."""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.reading import read_plan, read_plan_bytes, read_source
from hoithi.contests.tests.plan_files import SEED, make_docx, make_pdf
from hoithi.contests.tests.plan_score import differences, f1, score

HERE = Path(__file__).parent
PLANS = sorted(path for path in (HERE / "plans").glob("[0-9]*") if path.suffix != ".json")
EXPECTED_SEED = json.loads((HERE / "seed.json").read_text(encoding="utf-8"))


def without_lines(value: Any) -> Any:
    """The same data without the numbers of lines, which differ between formats."""
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key != "line"}
    return [without_lines(item) for item in value] if isinstance(value, list) else value


def test_the_seed_is_read_exactly() -> None:
    assert read_plan(SEED) == EXPECTED_SEED


def test_the_stop_that_ends_the_last_basis_is_no_part_of_it() -> None:
    """The decree ends each basis in a semicolon and the last in a stop; the seed ends all in semicolons."""
    last = "Tờ trình số 23/TTr-P.KT&HT ngày 19/3/2024"
    text = SEED.read_text()
    assert f"{last};" in text
    stopped = text.replace(f"{last};", f"{last}.")
    assert read_plan_bytes(stopped.encode(), "a.md") == read_plan_bytes(text.encode(), "a.md")


def test_each_line_named_for_the_seed_holds_what_was_read() -> None:
    lines = read_source(SEED)
    for assignment in EXPECTED_SEED["assignments"]:
        for task in assignment["tasks"]:
            assert task["text"][:40].rstrip(".") in lines[task["line"] - 1].replace("*", "")


@pytest.mark.parametrize("automatic", [False, True])
def test_the_seed_as_word_is_read_the_same(automatic: bool) -> None:
    data = make_docx(SEED.read_text(encoding="utf-8"), automatic=automatic)
    assert without_lines(read_plan_bytes(data, "ke-hoach.docx")) == without_lines(EXPECTED_SEED)


def test_the_seed_as_pdf_is_read_the_same() -> None:
    data = make_pdf(SEED.read_text(encoding="utf-8"))
    assert without_lines(read_plan_bytes(data, "ke-hoach.pdf")) == without_lines(EXPECTED_SEED)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_plans_of_other_bodies_are_read(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    read = read_plan(path)
    assert f1(score(read, expected).values()) >= 0.95, "\n".join(differences(read, expected))


def test_the_corpus_is_there() -> None:
    assert len(PLANS) >= 12


def test_the_scorer_sees_a_fact_that_is_missing_or_wrong() -> None:
    plan = read_plan(SEED)
    plan["milestones"][0]["end"] = "2024-03-30"
    plan["document"]["recipients"].pop()
    assert len(differences(plan, EXPECTED_SEED)) == 3
    assert f1(score(plan, EXPECTED_SEED).values()) < 1


def test_two_readings_are_the_same() -> None:
    assert json.dumps(read_plan(SEED)) == json.dumps(read_plan(SEED))


def lengthened(times: int) -> str:
    """The seed with its second to fourteenth assignments so many times more."""
    markdown = SEED.read_text(encoding="utf-8")
    start, end = markdown.index("3. Phòng Giáo dục"), markdown.index("V. CHẾ ĐỘ")
    return markdown[:end] + markdown[start:end] * times + markdown[end:]


@pytest.mark.parametrize("ending", ["md", "docx", "pdf"])
def test_thirty_pages_are_read_whole(ending: str) -> None:
    long = lengthened(14)
    data = long.encode()
    if ending != "md":
        data = make_pdf(long) if ending == "pdf" else make_docx(long, automatic=False)
    plan = read_plan_bytes(data, f"ke-hoach.{ending}")
    assert len(plan["assignments"]) == 14 + 12 * 14


def calls_of_reading(text: str) -> int:
    """How many functions are called to read `text`: its work, whatever else the machine does."""
    calls = 0

    def count(_frame: Any, event: str, _of: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        read_plan_bytes(text.encode(), "ke-hoach.md")
    finally:
        sys.setprofile(None)
    return calls


def test_the_work_grows_as_the_text() -> None:
    once, thrice = lengthened(4), lengthened(12)
    assert calls_of_reading(thrice) / calls_of_reading(once) < 1.1 * len(thrice) / len(once)


MARKS = [
    "Căn cứ ",
    "I. ",
    "1. ",
    "- ",
    "+ ",
    "a) ",
    "KẾ HOẠCH",
    "trước ngày 31/02/2025",
    "Phòng Nội vụ: ",
    "|",
    "\n",
    "Nơi nhận:",
    "từ ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=30)), max_size=30), st.sampled_from([".md", ".txt"]))
def test_no_text_breaks_the_reader(pieces: list[str], ending: str) -> None:
    data = ("KẾ HOẠCH\n" + "\n".join(pieces)).encode("utf-8", "replace")
    assert read_plan_bytes(data, f"a{ending}")["document"]["kind"] == "KH"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([".md", ".txt", ".docx", ".pdf"]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]),
)
def test_noise_is_refused_or_read_but_never_breaks(noise: bytes, ending: str, start: bytes) -> None:
    try:
        read_plan_bytes(start + noise, f"a{ending}")
    except NotAPlan as refusal:
        assert "\n" not in str(refusal)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_word_or_pdf_file_never_breaks_the_reader(data: st.DataObject) -> None:
    name, whole = data.draw(
        st.sampled_from([(path.name, path.read_bytes()) for path in PLANS if path.suffix in (".docx", ".pdf")])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    hurt = whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + data.draw(st.integers(0, 200)) :]
    try:
        read_plan_bytes(hurt, name)
    except NotAPlan as refusal:
        assert str(refusal)


@pytest.mark.parametrize("path", [path for path in PLANS if path.suffix in (".md", ".txt")], ids=lambda path: path.name)
def test_another_way_of_writing_the_same_letters_reads_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-8-sig")
    assert read_plan_bytes(apart, path.name) == read_plan(path)
    assert read_plan_bytes(text.encode("utf-16"), path.name) == read_plan(path)
