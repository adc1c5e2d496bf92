"""Each thread speaks its own language."""

import threading

from django.utils import translation


def test_what_one_thread_speaks_another_does_not_hear():
    heard, spoken, done = [], threading.Event(), threading.Event()

    def english():
        with translation.override("en"):
            heard.append(translation.gettext("Đăng nhập"))
            spoken.set()
            done.wait(10)
            heard.append(translation.get_language())
        heard.append(translation.get_language())

    other = threading.Thread(target=english)
    with translation.override("vi"):
        other.start()
        spoken.wait(10)
        assert (translation.get_language(), translation.gettext("Đăng nhập")) == ("vi", "Đăng nhập")
        done.set()
        other.join()
    assert heard == ["Sign in", "en", "vi"]
