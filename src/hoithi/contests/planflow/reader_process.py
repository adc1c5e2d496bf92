"""`python -m hoithi.contests.planflow.reader_process NAME`: bytes of a plan in, JSON out; exit 2 and one sentence when
it is not a plan. Run by `kit.bounded`; knows nothing of Django."""

import json
import sys

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import to_json
from hoithi.contests.plan.reader import read
from hoithi.contests.plan.sources import open_source
from hoithi.kit.bounded import REFUSED, take_limits


def main() -> int:
    """Read standard input as the file that the first argument names."""
    take_limits(memory=1024**3)
    try:
        source = open_source(sys.stdin.buffer.read(), sys.argv[1])
        plan, lines = to_json(read(source)), source.lines
    except NotAPlan as error:
        sys.stdout.write(str(error))
        return REFUSED
    json.dump({"plan": plan, "lines": lines}, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
