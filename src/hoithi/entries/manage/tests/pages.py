"""Addresses of the office's pages, and what tests say of them."""

from django.urls import reverse

from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.kit.clock import now


def listed(contest, query=""):
    return reverse("intake_list", args=[contest.slug]) + query


def shown(entry):
    return reverse("intake_entry", args=[entry.uid])


def decide(entry, code):
    return reverse("intake_decide", args=[entry.uid, code])


def text_of(response):
    return response.content.decode()


def assert_absent(client, there, nowhere):
    """The answer to a hidden address is that to one that does not exist, but for the address itself."""
    answers = [client.get(path) for path in (there, nowhere)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert text_of(answers[0]).replace(there, nowhere) == text_of(answers[1])


def close(contest):
    Contest.objects.filter(pk=contest.pk).update(state=State.CLOSED, moved_to=State.CLOSED, moved_at=now())
