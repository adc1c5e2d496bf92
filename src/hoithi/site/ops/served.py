"""The application as each worker of `hoithi serve` loads it.

Ctrl-C in a terminal signals a whole process group; a worker of the server that is signalled twice, by the terminal and
by its parent, never ends. So each worker leaves the group; its parent stops it, and it follows a parent that is killed.
"""

import os
import threading
import time

from hoithi.wsgi import application

__all__ = ["application"]


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


os.setpgrp()
threading.Thread(target=_follow, args=[os.getppid()], daemon=True).start()
