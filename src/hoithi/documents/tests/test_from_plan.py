"""Plans that were read go out again: the same words in the same order, and the same reading of them."""

from pathlib import Path

import pytest

from hoithi.contests.plan.reading import read_plan, read_plan_bytes, read_source
from hoithi.contests.tests.plan_files import SEED
from hoithi.documents.kinds.from_plan import plan_facts
from hoithi.documents.kinds.plan import PlanFacts, lay_plan
from hoithi.documents.paper.model import Heading, Level, Paragraph, Span, words_of
from hoithi.documents.paper.word import docx_of
from hoithi.kit.schemas.reading import as_data, read_data

PLANS = Path(__file__).parents[2] / "contests/tests/plans"
CORPUS = sorted(path for path in PLANS.glob("[0-9]*") if path.suffix != ".json")


def facts_of(path: Path) -> PlanFacts:
    """The facts that a plan is issued again from."""
    return read_data(PlanFacts, plan_facts(read_source(path), path.name, read_plan(path)))


def without_lines(value):
    """A reading without the places where things stood."""
    if isinstance(value, dict):
        return {key: without_lines(inner) for key, inner in value.items() if key != "line"}
    return [without_lines(inner) for inner in value] if isinstance(value, list) else value


def reread(path: Path) -> tuple[dict, dict]:
    """A plan as it is read, and as it is read once it was issued again; its number and day are the register's."""
    first = read_plan(path)
    first["document"] |= {"number": None, "date": None}
    again = read_plan_bytes(docx_of(lay_plan(facts_of(path))), "ke-hoach.docx")
    return without_lines(first), without_lines(again)


def test_the_seed_goes_out_and_is_read_the_same():
    first, again = reread(SEED)
    assert again == first
    assert len(first["assignments"]) == 14


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_plans_of_other_bodies_go_out_and_are_read_the_same(path):
    first, again = reread(path)
    if path.stem == "10-hoi-nong-dan":  # its last item ends the body: "./." stands where the stop of the item stood
        first["reporting"]["contents"][-1] = first["reporting"]["contents"][-1].removesuffix(".")
    assert again == first


@pytest.mark.parametrize("path", [SEED, *CORPUS], ids=lambda path: path.stem)
def test_facts_of_a_plan_go_out_and_come_back(path):
    facts = facts_of(path)
    assert read_data(PlanFacts, as_data(facts)) == facts
    assert facts.issuer.isupper()
    assert "CỘNG HÒA" not in facts.issuer


def test_the_seed_keeps_its_build_and_its_faces():
    paper = lay_plan(facts_of(SEED))
    titles = [
        f"{one.label} {one.title}" for one in paper.blocks if isinstance(one, Heading) and one.level == Level.ROMAN
    ]
    assert titles == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG THỰC HIỆN",
        "III. KINH PHÍ HỘI THI:",
        "IV. TỔ CHỨC THỰC HIỆN:",
        "V. CHẾ ĐỘ BÁO CÁO",
    ]
    numbered = [one.label for one in paper.blocks if isinstance(one, Heading | Paragraph) and one.label.endswith(".")]
    assert [label for label in numbered if label[0].isdecimal()] == [
        *(f"{n}." for n in range(1, 5)), "1.", "2.", *(f"{n}." for n in range(1, 15)),
    ]  # fmt: skip
    faces = [
        span for one in paper.blocks if isinstance(one, Paragraph) for span in _spans(one) if span.bold or span.italic
    ]
    assert faces == [
        Span("ngày 15/4/2025", bold=True),
        Span("Phòng Kinh tế và Hạ tầng để tiện theo dõi phối hợp công tác", italic=True),
        Span("phòng Kinh tế và Hạ tầng", italic=True),
        Span("Báo cáo cần tập trung vào các nội dung sau:", bold=True),
    ]
    assert paper.bases[0].startswith("Căn cứ Kế hoạch số 72/KH-HTSTKT")
    assert (len(paper.bases), paper.filing, paper.recipients[-1]) == (3, "VT", "LĐVP, CV (KT) Nghĩa")


def _spans(paragraph):
    return paragraph.words if isinstance(paragraph.words, tuple) else ()


def test_every_word_of_the_seed_is_in_the_plan_that_goes_out():
    """Nothing of the body is lost, nothing is added, nothing changes places."""
    source = " ".join(SEED.read_text().split("KẾ HOẠCH\n", 1)[1].split("Nơi nhận", 1)[0].replace("*", "").split())
    paper = lay_plan(facts_of(SEED))
    laid = [paper.abstract, *(f"{basis};" for basis in paper.bases), *words_of(paper.blocks)]
    assert " ".join(" ".join(laid).replace("*", "").split()) + "./." == source


def test_a_plan_numbered_otherwise_keeps_its_own_numbers():
    text = (
        "UBND HUYỆN A\n\nSố: /KH-UBND\n\nKẾ HOẠCH\nTổ chức Hội thi\n\nA. MỤC ĐÍCH\n\n1. Thi đua.\n\n"
        "II. KINH PHÍ\n\nNgân sách.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Tâm\n"
    )
    raw = plan_facts(text.split("\n"), "a.txt", read_plan_bytes(text.encode(), "a.txt"))
    assert raw["parts"] == [{"name": "", "text": "A. MỤC ĐÍCH\n1. Thi đua.\nII. KINH PHÍ\nNgân sách."}]
