import pytest

from hoithi.kit.tests.standing import shared

PASSWORD = "suối Tà Ốt mùa khô"


@shared
def mau(person):
    """Somebody with an address and a number, both proved, and the password of these tests."""
    return person("Trần Thị Mẫu", email="mau@example.vn", phone="0943999025", password=PASSWORD, email_verified=True)


@pytest.fixture
def enter(client):
    """Signs in through the page."""

    def post(login="0943999025", password=PASSWORD):
        return client.post("/dang-nhap/", {"login": login, "password": password})

    return post


@pytest.fixture
def mail(settings):
    """There is a mail server to send by; letters wait in the outbox, since no worker runs."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "localhost"
