import json
import sys
from pathlib import Path

import django


def prepare(folder):
    """A session for each of two people."""
    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - settings come first
    from django.test import Client  # noqa: PLC0415

    sessions = []
    for number in (1, 2):
        client = Client()
        fields = {"full_name": f"Người Mẫu {number}", "email": f"mau{number}@example.vn"}
        client.force_login(get_user_model().objects.create_user(**fields))
        sessions.append(client.session.session_key)
    (folder / "sessions.json").write_text(json.dumps(sessions))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
