import json
import sys
from pathlib import Path

import django


def prepare(folder):
    """Database, static files, and a session for each of two people."""
    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - settings come first
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    (folder / "var/files").mkdir(mode=0o700, parents=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    sessions = []
    for number in (1, 2):
        client = Client()
        fields = {"full_name": f"Người Mẫu {number}", "email": f"mau{number}@example.vn"}
        client.force_login(get_user_model().objects.create_user(**fields))
        sessions.append(client.session.session_key)
    (folder / "sessions.json").write_text(json.dumps(sessions))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
