"""Many former solutions for measuring likeness: invented titles and descriptions, some two hundred words each.

    fill_former(100_000)      rows and shingles, a minute or so
    probes(200)               dossiers to look for, each with the number of the row that it is like, and how

Needs Django set up. The words are common in such dossiers and unevenly frequent, as words are.
"""

import multiprocessing
import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoithi.entries.likeness.engine import Paper
    from hoithi.entries.models import ArchiveImport, Former


def _listed(words: str, between: str = "|") -> list[str]:
    return words.split(between)


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same every time is what is wanted


CONTEST = "Hội thi đo tốc độ"
START = _listed(
    "Máy|Hệ thống|Thiết bị|Mô hình|Phần mềm|Quy trình|Giải pháp|Nghiên cứu, chế tạo|Cải tiến|Ứng dụng|Dụng cụ|Xe|"
    "Robot|Bộ điều khiển|Phương pháp|Thiết kế"
)
DEED = _listed(
    "tách vỏ|thu hoạch|sấy|phun thuốc|tưới nhỏ giọt|phân loại|giám sát|cảnh báo|thu gom|băm nhỏ|ép viên|đóng gói|"
    "bảo quản|chế biến|trồng|bón phân|diệt cỏ|cạo mủ|khoan hố|rửa|vận chuyển|nâng hạ|quản lý|dạy học|chấm công|"
    "lọc nước|xử lý|tái chế|nuôi|nhân giống|ghép cành|hút bụi|cắt tỉa|đo độ ẩm|điểm danh|chăm sóc|khử khuẩn|trộn"
)
THING = _listed(
    "hạt điều|mủ cao su|hồ tiêu|cà phê|khoai mì|mía|bắp|sầu riêng|chanh dây|nấm rơm|rau mầm|cá chạch|heo rừng|bò sữa|"
    "gà thả vườn|rác thải nhựa|nước thải|lục bình|vỏ trấu|gỗ ép|gạch không nung|cáp điện|đèn đường|hồ sơ bệnh nhân|"
    "thư viện số|phòng học|vườn trường|xe lăn|gậy dò đường|trẻ khuyết tật|người già|"
    "dây chuyền sản xuất|lò hơi|giếng khoan|ao nuôi|nhà màng|đàn ong|cây ăn trái|măng cụt|dược liệu|tinh dầu sả|"
    "phôi nấm|than sinh học|men vi sinh|biển báo"
)
WITH = _listed(
    "dùng năng lượng mặt trời|bằng điện thoại|từ xa|tự động|bán tự động|tiết kiệm nước|quy mô hộ gia đình|giá rẻ|"
    "cho vùng đồng bào dân tộc|ở trường tiểu học|tại trạm y tế xã|trong mùa khô|bằng vật liệu tái chế|có camera|"
    "theo chuẩn mở|cho người khiếm thị|trên địa hình dốc|dùng mô tơ một pha|không cần điện lưới|kết nối mạng"
)
PLAIN = _listed(
    "Giải pháp góp phần nâng cao hiệu quả sản xuất|Hiện nay công việc này chủ yếu làm bằng tay|"
    "Sản phẩm đã được thử nghiệm tại địa phương|Chi phí chế tạo thấp, vật liệu dễ tìm|"
    "Giải pháp có khả năng áp dụng rộng rãi trên địa bàn|Nhờ vậy giảm được công lao động và thời gian|"
    "Nhóm tác giả đã khảo sát thực tế nhiều nơi|Kết quả cho thấy hiệu quả kinh tế rõ rệt"
)
_FIRST = _listed("b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x", " ")
_REST = _listed(
    "an ăng âm ao ay au êm ên i iên iêu inh o oa oan ôi ông ơi ơn u ua uôn ưa ương ươi ang ac at em eo ich", " "
)


@dataclass(frozen=True, slots=True)
class Probe:
    """A dossier that is like the former solution in row `wanted`, made so by `how`."""

    wanted: int
    how: str
    paper: "Paper"


def solution(number: int) -> tuple[str, str]:
    """The title and description of row `number`, always the same."""
    dice = _dice(number)
    return _title(dice), _text(dice, 200)


def _title(dice: random.Random) -> str:
    parts = [dice.choice(START), dice.choice(DEED), dice.choice(THING)]
    parts += [_word(dice)] if dice.random() < 0.5 else []
    parts += dice.sample(WITH, dice.randint(0, 2))
    return " ".join(parts)


@cache
def _vocabulary() -> list[str]:
    dice = _dice(7)
    syllables = [dice.choice(_FIRST) + dice.choice(_REST) for _place in range(5000)]
    return [" ".join(syllables[place : place + 2]) for place in range(0, 5000, 2)]


def _word(dice: random.Random) -> str:
    """Two syllables; a few hundred pairs are met often, most are rare."""
    return _vocabulary()[int(2500 * dice.random() ** 2.5)]


