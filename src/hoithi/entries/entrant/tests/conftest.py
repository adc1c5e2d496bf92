"""An entrant in front of the pages."""

import io
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from PIL import Image

from hoithi.entries.actions import submit_entry
from hoithi.entries.book import book_of
from hoithi.entries.conftest import fill
from hoithi.entries.models import Entry


def picture():
    """The bytes of a small photo."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(made, "PNG")
    return made.getvalue()


def hidden(answer, name):
    """The value of a hidden box of a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', answer.content.decode())
    return (found[1] or found[2]) if found else None


@pytest.fixture
def at_desk(client, sign_in, entrant):
    """The test client signed in as the entrant, with addresses by name: `at_desk.get("entry_home", entry)`."""
    sign_in(entrant)
    return browser(client)


def browser(client):
    def address(name, entry=None, **more):
        return reverse(name, kwargs={**({"uid": entry.uid} if entry else {}), **more})

    def get(name, entry=None, **more):
        return client.get(address(name, entry, **more))

    def post(name, entry=None, data=None, **more):
        return client.post(address(name, entry, **more), data or {})

    def save(name, entry, data, **more):
        """Opens a part and sends it back with what is in `data`."""
        page = get(name, entry, **more)
        return post(name, entry, {"base": hidden(page, "base"), "tab": hidden(page, "tab"), **data}, **more)

    return SimpleNamespace(client=client, address=address, get=get, post=post, save=save)


@pytest.fixture
def fresh():
    """The row as it is in the database now."""
    return lambda entry: Entry.objects.get(pk=entry.pk)


@pytest.fixture
def reached(draft, entrant):
    """The entry of the cast at a stage of its way, its rules read as in a process that runs: `reached("whole")`."""
    book_of(draft.contest, draft)

    def make(stage):
        entry = draft if stage == "draft" else fill(draft, entrant)
        if stage == "submitted":
            submit_entry(entry, once_key="nop", base=entry.version, by=entrant)
        return Entry.objects.get(pk=entry.pk)

    return make
