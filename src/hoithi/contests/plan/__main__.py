"""`python -m hoithi.contests.plan FILE` prints the plan as JSON; exit 2 and one line on stderr when it is no plan."""

import json
import sys

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.reading import read_plan


def main(arguments: list[str]) -> int:
    """Reads the one file named; returns the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("Cách dùng: python -m hoithi.contests.plan TỆP\n")
        return 2
    try:
        plan = read_plan(arguments[0])
    except NotAPlan as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except OSError:
        sys.stderr.write(f"Không mở được tệp {arguments[0]}.\n")
        return 2
    sys.stdout.write(json.dumps(plan, ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
