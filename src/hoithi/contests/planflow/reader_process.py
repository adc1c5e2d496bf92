"""`python -m hoithi.contests.planflow.reader_process NAME`: bytes of a plan in, JSON out; exit 2 and one sentence when
it is not a plan. The process takes its own limits before it looks at the bytes, and knows nothing of Django."""

import json
import resource
import sys

from hoithi.contests.plan import NotAPlan
from hoithi.contests.plan.model import to_json
from hoithi.contests.plan.reader import read
from hoithi.contests.plan.sources import open_source

_MEMORY = 1024**3
_CPU_SECONDS = 20


def main() -> int:
    """Read standard input as the file that the first argument names."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        source = open_source(sys.stdin.buffer.read(), sys.argv[1])
        plan, lines = to_json(read(source)), source.lines
    except NotAPlan as error:
        sys.stderr.write(str(error))
        return 2
    json.dump({"plan": plan, "lines": lines}, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
