"""Getting what a test round needs from the distribution, where that is allowed: by root, with apt-get."""

import os
import shutil
import subprocess


def get(package: str) -> bool:
    """Install `package`; False when this machine cannot."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {package} with apt-get ...", flush=True)
    return _quietly("update") and _quietly("-y", "install", "--no-install-recommends", package)


def _quietly(*words: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-qq", *words], env=environment, capture_output=True, check=False)
    return done.returncode == 0