def _text(dice: random.Random, length: int) -> str:
    sentences: list[str] = []
    while sum(len(one.split()) for one in sentences) < length:
        sentences.append(_sentence(dice))
    return ". ".join(sentences) + "."


def _sentence(dice: random.Random) -> str:
    if dice.random() < 0.25:
        return dice.choice(PLAIN)
    said = [dice.choice(DEED), dice.choice(THING), *(_word(dice) for _one in range(dice.randint(2, 5)))]
    said += [str(dice.randint(2, 90)), dice.choice(WITH)]
    dice.shuffle(said)
    return " ".join(said).capitalize()


def fill_former(count: int, *, batch: int = 2000) -> "ArchiveImport":
    """That many rows of one imported list, with their shingles. Row `number` has the key "do-<number>".

    Other processes make the words and their sketches; the shingles are written at the end and in order, for written as
    they come each would land in another page of their table.
    """
    from hoithi.entries.models import Former

    archive, keys = _archive(), array("q")
    starts = range(0, count, batch)
    with multiprocessing.get_context("fork").Pool() as pool:
        made = pool.imap(_made, ((start, min(start + batch, count)) for start in starts))
        for start, papers in zip(starts, made, strict=True):
            rows = Former.objects.bulk_create(
                _former(archive, start + place, paper) for place, paper in enumerate(papers)
            )
            keys.extend(number << 32 | row.pk for row, paper in zip(rows, papers, strict=True) for number in paper[3])
    _write(sorted(keys))
    return archive


_Made = tuple[str, str, str, list[int]]  # title, text, the key to search by, the sketch


def _made(numbers: tuple[int, int]) -> list[_Made]:
    """In a process of its own: asks no database."""
    from hoithi.entries.likeness.engine import sketch

    found = []
    for number in range(*numbers):
        title, text = solution(number)
        found.append((title, text, _bare(f"{title} {CONTEST} {2000 + number % 25}")[:1000], sketch(title, text)))
    return found


def _former(archive: "ArchiveImport", number: int, made: _Made) -> "Former":
    from hoithi.entries.likeness.engine import SKETCH
    from hoithi.entries.models import Former

    title, text, search_key, _numbers = made
    return Former(
        source=Former.Source.ARCHIVE, archive=archive, row_key=f"do-{number}", contest_name=CONTEST,
        year=2000 + number % 25, title=title, text=text, typed=len(text), search_key=search_key, sketch=SKETCH,
    )  # fmt: skip


def _write(keys: list[int]) -> None:
    from django.db import connection, transaction

    from hoithi.entries.models import Shingle

    table = connection.ops.quote_name(Shingle._meta.db_table)
    words = f"INSERT INTO {table} (key) VALUES (%s)"  # noqa: S608 - the name of our own table
    for start in range(0, len(keys), 500_000):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(words, ((key,) for key in keys[start : start + 500_000]))


def _archive() -> "ArchiveImport":
    from hoithi.entries.models import ArchiveImport
    from hoithi.kit.clock import now
    from hoithi.kit.models import StoredFile
    from hoithi.units.models import Unit, UnitKind

    kind = UnitKind.objects.get_or_create(code="other", defaults={"name": "Khác"})[0]
    owner = Unit.objects.first() or Unit.objects.create(name="Đơn vị đo tốc độ", kind=kind)
    file = StoredFile.objects.create(name="do.csv", size=0, sha256="0" * 64, content_type="text/plain", key="do")
    return ArchiveImport.objects.create(
        owner=owner, file=file, contest_name=CONTEST, by_name="Đo", made_at=now(), taken_at=now()
    )


def probes(count: int, among: int) -> Iterator[Probe]:
    """Dossiers to look for, in the four ways in which a dossier is like an older one."""
    from hoithi.entries.likeness.engine import Paper

    dice = _dice(17)
    for place in range(count):
        wanted = dice.randrange(among)
        title, text = solution(wanted)
        own = _text(_dice(10_000_000 + place), 200)
        new_title = _title(_dice(20_000_000 + place))
        yield (
            Probe(wanted, "title turned", Paper(_turned(title, dice), own)),
            Probe(wanted, "no marks", Paper(_bare(title), own)),
            Probe(wanted, "title changed, same text", Paper(new_title, _touched(text, dice))),
            Probe(wanted, "one paragraph copied", Paper(new_title, f"{own[:600]} {text[300:560]} {own[600:]}")),
        )[place % 4]


def _turned(title: str, dice: random.Random) -> str:
    words = title.split()
    cut = dice.randint(2, max(len(words) - 2, 2))
    return " ".join(words[cut:] + words[:cut])


def _bare(text: str) -> str:
    from hoithi.kit.text import fold

    return fold(text)


def _touched(text: str, dice: random.Random) -> str:
    """Every twelfth word or so is another one."""
    return " ".join(_word(dice) if dice.random() < 0.08 else word for word in text.split())
