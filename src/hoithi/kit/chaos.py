"""Named places in the code where a test may kill the process, to prove that nothing acknowledged is lost.

`HOITHI_CHAOS="upload.written:0.3,upload.committed:1"` gives each point the probability of a kill. A site that can be
reached from elsewhere refuses to start with it (`kit.safety`).
"""

import os
import random
import signal

from django.conf import settings


def point(name: str) -> None:
    """Kill this very process, as a power cut would, when a test has asked for it here; otherwise do nothing."""
    chance = settings.CHAOS.get(name)
    if chance is not None and random.random() < chance:  # noqa: S311 - nothing secret hangs on it
        os.write(2, f"chaos: {name}\n".encode())  # who counts the kills reads it in the log
        os.kill(os.getpid(), signal.SIGKILL)
